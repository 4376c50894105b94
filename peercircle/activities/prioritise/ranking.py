"""From dots to a ranking in which equal ones share a place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import IntegerField, Sum
from django.db.models.functions import Coalesce

from peercircle.activities.prioritise.models import Option, Vote


@dataclass(frozen=True)
class Rank:
    place: int
    text: str
    dots: int
    is_tied: bool


def rank(dots: list[tuple[str, int]]) -> list[Rank]:
    """Equal ones stand in the order in which they were added: 1, 2, 2, 4."""
    often = Counter(count for _text, count in dots)
    ordered = sorted(dots, key=lambda option: -option[1])
    return [
        Rank(1 + sum(other > count for _text, other in dots), text, count, often[count] > 1) for text, count in ordered
    ]


def totals(vote: Vote) -> list[tuple[Option, int]]:
    """Each option with its dots: as they were kept, or counted from the ballots."""
    dots = Coalesce("total", Sum("ballots__dots"), 0, output_field=IntegerField())
    # A query that sums does without the model's own order.
    return [(option, option.dots) for option in vote.options.annotate(dots=dots).order_by("number")]


def ranking(vote: Vote) -> list[Rank]:
    return rank([(option.text, dots) for option, dots in totals(vote)])
