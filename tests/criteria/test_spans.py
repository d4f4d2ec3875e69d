"""Intervals with open and closed ends."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.spans import ALL, GREATEST, LEAST, Span, between, number_text, parse_span, point, rounded


def above(value: float) -> Span:
    return Span((value, 1), GREATEST)


def below(value: float) -> Span:
    return Span(LEAST, (value, -1))


@pytest.mark.parametrize(
    ("one", "other", "within", "apart"),
    [
        (point(5), between(5, 7), True, False),
        (point(5), above(5), False, True),
        (point(5), below(5), False, True),
        (above(5), between(5, 7), False, False),
        (between(5, 7), Span((5, 0), GREATEST), True, False),
        (above(5), Span((5, 0), GREATEST), True, False),
        (Span((5, 0), GREATEST), above(5), False, False),
        (below(5), Span((5, 0), GREATEST), False, True),
        (between(1, 5), between(5, 9), False, False),
        (between(1, 4), between(5, 9), False, True),
        (ALL, point(5), False, False),
        (point(5), ALL, True, False),
    ],
)
def test_within_and_apart_heed_open_ends(one: Span, other: Span, within: bool, apart: bool) -> None:
    assert one.within(other) is within
    assert one.apart(other) is apart
    assert other.apart(one) is apart


def test_the_common_part() -> None:
    assert between(1, 5).common(between(3, 9)) == between(3, 5)
    assert above(5).common(between(1, 5)).is_empty
    assert not Span((5, 0), GREATEST).common(between(1, 5)).is_empty


@pytest.mark.parametrize(
    ("span", "whole"),
    [
        (above(3), Span((4, 0), GREATEST)),
        (above(3.2), Span((4, 0), GREATEST)),
        (below(4), Span(LEAST, (3, 0))),
        (below(4.5), Span(LEAST, (4, 0))),
        (between(2.5, 4.5), between(3, 4)),
        (between(3, 4), between(3, 4)),
        (ALL, ALL),
    ],
)
def test_whole_numbers_start_at_the_next_one(span: Span, whole: Span) -> None:
    assert span.whole() == whole


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("82", point(82)), ("1.4", point(1.4)), (".5", point(0.5)), ("2.68e2", point(268)), ("70-80", between(70, 80)),
        (">1210", above(1210)), ("<0.5", below(0.5)), ("<=0.5", Span(LEAST, (0.5, 0))), ("≥ 3", Span((3, 0), GREATEST)),
        ("-3", None), ("2,68", None), ("82 K/uL", None), ("", None), (">", None), ("70-", None), ("a", None),
        ("1-2-3", None), ("> 5 < 7", None), ("1.2.3", None), ("٣", point(3)),
    ],
)  # fmt: skip
def test_reading(text: str, span: Span | None) -> None:
    assert parse_span(text) == span


def test_a_range_that_ends_before_it_starts_is_empty() -> None:
    read = parse_span("80-70")
    assert read is not None
    assert read.is_empty


@pytest.mark.parametrize(
    "text", ["82", "1.4", ">1210", "<0.5", "<=0.5", ">=3", "70-80", "0.0001", "193000", "12345600"]
)
def test_what_is_written_reads_the_same(text: str) -> None:
    assert str(parse_span(text)) == text


@given(st.floats(0.001, 1e9), st.floats(0.001, 1e9))
def test_a_written_span_reads_back(one: float, other: float) -> None:
    low, high = sorted((rounded(one), rounded(other)))
    assert parse_span(str(between(low, high))) == between(low, high)


def test_values_are_compared_after_rounding_to_six_significant_digits() -> None:
    assert rounded(34.2000001) == 34.2
    assert rounded(34.2001) == 34.2001
    assert rounded(2 * 17.1) == 34.2
    assert rounded(1234567) == 1234570


def test_scaling_keeps_open_ends() -> None:
    assert above(2).scaled(17.1) == above(34.2)
    assert between(14, 18).scaled(1.0, -14) == between(0, 4)
    assert ALL.scaled(10) == ALL


@given(st.floats(1e-6, 1e6), st.integers(-1, 1))
def test_a_number_lies_within_its_own_span_only(value: float, side: int) -> None:
    number = rounded(value)
    assert point(number).within(Span((number, 0), GREATEST))
    assert point(number).within(Span((number, side), GREATEST)) is (side <= 0)


def test_numbers_are_written_without_needless_digits() -> None:
    assert [number_text(one) for one in (82.0, 1.40, 193000, 0.00001, 23.94)] == [
        "82",
        "1.4",
        "193000",
        "0.00001",
        "23.94",
    ]
    assert math.isinf(ALL.low[0])
