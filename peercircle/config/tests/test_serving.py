"""What `manage.py serve` checks and prepares before anybody can knock."""

import gc
import socket
import sys

import pytest
from django.core.management import CommandError

from peercircle.config import serving


@pytest.mark.parametrize(
    ("host", "is_public"),
    [
        ("127.0.0.1", False),
        ("localhost", False),
        ("::1", False),
        ("[::1]", False),
        ("192.168.1.20", False),
        ("10.1.2.3", False),
        ("staffroom.local", False),
        ("0.0.0.0", True),
        ("::", True),
        ("8.8.8.8", True),
        ("peercircle.example.org", True),
    ],
)
def test_which_addresses_strangers_can_reach(host, is_public):
    assert serving.is_public(host) == is_public


@pytest.mark.parametrize(
    ("bind", "origin", "names"),
    [
        ("0.0.0.0", "http://127.0.0.1:8000", []),
        ("127.0.0.1", "https://peercircle.example.org", []),
        ("127.0.0.1", "http://127.0.0.1:8000", ["peercircle.example.org"]),
    ],
)
def test_a_demo_does_not_start_where_strangers_can_reach_it(settings, bind, origin, names):
    settings.DEMO, settings.ORIGIN, settings.HOST_NAMES = True, origin, names

    with pytest.raises(CommandError, match="The demo lets anybody sign in as anybody"):
        serving.refuse_public_demo(bind)


def test_a_demo_at_home_and_a_real_house_in_public_may_start(settings):
    settings.ORIGIN, settings.HOST_NAMES = "http://127.0.0.1:8000", []
    settings.DEMO = True
    serving.refuse_public_demo("127.0.0.1")
    settings.DEMO, settings.HOST_NAMES = False, ["peercircle.example.org"]
    serving.refuse_public_demo("0.0.0.0")


@pytest.mark.parametrize("origin", ["http://0.0.0.0:8000", "http://[::]:8000"])
def test_links_that_lead_nowhere_are_refused(settings, origin):
    settings.ORIGIN = origin

    with pytest.raises(CommandError, match="set PEERCIRCLE_ORIGIN to the address people type"):
        serving.refuse_nowhere()


def test_the_long_round_of_the_collector_comes_seldom():
    before = gc.get_threshold()
    try:
        serving.hurry_collecting()

        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold() == (*before[:2], 1000)
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def test_a_note_does_not_wait_long_for_a_page():
    before = sys.getswitchinterval()
    try:
        serving.let_the_loop_go_first()

        assert sys.getswitchinterval() == pytest.approx(0.001)
    finally:
        sys.setswitchinterval(before)


def test_no_answer_waits_for_the_phone_to_acknowledge_its_beginning():
    """asyncio sends at once (TCP_NODELAY) where the socket says that it is TCP; else a page takes 40 ms more."""
    with serving.bound_socket("127.0.0.1", 0) as sock:
        assert sock.proto == socket.IPPROTO_TCP


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such limit")
def test_a_line_to_a_phone_that_answers_nothing_is_given_up_in_half_a_minute():
    """A dead phone never says so, and nobody could take over from it."""
    with serving.bound_socket("127.0.0.1", 0) as sock, socket.create_connection(sock.getsockname()):
        line, _address = sock.accept()
        with line:
            assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 30_000


def test_a_taken_port_is_told_in_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match=f"Nothing can be served on 127.0.0.1 port {port}"):
            serving.bound_socket("127.0.0.1", port)


def test_static_files_are_prepared_again_only_when_one_changed(settings, tmp_path):
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "leaf.css").write_text("a {}")
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [str(sources)]
    said = []

    serving.prepare_static_files(said.append)
    serving.prepare_static_files(said.append)
    assert len(said) == 1
    (sources / "leaf.css").write_text("a { color: red }")
    serving.prepare_static_files(said.append)

    assert len(said) == 2
    assert (tmp_path / "static" / "leaf.css").read_text() == "a { color: red }"


@pytest.mark.django_db
def test_a_database_that_is_ready_is_left_alone():
    said = []

    serving.prepare_database(said.append)

    assert said == []
