from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe import rotas
from peercircle.activities.world_cafe.models import NAME_LENGTH, NOTE_LENGTH, QUESTION_LENGTH, Cafe, Card, Table
from peercircle.identifiers.fields import CheckedText, MarkedText
from peercircle.kit.fields import OneLine
from peercircle.kit.photos import UNREADABLE
from peercircle.meetings.models import Attendance


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
    need = CheckedText(
        label=_("What we need from outside"),
        help_text=_("It goes to the programme as a need of your group."),
        max_length=NOTE_LENGTH,
        required=False,
        rows=2,
    )

    class Meta:
        model = Card
        fields = ["heard_1", "heard_2", "heard_3", "surprise", "could_try"]
        field_classes = dict.fromkeys(fields, CheckedText)
        widgets = dict.fromkeys(fields, MarkedText)

    @classmethod
    def of(cls, table: Table, data: QueryDict | None = None) -> CardForm:
        card = getattr(table, "card", None)
        form = cls(
            data,
            instance=card or Card(table_id=table.pk),
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
    mode = forms.ChoiceField(
        label=_("Form of the café"),
        help_text=_(
            "One to three people ask each other, four to six walk from sheet to sheet, seven to eleven choose three "
            "themes, more sit at tables with hosts."
        ),
        choices=Cafe.Mode.choices,
        widget=forms.RadioSelect,
    )


class AimForm(forms.Form):
    aim = forms.ChoiceField(
        label=_("When both cannot be had, what comes first?"),
        help_text=_("With most numbers of tables one plan gives both."),
        choices=Cafe.Aim.choices,
        widget=forms.RadioSelect,
    )


class QuestionsForm(forms.Form):
    questions = forms.ChoiceField(
        label=_("What do people talk about?"), choices=Cafe.Questions.choices, widget=forms.RadioSelect
    )
    texts = forms.CharField(
        label=_("Questions, one on each line"),
        help_text=_("Not needed where each table has its own."),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, cafe: Cafe) -> QuestionsForm:
        texts = "\n".join(question.text for question in cafe.round_questions.all())
        return cls(initial={"questions": cafe.questions, "texts": texts})

    def clean_texts(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["texts"].splitlines() if line.strip()]
        if any(len(line) > QUESTION_LENGTH for line in lines):
            raise forms.ValidationError(_("A question has at most 200 characters. Shorten it."))
        return lines


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: Attendance) -> str:
        return person.name


def offer(rows: Iterable[Attendance | Table], *fields: forms.Field) -> None:
    """The same rows in several fields of a page, asked for once."""
    rows = list(rows)
    for field in fields:
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
        field.choices = [("", str(field.empty_label)), *((row.pk, field.label_from_instance(row)) for row in rows)]


class MoveForm(forms.Form):
    def __init__(self, cafe: Cafe, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="move")
        self.fields["person"] = PersonField(cafe.item.meeting.attendances.here(), label=_("Who"))
        self.fields["to"] = forms.ModelChoiceField(cafe.tables.filter(is_open=True), label=_("Table"))


class SwapForm(forms.Form):
    def __init__(self, cafe: Cafe, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="swap")
        here = cafe.item.meeting.attendances.here()
        self.fields["one"] = PersonField(here, label=_("One guest"))
        self.fields["other"] = PersonField(here, label=_("The other guest"))


class PaperForm(forms.Form):
    people = forms.IntegerField(
        label=_("How many people will come?"),
        help_text=_("If fewer come, leave the slips with the highest numbers away."),
        min_value=rotas.FEWEST,
        max_value=rotas.MOST,
        error_messages={
            "min_value": _("A café needs at least four people. With fewer, sit together at one table."),
            "max_value": _("At most 120 slips at once."),
        },
    )
