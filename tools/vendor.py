"""Rebuild everything in the house that others made: htmx, the icons, the fonts.

    npm pack the packages named in PACKS into a folder, then
    .venv/bin/python tools/vendor.py FOLDER

Needs fonttools and brotli, and npm only for the packing; running PeerCircle needs none of them.
Writes the files and their checksums (VENDORED.toml), which tests/test_vendored.py compares.
"""

import hashlib
import re
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HOUSE = Path(__file__).resolve().parent.parent / "peercircle"
STATIC = HOUSE / "config" / "static"
PDF_FONTS = HOUSE / "kit" / "fonts"
PACKS = {
    "htmx.org": ("4.0.1", "0BSD"),
    "lucide-static": ("1.62.0", "ISC"),
    "@fontsource-variable/source-sans-3": ("5.3.0", "OFL-1.1"),
}
# The licence reserves the name "Source", so a part of the font carries another one.
FAMILY = "PeerCircle Sans"
# What our languages and their neighbours write; part of the package -> characters. Whatever else occurs in a name is
# drawn with the device's own letters.
SCREEN = {
    "latin": (
        "U+0020-007E,U+00A0,U+00A7,U+00AB,U+00B0,U+00B7,U+00BB,U+00BD,U+00C0,U+00C2,U+00C4,U+00C7,U+00C9,U+00CB,U+00CE,"
        "U+00D6,U+00D7,U+00DB,U+00DC,U+00DF,U+00E0,U+00E2,U+00E4,U+00E7,U+00E9,U+00EB,U+00EE,U+00F6,U+00FB,U+00FC,"
        "U+2013-2014,U+2018-201E,U+2022,U+2026,U+20AC,U+2212"
    ),
    "latin-ext": "U+0106-0107,U+010C-0111,U+011E-011F,U+0130-0131,U+015E-0161,U+017D-017E",
}
PAPER = SCREEN | {
    "latin": "U+0020-007E,U+00A0-00FF,U+2013-2014,U+2018-201E,U+2022,U+2026,U+20AC,U+2212",
    "cyrillic": "U+0400-045F,U+2116",
}
ICONS = (
    "arrow-down arrow-left arrow-right arrow-up bell calendar calendar-check calendar-plus check "
    "chevron-right circle-check clock coffee copy download ellipsis eye eye-off file-text hand hand-heart "
    "heart-handshake key-round languages list-checks log-in log-out mail map-pin message-circle "
    "monitor pause pencil play plus printer qr-code refresh-cw school search send share-2 sparkles sprout "
    "trash-2 undo-2 user user-plus users vote wifi-off x"
)


def main(packed: Path) -> None:
    made: list[tuple[str, Path]] = []
    with tempfile.TemporaryDirectory() as folder:
        packs = {name: _unpack(packed, name, version, Path(folder)) for name, (version, _) in PACKS.items()}
        made += _htmx(packs["htmx.org"])
        made += _icons(packs["lucide-static"])
        made += _fonts(packs["@fontsource-variable/source-sans-3"])
    _write_list(made)


def _unpack(packed: Path, name: str, version: str, folder: Path) -> Path:
    file = packed / f"{name.lstrip('@').replace('/', '-')}-{version}.tgz"
    target = folder / file.stem
    with tarfile.open(file) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def _htmx(pack: Path) -> list[tuple[str, Path]]:
    target = STATIC / "vendor" / f"htmx-{PACKS['htmx.org'][0]}.min.js"
    target.parent.mkdir(parents=True, exist_ok=True)
    # The source map is not shipped, so the line that names it would only cause a 404.
    target.write_text(re.sub(r"\n//# sourceMappingURL=.*", "", (pack / "dist" / "htmx.min.js").read_text()))
    return [("htmx.org", target), ("htmx.org", _licence(pack, target.with_name("htmx-LICENSE.txt")))]


def _icons(pack: Path) -> list[tuple[str, Path]]:
    symbols = [_symbol(name, (pack / "icons" / f"{name}.svg").read_text()) for name in ICONS.split()]
    target = STATIC / "icons.svg"
    target.write_text('<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n")
    return [
        ("lucide-static", target),
        ("lucide-static", _licence(pack, target.with_name("icons-LICENSE.txt"))),
    ]


def _symbol(name: str, drawing: str) -> str:
    inside = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL)
    if inside is None:
        raise ValueError(f"{name} is no drawing")
    lines = re.sub(r"\s*\n\s*", "", inside[1]).replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{lines}</symbol>'


def _fonts(pack: Path) -> list[tuple[str, Path]]:
    made = [_screen_font(pack, part, characters) for part, characters in SCREEN.items()]
    made += [_document_font(pack, weight) for weight in (400, 700)]
    made += [_licence(pack, STATIC / "fonts" / "OFL.txt"), _licence(pack, PDF_FONTS / "OFL.txt")]
    return [("@fontsource-variable/source-sans-3", file) for file in made]


def _part(pack: Path, part: str, characters: str) -> TTFont:
    font = TTFont(pack / "files" / f"source-sans-3-{part}-wght-normal.woff2")
    # Without the fractions, superiors and other features that no page uses; "locl" has the Serbian forms.
    features = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
    choice = subset.Subsetter(subset.Options(layout_features=features, name_IDs=["*"], notdef_outline=True))
    choice.populate(unicodes=subset.parse_unicodes(characters.replace("U+", "")))
    choice.subset(font)
    return font


def _screen_font(pack: Path, part: str, characters: str) -> Path:
    font = instantiateVariableFont(_part(pack, part, characters), {"wght": (400, 700)})
    return _save(font, STATIC / "fonts" / f"sans-{part}.woff2", "woff2")


def _document_font(pack: Path, weight: int) -> Path:
    """One file for each weight: WeasyPrint mixes up the letters of a family split by unicode-range."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for part, characters in PAPER.items():
            font = instantiateVariableFont(_part(pack, part, characters), {"wght": weight})
            files.append(str(_save(font, Path(folder) / f"{part}.ttf", None)))
        whole = merge.Merger().merge(files)
    return _save(whole, PDF_FONTS / f"sans-{weight}.ttf", None)


def _save(font: TTFont, target: Path, flavor: str | None) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16, 25):
            name = FAMILY.replace(" ", "") if record.nameID in (3, 6, 25) else FAMILY
            font["name"].setName(name, record.nameID, record.platformID, record.platEncID, record.langID)
    font["head"].created = font["head"].modified = 3_850_000_000  # the same bytes whenever it is built
    font.recalcTimestamp = False
    font.flavor = flavor
    font.save(target)
    return target


def _licence(pack: Path, target: Path) -> Path:
    shutil.copyfile(pack / "LICENSE", target)
    return target


def _write_list(made: list[tuple[str, Path]]) -> None:
    lines = ["# Files that others made. tools/vendor.py writes them and this list."]
    for name, file in made:
        version, licence = PACKS[name]
        lines += [
            "",
            "[[file]]",
            f'path = "{file.relative_to(HOUSE)}"',
            f'from = "{name} {version}"',
            f'licence = "{licence}"',
            f'sha256 = "{hashlib.sha256(file.read_bytes()).hexdigest()}"',
        ]
    (STATIC / "vendor" / "VENDORED.toml").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
