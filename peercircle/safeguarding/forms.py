"""A number that somebody has just called."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from peercircle.kit.fields import OneLine


class ContactForm(forms.Form):
    phone = OneLine(
        label=_("Phone number"),
        max_length=24,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("As one dials it in Kosovo, for example 038 200 000."),
    )
    hours = OneLine(
        label=_("When does somebody answer?"), max_length=80, required=False, help_text=_("Leave it empty for always.")
    )
    is_right = forms.BooleanField(label=_("I called this number today, and the right office answered."))

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if not re.fullmatch(r"\+?[0-9 /()-]+", phone) or len(re.findall(r"[0-9]", phone)) < 3:
            raise forms.ValidationError(_("A number has digits and spaces only. Write it as one dials it."))
        return phone
