"""The next question, with buttons; whatever a button sends can be typed as well."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from actions.heard import Query
from actions.log import TREATMENTS
from actions.wording.readback import name_of
from actions.wording.values import date_text, fact_text, on_date, value_text
from criteria import Catalogue, Fact

ANSWERS_AT_MOST = 5


@dataclass(frozen=True)
class Button:
    """A button: what stands on it, and the plain words that it sends."""

    title: str
    payload: str


DONT_KNOW = Button("Don't know", "don't know")
NOTHING_ELSE = Button("No other treatment", "no other treatment")


def question_line(asked: Mapping[str, Any], labels: Mapping[str, str], given: Iterable[str] = ()) -> str:
    """Ask the next question and name the trials that an answer can decide; `given` are treatments so far."""
    settles = ", ".join(labels[trial] for trial in asked["settles"])
    known = "; ".join(given)
    ask = f"Was anything else given for the tumour, beside {known}?" if known and _of_history(asked) else asked["ask"]
    return f"{ask} (decides: {settles})" if settles else str(ask)


def _of_history(asked: Mapping[str, Any]) -> bool:
    return list(asked["facts"]) == [TREATMENTS]


def question_buttons(catalogue: Catalogue, names: Iterable[str]) -> list[Button]:
    """Give the buttons for a question about these facts: the options of one, or `none of these` for several."""
    names = list(names)
    if names == [TREATMENTS]:
        return [NOTHING_ELSE, DONT_KNOW]
    facts = [catalogue.facts[name] for name in names if name in catalogue.facts]
    if len(facts) == 1:
        buttons = _buttons_of(facts[0])
        return [*buttons, DONT_KNOW] if buttons else []
    denials = [words for fact in facts if (words := _denial(fact))]
    if facts and len(denials) == len(facts):
        none = Button("None of these", "; ".join(denials))
        each = [Button(_title(fact), _said(fact, "yes")) for fact in facts if fact.kind in ("flag", "event")]
        return [none, *each[:ANSWERS_AT_MOST], DONT_KNOW]
    return []


def _denial(fact: Fact) -> str | None:
    """Give what denies a fact; None where it cannot be denied, such as a laboratory value."""
    if fact.kind in ("flag", "event"):
        return _said(fact, "no")
    nothing = {"none", "never"} & set(fact.options)
    return _chosen(fact, nothing.pop()) if nothing and fact.id != "hcc_diagnosis" else None


def _buttons_of(fact: Fact) -> list[Button]:
    if fact.kind == "choice":
        return [Button(option.name, _chosen(fact, name)) for name, option in fact.options.items()]
    if fact.kind in ("flag", "event"):
        return [Button("Yes", _said(fact, "yes")), Button("No", _said(fact, "no"))]
    return []


TYPED = {
    "sex": {"": "{option}"},
    "hcc_diagnosis": {
        "none": "no HCC",
        "clinical": "clinical diagnosis of HCC",
        "pathological": "HCC proven by biopsy",
    },
    "initial_resectability": {"": "initially {option}", "convertible": "initially convertible"},
    "resectability": {"": "{option} now", "convertible": "convertible now"},
    "response": {"": "response {option}"},
    "tumours_in_one_lobe": {"yes": "unilobar: yes", "no": "unilobar: no"},
    "other_malignancy": {
        "skin": "other malignancy: non-melanoma skin cancer",
        "in_situ": "other malignancy: carcinoma in situ",
    },
}
"""What a coordinator would type for an option or an answer, where it is not the fact's name and the option's."""


def _chosen(fact: Fact, option: str) -> str:
    typed = TYPED.get(fact.id, {})
    words = typed.get(option) or typed.get("") or "{name}: {option}"
    return words.format(name=fact.name, option=fact.options[option].name)


def _said(fact: Fact, answer: str) -> str:
    return TYPED.get(fact.id, {}).get(answer) or f"{fact.name}: {answer}"


def value_button(fact: Fact, value: Any) -> Button:
    """Give the button for one value of a fact, in the patient record's form: its words are read as that value."""
    shown = value_text(fact, value)
    return Button(shown[:1].upper() + shown[1:], _typed(fact, value))


def _typed(fact: Fact, value: Any) -> str:
    """Give the words that a coordinator would type for a value."""
    if isinstance(value, bool):
        return _said(fact, "yes" if value else "no")
    if fact.kind == "choice" and isinstance(value, str):
        return _chosen(fact, value)
    if fact.kind == "event":
        day = value["date"] if isinstance(value, dict) else value
        return f"{fact.name} {on_date(day)}"
    return fact_text(fact, value)


def _title(fact: Fact) -> str:
    return fact.short or fact.name[0].upper() + fact.name[1:]


QUERIES = {
    "unit": "{name} “{text}”: in which unit?",
    "implausible": "{name} “{text}” is not plausible: please check value and unit.",
    "ambiguous_date": "{name} “{text}”: which date is meant?",
    "future_date": "{name} “{text}” lies in the future: which date is meant?",
    "value": "{name} “{text}”: which value?",
    "uncertain": "{name} “{text}”: is that certain? Please say it once more as a fact.",
    "activity": "{name} “{text}” is an activity: please give the seconds.",
    "no_hcc": "{name} “{text}”: does the patient have no HCC at all? Then say “no HCC”.",
    "two_readings": "{name} “{text}” can be read in two ways: which is meant?",
}
"""What is asked about a value that was not recorded, by the kind of doubt."""


def query_line(catalogue: Catalogue, query: Query) -> str:
    """Ask about something that cannot be recorded as it stands."""
    name = name_of(catalogue, query.fact)
    text = QUERIES.get(query.kind, "{name} “{text}”: what exactly is meant?")
    return text.format(name=name[:1].upper() + name[1:], text=query.text) + " Not recorded yet."


def query_buttons(catalogue: Catalogue, query: Query) -> list[Button]:
    """Give a button for each reading."""
    name = name_of(catalogue, query.fact)
    if query.kind == "no_hcc":
        return _buttons_of(catalogue.facts[query.fact])
    return [Button(_reading(one), _told_with(one, query.text) or f"{name} {_reading(one)}") for one in query.candidates]


def _reading(candidate: Any) -> str:
    return date_text(candidate) if isinstance(candidate, str) else str(candidate)


_WRITTEN_DATE = re.compile(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})(?:[./-]\d{2,4})?(?![\d./-])")


def _told_with(candidate: Any, text: str) -> str | None:
    """Give what was told with one reading of its date in the place of that date; None where it has no such date.

    What stands beside the date counts with it: ``TACE on 03/04/2026`` becomes ``TACE on 4 Mar 2026``.
    """
    found = re.fullmatch(r"\d{4}-(\d\d)-(\d\d)", str(candidate))
    parts = {int(found[1]), int(found[2])} if found else set()
    for date in _WRITTEN_DATE.finditer(text):
        if {int(date[1]), int(date[2])} == parts:
            return f"{text[: date.start()]}{date_text(candidate)}{text[date.end() :]}"
    return None
