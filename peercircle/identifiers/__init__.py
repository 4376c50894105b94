"""What in a text could tell who a child is: names, dates, labels. It marks and proposes; it never forbids.

Rules and words are data (`rules/`, `words/`), packed into one file a language (`static/identifiers/`), and that file is
what both readers use: this one on the server and `js/identifiers.js` on the phone. docs/identifiers.md says why.
"""
