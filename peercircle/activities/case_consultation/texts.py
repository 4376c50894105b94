"""The one place that seals and opens the texts of a consultation.

A text that cannot be opened, because the server's key file is missing or the key was destroyed, is never an error of
the page: it says why, and everything goes on aloud.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import story_sheet
from peercircle.activities.case_consultation.models import Consultation, Contribution
from peercircle.kit import sealing
from peercircle.kit.refusals import Refused

ENDED = _("What was sealed has ended, so nobody can read it any more.")


@dataclass(frozen=True)
class Opened:
    """A text, or why it cannot be read."""

    text: str = ""
    why: str | Promise = ""


def new_key() -> str:
    try:
        return sealing.new_key()
    except sealing.Unreadable as error:
        raise Refused(error.why) from None


def sealed(consultation: Consultation, text: str, *, bound_to: str) -> bytes:
    """With the key of the consultation. When that cannot be read, the writer keeps the text on the phone."""
    try:
        return sealing.seal(consultation.key, text, bound_to=bound_to)
    except sealing.Unreadable as error:
        raise Refused(error.why) from None


def _opened(consultation: Consultation, closed: bytes | memoryview, bound_to: str) -> Opened:
    try:
        return Opened(sealing.unseal(consultation.key, bytes(closed), bound_to=bound_to))
    except sealing.Unreadable as error:
        return Opened(why=error.why)


def of_contribution(consultation: Consultation, contribution: Contribution) -> Opened:
    """An empty text when it was said aloud, or passed."""
    if contribution.text is None:
        return Opened()
    return _opened(consultation, contribution.text, contribution.bound_to)


def story(consultation: Consultation) -> tuple[story_sheet.Sheet | None, str | Promise]:
    """The story sheet, and why it cannot be read."""
    if consultation.story is None:
        return None, ""
    opened = _opened(consultation, consultation.story, consultation.bound_to)
    return (None, opened.why) if opened.why else (story_sheet.unpacked(opened.text), "")
