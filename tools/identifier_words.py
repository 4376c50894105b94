"""Choose, from other people's word lists, the names and the common words that the identifier check uses.

    pip download --no-deps gender-guesser wordfreq, apt-get download myspell-sq hunspell-sr wngerman wamerican,
    unpack all of them into one FOLDER, then
    .venv/bin/python tools/identifier_words.py FOLDER

Needs msgpack, to read wordfreq's lists. Writes peercircle/identifiers/words/; `manage.py pack_identifiers` makes of these and
of the rules what the product reads. docs/identifiers.md says where each list comes from and under which licence.
"""

import gzip
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

import msgpack

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))
from peercircle.identifiers.copying import copy  # noqa: E402
from peercircle.identifiers.names import stem  # noqa: E402
from peercircle.identifiers.packing import names  # noqa: E402

ROOM = HOUSE / "peercircle" / "identifiers"
WORDS = ROOM / "words"
SIGNS = tomllib.loads((ROOM / "rules" / "all.toml").read_text())["signs"]
# Columns of nam_dict.txt, and how frequent a name must be there (1 is rare, D is 2 % of the people).
COUNTRIES = {
    "Kosovo": "1", "Albania": "1", "Macedonia": "1", "Montenegro": "1", "Serbia": "1", "Bosnia and Herzegovina": "1",
    "Croatia": "1", "Turkey": "1", "Germany": "3", "Austria": "4", "Great Britain": "2", "U.S.A.": "4",
}  # fmt: skip
GFDL = """# Given names, chosen from nam_dict.txt of the program "gender", copyright 2007-2008 Jörg Michael, as packed in gender-guesser
# 0.4.0. Changed: only the countries named in tools/identifier_words.py, in plain small letters, without numbers. This list is
# under the GNU Free Documentation License, version 1.2 or later, without invariant sections or cover texts: GFDL-1.2.txt.
"""
SOURCES = {
    "sq": "myspell-sq 1.6.4, copyright 2001, 2011 Luan Kelmendi, GPL-2 or later",
    "sr": "hunspell-sr 7.5.0, copyright 2013 Goran Rakić, Miloš Popović, Aleksandar Urošević, GPL-2 or later, where\n"
    "# wordfreq 3.1.1 (Robyn Speer, data under CC BY-SA 4.0) has met them too",
    "en": "wamerican 2020.12.07 (SCOWL, copyright Kevin Atkinson and others, free for any use with its notice), where\n"
    "# wordfreq 3.1.1 (Robyn Speer, data under CC BY-SA 4.0) has met them too",
    "de": "wngerman 20161207, copyright 1998-2016 Björn Jacke and others, GPL-2 or later, where\n"
    "# wordfreq 3.1.1 (Robyn Speer, data under CC BY-SA 4.0) has met them too",
}
SMALL = re.compile("[a-z]{2,}")


class Letters(dict[int, str]):
    """Each letter in plain letters, asked once; there are millions of words."""

    def __missing__(self, letter: int) -> str:
        self[letter] = copy(chr(letter), SIGNS).text
        return self[letter]


LETTERS = Letters()


def plain(word: str) -> str:
    return word.lower().translate(LETTERS)


def given_names(folder: Path) -> set[str]:
    lines = next(folder.rglob("nam_dict.txt")).read_text(encoding="utf-8").splitlines()
    places = {}
    for above, below in pairwise(lines):
        title = above.strip("# $")
        if title in COUNTRIES and above.startswith("#") and "|" in below:
            places[title] = below.index("|")
    found = set()
    for line in lines:
        if not line.startswith(("#", "=")) and any(line[place] >= COUNTRIES[land] for land, place in places.items()):
            found |= set(SMALL.findall(plain(line[3:29])))
    return {name for name in found if len(name) > 2}


def dictionary(folder: Path, language: str) -> Iterator[str]:
    """Every form of the words that begin small; in German of all words, for there names begin like nouns."""
    if language == "en":
        yield from (word for word in _lines(folder, "american-english") if word[0].islower() and word.isalpha())
    elif language == "de":
        # Names of people stand in it too, as nouns do. Nouns that are also names are in more_de.txt.
        people = {word.capitalize() for word in _names(folder)}
        yield from (
            word for word in _lines(folder, "ngerman") if plain(word).capitalize() not in people or word.islower()
        )
    elif language == "sq":
        yield from _forms(folder, "sq_AL", "latin-1")
    else:
        yield from _forms(folder, "sr_Latn_RS", "utf-8", numbered=True)


def _lines(folder: Path, name: str) -> list[str]:
    return next(folder.rglob(f"dict/{name}")).read_text(encoding="utf-8").split()


def _forms(folder: Path, name: str, encoding: str, numbered: bool = False) -> Iterator[str]:
    """What hunspell would let pass: each word, and each with the endings that its flags name."""
    rules: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
    for line in next(folder.rglob(f"{name}.aff")).read_text(encoding=encoding).splitlines():
        match line.split():
            case ["SFX", flag, cut, put, *condition] if not put.isdigit():
                ends = re.compile((condition[0] if condition else "") + "$")
                rules.setdefault(flag, []).append((cut.strip("0"), put.split("/")[0].strip("0"), ends))
    for line in next(folder.rglob(f"{name}.dic")).read_text(encoding=encoding).split("\n"):
        word, _, flags = line.strip().partition("/")
        if not word or not word[0].islower():
            continue
        yield word
        for flag in flags.split(",") if numbered else flags:
            for cut, put, ends in rules.get(flag, []):
                if word.endswith(cut) and ends.search(word):
                    yield word[: len(word) - len(cut)] + put


def frequent(folder: Path, language: str) -> set[str]:
    name = {"sr": "small_sh", "en": "large_en", "de": "large_de"}[language]
    with gzip.open(next(folder.rglob(f"{name}.msgpack.gz"))) as file:
        bins = msgpack.load(file, raw=False)[1:]
    words = chain.from_iterable(bins)
    return {plain(word) for word, _ in zip(words, range(60_000), strict=False)}


def own(language: str) -> set[str]:
    """Words of ours: what dictionaries lack, what is a word as often as a name, and the small words that everybody uses."""
    small = tomllib.loads((ROOM / "rules" / "all.toml").read_text())["small"][language]
    text = (WORDS / f"more_{language}.txt").read_text(encoding="utf-8")
    return set(SMALL.findall(plain(re.sub("(?m)^#.*", "", text) + small)))


def in_use(language: str) -> set[str]:
    """No list says how frequent Albanian words are. These are: those of our pages."""
    pages = (ROOM.parent / "locale" / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    return set(SMALL.findall(plain(" ".join(re.findall(r'"(.*)"', pages)))))


def write(name: str, head: str, words: Iterable[str]) -> None:
    text = head + "\n".join(sorted(words)) + "\n"
    (WORDS / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(text.splitlines()):,} lines, {len(text.encode()) / 1000:,.0f} kB")


@cache
def _names(folder: Path) -> set[str]:
    text = (WORDS / "given.txt").read_text(encoding="utf-8") + (WORDS / "families.txt").read_text(encoding="utf-8")
    return given_names(folder) | set(SMALL.findall(plain(re.sub("(?m)^#.*", "", text))))


def main(folder: Path) -> None:
    write("nam_dict.txt", GFDL, given_names(folder))
    ours = names()  # as the product sees them, with the few strange words that it takes for names
    for language, source in SOURCES.items():
        rules = tomllib.loads((ROOM / "rules" / f"{language}.toml").read_text())
        endings = re.compile("^(.{3,}?)(?:" + "|".join(rules["endings"].split()) + ")$")
        known = {word for word in map(plain, dictionary(folder, language)) if SMALL.fullmatch(word)}
        used = known if language == "sq" else known & frequent(folder, language)
        used |= own(language)
        stems = {stem(word, endings, rules["longest"]) for word in used}
        write(f"common_{language}.txt", f"# Stems of common words. From {source}.\n", stems)
        doubtful = used & in_use("sq") | own("sq") if language == "sq" else used
        forms = {word for word in doubtful if any(form in ours for form in _forms_of(word, rules["cases"]))}
        write(f"both_{language}.txt", f"# Words that are also forms of names. From {source}.\n", forms)


def _forms_of(word: str, cases: dict[str, list[str]]) -> Iterator[str]:
    yield word
    for ending, instead in cases.items():
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            yield from (word[: len(word) - len(ending)] + other for other in instead)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
