"""The expectations that order the questions: a prior for every fact, groups of known facts."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from criteria import CatalogueError, load_catalogue
from criteria.catalogue import FACTS_FOLDER
from criteria.expectations import load_expectations

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 20)


def test_every_fact_that_can_be_asked_has_a_prior_with_its_source() -> None:
    priors = load_expectations(CATALOGUE).priors
    assert set(CATALOGUE.facts) - set(priors) == {"birth_date"}
    assert all(prior.source for prior in priors.values())


def test_the_weights_of_every_fact_add_up_to_one() -> None:
    expected = load_expectations(CATALOGUE)
    sums = {fact: sum(weight for weight, _ in expected.values(fact, TODAY)) for fact in expected.priors}
    assert {fact: total for fact, total in sums.items() if abs(total - 1) > 1e-6} == {}
    assert sum(weight for weight, _ in expected.treatments(TODAY)) == pytest.approx(1)


def test_every_expected_value_is_possible() -> None:
    expected = load_expectations(CATALOGUE)
    for fact, prior in expected.priors.items():
        low, high = CATALOGUE.facts[fact].plausible or (0, 1e12)
        assert all(low <= value <= high for value in prior.values), fact


def test_no_fact_stands_twice_in_a_group() -> None:
    for group in load_expectations(CATALOGUE).groups:
        assert len(set(group.facts)) == len(group.facts) > 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("hiv: {likely: {maybe: 1.0}, source: assumed}", "maybe is not among no, yes"),
        ("hiv: {likely: {'yes': 0.5}, source: assumed}", "the weights do not add up to 1"),
        ("hib: {likely: {'yes': 1.0}, source: assumed}", "no fact has this id"),
        ("hiv: {likely: {'yes': 1.0}}", "missing required field"),
    ],
)
def test_a_wrong_prior_is_refused_with_its_line(line: str, said: str, tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    copytree(FACTS_FOLDER, folder)
    priors = folder / "priors.yml"
    kept = [old for old in priors.read_text(encoding="utf-8").splitlines() if not old.startswith("hiv:")]
    priors.write_text("\n".join([*kept, line]) + "\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as error:
        load_expectations(CATALOGUE, folder)
    assert said in str(error.value)
    assert f"priors.yml:{len(kept) + 1} " in str(error.value)
