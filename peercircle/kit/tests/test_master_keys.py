"""The key file is missing, wrong or damaged; the environment has keys; a new one is made: nothing is lost."""

import io
import shutil

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from peercircle.kit import master_keys, private_files, sealing, trouble
from peercircle.kit.sealing import Unreadable

TEXT = "Zzmarker"
KEYS = 4


@pytest.fixture
def texts(home):
    """By the name of the key of each."""
    return {key: sealing.seal(key, TEXT, bound_to="row") for key in [sealing.new_key() for _ in range(KEYS)]}


def read(texts: dict[str, bytes]) -> list[str]:
    """Each text, or why it cannot be read."""
    said = []
    for key, sealed in texts.items():
        try:
            said.append(sealing.unseal(key, sealed, bound_to="row"))
        except Unreadable as error:
            said.append(str(error.why))
    return said


def wrapped_by() -> set[str]:
    return {(sealing.folder() / name).read_text().split()[1] for name in sealing.names()}


def rotate(*options: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    call_command("rotate_sealing_key", *options, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


# --- Bad luck ------------------------------------------------------------------------------------
@pytest.mark.django_db  # another check asks which texts there are
def test_without_the_key_file_nothing_is_made_anew_and_all_is_back_with_it(home, texts):
    away = master_keys.key_file().rename(home / "elsewhere")

    assert read(texts) == [sealing.NO_MASTER_KEY] * KEYS
    with pytest.raises(Unreadable) as refused:
        sealing.new_key()
    assert refused.value.why == sealing.NO_MASTER_KEY
    with pytest.raises(Unreadable):
        sealing.rewrap()
    assert not master_keys.key_file().exists()
    assert [warning.msg.split(". ")[0] for warning in run_checks()] == [
        f"Unreadable here: what {KEYS} of the keys in {sealing.folder()} sealed"
    ]

    away.rename(master_keys.key_file())

    assert read(texts) == [TEXT] * KEYS
    assert run_checks() == []


@pytest.mark.django_db
def test_it_is_only_a_warning(texts):
    """So the house starts, and `manage.py check` says it on the console."""
    master_keys.key_file().unlink()
    said = io.StringIO()

    call_command("check", stdout=said, stderr=said)

    assert "peercircle.W001" in said.getvalue()


def test_the_key_file_of_another_house_is_told_and_can_be_put_right(home, texts):
    right = master_keys.key_file().read_bytes()
    master_keys.key_file().write_text("other:" + "ab" * 32)
    later = {key: sealing.seal(key, TEXT, bound_to="row") for key in [sealing.new_key()]}

    assert read(texts) == [sealing.OTHER_MASTER_KEY] * KEYS
    assert "neither in" in sealing.problems()[0]

    with master_keys.key_file().open("ab") as file:
        file.write(b"\n" + right)
    assert read(texts | later) == [TEXT] * (KEYS + 1)


def test_another_key_of_the_same_name_opens_nothing(texts):
    name = master_keys.known().newest
    master_keys.key_file().write_text(f"{name}:" + "ab" * 32)

    assert read(texts) == [sealing.DAMAGED_KEY] * KEYS
    assert "replaced by another of the same name" in sealing.problems()[0]


@pytest.mark.parametrize("line", ["garbage", "a:b", "a:" + "0" * 63, "a:" + "g" * 64, "a b:" + "0" * 64, "\udcff"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_line_that_is_no_key_is_told_by_its_number_and_stays(texts, line, place):
    lines = master_keys.key_file().read_bytes().splitlines()
    lines.insert(place, line.encode(errors="surrogateescape"))
    master_keys.key_file().write_bytes(b"\n".join(lines))

    said = rotate()
    rotate("--take-out")

    assert f"Line {place + 1} of {master_keys.key_file()} is not a key" in sealing.problems()[0].replace(
        f"Line {place + 2}", f"Line {place + 1}"
    )
    assert "is not a key" in said
    assert line.encode(errors="surrogateescape") in master_keys.key_file().read_bytes()
    assert read(texts) == [TEXT] * KEYS


def test_an_empty_key_file_is_no_reason_to_make_one(texts):
    master_keys.key_file().write_text("\n")

    with pytest.raises(Unreadable):
        sealing.new_key()
    assert "is empty" in sealing.problems()[0]
    assert master_keys.key_file().read_text() == "\n"


def test_a_folder_in_the_place_of_the_key_file_is_told(home):
    master_keys.key_file().mkdir()

    with pytest.raises(Unreadable):
        sealing.new_key()
    assert f"{master_keys.key_file()} cannot be read (Is a directory)" in sealing.problems()[0]


def test_a_name_given_twice_is_told(texts):
    name = master_keys.known().newest
    with master_keys.key_file().open("a") as file:
        file.write(f"{name}:" + "cd" * 32)

    assert read(texts) == [TEXT] * KEYS
    assert f"names another key “{name}” once more" in sealing.problems()[0]


def test_on_a_page_it_is_a_sentence_and_a_phone_keeps_what_was_typed(settings):
    request = RequestFactory().post("/", headers={"HX-Request": "true"})
    middleware = trouble.Trouble(lambda _request: None)

    answer = middleware.process_exception(request, Unreadable(sealing.NO_MASTER_KEY))

    assert answer.status_code == 503
    assert "Nothing is lost: ask whoever runs PeerCircle" in answer.content.decode()


# --- Rotation ------------------------------------------------------------------------------------
def test_a_new_master_key_wraps_all_and_the_old_one_can_go(texts):
    old = master_keys.known().newest

    said = rotate()

    new = master_keys.known().newest
    assert wrapped_by() == {new} != {old}
    assert f"Nothing needs these any more: {old}" in said
    assert list(master_keys.known().keys) == [new, old]

    assert f"Taken out: {old}" in rotate("--take-out")
    assert list(master_keys.known().keys) == [new]
    assert read(texts) == [TEXT] * KEYS
    assert "no old master key" in rotate("--take-out")
    assert [path.name for path in sealing.folder().iterdir() if path.suffix] == []


def test_rotation_leaves_nothing_of_the_old_wrapping_on_the_disk(texts):
    files = [(sealing.folder() / name).open("rb") for name in texts]
    files.append(master_keys.key_file().open("rb"))
    before = [path.read_bytes() for path in [*(sealing.folder() / name for name in texts), master_keys.key_file()]]

    rotate()

    left = [file.read() for file in files]
    for file in files:
        file.close()
    assert all(was != now and len(was) == len(now) for was, now in zip(before, left, strict=True))


def test_a_rotation_that_was_stopped_half_way_reads_all_and_goes_on(home, texts):
    before = shutil.copytree(sealing.folder(), home / "before")
    old = master_keys.known().newest
    rotate()
    first, second, *_rest = texts
    for name in (first, second):
        shutil.copy(before / name, sealing.folder() / name)
    (sealing.folder() / (second + private_files.HALF)).write_bytes(b"1 half of a fi")
    (home / f"sealing.key{private_files.HALF}").write_bytes(b"half of a li")

    assert read(texts) == [TEXT] * KEYS
    assert sealing.idle_master_keys() == set()
    assert sealing.rewrap() == 2
    assert sealing.rewrap() == 0
    assert sealing.idle_master_keys() == {old}
    rotate()
    assert read(texts) == [TEXT] * KEYS
    assert [path.name for path in home.rglob(f"*{private_files.HALF}")] == []


def test_a_destroyed_key_does_not_come_back_by_a_rotation(texts):
    gone = next(iter(texts))
    sealing.destroy(gone)

    rotate()

    assert not (sealing.folder() / gone).exists()
    assert read(texts) == [sealing.NO_KEY] + [TEXT] * (KEYS - 1)


def test_while_a_damaged_file_may_need_an_old_master_key_none_is_taken_out(texts):
    (sealing.folder() / next(iter(texts))).write_bytes(b"")

    said = rotate()

    assert "Nothing needs these" not in said
    assert "Unreadable here: what 1 of the keys" in said
    assert "no old master key" in rotate("--take-out")
    assert len(master_keys.known().keys) == 2


def test_a_lost_key_file_is_not_rotated_away(texts):
    master_keys.key_file().unlink()

    with pytest.raises(CommandError, match="Nothing is lost"):
        rotate()
    assert not master_keys.key_file().exists()


def test_before_anything_is_sealed_it_makes_the_key_file(home):
    rotate()

    assert master_keys.known().newest
    assert master_keys.key_file().stat().st_mode & 0o777 == 0o600


# --- The environment -----------------------------------------------------------------------------
ONE, TWO = "one:" + "1a" * 32, "two:" + "2B" * 32


def test_with_keys_from_the_environment_there_is_no_key_file(home, settings):
    settings.SEALING_KEYS = ONE
    key = sealing.new_key()
    texts = {key: sealing.seal(key, TEXT, bound_to="row")}

    assert wrapped_by() == {"one"}
    assert not master_keys.key_file().exists()
    settings.SEALING_KEYS = f" {TWO} , {ONE} "
    assert read(texts) == [TEXT]

    said = rotate()

    assert "Keys that “two” wraps from now on: 1." in said
    assert "Nothing needs these any more: one. Take them out of PEERCIRCLE_SEALING_KEYS" in said
    settings.SEALING_KEYS = TWO
    assert read(texts) == [TEXT]
    assert not master_keys.key_file().exists()


def test_it_says_which_line_to_put_there(home, settings):
    settings.SEALING_KEYS = ONE
    key = sealing.new_key()
    texts = {key: sealing.seal(key, TEXT, bound_to="row")}

    line = rotate().splitlines()[-1]
    settings.SEALING_KEYS = line + ONE

    assert "wraps from now on: 1." in rotate()
    assert wrapped_by() == {line.partition(":")[0]} == {master_keys.known().newest}
    assert "Nothing needs these: one. Take them out of PEERCIRCLE_SEALING_KEYS" in rotate("--take-out")
    assert read(texts) == [TEXT]


def test_moving_from_the_file_to_the_environment_loses_nothing(texts, settings):
    settings.SEALING_KEYS = ONE
    assert read(texts) == [TEXT] * KEYS

    rotate()
    rotate("--take-out")

    assert wrapped_by() == {"one"}
    assert not master_keys.key_file().exists()
    assert read(texts) == [TEXT] * KEYS
    assert sealing.problems() == []


def test_a_setting_that_is_no_key_makes_none_in_its_place(home, settings):
    settings.SEALING_KEYS = "one:short"

    with pytest.raises(Unreadable):
        sealing.new_key()
    assert not master_keys.key_file().exists()
    assert "Key 1 of PEERCIRCLE_SEALING_KEYS is not a key" in sealing.problems()[0]
