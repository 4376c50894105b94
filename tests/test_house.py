"""The house rules of docs/architecture.md, each held by a machine."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from peercircle.config.doors import OPEN
from peercircle.kit.discreet import veiled

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "peercircle"
FLOORS = ["kit", "identifiers", "stream", "places", "people", "groups", "meetings", "needs", "rounds", "safeguarding"]
FLOORS += ["programme", "reports", "config"]
# What a room offers by name to the rooms above it, beside models, actions and access.
OFFERED = {
    "kit": {"*"},
    "identifiers": {"fields", "finding", "kept", "reading", "saying", "templatetags"},
    "stream": {"nudges", "parts", "presence", "tickets"},
    "places": {"calendar"},
    "people": {"cards", "codes", "language", "likeness", "sign_in"},
    "groups": {"leaving", "panels"},
    "meetings": {"kinds", "methods", "pointer", "publishing"},
    "needs": {"stories"},
    "rounds": {"asking", "guide", "templatetags"},
}
LAYERS = ["models", "access", "actions", "forms", "views", "urls"]


def rooms() -> Iterator[Path]:
    for room in FLOORS[:-1]:
        yield HOUSE / room
    for activity in settings.ACTIVITIES:
        yield HOUSE / "activities" / activity


def code(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*.py")):
        if not {"migrations", "tests", "commands", "demo"} & set(file.relative_to(HOUSE).parts):
            yield file


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(dotted: str) -> str:
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "peercircle" else ""


def floor(room: str) -> int:
    return FLOORS.index("programme" if room == "activities" else room)


def test_foreign_keys_point_down():
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model.__module__.startswith("peercircle.")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and floor(room_of(field.related_model.__module__)) > floor(room_of(model.__module__))
    ]
    assert wrong == []


def test_rooms_use_only_what_other_rooms_offer():
    wrong = []
    for folder in rooms():
        for file in code(folder):
            mine = ".".join(folder.relative_to(ROOT).parts)
            for name in imports(file):
                if not name.startswith("peercircle.") or name.startswith(mine):
                    continue
                parts = name.split(".")
                offered = OFFERED.get(parts[1], set()) | {"models", "actions", "access"}
                if len(parts) > 2 and "*" not in offered and parts[2] not in offered:
                    wrong.append(f"{file.relative_to(ROOT)}: {name}")
    assert wrong == []


def test_inside_a_room_imports_go_from_urls_to_models():
    wrong = []
    for folder in rooms():
        mine = ".".join(folder.relative_to(ROOT).parts)
        for file in code(folder):
            layer = file.relative_to(folder).parts[0].removesuffix(".py")
            if layer not in LAYERS:
                continue
            for name in imports(file):
                other = name.removeprefix(mine + ".").split(".")[0] if name.startswith(mine + ".") else ""
                if other in LAYERS and LAYERS.index(other) > LAYERS.index(layer):
                    wrong.append(f"{file.relative_to(ROOT)}: {name}")
    assert wrong == []


WRITES = re.compile(r"\.(save|delete|bulk_create|bulk_update|get_or_create|update_or_create)\(|objects\.create\(")


def test_only_actions_write():
    wrong = []
    for folder in rooms():
        for file in code(folder):
            where = file.relative_to(folder).parts[0].removesuffix(".py")
            if folder.name in {"kit", "stream"} or where in {"actions", "models"}:
                continue
            wrong += [
                f"{file.relative_to(ROOT)}:{number}"
                for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
                if WRITES.search(line) and "session" not in line
            ]
    assert wrong == []


def doors(patterns: list[URLPattern | URLResolver], before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from doors(pattern.url_patterns, path, inner)
        else:
            yield f"{space}{pattern.name}", path


EXAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}


def example(path: str) -> str:
    path = re.sub(r"\(\?P<\w+>([^)|]+)[^)]*\)", lambda found: "1" if found[1] == r"\d+" else found[1], path)
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: EXAMPLES[found[1] or "str"], path)
    return "/" + path.replace("^", "").replace("$", "").replace("\\Z", "")


def test_no_address_that_is_a_key_comes_into_the_log():
    keys = [
        example(path.replace("<str:token>", "SECRET"))
        for _name, path in doors(get_resolver().url_patterns)
        if "token>" in path
    ]
    assert [key for key in keys if "SECRET" in str(veiled(f"Not Found: {key}"))] == []
    assert keys


ALL_DOORS = sorted(doors(get_resolver().url_patterns))


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), [door for door in ALL_DOORS if door[0] not in OPEN])
def test_a_door_that_is_not_on_the_list_is_locked(name, path):
    answer = Client().get(example(path))

    assert answer.status_code == 302, f"{name} at {path}"
    assert answer.headers["Location"].startswith(resolve_url(settings.LOGIN_URL))


def test_every_open_door_exists():
    assert {name for name, _path in ALL_DOORS} >= OPEN


def test_the_table_of_who_may_enter_has_a_line_for_every_door():
    """`test_who_may_enter.py` says what each gets there, and how its line looks."""
    table = (ROOT / "tests" / "who_may_enter.txt").read_text(encoding="utf-8").splitlines()

    assert {name for name, _path in ALL_DOORS} - {line.partition(" ")[0] for line in table} == set()


# --- An activity is one folder and one line ------------------------------------------------------
def house_without(activities: list[str], place: Path) -> Path:
    """What was compiled comes along: Python compares its time with the file's."""
    house = place / "house"
    shutil.copytree(ROOT / "peercircle", house / "peercircle")
    shutil.copy(ROOT / "manage.py", house)
    listed = house / "peercircle" / "config" / "settings.py"
    text = listed.read_text(encoding="utf-8")
    for activity in activities:
        shutil.rmtree(house / "peercircle" / "activities" / activity)
        line = f'    "{activity}",\n'
        assert text.count(line) == 1
        text = text.replace(line, "")
    listed.write_text(text, encoding="utf-8")
    return house


def prepare(house: Path, home: Path, more: str = "") -> None:
    script = f"""
from django.conf import settings
from django.core.management import call_command
from peercircle.meetings import kinds
call_command("check")
call_command("makemigrations", check=True, dry_run=True)
call_command("migrate", verbosity=0)
assert {{kind.key for kind in kinds.installed()}} == set(settings.ACTIVITIES)
{more}
"""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", script],
        cwd=house,
        env={"PEERCIRCLE_HOME": str(home), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def rooms_below(tmp_path_factory) -> Path:
    """The data of a house without any activity: so all of it can be prepared without each of them."""
    place = tmp_path_factory.mktemp("below")
    prepare(house_without(settings.ACTIVITIES, place), place / "home")
    return place / "home"


@pytest.mark.parametrize("activity", settings.ACTIVITIES)
def test_without_one_activity_the_rest_works(activity, rooms_below, tmp_path):
    house = house_without([activity], tmp_path)
    home = shutil.copytree(rooms_below, tmp_path / "home")

    prepare(house, home, f'assert str(kinds.get("{activity}").name) == "A step of your own"')


# --- Size and shape ------------------------------------------------------------------------------
SHORT = [*sorted(HOUSE.rglob("*.py")), *sorted(ROOT.glob("tests/**/*.py")), *sorted(HOUSE.rglob("*.html"))]


def test_every_file_fits_in_one_head():
    long = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in SHORT}
    assert {file: lines for file, lines in long.items() if lines > 400 and "/migrations/" not in file} == {}


def test_every_function_fits_on_a_screen():
    long = [
        f"{file.relative_to(ROOT)}: {node.name} ({node.end_lineno - node.lineno + 1})"
        for file in SHORT
        if file.suffix == ".py" and "/migrations/" not in str(file)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 50
    ]
    assert long == []


def test_models_keep_to_plain_fields():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("peercircle.")
        for field in model._meta.get_fields()
        if isinstance(field, models.JSONField) or type(field).__name__ == "GenericForeignKey"
    ]
    overridden = [
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("peercircle.") and {"save", "delete"} & set(vars(model))
    ]
    assert (wrong, overridden) == ([], [])


def test_few_libraries_at_run_time():
    lines = (ROOT / "requirements" / "runtime.in").read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if line and not line.startswith("#")]

    assert len(named) <= 18
    assert [line for line in named if "#" not in line] == [], "each says what it is for"


def test_locked_requirements_hold_hashes_and_no_addresses():
    for file in (ROOT / "requirements").glob("*.txt"):
        text = file.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text


# --- The pages that explain the house ------------------------------------------------------------
def test_the_settings_page_is_complete():
    page = (ROOT / "docs" / "operators" / "settings.md").read_text(encoding="utf-8")
    code = (HOUSE / "config" / "settings.py").read_text(encoding="utf-8")
    known = set(re.findall(r"PEERCIRCLE_[A-Z_]+", code))

    assert set(re.findall(r"`(PEERCIRCLE_[A-Z_]+)`", page)) == known


def test_the_live_page_names_every_part():
    from peercircle.stream import parts

    page = (ROOT / "docs" / "live.md").read_text(encoding="utf-8")
    assert [kind for kind in parts.kinds() if f"`{kind}`" not in page and f"`{kind}-" not in page] == []


def test_the_operators_page_names_every_command():
    page = (ROOT / "docs" / "operators" / "running.md").read_text(encoding="utf-8")
    commands = {file.stem for file in HOUSE.rglob("management/commands/*.py")} - {"__init__"}

    assert [name for name in commands if f"manage.py {name}" not in page] == []


def test_nothing_speaks_of_a_machine_or_a_registry():
    registries = "|".join(["py" + r"pi\.org", "python" + "hosted", "registry" + r"\.npm", "deb" + r"\.debian"])
    wrong = re.compile(rf"{registries}|/(?:root|home)/\w")
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    texts = [name for name in tracked.split() if Path(name).suffix in {".py", ".html", ".md", ".sh", ".js", ".toml"}]

    assert [name for name in texts if wrong.search((ROOT / name).read_text(encoding="utf-8"))] == []
