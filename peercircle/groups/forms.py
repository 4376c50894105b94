from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Charter, Group
from peercircle.kit.fields import TimeOfDay
from peercircle.kit.folding import fold
from peercircle.kit.naming import NamesForm
from peercircle.people.models import Person


class FoundingForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the group"),
        max_length=80,
        help_text=_("The members may choose a new one at any time."),
    )
    meaning = forms.CharField(
        label=_("What the name says"),
        max_length=200,
        required=False,
        help_text=_("For example: open to the pupil in need."),
    )
    rhythm = forms.ChoiceField(
        label=_("How often does it meet?"),
        choices=Group.Rhythm,
        initial=Group.Rhythm.MONTHLY,
        widget=forms.RadioSelect,
    )
    usual_time = TimeOfDay(
        label=_("Usual time of beginning"),
        initial="14:00",
    )

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not fold(name):
            raise ValidationError(_("A name needs letters."))
        return name


class GroupForm(FoundingForm):
    status = forms.ChoiceField(
        label=_("How is the group doing?"),
        widget=forms.RadioSelect,
        choices=[
            (Group.Status.ACTIVE, _("We meet")),
            (Group.Status.PAUSED, _("We take a break and will come back")),
            (Group.Status.ENDED, _("We have ended well: thank you to everybody who was part of it")),
        ],
    )


class NewPersonForm(NamesForm):
    profession = forms.ChoiceField(label=_("Profession"), choices=Person.Profession, initial=Person.Profession.TEACHER)


class SeatForm(forms.Form):
    """For somebody whose name is known."""

    email = forms.EmailField(
        label=_("E-mail (if you like)"),
        required=False,
        help_text=_("To sign in on another phone. We send a code to it first."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class AcceptForm(NewPersonForm, SeatForm):
    field_order = ["given_name", "family_name", "profession", "email"]


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("Send it by e-mail (or leave this empty and show the code)"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )


class CharterForm(forms.Form):
    text = forms.CharField(
        label=_("What we promise each other"),
        max_length=Charter._meta.get_field("text").max_length,
        widget=forms.Textarea({"rows": 20}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n")
