"""Serbian has two alphabets. From Cyrillic the Latin one can be made without loss; the other way round it cannot."""

from __future__ import annotations

import re

CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"
LATIN = re.findall(r"\S+", "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š")
SMALL = dict(zip(CYRILLIC, LATIN, strict=True))
SIGNS = str.maketrans(SMALL | {letter.upper(): latin.capitalize() for letter, latin in SMALL.items()})


def in_latin(cyrillic: str) -> str:
    """Њ is Nj in "Његош", but NJ in a word that is all capitals. What is Latin already stays as it is."""

    def spelled(word: re.Match[str]) -> str:
        latin = word[0].translate(SIGNS)
        return latin.upper() if word[0].isupper() and len(word[0]) > 1 else latin

    return re.sub(r"\w+", spelled, cyrillic)
