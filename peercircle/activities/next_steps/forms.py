"""What a phone may send."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Membership
from peercircle.identifiers.fields import CheckedLine

THE_GROUP = "group"


class ActionForm(forms.Form):
    """Who: a member of the group, or the group. By when: the next meeting, next week, or a day."""

    id = forms.UUIDField()
    what = CheckedLine(
        label=_("What?"),
        max_length=280,
        error_messages={
            "required": _("Write first what is to be done."),
            "max_length": _("This is too long: 280 characters at most. Shorten it and send it again."),
        },
    )
    who = forms.CharField(required=False)
    when = forms.ChoiceField(
        choices=[("meeting", ""), ("week", ""), ("day", "")],
        error_messages={"required": _("Choose by when."), "invalid_choice": _("Choose by when.")},
    )
    day = forms.DateField(required=False, error_messages={"invalid": _("Choose a day from the calendar.")})

    def __init__(self, *args: Any, members: list[Membership], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.members = {str(member.pk): member for member in members}
        self.today = today

    def clean_who(self) -> Membership | None:
        who = self.cleaned_data["who"]
        if who == THE_GROUP:
            return None
        if who not in self.members:
            raise forms.ValidationError(_("Choose who does it, or the whole group."))
        return self.members[who]

    def clean(self) -> dict[str, Any]:
        when, day = self.cleaned_data.get("when"), self.cleaned_data.get("day")
        if when == "day" and "day" in self.cleaned_data:
            if day is None:
                raise forms.ValidationError(_("Choose a day from the calendar."))
            if day < self.today:
                raise forms.ValidationError(_("This day is over. Choose one that is still to come."))
        due_on = {"week": self.today + timedelta(days=7), "day": day}
        return {**self.cleaned_data, "due_on": due_on.get(when or "")}
