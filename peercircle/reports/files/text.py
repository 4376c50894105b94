"""The report as a text that people finish in Word, with tables, bars inside them, and the pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable

from peercircle.kit.raster import png
from peercircle.kit.signs import as_bytes, readable
from peercircle.reports.naming import grouped, hidden_sign
from peercircle.reports.pictures import Picture
from peercircle.reports.report import Report, title_of
from peercircle.reports.tables import Table

SPELLING = {"sq": "sq-AL", "sr": "sr-Cyrl-RS", "sr-latn": "sr-Latn-RS", "de": "de-DE", "en": "en-GB"}
INK = RGBColor(0x1B, 0x3A, 0x3F)
BAR = 16  # signs of the longest bar
WIDE, TALL = Cm(15), Cm(20)  # what a page has room for, below a heading


def make(report: Report) -> bytes:
    text = docx.Document()
    _prepare(text, report)
    text.add_heading(report.title, 0)
    text.add_paragraph(report.time)
    text.add_paragraph(report.paid_by)
    _figures(text, report)
    _narrative(text, report)
    text.add_heading(_("Whom we reached"), 1)
    for told in report.tables:
        _told(text, told)
    for picture in report.pictures:
        _picture(text, picture)
    _corrections(text, report)
    text.add_heading(_("What these numbers mean"), 1)
    for term, meaning in report.definitions():
        paragraph = text.add_paragraph()
        paragraph.add_run(f"{term}. ").bold = True
        paragraph.add_run(meaning)
    return as_bytes(text)


def _prepare(text: Document, report: Report) -> None:
    about = text.core_properties
    about.title, about.comments = report.title, report.time
    about.author = readable(report.programme.implementer)
    language = SPELLING[get_language() or "en"]
    about.language = language
    for each in text.styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), language)
    text.styles["Normal"].font.size = Pt(11)
    for name in ("Title", "Heading 1", "Heading 2"):
        text.styles[name].font.color.rgb = INK


def _figures(text: Document, report: Report) -> None:
    text.add_heading(_("In numbers"), 1)
    text.add_paragraph(report.state)
    _table(text, report.figure_head(), report.figure_rows())
    if report.guests_said:
        text.add_paragraph(report.guests_said)


def _narrative(text: Document, report: Report) -> None:
    for heading, prompt in report.narrative():
        text.add_heading(heading, 1)
        text.element.body.insert(len(text.element.body) - 1, _to_fill_in(heading, prompt))


def _to_fill_in(heading: str, prompt: str) -> object:
    """A field of Word: the prompt goes as soon as somebody writes."""
    field = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:rPr><w:i/>"
        '<w:color w:val="595959"/></w:rPr><w:t/></w:r></w:p></w:sdtContent></w:sdt>'
    )
    next(field.iter(qn("w:alias"))).set(qn("w:val"), heading[:60])
    next(field.iter(qn("w:t"))).text = prompt
    return field


def _told(text: Document, told: Table) -> None:
    if not told.rows:
        return
    text.add_heading(title_of(told), 2)
    most = max((row.told.people for row in told.rows if row.told), default=0) or 1
    rows = []
    for row in told.rows:
        if row.told:
            bar = "█" * round(BAR * row.told.people / most)
            rows.append((row.name, grouped(row.told.people), grouped(row.told.attendances), bar))
        else:
            rows.append((row.name, hidden_sign(), hidden_sign(), ""))
    _table(
        text, [title_of(told), _("People"), _("Attendances"), pgettext("a picture", "People as a bar")], rows, bars=True
    )


def _picture(text: Document, picture: Picture) -> None:
    """With the same as a table, but for the map: the table of municipalities stands above."""
    if not picture.rows:
        return
    text.add_heading(picture.title, 2)
    text.add_paragraph(picture.explained).paragraph_format.keep_with_next = True
    drawn = text.add_picture(io.BytesIO(png(picture.drawing)), width=WIDE)
    if drawn.height > TALL:
        drawn.width, drawn.height = round(drawn.width * TALL / drawn.height), TALL
    drawn._inline.docPr.set("descr", f"{readable(picture.title)}. {readable(picture.explained)}")
    if not picture.is_map:
        _table(text, picture.head, picture.rows)


def _corrections(text: Document, report: Report) -> None:
    if not report.corrected:
        return
    text.add_heading(_("What was corrected"), 1)
    _table(text, report.correction_head(), report.correction_rows())


def _table(text: Document, head: Sequence[str], rows: Sequence[Sequence[str]], *, bars: bool = False) -> WordTable:
    """The head comes again on each page."""
    table = text.add_table(rows=1 + len(rows), cols=len(head), style="Light List Accent 1")
    for cells, line in zip(table.rows, [head, *rows], strict=True):
        for place, (cell, words) in enumerate(zip(cells.cells, line, strict=True)):
            cell.text = readable(str(words))
            if bars and place == len(head) - 1:
                cell.paragraphs[0].runs[0].font.size = Pt(8)
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    text.add_paragraph()
    return table
