"""Pages that are printed: the same templates as on the screen, turned into PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.translation import gettext_lazy as _
from PIL import ImageFile

from peercircle.kit.refusals import Refused

FONTS = Path(__file__).parent / "fonts"
PHOTO = "data:image/jpeg;base64,"  # is in the page itself
HOUSE = "http://peercircle.invalid"  # never asked: it only makes our own addresses whole

# One file for each weight. Split by script, as on the screen, WeasyPrint draws wrong letters.
FACE = "@font-face { font-family: 'PeerCircle Sans'; font-weight: %(weight)s; src: url(%(file)s) }"
FACES = "".join(FACE % {"weight": weight, "file": f"{HOUSE}/fonts/sans-{weight}.ttf"} for weight in (400, 700))
# Signs that a font draws in another way by the rule are lost for who copies the text or has it read aloud.
PLAIN = 'html { font-variant-ligatures: none; font-feature-settings: "locl" 0 }'


class NoPaperError(Refused):
    """The machine lacks Pango, which draws the letters."""


def pdf(html: str, *, has_fields: bool = False) -> bytes:
    """The page as PDF. Nothing is fetched but our own fonts and static files, whatever a text may ask for.

    With `has_fields`, one can type into the fields of its forms.
    """
    weasyprint = _weasyprint()
    fetcher = _our_files(weasyprint)
    fonts = weasyprint.text.fonts.FontConfiguration()
    faces = weasyprint.CSS(string=FACES + PLAIN, url_fetcher=fetcher, font_config=fonts)
    page = weasyprint.HTML(string=html, base_url=HOUSE, url_fetcher=fetcher)
    return page.write_pdf(stylesheets=[faces], font_config=fonts, pdf_variant="pdf/ua-1", pdf_forms=has_fields)


def _weasyprint() -> Any:
    """Imported late: it takes seconds, and only those who print need it."""
    try:
        import weasyprint
        import weasyprint.text.fonts
    except (ImportError, OSError) as missing:
        sentence = _("This server cannot make PDFs yet. Use the print view, and choose “Save as PDF” there.")
        raise NoPaperError(sentence) from missing
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint allows it to the whole process
    return weasyprint


def _our_files(weasyprint: Any) -> Any:
    class OurFiles(weasyprint.urls.URLFetcher):
        def fetch(self, url: str, headers: object = None) -> Any:
            if url.startswith(PHOTO):
                return super().fetch(url, headers)
            body = find(url).read_bytes()
            kind = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf"}.get(Path(url).suffix, "")
            return weasyprint.urls.URLFetcherResponse(url, body, {"Content-Type": kind} if kind else {})

    return OurFiles(allow_redirects=False)


def find(url: str) -> Path:
    """The file behind one of our own addresses; any other address is refused."""
    if url.startswith(f"{HOUSE}/fonts/"):
        return FONTS / Path(url).name
    static = HOUSE + settings.STATIC_URL
    if not url.startswith(static):
        raise ValueError(f"A printed page may not fetch {url[:60]}.")
    name = url.removeprefix(static)
    collected = Path(staticfiles_storage.path(name))
    return collected if collected.is_file() else Path(finders.find(name) or collected)
