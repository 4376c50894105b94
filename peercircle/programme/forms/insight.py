"""Whom the manager shows that groups exist, and of which place."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peercircle.kit.folding import words_of
from peercircle.kit.naming import NamesForm
from peercircle.places.models import Municipality


class InsightForm(NamesForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("They sign in with it. Somebody who is here already is known by it."),
    )


def municipalities_named(search: str) -> list[Municipality]:
    words = words_of(search)
    return [each for each in Municipality.objects.all() if words and all(word in each.search_text for word in words)]
