"""The sentences of the other languages, made ready for Django without gettext's tools."""

from pathlib import Path

import polib


def compile_all(folder: Path) -> None:
    """Catalogues that are newer than their compiled form, or have none yet."""
    for source in folder.glob("*/LC_MESSAGES/django.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(compiled))
