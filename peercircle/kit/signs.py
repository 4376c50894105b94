"""Texts for the files of other programs."""

import re

# What no XML may hold, so neither may a text for Word.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def readable(text: str) -> str:
    """Without signs that nobody sees and that would make the file unreadable."""
    return _UNSEEN.sub("", text)
