"""What the numbers mean, in words that may be copied: on the page and in every file of a report."""

from __future__ import annotations

from django.utils.translation import gettext as _

from peercircle.reports.masking import SMALLEST


def definitions() -> list[tuple[str, str]]:
    return [
        (
            _("People"),
            _(
                "Colleagues of schools and Learning Centres who came to at least one session. Each is counted "
                "once, whatever the number of sessions, sites, groups, roles and years. So people of two "
                "municipalities or two phases cannot be added: who came in both stands in both."
            ),
        ),
        (
            _("Attendances"),
            _("One for each person and session. Who came to four sessions is one person and four attendances."),
        ),
        (
            _("Session"),
            _(
                "Coaching, supervision, group development, observation and prioritisation, or an information "
                "meeting of the programme, after it was held. What is planned has reached nobody. The groups' own "
                "meetings are not sessions."
            ),
        ),
        (
            _("How it is known"),
            _("From an attendance sheet, by checking in on a phone or with an access card, or imported from a file."),
        ),
        (
            _("Guests"),
            _(
                "People whose names nobody took. The same may have come twice, so they are a range: from the "
                "largest number at one session to the sum over all. They are never added to people. They are told over "
                "all time, for each phase and in reported periods, where nobody could compute from it that there were "
                "fewer than %(smallest)s."
            )
            % {"smallest": SMALLEST},
        ),
        (_("The programme's own people"), _("Experts, managers and M&E officers are not counted.")),
        (_("Pupils"), _("No pupil is recorded, so none is counted.")),
        (_("Profession, sex and age"), _("As the person last said, or “not said”.")),
        (_("Place"), _("Where the session was held, not where the person works.")),
        (
            _("Hidden numbers"),
            _(
                "Fewer than %(smallest)s people are not told, because they could be recognised. Where somebody "
                "could compute such a number from the others, more numbers are hidden."
            )
            % {"smallest": SMALLEST},
        ),
    ]
