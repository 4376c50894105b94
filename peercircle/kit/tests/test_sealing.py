"""What is sealed opens with its key, in its row, and in no other way."""

import secrets
import subprocess
import sys
import traceback

import pytest
from django.views.debug import ExceptionReporter
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as some

from peercircle.kit import master_keys, private_files, sealing
from peercircle.kit.sealing import Unreadable

ROW = "case 7, story"
TEXT = "Zzmarker: a boy who does not speak"

EVERYTHING_FITS = trying(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)


@pytest.fixture
def key(home):
    return sealing.new_key()


@pytest.fixture
def sealed(key):
    return sealing.seal(key, TEXT, bound_to=ROW)


def why(key: str, sealed: bytes, bound_to: str = ROW) -> str:
    with pytest.raises(Unreadable) as refused:
        sealing.unseal(key, sealed, bound_to=bound_to)
    return str(refused.value.why)


# --- Texts ---------------------------------------------------------------------------------------
@EVERYTHING_FITS
@given(text=some.text(), row=some.text())
def test_what_was_sealed_is_what_is_read(key, text, row):
    assert sealing.unseal(key, sealing.seal(key, text, bound_to=row), bound_to=row) == text


def test_half_a_letter_becomes_a_question_mark_and_no_error_that_holds_the_text(key):
    assert sealing.unseal(key, sealing.seal(key, "a\ud800b", bound_to=ROW), bound_to=ROW) == "a?b"


def test_it_opens_from_what_postgresql_hands_back(key, sealed):
    assert sealing.unseal(key, memoryview(sealed), bound_to=ROW) == TEXT


def test_the_same_text_never_looks_the_same(key, sealed):
    assert sealing.seal(key, TEXT, bound_to=ROW) != sealed
    assert TEXT.encode() not in sealed


def test_in_another_row_or_with_another_key_it_does_not_open(key, sealed):
    assert why(key, sealed, "case 8, story") == sealing.CHANGED
    assert why(sealing.new_key(), sealed) == sealing.CHANGED


def test_no_byte_can_be_changed_added_or_taken(key, sealed):
    changed = [bytes([*sealed[:place], sealed[place] ^ 1, *sealed[place + 1 :]]) for place in range(len(sealed))]

    for other in [*changed, sealed + b"x", sealed[:-1], sealed[:20], b"\x01", b""]:
        assert why(key, other) == sealing.CHANGED


# --- A destroyed key -----------------------------------------------------------------------------
def test_a_destroyed_key_ends_its_texts_and_no_other(key, sealed):
    other = sealing.new_key()
    kept = sealing.seal(other, TEXT, bound_to=ROW)

    sealing.destroy(key)
    sealing.destroy(key)

    assert why(key, sealed) == sealing.NO_KEY
    assert sealing.unseal(other, kept, bound_to=ROW) == TEXT
    with pytest.raises(Unreadable):
        sealing.seal(key, TEXT, bound_to=ROW)


def test_before_its_file_goes_it_is_overwritten(key):
    path = sealing.folder() / key
    before = path.read_bytes()

    with path.open("rb") as still_open:
        sealing.destroy(key)
        left = still_open.read()

    assert not path.exists()
    assert len(left) == len(before)
    assert left != before


def test_what_a_crash_left_of_it_goes_too(key):
    half = sealing.folder() / (key + private_files.HALF)
    half.write_bytes((sealing.folder() / key).read_bytes())

    sealing.destroy(key)

    assert list(sealing.folder().iterdir()) == []


@pytest.mark.parametrize("name", ["", "x", "../sealing.key", "../../etc/passwd", "a" * 32 + "\n", "A" * 32])
def test_a_name_that_is_none_leads_nowhere(key, sealed, name):
    sealing.destroy(name)

    assert why(name, sealed) == sealing.NO_KEY
    assert master_keys.key_file().exists()


# --- The files -----------------------------------------------------------------------------------
def test_files_and_folder_are_for_their_owner_only(key):
    modes = [path.stat().st_mode & 0o777 for path in (master_keys.key_file(), sealing.folder() / key, sealing.folder())]

    assert modes == [0o600, 0o600, 0o700]
    assert sealing.problems() == []


def test_no_key_lies_on_the_disk_unwrapped(key, home):
    master = master_keys.known().keys[master_keys.known().newest]
    data_key = sealing._data_key(key)

    for file in [path for path in home.rglob("*") if path.is_file()]:
        assert data_key.hex() not in file.read_text()
        assert file == master_keys.key_file() or master.hex() not in file.read_text()


def test_a_file_that_others_can_read_is_told_and_still_read(key, sealed):
    master_keys.key_file().chmod(0o644)
    (sealing.folder() / key).chmod(0o640)

    assert sealing.unseal(key, sealed, bound_to=ROW) == TEXT
    assert [problem.split(" can be read")[0] for problem in sealing.problems()] == [
        str(master_keys.key_file()),
        str(sealing.folder()),
    ]


@pytest.mark.parametrize("rest", [0, 1, 40, 70])
def test_a_file_that_is_cut_off_is_told_and_the_others_work(key, sealed, rest):
    path = sealing.folder() / key
    path.write_bytes(path.read_bytes()[:rest])
    other = sealing.new_key()

    assert why(key, sealed) == sealing.DAMAGED_KEY
    assert f"what 1 of the keys in {sealing.folder()} sealed, such as {key}" in sealing.problems()[0]
    assert sealing.unseal(other, sealing.seal(other, TEXT, bound_to=ROW), bound_to=ROW) == TEXT


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"2 a b\n", b"1 master zz\n", b"\n"])
def test_garbage_is_told(key, sealed, content):
    (sealing.folder() / key).write_bytes(content)

    assert why(key, sealed) == sealing.DAMAGED_KEY
    assert len(sealing.problems()) == 1


def test_two_files_that_change_places_do_not_open(key, sealed):
    one, two = sealing.folder() / key, sealing.folder() / sealing.new_key()
    content = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(content)

    assert why(one.name, sealed) == sealing.DAMAGED_KEY
    assert why(two.name, sealed) == sealing.DAMAGED_KEY


def test_where_nothing_can_be_written_nothing_is_sealed(home):
    sealing.folder().write_text("a file where the folder should be")

    with pytest.raises(Unreadable) as refused:
        sealing.new_key()
    with pytest.raises(Unreadable) as kept:
        sealing.destroy(secrets.token_hex(16))

    assert (refused.value.why, kept.value.why) == (sealing.NOT_SAVED, sealing.NOT_DESTROYED)
    assert sealing.problems() == [
        f"{sealing.folder()} cannot be read (Not a directory), nor can anything that was sealed."
    ]


# --- Secrets stay out of what is told of an error ------------------------------------------------
def test_an_error_holds_neither_text_nor_key(key, sealed):
    secret = [TEXT, sealing._data_key(key).hex(), sealed.hex(), repr(sealed), repr(sealing._data_key(key))]
    secret += [next(iter(master_keys.known().keys.values())).hex(), master_keys.key_file().read_text().strip()]
    told = []
    for fail in [
        lambda: sealing.unseal(key, sealed, bound_to="another row"),
        lambda: (sealing.folder() / key).write_bytes(b"1 x " + sealed.hex().encode()) and sealing.problems() * 1 / 0,
        lambda: sealing.unseal(key, sealed, bound_to=ROW),
        lambda: master_keys.key_file().write_text(f"{TEXT}\n") and sealing.seal(key, TEXT, bound_to=ROW),
        lambda: sealing.new_key(),
    ]:
        with pytest.raises(Exception) as failed:  # noqa: PT011  (which one is told elsewhere)
            fail()
        told += traceback.format_exception(failed.value)
    told += sealing.problems()

    assert len(told) > 20
    assert [word for word in secret if word in "".join(told)] == []
    assert "During handling" not in "".join(told)


@pytest.mark.parametrize("debug", [False, True])
def test_no_report_of_an_error_shows_what_stood_in_the_frames(key, sealed, settings, debug):
    settings.DEBUG = debug
    master_keys.key_file().write_text(f"{TEXT}\n")

    with pytest.raises(Unreadable) as failed:
        sealing.seal(key, TEXT, bound_to=ROW)
    frames = ExceptionReporter(None, *failed._excinfo).get_traceback_frames()
    inside = [frame for frame in frames if frame["filename"].endswith("/kit/sealing.py")]

    assert [frame["function"] for frame in inside] == ["seal", "_data_key"]
    assert {value for frame in inside for _name, value in frame["vars"]} == {"*" * 20}


# --- Two processes at the first start ------------------------------------------------------------
FIRST = """
import sys
from django.conf import settings
settings.configure(HOME=sys.argv[1], SEALING_KEYS="")
from peercircle.kit import sealing
print("ready", flush=True)
sys.stdin.readline()
for _ in range(5):
    key = sealing.new_key()
    print(key, sealing.seal(key, key, bound_to="row").hex(), flush=True)
"""


def test_processes_that_seal_the_first_text_at_once_make_one_master_key(home):
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", FIRST, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    assert [process.stdout.readline() for process in processes] == ["ready\n"] * 3
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [line.split() for process in processes for line in process.communicate(timeout=120)[0].splitlines()]

    assert len(master_keys.known().keys) == 1
    assert len(said) == 15
    assert [sealing.unseal(key, bytes.fromhex(text), bound_to="row") for key, text in said] == [key for key, _ in said]
    assert sealing.problems() == []
