from django import forms
from django.utils.translation import gettext_lazy as _

CHOOSE = _("Choose a number from one to five.")


class PulseForm(forms.Form):
    value = forms.IntegerField(
        min_value=1,
        max_value=5,
        error_messages=dict.fromkeys(["required", "invalid", "min_value", "max_value"], CHOOSE),
    )
