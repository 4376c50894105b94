"""Municipalities with two names, schools and Learning Centres, holidays and school breaks."""
