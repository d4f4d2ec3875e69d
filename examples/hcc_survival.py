"""Screen the patients of the "HCC Survival" data set (UCI, CC BY 4.0) and count the verdicts.

    python examples/hcc_survival.py ../shared/data/hcc-survival.csv --on 2026-11-20
    python examples/hcc_survival.py ../shared/data/hcc-survival.csv --on 2026-11-20 --records FOLDER

The first prints a table; the second also writes one patient record a row, ready for
``hepascreen screen FOLDER/*.json``. A column becomes a fact only where it says just that; what is
left out, and why, stands in ``LEFT_OUT``. The same cells stand in different units: a unit is taken
where exactly one makes the value plausible, otherwise the value is left out and named.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from criteria import Catalogue, Screening, load_catalogue, load_trials, read_record, screen
from criteria.spans import rounded

LEFT_OUT = {
    "Portal Vein Thrombosis": "a 1 does not say whether the thrombus is tumour; only a 0 is used",
    "Liver Metastasis": "the title does not say whether the metastasis is outside the liver",
    "Diabetes": "whether it is controlled is not said",
    "Arterial Hypertension": "whether it is controlled is not said",
    "Chronic Renal Insufficiency": "whether dialysis is needed is not said",
    "Esophageal Varices": "varices are no bleeding",
}

Convert = Callable[[float], Any]


def _as_is(value: float) -> Any:
    return int(value) if value.is_integer() else value


def _one_of(**options: Any) -> Convert:
    return lambda value: options[f"_{int(value)}"]


def _nodules(value: float) -> Any:
    """Five means five or more; none is an infiltrating tumour, whose number is not known."""
    return {0: None, 5: ">=5"}.get(int(value), int(value))


COLUMNS: dict[str, tuple[str, Convert]] = {
    "Gender": ("sex", _one_of(_0="female", _1="male")),
    "Age at diagnosis": ("age", _as_is),
    "Performance Status": ("ecog", lambda value: str(int(value))),
    # "None" is said of now; whether there was encephalopathy in the past is not said.
    "Encefalopathy degree": ("encephalopathy", _one_of(_1=["never", "past"], _2="current", _3="current")),
    # Moderate to severe: whether diuretics hold it is not said.
    "Ascites degree": ("ascites", _one_of(_1="none", _2="controlled", _3=["controlled", "uncontrolled"])),
    "Human Immunodeficiency Virus": ("hiv", bool),
    "Portal Vein Thrombosis": ("portal_vein_thrombus", lambda value: None if value else "none"),
    "Number of Nodules": ("tumour_count", _nodules),
}

MEASURED = {
    "International Normalised Ratio": ("inr", ("1",)),
    "Alpha-Fetoprotein (ng/mL)": ("afp", ("ng/mL",)),
    "Haemoglobin (g/dL)": ("hemoglobin", ("g/dL",)),
    "Leukocytes(G/L)": ("leukocytes", ("10*9/L", "/uL")),
    "Platelets (G/L)": ("platelets", ("10*9/L", "/uL")),
    "Albumin (mg/dL)": ("albumin", ("g/dL",)),
    "Total Bilirubin(mg/dL)": ("bilirubin", ("mg/dL",)),
    "Alanine transaminase (U/L)": ("alt", ("U/L",)),
    "Aspartate transaminase (U/L)": ("ast", ("U/L",)),
    "Creatinine (mg/dL)": ("creatinine", ("mg/dL",)),
    "Major dimension of nodule (cm)": ("largest_tumour", ("cm",)),
}


def measured(fact: str, value: float, units: tuple[str, ...], catalogue: Catalogue) -> Any:
    """Give a value with the one unit that makes it plausible; None where none or several do."""
    low, high = catalogue.facts[fact].plausible or (0.0, 1e12)
    table = catalogue.table(fact)
    fitting = [unit for unit in units if low <= rounded(value * (table.factor(unit) or 0.0)) <= high]
    return {"value": value, "unit": fitting[0]} if len(fitting) == 1 else None


def convert(row: dict[str, str], catalogue: Catalogue) -> tuple[dict[str, Any], list[str]]:
    """Give a row's facts in the patient record's form, and what fits no plausible unit."""
    cells = {" ".join(key.split()): float(cell) for key, cell in row.items() if cell.strip() not in ("?", "")}
    facts: dict[str, Any] = {"hcc_diagnosis": ["clinical", "pathological"]}
    implausible = []
    for column, (fact, as_fact) in COLUMNS.items():
        if column in cells and (value := as_fact(cells[column])) is not None:
            facts[fact] = value
    for column, (fact, units) in MEASURED.items():
        if column not in cells:
            continue
        value = measured(fact, cells[column], units, catalogue)
        if value is None:
            implausible.append(f"{column} {cells[column]:g}")
        else:
            facts[fact] = value
    return facts, implausible


def records(path: Path, on: date, catalogue: Catalogue) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Give a patient record for every row of the file."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            facts, implausible = convert(row, catalogue)
            yield {"screening_date": on.isoformat(), "facts": facts}, implausible


def table(screenings: list[Screening]) -> Iterator[str]:
    """Count, for each trial, the verdicts and the criteria that ruled patients out."""
    for place, first in enumerate(screenings[0].trials):
        results = [one.trials[place] for one in screenings]
        counts = Counter(result.status for result in results)
        yield f"{first.trial.id}: " + ", ".join(f"{n} {status.replace('_', ' ')}" for status, n in counts.items())
        reasons = Counter(
            one.criterion.requirement for result in results for one in result.criteria if one.status == "violated"
        )
        for requirement, n in reasons.most_common():
            yield f"    {n:4d}  not met: {requirement}"


def main(arguments: list[str] | None = None) -> int:
    """Convert, screen and print; exit status 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("csv", type=Path, help="the data set's file")
    parser.add_argument("--on", type=date.fromisoformat, required=True, help="the screening date")
    parser.add_argument("--records", type=Path, help="a folder for one record a patient")
    options = parser.parse_args(arguments)
    catalogue = load_catalogue()
    trials = load_trials(catalogue)
    screenings = []
    for number, (record, implausible) in enumerate(records(options.csv, options.on, catalogue), 1):
        for cell in implausible:
            sys.stderr.write(f"patient {number}: {cell} is plausible in no unit, left out\n")
        if options.records:
            options.records.mkdir(parents=True, exist_ok=True)
            (options.records / f"{number:03d}.json").write_text(json.dumps(record) + "\n", encoding="utf-8")
        screenings.append(screen(read_record(record, catalogue, options.on), trials, catalogue))
    sys.stdout.write(f"{len(screenings)} patients\n" + "\n".join(table(screenings)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
