"""Paper: every letter of our languages is drawn right, and nothing is fetched from anywhere."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from peercircle.kit import paper
from peercircle.kit.templatetags.kit import emblem

LETTERS = list("čćđšžëçČĆĐŠŽËÇßüђјљњћџЂЈЉЊЋЏжшд")
# A wrong font file draws the bare letter, or another one of the family.
LOOK_LIKE = dict(zip("čćđšžëçђћљњџЂ", "cčdszecћhлнцЋ", strict=True))
MISSING = "\U00012000"  # cuneiform: no font of ours draws it
PAGE = """
<!doctype html><html lang="sr"><title>Letters</title>
<style>@page {{ size: 100mm; margin: 5mm }} p {{ font: {weight} 60pt 'PeerCircle Sans'; margin: 0 }}</style>
<p>{text}</p>
"""


def _pdf(text: str, weight: int = 400) -> bytes:
    return paper.pdf(PAGE.format(weight=weight, text=text))


def _pictures(pdf: bytes, folder: Path) -> list[Image.Image]:
    """What a printer would draw, page by page."""
    (folder / "page.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "40", "-gray", "page.pdf", "page"], cwd=folder, check=True)
    return [Image.open(path).copy() for path in sorted(folder.glob("page*.pgm"))]


def _drawn(letters: list[str], folder: Path) -> dict[str, Image.Image]:
    breaks = "".join(f'<p style="break-after: page">{letter}</p>' for letter in letters)
    pictures = _pictures(_pdf(f"</p>{breaks}<p>"), folder)
    return dict(zip(letters, pictures, strict=False))


def _same(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one, other).getbbox() is None


@pytest.mark.parametrize("weight", [400, 700])
def test_our_own_font_draws_every_letter(weight):
    """Embedded is our one file for each weight, and no other font had to help out."""
    fonts = {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in PdfReader(BytesIO(_pdf(" ".join(LETTERS), weight))).pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert len(fonts) == 1
    assert "Sans" in fonts.pop()


def test_what_is_read_out_is_what_was_written():
    text = (
        "Ćao, đače! Škola „Xheladin Rekaliu“, Podujevë çdo ditë. Ђаковица, Љубљана, џеп, будимо, officially different"
    )
    pages = PdfReader(BytesIO(paper.pdf(f"<!doctype html><html lang=sr><title>t</title><p>{text}"))).pages

    assert " ".join(pages[0].extract_text().split()) == text


def test_each_letter_has_a_shape_of_its_own(tmp_path):
    others = [*LOOK_LIKE.values(), MISSING]
    drawn = _drawn(list(dict.fromkeys([*LETTERS, *others])), tmp_path)

    assert [letter for letter in LETTERS if _same(drawn[letter], drawn[MISSING])] == []
    assert [letter for letter, other in LOOK_LIKE.items() if _same(drawn[letter], drawn[other])] == []
    shapes = {picture.tobytes() for letter, picture in drawn.items() if letter in LETTERS}
    # Ј looks like J, and ј like j; all others of the list differ from each other.
    assert len(shapes) == len(LETTERS)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.png",
        "https://school.example/x.css",
        "file:///etc/passwd",
        "/static/../../../../etc/passwd",
        "data:text/css,*{}",
        "http://peercircle.invalid/media/x",
    ],
)
def test_nothing_else_is_fetched(address):
    with pytest.raises(Exception, match=r"may not|outside|located"):
        paper.find(address if "://" in address else paper.HOUSE + address)


def test_a_page_with_foreign_pictures_is_still_printed():
    assert paper.pdf('<!doctype html><html lang=en><title>t</title><img alt="" src="file:///etc/passwd">x').startswith(
        b"%PDF"
    )


def test_an_emblem_is_printed_in_its_colour():
    (page,) = PdfReader(BytesIO(_pdf(emblem(3, 9)))).pages
    drawn = page.get_contents().get_data().decode("latin-1")

    assert "0.090196 0.392157 0.419608 rg" in drawn
    assert "0.090196 0.392157 0.419608 RG" in drawn, "the ring, too"
