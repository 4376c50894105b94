"""How the one who leads changes who sits in which trio."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

CHOOSE_PEOPLE = dict.fromkeys(["required", "invalid"], _("Choose two people who sit in trios now."))


class TrioForm(forms.Form):
    """Two who change places, or one who sits in another trio. `seen` is the trio in which the page showed the first."""

    one = forms.IntegerField(error_messages=CHOOSE_PEOPLE)
    other = forms.IntegerField(required=False, error_messages=CHOOSE_PEOPLE)
    to = forms.IntegerField(required=False, error_messages=CHOOSE_PEOPLE)
    seen = forms.IntegerField(required=False, error_messages=CHOOSE_PEOPLE)
