"""The bridge between the event loop and Django, over real sockets: what a phone sends and gets stays whole."""

import contextlib
import json
import socket
import threading
from http.client import HTTPConnection
from urllib.parse import quote

import pytest

from peercircle.config.pages import Pages
from peercircle.stream.tests.lines import PATIENCE, Served

MOST = 100_000
MOST_WITH_FILES = 300_000


class Closing(list):
    """An answer that holds something open, as a file does."""

    closed = False

    def close(self):
        self.closed = True


class Django:
    """Says what it was asked."""

    def __init__(self):
        self.asked = []
        self.threads = set()
        self.answer = None

    def __call__(self, environ, start_response):
        self.threads.add(threading.get_ident())
        body = environ["wsgi.input"].read()
        self.asked.append((environ, body))
        start_response("200 OK", [("Content-Type", "application/json"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        if self.answer is not None:
            return self.answer
        plain = {name: value for name, value in environ.items() if isinstance(value, str)}
        return [json.dumps({**plain, "body": body.decode("latin1")}).encode()]


@pytest.fixture(scope="module")
def served():
    with Served() as served:
        yield served


@pytest.fixture
def django(served):
    django = Django()
    served.application = Pages(django, threads=2, most=MOST, most_with_files=MOST_WITH_FILES)
    return django


@pytest.fixture
def phone(served, django):
    with contextlib.closing(HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)) as phone:
        yield phone


def ask(phone, method, path, body=None, headers=()):
    """Status, headers and body of the answer; `headers` may repeat a name."""
    phone.putrequest(method, path)
    for name, value in headers:
        phone.putheader(name, value)
    if isinstance(body, bytes):
        phone.putheader("Content-Length", str(len(body)))
    elif body:
        phone.putheader("Transfer-Encoding", "chunked")
    phone.endheaders(body or None, encode_chunked=not isinstance(body, bytes))
    response = phone.getresponse()
    return response.status, response.headers, response.read()


def seen(phone, *request, **more):
    return json.loads(ask(phone, *request, **more)[2])


def test_the_request_as_wsgi_names_its_pieces(phone):
    environ = seen(
        phone, "POST", "/live/1/?a=%20b", b"text=x", headers=[("Content-Type", "text/x"), ("HX-Request", "1")]
    )

    wanted = {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/live/1/",
        "QUERY_STRING": "a=%20b",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_PORT": str(phone.port),
        "wsgi.url_scheme": "http",
        "CONTENT_TYPE": "text/x",
        "CONTENT_LENGTH": "6",
        "HTTP_HX_REQUEST": "1",
        "body": "text=x",
    }
    assert {name: environ.get(name) for name in wanted} == wanted


def test_letters_beyond_ascii_in_a_path(phone):
    assert seen(phone, "GET", quote("/šah/ë"))["PATH_INFO"].encode("latin1").decode() == "/šah/ë"


def test_headers_that_are_sent_twice_are_joined(phone):
    headers = [("Cookie", "a=1"), ("Cookie", "b=2"), ("X-Forwarded-For", "1.1.1.1"), ("X-Forwarded-For", "2.2.2.2")]

    environ = seen(phone, "GET", "/", headers=headers)

    assert (environ["HTTP_COOKIE"], environ["HTTP_X_FORWARDED_FOR"]) == ("a=1; b=2", "1.1.1.1,2.2.2.2")


def test_nobody_passes_for_the_proxy_by_an_underscore(phone):
    assert "HTTP_X_FORWARDED_PROTO" not in seen(phone, "GET", "/", headers=[("X_Forwarded_Proto", "https")])


def test_every_header_of_the_answer_arrives(phone):
    _status, headers, _body = ask(phone, "GET", "/")

    assert headers.get_all("set-cookie") == ["a=1", "b=2"]


def test_a_body_in_pieces_of_unknown_length_arrives_whole(phone):
    environ = seen(phone, "POST", "/", [b"one ", b"two ", b"three"])

    assert (environ["body"], environ["CONTENT_LENGTH"]) == ("one two three", "13")


def test_a_large_body_arrives_whole(phone, django):
    body = bytes(range(250)) * (MOST // 250)

    assert ask(phone, "POST", "/", body)[0] == 200
    assert django.asked[0][1] == body


@pytest.mark.parametrize(("kind", "arrives"), [("multipart/form-data; boundary=x", True), ("text/plain", False)])
def test_only_a_letter_that_may_bring_a_file_may_be_longer(phone, django, kind, arrives):
    body = b"x" * MOST_WITH_FILES

    assert ask(phone, "POST", "/", body, headers=[("Content-Type", kind)])[0] == 200
    assert (django.asked[0][1] == body) == arrives


def test_of_a_body_that_is_too_large_little_is_read_and_its_length_is_told(phone, django):
    body = b"x" * MOST * 20

    assert ask(phone, "POST", "/", body)[0] == 200
    environ, read = django.asked[0]
    assert environ["CONTENT_LENGTH"] == str(len(body))
    assert MOST < len(read) < len(body)
    assert ask(phone, "GET", "/")[0] == 200  # the line goes on


def test_a_phone_that_asks_before_it_sends_is_told_to_go_on(served, django):
    with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
        assert line.recv(1000).startswith(b"HTTP/1.1 100 ")
        line.sendall(b"note")
        assert line.recv(1000).startswith(b"HTTP/1.1 200 ")
    assert django.asked[0][1] == b"note"


def test_half_a_letter_is_never_delivered(served, django, phone):
    with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")

    assert ask(phone, "GET", "/after")[0] == 200
    assert [environ["PATH_INFO"] for environ, _body in django.asked] == ["/after"]


def test_head_has_the_headers_and_no_body(phone):
    status, headers, body = ask(phone, "HEAD", "/")

    assert (status, headers["content-type"], body) == (200, "application/json", b"")
    assert ask(phone, "GET", "/")[0] == 200


def test_a_large_answer_in_pieces_arrives_whole_and_its_file_is_closed(phone, django):
    django.answer = Closing([bytes([number]) * 50_000 for number in range(60)])

    assert ask(phone, "GET", "/")[2] == b"".join(django.answer)
    assert django.answer.closed


def test_an_answer_that_breaks_halfway_is_a_plain_500_and_its_file_is_closed(phone, django, caplog):
    class Broken(Closing):
        def __iter__(self):
            yield b"half"
            raise OSError("the disk is gone")

    django.answer = Broken()

    assert ask(phone, "GET", "/")[::2] == (500, b"Internal Server Error")
    assert django.answer.closed
    assert "the disk is gone" in caplog.text


def test_who_hangs_up_before_the_answer_disturbs_nobody(served, django, phone, caplog):
    waits, goes_on = threading.Event(), threading.Event()

    class Slow(Closing):
        def __iter__(self):
            waits.set()
            goes_on.wait(PATIENCE)
            yield b"late"

    django.answer = Slow()
    with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert waits.wait(PATIENCE)
    django.answer = [b"soon"]
    assert ask(phone, "GET", "/")[2] == b"soon"
    goes_on.set()

    assert ask(phone, "GET", "/")[2] == b"soon"
    assert caplog.text == ""


def test_threads_last_so_that_their_connections_to_the_database_do(phone, django):
    for _each in range(10):
        ask(phone, "GET", "/")

    assert len(django.threads) <= 2
