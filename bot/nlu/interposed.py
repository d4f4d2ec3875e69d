"""Where a value is from, between its name and the value: ``INR at the last visit was 1.2``, ``HIV, per letter, no``.

The source is taken out, so that value, denial and date stand beside the name as in any chart; a day that it tells
stays.
Only words of a closed list make a source: ``AFP at diagnosis`` keeps what it says.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from bot.nlu.any_of import any_of
from bot.nlu.calendar_words import DAY_NAMES
from bot.nlu.names_before import names_before
from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, Named, apart, rewritten
from bot.nlu.telling import Gated, Gates

_OF = (
    "the", "our", "his", "her", "their", "this", "that", "my", "last", "latest", "recent", "most", "new",
    "newest", "local", "outside", "referring", "attached", "faxed", "full", "gp", "gp's", "pcp", "hospital",
    "clinic", "lab", "blood", "discharge", "outpatient", "inpatient", "ward", "radiology", "pathology",
    "surgical", "oncology", "hepatology", "liver", "follow-up", "screening", "routine", "today's", "same",
    "other",
)  # fmt: skip
_SOURCES = (
    "visit", "clinic", "letter", "letters", "report", "reports", "bloods", "labs", "lab", "chart",
    "file", "notes", "note", "records", "record", "referral", "hospital", "ward", "system", "consultation",
    "consult", "appointment", "check", "check-up", "checkup", "review", "follow-up", "followup", "panel", "draw",
    "sample", "printout", "results", "result", "sheet", "form", "email", "e-mail", "fax", "summary", "gp", "pcp",
    "referrer", "registrar", "nurse", "doctor", "consultant", "oncologist", "hepatologist", "radiologist", "team",
    "mdt", "board", "laboratory", "round", "list", "portal", "folder", "document", "documents", "paperwork",
    "referral letter", "electronic record", "examination", "exam",
)  # fmt: skip
_DAYS = any_of((*DAY_NAMES, "today", "yesterday", "this morning"))
_PREPOSITION = r"(?:at|on|in|from|per|as per|according to|by|during|via|out of|with|after)"
_FOUND = (
    r"(?:that |which )?(?:(?:i|we|you) (?:can (?:find|see)|could find|have|found|got|see)|(?:is|was|are|were) on file|"
    r"on file|available|to hand|see attached|attached|as attached|in front of me)(?: here| on file| now)?"
)
_THE = rf"(?:(?:{any_of(_OF)}) )"
_DAY = rf"(?:(?P<day>{_DAYS})(?:'s|s)? {_THE}{{0,2}})"
_SOURCE = rf"{_PREPOSITION} {_THE}{{0,4}}{_DAY}?(?:{any_of(_SOURCES)})|as of (?P<now>today|now|yesterday)"
_IS = r"(?:was|were|is|are|has been|have been|had been) (?:now |again |only |just )?"
_FINDING = (
    r"(?:found|reported|recorded|documented|noted|measured|rated|scored|graded|quoted|stable|"
    r"steady|unchanged|still|only|just)(?: (?:to be|as|at|with))?"
)
_CAME = r"(?:came|comes|come) back(?: as| at)?,? (?:it|they) (?:is|was|were|are)"
_SAID = rf"(?:{_IS}{_FINDING}|(?:found|noted|seen) to be|reported as|down as|{_CAME})"
_WORDS = r"(?:never|none|no|negative|positive|neg|pos|normal|absent|present|mild)"
_VALUE = (
    r"(?:[:=]|(?:is|are|was|were|has been|reads?|shows?|showed|measures?|measured|remains?|came|equals|not|nil)\b|"
    rf"{_WORDS}\b|[<>~]?\d)"
)
_STAGE = r"(?:[abcd](?:\d{1,2}|(?=\s*(?:$|[,.;)\n])))|(?:i{1,3}|iv)[abc]?|vp ?\d)"
_BESIDE = Gated(rf"(?P<open>[ \t]*[,(–-][ \t]*|[ \t]+)(?:{_SOURCE}|{_FOUND})(?:[ \t]*[,)–-])?(?=[ \t]*{_VALUE})")
"""``INR at the last visit was``, ``INR (from clinic letter)``."""
_REPORTED = Gated(
    rf"(?P<open>[ \t]+){_SAID}(?=[ \t]+(?:[<>~]?\d|(?:{_WORDS}|moderate|severe|controlled|uncontrolled|past|current|"
    rf"{_STAGE})\b))"
)
"""``INR was found to be 1.2``, ``HIV came back, it is negative``."""
_BRACKETED = Gated(rf"[ \t]*\[(?P<value>{_WORDS}|{_STAGE}|moderate|severe|past|current|[<>]?\d[\d.,]*)\](?![ \t]*\[)")
"""``HIV [negative]``."""
_STRONG = Gated(r"\*\*")
"""``**HIV** negative``: as a chat shows it in bold."""
_STAGED_AS = Gated(r"(?<=\b[bc][cn]lc) (?:stage|staging|class|classification)(?=[ \t]*(?:[^\w\s]|today|now|$))")
"""``BCLC stage? B`` is ``BCLC? B``."""
_GATES = Gates((("", _BESIDE), ("", _REPORTED), ("", _BRACKETED), ("", _STRONG), ("", _STAGED_AS)))


def with_sources_out(text: Text, named: Named, dated: Container[str]) -> Text:
    """Take out from between a name and its value where it was found, and the verb of finding it.

    ``dated`` are the facts whose value has a day of its own; of others the day is taken out too.
    """
    low = text.low
    if not _GATES.open(low):
        return text
    changes = [
        *(Change(*match.span(), " ") for match in _STRONG.finditer(low)),
        *(Change(*match.span(), "") for match in _STAGED_AS.finditer(low)),
        *(one for match in _BRACKETED.finditer(low) for one in _out(low, match, f": {match['value']}", named)),
        *(one for match in _BESIDE.finditer(low) for one in _source_out(low, match, named, dated)),
        *(one for match in _REPORTED.finditer(low) for one in _out(low, match, " is", named)),
    ]
    return rewritten(text, apart(changes)) if changes else text


def _source_out(low: str, match: re.Match[str], named: Named, dated: Container[str]) -> Iterator[Change]:
    day = match["day"] or match["now"] or ""
    facts = [fact for _, fact in names_before(low, match.start(), named)]
    day = f" on {day}" if day in DAY_NAMES else f" {day}" if day else ""
    yield from _out(low, match, day if any(one in dated for one in facts) else "", named)


def _out(low: str, match: re.Match[str], left: str, named: Named) -> Iterator[Change]:
    if names_before(low, match.start(), named):
        yield Change(*match.span(), left)
