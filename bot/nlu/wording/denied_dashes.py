"""A dash that ends a denial: ``anticoagulation has not been started - bili 17.1``, ``ablation refused - so only TACE``.

A dash joins a name to its value as well, so that it ends a clause only where a denial in several words stands before
it and something with its own value or verb behind it.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_CLAUSE = re.compile(r"(?:[^.;:?!\n]|\.(?=\d))*$")
_BEHIND = re.compile(r"[a-z](?:[^.;,\n]|\.(?=\d))*?(?= - |[.;,\n]|$)")
_DENIES = re.compile(r"\b(?:no|not|never|denie[sd]|without|neither|n't|none of)\b")
_TELLS = re.compile(
    r"\d|\b(?:no|not|never|denies|is|are|was|were|has|have|had|since|started|stopped|changed?|given|done|received|on)\b"
)
_VALUE = re.compile(
    r"(?:no|none|neg|negative|not|never|yes|pos|positive|denied|absent|present|nil|unknown|so|but|repeat(?:ed)?|rechecked|"
    r"(?:(?:mid|early|late)[ -])?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b"
)
_FEWEST = 3
"""Words of a denial that a dash can end; a shorter one may be a name with its value."""


_NOT_GIVEN = re.compile(
    r"\b(?:refused|declined|rejected|considered|discussed|planned|cancell?ed|abandoned|proposed|offered|deferred|"
    r"postponed|"
    r"turned down|called off|(?:not|never) (?:done|given|performed|possible|feasible|tolerable|started|carried out|"
    r"happened)|impossible|contraindicated|scheduled|suggested|recommended|advised|shelved|dropped)$"
)
"""What ends a clause on a treatment that was not given."""
_SAYS_NOT_GIVEN = Gated(rf"{_NOT_GIVEN.pattern.removesuffix('$')} - ")
_REASON = re.compile(
    r"(?:in(?! (?:fact|the end|effect|practice|reality|total|sum)\b)|at|by|for|because|due|since|until|as|too|next|"
    r"after|before|given|owing|per|"
    r"reasons?|tomorrow|this|will|to be|awaiting|pending|dates?|on (?:the )?(?:\d|mon|tue|wed|thu|fri|sat|sun))\b"
)
_WAS = re.compile(
    r"\b(?:only|just|instead|ongoing|then|finally|eventually|ultimately|stopped|paused|in (?:fact|the end|effect)|"
    r"effectively|leaves|remains|(?:was|were|has|have|had|got|received|underwent|on|from|since)\b[^.;\n]*\d)|\d"
)


def with_parted_denials(text: Text) -> Text:
    """Put a semicolon for a dash that ends a denial."""
    low = text.low
    if " - " not in low or not (_DENIES.search(low) or _SAYS_NOT_GIVEN.search(low)):
        return text
    places = [match.start() for match in re.finditer(r"(?<=[\w)]) - (?=[a-z])", low)]
    return rewritten(text, [Change(one, one + 3, " ; ") for one in places if _ends(low, one)])


def _ends(low: str, place: int) -> bool:
    before = _CLAUSE.search(low, max(0, place - 160), place)
    behind = _BEHIND.match(low, place + 3, place + 160)
    if before is None or behind is None:
        return False
    if _NOT_GIVEN.search(before[0]) and not _REASON.match(behind[0]) and _WAS.search(behind[0]):
        return True
    if " - " in before[0] or _VALUE.match(behind[0]):
        return False
    denied = _DENIES.search(before[0]) is not None and len(re.findall(r"[a-z]{2,}", before[0])) >= _FEWEST
    return denied and _TELLS.search(behind[0]) is not None
