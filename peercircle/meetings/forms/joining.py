from django import forms
from django.utils.translation import gettext_lazy as _

CODE_LENGTH = 6


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The meeting's code"),
        help_text=_("Six letters and numbers; they stand on the room screen."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "inputmode": "text"}),
    )

    @staticmethod
    def tidy(code: str) -> str:
        """As it was meant: without spaces and dashes, in capitals."""
        return "".join(sign for sign in code.upper() if sign.isalnum())

    def clean_code(self) -> str:
        code = self.tidy(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            raise forms.ValidationError(_("A code has six letters and numbers, such as ABC 234."))
        return code


class GuestForm(forms.Form):
    first_name = forms.CharField(
        label=_("Your first name"),
        help_text=_("The others see it while you are here."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
