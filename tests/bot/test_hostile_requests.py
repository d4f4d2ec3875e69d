"""What is no proper HTTP, sent byte by byte to a real server: one clear line each, and the server goes on.

About a second on a server that other tests share.
"""

import json
import socket
from urllib.parse import urlsplit

import aiohttp
import pytest
from sanic.compat import Header

from bot.protocol import fault_of_head
from tests.bot.conftest import Server

pytestmark = [pytest.mark.server, pytest.mark.model]

WEBHOOK = b"POST /webhooks/rest/webhook HTTP/1.1\r\n"
BODY = b'{"sender":"hostile","message":"hello"}'
JSON = b"Content-Type: application/json\r\n"


def exchange(server: Server, sent: bytes) -> tuple[int, dict[str, str], str]:
    """Send bytes, and give status, headers and body of what comes back."""
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), timeout=20) as link:
        link.sendall(sent)
        head, _, body = _until(link, b"\r\n\r\n").partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
        while len(body) < int(headers.get("content-length", 0)):
            body += link.recv(65536)
    return int(lines[0].split()[1]), headers, body.decode()


def _until(link: socket.socket, end: bytes) -> bytes:
    got = b""
    while end not in got:
        piece = link.recv(65536)
        assert piece, f"the server closed the connection without an answer: {got!r}"
        got += piece
    return got


def post(*headers: bytes, body: bytes = BODY) -> bytes:
    given = b"".join(header + b"\r\n" for header in (b"Host: 127.0.0.1", *headers))
    return WEBHOOK + JSON + given + b"\r\n" + body


def length(of: bytes = BODY) -> bytes:
    return b"Content-Length: %d" % len(of)


def get(path: bytes, *headers: bytes) -> bytes:
    return b"GET " + path + b" HTTP/1.1\r\n" + b"".join(one + b"\r\n" for one in (b"Host: a", *headers)) + b"\r\n"


HOSTILE = {
    "a negative length": (post(b"Content-Length: -5"), 400),
    "a length that is no number": (post(b"Content-Length: abc"), 400),
    "a length in other digits": (post("Content-Length: ５".encode()), 400),
    "two lengths": (post(length(), b"Content-Length: 1"), 400),
    "a length and chunks": (post(length(), b"Transfer-Encoding: chunked"), 400),
    "another encoding": (post(b"Transfer-Encoding: gzip, chunked"), 400),
    "a chunk without a size": (post(b"Transfer-Encoding: chunked", body=b"zz\r\n\r\n"), 400),
    "a chunk of less than nothing": (post(b"Transfer-Encoding: chunked", body=b"-5\r\n\r\n"), 400),
    "a chunk without end": (post(b"Transfer-Encoding: chunked", body=b"fffffffff\r\na"), 413),
    "a terabyte": (post(b"Content-Length: 1000000000000"), 413),
    "an unknown expectation": (post(length(), b"Expect: magic"), 417),
    "an origin that is no address": (post(length(), b"Origin: http://["), 403),
    "an origin in bytes": (post(length(), b"Origin: http://\xff\xfe"), 403),
    "the origin of no page": (post(length(), b"Origin: null"), 403),
    "two hosts": (post(length(), b"Host: elsewhere.example"), 400),
    "a host that is none": (b"GET / HTTP/1.1\r\nHost: [\r\n\r\n", 400),
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "a name of a header with a space": (get(b"/", b"foo : bar"), 400),
    "a header without a colon": (get(b"/", b"foo"), 400),
    "20,000 headers": (get(b"/", *(b"X-%d: 1" % number for number in range(20_000))), 413),
    "an address of 70,000 letters": (get(b"/" + b"a" * 70_000), 413),
    "an address in bytes": (get(b"/\xff\xfe"), 400),
    "an address with a NUL": (get(b"/\x00"), 400),
    "an address that is none": (get(b"http://[/"), 400),
    "a folder above": (get(b"/../../etc/passwd"), 404),
    "a folder above, encoded": (get(b"/..%2f..%2fetc%2fpasswd"), 404),
    "a script as address": (get(b"/<script>alert(1)</script>"), 404),
    "no HTTP": (b"\x00\x01\x02\r\n\r\n", 400),
    "HTTP of the future": (b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", 400),
    "HTTP 2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "another method": (b"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    "a websocket without its key": (
        get(b"/socket.io/?EIO=4&transport=websocket", b"Upgrade: websocket", b"Connection: Upgrade"),
        400,
    ),
    "a session of nobody": (get(b"/socket.io/?EIO=4&transport=polling&sid=<script>"), 400),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_proper_request_is_refused_with_a_line_and_the_server_goes_on(server: Server, name: str):
    sent, expected = HOSTILE[name]
    status, headers, body = exchange(server, sent)
    assert status == expected, body
    assert headers["x-content-type-options"] == "nosniff"
    assert "html" not in headers["content-type"]
    assert "Traceback" not in body
    said = json.loads(body)
    assert len(said if isinstance(said, str) else said["error"]) > 10
    assert exchange(server, get(b"/health"))[0] == 200


@pytest.mark.parametrize("value", [b"a\xff", b'"\\777', b"=;;;"])
def test_a_cookie_or_a_token_that_is_none_does_no_harm_where_none_is_asked_for(server: Server, value: bytes):
    assert exchange(server, post(length(), b"Cookie: hepascreen=" + value))[0] == 200
    assert exchange(server, post(length(), b"Authorization: Bearer " + value))[0] == 200


async def test_a_method_that_an_address_does_not_take_is_answered_with_those_that_it_takes(server: Server):
    async with aiohttp.ClientSession() as session, session.put(server.url + "sign-in") as response:
        assert response.status == 405
        assert set(response.headers["Allow"].split(", ")) == {"POST", "DELETE"}


@pytest.mark.parametrize(
    ("headers", "version", "is_fine"),
    [
        ([("host", "a.example:5005")], "1.1", True),
        ([("host", "[::1]:5005"), ("content-length", "0")], "1.1", True),
        ([("host", "a"), ("transfer-encoding", "chunked")], "1.1", True),
        ([], "1.0", True),
        ([], "1.1", False),
        ([("host", "a b")], "1.1", False),
        ([("host", "a"), ("content-length", "+5")], "1.1", False),
        ([("host", "a"), ("authorization", "Bearer x"), ("authorization", "Bearer y")], "1.1", False),
    ],
)
def test_a_head_is_read_in_one_way_only(headers: list[tuple[str, str]], version: str, is_fine: bool):
    assert (fault_of_head(Header(headers), version) is None) is is_fine
