"""A result told field by field: ``HIV: our lab, 12 Nov, negative``, ``AFP: 12 Nov, 450``.

Where and when something was tested stands between a name and its value, each behind a comma. It is put as a chart has
it, the day right behind the name (``HIV 12 Nov: negative``); where it was tested says nothing of the patient.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.calendar_words import DAY_IN_FULL, DAYS, SOME_MONTH
from bot.nlu.lexicon.names_before import names_before
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_CUT = [one for one in DAYS if len(one) < 6]
_NAMED_DAYS = tuple(_CUT)
_OWNERS = (
    "our", "the", "own", "local", "outside", "central", "referring", "another", "hospital", "their", "his", "her",
    "external", "private", "city", "university", "regional", "tested", "done", "taken", "checked", "measured", "at",
    "by", "in", "from", "gp", "chest", "abdominal", "liver", "mr", "thin-slice",
)  # fmt: skip
_PLACES = (
    "lab", "laboratory", "gp", "family doctor", "hospital", "clinic", "ward", "practice", "here", "us", "referrer",
    "outside", "elsewhere", "serum", "urine", "blood", "plasma", "ultrasound", "ct", "mri", "scan", "sonography",
    "screening", "screening visit", "visit", "outpatients", "letter", "pcr", "elisa", "rapid test", "4th gen",
)  # fmt: skip
_SOURCE = (
    rf"(?:(?:{any_of(_OWNERS)}) ){{0,3}}(?:{any_of(_PLACES)})(?: (?:chest|abdomen|thorax|report|lab|scan|angio\w*))?"
)
_DAY = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)? {SOME_MONTH}\.?(?: 20\d\d)?|"
    rf"{SOME_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? 20\d\d)?|"
    r"yesterday|today|last week|this morning|this week)"
)
_WORD = (
    r"(?:neg(?:ative)?|pos(?:itive)?|none|nil|no|yes|never|absent|present|normal|(?:non-?)?reactive|not detected|"
    r"pending|awaited|awaiting|outstanding|not back(?: yet)?|unknown|mild|moderate|indeterminate|equivocal|"
    r"inconclusive|borderline|invalid|not (?:done|performed|taken|tested|available|known)|to follow)"
)
_RESULT = rf"(?:{_WORD}|{VALUE}(?:{UNIT})?)\s*(?:$|[;,)\n]|\.(?!\d))"
_FIELDS = Gated(
    rf"(?:(?<=[a-z0-9)]) ?[:,] ?|(?<=[a-z0-9]) [–-] )"
    rf"(?:(?P<source>{_SOURCE})(?:,? (?:on |of |from )?(?P<day>{_DAY}))?|(?P<alone>{_DAY}))"
    rf" ?[,:] ?(?={_RESULT})",
    core=rf"[,:] ?{_RESULT}",
)


_BRACKET = Gated(
    rf"(?<=[a-z0-9]) ?\((?P<source>{_SOURCE})(?:,? (?:on |of |from )?(?P<day>{_DAY}))?\)[ ]?:?[ ]?"
    rf"(?={_RESULT})"
)
"""``Platelets (our lab, 12 Nov) 88``."""
_SAMPLED = Gated(
    r"(?<=[a-z0-9]) ?\((?:(?:blood|sample|drawn|taken|collected|measured|sampled|obtained|tested|done|dated|draw|date|"
    r"checked|lab)\b[ :,]{0,2}){1,2}(?:of |on |from |at )?"
    rf"(?P<day>{_DAY}|\d{{1,2}}/\d{{1,2}}|(?:last |this )?(?:{DAY_IN_FULL}|{any_of(_CUT)}))\)[ ]?[:=]?[ ]?"
    rf"(?=(?:{_WORD}|[<>]?{VALUE}(?:{UNIT})?)\s*(?:$|[;,)\n]|\.(?!\d)|and\b))"
)
"""``AFP (drawn 2026-10-29) 655 ng/ml``."""


def with_days_beside(text: Text, named: Named) -> Text:
    """Put the day of a result beside its name, and leave out where it was tested."""
    if "," not in text.low and "(" not in text.low:
        return text
    found = [match for one in (_FIELDS, _BRACKET, _SAMPLED) for match in one.finditer(text.low)]
    changes = [one for match in found for one in _beside(text.low, match, named)]
    return rewritten(text, apart(changes)) if changes else text


def _beside(low: str, match: re.Match[str], named: Named) -> Iterator[Change]:
    facts = [fact for _, fact in names_before(low, match.start(), named)]
    if not facts or any(" " in one for one in facts):
        return  # a treatment's day is its own
    day = match["day"] or match.groupdict().get("alone")
    on = "on " if day and day.startswith(_NAMED_DAYS) else ""
    yield Change(*match.span(), f" {on}{day}: " if day else ": ")
