"""A round: each says something in turn, and may pass. What check-in, check-out and exercises have in common.

It is a room of its own because activities never import each other, and because the meeting below needs
to know nothing of words. It offers its models and actions, `asking`, `guide`, and the template words
in `templatetags/rounds.py`.
"""
