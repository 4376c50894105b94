"""A person's name in a form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peercircle.kit.folding import fold


def tidy_name(name: str) -> str:
    if not fold(name):
        raise forms.ValidationError(_("A name needs letters."))
    return " ".join(name.split())


class NamesForm(forms.Form):
    given_name = forms.CharField(
        label=_("First name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Family name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )

    def clean_given_name(self) -> str:
        return tidy_name(self.cleaned_data["given_name"])

    def clean_family_name(self) -> str:
        return tidy_name(self.cleaned_data["family_name"])
