"""Reads the lists in `data/`. They are plain text so that anybody can mend a name."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[list[str]]:
    """The lines of a list, each cut at its bars."""
    lines = (DATA / f"{name}.txt").read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def text(name: str) -> str:
    return (DATA / f"{name}.txt").read_text("utf-8").strip()


def full_names(language: str, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """Given name, family name and sex; never the same two names together twice."""
    women, men, family = (line.split() for line in text(f"names/{language}").splitlines())
    given = [(name, "f") for name in women] + [(name, "m") for name in men]
    pairs = list(product(given, family))
    rng.shuffle(pairs)
    return ((name, last, sex) for (name, sex), last in pairs)
