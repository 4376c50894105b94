"""Which words are names of people. Lists know many; a capital letter where none belongs gives away the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .sieve import Sieve

# One letter is no name, and what is longer than 40 is no word that anybody means.
WORD = re.compile("(?<![A-Za-z])[A-Za-z]{2,40}(?![A-Za-z])")
# A sentence, a line, a quotation or a list begins here, so that a capital letter tells nothing.
BEGINS = re.compile(r"(?:^|[.!?:;\"(\n*\[/+¤-]|[0-9])[ \t]*$")
SMALL = re.compile("[^A-Za-z]*[a-z]")  # a note in small letters: a name in it has one too
TOGETHER = re.compile(r"^(?:[ \t]+|-)$")


@dataclass(frozen=True)
class Words:
    """What one language knows of words. All are written small and in plain letters."""

    names: Sieve
    families: re.Pattern[str]  # how names of families end
    common: Sieve  # stems of the words that everybody uses
    both: Sieve  # names that are words too: besa is a pledge, nada is hope
    free: frozenset[str]  # capital, and nobody's: places, feasts, programs
    leads: re.Pattern[str]  # a name follows: Mrs, nastavnica, nëna e
    acts: re.Pattern[str]  # what only people do, right after a name
    ands: re.Pattern[str]  # all that stands between two names: and, or
    owns: re.Pattern[str]  # what only people have, right after a name: Lenas Mutter, Milanova sestra
    cases: list[tuple[str, list[str]]]  # endings of names in a sentence, and what they stand for
    endings: re.Pattern[str]  # of common words; group 1 is what stays
    longest: int  # letters of a stem
    doubts: bool  # the stems are short, so that a common one tells little
    capitals: bool  # inside a sentence only names have one; English titles and German nouns have one too
    nouns: bool  # German begins every noun with a capital

    def is_common(self, word: str) -> bool:
        if stem(word, self.endings, self.longest) in self.common:
            return True
        return self.nouns and any(self._are_common(word[:nth], word[nth:]) for nth in range(3, len(word) - 3))

    def _are_common(self, first: str, second: str) -> bool:
        """Two words in one, as in Busbahnhof or Tagesablauf; but Wieland is no land."""
        begin = first not in self.free and stem(first, self.endings, self.longest) in self.common
        return begin and stem(second, self.endings, self.longest) in self.common

    def is_free(self, word: str) -> bool:
        """A place, in any form; but the name of Marta is not the month of March."""
        if word in self.free or word in self.names:
            return word in self.free
        return any(form in self.free for form in self.forms(word))

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


@dataclass(frozen=True)
class Place:
    """What stands around a word."""

    begins: bool  # a sentence begins with it, or the note has no capital letters
    joined: bool  # to a name right before
    beside: bool  # a name and an "and" before
    led: bool
    owns: bool
    acts: bool


def spans(text: str, words: Words) -> list[tuple[int, int]]:
    """Names in a plain copy, those that stand together as one."""
    found: list[tuple[int, int]] = []
    doubted: re.Match[str] | None = None
    for token in WORD.finditer(text):
        word = token[0].lower()
        small = token[0] == word
        listed = not (small and word in words.free) and any(form in words.names for form in words.forms(word))
        if small and not listed:
            continue
        place = _place(text, token, text[found[-1][1] : token.start()] if found else "", words)
        if not small and words.is_free(word) and not place.led and not place.joined:
            continue
        if _is_name(token[0], listed, place, words):
            if doubted and words.ands.match(text[doubted.end() : token.start()]):  # max and Enis: so max is one too
                found.append(doubted.span())
            begin = found.pop()[0] if place.joined else token.start()
            found.append((begin, token.end()))
            doubted = None
        else:
            doubted = token if listed and (place.begins or word not in words.both) else None
    return found


def _place(text: str, token: re.Match[str], between: str, words: Words) -> Place:
    before, here = text[max(0, token.start() - 40) : token.start()], text[token.start() : token.end() + 60]
    after = here[len(token[0]) :]
    called = before.endswith('"') and after.startswith(",")  # "Nado, sit down!"
    owns = words.owns.match(here) is not None
    return Place(
        begins=BEGINS.search(before) is not None or (token[0].islower() and SMALL.match(text) is not None),
        joined=TOGETHER.match(between) is not None,
        beside=words.ands.match(between) is not None,
        led=words.leads.search(before) is not None,
        owns=owns,
        acts=owns or called or words.acts.match(after) is not None,
    )


def _is_name(written: str, listed: bool, place: Place, words: Words) -> bool:
    word = written.lower()
    sure = listed and word not in words.both
    if written == word:
        return _is_small_name(word, sure, place, words)
    if written[1:] != word[1:]:  # WHO, McDonald
        return len(word) >= 4 and sure
    if place.led or sure or (place.joined and not words.nouns):
        return True
    return _sounds_like_one(word, listed, place, words)


def _is_small_name(word: str, sure: bool, place: Place, words: Words) -> bool:
    """A listed word as thumbs type it. One that is a word too needs more around it."""
    told = place.led or place.owns or place.beside
    if sure and (told or (len(word) >= 4 and not (words.doubts and words.is_common(word)))):
        return True
    return len(word) >= 3 and place.acts and (place.begins or place.beside)


def _sounds_like_one(word: str, listed: bool, place: Place, words: Words) -> bool:
    """A word with a capital letter: where a sentence begins, what follows has to tell a name from a word."""
    if not words.is_common(word):
        return len(word) >= 3
    if place.begins or words.nouns:
        return place.acts and (listed or words.is_doubtful(word))
    return words.capitals or place.acts or words.families.search(word) is not None or listed or words.is_doubtful(word)
