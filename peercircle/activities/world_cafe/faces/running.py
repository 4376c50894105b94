"""What is true for the whole room in a round: the question, the last minute, how good the plan is, whom to tell."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from peercircle.activities.world_cafe import shapes
from peercircle.activities.world_cafe.models import Cafe, Seat, Table
from peercircle.meetings.models import Attendance, Meeting

SOON = 60


def taken(cafe: Cafe) -> list[Seat]:
    """All seats of those who are here, round by round, with their names and tables."""
    here = cafe.seats.filter(attendance__left_at=None)
    return list(here.select_related("attendance__membership__person", "table").order_by("round", "attendance_id"))


def for_leader(cafe: Cafe, round_: int, me: Attendance, seats: list[Seat]) -> dict[str, object]:
    if cafe.item.meeting.leader_id != me.pk:
        return {}
    back = returning(cafe, round_, seats)
    return {"cafe": cafe, "to_tell": to_tell(seats, round_), "proof": proof(cafe), "returning": back}


def to_tell(seats: list[Seat], round_: int) -> list[Seat]:
    """The next seat of everybody who was told another one before."""
    first: dict[int, Seat] = {}
    for seat in seats:
        if seat.is_changed and seat.round > round_:
            first.setdefault(seat.attendance_id, seat)
    return list(first.values())


def proof(cafe: Cafe) -> str:
    """How good the plan is, said to the organiser; nothing where teams walk together."""
    count, fewest = cafe.repeats, cafe.fewest_repeats
    if count is None or fewest is None or not shapes.has_hosts(shapes.Mode(cafe.mode)):
        return ""
    if count == 0:
        return gettext("No two guests meet twice.")
    if count <= fewest:
        best = ngettext("%(count)s repeat; fewer is impossible.", "%(count)s repeats; fewer is impossible.", count)
        return best % {"count": count}
    if cafe.is_fairest:
        fair = ngettext(
            "%(count)s repeat; a fairer plan is impossible.", "%(count)s repeats; a fairer plan is impossible.", count
        )
        return fair % {"count": count}
    sentence = ngettext(
        "%(count)s repeat: %(above)s above what may be possible.",
        "%(count)s repeats: %(above)s above what may be possible.",
        count,
    )
    return sentence % {"count": count, "above": count - fewest}


def returning(cafe: Cafe, round_: int, seats: list[Seat]) -> str:
    """What had to give where no plan keeps all rules; in an interview nobody changes the table."""
    if cafe.mode == shapes.Mode.PAIRS:
        return ""
    seen: set[tuple[int, int]] = set()
    people = set()
    for seat in seats:
        where = (seat.attendance_id, seat.table_id)
        if where in seen and seat.round > round_:
            people.add(seat.attendance_id)
        seen.add(where)
    if not people:
        return ""
    sentence = ngettext(
        "%(count)s guest comes back to a table, because no other is left. You may end the rounds earlier.",
        "%(count)s guests come back to a table, because no other is left. You may end the rounds earlier.",
        len(people),
    )
    return sentence % {"count": len(people)}


def soon_in(table: Table, meeting: Meeting) -> int | None:
    """Seconds until one minute is left; nothing when the clock stands still or the time is over."""
    ends_at = table.until(meeting) or meeting.stage_ends_at
    if meeting.is_paused or ends_at is None:
        return None
    left = round((ends_at - timezone.now()).total_seconds())
    return max(0, left - SOON) if left > 0 else None


def question(cafe: Cafe, round_: int) -> str:
    """What all tables talk about in this round; nothing where each table has its own question."""
    if cafe.questions == Cafe.Questions.BY_TABLE:
        return ""
    rows = cafe.round_questions.values_list("round", "text") if cafe.asked is None else cafe.asked
    asked = [text for number, text in rows if number <= round_]
    if not asked:
        return ""
    return asked[0] if cafe.questions == Cafe.Questions.SAME else asked[-1]
