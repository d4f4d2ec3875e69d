"""Which facts of a group an answer names: by name, by place, as the others, as what stays open."""

from __future__ import annotations

import re

from bot.nlu.answers.answer_words import NAY
from bot.nlu.answers.choices import record_no
from bot.nlu.answers.gist import gist_of, names_of
from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated
from criteria.catalogue import Fact

ORDINALS = {
    **{str(place + 1): place for place in range(6)},
    "first": 0,
    "1st": 0,
    "one": 0,
    "second": 1,
    "2nd": 1,
    "two": 1,
    "third": 2,
    "3rd": 2,
    "three": 2,
    "fourth": 3,
    "4th": 3,
    "four": 3,
    "fifth": 4,
    "5th": 4,
    "five": 4,
    "sixth": 5,
    "6th": 5,
    "seventh": 6,
    "last": -1,
    "middle": 1,
}


def _nth(match: re.Match[str]) -> str:
    """``the last one``: the word before it counts, the one does not."""
    return match[1] if match[1] in ORDINALS else match[0]


def chosen_of(text: str, facts: list[Fact]) -> list[int]:
    """Which of the facts a text like ``the second`` or ``diabetes`` means."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"\b(\w+) ones?\b", _nth, text))
    found = [ORDINALS[word] % len(facts) for word in words if word in ORDINALS and ORDINALS[word] < len(facts)]
    for place, fact in enumerate(facts):
        if any(
            re.search(rf"\b{re.escape(name.lower())}\b", text) for name in (*fact.name.split(" or "), *fact.synonyms)
        ):
            found.append(place)
    if not found:
        found = [place for place, fact in enumerate(facts) if gist_of(fact.id, text, alone=False) == "yes"]
    return list(dict.fromkeys(found))


_CLAUSE = re.compile(r"[^,;.]+")
_OPEN = Gated(
    r"\b(?:no idea|not sure|unsure|unknown|unclear|uncertain|not known|don'?t know|no clue|pending|await\w*|"
    r"not tested|"
    r"to be (?:tested|checked|done|confirmed|clarified)|tbc|tbd|need(?:s)? (?:to be |checking|testing)|"
    r"will check)\b|\?"
)


def still_open(draft: Draft) -> set[str]:
    """``HIV pending, others no``: what a clause of its own leaves open is not among the others."""
    facts = [draft.catalogue.facts[one] for one in draft.asked if one in draft.catalogue.facts]
    low = draft.text.low if _OPEN.search(draft.text.low) else ""
    clauses = [
        one.span() for one in _CLAUSE.finditer(low) if _OPEN.search(one.group() + low[one.end() : one.end() + 1])
    ]
    return {facts[place].id for start, end in clauses for place in named_in(draft, start, end, facts)}


def named_in(draft: Draft, start: int, end: int, facts: list[Fact]) -> list[int]:
    """Which of the facts a stretch of the message names, by any of their names or by their place."""
    tokens = [one for one in draft.tokens if start <= one.start < end]
    by_name = [place for place, fact in enumerate(facts) if any(one.names(fact.id) for one in tokens)]
    return by_name or chosen_of(draft.text.low[start:end], facts)


def loosely_named(draft: Draft, facts: list[Fact]) -> list[int]:
    """``diabetes yes, rest no``: the places of what is spoken of and was not read, which is none of the rest."""
    low = draft.text.low
    return [
        place
        for place, fact in enumerate(facts)
        if fact.id not in draft.facts and not {"thing", "sign"}.isdisjoint(names_of(fact.id, low))
    ]


def ask_loosely_named(draft: Draft, facts: list[Fact]) -> set[str]:
    """Ask about what is spoken of in words that leave it open; give their ids."""
    spoken = {facts[one].id for one in loosely_named(draft, facts)}
    for one in sorted(spoken - {query.fact for query in draft.queries}):
        draft.ask(one, "uncertain", 0, len(draft.tokens) - 1)
    return spoken


_LEADING_NO = re.compile(
    rf"^\W*(?:{NAY}|none|nothing|no to all|all no|none of (?:these|those|them|the above))"
    r"(?:[ ,;.-]+(?:but|and)\b(?! (?:the )?(?:first|second|third|last|one|other))|[,;.](?= ))(?! ?\d| (?:no|yes|"
    r"not)\b)"
)
"""``no. Platelets are 82``: all that was asked is denied, and something else is told."""


def denied_before(draft: Draft, facts: list[Fact]) -> bool:
    """Deny the whole group before another fact; True where it was."""
    match = _LEADING_NO.match(draft.text.low)
    behind = [one for one in draft.tokens if match and one.start >= match.end()]
    told = any(one.used and one.clinical for one in behind) and not any(one.clinical and not one.used for one in behind)
    if not told or len(facts) < len(draft.asked):
        return False
    for fact in facts:
        if fact.kind in ("flag", "event"):
            draft.record(fact.id, False, 0, 0)
        else:
            record_no(draft, fact, 0, 0)
    return True
