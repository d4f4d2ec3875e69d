"""Sentences that do not depend on a patient."""

from collections.abc import Iterable

from actions.wording.questions import Button
from actions.wording.values import date_text, joined

GREETING = (
    "Hepascreen. Type what is known of the patient, in shorthand and any order, such as "
    "“61F, BCLC C, ECOG 1, plt 82, TACE on 10 Oct”; I record it and say which trials remain open."
)
SCOPE = (
    "I screen patients with liver cancer against the trials here: give facts, or ask “status”, “why not TRIAL”, “help”."
)
THANKS = "You're welcome."
GOODBYE = "Goodbye. Everything recorded is in the screening log."
NOT_RECORDED = "Not recorded: the screening log cannot be written at the moment. Please send your message again."
NOT_READ = "The screening log cannot be read at the moment. Please send your message again."
NOTHING_READ = "I could not read a fact in that, and nothing was recorded."
NOTHING_ASKED = "I asked nothing that this answers; nothing was recorded. Say it with its name, such as “HIV: no”."
ASKED_ANEW = "I no longer know which question that answers, so nothing was recorded. It is asked again here."
NOTHING_TO_UNDO = "There is nothing to undo in this screening."
WHAT_TO_FORGET = "Which fact shall I forget? Name it, such as “forget the AFP”, or say “undo” for your last message."
NO_SCREENING = "No screening is open; facts start one, or say “new patient” with a code."
NO_QUESTION = "No question is open at the moment."
NOTHING_LEFT = "Nothing is left to ask that could change a verdict."
USE_A_CODE = "Names, phone numbers, e-mail and record numbers are not kept. Please give a code instead: “code P-017”."
ONLY_READS = "You may read and ask here; nothing was recorded, which takes a coordinator's token."
GIVE_A_CODE = "It has no code yet; “code P-017” gives it one."
COMPLETE_AGAIN = "This treatment was not among those before “no other treatment”: was anything else given?"
SUPPOSE_WHAT = "Say the values to suppose, such as “what if platelets were 90”. Nothing was recorded."

MORE = "More"
HOW_TO_EXPORT = "“export” gives every criterion with its source and quote."
NOTHING_MISSING = "Nothing is missing."
NONE_OPEN = "No trial is open, so nothing more is needed."

STATUS_BUTTON = Button("Status", "status")
HELP_BUTTON = Button("Help", "help")
MENU = (
    STATUS_BUTTON,
    Button("What is missing", "what is missing"),
    Button("New patient", "new patient"),
    HELP_BUTTON,
)


def opened(label: str) -> str:
    """Say that a screening was started; `label` is its code, or says that it has none."""
    return f"Started a screening: {label}."


def named(label: str) -> str:
    """Say that the open screening has a code now."""
    return f"This screening is {label} now."


def has_code(label: str, code: str) -> str:
    """Say that the open screening has another code."""
    return f"This screening is {label} already. “new patient {code}” starts another."


def resumed(label: str, day: object, facts: int) -> str:
    """Say that a screening goes on, since when it exists and how much is known."""
    return f"Back to screening {label} of {date_text(day)}: {counted(facts, 'fact')} known."


def closed(code: str | None) -> str:
    """Say that a screening was closed, and how it is opened again where it has a code."""
    return f"Closed screening {code}. “back to {code}” opens it again." if code else "Closed this screening."


def code_taken(code: str, day: object) -> str:
    """Say that another screening has this code already, opened on a day."""
    remedy = f"“back to {code}” goes on there; otherwise give another code"
    return f"{code} is another screening already, of {date_text(day)}. This one keeps its facts: {remedy}."


def unknown_code(code: str) -> str:
    """Say that no screening has this code."""
    return f"You have no screening with the code {code}. “new patient {code}” starts one."


def listed(label: str, day: object, facts: int, is_current: bool) -> str:
    """Give one screening of a list."""
    return f"{label}, {date_text(day)}, {counted(facts, 'fact')}{' (this one)' if is_current else ''}"


def unknown_trial(labels: Iterable[str]) -> str:
    """Say that no trial has this name, and which there are."""
    return f"I know no trial of that name. The trials are: {'; '.join(labels)}."


def which_trial(labels: Iterable[str]) -> str:
    """Ask which of several trials is meant, or whether one that is near is."""
    labels = list(labels)
    if len(labels) == 1:
        return f"Do you mean {labels[0]}?"
    return f"Which one do you mean: {joined(labels, 'or')}?"


def not_known(names: Iterable[str]) -> str:
    """Say that nothing was recorded of what was to be forgotten."""
    return f"Nothing to take back: {joined(names, 'or')} was not recorded."


def unmatched(old: float, new: float) -> str:
    """Say that the old value of a correction is that of no fact, or of more than one."""
    return f"Not recorded: which value is {new:g}, not {old:g}? Name it, such as “platelets {new:g}”."


def board_head(label: str, day: object) -> str:
    """Head the board of a screening."""
    return f"Screening {label}, {date_text(day)}:"


def needs_value(names: Iterable[str]) -> str:
    """Say that an answer does not fit the question, and what was asked."""
    return f"That does not answer the question for {joined(names)}, and nothing was recorded."


def only_fetching(names: Iterable[str]) -> str:
    """Say that nothing is left but what is to be fetched."""
    return f"Only what is to be fetched is left: {joined(names)}."


def undone(parts: Iterable[str]) -> str:
    """Say what the last message had recorded and is taken back."""
    return f"Taken back your last message: {joined(parts)}."


def supposed(parts: str) -> str:
    """Head what would follow from something that is only supposed."""
    return f"Only supposed, nothing recorded: {parts}."


def to_file(code: str) -> str:
    """Say how the page becomes a file."""
    return f"As a file: hepascreen export {code} --pdf FILE (or --html, --md)."


def closed_trials(labels: Iterable[str]) -> str:
    """Say which trials the site has closed."""
    shown = joined(labels)
    return f"Closed at this site, not screened: {shown}." if shown else ""


def counted(number: int, noun: str) -> str:
    """Give a number with its noun: `1 fact`, `12 facts`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
