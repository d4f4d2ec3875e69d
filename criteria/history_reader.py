"""Reading conditions on the treatment history from a trial file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from criteria.catalogue import Catalogue
from criteria.conditions.base import Condition
from criteria.conditions.combinations import CompletedCombination, FirstCombination
from criteria.conditions.entries import Drugs
from criteria.conditions.failures import FailedCombination, FailedRegimen
from criteria.conditions.history import NeverGiven, OnlyGiven, Washout
from criteria.conditions.logic import Not
from criteria.days import Period, parse_period
from criteria.faulty import Faulty, Keys
from criteria.reader import suggest


class _Form:
    """The keys of one condition on the history, read and checked one by one."""

    def __init__(self, data: Mapping[str, Any], catalogue: Catalogue, path: Keys) -> None:
        self.data, self.words, self.path = data, catalogue.treatments, path

    def allow(self, *keys: str) -> None:
        """Refuse keys that the form does not have."""
        for key in self.data:
            if key not in ("treatments", *keys):
                raise Faulty((*self.path, key), f"this form has no key {key!r}", suggest(str(key), keys))

    def names(self, key: str, known: Any, what: str, data: Any = None, path: Keys = ()) -> frozenset[str]:
        """Read a list of known names."""
        data, path = (self.data if data is None else data), (*(path or self.path), key)
        given = data.get(key)
        if not isinstance(given, list) or not given:
            raise Faulty(path, f"this needs a list of {what}", f"choose from {', '.join(known)}")
        for place, name in enumerate(given):
            if not isinstance(name, str) or name not in known:
                raise Faulty((*path, place), f"{name!r} is not known among the {what}", suggest(str(name), known))
        return frozenset(given)

    def kinds(self) -> frozenset[str]:
        """Read the kinds of treatment."""
        return self.names("kinds", self.words.kinds, "kinds of treatment")

    def drugs(self, data: Any = None, path: Keys = ()) -> Drugs:
        """Read drugs by agents, by classes or both."""
        data, path = (self.data if data is None else data), path or self.path
        if not isinstance(data, Mapping) or not {"agents", "classes"} & set(data):
            raise Faulty(path, "no drugs are named", "add `agents: [...]` or `classes: [...]`")
        agents = self.names("agents", self._agents(), "drugs", data, path) if "agents" in data else frozenset()
        known = self.words.drug_classes
        classes = self.names("classes", known, "drug classes", data, path) if "classes" in data else frozenset()
        return Drugs(agents, classes)

    def drug_sets(self, key: str) -> tuple[Drugs, ...]:
        """Read a list of sets of drugs."""
        given, path = self.data.get(key), (*self.path, key)
        if not isinstance(given, list) or not given:
            raise Faulty(path, "this needs a list of drugs", "write one set a line, `- {agents: [...]}`")
        for place, one in enumerate(given):
            if isinstance(one, Mapping) and set(one) - {"agents", "classes"}:
                raise Faulty((*path, place), "a set of drugs has agents and classes alone", "remove the other key")
        return tuple(self.drugs(one, (*path, place)) for place, one in enumerate(given))

    def period(self, key: str) -> Period:
        """Read a period that the form needs."""
        read = parse_period(self.data.get(key))
        if read is None or read.number == 0:
            raise Faulty((*self.path, key), "a period is needed here", "write it as 31 days, 4 weeks or 3 months")
        return read

    def _agents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(drug for drugs in self.words.drug_classes.values() for drug in drugs))

    def regimens(self) -> frozenset[frozenset[str]]:
        """Read a list of regimens, each a list of drugs."""
        given, path = self.data.get("regimens"), (*self.path, "regimens")
        if not isinstance(given, list) or not given:
            raise Faulty(path, "this needs a list of regimens", "write one a line, `- [sorafenib]`")
        known = self._agents()
        return frozenset(
            self.names("agents", known, "drugs", {"agents": one}, (*path, place)) for place, one in enumerate(given)
        )


def _none(form: _Form) -> Condition:
    form.allow()
    return NeverGiven()


def _never(form: _Form) -> NeverGiven:
    form.allow("kinds", "agents", "classes")
    kinds = form.kinds() if "kinds" in form.data else None
    named = {"agents", "classes"} & set(form.data)
    if kinds is None and not named:
        raise Faulty(form.path, "it is not said which treatment", "add kinds, agents or classes")
    return NeverGiven(kinds, form.drugs() if named else None)


def _given(form: _Form) -> Condition:
    return Not(_never(form))


def _only(form: _Form) -> Condition:
    form.allow("kinds", "agents", "classes")
    return OnlyGiven(form.kinds(), form.drugs())


def _not_within(form: _Form) -> Condition:
    form.allow("kinds", "period")
    return Washout(form.kinds(), form.period("period"))


def _first_combined(form: _Form) -> Condition:
    form.allow("kinds", "with", "begun_within", "unclear_within")
    within, unclear = form.period("begun_within"), form.period("unclear_within")
    return FirstCombination(form.kinds(), form.drug_sets("with"), within, unclear)


def _combined_for(form: _Form) -> Condition:
    form.allow("kinds", "with", "period")
    return CompletedCombination(form.kinds(), form.drug_sets("with"), form.period("period"))


def _failed_regimen(form: _Form) -> Condition:
    form.allow("regimens")
    return FailedRegimen(form.regimens())


def _failed_together(form: _Form) -> Condition:
    form.allow("with")
    sets = form.drug_sets("with")
    if len(sets) != 2:
        raise Faulty((*form.path, "with"), "exactly two sets of drugs are needed", "write those given together")
    return FailedCombination((sets[0], sets[1]))


_FORMS: dict[str, Callable[[_Form], Condition]] = {
    "none": _none, "never": _never, "given": _given, "only": _only, "not_within": _not_within,
    "first_combined": _first_combined, "combined_for": _combined_for,
    "failed_regimen": _failed_regimen, "failed_together": _failed_together,
}  # fmt: skip


def read_history(data: Mapping[str, Any], catalogue: Catalogue, path: Keys) -> Condition:
    """Read a condition ``{treatments: FORM, …}``.

    Raises:
        Faulty: an unknown form, kind, drug, class or key, or a missing one.
    """
    read = _FORMS.get(str(data["treatments"]))
    if read is None:
        form = data["treatments"]
        raise Faulty((*path, "treatments"), f"{form!r} is no form", f"use one of {', '.join(_FORMS)}")
    return read(_Form(data, catalogue, path))
