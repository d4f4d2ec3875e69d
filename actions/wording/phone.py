"""What is said in a call: to the patient, to be read aloud, and about the patient's answers, to the coordinator."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from actions.log import BY_PHONE, COMPLETE, TREATMENTS, Draft, Observation
from actions.phone.closing import Outcome
from actions.phone.deciding import Decision
from actions.phone.fetching import Errand, names
from actions.wording.questions import Button, value_button
from actions.wording.values import date_text, entry_text, fact_text, joined
from criteria import Catalogue

CONSENT_QUESTION = "I would like to ask about your health, to see if a study may fit you. Is that all right with you?"
CONSENT_AGAIN = "May I ask about your health and write down what you say? You can stop at any time."
CONSENT_WHY = "Each study can only take some people. What you say is written down without your name."
"""Read aloud before anything else."""
OTHERWISE_WHY = "It can decide which study fits."
"""Read aloud where the patient asks why, of what no question asks for."""

ASKED_BY_PATIENT = "That is a good question for the study doctor. I only ask about your health today."
"""Read aloud where the patient asks something about the study or the care."""

CLOSINGS: Mapping[Outcome, str] = {
    "some_open": "Thank you. We will look at your records next. Nothing is decided yet, and it may be that no study "
    "fits. Please go on with your care as planned.",
    "all_out": "Thank you for your time. None of our studies fits you at present. Please go on with your care as "
    "planned.",
    "later": "Thank you. No study fits you right now. That may change, but it is not sure. "
    "Please go on with your care as planned.",
    "not_settled": "Thank you. We have not asked about all of it, so nothing is decided. Your care stays the same.",
    "declined": "That is quite all right. I will not ask or write down any more. Your care stays the same. Thank you.",
}
"""Read aloud at the end, by the outcome."""

CONSENT_FIRST = "Not recorded: the patient has not agreed to be screened yet."
NO_CONSENT_YET = "Nothing is recorded before a yes."
AGREED = "The patient agrees to be screened: recorded."
DECLINED = "The patient does not want to be screened: recorded, and nothing more is. “phone” asks again another time."
STARTED = "Phone call: type what the patient says; y, n, ? or a number will do, “why” if the patient asks why."
WAITING = "There is time; the question stays open."
CONTINUED = "The call goes on where it was."
TAKEN_OVER = "Nothing is recorded from here: a colleague goes on with this call. “phone” takes it back."
OVER = "Nothing is recorded: the call was ended meanwhile. “phone” goes on with it; at the chart, say it again."
OFFER = "A phone call with this patient is under way: “phone” goes on with it."
ENDED = "The call is over; back to the chart."
NO_CALL = "No call is under way."
NOT_MEANT = "Not recorded."
TO_FETCH = "To fetch, as far as it can still change a verdict:"
NOTHING_TO_FETCH = "Nothing is to be fetched."
HELP = (
    "You are in a phone call: read the question aloud and type what you hear, in the patient's words. y · n · ? (does "
    "not know) · a number · why (what to say) · again (other words) · chart: plt 82 (from the chart) · undo · "
    "to fetch · hang up."
)
BUTTON_GO_ON = Button("Go on with the call", "phone")
LETTERS = "abcdefgh"
YES, NO, DOES_NOT_KNOW = "Yes", "No", "Doesn't know"


def read_aloud(question: str, is_again: bool = False) -> str:
    """Give a question to read to the patient."""
    return f"{'In other words' if is_again else 'Ask'}: “{question}”"


def if_asked_why(why: str) -> str:
    """Say what to answer where the patient asks why."""
    return f"If the patient asks why: “{why}”"


def if_asked_something() -> str:
    """Say what to answer where the patient asks something that is not for this call."""
    return f"If the patient asks something else: “{ASKED_BY_PATIENT}”"


def close_with(outcome: Outcome) -> str:
    """Give the line that is read to the patient at the end."""
    return f"Close with: “{CLOSINGS[outcome]}”"


def agreed_before(day: date) -> str:
    """Say that the patient has agreed to be screened already."""
    return f"The patient agreed to be screened on {date_text(day)}."


def declined_before(day: date) -> str:
    """Say why nothing is recorded: the patient did not agree to be screened."""
    return f"Not recorded: the patient declined to be screened on {date_text(day)}. “phone” asks again."


def missed(text: str) -> str:
    """Say that an answer was not understood."""
    return f"Not understood: “{text}”."


def to_fetch_instead(given: Iterable[str]) -> str:
    """Say that facts that the patient cannot tell are to be fetched."""
    shown = joined(given)
    return f"To fetch, the patient cannot tell: {shown}." if shown else ""


def heard_text(catalogue: Catalogue, row: Observation | Draft) -> str:
    """Give what was heard in clinical words."""
    if row.fact == TREATMENTS:
        return entry_text(catalogue, row.value)
    if row.fact == COMPLETE:
        return "no other treatment given"
    return fact_text(catalogue.facts[row.fact], row.value)


def effect_text(decision: Decision, labels: Mapping[str, str]) -> str:
    """Say what an answer does to a trial."""
    label = labels[decision.trial]
    if decision.status == "deferred":
        return f"defers {label} until {date_text(decision.open_from)}"
    return f"rules out {label}" if decision.status == "ruled_out" else f"makes {label} eligible"


def read_back(heard: Iterable[tuple[str | None, str]], effects: Iterable[str]) -> str:
    """Read back what decides a verdict, each in the words that were heard and in clinical ones."""
    by_words: dict[str | None, list[str]] = {}
    for said, text in heard:
        by_words.setdefault(said, []).append(text)
    shown = "; ".join(f"“{said}” → {joined(texts)}" if said else joined(texts) for said, texts in by_words.items())
    what = joined(effects)
    return f"You heard: {shown}.{f' This {what}.' if what else ''} Right? (y/n)"


def errand_lines(found: Iterable[Errand]) -> list[str]:
    """List what is to be fetched, a line for each who is asked for it."""
    lines = []
    for one in found:
        marked = [f"{wanted.name} (patient unsure)" if wanted.asked else wanted.name for wanted in one.facts]
        lines.append(f"- From {one.name}: {', '.join(marked)}")
    return lines


def brief_errands(found: Iterable[Errand]) -> str:
    """Give what is to be fetched in one line: from whom, and how much."""
    parts = [f"{one.name} ({len(names(one.facts))})" for one in found]
    return f"To fetch from {joined(parts)}: “to fetch” lists it." if parts else NOTHING_TO_FETCH


def is_told(row: Observation) -> bool:
    """Tell whether the patient told it on the phone, so that the chart is to be checked."""
    return row.channel == BY_PHONE and row.kind == "value"


def keys_of(
    catalogue: Catalogue, facts: tuple[str, ...], kind: str, options: Mapping[str, Any]
) -> list[dict[str, str]]:
    """Give the one-key answers to a question, each with its title and what it sends."""
    unsure = [_key("?", DOES_NOT_KNOW)]
    if kind in ("when", "details"):
        return unsure
    if options:
        fact = catalogue.facts[facts[0]]
        return [_key(one.key, one.say, value_button(fact, name).payload) for name, one in options.items()] + unsure
    if kind == "group":
        return [_key("y", YES), _key("n", NO), *unsure]
    if facts == (TREATMENTS,):
        return [_key("n", "No (other) treatment", "no other treatment"), *unsure]
    fact = catalogue.facts[facts[0]]
    if fact.kind in ("flag", "event"):
        yes, no = (value_button(fact, value).payload for value in (True, False))
        return [_key("y", YES, yes), _key("n", NO, no), *unsure]
    return unsure


def keys_of_readings(readings: Iterable[Button]) -> list[dict[str, str]]:
    """Give a letter to each reading of what was told, since a number might be a part of it."""
    given = [_key(key, one.title, one.payload) for key, one in zip(LETTERS, readings, strict=False)]
    return [*given, _key("?", DOES_NOT_KNOW)] if given else []


def keys_line(given: Iterable[Mapping[str, str]]) -> str:
    """Name the keys of a choice with what they stand for; those of yes and no are known."""
    options = [one for one in given if one["key"] not in ("y", "n", "?")]
    named = (f"{one['key']} {one['title'][:1].lower()}{one['title'][1:]}" for one in options)
    return f"Keys: {' · '.join(named)}." if options else ""


def _key(key: str, title: str, say: str = "") -> dict[str, str]:
    return {"key": key, "title": title[:1].upper() + title[1:], "say": say or key}


YES_OR_NO = [_key("y", YES), _key("n", NO)]
