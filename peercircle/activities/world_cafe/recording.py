"""What a café leaves in the minutes.

The cards are for everybody, for somebody stands for them or the group has heard them. Notes stay with the members, and
so does a card that was drafted from them and never looked at. Who met whom is a number.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from peercircle.activities.world_cafe.encounters import pairs_that_talked
from peercircle.activities.world_cafe.models import Cafe, Card, Pattern, SheetPhoto, Table
from peercircle.activities.world_cafe.piles import Pile, by_support, lying
from peercircle.meetings.kinds import Passage, Picture
from peercircle.meetings.models import AgendaItem


def record(item: AgendaItem) -> list[Passage]:
    cafe = Cafe.objects.filter(item=item).first()
    if cafe is None:
        return []
    tables = list(cafe.tables.select_related("card__need"))
    return [*_tables(tables), *_patterns(cafe), *_waiting(tables), *_encounters(cafe)]


def _tables(tables: list[Table]) -> Iterator[Passage]:
    for table in tables:
        card = getattr(table, "card", None)
        if card:
            yield Passage(table.theme, _lines(card), is_confidential=not card.is_for_everybody)
        piles = by_support(lying(table.notes.all()))
        if piles:
            heading = gettext("Notes of the table “%(theme)s”") % {"theme": table.theme}
            yield Passage(heading, [_note(pile) for pile in piles], is_confidential=True)


def _lines(card: Card) -> list[str]:
    labelled = [
        (gettext("A surprise: %(text)s"), card.surprise),
        (gettext("What we could try: %(text)s"), card.could_try),
        (gettext("What we need from outside: %(text)s"), card.need.text if card.need else ""),
    ]
    return card.heard + [sentence % {"text": text} for sentence, text in labelled if text]


def _note(pile: Pile) -> str:
    words = " / ".join(note.text for note in [pile.note, *pile.under])
    if not pile.others:
        return words
    support = ngettext("%(note)s (so says %(count)s more)", "%(note)s (so say %(count)s more)", pile.others)
    return support % {"note": words, "count": pile.others}


def _patterns(cafe: Cafe) -> Iterator[Passage]:
    patterns = list(cafe.patterns.prefetch_related("tables", "notes"))
    if patterns:
        yield Passage(gettext("What we heard at more than one table"), [_pattern(pattern) for pattern in patterns])
    for pattern in patterns:
        notes = [note.text for note in pattern.notes.all()]
        if notes:
            heading = gettext("Notes to “%(pattern)s”") % {"pattern": pattern.name}
            yield Passage(heading, notes, is_confidential=True)


def _pattern(pattern: Pattern) -> str:
    themes = ", ".join(table.theme for table in pattern.tables.all())
    return f"{pattern.name} ({themes})" if themes else pattern.name


def _waiting(tables: list[Table]) -> Iterator[Passage]:
    waiting = [table.theme for table in tables if not table.is_open]
    if waiting:
        yield Passage(gettext("Themes for another time"), waiting)


def _encounters(cafe: Cafe) -> Iterator[Passage]:
    met, pairs = pairs_that_talked(cafe)
    if pairs:
        sentence = ngettext("%(met)s of %(count)s pair talked.", "%(met)s of %(count)s pairs talked.", pairs)
        yield Passage(gettext("Who met whom"), [sentence % {"met": met, "count": pairs}])


def pictures(items: list[AgendaItem]) -> list[Picture]:
    photos = SheetPhoto.objects.filter(table__cafe__item__in=items).select_related("table__cafe").defer("jpeg")
    return [_picture(photo) for photo in photos.order_by("table__cafe__item__position", "table__number")]


def _picture(photo: SheetPhoto) -> Picture:
    where = [photo.table.cafe.item_id, photo.table_id]
    return Picture(
        caption=gettext("Sheet of the table “%(theme)s”") % {"theme": photo.table.theme},
        url=reverse("world_cafe-plan:photo", args=where),
        take_away_url=reverse("world_cafe-plan:photo-away", args=where),
        load=lambda: bytes(photo.jpeg),
    )
