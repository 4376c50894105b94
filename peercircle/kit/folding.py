"""One spelling for names that people type in many: with or without diacritics, in Latin or Cyrillic."""

import re
import unicodedata
from functools import lru_cache

# What Unicode does not take apart by itself. Serbian has one letter in Cyrillic for each in Latin;
# đ is written dj by those who have no đ, so both become d.
_LETTERS = str.maketrans(
    dict(zip("абвгдђежзијклмнопрстћуфхцчшđðıłø", "abvgddezzijklmnoprstcufhccsddilo", strict=True))
    | {"љ": "lj", "њ": "nj", "џ": "dz", "æ": "ae", "œ": "oe"}
    | dict.fromkeys("'’‘ʼ`´", "")
)


@lru_cache(maxsize=1024)  # a list of attendance says the same words in each of its lines
def fold(text: str) -> str:
    """The key under which a name is stored and looked for, one for Ђаковица, Đakovica and Djakovica."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    apart = unicodedata.normalize("NFKD", apart).casefold()
    letters = "".join(letter for letter in apart.translate(_LETTERS) if not unicodedata.combining(letter))
    one_d = re.sub(r"dj+", "d", letters)
    return " ".join(re.findall(r"[^\W_]+", one_d))


def words_of(text: str) -> list[str]:
    """The folded words of a search, each of which has to be found."""
    return fold(text).split()
