"""A desk with a real log in a real database, and a coordinator who talks to it."""

import datetime as dt

import pytest

from actions.desk import open_desk
from actions.heard import read_heard
from actions.reply import Turn
from actions.turn import take_turn

TODAY = dt.date(2026, 11, 20)


class Coordinator:
    """Sends turns as one sender and carries the slots from answer to answer, as the tracker does."""

    def __init__(self, desk, sender="coordinator-1", today=TODAY, site=None):
        self.desk, self.sender, self.today, self.site = desk, sender, today, site
        self.slots = {"asked": [], "mode": None}

    def say(self, intent, text="", *, message_id=None, asked=None, confidence=1.0, **heard):
        turn = Turn(
            sender=self.sender,
            intent=intent,
            text=text,
            heard=read_heard(heard),
            today=self.today,
            asked=tuple(self.slots["asked"] if asked is None else asked),
            mode=self.slots["mode"],
            message_id=message_id,
            confidence=confidence,
            screening=self.slots.get("screening"),
            site=self.site,
        )
        reply = take_turn(turn, self.desk)
        self.slots |= reply.slots
        return reply

    def tell(self, **facts):
        return self.say("inform", facts=facts)


@pytest.fixture
def log_url(tmp_path):
    return f"sqlite:///{tmp_path / 'log.db'}"


@pytest.fixture
def desk(log_url):
    return open_desk(log_url)


@pytest.fixture
def ana(desk):
    return Coordinator(desk)


@pytest.fixture
def coordinator():
    return Coordinator
