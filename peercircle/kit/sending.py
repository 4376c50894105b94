"""What a phone sends: one sentence says what is wrong, and the phone keeps what was typed."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest

from peercircle.kit.refusals import Refused


def sent(form: forms.BaseForm) -> dict[str, Any]:
    """The cleaned data of a filled form, or a refusal with the first thing that is wrong."""
    if not form.is_valid():
        raise Refused(str(next(iter(form.errors.values()))[0]), form)
    return form.cleaned_data


def looked_for(request: HttpRequest) -> str:
    """The words of a search."""
    return request.GET.get("q", "").strip()[:120]


def as_uuid(text: str) -> UUID:
    """Of a row. What is no key is the key of nothing."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
