"""What holds for any text: nothing raises, and case, spacing and order of facts do not matter."""

import json
import time
from datetime import date
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.nlu.extraction import Extraction
from bot.nlu.extractor import Extractor
from criteria import load_catalogue

TODAY = date(2026, 11, 20)
CATALOGUE = load_catalogue()
EXTRACTOR = Extractor(CATALOGUE)
ASKABLE = st.lists(st.sampled_from([*CATALOGUE.facts, "treatments"]), max_size=4, unique=True)
PIECES = st.sampled_from(
    [
        "plt",
        "82",
        "82,000",
        "1.210",
        "<",
        ">",
        "≥",
        "no",
        "denies",
        "not",
        "ascites",
        "HE",
        "he",
        "has",
        "TACE",
        "10 Oct",
        "2026-13-45",
        "29 Feb",
        "since",
        "July",
        "PD",
        "CR",
        "len",
        "+",
        "/",
        ",",
        ".",
        ";",
        "\n",
        "\t",
        "(",
        ")",
        "[",
        "x10⁹/L",
        "mg/dL",
        "xULN",
        "twice normal",
        "AST/ALT",
        "60/45",
        "mother",
        "plan",
        "if",
        "what if",
        "?",
        "possible",
        "until",
        "- ",
        "->",
        "instead of",
        "was wrong",
        "forget the",
        "AFP",
        "baseline",
        "BCLC",
        "C",
        "Cheng",
        "III",
        "Vp",
        "3 lesions",
        "4.5 x 3 cm",
        "prednisone",
        "5 mg",
        "breast cancer",
        "disease-free",
        "none but the",
        "first",
        "yes",
        "not sure",
        "62%",
        "neutrophils",
        "WBC",
        "Ⅲa",
        "万",
        "３",
        "ﬁ",
        "\u200b",
        "İ",
        "😀",
        "1e400",
        "99999999999999999999",
        "0000",
        "'",
        '"',
        "Mr Li",
        "+86 138 0013 8000",
        "day 10 post",
    ]
)
FACTS = [
    "plt 82",
    "TB 1.4 mg/dL",
    "alb 34 g/L",
    "INR 1.2",
    "ECOG 1",
    "BCLC C",
    "CP A6",
    "AFP >1210",
    "WBC 3.4",
    "no HIV",
    "TIA in March",
    "Hb 8.4 g/dL",
    "QTc 432 ms",
    "ascites controlled",
    "CNLC IIIa",
    "Vp3",
    "3 lesions",
    "largest 4.5 cm",
    "HTN controlled",
    "ALT 2.5 x ULN",
    "BP 128/76",
    "61F",
    "creatinine 88 umol/L",
    "lenvatinib since July",
    "tissue available",
    "no PVTT",
]


def read(text: str, asked: tuple[str, ...] = ()) -> Extraction:
    return EXTRACTOR.extract(text, today=TODAY, asked=asked)


def test_two_half_characters_travel_as_json_as_they_are_read():
    found = EXTRACTOR.extract("plt 82 \ud800\udc00 AFP 9", today=TODAY)
    assert found.facts.keys() == {"platelets", "afp"}
    assert Extraction.from_json(json.loads(json.dumps(found.as_json()))) == found


@pytest.mark.parametrize("empty", [",,", ", ", ",\t"])
def test_a_table_of_commas_with_an_empty_line_is_read(empty):
    found = read(f"ALT,49,U/L,0,41\n{empty}\nAST,30,U/L,0,40")
    assert {name: fact["value"] for name, fact in found.facts.items()} == {"alt": 49, "ast": 30}


@given(st.text(max_size=300), ASKABLE)
@settings(max_examples=150, deadline=None)
def test_any_text_is_accepted_and_travels_as_json(text, asked):
    found = read(text, tuple(asked))
    assert Extraction.from_json(found.as_json()) == found


@given(st.lists(PIECES, max_size=30), st.sampled_from(["", " "]), ASKABLE)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_mixture_of_shorthand_is_accepted(pieces, gap, asked):
    found = read(gap.join(pieces), tuple(asked))
    assert set(found.facts) <= set(CATALOGUE.facts)
    assert not {query.fact for query in found.queries} & set(found.facts)


def test_an_answer_that_stands_whole_in_an_open_bracket_is_none_in_turn():
    assert read("(none but the", ("ascites", "hiv")).facts == {}


@given(st.lists(PIECES, max_size=25))
@settings(max_examples=100, deadline=None)
def test_every_mention_is_a_piece_of_the_message(pieces):
    text = " ".join(pieces)
    for mention in read(text).mentions:
        assert text[mention.start : mention.end] == mention.text


@given(st.permutations(FACTS), st.integers(2, 12))
@settings(max_examples=60, deadline=None)
def test_the_order_of_facts_does_not_matter(order, count):
    chosen = [fact for fact in islice(order, count) if not ("PVTT" in fact or fact == "Vp3")]
    expected: dict = {}
    for fact in chosen:
        expected.update(read(fact).facts)
    assert read(", ".join(chosen)).facts == expected


@given(
    st.permutations(FACTS),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from([", ", " ,  ", "; ", "\n"]),
)
@settings(max_examples=60, deadline=None)
def test_case_and_spacing_do_not_matter(order, case, joint):
    chosen = [fact for fact in order[:8] if "PVTT" not in fact]
    assert read(case(joint.join(chosen))).facts == read(", ".join(chosen)).facts


@given(
    st.integers(12, 1500),
    st.sampled_from(["plt {}", "PLT:{}", "platelets {} x10^9/L", "plt{}", "Platelets are {} K/uL"]),
)
@settings(max_examples=60, deadline=None)
def test_a_platelet_count_is_read_as_it_was_written(value, form):
    assert read(form.format(value)).facts == {"platelets": {"value": value, "unit": "10*9/L"}}


@given(st.integers(5, 120), st.sampled_from(["bilirubin {} umol/L", "TB {}umol/l", "total bilirubin: {} µmol/L"]))
@settings(max_examples=30, deadline=None)
def test_a_unit_that_was_written_counts(value, form):
    assert read(form.format(value)).facts == {"bilirubin": {"value": value, "unit": "umol/L"}}


@given(st.dates(date(2015, 1, 1), TODAY))
@settings(max_examples=60, deadline=None)
def test_a_date_is_read_in_every_form_that_has_one_reading(day):
    for form in (
        day.isoformat(),
        day.strftime("%d %b %Y"),
        day.strftime("%B %d, %Y"),
        day.strftime("%d.%m.%Y"),
        day.strftime("%d-%b-%Y"),
    ):
        assert read(f"stroke {form}").facts == {"stroke": {"date": day.isoformat()}}, form


HOSTILE = {
    "one letter": "a",
    "digits": "1",
    "numbers": "1 ",
    "commas": ",",
    "brackets": "([",
    "names": "plt ",
    "negations": "no ",
    "plans": "plan tace, ",
    "hypotheses": "if hiv, ",
    "joints": "len+",
    "regimens": "len/pem and ",
    "line breaks": "\n",
    "spaces": " ",
    "products": "3 x ",
    "dates": "10 oct 2025 ",
    "ranges": "1-",
    "rows": "ALT\t88\tU/L\t7-40\tH\n",
    "quotes": "'\"",
    "marks": "?!",
    "doubts": "? ",
    "relatives": "mother had stroke, ",
    "wide": "İ😀漢",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_long_hostile_text_is_accepted(piece):
    text = (piece * 20_000)[:20_000]
    assert read(text).reply is None


@pytest.mark.parametrize("kind", ["joints", "regimens"])
def test_a_list_of_treatments_takes_no_more_time_a_name_the_longer_it_is(kind):
    text = (HOSTILE[kind] * 20_000)[:20_000]
    # The best of some, since an expression is compiled when it is first needed.
    short, whole = (min(seconds(one) for _ in range(3)) for one in (text[:4_000], text))
    assert whole < 10 * short  # five times, if it is read in one pass


def seconds(text):
    """The time that the processor needs to read a text."""
    started = time.process_time()
    read(text)
    return time.process_time() - started


def test_what_lies_beyond_the_longest_message_is_named():
    assert read("x " * 10_000 + "plt 82").unused == ["plt 82"]
