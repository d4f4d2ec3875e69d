"""What is said on the phone: questions that can be read aloud, and whom to ask for what a patient cannot tell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from criteria.catalogue import FACTS_FOLDER, Catalogue, Fact, struct_fault
from criteria.conditions.entries import TREATMENTS
from criteria.errors import CatalogueError, Fault
from criteria.next_question import NEVER_ASKED
from criteria.yaml_file import YamlFile, read_yaml

MOST_PARTS = 4
"""Things that somebody who listens can keep in mind."""


class Spoken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An option in the patient's words, and the key that the coordinator types for it."""

    key: str
    say: str


class PhoneFact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"whom": "from"}):
    """How a fact is asked on the phone; one without a question is no patient's to answer.

    ``whom`` is a key of `Phone.whom`; ``part`` names the fact within a group's question,
    ``only`` the sex of those who are asked.
    """

    whom: str
    question: str = ""
    again: str = ""
    why: str = ""
    part: str = ""
    only: Literal["", "female", "male"] = ""
    options: dict[str, Spoken] = {}


class PhoneGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Facts that can be read aloud as one question and denied as one."""

    ask: str
    again: str
    facts: tuple[str, ...]
    why: str


class FollowUps(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked about an answer that is not exact or not complete enough."""

    when: str
    when_again: str
    exactly: str
    exactly_again: str
    more_treatment: str
    more_treatment_again: str
    treatment_details: str
    treatment_details_again: str
    details_why: str


class Phone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that is said on the phone about facts; see ``facts/phone.yml``."""

    whom: dict[str, str]
    follow_ups: FollowUps
    groups: tuple[PhoneGroup, ...]
    facts: dict[str, PhoneFact]

    @property
    def askable(self) -> frozenset[str]:
        """The facts, ``treatments`` among them, that a patient can be asked for."""
        return frozenset(name for name, fact in self.facts.items() if fact.question)

    def group_questions(self, group: PhoneGroup, facts: tuple[str, ...]) -> tuple[str, str]:
        """Give the question for the facts of a group that are still open, and the same in other words."""
        parts = [self.facts[fact].part for fact in facts]
        listed = " or ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
        return group.ask.format(parts=listed), group.again.format(parts=listed)


def is_patients(fact: Fact) -> bool:
    """Tell whether a patient can know a fact, by the catalogue."""
    return fact.ask == "patient" or fact.told


@lru_cache(maxsize=4)
def load_phone(catalogue: Catalogue, folder: Path = FACTS_FOLDER) -> Phone:
    """Load what is said on the phone, checked against the catalogue.

    Raises:
        CatalogueError: a fact that a patient can tell lacks words, one that none can has a question, or a name
            is not known; each with file and line.
    """
    file = read_yaml(folder / "phone.yml")
    if isinstance(file, Fault):
        raise CatalogueError([file])
    try:
        phone = msgspec.convert(file.data, Phone)
    except msgspec.ValidationError as error:
        raise CatalogueError([struct_fault(file, error)]) from None
    faults = [*_fact_faults(file, phone, catalogue), *_group_faults(file, phone, catalogue)]
    if faults:
        raise CatalogueError(faults)
    return phone


def _fact_faults(file: YamlFile, phone: Phone, catalogue: Catalogue) -> list[Fault]:
    wanted: Mapping[str, Any] = {**catalogue.facts, TREATMENTS: None}
    faults = [
        file.fault(("facts",), f"{name} is not there", "say whom to ask for it, and how where a patient can tell")
        for name in wanted
        if name not in phone.facts and name not in NEVER_ASKED
    ]
    for name, said in phone.facts.items():
        path = ("facts", name)
        if name not in wanted:
            faults.append(file.fault(path, "no fact has this id", "correct or remove it"))
        else:
            told = name == TREATMENTS or is_patients(catalogue.facts[name])
            faults += [file.fault(path, *fault) for fault in _problems(said, wanted[name], told, phone)]
    return faults


def _problems(said: PhoneFact, fact: Fact | None, told: bool, phone: Phone) -> list[tuple[str, str]]:
    problems = []
    if said.whom not in phone.whom:
        problems.append((f"nobody is called {said.whom!r}", f"use one of {', '.join(phone.whom)}"))
    words = (said.question, said.again, said.why)
    if told and not all(words):
        problems.append(("a patient can tell this, so question, again and why are needed", "write them"))
    if not told and any((*words, said.part, said.options)):
        problems.append(("no patient can tell this", "leave `from` alone, or set `told: true` in the catalogue"))
    options = set(fact.options) if fact is not None and told else set()
    if options != set(said.options):
        problems.append(("its options are not those of the catalogue", f"give {', '.join(options) or 'none'}"))
    if len({one.key for one in said.options.values()}) < len(said.options):
        problems.append(("two options have one key", "give each its own"))
    return problems


def _group_faults(file: YamlFile, phone: Phone, catalogue: Catalogue) -> list[Fault]:
    faults = []
    for place, group in enumerate(phone.groups):
        path = ("groups", place, "facts")
        if len(group.facts) > MOST_PARTS:
            faults.append(file.fault(path, f"nobody keeps more than {MOST_PARTS} things in mind", "part the group"))
        for name in group.facts:
            if name not in phone.facts or not phone.facts[name].part:
                faults.append(file.fault(path, f"{name} has no part", "give its part under facts"))
            elif catalogue.facts[name].kind not in ("flag", "event"):
                faults.append(file.fault(path, f"{name} cannot be denied with the others", "ask it by itself"))
    return faults
