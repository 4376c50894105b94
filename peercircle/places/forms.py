"""What is asked about a site and a school break."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from peercircle.kit.fields import DayInput
from peercircle.kit.folding import fold
from peercircle.places.models import Municipality, SchoolBreak, Site


class MunicipalityChoice(forms.ModelChoiceField):
    def label_from_instance(self, municipality: Municipality) -> str:  # type: ignore[override]
        return municipality.both_names


class SiteForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Site.Kind, widget=forms.RadioSelect, initial=Site.Kind.SCHOOL
    )
    municipality = MunicipalityChoice(
        label=_("Municipality"), queryset=Municipality.objects.order_by("name_sq"), empty_label=_("Choose")
    )
    name_sq = forms.CharField(label=_("Name in Albanian"), max_length=120)
    name_sr = forms.CharField(
        label=_("Name in Serbian"),
        max_length=120,
        required=False,
        help_text=_("Leave it empty when it is the same."),
    )
    calendar = forms.ChoiceField(
        label=_("Which school calendar?"),
        choices=Site.Calendar,
        widget=forms.RadioSelect,
        initial=Site.Calendar.KOSOVO,
    )

    def clean_name_sq(self) -> str:
        return _spelled(self.cleaned_data["name_sq"])

    def clean_name_sr(self) -> str:
        name = self.cleaned_data["name_sr"]
        return _spelled(name) if name else ""


class SchoolBreakForm(forms.ModelForm):
    class Meta:
        model = SchoolBreak
        fields = ["name", "calendar", "starts_on", "ends_on"]
        labels = {
            "name": pgettext_lazy("of a school break", "Name"),
            "calendar": _("Which school calendar?"),
            "starts_on": _("First free day"),
            "ends_on": _("Last free day"),
        }
        widgets = {
            "calendar": forms.RadioSelect,
            "starts_on": DayInput(),
            "ends_on": DayInput(),
        }

    def clean(self) -> None:
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last free day lies before the first."))


def _spelled(name: str) -> str:
    if not fold(name):
        raise ValidationError(_("A name needs letters. Write the name as it stands at the door."))
    return name
