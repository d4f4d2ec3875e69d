"""A yes beside a no, each with its name, is no doubtful yes."""

import datetime as dt

import pytest

from actions.heard import read_heard
from actions.reply import Turn
from actions.wish import weighed
from bot.nlu.extractor import Extractor
from criteria import load_catalogue

EXTRACTOR = Extractor(load_catalogue())
TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("said", "asked", "facts"),
    [
        ("HIV infection: no; organ transplant: yes", ("hiv", "transplant"), {"hiv": False, "transplant": True}),
        ("transplant: yes; HIV: no", ("hiv", "transplant"), {"hiv": False, "transplant": True}),
        ("it is negative", ("hiv",), {"hiv": False}),
        ("no, no and yes", ("hiv", "transplant", "dialysis"), {"hiv": False, "transplant": False, "dialysis": True}),
        ("first no, second yes", ("hiv", "transplant"), {"hiv": False, "transplant": True}),
        ("none but the first", ("stroke", "pulmonary_embolism"), {"stroke": True, "pulmonary_embolism": False}),
        ("signed, no contraception", ("consent", "contraception"), {"consent": True, "contraception": False}),
        ("yes but I'm not sure when", ("stroke",), {"stroke": True}),
    ],
)
def test_each_part_is_read_by_its_own_words(said, asked, facts):
    found = EXTRACTOR.extract(said, today=TODAY, asked=asked)
    heard = read_heard({"facts": found.facts, "mentions": [vars_of(one) for one in found.mentions]})
    turn = Turn("ana", "inform", said, heard, TODAY, asked=asked)
    assert weighed(turn).heard.facts == facts


def test_a_short_yes_that_holds_a_no_is_asked_about():
    heard = weighed(
        Turn("ana", "inform", "it is not", read_heard({"facts": {"hiv": True}}), TODAY, asked=("hiv",))
    ).heard
    assert heard.facts == {}
    assert [(one.fact, one.kind) for one in heard.queries] == [("hiv", "uncertain")]


def vars_of(mention):
    return {name: getattr(mention, name) for name in ("fact", "text", "start", "end", "value")}
