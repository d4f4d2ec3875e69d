"""What a supposition takes away: ``without the sorafenib``, ``if she had not had TACE``, ``if AFP were unknown``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.nlu.extractor import Extractor

_JOINS = re.compile(r"(\s*(?:,|;|\b(?:but|and|or)\b)\s*)", re.IGNORECASE)
_IN_PLACE_OF = re.compile(r"\b(?:instead\s+of|rather\s+than|in\s+place\s+of|in\s+lieu\s+of)\b", re.IGNORECASE)
_NEGATED = re.compile(
    r"n't\b|\b(?:not|never|without|minus|nor)\b|\bno\b(?!\s+(?:other|further|more|additional|longer)\b)|\b(?:ignor|remov|skipp|omitt|disregard|delet|discount)\w*"
    r"|\b(?:skip|omit|forget)\b|\b(?:leav(?:e|ing)|left|tak(?:e|en|ing)|took)\b(?=.*\b(?:out|away|off|aside)\b)",
    re.IGNORECASE,
)
_REST_OF_NEGATION = re.compile(
    r"\b(?:been\s+given|been\s+done|happened|happen|received|undergone|performed|given|count(?:ed)?|out|away|off|aside)\b",
    re.IGNORECASE,
)
_COURSE = re.compile(r"\b(?:progress\w*|fail\w*|stop\w*|discontinu\w*|end(?:ed)?)\b", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"\b(?:(?:were|was|is|are)\s+(?:unknown|missing|not\s+known)|(?:did\s+not|didn't|don't|do\s+not)\s+(?:know|have)|"
    r"without|forg[eo]t|ignor\w*|disregard\w*|(?:leave|left|leaving|take|took)\s+out)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:had|has|have|got|gets?|were|was|is|are|gave|gives?|received|with)\b", re.IGNORECASE)


@dataclass
class TakenAway:
    """Treatments that would be no more, facts that would be unknown, courses that would go on, and the other words."""

    removed: list[dict[str, Any]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    ongoing: list[dict[str, Any]] = field(default_factory=list)
    rest: str = ""


def take_away(extractor: Extractor, clause: str, today: date) -> TakenAway:
    """Part a clause into what it takes away and the words that say something else."""
    taken = TakenAway()
    kept: list[str] = []
    parts = _JOINS.split(clause)
    was_taken = False
    for place in range(0, len(parts), 2):
        join = parts[place - 1].strip().lower() if place else ""
        part, kept_words = parts[place], parts[place]
        carries = was_taken and join in ("and", "or", ",") and not _VERB.search(part)
        in_place = _IN_PLACE_OF.search(part)
        if in_place:
            was_taken = _take(extractor, part[in_place.end() :], today, taken)
            kept_words = part[: in_place.start()] if was_taken else part
        elif carries or _NEGATED.search(part) or _UNKNOWN.search(part):
            was_taken = _take(extractor, part, today, taken)
            kept_words = "" if was_taken else re.sub(r"\bwithout(?:\s+the\b)?", "no", part, flags=re.IGNORECASE)
        else:
            was_taken = False
        kept += [parts[place - 1]] * bool(place and kept_words.strip() and kept) + [kept_words]
    taken.rest = "".join(kept)
    return taken


def _take(extractor: Extractor, part: str, today: date, taken: TakenAway) -> bool:
    """Note what a part takes away; False where it is nothing of the kind, such as ``no ascites``."""
    positive = _REST_OF_NEGATION.sub(" ", _NEGATED.sub(" ", part))
    if _COURSE.search(part):
        named = extractor.extract(_COURSE.sub(" ", positive), today=today).treatments
        taken.ongoing += [{**entry, "outcome": "ongoing"} for entry in named]
        taken.forgotten += ["response"] if named and "response" not in taken.forgotten else []
        return bool(named)
    entries = extractor.extract(positive, today=today).treatments
    taken.removed += entries
    if entries:
        return True
    named_facts = _named(extractor, part, today) if _UNKNOWN.search(part) else []
    taken.forgotten += named_facts
    return bool(named_facts)


def _named(extractor: Extractor, part: str, today: date) -> list[str]:
    """Give the facts that would be unknown; none where the part denies something that can be denied."""
    denied = re.sub(r"\bwithout(?:\s+the\b)?", "no", part, flags=re.IGNORECASE)
    if extractor.extract(denied, today=today).facts:
        return []
    words = re.sub(
        r"\b(?:the|we|i|you|know|have)\b", " ", _NEGATED.sub(" ", _UNKNOWN.sub(" ", part)), flags=re.IGNORECASE
    )
    return [
        one for one in extractor.extract(f"forget the {words.strip()}", today=today).retracted if one != "treatments"
    ]
