"""Every criterion quotes its record, and the quotes cover every word of the eligibility text."""

import re
from pathlib import Path

import pytest

from criteria import Criterion, Trial, load_catalogue, load_trials
from criteria.catalogue import FACTS_FOLDER
from criteria.quotes import PARTS, eligibility_text, holds, squeezed, uncovered
from criteria.trial_loader import TRIALS_FOLDER
from criteria.yaml_file import YamlFile, read_yaml
from tests.conftest import shared_path

CATALOGUE = load_catalogue()
TRIALS = load_trials(CATALOGUE)
RECORDS = TRIALS_FOLDER.parent / "records"


def record_of(trial: Trial) -> str:
    return squeezed((RECORDS / trial.record).read_text(encoding="utf-8"))


def stands_as_words(record: str, part: str) -> bool:
    """Tell whether a part stands in a record, not cut out of the middle of a word."""
    before = r"(?<!\w)" if re.match(r"\w", part) else ""
    after = r"(?!\w)" if re.search(r"\w$", part) else ""
    return re.search(before + re.escape(part) + after, record) is not None


@pytest.mark.parametrize(
    ("trial", "criterion"), [(t, c) for t in TRIALS for c in t.criteria], ids=lambda one: getattr(one, "id", "")
)
def test_every_part_of_a_quote_stands_in_the_record_word_for_word(trial: Trial, criterion: Criterion) -> None:
    parts = criterion.quote.split(PARTS)
    assert all(re.search(r"\w", part) for part in parts)
    assert [part for part in parts if not stands_as_words(record_of(trial), part)] == []


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.id)
def test_every_passage_that_states_no_criterion_stands_in_the_record_and_has_a_reason(trial: Trial) -> None:
    assert all(stands_as_words(record_of(trial), squeezed(one.text)) for one in trial.no_criterion)
    assert all(len(one.reason.split()) >= 2 for one in trial.no_criterion)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.id)
def test_quotes_and_reasoned_passages_cover_every_word_of_the_eligibility_text(trial: Trial) -> None:
    quotes = [*(one.quote for one in trial.criteria), *(squeezed(one.text) for one in trial.no_criterion)]
    assert [left for part in trial.eligibility.split("\n") for left in uncovered(part, quotes)] == []


SPANS = {
    "haic-concurrent": ("• Age", "signed an informed consent form."),
    "haic-pd1-lenvatinib": ("HAIC in Combination", "Systemic Therapy"),
    "palliative-hepatectomy": ("Palliative Hepatectomy Combined", "one week before surgery."),
    "watch-and-wait": ("- Age ≥18 years old.", "unsuitable for enrollment."),
    "haic-after-ici": ("Inclusion Criteria:", "is an acceptable contraceptive method."),
}
"""First and last words of what each record says of eligibility."""


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.id)
def test_the_eligibility_text_runs_from_the_first_to_the_last_word_that_the_record_has_of_it(trial: Trial) -> None:
    first, last = SPANS[trial.id]
    text = squeezed(trial.eligibility)
    if trial.provisional:  # title, summary and conditions, between which the record lists outcomes and interventions
        assert text.startswith(first)
        assert text.endswith(last)
        assert trial.title in text
    else:
        assert eligibility_text(record_of(trial), first, last) in text


def test_the_trials_without_an_eligibility_section_are_provisional() -> None:
    assert {trial.id for trial in TRIALS if trial.provisional} == {"haic-pd1-lenvatinib", "palliative-hepatectomy"}


def test_uncovered_words_are_named() -> None:
    text = "Age 18 or older; no HIV infection; consent."
    assert uncovered(text, ["Age 18 or older;", "consent."]) == ["no HIV infection;"]
    assert uncovered(text, ["Age 18 … HIV", "or older; no", "infection; consent"]) == []
    assert uncovered(text, []) == [text]


def test_a_quote_is_held_whatever_the_line_breaks() -> None:
    assert holds("no HIV\n  infection", "HIV infection")
    assert not holds("no HIV, infection", "HIV infection")


# The records and facts of the package against the material they were copied from.


@pytest.mark.shared
@pytest.mark.parametrize("path", sorted(RECORDS.glob("*.txt")), ids=lambda path: path.name)
def test_the_packages_records_are_the_records(path: Path) -> None:
    assert path.read_bytes() == shared_path("records", path.name).read_bytes()


@pytest.mark.shared
def test_every_record_has_its_trial_under_the_id_of_the_contract() -> None:
    rows = re.findall(
        r"^\| `([\w-]+)` \| `(\w+\.txt)` \|", shared_path("contract", "README.md").read_text(), re.MULTILINE
    )
    assert {(trial.id, trial.record) for trial in TRIALS} == set(rows)
    assert {name for _, name in rows} == {path.name for path in shared_path("records").glob("*.txt")}


def contract() -> YamlFile:
    file = read_yaml(shared_path("contract", "facts.yaml"))
    assert isinstance(file, YamlFile), file
    return file


@pytest.mark.shared
def test_the_catalogue_has_every_fact_of_the_contract_with_its_kind_unit_and_options() -> None:
    expected = {
        name: (group, fact["kind"], fact.get("unit", ""), fact.get("options", []), fact.get("integer", False))
        for group, facts in contract().data.items()
        for name, fact in facts.items()
        if group != "treatments"
    }
    found = {
        name: (fact.group, fact.kind, fact.unit, list(fact.options), fact.integer)
        for name, fact in CATALOGUE.facts.items()
    }
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.shared
def test_the_catalogue_has_the_treatments_of_the_contract() -> None:
    expected = contract().data["treatments"]
    words = CATALOGUE.treatments
    assert list(words.kinds) == expected["kinds"]
    assert {name: list(drugs) for name, drugs in words.drug_classes.items()} == expected["drug_classes"]
    fields = {name: re.findall(r"\w+", str(said).partition("[")[2]) for name, said in expected["fields"].items()}
    assert list(words.outcomes) == fields["outcome"]
    assert list(words.responses) == fields["response"][: len(words.responses)]


def test_every_group_of_facts_is_a_file() -> None:
    groups = {fact.group for fact in CATALOGUE.facts.values()}
    assert groups < {path.stem for path in FACTS_FOLDER.glob("*.yml")}
