"""The connection to PostgreSQL is lost in the very moment of the commit: recorded once, and said so (some 10 s)."""

import socket
import threading
from contextlib import suppress

import pytest

from actions.desk import open_desk
from actions.log import store
from actions.log.verify import verify
from actions.wording import lines
from tests.actions.conftest import Coordinator
from tests.log.processes import rows_of_log

COMMIT = b"COMMIT\x00"


class Wire:
    """Stands between the log and PostgreSQL, and cuts the connection at a commit, `before` or `after` it is done."""

    def __init__(self, port):
        self.server, self.cut, self.is_down, self.cuts = port, None, False, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                if self.is_down:
                    client.close()
                    continue
                server = socket.create_connection(("127.0.0.1", self.server))
                threading.Thread(target=self.ask, args=(client, server), daemon=True).start()

    def ask(self, client, server):
        """Pass on what is asked, then all of its answer: the log asks one thing at a time."""
        threading.Thread(target=self.answer, args=(server, client), daemon=True).start()
        with suppress(OSError):
            while asked := client.recv(65536):
                if self.cut and COMMIT in asked:
                    self.at_commit(asked, client, server)
                    return
                server.sendall(asked)
        close(client, server)

    def at_commit(self, asked, client, server):
        when, self.cut, self.cuts = self.cut, None, self.cuts + 1
        if when == "after":
            # The answer must not reach the client, so its side is shut first.
            client.shutdown(socket.SHUT_RDWR)
            server.sendall(asked)
            threading.Event().wait(0.2)
        close(client, server)

    @staticmethod
    def answer(server, client):
        with suppress(OSError):
            while answered := server.recv(65536):
                client.sendall(answered)
        with suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)


def close(*sockets):
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@pytest.fixture
def wire(postgres):
    between = Wire(postgres.port)
    yield between
    between.listener.close()


@pytest.fixture
def log_url(postgres):
    url = postgres.create_database()
    yield url
    postgres.drop_database(url)


@pytest.fixture
def ana(wire, log_url, postgres):
    """A coordinator whose log is behind the wire."""
    desk = open_desk(log_url.replace(f":{postgres.port}/", f":{wire.port}/"))
    yield Coordinator(desk, "ana")
    desk.log.close()


def platelets(url):
    return [row.value for row in rows_of_log(url) if row.fact == "platelets"]


@pytest.mark.parametrize("message_id", ["m-1", None], ids=["with an id", "without an id"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_commit_whose_answer_is_lost_is_looked_up(ana, wire, log_url, when, message_id):
    ana.say("inform", facts={"platelets": 90})
    wire.cut = when
    reply = ana.say("inform", facts={"platelets": 82}, message_id=message_id)
    assert wire.cuts == 1
    assert "Recorded" in reply.texts[0]
    assert reply.custom["hepascreen"]["recorded"] == {"platelets": 82}
    assert platelets(log_url) == [90, 82]
    ana.say("inform", facts={"platelets": 70})
    assert platelets(log_url) == [90, 82, 70]
    with ana.desk.log.snapshot() as connection:
        assert verify(connection).flaws == []


@pytest.mark.parametrize(("when", "logged"), [("before", [90]), ("after", [90, 82])])
def test_where_the_log_stays_away_the_same_id_is_recorded_once(ana, wire, log_url, when, logged, monkeypatch):
    """Refused though it may be in the log; sent again with its id it is acknowledged, and is in the log once."""
    monkeypatch.setattr(store.ScreeningLog.comes_back, "__defaults__", (0.5,))
    ana.say("inform", facts={"platelets": 90})
    wire.cut, wire.is_down = when, True
    assert ana.say("inform", facts={"platelets": 82}, message_id="m-1").texts == [lines.NOT_RECORDED]
    assert platelets(log_url) == logged
    wire.is_down = False
    reply = ana.say("inform", facts={"platelets": 82}, message_id="m-1")
    assert reply.custom["hepascreen"]["recorded"] == {"platelets": 82}
    assert platelets(log_url) == [90, 82]
