"""Every place that somebody may visit, by a text: a phone without a network offers them all while one types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from peercircle.groups.models import GroupQuerySet
from peercircle.kit.folding import fold
from peercircle.places.models import SiteQuerySet
from peercircle.programme.visiting import Choice, choices_of, longest_unvisited

MOST = 1000  # groups, and as many sites, that a page offers; the others are found all the same

Places = dict[str, Choice]


def places(groups: GroupQuerySet, sites: SiteQuerySet, *, most: int | None = None) -> Places:
    """Groups that nobody visited for longest come first. A text that several share ends with the number of each."""
    offered = choices_of(longest_unvisited(groups)[:most])
    offered += [Choice(site, [site]) for site in sites.select_related("municipality")[:most]]
    shared = Counter(choice.told for choice in offered)
    return {_text(choice, shared[choice.told]): choice for choice in offered}


def _text(choice: Choice, shared: int) -> str:
    return choice.told if shared == 1 else f"{choice.told} ({choice.place.pk})"


def found(typed: str, offered: Places) -> Places:
    """Whatever this may mean, in any spelling: the whole text, else a name alone, else all that have each word."""
    whole = fold(typed)
    words = whole.split()
    folded = {text: fold(text) for text in offered}
    ways: tuple[Iterator[str], ...] = (
        (text for text in offered if folded[text] == whole),
        (text for text in offered if whole in map(fold, offered[text].names)),
        (text for text in offered if words and all(word in folded[text] for word in words)),
    )
    texts = next((several for way in ways if (several := list(way))), [])
    return {text: offered[text] for text in texts}
