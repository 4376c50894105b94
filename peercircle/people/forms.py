from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from peercircle.kit.naming import NamesForm
from peercircle.people.cards import PIN_DIGITS
from peercircle.people.models import Person


class PinForm(forms.Form):
    pin = forms.CharField(
        label=_("Your PIN"),
        help_text=_("The six numbers printed on your card."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True}),
    )

    def clean_pin(self) -> str:
        pin = "".join(sign for sign in self.cleaned_data["pin"] if sign.isdecimal())
        if len(pin) != PIN_DIGITS:
            raise forms.ValidationError(_("A PIN has six numbers, such as 204 518."))
        return pin


class ProfileForm(NamesForm):
    profession = forms.ChoiceField(label=_("Profession"), choices=Person.Profession)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("as the phone is set")), *settings.LANGUAGES], required=False
    )
