"""What a text must hold for a regular expression: read off rightly, and never hiding a match."""

from __future__ import annotations

import re
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.corrections import mistaken, reissued
from bot.nlu.dating import beside_values, dates
from bot.nlu.text.first_letters import with_first_letters
from bot.nlu.text.openings import Openings
from bot.nlu.text.pieces import BORDER, marked, needed
from bot.nlu.text.telling import Gated, Gates
from bot.nlu.wording import answers_first, letter_counts, stage_names, trends, years_and_sex
from bot.nlu.wording.chart import forms
from tests.nlu.cases import DEVELOPED, load


@pytest.fixture(scope="module")
def messages() -> list[str]:
    """One message in forty, in lower case."""
    return [case.text.lower() for part in DEVELOPED for case in islice(load(part), 0, None, 40)]


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"\byear\s+ago\b", [{"|year"}, {"ago|"}]),
        (r"\b(?:a )?(?P<which>week|day) ", [{"|a| |week| ", "|a| |day| ", "|week| ", "|day| "}]),
        (r"yes|no", [{"yes", "no"}]),
        (r"\d\d ?(?:yrs|y/o)\b", [{"00yrs|", "00| |yrs|", "00y|/|o|", "00| |y|/|o|"}]),
        (r"(?:tace)?\d+", []),
        (r"(?:tace){2}", [{"tace"}]),
        (r"x\d|tace", [{"x0", "tace"}]),
        (r"(?<=since )\d\d(?= weeks)(?!days)", [{"since| "}, {"00| |weeks"}]),
        (r"(?i)since", []),
        (r"(?i:since) july", [{" |july"}]),
        (r"\bpt[0-2]\b", [{"|pt0|"}]),
        (r"\bh\b[^h]", [{"|h|"}]),
        (r"h\b[^h]", []),
        (r"\d+[@§]\d+", [{"0|@|0", "0|§|0"}]),
        (r"\b\d{1,2}/\d{2}\b", [{"0|/|00|"}]),
        (r"\d*[.,]\d+|\d%", [{".|0", ",|0", "0|.|0", "0|,|0", "0|%"}]),
        (r"(?:19|20)\d\d", [{"0000"}]),
        (r"\d{6}", [{"0000"}]),
        (r"(?:x\d)+y", [{"x0"}]),
        (r"\d+", []),
        (r"月", [{"月"}]),
        (r"[a-z]+ \w+", []),
    ],
)
def test_what_a_text_must_hold_is_read_off_the_expression(pattern: str, pieces: list[set[str]]) -> None:
    found = [{piece.replace(BORDER, "|") for piece in one} for one in needed(pattern)]
    assert sorted(map(sorted, found)) == sorted(map(sorted, pieces))


def test_a_text_is_marked_where_words_begin_and_end() -> None:
    assert marked("plt 82, (x2)").replace(BORDER, "|") == "|plt| |00|, (|x0|)|"
    assert marked("٣ cm").replace(BORDER, "|") == "|0| |cm|"


def test_no_message_with_a_match_is_passed_over(messages: list[str]) -> None:
    every = [one for one, _ in dates.RULES] + [one for _, one, _ in forms()]
    for low in messages:
        for gated in every:
            assert gated.may_match(low) or not gated.pattern.search(low), gated.source


_SEARCHED = [Gated(one) for one in (r"(?:tace|cat)+ \d", r"(?:at|e)c?(?=t)", r"a{2,}c?e")]


@given(st.text(alphabet="acet 12", max_size=12), st.sampled_from(_SEARCHED))
def test_a_gated_search_finds_what_a_plain_one_finds(low: str, gated: Gated) -> None:
    plain = re.compile(gated.source)
    assert [one.span() for one in gated.finditer(low)] == [one.span() for one in plain.finditer(low)]
    assert (gated.search(low) is None) == (plain.search(low) is None)
    assert gated.sub("-", low) == plain.sub("-", low)


@given(st.text(alphabet="acet 12", max_size=12))
@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<!\d)\d(?!\d)", r"(?:a )?\d|(?<=t)e|\bc", r"(?:\s|t)*e", r"(?=[at])[^e]\d",
        r"(?:a|(?P<said>t))(?(said)e|c)", r"(?i:A) ?\d", r"(?: ?a)?", r"\b(?:ta|ca)*[ce]\b",
    ],
)  # fmt: skip
def test_the_first_letters_of_an_expression_change_none_of_its_matches(pattern: str, low: str) -> None:
    led = re.compile(with_first_letters(pattern))
    assert [one.regs for one in led.finditer(low)] == [one.regs for one in re.compile(pattern).finditer(low)]


def test_an_expression_is_told_with_the_letters_that_it_may_begin_with() -> None:
    assert with_first_letters(r"(?<!\w)(?:no )?\d") == r"(?=[\dn])(?:(?<!\w)(?:no )?\d)"
    assert with_first_letters(r"(?<!\w)tace|(?<= )x|^-") == r"(?=[\-tx])(?:(?<!\w)tace|(?<= )x|^-)"
    for alone in (r"tace|haic", r"\d cm", r"(?<!\w)[^,]", r"(?<!\w)(?:\d)?", r"(?<!\w)[\w ]", r"(?i)(?<!\w)x"):
        assert with_first_letters(alone) == alone


def test_no_message_is_read_otherwise_for_the_first_letters(messages: list[str]) -> None:
    for gated in [one for one, _ in dates.RULES] + [one for _, one, _ in forms()[::40]]:
        plain = re.compile(gated.source)
        for low in messages[::5]:
            assert [one.span() for one in gated.pattern.finditer(low)] == [one.span() for one in plain.finditer(low)]


_RULES = [needed(one) for one in (r"tace\b", r"\bat? \d", r"cat|ace \d\d", r"\d+", r"ta.*ce")]


@given(st.lists(st.tuples(*(st.text(alphabet="acet 12", max_size=8),) * 3), min_size=2, max_size=5))
def test_what_is_found_in_one_wording_after_the_other_is_what_each_holds(wordings: list[tuple[str, ...]]) -> None:
    first, _, last = wordings[0]
    told = Openings()
    for rule in _RULES:
        told.add(rule)
    for low in (text for one in wordings for text in ("".join(one), f"{first}{one[1]}{last}")):
        alone = Openings()
        for rule in _RULES:
            alone.add(rule)
        assert told.of(low) == alone.of(low)


_CORED = [
    one
    for module in (
        answers_first,
        beside_values,
        letter_counts,
        mistaken,
        reissued,
        stage_names,
        trends,
        years_and_sex,
    )
    for held in vars(module).values()
    for one in (held if isinstance(held, tuple) else (held,))
    for one in (one if isinstance(one, tuple) else (one,))
    if isinstance(one, Gated) and one.core is not None
]


@pytest.mark.parametrize("gated", _CORED, ids=lambda one: one.source[:40])
def test_a_core_never_hides_a_match(gated: Gated, messages: list[str]) -> None:
    found = [low for low in messages if gated.pattern.search(low)]
    assert all(gated.core is not None and gated.core.search(low) for low in found)


def test_every_core_is_looked_for_in_messages_that_hold_it(messages: list[str]) -> None:
    assert len(_CORED) > 5
    matched = [one for one in _CORED if any(one.pattern.search(low) for low in messages)]
    assert len(matched) > len(_CORED) / 2


def test_a_folded_expression_is_looked_for_in_lower_case() -> None:
    gated = Gated(r"\b(?i:mrn|chart no) (?P<what>[A-Z]{2}\d+)", folded=True)
    assert needed(r"(?i:MRN|Tel)\d", folded=True) == (frozenset({"mrn0", "tel0"}),)
    assert gated.may_match("MRN AB12".lower())
    assert not gated.may_match("plt 82")


def test_the_gates_of_many_open_for_those_that_may_match() -> None:
    gates = Gates(
        [
            ("", Gated(r"half a year ago")),
            ("s", Gated(r"\d+ ?(?:weeks|days)")),
            ("", Gated(r"\d+")),
            ("", Gated("tace")),
        ]
    )
    assert gates.open("tace 3 weeks ago") == [1, 2, 3]
    assert gates.open("3") == [2]


def test_no_form_of_charts_is_passed_over(messages: list[str]) -> None:
    every = forms()
    gates = Gates((telling, pattern) for telling, pattern, _ in every)
    for low in messages[::5]:
        opened = set(gates.open(low))
        missed = [place for place, (telling, one, _) in enumerate(every) if telling in low and one.pattern.search(low)]
        assert opened.issuperset(missed), low
