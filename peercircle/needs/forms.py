"""What is asked when a group needs something."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from peercircle.identifiers.fields import CheckedLine
from peercircle.needs.models import Need


class NeedForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    text = CheckedLine(
        label=_("What do you need?"),
        max_length=280,
        help_text=_(
            "In one or two sentences, without the name of any pupil, parent or colleague. "
            "The programme reads this and the name of your group, not yours."
        ),
        error_messages={"required": _("Write a word or two first.")},
    )
    impact = forms.TypedChoiceField(
        label=_("How much would it help?"),
        choices=[(1, _("a little")), (2, _("quite a lot")), (3, _("very much")), (0, _("we have not talked about it"))],
        coerce=int,
        initial=0,
        widget=forms.RadioSelect,
    )


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(choices=Need.Verdict)
