"""The sheet beside a chat: everything that is known of the current screening, each value with its source, as JSON.

The verdicts are the contract's screening; the rest is what a board shows beside them.
"""

from typing import Any

from actions.desk import Desk
from actions.holding import Held
from actions.log import BY_PHONE, Observation, Screening
from actions.page import Page, page_of
from actions.wording.disputes import dispute_line
from actions.wording.page import PageWords
from actions.wording.readback import name_of
from actions.wording.values import date_text, entry_text, period_text, value_text
from criteria import Catalogue

Sheet = dict[str, Any]


def sheet_of(desk: Desk, screening: Screening, rows: list[Observation], day: Any) -> Sheet:
    """Give the sheet of a screening from all its rows, judged as of `day`."""
    page = page_of(desk, screening, rows, day)
    words = PageWords(desk.catalogue, page)
    return {
        "number": screening.id,
        "code": screening.code,
        "opened_on": screening.opened_on.isoformat(),
        "screening": page.board,
        "facts": [_fact(desk.catalogue, row, words) for row in page.known.facts.values()],
        "treatments": [_treatment(desk.catalogue, row, words) for row in page.known.entries.values()],
        "treatments_complete": bool(page.known.complete and page.known.complete.value),
        "notes": [{"text": str(row.value), **_source(row, words)} for row in page.known.notes.values()],
        "pending": [_waiting(desk.catalogue, name) for name in page.known.pending()],
        "left_open": [_waiting(desk.catalogue, name) for name in _left_open(page)],
        "consent": _consent(page),
        "fetch": [one.as_json() for one in page.errands],
        "disputes": [dispute_line(desk.catalogue, one, words.source) for one in page.disputes],
        "until": {trial: _until(held) for trial, held in page.until.items()},
        "closed_trials": [page.labels[trial.id] for trial in page.closed],
    }


def _fact(catalogue: Catalogue, row: Observation, words: PageWords) -> dict[str, Any]:
    fact = catalogue.facts[row.fact]
    value = row.value
    return {
        "fact": row.fact,
        "name": fact.name,
        "group": fact.group,
        "value": value,
        "text": value_text(fact, value),
        "date": str(value["date"]) if isinstance(value, dict) and value.get("date") else None,
        **_source(row, words),
    }


def _treatment(catalogue: Catalogue, row: Observation, words: PageWords) -> dict[str, Any]:
    entry = row.value
    when = {"start": _text(entry.get("start")), "end": _text(entry.get("end")), "period": period_text(entry)}
    return {
        "entry": row.entry,
        "value": entry,
        "kind": catalogue.treatments.kinds[entry["kind"]].name,
        "text": entry_text(catalogue, entry),
        **when,
        **_source(row, words),
    }


def _text(day: Any) -> str | None:
    return None if day is None else str(day)


def _source(row: Observation, words: PageWords) -> dict[str, Any]:
    """Say who told a row, when and in which words; `as_told`: by the patient on the phone."""
    return {
        "told_by": words.who(row.sender),
        "told_on": row.recorded_on.isoformat(),
        "said": row.said,
        "assumed_unit": row.unit_said is not None,
        "as_told": row.channel == BY_PHONE,
    }


def _consent(page: Page) -> dict[str, Any] | None:
    """Say whether the patient agreed on the phone to be screened; None where no call asked for it."""
    row = page.known.consent
    return None if row is None else {"state": "given" if row.value else "declined", "on": row.recorded_on.isoformat()}


def _waiting(catalogue: Catalogue, name: str) -> dict[str, str]:
    return {"fact": name, "name": name_of(catalogue, name)}


def _left_open(page: Page) -> list[str]:
    return [fact for fact, row in page.known.waiting.items() if row.kind == "later"]


def _until(held: Held | None) -> dict[str, Any] | None:
    return None if held is None else {"day": held.day.isoformat(), "text": date_text(held.day), "aged": list(held.aged)}
