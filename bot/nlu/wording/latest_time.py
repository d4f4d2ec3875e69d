"""When it was the last time: ``heart failure; latest symptoms in April 2026``, ``strokes. The last one was in May``.

A clause that tells nothing but the last time of the event before it is joined to it, so that its date is the event's.
"""

from __future__ import annotations

import re

from bot.nlu.dating.day_forms import DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten
from bot.nlu.text.telling import Gated

_NOUN = (
    r"(?:symptoms?|signs?|attacks?|episodes?|bouts?|events?|decompensations?|admissions?|hospital (?:stay|admission)|"
    r"hospitali[sz]ations?|ones?|times?|spells?|occurrences?|recurrences?|flares?(?:-ups?)?|relapses?|bleeds?|"
    r"bleedings?|crisis|manifestations?|complaints?|problems?|insults?|presentation|exacerbations?)"
)
_LAST = Gated(
    rf"(?P<joint>\s*[.;:,(–-]+\s*|\s+with )(?:and |with )?(?:the |his |her |its )?"
    rf"(?:latest|last|most recent|very last) (?:such )?{_NOUN}(?: of (?:it|them|this|these|that))?,?"
    r"(?: (?:was|were|is|being|dates?|dated|occurred|happened|took place|came|about|around|from|on|in|of|during|back))*"
    r"(?P<colon> ?[:=-])?\s*"
    rf"(?P<day>(?:(?:early |mid |late |mid-)(?=[a-z]))?{DAY}|"
    r"(?:\d{1,2}|two|three|four|five|six) (?:days?|weeks?|months?|years?) ago|yesterday|last (?:week|month|year))"
    r"(?![\w/-]|\.\d)(?P<close>\)?)(?=\s*(?:$|[.,;)\n]|and\b)|"
    r"(?<=19\d\d|20\d\d) (?!to\b|until\b|till\b|through\b|or\b)[a-z])"
)
_EVENTS = frozenset(
    (
        "myocardial_infarction",
        "severe_angina",
        "heart_failure",
        "stroke",
        "pulmonary_embolism",
        "gi_bleeding",
        "variceal_bleeding",
    )
)
_CLAUSE = re.compile(r"(?:^|(?<=[.;\n]))[^.;\n]*$")
_DENIES = re.compile(r"\b(?:no|not|never|without|denies|denied|none|negative|excluded|ruled out|wife|father|mother)\b")
_SEVERAL = re.compile(r"(?<=attack)s\b|(?<=\btia)s\b|(?<=\bcva)s\b|(?<=stemi)s\b|(?<=farct)s\b|(?<=farction)s\b")
"""The ending of an event that happened more than once."""
_DATED = re.compile(rf"(?:\b(?:in|on|of|from|since|between) )?\b{DAY}")
"""``heart failure, admitted with it 2 Oct to 9 Oct 2026``: an earlier day, which the last one takes the place of."""
_MARK = re.compile(r"\s*[,;(–-]")
_BACK = 120


def with_latest_time(text: Text, named: Named) -> Text:
    """Join such a clause to its event; a text without any stays as it is."""
    changes = []
    for match in _LAST.finditer(text.low):
        back = max(0, match.start() - _BACK)
        told = _of_event(text.low[back : match.start()], named)
        if told is not None:
            lead = "in" if match["day"][:1].isalpha() and " ago" not in match["day"] else ""
            lead = "" if match["day"].startswith(("yester", "last", "two", "three", "four", "five", "six")) else lead
            wording = f", last {lead} {match['day']}".replace("  ", " ")
            dated = _DATED.search(text.low, back + told, match.start())
            start = match.start() if dated is None else dated.start()
            aside = _MARK.search(text.low, back + told, start)
            start = start if dated is None or aside is None else aside.start()
            changes.append(Change(start, match.end(), wording + ("" if "(" in match["joint"] else match["close"])))
    return rewritten(text, changes) if changes else text


def _of_event(before: str, named: Named) -> int | None:
    """Where the name of an event ends, if the clause before tells of one, and of nothing behind it."""
    clause = _CLAUSE.search(before)
    if clause is None or _DENIES.search(clause[0]):
        return None
    told = [one for one in named(_SEVERAL.sub("", clause[0])) if one[1] - one[0] > len("he")]  # who has it
    if not told or not {fact for *_, fact in told} <= _EVENTS:
        return None
    return clause.start() + max(end for _, end, _ in told)
