"""Keys are read while others are put in their place, and a rotation may be killed at any moment: every text is read."""

import itertools
import os
from pathlib import Path

import pytest

from peercircle.kit import master_keys, private_files, sealing

TEXT = "Zzmarker"


@pytest.fixture
def texts(home):
    return {key: sealing.seal(key, TEXT, bound_to="row") for key in [sealing.new_key() for _ in range(2)]}


def read(texts):
    return [sealing.unseal(key, sealed, bound_to="row") for key, sealed in texts.items()]


def rotate():
    sealing.add_master_key()
    sealing.rewrap()
    sealing.take_out_idle_master_keys()


@pytest.fixture
def when_opened(monkeypatch):
    """`when_opened(path, meanwhile)`: right after somebody has opened the file for the first time, or right before."""
    really = Path.open

    def when_opened(path, meanwhile, *, after):
        waits = [meanwhile]

        def opened(self, *args, **more):
            if self != path or not waits:
                return really(self, *args, **more)
            if not after:
                waits.pop()()
            file = really(self, *args, **more)
            if after:
                waits.pop()()
            return file

        monkeypatch.setattr(Path, "open", opened)

    return when_opened


# --- Somebody reads meanwhile --------------------------------------------------------------------
@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("which", ["data key", "master keys"])
def test_who_reads_while_keys_are_rotated_reads_the_text(home, texts, when_opened, which, after):
    """The old file is overwritten under the reader, or the old master key is gone when the reader looks for it."""
    one = next(iter(texts))
    path = sealing.folder() / one if which == "data key" else master_keys.key_file()
    rotations = []
    when_opened(path, lambda: rotations.append(rotate()), after=after)

    assert sealing.unseal(one, texts[one], bound_to="row") == TEXT
    assert len(rotations) == 1


def test_a_file_that_goes_while_it_is_read_is_not_there(tmp_path, when_opened):
    path = tmp_path / "secret"
    private_files.put(path, b"before")
    when_opened(path, path.unlink, after=True)

    with pytest.raises(FileNotFoundError):
        private_files.read(path)


# --- A rotation is killed ------------------------------------------------------------------------
class Killed(BaseException):
    """Nothing cleans up after it, as nothing does after `kill -9`."""


@pytest.fixture
def kill_at(monkeypatch):
    """`kill_at(7)`: the seventh time that the disk is touched is the last. Returns what brings the disk back."""
    really = {name: getattr(os, name) for name in ("replace", "fsync", "urandom", "open", "unlink")}

    def kill_at(number):
        touched = itertools.count(1)

        def touch(name):
            def touched_once_more(*args, **more):
                if next(touched) == number:
                    raise Killed
                return really[name](*args, **more)

            return touched_once_more

        for name in really:
            monkeypatch.setattr(os, name, touch(name))
        return lambda: [monkeypatch.setattr(os, name, function) for name, function in really.items()]

    return kill_at


def test_wherever_a_rotation_is_killed_every_text_is_read_and_the_next_one_goes_on(home, texts, kill_at):
    for number in itertools.count(1):
        revive = kill_at(number)
        try:
            rotate()
        except Killed:
            was_killed = True
        else:
            was_killed = False
        revive()

        assert read(texts) == [TEXT] * 2, f"killed at touch {number}"
        if not was_killed:
            break
    rotate()

    assert number > 30, "it was killed at too few points to mean anything"
    assert read(texts) == [TEXT] * 2
    assert len(master_keys.known().keys) == 1
    assert list(home.rglob(f"*{private_files.HALF}")) == []


# --- The key file lies elsewhere -----------------------------------------------------------------
def test_a_key_file_that_is_a_link_stays_one_and_the_file_elsewhere_holds_the_keys(home, texts, tmp_path_factory):
    stick = tmp_path_factory.mktemp("stick") / "peercircle.key"
    master_keys.key_file().rename(stick)
    master_keys.key_file().symlink_to(stick)

    sealing.add_master_key()
    sealing.rewrap()
    old_and_new = list(master_keys.known().keys)
    sealing.take_out_idle_master_keys()

    assert master_keys.key_file().readlink() == stick
    assert stick.stat().st_mode & 0o777 == 0o600
    assert stick.read_text().partition(":")[0] == old_and_new[0]
    assert len(old_and_new) == 2
    assert read(texts) == [TEXT] * 2


def test_while_the_stick_is_away_no_key_takes_its_place(home, texts, tmp_path_factory):
    """Else the house would look well, and with the stick back nobody would know which key is which."""
    stick = tmp_path_factory.mktemp("stick") / "not mounted" / "peercircle.key"
    for name in list(texts):
        sealing.destroy(name)
    master_keys.key_file().unlink()
    master_keys.key_file().symlink_to(stick)

    with pytest.raises(sealing.Unreadable):
        sealing.new_key()

    assert master_keys.key_file().readlink() == stick


def test_a_link_that_leads_to_itself_holds_nothing_up(home):
    master_keys.key_file().symlink_to(master_keys.key_file())

    key = sealing.new_key()

    assert sealing.unseal(key, sealing.seal(key, TEXT, bound_to="row"), bound_to="row") == TEXT


def test_when_the_last_master_key_leaves_the_file_nothing_of_a_crash_stays(home, texts, settings):
    half = home / f"sealing.key{private_files.HALF}"
    half.write_bytes(master_keys.key_file().read_bytes())
    settings.SEALING_KEYS = "one:" + "1a" * 32

    sealing.rewrap()
    sealing.take_out_idle_master_keys()

    assert [path.name for path in home.iterdir()] == ["keys"]
    assert read(texts) == [TEXT] * 2
