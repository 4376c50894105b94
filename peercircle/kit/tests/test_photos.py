"""Photos: nothing but what is seen on them stays, and no file breaks the server."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from peercircle.kit import paper, photos
from peercircle.kit.refusals import Refused

SECRETS = (b"Podujeva 42.91", b"Shpresa's phone", b"made by", b"xmpmeta", b"Exif")


def sheet(size=(60, 40)):
    """Paper with a red corner at the top left."""
    paper = Image.new("RGB", size, "white")
    ImageDraw.Draw(paper).rectangle((0, 0, size[0] // 3, size[1] // 3), fill="red")
    return paper


def saved(image, kind="JPEG", **more):
    out = BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def kept(file):
    return photos.small_and_clean(BytesIO(file), len(file))


def looked_at(file):
    return Image.open(BytesIO(file))


def from_a_phone(**more):
    exif = Image.Exif()
    exif[0x010F] = "Shpresa's phone"
    exif[0x0112] = 6  # the phone was held upright
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (42.0, 54.0, 36.0)
    place[29] = "Podujeva 42.91"
    return saved(sheet(), exif=exif, comment=b"made by Shpresa", xmp=b"<x:xmpmeta>Podujeva</x:xmpmeta>", **more)


def test_the_place_and_the_phone_are_gone():
    came = from_a_phone(icc_profile=b"made by a camera")
    assert looked_at(came).getexif().get_ifd(0x8825)

    stays = kept(came)

    assert [secret for secret in SECRETS if secret in came] == list(SECRETS)
    assert [secret for secret in SECRETS if secret in stays] == []
    assert not looked_at(stays).getexif()
    assert set(looked_at(stays).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_a_png_says_beside_its_pixels_is_gone_too():
    words = PngInfo()
    words.add_text("Location", "Podujeva 42.91")

    stays = kept(saved(sheet(), "PNG", pnginfo=words))

    assert b"Podujeva" not in stays


def test_it_stands_upright_without_being_told():
    upright = looked_at(kept(from_a_phone(quality=95)))

    assert upright.size == (40, 60)
    red, green, _blue = upright.getpixel((37, 3))
    assert red > 200 > green


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_large_becomes_small(kind):
    stays = looked_at(kept(saved(sheet((4000, 3000)), kind)))

    assert (stays.format, stays.size) == ("JPEG", (1600, 1200))


def test_what_shines_through_becomes_paper():
    stays = looked_at(kept(saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")))

    assert stays.getpixel((5, 5)) == (255, 255, 255)


def png_that_claims(width, height):
    """A few bytes that would unfold into a wall of pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [5_000, 12_000, 60_000])
def test_a_bomb_is_too_large(side):
    with pytest.raises(Refused, match="too large"):
        kept(png_that_claims(side, side))


def test_a_file_of_thirty_megabytes_is_too_large():
    with pytest.raises(Refused, match="too large"):
        photos.small_and_clean(BytesIO(saved(sheet())), 30 * 1024 * 1024)


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"%PDF-1.7 and so on",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 40,
        saved(sheet((400, 400)), quality=95)[:900],
        saved(sheet((400, 400)), "PNG")[:200],
        png_that_claims(10, 10),
    ],
    ids=["nothing", "pdf", "svg", "gif", "half a jpeg", "half a png", "a png without its pixels"],
)
def test_what_is_no_photo_is_refused_in_a_sentence(file):
    with pytest.raises(Refused, match="not a photo"):
        kept(file)


def test_half_a_photo_is_refused_also_after_a_pdf_was_made():
    paper.pdf("<p>Minutes</p>")

    with pytest.raises(Refused, match="not a photo"):
        kept(saved(sheet((400, 400)), quality=95)[:900])
