"""Patients' words and speech as parts: patterns, feasts, spoken dates, hearing; charts are left as they are."""

from datetime import date

import pytest

from bot.nlu import extractor as whole
from bot.nlu.dating.feasts import feasts
from bot.nlu.dating.spoken_dates import spoken_dates
from bot.nlu.extractor import Extractor
from bot.nlu.lay.lay import in_clinical_words
from bot.nlu.lay.speech import Hearing
from bot.nlu.lexicon.lexicon import Lexicon
from bot.nlu.text.normalise import normalise
from bot.nlu.text.patterns import compiled
from bot.nlu.text.rewriting import Rules, rewritten
from criteria import load_catalogue
from tests.nlu.cases import load, mark

TODAY = date(2026, 11, 20)
CHARTS = ("dev", "second", "third", "another", "fourth")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(load_catalogue())


@pytest.fixture(scope="module")
def hearing(lexicon) -> Hearing:
    return Hearing(lexicon)


def put(pattern: str, text: str, wording: str = "X") -> str:
    """The text with one pattern's matches put in other words."""
    folded = normalise(text)
    return rewritten(
        folded, Rules(compiled({wording: [pattern]}, {"animal": ["cat", "sea cow"]})).changes(folded.low)
    ).low


@pytest.mark.parametrize(
    ("pattern", "text", "became"),
    [
        ("big {animal}", "a big sea cow here", "a X here"),
        ("big [old] cat", "big cat, big old cat", "X, X"),
        ("[a] cat", "a cat", "X"),
        ("cat .. dog", "cat and a dog; cat and a very dog", "X; cat and a very dog"),
        ("cat ... dog", "cat, dog", "cat, dog"),
        ("cat [,] dog", "cat, dog", "X"),
        ("cat !(food|and dog)", "cat food, cat and dog, cat nap", "cat food, cat and dog, X nap"),
        ("^ cat", "cat cat", "X cat"),
        ("cat $", "cat cat.", "cat X."),
        ("it's big", "its big, it's big", "X, X"),
        ("cat", "concat cats", "concat cats"),
    ],
)
def test_a_pattern_matches_the_words_that_it_shows(pattern, text, became):
    assert put(pattern, text) == became


def test_what_a_pattern_keeps_stands_in_the_new_wording():
    assert put("<(two|three)> lumps", "Three lumps", "$1 lesions") == "three lesions"


def test_a_pattern_with_an_unknown_set_is_refused():
    with pytest.raises(KeyError, match="nosuch"):
        compiled({"X": ["a {nosuch}"]}, {})


def test_new_wordings_still_know_the_words_that_were_typed(lexicon):
    text = in_clinical_words(normalise("They BURNT the tumour in May"), TODAY, lexicon)
    start = text.low.index("ablation")
    assert text.source(start, start + len("ablation")) == "They BURNT the tumour"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("AFP normal", "ecog"),
        ("confirmed normal markers: yes", "ecog"),
        ("bleeding tendency: no", "bleeding_tendency"),
        ("pregnancy test: negative", "pregnancy_test"),
    ],
)
def test_what_names_a_fact_is_no_bare_answer_to_the_question(said, asked, lexicon):
    assert in_clinical_words(normalise(said), TODAY, lexicon, (asked,)).low == said.lower()


def test_a_name_in_another_clause_leaves_the_answer_one(lexicon):
    assert in_clinical_words(normalise("normal, AFP 300"), TODAY, lexicon, ("ecog",)).low == "ecog 0, afp 300"


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("until easter", "april 2026"),
        ("easter last year", "april 2025"),
        ("since easter 2024", "march 2024"),
        ("around christmas", "december 2025"),
        ("since diwali", "november 2026"),
        ("before chinese new year", "february 2026"),
        ("since thanksgiving", "november 2025"),
        ("whitsun last year", "june 2025"),
        ("the christmas before last", "december 2024"),
        ("eid al adha", "may 2026"),
        ("passover", "april 2026"),
        ("labor day", "september 2026"),
    ],
)
def test_a_feast_gives_its_month(said, month):
    assert [change.wording for change in feasts(said, TODAY)] == [month]


@pytest.mark.parametrize("said", ["christmas day 2025", "31.10.2026 (halloween)", "a holiday", "diwali 2090"])
def test_what_is_more_exact_or_no_feast_stays(said):
    assert list(feasts(said, TODAY)) == []


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("the twelfth of march twenty twenty four", ["12th", "2024"]),
        ("march the third", ["3rd"]),
        ("one oh five", ["105"]),
        ("one thirty over eighty", []),
        ("one hundred and five", []),
        ("nineteen ninety eight", ["1998"]),
        ("in oh nine", ["2009"]),
        ("in ninety-eight", ["1998"]),
        ("twenty, twenty four or twenty five", []),
        ("eighty two point five", []),
        ("the second one", []),
    ],
)
def test_spoken_days_and_years_are_written_in_figures(said, written):
    assert [change.wording for change in spoken_dates(said)] == written


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("bee see el see see", "bclc c"),
        ("see en el see two bee", "cnlc 2b"),
        ("ay el tee eighty", "alt eighty"),
        ("i n r 1.2", "inr 1.2"),
        ("child pew bee seven", "child pugh b7"),
        ("billy ruben", "bilirubin"),
        ("lent vat in ib", "lenvatinib"),
        ("you see i am at sea", "you see i am at sea"),
        ("be seeing you", "be seeing you"),
        ("why are you asking", "why are you asking"),
        ("a new tooth, plates and lets", "a new tooth, plates and lets"),
    ],
)
def test_what_was_heard_becomes_a_word_of_the_catalogue_or_stays(hearing, heard, written):
    assert hearing.as_written(normalise(heard)).low.replace("pugh b 7", "pugh b7") == written


def test_hearing_twice_changes_nothing_more(hearing):
    for case in [*load("lay"), *[case for part in CHARTS for case in load(part)][::4]]:
        once = hearing.as_written(normalise(case.text))
        assert hearing.as_written(once).low == once.low, case.name


@pytest.mark.parametrize("text", ["why not watch and wait", "why not watch-and-wait?", "is watch and wait still open"])
def test_a_question_about_watching_and_waiting_answers_nothing(text):
    extractor = Extractor(load_catalogue())
    assert extractor.extract(text, today=TODAY, asked=("hcc_diagnosis",)).reply is None


def test_clinical_messages_are_read_as_without_patients_words_and_hearing(monkeypatch):
    """In every ninth clinical message nothing is read worse (a second or two)."""
    extractor = Extractor(load_catalogue())
    cases = [case for part in CHARTS for case in load(part)][::9]
    read = [mark(case, extractor.extract(case.text, today=case.today, asked=case.asked)).faults for case in cases]
    monkeypatch.setattr(whole, "in_clinical_words", lambda text, *_: text)
    monkeypatch.setattr(whole, "read_told", lambda _: None)
    monkeypatch.setattr(extractor._hearing, "as_written", lambda text, *_: text)
    for case, faults in zip(cases, read, strict=True):
        if faults:
            plain = mark(case, extractor.extract(case.text, today=case.today, asked=case.asked)).faults
            assert plain, f"{case.name} is misread because of patients' words: {faults}"
