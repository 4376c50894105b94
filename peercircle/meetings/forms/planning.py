"""What is typed while a meeting is planned."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from peercircle.groups.models import Membership
from peercircle.kit.fields import Day, TimeOfDay
from peercircle.meetings import kinds
from peercircle.meetings.models import Meeting, RoleTurn
from peercircle.meetings.rotation import Load

NOBODY = ""


class WhenForm(forms.Form):
    """Day and time as the browser's own pickers send them, whatever the language."""

    day = Day(
        label=_("Day"),
        input_formats=["%Y-%m-%d"],
    )
    time = TimeOfDay(
        label=_("Time"),
        input_formats=["%H:%M", "%H:%M:%S"],
    )
    place = forms.CharField(
        label=_("Place"),
        help_text=_("For example the library. It can stay empty."),
        max_length=120,
        required=False,
    )

    @staticmethod
    def beginning(starts_at: datetime, place: str = "") -> dict[str, Any]:
        """What the form shows for a meeting at that time."""
        local = timezone.localtime(starts_at)
        return {"day": local.date(), "time": local.time(), "place": place}

    @property
    def starts_at(self) -> datetime:
        day, time = self.cleaned_data["day"], self.cleaned_data["time"]
        return datetime.combine(day, time, timezone.get_default_timezone())


class StepForm(forms.Form):
    title = forms.CharField(
        label=_("What is it about?"),
        help_text=_("In your own words. Empty, it has the name of the activity."),
        max_length=120,
        required=False,
    )
    minutes = forms.IntegerField(
        label=pgettext_lazy("length of a step", "Minutes"),
        min_value=1,
        max_value=240,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class NewStepForm(StepForm):
    kind = forms.ChoiceField(label=_("Activity"))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ["kind", "title", "minutes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = sorted(((kind.key, str(kind.name)) for kind in kinds.installed()), key=lambda choice: choice[1])
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        self.fields["minutes"].required = False
        self.fields["minutes"].help_text = _("Empty, it takes as long as usual.")


class RolesForm(forms.Form):
    """Who does what; beside each name how often they did it lately."""

    def __init__(self, *args: Any, meeting: Meeting, members: list[Membership], load: Load, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = {str(member.pk): member for member in members}
        held = {turn.role: turn.membership_id for turn in meeting.roles.all()}
        for role in RoleTurn.Role:
            choices = [(str(member.pk), with_load(member, role, load)) for member in members]
            self.fields[role] = forms.ChoiceField(
                label=role.label.capitalize(),
                choices=[(NOBODY, _("nobody")), *choices],
                initial=held.get(role, NOBODY),
                required=False,
            )

    def roles(self) -> dict[RoleTurn.Role, Membership | None]:
        return {role: self._members.get(self.cleaned_data[role]) for role in RoleTurn.Role}


def with_load(member: Membership, role: str, load: Load) -> str:
    times = load.of(role, member.pk)
    if not times:
        return member.person.name
    words = ngettext(
        "%(name)s (%(times)d of the last %(meetings)d meeting)",
        "%(name)s (%(times)d of the last %(meetings)d meetings)",
        load.meetings,
    )
    return words % {"name": member.person.name, "times": times, "meetings": load.meetings}
