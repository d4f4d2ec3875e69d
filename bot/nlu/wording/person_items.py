"""What an item tells of the person: ``Einwilligung liegt vor``, ``compliance bad``, ``no concerns about consent``.

An item speaks of consent, attendance, contraception, pregnancy or the mind where all its words are known to be of
them, in whatever order and language: then what is affirmed, refused, denied or left open follows from the words that
it holds. Of any other item nothing is said here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_FILE = Path(__file__).parents[1] / "forms" / "fields" / "person.yml"
_BOUND = re.compile(r"[,;|()\n]|(?<!\best)(?<!\bexp)(?<!\bca)(?<!\binf)(?<!approx)(?<!\bmin)\.(?=\s|$)| [-–/] ")
"""What parts an item from the next."""
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W\d_]+)*|[^\w\s]")
_NEAR = 100
"""Letters to each side of a name in which its item ends."""
_SIGNS = {":": "", "=": "", ".": "", "-": "", "+": "yes", "✓": "yes", "☑": "yes", "/": "", "'": ""}
"""Marks of an item that say nothing, or its verdict; with any other it is none."""

_WHO = re.compile(r"s?he(?:'s| is| has| was| will)?\b")
"""A pronoun may say the sex."""
_GIVEN = re.compile(
    r"\b(?:no|keine?|sans|sin|senza|geen|nessun) (?:[^\W\d_]+ )?[^\W\d_]+ "
    r"(?:given|granted|erteilt|donné|dado|dato|gegeven)\b"
)
"""``no consent given``: a refusal, where ``consent not given`` may be outstanding."""
_HANDED = re.compile(r"\b(?:icf|forms?|paperwork|document|papers) (?:was |has been |is )?(?:given|provided)\b(?! back)")
_MEANT = frozenset(
    (
        "will", "would", "willing", "want", "wants", "wish", "wishes", "agree", "agrees", "agreed", "happy", "ready",
        "going", "prepared", "keen",
    )
)  # fmt: skip
"""Beside a denial: it is refused, not only outstanding."""


VALUE_ENDS = re.compile(
    r"(?:\d[\d.,]*(?: ?(?:%|g/d?l|[mun]?g/[dm]?l|umol/l|u/l|iu/l|cm|mm|sec|ms))?|"
    r"\b(?:neg|negative|none|nil|pos|positive)) (?:and )?"
)
"""What ends the item before in a line without marks."""
NEXT_NAME = re.compile(
    r" (?=(?:plts?|platelets|alb(?:umin)?|bili(?:rubin)?|tb|inr|alt|ast|afp|pivka|hb|hgb|wbc|anc|crea?t?(?:inine)?|"
    r"qtcf?|bp|ecog|ps|kps|bclc|cnlc|child|cp|ctp|ascites|he|pvtt?|hiv|hbv|hcv|tace|haic|hcc|no|single|lesions?|resectable|"
    r"unresectable|mets|\d{2}[fm]|[fm]\d{2})\b)"
)
"""What begins the next item of a line without marks."""
_GOES_ON = re.compile(
    r"(?:[-–:]|\b(?:for|to|of|with|by|from|in|on|at|and|or|no|not|the|before|after|during|if|under|re))\Z"
)
_UNDECIDED = re.compile(
    r"\b(?:y ?/ ?n|yes ?/ ?no|yes or no|(?:to be|cannot be|not) (?:ruled out|excluded))\b|\+ ?/ ?-|±"
)
"""Both answers of a form, or neither."""
_TALKED = frozenset(("discussed", "discussion", "requires", "required"))
_LISTED = re.compile(
    r"(?:(?:informed )?consent|icf|compliance|adherence|contraception|birth control|pregnan(?:t|cy)|breast-?feeding|"
    r"lactati(?:ng|on)|(?:child-?bearing|fertile) potential|wocbp|psychosocial\b[^:=]*|psychiatric\b[^:=]*) ?[:=]"
)
_PLAINLY = re.compile(r"[:=] ?(?:no|none|nil|yes|neg|negative|n|y)\Z")


class _Fact(NamedTuple):
    """How an item tells of one fact: its names, and its words by what they say."""

    names: Gated
    words: dict[str, frozenset[str]]
    says: dict[str, str]


@lru_cache(maxsize=1)
def _known() -> tuple[frozenset[str], frozenset[str], tuple[_Fact, ...]]:
    """Load the words that deny, those that say nothing, and the facts."""
    read = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    facts = []
    for one in read["facts"].values():
        words = {key: frozenset(value) for key, value in one.items() if isinstance(value, list)}
        facts.append(_Fact(Gated(rf"(?<![\w-])(?:{one['names']})(?![\w-])"), words, one["says"]))
    return frozenset(read["deny"]), frozenset(read["plain"]), tuple(facts)


def with_person_items(text: Text) -> Text:
    """Put items that tell of the person in the words in which they are read."""
    changes = [one for fact in _known()[2] for one in _changes(text.low, fact)]
    return rewritten(text, apart(changes)) if changes else text


def _changes(low: str, fact: _Fact) -> Iterator[Change]:
    done = 0
    for match in fact.names.finditer(low):
        if match.start() < done:
            continue
        for start, end in items_around(low, match.start(), match.end()):
            verdict = _told(low, fact, start, end)
            if verdict is not None:
                done = end
                who = _WHO.match(low, start, end)
                says = _says(fact, verdict)
                said = f"{who[0]}; {says}" if who else says
                yield Change(start, end, said + ";" * bool(NEXT_NAME.match(low, end)))
                break


def _says(fact: _Fact, verdict: str) -> str:
    """Give the words for a verdict; what is undecided is possible."""
    if verdict != "undecided":
        return fact.says[verdict]
    return fact.says.get("open") or re.sub(r"^(?:not?|poor) |: no$", "possible ", fact.says["bad"])


def _told(low: str, fact: _Fact, start: int, end: int) -> str | None:
    """What an item says of its fact."""
    if _PLAINLY.search(low, start, end) and _LISTED.match(low, start):
        return None  # ``pregnant / breastfeeding: no`` is read with its neighbours
    if _UNDECIDED.search(low, start, end):
        return "undecided"
    if low.endswith(("n/a", "n.a."), start, end) and "contraception" in fact.says["bad"]:
        return None  # of no concern is not refused
    verdict = _verdict(_words(low[start:end], fact.names), fact)
    if verdict == "good" and _HANDED.search(low, start, end):
        return None  # the form was handed out, not signed
    return "bad" if verdict == "open" and _GIVEN.match(low, start, end) else verdict


def items_around(low: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The item around a name; then, as in a line without marks, what stands between a value and the next name."""
    start, end = item_around(low, first, last)
    yield start, end
    starts = [start, *(one.end() for one in VALUE_ENDS.finditer(low, start, first))]
    ends = [end, *reversed(next_names(low, last, end))]
    if len(starts) * len(ends) > 1:
        yield from ((one, other) for one in starts[-2:] for other in ends[-3:] if (one, other) != (start, end))


def next_names(low: str, start: int, end: int) -> list[int]:
    """Where the next item of a line without marks begins: not behind ``for``, ``with`` or another word that goes on."""
    return [
        one.start()
        for one in NEXT_NAME.finditer(low, start, end)
        if not _GOES_ON.search(low, max(0, one.start() - 8), one.start())
    ]


def item_around(low: str, first: int, last: int) -> tuple[int, int]:
    """The item around a name, without the white space at its ends."""
    start = max(0, first - _NEAR)
    for bound in _BOUND.finditer(low, start, first):
        start = bound.end()
    behind = _BOUND.search(low, last, min(len(low), last + _NEAR))
    if behind and behind.start() == last and behind[0] == " - ":
        behind = _BOUND.search(low, behind.end(), min(len(low), last + _NEAR))  # ``consent - not yet``
    end = behind.start() if behind else min(len(low), last + _NEAR)
    item = low[start:end]
    return start + len(item) - len(item.lstrip()), start + len(item.rstrip())


def _words(item: str, names: Gated) -> list[str]:
    """The words of an item; of a name those of one word alone, a contraction of a denial written out."""
    words: list[str] = []
    at = 0
    for name in names.pattern.finditer(item):
        words += _WORD.findall(item[at : name.start()])
        words += [] if " " in name.group() else [name.group()]
        at = name.end()
    minus = ["not"] if item.endswith("-") else []
    return [part for one in (*words, *_WORD.findall(item[at:]), *minus) for part in _written_out(one)]


def _written_out(word: str) -> tuple[str, ...]:
    if word.endswith("n't") or word == "cannot":
        return ("will" if word == "won't" else "", "not")
    return (_SIGNS.get(word, word),)


def _verdict(words: list[str], fact: _Fact) -> str | None:
    """What an item says of its fact; nothing where a word is not known, or where it says one thing and another."""
    deny, plain, _ = _known()
    told = fact.words
    said = [one for one in words if one and not fact.names.pattern.fullmatch(one)]
    if any(one not in deny and one not in plain and all(one not in group for group in told.values()) for one in said):
        return None
    named = [one for one in words if fact.names.pattern.fullmatch(one)]
    if named and told.get("weak", frozenset()).issuperset(named) and told["acts"].isdisjoint(words):
        return None  # ``schedule ok``, ``signed yesterday``
    held = {key for key, group in told.items() if not group.isdisjoint(said if key == "good" else words)}
    denials = sum(one in deny for one in words)
    if "open" in held or denials > 1 or ("bad" in held and (denials or "good" in held)):
        agreed = "good" in held and not _TALKED.isdisjoint(words)  # ``was discussed and she agrees``
        return "open" if "open" in held and "bad" not in held and not agreed else None
    if "done" in held and "bad" not in held:
        return _of_done(words, denied=denials > 0, more=bool(said))
    if denials:
        return _denied(held)
    return "bad" if "bad" in held else "good" if "good" in held and not held & {"worry", "wish"} else None


def _of_done(words: list[str], *, denied: bool, more: bool) -> str | None:
    """What was done, is to be done or was not: ``signed``, ``to be signed``, ``will not sign``."""
    meant = not _MEANT.isdisjoint(words)
    if {"to", "be"} <= set(words) or ({"to", "sign"} <= set(words) and not meant) or (denied and not meant):
        return "open"
    return "bad" if denied else "good" if more else None


def _denied(held: set[str]) -> str:
    """What a single denial makes of the rest: ``no problems``, ``does not comply``, ``no consent``."""
    if held & {"worry", "wish"}:
        return "bad" if "wish" in held else "good"
    if held & {"good", "adjectives"}:
        return "bad"
    return "bad"
