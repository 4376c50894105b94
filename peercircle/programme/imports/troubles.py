"""What is wrong with a file or a cell, in a sentence that says what to do. The codes travel, the sentences are read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

OF_FILE = {
    "too-large": _("This file is too large. Send at most 5 MB, for example one year at a time."),
    "unpacks-large": _("This workbook unpacks to far too much. Copy its list into a new one, or save it as CSV."),
    "empty": _("This file is empty."),
    "encrypted": _("This file is locked with a password. Save it without one and send it again."),
    "old-excel": _("This is an old Excel file. Open it, save it as XLSX or CSV and send that."),
    "macros": _("This file has macros in it. Save it as XLSX without macros and send that."),
    "not-a-table": _("This is no table. Send a workbook (XLSX) or a CSV file."),
    "broken": _("This file is broken. Open it in your spreadsheet program, save it anew and send that."),
    "too-many-rows": _("These are more than 25,000 rows. Send the file in parts."),
    "too-many-cells": _("This table is too large. Send it in parts, or without the columns that are not needed."),
    "no-heading": _("No row with headings was found. Name the columns as the sample file does."),
    "no-names": _("There is no column for names. Head it “First name” and “Family name”."),
    "no-day-column": _("There is no column for the day. Head it “Day”, or write “Day: 3.12.2026” above the list."),
    "no-place-column": _("There is no column for the municipality or the school. Head it “Municipality”."),
    "no-kind-column": _("The file does not say what kind of sessions these are. Choose it when you send the file."),
    "stopped": _("Something went wrong while the file was read. Nothing was saved. Send it again."),
}

# A row with one of these is left out; the others are taken all the same.
OF_CELL = {
    "day-missing": _("The day is missing."),
    "no-day": _("This is no day. Write it as 3.12.2026 or 2026-12-03."),
    "ahead": _("This day lies ahead, so nobody can have been there."),
    "no-phase": _("No phase of the programme covers this day."),
    "kind-missing": _("The kind of session is missing."),
    "no-kind": _("This kind of session is not known. The sample file has them all."),
    "place-missing": _("The municipality is missing."),
    "no-municipality": _("No municipality has this name."),
    "not-yours": _("None of your teams looks after this municipality."),
    "no-time": _("This is no time. Write it as 14:00."),
    "no-presence": _("This is not understood as present or absent."),
    "no-minutes": _("A session takes 10 minutes to 12 hours."),
    "name-missing": _("The name is missing."),
    "no-person": _("This is a heading, a total or a remark, not a person."),
    "no-name": _("A name needs letters."),
    "long-name": _("This name is too long: at most 80 letters for each part."),
    "no-code": _("Nobody has this code, or it is mistyped."),
    "pupil": _("Who is under 18 is not entered: pupils have no place here."),
    "negative": _("There cannot be fewer than no guests."),
    "no-number": _("This is no whole number."),
    "too-many-guests": _("These are too many guests for one session."),
    "guests-missing": _("Say how many guests there were in all."),
    "too-few-guests": _("These are fewer guests than women and men together."),
    "other-guests": _("Another row says another number of guests for the same session."),
    "two-sessions": _("There are two such sessions on this day. Say when yours began."),
    "called-off": _("This session was called off. Plan it again first, then send the file once more."),
}

# These are told, and the row is taken, unless nobody was there.
REMARKS = {
    "absent": _("Not marked as present, so no attendance is entered."),
    "no-profession": _("This profession is not in our list and is entered as “other”."),
    "no-sex": _("This is not understood as female or male, and is left open."),
    "no-age": _("This is not understood as an age, and is left open."),
    "no-topic": _("This topic is not in our list and is left out."),
    "no-site": _("No school of this name is known there. It is kept as the place of the session."),
    "no-workplace": _("No school of this name is known there, so nothing is noted about the place of work."),
    "guests-stay": _("Another number of guests is recorded already. It stays as it is."),
}

# Why somebody has to look at a person.
DOUBTS = {
    "alike": _("Somebody with a name like this is known, or stands in this file."),
    "same-name": _("More than one person of this name is known."),
    "same-session": _("The same name stands twice on the sheet of one session."),
    "differs": _("The same name stands here with another sex, age, profession or place of work."),
    "code-other-name": _("The code belongs to somebody with another name."),
}
