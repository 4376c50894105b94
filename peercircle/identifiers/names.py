"""Which words are names of people. Lists know many; a capital letter where none belongs gives away the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .sieve import Sieve

WORD = re.compile("[A-Za-z]+")
# A sentence, a line, a quotation or a list begins here, so that a capital letter tells nothing.
BEGINS = re.compile(r"(?:^|[.!?:;\"(\n*\[/+-]|[0-9])[ \t]*$")
BETWEEN = re.compile(r"^(?:[ \t]+|\.[ \t]*|-)$")
LONGEST = 40  # letters of a name, or of anything that somebody means
TOGETHER = re.compile(r"^(?:[ \t]+|-)$")


@dataclass(frozen=True)
class Words:
    """What one language knows of words. All are written small and in plain letters."""

    names: Sieve
    families: re.Pattern[str]  # how names of families end
    common: Sieve  # stems of the words that everybody uses
    both: Sieve  # names that are words too: besa is a pledge, nada is hope
    free: frozenset[str]  # capital, and nobody's: places, feasts, programs
    titles: frozenset[str]  # a name follows: Mrs, nastavnica, Schüler
    acts: re.Pattern[str]  # what only people do, right after a name
    cases: list[tuple[str, list[str]]]  # endings of names in a sentence, and what they stand for
    endings: re.Pattern[str]  # of common words; group 1 is what stays
    longest: int  # letters of a stem
    doubts: bool  # the stems are short, so that a common one tells little
    nouns: bool  # German begins every noun with a capital

    def is_common(self, word: str) -> bool:
        if stem(word, self.endings, self.longest) in self.common:
            return True
        return self.nouns and any(self._are_common(word[:nth], word[nth:]) for nth in range(3, len(word) - 3))

    def _are_common(self, first: str, second: str) -> bool:
        """Two words in one, as in Busbahnhof or Tagesablauf."""
        begin = stem(second, self.endings, self.longest) in self.common
        return begin and stem(first, self.endings, self.longest) in self.common

    def is_doubtful(self, word: str) -> bool:
        """Of a long word only the beginning is known, and in some languages that is little."""
        return self.doubts and len(stem(word, self.endings, len(word))) > self.longest

    def forms(self, word: str) -> Iterator[str]:
        """The word itself, and what it may be called when nothing is done to it: Jelenom is Jelena, Markov is Marko."""
        yield word
        for ending, instead in self.cases:
            if word.endswith(ending) and len(word) - len(ending) >= 2:
                begin = word[: len(word) - len(ending)]
                yield from (begin + other for other in instead)


def stem(word: str, endings: re.Pattern[str], longest: int) -> str:
    """Without its longest ending, as far as three letters stay."""
    begin = endings.match(word)
    return (begin[1] if begin else word)[:longest]


def spans(text: str, words: Words) -> list[tuple[int, int]]:
    """Names in a plain copy, those that stand together as one."""
    found: list[tuple[int, int]] = []
    tokens = list(WORD.finditer(text))
    for nth, token in enumerate(tokens):
        before = tokens[nth - 1] if nth else None
        joined = bool(found and found[-1][1] <= token.start() and TOGETHER.match(text[found[-1][1] : token.start()]))
        if not _is_name(text, token, before, joined, words):
            continue
        begin = found.pop()[0] if joined else token.start()
        found.append((begin, token.end()))
    return found


def _is_name(text: str, token: re.Match[str], before: re.Match[str] | None, joined: bool, words: Words) -> bool:
    word = token[0].lower()
    if not 2 <= len(word) <= LONGEST:
        return False
    if token[0] == word:
        return len(word) >= 4 and not words.is_common(word) and _listed(word, words) and word not in words.both
    if word in words.titles or any(form in words.free for form in words.forms(word)):
        return False
    if token[0][1:] != word[1:]:  # WHO, McDonald
        return len(word) >= 4 and _listed(word, words) and word not in words.both
    if before and before[0].lower() in words.titles and BETWEEN.match(text[before.end() : token.start()]):
        return True
    begins = words.nouns or BEGINS.search(text[max(0, token.start() - 4) : token.start()]) is not None
    if joined and not words.nouns:
        return True
    return _sounds_like_one(word, begins, words.acts.match(text[token.end() : token.end() + 60]) is not None, words)


def _listed(word: str, words: Words) -> bool:
    return any(form in words.names for form in words.forms(word))


def _sounds_like_one(word: str, begins: bool, acts: bool, words: Words) -> bool:
    """A word with a capital letter: where a sentence begins, what follows has to tell a name from a word."""
    if _listed(word, words) and word not in words.both:
        return True
    common = words.is_common(word)
    if not common:
        return len(word) >= 3
    if not begins and (words.doubts or acts or words.families.search(word)):
        return True
    return (acts or not begins) and (_listed(word, words) or words.is_doubtful(word))
