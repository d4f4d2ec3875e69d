"""What is read aloud to a patient: short, easy, complete, and only what a patient can know. Costs about a second."""

import shutil
from itertools import combinations

import msgspec
import pytest
import textstat

from actions.wording import phone as wording
from criteria import CatalogueError, load_catalogue
from criteria.catalogue import FACTS_FOLDER
from criteria.phone import is_patients, load_phone

CATALOGUE = load_catalogue()
PHONE = load_phone(CATALOGUE)
MOST_WORDS = 25
OLDEST_READER = 12
FIRST_GRADE = 5
"""Years of age at which the first grade of the Flesch-Kincaid scale is, less one."""


def groups():
    for group in PHONE.groups:
        for size in range(2, len(group.facts) + 1):
            for facts in combinations(group.facts, size):
                yield from PHONE.group_questions(group, facts)


QUESTIONS = [
    *(words for fact in PHONE.facts.values() for words in (fact.question, fact.again) if words),
    *(words for words in msgspec.structs.asdict(PHONE.follow_ups).values()),
    *groups(),
    wording.CONSENT_QUESTION,
    wording.CONSENT_AGAIN,
]
REASONS = [
    *(fact.why for fact in PHONE.facts.values() if fact.why),
    *(group.why for group in PHONE.groups),
    wording.CONSENT_WHY,
    wording.OTHERWISE_WHY,
]
CLOSINGS = list(wording.CLOSINGS.values())


def reading_age(words):
    """Give the age from which a text is read with ease, after Flesch and Kincaid."""
    return textstat.flesch_kincaid_grade(words) + FIRST_GRADE


@pytest.mark.parametrize("words", [*QUESTIONS, *REASONS, *CLOSINGS])
def test_a_child_of_twelve_understands_what_is_read_aloud(words):
    assert reading_age(words) <= OLDEST_READER


@pytest.mark.parametrize("words", [*QUESTIONS, *REASONS])
def test_what_is_read_aloud_has_at_most_25_words(words):
    assert len(words.split()) <= MOST_WORDS


@pytest.mark.parametrize("words", CLOSINGS)
def test_a_closing_line_is_polite_and_promises_nothing(words):
    assert "thank you" in words.casefold()
    promises = ("will get", "promise", "eligible", "accepted", "enrolled", "we will call", "you can join")
    assert [part for part in promises if part in words.casefold()] == []


@pytest.mark.parametrize("words", QUESTIONS)
def test_no_question_holds_a_word_of_the_clinic(words):
    clinical = {"hcc", "ecog", "ascites", "infarction", "malignancy", "varices", "encephalopathy", "metastasis", "tace"}
    assert clinical.isdisjoint(words.casefold().replace("?", " ").replace(",", " ").split())


def test_what_is_asked_is_what_a_patient_can_know():
    told = {name for name, fact in CATALOGUE.facts.items() if is_patients(fact)}
    assert PHONE.askable == told | {"treatments"}
    never = {fact.id for fact in CATALOGUE.facts.values() if fact.lab or fact.ask in ("test", "board")}
    assert never.isdisjoint(PHONE.askable)
    assert {"bclc", "cnlc", "child_pugh_score", "response", "consent", "tissue_sample"}.isdisjoint(PHONE.askable)


def test_whom_to_ask_is_known_of_every_fact():
    assert set(PHONE.facts) == set(CATALOGUE.facts) - {"birth_date"} | {"treatments"}
    assert {fact.whom for fact in PHONE.facts.values()} == set(PHONE.whom)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    again: What is your age in years?\n", "", "question, again and why are needed"),
        ("    why: Each study takes people of certain ages only.\n", "", "question, again and why are needed"),
        ("platelets: {from: laboratory}", "platelets: {from: laboratory, question: Your platelets?}", "no patient"),
        ("platelets: {from: laboratory}", "platelets: {from: the cat}", "nobody is called 'the cat'"),
        ("  platelets: {from: laboratory}\n", "", "platelets is not there"),
        ("platelets: {from: laboratory}", "platelet: {from: laboratory}", "no fact has this id"),
        ("male: {key: m,", "male: {key: f,", "two options have one key"),
        ("      male: {key: m, say: male}\n", "", "its options are not those"),
        ("facts: [stroke, pulmonary_embolism]", "facts: [stroke, hiv]", "hiv has no part"),
        (
            "facts: [pregnant, breastfeeding]",
            "facts: [pregnant, stroke, breastfeeding, heart_failure, bypass_surgery]",
            "more than 4 things",
        ),
        ("    question: How old are you?\n", "    ask: How old are you?\n", "unknown field"),
    ],
)
def test_words_that_are_missing_or_misplaced_are_refused_with_their_line(tmp_path, old, new, says):
    folder = shutil.copytree(FACTS_FOLDER, tmp_path / "facts")
    file = folder / "phone.yml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    with pytest.raises(CatalogueError, match=r"phone.yml:\d+") as refused:
        load_phone(CATALOGUE, folder)
    assert says in str(refused.value)
