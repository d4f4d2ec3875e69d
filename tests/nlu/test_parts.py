"""The parts of the extractor by themselves: spellings, numbers, dates, personal data, the folded text."""

from datetime import date

import pytest

from bot.nlu.dating.dates import find_dates
from bot.nlu.lexicon.lexicon import Lexicon
from bot.nlu.lexicon.numbers import find_numbers
from bot.nlu.lexicon.units import canonical, unit_at
from bot.nlu.personal.personal import find_personal, redacted
from bot.nlu.text.normalise import normalise
from criteria import load_catalogue

TODAY = date(2026, 11, 20)
LEXICON = Lexicon(load_catalogue())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("platlets", "platelets"),
        ("bilirubn", "bilirubin"),
        ("albmuin", "albumin"),
        ("creatinin", "creatinin"),
        ("neutrophills", "neutrophils"),
        ("sorafinib", "sorafenib"),
        ("lenvatanib", "lenvatinib"),
        ("encephlopathy", "encephalopathy"),
        ("ascities", "ascites"),
    ],
)
def test_a_misspelling_is_recognised(typed, meant):
    assert typed == meant or LEXICON.nearest(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "strike",
        "injection",
        "translated",
        "consists",
        "rejection",
        "lessons",
        "capacity",
        "reduction",
        "contents",
        "intention",
        "diverticulosis",
        "insertion",
        "fewer",
        "inspection",
        "photon",
        "abortion",
        "companies",
        "theme",
        "program",
        "reset",
        "patients",
        "consultation",
    ],
)
def test_a_real_word_is_no_misspelling(word):
    assert LEXICON.nearest(word) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("82,000", [82000.0]),
        ("109.000", [109.0]),
        ("2,68", [2.68]),
        ("<0.5", [0.5]),
        ("70-80", [70.0]),
        ("eighty two", [82.0]),
        ("one point four", [1.4]),
        ("19.1/1.7", [19.1, 1.7]),
        ("inr-1.3", [1.3]),
        ("....10.6", [10.6]),
        ("1,234,567.5", [1234567.5]),
    ],
)
def test_numbers_are_read_in_all_spellings(text, values):
    assert [number.value for _, _, number in find_numbers(text)] == values


def test_a_separator_with_two_readings_keeps_both():
    (_, _, number) = next(iter(find_numbers("1.210")))
    assert (number.value, number.other) == (1.21, 1210.0)


@pytest.mark.parametrize(
    ("spelling", "unit"),
    [
        ("x 10^9/L", "10*9/l"),
        ("x109/L", "10*9/l"),
        (" K/uL", "k/ul"),
        ("/mm3", "/mm3"),
        (" per microliter", "/ul"),
        ("g %", "g%"),
        ("x ULN", "xULN"),
    ],
)
def test_units_get_the_spelling_that_the_tables_know(spelling, unit):
    found = unit_at(spelling.lower(), 0)
    assert found is not None
    assert found[1] == unit


def test_a_power_of_ten_alone_is_per_litre():
    assert canonical("x10^9") == "10*9/l"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-02", "2026-10-02"),
        ("10 oct", "2026-10-10"),
        ("dec", "2025-12"),
        ("mid september", "2026-09"),
        ("5 yrs ago", "2021"),
        ("3 weeks ago", "2026-10-30"),
        ("last tuesday", "2026-11-17"),
        ("13.04.2026", "2026-04-13"),
        ("christmas 2025", "2025-12-25"),
    ],
)
def test_dates_keep_the_precision_that_was_said(text, day):
    assert next(iter(find_dates(text, TODAY)))[2].iso == day


def test_a_date_with_two_readings_gives_both_and_records_none():
    found = next(iter(find_dates("03/04/2026", TODAY)))[2]
    assert (found.iso, set(found.candidates)) == (None, {"2026-04-03", "2026-03-04"})


def test_the_modal_verb_is_no_month():
    assert [day.iso for _, _, day in find_dates("she may have bled", TODAY)] == []


def test_folding_keeps_the_way_back_to_what_was_typed():
    text = normalise("PLT 82×10⁹／L →  ok")
    place = text.low.index("10^9")
    assert text.source(place, place + 4) == "10⁹"


def test_a_superscript_is_an_exponent_and_no_digit():
    assert normalise("10⁹").low == "10^9"


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("Mrs. Chen is 61", "Mrs. [name] is 61"),
        ("call +1 415 555 0132 now", "call [phone] now"),
        ("mail a.b@example.org", "mail [email]"),
        ("MRN 00123456", "MRN [record number]"),
        ("plt 82, AFP 1234567", "plt 82, AFP 1234567"),
        ("patient has HIV", "patient has HIV"),
    ],
)
def test_personal_data_is_blanked_and_clinical_data_is_not(text, blanked):
    assert redacted(text) == blanked


def test_spans_of_personal_data_are_those_of_the_message():
    text = "name: Mary Johnson, plt 82"
    assert [text[one.start : one.end] for one in find_personal(text)] == ["Mary Johnson"]
