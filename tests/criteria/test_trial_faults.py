"""A trial file that is wrong is refused when it loads: file, line and remedy in one line."""

import re
from pathlib import Path

import pytest

from criteria import TrialError, load_catalogue, load_trial, load_trials

CATALOGUE = load_catalogue()
RECORD = "A trial of many things\nInclusion criteria:\n- Age 18 or older.\n- No HIV infection.\nEnd of the record.\n"
TRIAL = """\
id: made-up
title: A trial of many things
record: record.txt
recruitment: {status: recruiting}
lacks: nothing
eligibility:
  - {first: "Inclusion criteria:", last: No HIV infection.}
criteria:
  - id: I1
    requirement: Age 18 or older
    quote: "- Age 18 or older."
    must: {fact: age, at_least: 18}
  - id: I2
    requirement: No HIV infection
    quote: "- No HIV infection."
    must: {fact: hiv, is: false}
no_criterion:
  - text: "Inclusion criteria:"
    reason: a heading
"""
MUST = 16  # the line of the second criterion's condition


def faults(folder: Path, text: str) -> list[str]:
    """Load a trial file with this text and give its faults."""
    (folder / "record.txt").write_text(RECORD, encoding="utf-8")
    (folder / "made-up.yml").write_text(text, encoding="utf-8")
    try:
        load_trial(folder / "made-up.yml", CATALOGUE)
    except TrialError as error:
        return str(error).splitlines()
    return []


def test_the_sound_trial_loads(tmp_path: Path) -> None:
    assert faults(tmp_path, TRIAL) == []


CONDITIONS: list[tuple[str, str]] = [
    # (a condition, words of the problem or remedy)
    ("{fact: hvi, is: false}", "did you mean hiv"),
    ("{fact: [hiv], is: false}", "no fact is called"),
    ("{fact: birth_date, at_least: 5}", "a date is no condition"),
    ("{fact: hiv, in: [true]}", "no key 'in'"),
    ("{fact: hiv}", "write `is: true` or `is: false`"),
    ("{fact: hiv, is: maybe}", "write `is: true` or `is: false`"),
    ("{fact: ecog, in: ['5']}", "'5' is not an option of ecog"),
    ("{fact: ecog, in: []}", "this needs a list of options"),
    ("{fact: ecog}", "add `in: [...]`"),
    ("{fact: ecog, in: ['0', 0]}", "stands there twice"),
    ("{fact: sex, in: [female, male]}", "this demands nothing"),
    ("{fact: pregnancy_test, in: [negative], fresh: a week}", "'a week' is not a period"),
    ("{fact: platelets, at_least: many}", "'many' is not a limit"),
    ("{fact: platelets, at_least: .nan}", "is not a limit"),
    ("{fact: platelets, at_least: 75, unit: mg/dL}", "10*9/L"),
    ("{fact: platelets, minimum: 75}", "no key 'minimum'"),
    ("{fact: platelets}", "add one of at_least, above, at_most, below"),
    ("{fact: platelets, at_least: 75, above: 75}", "limit the same side"),
    ("{fact: platelets, at_least: 100, at_most: 75}", "no value of platelets lies in this range"),
    ("{fact: platelets, above: 75, below: 75}", "no value of platelets lies in this range"),
    ("{fact: tumour_count, above: 1, below: 2}", "no value of tumour_count lies in this range"),
    ("{fact: platelets, at_least: 0}", "every possible value of platelets"),
    ("{fact: platelets, at_least: 75000}", "no value of platelets lies in this range"),
    ("{fact: age, at_least: 18, at_most: 750}", "a limit is no possible value of age"),
    ("{fact: platelets, at_least: 2 xULN}", "platelets has no upper limit of normal"),
    ("{fact: alt, below: 3 times ULN}", "`2 xULN`"),
    ("{fact: alt, at_least: 3 xULN, at_most: 2 xULN}", "no value of alt lies in this range"),
    ("{fact: alt, below: 3 xULN, fresh: 0 days}", "is not a period"),
    ("{fact: alt, below: 3 xULN, correctable_by: sex}", "labs_correctable"),
    ("{fact: alt, below: 3 xULN, correctable_by: [hiv]}", "labs_correctable"),
    ("{fact: neutrophils, conflicting: [{above: 3.0}]}", "at least two limits"),
    ("{fact: neutrophils, conflicting: [3.0, 1.5]}", "this is not a limit"),
    ("{fact: qtc, by: age, male: {at_most: 450}}", "no choice of the catalogue"),
    ("{fact: qtc, by: sex, male: {at_most: 450}}", "the limits for 'female' are missing"),
    ("{fact: qtc, by: sex, male: 450, female: 470}", "this is not a limit"),
    ("{fact: stroke}", "exactly one of never, not_within, not_now"),
    ("{fact: stroke, never: true, not_within: 4 weeks}", "exactly one of never, not_within, not_now"),
    ("{fact: stroke, never: false}", "this can only be true"),
    ("{fact: stroke, not_within: 4}", "4 is not a period"),
    ("{fact: stroke, never: true, undated: now}", "this can only be `now`, beside not_within"),
    ("{fact: other_malignancy, in: [none], after: {cured: 5 years}}", "'cured' is not an option"),
    ("{fact: other_malignancy, in: [none], after: {none: 5 years}}", "accepted at any time already"),
    ("{fact: other_malignancy, in: [none], after: [treated]}", "{treated: 5 years}"),
    ("{treatments: sometimes}", "'sometimes' is no form"),
    ("{treatments: none, kinds: [tace]}", "no key 'kinds'"),
    ("{treatments: never}", "add kinds, agents or classes"),
    ("{treatments: never, kinds: [tase]}", "did you mean"),
    ("{treatments: never, kinds: [[tace]]}", "is not known among the kinds of treatment"),
    ("{treatments: never, kinds: tace}", "a list of kinds of treatment"),
    ("{treatments: never, agents: [sorafenip]}", "did you mean sorafenib"),
    ("{treatments: never, classes: [pd2]}", "did you mean pd"),
    ("{treatments: not_within, kinds: [tace]}", "a period is needed here"),
    ("{treatments: only, kinds: [tace]}", "no drugs are named"),
    ("{treatments: combined_for, kinds: [tace], period: 3 months}", "this needs a list of drugs"),
    (
        "{treatments: combined_for, kinds: [tace], with: [{kinds: [tace]}], period: 3 months}",
        "agents and classes alone",
    ),
    ("{treatments: failed_together, with: [{classes: [pd1]}]}", "exactly two sets of drugs"),
    ("{treatments: failed_regimen, regimens: [[sorafenip]]}", "did you mean sorafenib"),
    ("{treatments: failed_regimen}", "this needs a list of regimens"),
    ("{any: [{fact: hiv, is: false}]}", "a list of at least two conditions"),
    ("{all: {fact: hiv, is: false}}", "a list of at least two conditions"),
    ("{not: no}", "this is not a condition"),
    ("{if: {fact: hiv, is: false}}", "needs the key 'then'"),
    ("{first: {fact: hiv, is: false}}", "needs the key 'otherwise'"),
    ("{hiv: false}", "this condition has no form"),
    ("no HIV", "this is not a condition"),
]


@pytest.mark.parametrize(("condition", "words"), CONDITIONS)
def test_a_wrong_condition_is_refused_with_its_line_and_a_remedy(tmp_path: Path, condition: str, words: str) -> None:
    (line,) = faults(tmp_path, TRIAL.replace("{fact: hiv, is: false}", condition))
    assert re.match(rf"made-up\.yml:{MUST} criteria\[1\]\.must\S*: .+; .+", line)
    assert words in line


def test_the_line_is_that_of_the_wrong_part_however_deep(tmp_path: Path) -> None:
    must = """
      any:
        - {fact: sex, in: [male]}
        - all:
            - {fact: age, at_least: 18}
            - fact: stroke
              not_within: often"""
    (line,) = faults(tmp_path, TRIAL.replace(" {fact: hiv, is: false}", must))
    assert line.startswith(
        f"made-up.yml:{MUST + 6} criteria[1].must.any[1].all[1].not_within: 'often' is not a period; "
    )


CHANGES: list[tuple[str, str, int, str]] = [
    # (words of the file, what stands in their place, the line of the fault, words of the problem or remedy)
    ('quote: "- No HIV infection."', "quote: No HIV infections.", 15, "does not stand in the record"),
    ('quote: "- No HIV infection."', "quote: ''", 15, "the quote is missing"),
    ('    quote: "- No HIV infection."\n', "", 13, "quote"),
    ('quote: "- No HIV infection."', "quote: [No HIV, Age 81]", 15, "'Age 81' does not stand in the record"),
    ("id: I2", "id: I1", 13, "the id 'I1' stands twice"),
    ("id: I2", "id: [I2]", 13, "Expected `str`"),
    ("    must: {fact: hiv, is: false}\n", "", 13, "must"),
    ("record: record.txt", "record: records.txt", 3, "the record records.txt cannot be read"),
    ('text: "Inclusion criteria:"', "text: Exclusion criteria", 18, "does not stand in the record"),
    ("    reason: a heading", "    because: a heading", 18, "because"),
    ("last: No HIV infection.}", "last: The end.}", 7, "do not stand in the record in this order"),
    ("lacks: nothing", "lack: nothing", 1, "lack"),
    ("recruitment: {status: recruiting}", "recruitment: {status: recruiting, until: soon}", 4, "until"),
    ("must: {fact: hiv, is: false}", "must: {fact: age, at_most: 17}", 16, "contradicts that of I1"),
]


@pytest.mark.parametrize(("words", "instead", "at", "said"), CHANGES, ids=[f"{b} at {c}" for _, b, c, _ in CHANGES])
def test_a_wrong_file_is_refused_with_its_line_and_a_remedy(
    tmp_path: Path, words: str, instead: str, at: int, said: str
) -> None:
    assert words in TRIAL
    (line,) = faults(tmp_path, TRIAL.replace(words, instead))
    assert re.match(rf"made-up\.yml:{at}\b.*: .+; .+", line), line
    assert said in line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{fact: hiv, is: true}", "{fact: hiv, is: false}"),
        ("{fact: bclc, in: [A, B]}", "{fact: bclc, in: [C]}"),
        ("{fact: bilirubin, below: 2 xULN}", "{fact: bilirubin, at_least: 2 xULN}"),
        ("{fact: age, below: 18}", "{all: [{fact: hiv, is: false}, {fact: age, at_least: 18}]}"),
    ],
)
def test_limits_of_one_fact_that_no_value_meets_together_are_refused(tmp_path: Path, one: str, other: str) -> None:
    text = TRIAL.replace("{fact: age, at_least: 18}", one).replace("{fact: hiv, is: false}\nno", f"{other}\nno")
    (line,) = faults(tmp_path, text)
    assert line.startswith(f"made-up.yml:{MUST} criteria[1].must: ")
    assert "no value meets both" in line


def test_limits_that_the_record_itself_leaves_apart_are_no_contradiction(tmp_path: Path) -> None:
    assert faults(tmp_path, TRIAL.replace("{fact: hiv, is: false}", "{fact: age, at_most: 18}")) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (TRIAL.replace("must: {fact: hiv, is: false}", "must: {fact: hiv, is: false"), 17),
        (TRIAL + "title: Again\n", 20),
        (TRIAL.replace("lacks: nothing", "lacks: a: b"), 5),
        (TRIAL.replace("lacks: nothing", "\tlacks: nothing"), 5),
    ],
)
def test_broken_yaml_is_told_with_its_line(tmp_path: Path, text: str, at: int) -> None:
    (line,) = faults(tmp_path, text)
    assert line.startswith(f"made-up.yml:{at}: this is not valid YAML (")


@pytest.mark.parametrize("text", ["", "- a list", "just text", "5"])
def test_a_file_that_holds_no_trial_is_refused(tmp_path: Path, text: str) -> None:
    (line,) = faults(tmp_path, text)
    assert line.startswith("made-up.yml:1")


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    faults(tmp_path, TRIAL)
    (tmp_path / "a.yml").write_text(
        TRIAL.replace("age, at", "aage, at").replace("hiv, is", "hvi, is"), encoding="utf-8"
    )
    (tmp_path / "b.yml").write_text("", encoding="utf-8")
    with pytest.raises(TrialError) as caught:
        load_trials(CATALOGUE, tmp_path)
    assert [str(fault).partition(" ")[0] for fault in caught.value.faults] == ["a.yml:12", "a.yml:16", "b.yml:1:"]


def test_two_files_with_one_id_are_refused(tmp_path: Path) -> None:
    faults(tmp_path, TRIAL)
    (tmp_path / "again.yml").write_text(TRIAL, encoding="utf-8")
    with pytest.raises(TrialError, match="two trials are called 'made-up'"):
        load_trials(CATALOGUE, tmp_path)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrialError, match="the file cannot be read"):
        load_trial(tmp_path / "absent.yml", CATALOGUE)
    (tmp_path / "latin.yml").write_bytes("id: hépatique".encode("latin-1"))
    with pytest.raises(TrialError, match="not UTF-8"):
        load_trial(tmp_path / "latin.yml", CATALOGUE)
