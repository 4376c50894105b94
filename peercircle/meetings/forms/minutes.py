"""What the scribe types, and to whom the minutes go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from peercircle.groups.models import Membership
from peercircle.identifiers.fields import CheckedText
from peercircle.kit.fields import OneLine, Several
from peercircle.meetings.models import MinutesSection

SHAREABLE, MEMBERS = "shareable", "members"
LAYERS = [
    (SHAREABLE, _("Shareable: it may be sent on, also to people outside the group.")),
    (MEMBERS, _("For members only: it is left out of everything that is handed on.")),
]


def _text_field(**more: Any) -> CheckedText:
    return CheckedText(
        label=pgettext_lazy("of the minutes", "Text"),
        max_length=20_000,
        rows=8,
        help_text=_("One point on each line. Nobody may recognise a pupil: no names, no classes, no dates."),
        **more,
    )


def _layer_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Who may read it?"),
        choices=LAYERS,
        coerce=lambda layer: layer == MEMBERS,
        initial=SHAREABLE,
        widget=forms.RadioSelect,
    )


class SectionForm(forms.Form):
    """A section anew. Somebody else was faster: the form comes back with both texts."""

    text = _text_field(required=False)
    is_confidential = _layer_field()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, section: MinutesSection) -> None:
        self.section = section
        layer = MEMBERS if section.is_confidential else SHAREABLE
        initial = {"text": section.text, "is_confidential": layer, "version": section.version}
        super().__init__(data, initial=initial)
        if section.minutes.is_locked and section.is_confidential:
            del self.fields["is_confidential"]  # what is for members only stays so
        # A draft belongs to the text that it began with.
        key = f"minutes-section-{section.pk}-{section.version}"
        self.fields["text"].widget.attrs["data-draft"] = key

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["text"] = "\n".join(data.get("text", "").splitlines())
        data.setdefault("is_confidential", self.section.is_confidential)
        if self._is_outdated(data):
            # The next save has seen the other text.
            assert isinstance(self.data, QueryDict)  # noqa: S101  (for the type checker)
            self.data = self.data.dict() | {"version": self.section.version}
            raise ValidationError(
                _("Somebody else has changed this part meanwhile. Put both texts together, then save.")
            )
        return data

    def _is_outdated(self, data: dict[str, Any]) -> bool:
        return data.get("version") != self.section.version and data["text"] != self.section.text


class NewSectionForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (MinutesSection.Kind.DECISION, _("a decision")),
            (MinutesSection.Kind.NOTE, _("something else that belongs into the minutes")),
        ],
        initial=MinutesSection.Kind.DECISION,
        widget=forms.RadioSelect,
    )
    heading = OneLine(label=_("Heading"), max_length=120, required=False)
    text = _text_field()
    is_confidential = _layer_field()

    def __init__(self, data: QueryDict | None, minutes_pk: int) -> None:
        super().__init__(data)
        self.fields["text"].widget.attrs["data-draft"] = f"minutes-new-{minutes_pk}"

    def clean_text(self) -> str:
        return "\n".join(self.cleaned_data["text"].splitlines())


class _People(Several):
    def label_from_instance(self, membership: Membership) -> str:
        return membership.person.name


class SendForm(forms.Form):
    """Members with an address; those who were not there are ticked from the start."""

    to = _People(
        label=_("Who gets the minutes?"),
        queryset=Membership.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    confidential_to = _People(
        label=_("Who gets the part for members only as well?"),
        help_text=_("Only those who asked for it. A letter can be read by others on the way or on a shared phone."),
        queryset=Membership.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: QueryDict | None, reachable: list[Membership], absent: list[Membership]) -> None:
        super().__init__(data, initial={"to": [each.pk for each in absent]})
        members = Membership.objects.filter(pk__in=[each.pk for each in reachable]).select_related("person")
        for name in ("to", "confidential_to"):
            field = self.fields[name]
            assert isinstance(field, _People)  # noqa: S101  (for the type checker)
            field.queryset = members

    def clean(self) -> dict[str, Any]:
        """Whoever gets the part for members gets the rest as well."""
        data = super().clean() or {}
        data["to"] = [*{*data.get("to", []), *data.get("confidential_to", [])}]
        if not data["to"]:
            raise ValidationError(_("Tick at least one person."))
        return data
