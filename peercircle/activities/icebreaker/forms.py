from django import forms
from django.utils.translation import gettext_lazy as _

from peercircle.activities.icebreaker.models import Card

TOO_LONG = {"max_length": _("Each part of the card has at most 400 characters. Shorten it, then show it.")}
LENGTH = Card._meta.get_field("past").max_length


class CardForm(forms.Form):
    past = forms.CharField(required=False, max_length=LENGTH, error_messages=TOO_LONG)
    present = forms.CharField(required=False, max_length=LENGTH, error_messages=TOO_LONG)
    future = forms.CharField(required=False, max_length=LENGTH, error_messages=TOO_LONG)
