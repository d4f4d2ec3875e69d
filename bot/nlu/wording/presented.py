"""A sentence that opens with the presentation: what it tells of markers and resectability is of before treatment.

``At presentation in January 2026 AFP was 3,420 and PIVKA-II 2,250; the mass was considered unresectable`` says of each
value and judgement when it held, which each is given in words of its own.
"""

from __future__ import annotations

import re

from bot.nlu.lexicon.calendar_words import SOME_MONTH, WRITTEN_DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.baseline_heads import MARKER, once_each, with_baseline_heads

_DATE = rf"(?:{WRITTEN_DAY}|{SOME_MONTH}\.?,? \d{{4}}|20\d\d|{SOME_MONTH}\.?(?= |,))"
_OPENS = Gated(
    r"(?:^|(?<=[.;\n] )|(?<=\n))(?:the )?(?:"
    r"(?:at|on|upon)(?: (?:the|her|his|first|initial|primary|original|time|of))* (?:presentation|diagnosis)|"
    r"when (?:(?:first|she|he|the|patient|it|was|were|had|been|tumour|tumor|cancer|disease|hcc) )*"
    r"(?:diagnosed|seen|presented|found|detected|discovered)|"
    r"(?:before|prior to) (?:(?:any|all|the|first|initial|starting|start|of|systemic|his|her) )*"
    r"(?:therapy|treatment|haic|tace)|initially|originally)"
    rf"(?P<dated>,? ?\(?(?:in |on )?(?P<day>{_DATE})\)?)?(?=[,: ])"
)
_ENDS = re.compile(
    rf"\.(?:\s|$)|\n|[,;] (?:after|following|it is)\b|[,;] (?:and |but )?(?:on|by|in|as of) {_DATE}|"
    r"[,;] as of (?:this|last|today)\b|"
    r"[,;] (?:and |but |while )?at (?:this|last|the (?:last|latest|recent)) (?:(?:week|month)'s )?"
    r"(?:mdt|(?:tumou?r )?board|review|meeting|re-?staging|visit)\b|"
    r"\b(?:now|current|currently|latest|at present|today|since then|thereafter|later|meanwhile|afterwards|"
    r"became|has become|(?:converted|down-?staged|turned|rendered) (?:in)?(?:to )?(?=(?:resectable|operable)\b)|"
    r"has (?:since )?(?:fallen|dropped|come)|fell|dropped|came down|declined|down to)\b"
)
_BOARD = re.compile(
    r"[,;] (?:and |but |while )?(?:(?:at|by|per|in|for) )?(?:(?:the|our|this|last|today's|latest|recent) )*"
    r"(?:(?:week|month)'s )?(?:mdt|mdm|(?:tumou?r |liver )?board|meeting|conference|surgeons?|surgical team)\b"
)
"""Behind what was judged first, whoever judged anew: ``at diagnosis judged unresectable, at the board resectable``."""
_FIRST = re.compile(r"\b(?:(?:un|ir|non-?)?resectable|(?:in)?operable|convertible)\b")
_NAMED = re.compile(r"\bafp\b|\balpha|\bpivka|\bdcp\b")
_MARKER = re.compile(
    rf"\b(?<!baseline )(?<!initial ){MARKER}\b"
    r"(?: (?:level|value|was|were|of|at|is|stood|then|measured|with|had|been)|:|=|,)*"
    r" ?[<>]?\d[\d.,]*\d?(?: ?(?:[numµ]g|m?au|k?[iu]u?)/m?l)?"
)
_JUDGEMENT = (
    r"(?:(?:not|potentially|borderline|primarily|technically) )*"
    r"(?:unresectable|irresectable|non-?resectable|resectable|inoperable|operable|convertible)\b"
)
_JUDGED = re.compile(
    rf"\b(?<!initially ){_JUDGEMENT}"
    r"(?! (?:now|currently|today|at present|later|after (?!conver)))"
)
_JUDGED_ALONE = re.compile(rf" {_JUDGEMENT}(?=[ ]?[,;|])")
"""``Initially unresectable, AFP 850``: said of the tumour alone."""


def of_before_treatment(text: Text) -> Text:
    """Give each marker and judgement of such a sentence its ``baseline`` or ``initially``, and each marker the date."""
    if not _NAMED.search(text.low) and not _JUDGED.search(text.low):
        return text
    text = with_baseline_heads(text)
    changes: list[Change] = []
    for opened in _OPENS.finditer(text.low):
        ended = _ENDS.search(text.low, opened.end())
        end = ended.start() if ended is not None else len(text.low)
        if (first := _FIRST.search(text.low, opened.end(), end)) and (
            anew := _BOARD.search(text.low, first.end(), end)
        ):
            end = anew.start()
        markers = once_each(_MARKER.finditer(text.low, opened.end(), end))
        if _JUDGED_ALONE.match(text.low, opened.end()):
            continue
        if opened["day"] is None and len(markers) < 2 and not _JUDGED.search(text.low, opened.end(), end):
            continue
        found = [Change(one.start(), one.start(), "baseline ") for one in markers]
        if opened["day"]:
            found += [Change(one.end(), one.end(), f" in {opened['day']}") for one in markers]
        judged = [one for one in _JUDGED.finditer(text.low, opened.end() + 2) if one.end() <= end]
        found += [Change(one.start(), one.start(), "initially ") for one in judged]
        if found and opened["day"] and markers:
            found.append(Change(*opened.span("dated"), ""))
        changes += sorted(found, key=lambda one: one.start)
    return rewritten(text, changes) if changes else text
