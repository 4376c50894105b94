"""The catalogues: `python -m tests.messages` brings them up to date, `--check` says what is missing.

A catalogue has to hold every sentence of the code, translated, without fuzzy guesses and with its placeholders right.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from peercircle.kit.serbian import in_latin

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["sq", "sr", "sr_Latn", "de"]


def write_latin(root: Path) -> None:
    """Serbian is written in Cyrillic; its Latin catalogue is made from that."""
    texts = polib.pofile(str(catalogue(root, "sr")))
    for entry in texts:
        entry.msgstr = in_latin(entry.msgstr)
        entry.msgstr_plural = {number: in_latin(text) for number, text in entry.msgstr_plural.items()}
    texts.metadata["Language"] = "sr_Latn"
    texts.save(str(catalogue(root, "sr_Latn")))


def collect(root: Path) -> None:
    """Run Django's makemessages over the house in this folder."""
    languages = [word for language in LANGUAGES for word in ("-l", language)]
    command = [sys.executable, str(root / "manage.py"), "makemessages", *languages]
    options = ["--no-obsolete", "--no-location", "-v", "0", "-i", "tests", "-i", "*/tests/*"]
    subprocess.run([*command, *options], cwd=root / "peercircle", check=True)


def catalogue(root: Path, language: str) -> Path:
    return root / "peercircle" / "locale" / language / "LC_MESSAGES" / "django.po"


def faults(language: str, fresh: Path) -> list[str]:
    path = catalogue(ROOT, language)
    if not path.exists():
        return [f"{language}: there is no catalogue; run make messages"]
    kept, wanted = polib.pofile(str(path)), polib.pofile(str(catalogue(fresh, language)))
    missing = {(entry.msgctxt, entry.msgid) for entry in wanted} ^ {(entry.msgctxt, entry.msgid) for entry in kept}
    found = [
        f"{language}: {sentence!r} is not up to date; run make messages"
        for _context, sentence in sorted(missing, key=str)
    ]
    found += [f"{language}: {entry.msgid!r} is only guessed" for entry in kept.fuzzy_entries()]
    found += [f"{language}: {entry.msgid!r} is not translated" for entry in kept.untranslated_entries()]
    if language == "sr_Latn":
        fresh_texts = {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in wanted}
        found += [
            f"{language}: {entry.msgid!r} differs from the Cyrillic; run make messages"
            for entry in kept
            if fresh_texts.get((entry.msgctxt, entry.msgid), ("", {})) != (entry.msgstr, entry.msgstr_plural)
        ]
    checked = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True)
    return found + ([checked.stderr] if checked.returncode else [])


def main() -> int:
    if "--check" not in sys.argv:
        collect(ROOT)
        write_latin(ROOT)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        shutil.copytree(ROOT / "peercircle", fresh / "peercircle", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "manage.py", fresh)
        collect(fresh)
        write_latin(fresh)
        found = [fault for language in LANGUAGES for fault in faults(language, fresh)]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
