"""In which language a text is written: an Albanian note is often typed on a Serbian page."""

from __future__ import annotations

import re

from .copying import copy
from .reading import FILES, language, small_words

CYRILLIC = re.compile("[\u0400-\u04ff]")
WORD = re.compile("[a-z]+")


def tongue(text: str, page: str) -> str:
    """The language with the most small words in the text, else that of the page. `js/plain.js` decides the same."""
    best = FILES.get(page, "en")
    if CYRILLIC.search(text):
        return "sr"
    words = WORD.findall(copy(text, language(best).signs).text.lower())
    counts = {code: sum(word in small for word in words) for code, small in small_words().items()}
    return max([best, *counts], key=lambda code: counts[code]) if words else best
