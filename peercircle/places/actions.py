"""What people do with places: add a site that is missing, keep the school year."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.kit.folding import fold
from peercircle.kit.refusals import Refused
from peercircle.places.models import Municipality, SchoolBreak, Site


@transaction.atomic
def add_site(
    municipality: Municipality,
    kind: str,
    name_sq: str,
    name_sr: str = "",
    calendar: str = Site.Calendar.KOSOVO,
) -> tuple[Site, bool]:
    """The site, and whether it is new.

    One that is there under the same name in any spelling is given back as it is, so a school that two
    colleagues miss at the same time is added once. Without a Serbian name it carries its Albanian one.
    """
    # The lock on the municipality holds the second colleague until the first is done.
    municipality = Municipality.objects.select_for_update().get(pk=municipality.pk)
    name_sr = name_sr or name_sq
    if not fold(name_sq) or not fold(name_sr):
        raise Refused(_("A name needs letters. Write the name as it stands at the door."))
    names = {fold(name_sq), fold(name_sr)}
    for site in municipality.sites.filter(kind=kind):
        if names & {fold(site.name_sq), fold(site.name_sr)}:
            return site, False
    site = Site.objects.create(
        municipality=municipality,
        kind=kind,
        name_sq=name_sq,
        name_sr=name_sr,
        calendar=calendar,
        search_text=site_search_text(municipality, name_sq, name_sr),
    )
    return site, True


def site_search_text(municipality: Municipality, name_sq: str, name_sr: str) -> str:
    return f"{fold(name_sq)} {fold(name_sr)} {municipality.search_text}"


@transaction.atomic
def add_school_break(name: str, calendar: str, starts_on: date, ends_on: date) -> SchoolBreak:
    """Adding the same break again changes nothing."""
    if ends_on < starts_on:
        raise Refused(_("The last day lies before the first. Please check the two dates."))
    school_break, _is_new = SchoolBreak.objects.get_or_create(
        name=name, calendar=calendar, starts_on=starts_on, ends_on=ends_on
    )
    return school_break


@transaction.atomic
def remove_school_break(school_break: SchoolBreak) -> None:
    SchoolBreak.objects.filter(pk=school_break.pk).delete()
