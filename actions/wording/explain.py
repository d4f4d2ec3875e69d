"""Every why: of a verdict, of a question, of a date."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from actions.effects import Effect
from actions.holding import Held
from actions.limits import Assumed
from actions.wording.board import held_text, missing_text, notes_text, status_text, violations
from actions.wording.readback import name_of
from actions.wording.values import date_text, joined, mid_sentence, number_text, prettied, unit_text
from criteria import Catalogue
from criteria.next_question import NEVER_ASKED

Trial = Mapping[str, Any]

QUOTE_SHOWN = 140
"""Characters of a quote in a line; "more" gives all."""

NOBODY: Mapping[str, Sequence[str]] = MappingProxyType({})
"""No source is known for any fact."""

SOURCES = {
    "chart": "in the chart",
    "patient": "from the patient",
    "test": "by a test",
    "board": "by the team's judgement",
}
"""Where an answer comes from, after the catalogue's `ask`."""


def why_line(catalogue: Catalogue, trial: Trial, label: str) -> str:
    """Explain a trial's status in one line: the first reason with the record's words, or what is missing."""
    if trial["status"] not in ("ruled_out", "deferred"):
        notes = notes_text(trial)
        return f"{label} is {status_text(catalogue, trial)}{_most_from(catalogue, trial)}." + (
            f" To know: {notes}." if notes else ""
        )
    first, *others = violations(trial)
    rest = f" {len(others)} more reason{'s' if len(others) > 1 else ''}: “more”." if others else ""
    return (
        f"{label} is {_out_text(trial)}: {found_text(first)}; the record asks: "
        f"{mid_sentence(prettied(first['requirement']))} (“{brief_quote(first['quote'])}”).{rest}"
    )


def _most_from(catalogue: Catalogue, trial: Trial) -> str:
    """Say from where what is missing comes, in numbers: `(30 from the chart, 12 from the patient)`."""
    counts = {source: len(names) for source, names in by_source(catalogue, trial["missing"]).items()}
    shown = ", ".join(f"{counts[source]} {SOURCES[source]}" for source in SOURCES if source in counts)
    return f" ({shown})" if shown else ""


def why_lines(catalogue: Catalogue, trial: Trial, label: str, told: Mapping[str, Sequence[str]] = NOBODY) -> list[str]:
    """Explain a trial's status in full: each violated criterion with sources and quote, or all that is missing.

    `told` gives, for each known fact, who told it.
    """
    if trial["status"] in ("ruled_out", "deferred"):
        return [f"{label} is {_out_text(trial)}:", *(_violation(one, told) for one in violations(trial))]
    notes = notes_text(trial)
    lines = missing_lines(catalogue, trial, label)
    return [*lines, f"To know: {notes}."] if notes else lines


def _out_text(trial: Trial) -> str:
    until = f" until {date_text(trial['open_from'])}" if trial["open_from"] else ""
    return f"deferred{until}" if trial["status"] == "deferred" else "ruled out"


def found_text(criterion: Mapping[str, Any]) -> str:
    """Give what was found for a criterion, without what is not known."""
    return prettied(criterion["found"]).split("; not known:")[0]


def _violation(criterion: Mapping[str, Any], told: Mapping[str, Sequence[str]]) -> str:
    until = f" Over on {date_text(criterion['open_from'])}." if criterion["open_from"] else ""
    asks, found = prettied(criterion["requirement"]), prettied(criterion["found"])
    who = "; ".join(one for fact in criterion["facts"] for one in told.get(fact, ()))
    source = f" Told by {who}." if who else ""
    return f"- Asks: {asks}. Found: {found}.{source} Record: “{quote_text(criterion['quote'])}”.{until}"


def limit_line(catalogue: Catalogue, assumed: Assumed) -> str:
    """Say which limit of normal was assumed, and whether another one would change the verdict."""
    unit = unit_text(assumed.unit)
    limits = joined((f"{number_text(one)} {unit}".rstrip() for one in assumed.limits), "or")
    head = f"Assumed: the upper limit of normal of {name_of(catalogue, assumed.fact)} is {limits}."
    asks = mid_sentence(prettied(assumed.requirement))
    if assumed.turns is None:
        tried = f"{number_text(assumed.lowest)} to {number_text(assumed.highest)} {unit}".rstrip()
        return f"{head} No limit from {tried} would change the verdict on: {asks}."
    verdict = "not known" if assumed.otherwise == "unknown" else assumed.otherwise
    turns = f"{number_text(assumed.turns)} {unit}".rstrip()
    return f"{head} It decides: with {turns}, “{asks}” would be {verdict}. Please give the laboratory's own limit."


def quote_text(quote: str) -> str:
    """Give the record's words without the bullet before and the full stop after them."""
    return quote.strip().lstrip("•⁃-* ").rstrip(".;, ")


def brief_quote(quote: str) -> str:
    """Give the beginning of the record's words, up to a whole word."""
    words = quote_text(quote)
    return words if len(words) <= QUOTE_SHOWN else words[:QUOTE_SHOWN].rsplit(" ", 1)[0] + " …"


def missing_lines(catalogue: Catalogue, trial: Trial, label: str) -> list[str]:
    """Say what is missing for a trial and where it comes from."""
    if trial["status"] == "ruled_out":
        return [f"{label} is ruled out; nothing more is needed for it."]
    if not trial["missing"]:
        return [f"{label}: nothing is missing."]
    names = by_source(catalogue, trial["missing"])
    return [
        f"{label} is still open, missing:" if trial["status"] == "open" else f"{label}, missing:",
        *(f"- {SOURCES[source]}: {', '.join(names[source])}" for source in SOURCES if source in names),
    ]


def by_source(catalogue: Catalogue, missing: Iterable[str]) -> dict[str, list[str]]:
    """Sort the names of facts by where an answer comes from."""
    sorted_names: dict[str, list[str]] = {}
    for name in missing:
        if name in NEVER_ASKED:
            continue
        fact = catalogue.facts.get(name)
        sorted_names.setdefault(fact.ask if fact else "chart", []).append(name_of(catalogue, name))
    return sorted_names


def missing_line(catalogue: Catalogue, trial: Trial, label: str) -> str:
    """Say in one line what is missing for a trial."""
    return f"{label}: missing {missing_text(catalogue, trial, shown=6)}."


def why_ask_lines(
    catalogue: Catalogue, effects: Iterable[Effect], asked: Iterable[str], labels: Mapping[str, str]
) -> list[str]:
    """Say which trials the question decides, and how: the criteria that wait for it, with their words."""
    lines = [
        f"- {labels[one.trial]} asks: {mid_sentence(prettied(one.requirement))} (“{brief_quote(one.quote)}”); "
        f"{OTHERWISE[one.otherwise]}."
        for one in effects
    ]
    if not lines:
        return ["No open trial depends on it any more."]
    names = joined(name_of(catalogue, name) for name in asked)
    return [f"Because of {names}:", *lines]


OTHERWISE = {
    "ruled_out": "otherwise it is ruled out",
    "deferred": "otherwise it is deferred",
    "satisfied": "the answer can settle this, it cannot rule the trial out",
    "unknown": "the answer narrows it down",
}
"""The worst that an answer can do to a trial."""


def when_lines(trials: Iterable[Trial], labels: Mapping[str, str]) -> list[str]:
    """Say when each deferred trial opens, the earliest first."""
    deferred = sorted((one for one in trials if one["status"] == "deferred"), key=lambda one: one["open_from"])
    if not deferred:
        return ["No trial is deferred: time alone opens none of those that are ruled out."]
    return [f"{labels[one['trial']]} opens on {date_text(one['open_from'])}: {_waits_for(one)}." for one in deferred]


def watch_lines(
    catalogue: Catalogue, trials: Iterable[Trial], labels: Mapping[str, str], until: Mapping[str, Held | None]
) -> list[str]:
    """List what to watch: until when eligible trials hold, which labs are too old, which recruitment has ended."""
    lines = [f"- {labels[name]} is eligible{held_text(catalogue, held)}." for name, held in until.items() if held]
    for trial in (one for one in trials if one["status"] != "ruled_out"):
        stale = _stale(catalogue, trial)
        if stale:
            lines.append(f"- {labels[trial['trial']]}: too old, to be repeated before enrolment: {stale}.")
        if "recruitment_end_passed" in trial["notes"]:
            lines.append(f"- {labels[trial['trial']]}: the end date in its record has passed, ask whether it recruits.")
    return ["To watch:", *lines] if lines else []


def _waits_for(trial: Trial) -> str:
    return "; ".join(prettied(one["found"]) for one in violations(trial))


def _stale(catalogue: Catalogue, trial: Trial) -> str:
    """Name the tests that are too old for a trial."""
    facts = (fact for one in trial["criteria"] if "stale_lab" in one["notes"] for fact in one["facts"])
    return joined(name_of(catalogue, fact) for fact in dict.fromkeys(facts) if fact in trial["missing"])
