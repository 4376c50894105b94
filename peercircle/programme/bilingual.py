"""Paper of the programme, in Albanian and Serbian side by side: whoever holds it reads one of the two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from django.utils import translation
from django.utils.translation import gettext

LANGUAGES = ("sq", "sr-latn")


def in_both(say: Callable[[], object]) -> list[str]:
    """What is said, in each language in turn."""
    said = []
    for language in LANGUAGES:
        with translation.override(language):
            said.append(str(say()))
    return said


def beside(words: Iterable[str]) -> str:
    """Side by side; once when both are the same, or one says nothing."""
    return " / ".join(dict.fromkeys(filter(None, words)))


def headings(english: Mapping[str, str]) -> dict[str, str]:
    return {key: beside(in_both(partial(gettext, sentence))) for key, sentence in english.items()}
