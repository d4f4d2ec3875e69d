"""Patients' own words, as the coordinator types them on the phone: put in clinical words before anything is read.

``told/*.yml`` holds what patients say, in the patterns of `bot.nlu.patterns`: ``always`` what means the same wherever
it is said, ``asked`` what answers the question for a fact, ``asks`` what leaves a fact open, ``open`` what does so as an
answer. Denials, dates, relatives, plans and doubts around the words are read as around any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.nlu.draft import Draft
from bot.nlu.feasts import feasts
from bot.nlu.normalise import Text
from bot.nlu.patterns import compiled
from bot.nlu.replies import whole_reply
from bot.nlu.rewriting import Change, Rules, apart, rewritten

_FOLDER = Path(__file__).with_name("told")
_TREATMENTS = "treatments"
SHORT = 120
"""Characters of a message that may be a reply without a value."""
LONGEST_ANSWER = 300
"""Characters of a message that is read as the answer to the question alone."""


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, Any]]:
    """Load every file of ``told``; each section is joined over the files."""
    data: dict[str, dict[str, Any]] = {"sets": {}, "fillers": {}, "always": {}, "asked": {}, "asks": {}, "open": {}}
    for path in sorted(_FOLDER.glob("*.yml")):
        for section, entries in YAML(typ="safe").load(path.read_text(encoding="utf-8")).items():
            _join(data[section], entries)
    return data


def _join(into: dict[str, Any], entries: Mapping[Any, Any]) -> None:
    for key, value in entries.items():
        if isinstance(value, Mapping):
            _join(into.setdefault(str(key), {}), value)
        else:
            into.setdefault(str(key), []).extend(_lines(value))


def _lines(patterns: str) -> list[str]:
    return [line.strip() for line in str(patterns).splitlines() if line.strip()]


def _rules(entries: Mapping[str, Iterable[str]]) -> Rules:
    return Rules(compiled(entries, _data()["sets"]))


@lru_cache(maxsize=1)
def _fillers() -> Rules:
    return _rules(_data()["fillers"])


@lru_cache(maxsize=1)
def _always() -> Rules:
    return _rules(_data()["always"])


@lru_cache(maxsize=256)
def _asked(fact: str) -> Rules | None:
    entries = _data()["asked"].get(fact)
    return _rules(entries) if entries else None


@lru_cache(maxsize=1)
def _asks() -> Rules:
    return _rules(_data()["asks"])


@lru_cache(maxsize=256)
def _open(fact: str) -> Rules | None:
    patterns = _data()["open"].get(fact)
    return _rules({fact: patterns}) if patterns else None


def in_clinical_words(text: Text, today: date, asked: Iterable[str] = ()) -> Text:
    """Put lay words into clinical ones; ``asked`` are the facts of the question that the message answers."""
    if len(text.low) <= SHORT and whole_reply(text.low.strip()):
        return text
    text = rewritten(text, apart([*_fillers().changes(text.low), *feasts(text.low, today)]))
    answers = _answers(text.low, tuple(asked))
    taken = [(one.start, one.end) for one in answers]
    changes = _always().changes(text.low)
    rest = [one for one in changes if not any(one.start < end and start < one.end for start, end in taken)]
    return rewritten(text, apart([*answers, *rest]))


def _answers(low: str, asked: tuple[str, ...]) -> list[Change]:
    """Give what answers the question that was asked; where it asked for several facts, what answers all of them."""
    if not asked or len(low) > LONGEST_ANSWER:
        return []
    every = [rules.changes(low) if (rules := _asked(fact)) else [] for fact in asked]
    return [one for one in every[0] if all(one in other for other in every[1:])]


def read_told(draft: Draft) -> None:
    """Ask about what patients say that leaves a fact open: ``like a golf ball``, ``I bruise easily``."""
    if draft.reply:
        return
    for rule, match in _asks().matches(draft.text.low):
        if rule.wording != _TREATMENTS or draft.treatments:
            _doubt(draft, rule.wording, *match.span())
    for fact in draft.asked:
        rules = _open(fact)
        for _, match in rules.matches(draft.text.low) if rules else ():
            _doubt(draft, fact, *match.span())


def _doubt(draft: Draft, fact: str, start: int, end: int) -> None:
    if fact not in draft.facts and not any(one.fact == fact for one in draft.queries):
        draft.ask(fact, "uncertain", draft.place_at(start), draft.place_at(end - 1))
