"""A date that the one who leads offers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SlotForm(forms.Form):
    day = forms.DateField(error_messages={"required": _("Choose the day."), "invalid": _("Choose the day.")})
    time = forms.TimeField(error_messages={"required": _("Choose the time."), "invalid": _("Choose the time.")})

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "day" not in data or "time" not in data:
            return data
        zone = timezone.get_default_timezone()
        return {"starts_at": datetime.combine(data["day"], data["time"], tzinfo=zone)}
