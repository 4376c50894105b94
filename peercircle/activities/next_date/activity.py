"""Finding a date, as the meeting sees it."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peercircle.activities.next_date import access, actions, tally
from peercircle.activities.next_date.models import Say, Slot
from peercircle.groups.models import Membership
from peercircle.kit.templatetags.dates import clock, day
from peercircle.meetings.kinds import Face, Kind, Passage, Stage, one_stage
from peercircle.meetings.models import AgendaItem, Attendance


def phone(item: AgendaItem, stage: Stage, me: Attendance) -> Face:
    return Face("next_date/_phone.html", {"agreement": tally.agreement_of(item), **choice(item, me)})


def choice(item: AgendaItem, me: Attendance) -> dict[str, object]:
    rows = tally.rows(item, me)
    return {"rows": rows, "tied": any(row.is_tied for row in rows), "says": Say.choices}


def screen(item: AgendaItem, stage: Stage) -> Face:
    return Face("next_date/_screen.html", {"agreement": tally.agreement_of(item), "rows": tally.rows(item)})


def record(item: AgendaItem) -> list[Passage]:
    agreement = tally.agreement_of(item)
    if agreement is None:
        return []
    starts_at = timezone.localtime(agreement.meeting.starts_at)
    return [Passage(_("Next meeting"), [f"{day(starts_at)}, {clock(starts_at)}"])]


def absent_url(item: AgendaItem, member: Membership) -> str:
    """Where a member who was not there says whether the date fits, without signing in."""
    agreement = tally.agreement_of(item)
    return access.answer_link(agreement, member) if agreement else ""


def find_count(_topic: str, key: str) -> tally.Row | None:
    """What everybody gets of one date: its counts, and whether it is the best."""
    slot = Slot.objects.select_related("item").filter(pk=key).first()
    rows = tally.rows(slot.item) if slot else []
    return next((row for row in rows if row.slot == slot), None)


def draw_count(row: tally.Row) -> str:
    return render_to_string("next_date/_count.html", {"row": row})


KIND = Kind(
    key="next_date",
    name=_("Next date"),
    icon="calendar",
    minutes=5,
    stages=one_stage(_("Let us agree on the next date. Say for each day whether you can come.")),
    phone=phone,
    screen=screen,
    prepare=actions.offer_dates,
    record=record,
    forget=actions.keep_only_the_replies,
    absent_url=absent_url,
)
