"""The lexicon's entries: every phrase that means something, generated from the catalogue and ``words/``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from criteria.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a phrase.

    ``role`` is one of name, option, means, condition, cancer, kind, agent, regimen, note, decoy, cue, plain;
    ``id`` the fact, condition, kind, agent or cue; ``value`` an option, agents, or facts by id.
    """

    role: str
    id: str
    value: Any = None


TREATING = ("kind", "agent", "regimen")
"""The roles of what names a treatment."""


class Meaning:
    """All senses of a phrase, by role; shared by every place where the phrase stands."""

    __slots__ = ("by_role", "clinical", "cues", "key", "named", "options", "senses", "treats")

    def __init__(self, senses: Iterable[Sense]) -> None:
        self.senses = tuple(senses)
        self.key = tuple((one.role, one.id, str(one.value)) for one in self.senses)
        self.by_role: dict[str, list[Sense]] = {}
        for sense in self.senses:
            self.by_role.setdefault(sense.role, []).append(sense)
        self.cues = frozenset(one.id for one in self.by_role.get("cue", ()))
        self.named = frozenset(one.id for one in self.by_role.get("name", ()))
        self.options = frozenset(one.id for one in self.by_role.get("option", ()))
        self.treats = not self.by_role.keys().isdisjoint(TREATING)
        self.clinical = any(one.role not in ("cue", "plain", "note") for one in self.senses)


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Load ``words/*.yml``, what is said around the facts; a key may stand in several of the files."""
    data: dict[str, Any] = {}
    for path in sorted((Path(__file__).parent / "words").glob("*.yml")):
        for key, told in YAML(typ="safe").load(path.read_text(encoding="utf-8")).items():
            data[key] = {**data[key], **told} if key in data else told
    return data


@lru_cache(maxsize=1)
def _sets() -> Mapping[str, Any]:
    data: Mapping[str, Any] = YAML(typ="safe").load((Path(__file__).parent / "sets.yml").read_text(encoding="utf-8"))
    return data


def word_set(name: str) -> frozenset[str]:
    """Give a set of words of ``sets.yml``."""
    return frozenset(str(word) for word in _sets()[name])


def word_lists(name: str) -> dict[str, list[str]]:
    """Give lists of words by a key of ``sets.yml``."""
    return {str(key): [str(word) for word in words_] for key, words_ in _sets()[name].items()}


def word_map(name: str) -> dict[str, str]:
    """Give a map from words to what they mean of ``sets.yml``."""
    return {str(word): str(meaning) for word, meaning in _sets()[name].items()}


def _fact_entries(catalogue: Catalogue) -> Iterator[tuple[str, Sense]]:
    for fact in catalogue.facts.values():
        name = Sense("name", fact.id)
        for phrase in (fact.id.replace("_", " "), fact.name, *fact.synonyms):
            yield phrase, name
        for option, said in fact.options.items():
            for phrase in said.synonyms:
                yield phrase, Sense("option", fact.id, option)
    for fact_id in ("sex", "resectability"):
        for option, said in catalogue.facts[fact_id].options.items():
            yield option, Sense("option", fact_id, option)
            yield said.name, Sense("option", fact_id, option)


def _treatment_entries(catalogue: Catalogue) -> Iterator[tuple[str, Sense]]:
    vocabulary = catalogue.treatments
    for kind, said in vocabulary.kinds.items():
        for phrase in (kind, said.name, *said.synonyms):
            if phrase not in ("other", "transplant"):
                yield phrase, Sense("kind", kind)
    for drugs in vocabulary.drug_classes.values():
        for drug in drugs:
            yield drug, Sense("agent", drug, (drug,))
    for drug, names in vocabulary.agents.items():
        for phrase in (drug, *names):
            yield phrase, Sense("agent", drug, (drug,))
    for regimen, agents in vocabulary.regimens.items():
        yield regimen, Sense("regimen", regimen, tuple(agents))


def _word_entries() -> Iterator[tuple[str, Sense]]:
    data = words()
    for place, entry in enumerate(data["means"]):
        sense = Sense("means", str(place), {"facts": entry["facts"], "negated": entry.get("negated", {})})
        yield from ((phrase, sense) for phrase in entry["phrases"])
    for name, entry in data["conditions"].items():
        yield from ((phrase, Sense("condition", name, entry)) for phrase in entry["phrases"])
    for note, phrases in data["notes"].items():
        yield from ((phrase, Sense("note", note)) for phrase in phrases)
    yield from ((phrase, Sense("cancer", phrase)) for phrase in data["cancers"])
    yield from ((phrase, Sense("decoy", phrase)) for phrase in data["decoys"])
    yield from ((phrase, Sense("plain", phrase)) for phrase in data["plain"])
    for fact, options in data["options"].items():
        for option, phrases in options.items():
            yield from ((phrase, Sense("option", fact, option)) for phrase in phrases)
    for role, key in (("name", "names"), ("kind", "kinds")):
        for one, phrases in data[key].items():
            yield from ((phrase, Sense(role, one)) for phrase in phrases)
    for cue, phrases in data["cues"].items():
        yield from ((phrase, Sense("cue", cue)) for phrase in phrases)


def entries(catalogue: Catalogue) -> Iterator[tuple[str, Sense]]:
    """Give every phrase with each of its senses."""
    yield from _fact_entries(catalogue)
    yield from _treatment_entries(catalogue)
    yield from _word_entries()
