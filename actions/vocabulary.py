"""What a form needs to know of every fact: name, kind, unit, options, and the plain words that each answer sends.

A widget that offers fields writes the same messages as somebody who types, so that everything goes one way.
"""

from typing import Any

from actions.desk import Desk
from actions.log import TREATMENTS
from actions.trials import label_of
from actions.wording.questions import DONT_KNOW, NOTHING_ELSE, question_buttons
from actions.wording.readback import name_of
from actions.wording.values import unit_text
from criteria import Catalogue, Fact
from criteria.phone import Phone, load_phone

VALUE = "{value}"
"""Stands in a message for what is entered."""
SAID_ON = {"immunosuppressant": "immunosuppressant stopped {date}"}
"""What is said of a date where it is no day of an event."""
SAID_AS = {"tumours_in_one_lobe": "unilobar"}
"""What a fact is called where its name in a sentence would be taken for something else."""


def vocabulary_of(desk: Desk) -> dict[str, Any]:
    """Give every fact in catalogue order, the kinds of treatment, what leaves a question open, the trials' names."""
    catalogue = desk.catalogue
    phone = load_phone(catalogue)
    return {
        "facts": {fact.id: _fact(catalogue, fact, phone) for fact in catalogue.facts.values()}
        | {TREATMENTS: _history(catalogue, phone)},
        "treatments": {kind: option.name for kind, option in catalogue.treatments.kinds.items()},
        "agents": sorted(catalogue.treatments.agents),
        "dont_know": {"title": DONT_KNOW.title, "say": DONT_KNOW.payload},
        "trials": {trial.id: {"label": label_of(trial), "registry": trial.registry} for trial in desk.trials},
    }


def _fact(catalogue: Catalogue, fact: Fact, phone: Phone) -> dict[str, Any]:
    return {
        "name": fact.name,
        "short": fact.short or fact.name[:1].upper() + fact.name[1:],
        "kind": fact.kind,
        "unit": unit_text(fact.unit) if fact.kind == "quantity" else "",
        "units": list(dict.fromkeys(unit_text(unit) for unit in (fact.unit, *fact.usual_units) if unit_text(unit))),
        "whole": fact.integer,
        "group": fact.group,
        "source": fact.ask,
        "question": fact.question,
        "phone": phone.facts[fact.id].question if fact.id in phone.facts else "",
        "lab": fact.lab,
        "answers": _answers(catalogue, fact),
        "say": say(fact),
    }


def _history(catalogue: Catalogue, phone: Phone) -> dict[str, Any]:
    """Give the treatment history in the form of a fact: it is asked like one, and told in sentences."""
    return {
        "name": name_of(catalogue, TREATMENTS),
        "short": "Treatments so far",
        "kind": TREATMENTS,
        "unit": "",
        "units": [],
        "whole": False,
        "group": TREATMENTS,
        "source": "patient",
        "question": "",
        "phone": phone.facts[TREATMENTS].question,
        "lab": False,
        "answers": [{"title": NOTHING_ELSE.title, "say": NOTHING_ELSE.payload}],
        "say": {"value": None, "dated": None, "on": None, "forget": None},
    }


def _answers(catalogue: Catalogue, fact: Fact) -> list[dict[str, str]]:
    """Give what can be chosen, with the words that a coordinator would type for it; not "don't know"."""
    buttons = question_buttons(catalogue, [fact.id])[:-1]
    return [{"title": one.title, "say": one.payload} for one in buttons]


def say(fact: Fact) -> dict[str, str | None]:
    """Give the messages that record an entered value or date and that take the fact back.

    `value` has `{value}` in it, with its unit behind; `dated` has `{date}` too and `on` a date alone.
    """
    unit = f" {unit_text(fact.unit)}".rstrip() if fact.kind == "quantity" else ""
    value = f"{fact.name} {VALUE}{unit}" if fact.kind == "quantity" else None
    on = f"{fact.name} on {{date}}" if fact.kind in ("event", "date") else None
    return {
        "value": value,
        "dated": f"{value} ({{date}})" if value and fact.lab else None,
        "on": SAID_ON.get(fact.id, on),
        "forget": f"forget {SAID_AS.get(fact.id, fact.name)}",
    }
