from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe.models import NAME_LENGTH, NOTE_LENGTH, Cafe, Card, Table
from peercircle.kit.fields import OneLine
from peercircle.kit.photos import UNREADABLE


class NoteForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("A note for the table"),
        max_length=NOTE_LENGTH,
        error_messages={
            "required": _("Write a word or two first."),
            "max_length": _("A note has at most 280 characters. Shorten it and send it again."),
        },
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PatternForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    text = OneLine(
        label=_("A few words for what you heard"),
        max_length=NAME_LENGTH,
        error_messages={
            "required": _("Write a word or two first."),
            "max_length": _("A few words are enough: at most 60 characters."),
        },
    )


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Photo of the sheet"),
        help_text=_("Where and with which phone it was taken is removed. Only members of the group can see it."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": _("Take or choose a photo first."), "empty": UNREADABLE},
    )
    is_safe = forms.BooleanField(
        label=_("I have looked: no pupil's name and no pupil's face is on it."),
        error_messages={"required": _("Please look first. If a name is on it, cover it and take the photo again.")},
    )


class CardForm(forms.ModelForm):
    need = forms.CharField(
        label=_("What we need from outside"),
        help_text=_("It goes to the programme as a need of your group."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = Card
        fields = ["heard_1", "heard_2", "heard_3", "surprise", "could_try"]
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in fields}

    @classmethod
    def of(cls, table: Table, data: QueryDict | None = None) -> CardForm:
        card = getattr(table, "card", None)
        form = cls(
            data,
            instance=card or Card(table=table),
            prefix=f"table-{table.pk}",
            auto_id=f"card-{table.pk}-%s",
        )
        if card and card.need:
            form.initial["need"] = card.need.text
        for name, field in form.fields.items():
            field.widget.attrs["data-draft"] = f"cafe-{table.pk}-{name}"
        return form

    def answers(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ThemeForm(forms.Form):
    theme = forms.CharField(label=_("Theme"), max_length=80)
    question = forms.CharField(
        label=_("Question"),
        help_text=_("What the guests talk about; may stay empty."),
        max_length=200,
        required=False,
    )


class ModeForm(forms.Form):
    mode = forms.ChoiceField(label=_("Form of the café"), choices=Cafe.Mode.choices, widget=forms.RadioSelect)
