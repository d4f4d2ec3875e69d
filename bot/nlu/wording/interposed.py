"""What stands between a name and what is told of it: ``INR at the last visit was 1.2``, ``HIV (4th gen) 11 Nov: no``.

Where a value or a sample comes from, how it was tested and the verb of finding it say nothing of the patient: they are
taken out, so that value, denial and date stand beside the name as in any chart; a day that a source tells stays.
Only words of a closed list make a source: ``AFP at diagnosis`` keeps what it says. A bracket stays where it names a
fact of its own, or holds a value.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from bot.nlu.lexicon.calendar_words import DAY_NAMES, SOME_MONTH, WRITTEN_DAY
from bot.nlu.lexicon.names_before import names_before
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated, Gates

_OF = (
    "the", "a", "an", "our", "his", "her", "their", "your", "this", "that", "my", "last", "latest", "recent", "most",
    "new", "newest", "old", "first", "second", "local", "outside", "external", "own", "another", "other", "same",
    "referring", "referral", "attached", "faxed", "full", "gp", "gp's", "pcp", "hospital", "clinic", "lab", "blood",
    "discharge", "outpatient", "inpatient", "ward", "emergency", "day", "home", "radiology", "pathology", "surgical",
    "oncology", "hepatology", "liver", "follow-up", "screening", "routine", "today's", "district", "private", "public",
    "general", "university", "teaching", "regional", "central", "city", "county", "village", "community",
    "medication", "med", "meds", "drug", "medical", "whole", "entire", "patient",
)  # fmt: skip
_SOURCES = (
    "visit", "clinic", "letter", "letters", "report", "reports", "bloods", "labs", "lab", "chart",
    "file", "notes", "note", "records", "record", "referral", "hospital", "hosp", "ward", "system", "consultation",
    "consult", "appointment", "check", "check-up", "checkup", "review", "follow-up", "followup", "panel", "draw",
    "sample", "printout", "results", "result", "sheet", "form", "email", "e-mail", "fax", "summary", "gp", "pcp",
    "referrer", "registrar", "nurse", "nurses", "doctor", "family doctor", "physician", "consultant", "oncologist",
    "hepatologist", "nephrologist", "radiologist", "team", "mdt", "board", "laboratory", "round", "portal",
    "folder", "document", "documents", "paperwork", "electronic record", "examination", "exam", "practice", "surgery",
    "er", "ed", "a&e", "icu", "unit", "centre", "center", "oncology", "hepatology", "us", "ours", "them", "theirs",
    "there", "here", "home", "outside", "elsewhere", "abroad", "town", "point of care", "poct", "machine", "history",
    "charts", "files",
)  # fmt: skip
_DAYS = any_of((*DAY_NAMES, "today", "yesterday", "this morning"))
_TAKEN = r"(?:(?:as )?(?:done|drawn|taken|measured|sent|sent over|faxed|given|told|reported|checked|run) )?"
_PREPOSITION = (
    rf"{_TAKEN}(?:at|(?:anywhere )?(?:on|in)|from|per|as per|according to|acc\.? to|by|during|via|through|out of|"
    r"with|after)"
)
_FOUND = (
    r"(?:that |which )?(?:(?:i|we|you) (?:can (?:find|see)|could find|have|found|got|see)|(?:is|was|are|were) on file|"
    r"on file|available|to hand|see attached|attached|as attached|in front of me)(?: here| on file| now)?"
)
_THE = rf"(?:(?:{any_of(_OF)}) )"
_DAY = rf"(?:(?P<day>{_DAYS})(?:'s|s)? {_THE}{{0,2}})"
_LIST = rf"list(?! \d{{1,2}}(?:st|nd|rd|th)? ?{SOME_MONTH})"  # ``TACE on the list 12 Nov``: of those who wait
_SOURCE = (
    rf"{_PREPOSITION} {_THE}{{0,4}}{_DAY}?(?:{any_of(_SOURCES)}|{_LIST})(?:'s)?|as of (?P<now>today|now|yesterday)"
)
_THIS_TIME = re.compile(r"[ :=]*(?:(?:was|were|is|of) )*[<>]?\d[^;\n]{0,24}?[,;] (?:and |but )?(?:(?:at|on|in) )?this ")
"""``plt at last visit 84, at this visit 91``: what was found when, of which the later counts."""
_OWN_DENIAL = re.compile(r" ?(?:no|not|never) [a-z]")
"""``tissue available,no GI bleed``: a denial of its own behind the comma."""
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
    rf"{_WORDS}\b|(?:(?:at|about|around) )?[<>~]?\d)"
)
_STAGE = r"(?:[abcd](?:\d{1,2}|(?=\s*(?:$|[,.;)\n])))|(?:i{1,3}|iv)[abc]?|vp ?\d)"
_BESIDE = Gated(rf"(?:[ \t]*[,(–-][ \t]*|[ \t]+)(?:{_SOURCE}|{_FOUND})(?:[ \t]*[,)–-])?(?=[ \t]*{_VALUE})")
"""``INR at the last visit was``, ``INR (from clinic letter)``."""
_REPORTED = Gated(
    rf"[ \t]+{_SAID}(?=[ \t]+(?:[<>~]?\d|(?:{_WORDS}|moderate|severe|controlled|uncontrolled|past|current|"
    rf"{_STAGE})\b))"
)
"""``INR was found to be 1.2``, ``HIV came back, it is negative``."""
_BRACKETED = Gated(
    rf"[ \t]*\[(?P<value>{_WORDS}|{_STAGE}|moderate|severe|past|current|[<>]?\d[\d.,]*)\](?![ \t]*[\[<>\d])"
)
"""``HIV [negative]``."""
_VERDICT = (
    r"(?:no|none|neg|negative|nil|never|absent|normal|wnl|non-?reactive|nonreactive|"
    r"not (?:detected|present|reactive|known)|undetect\w+|yes|pos|positive|present|reactive|detected)"
)
_METHOD = Gated(
    rf"(?<=[a-z])(?P<bracket> ?[(\[](?P<gloss>[^()\[\]\n]{{2,40}})[)\]])"
    rf"(?:[ ,:]*(?:on )?{WRITTEN_DAY})? ?(?:[:=–-]|->) ?"
    rf"(?={_VERDICT}(?:\s*(?:$|[,;.)\n|(]))|{_VERDICT} on \d)"
)
"""``HIV (4th gen Ag/Ab) 11 Nov 2026: non-reactive``."""
_HCG = Gated(
    r"\bpregnancy(?: ?[(\[,:-]+ ?| )(?:(?:serum|urine|blood|plasma|beta|b|β|quantitative|quant|"
    r"point of care|home)[ -]?){0,3}(?:hcg|serum|urine|blood|home)(?: test)?[)\]]?(?=[ ,:=–-])(?! test)"
)
"""``Pregnancy (serum hCG)``: a test."""
_NAMELY = Gated(
    r"(?P<open>(?: first| to (?:start|begin) with)?(?: ?[,–-]|:) (?:that(?:'?s| is)|which is)|"
    r"(?: first| to (?:start|begin) with):?) "
    rf"(?=(?:grade |stage |about )?(?:[<>~]?\d[\d.,]*(?: ?[a-z%/]{{1,8}})?|{_STAGE})\s*(?:$|[.;)\n]))"
)
"""``the ECOG first, that's 1``."""
_STRONG = Gated(r"\*\*")
"""``**HIV** negative``: as a chat shows it in bold."""
_STARRED = Gated(r"(?<![\w*])\*(?P<name>[a-z][^*\n:]{1,28}?)\*(?=[ \t]*[:=])")
_UNDERLINED = Gated(r"(?<!\w)_(?P<name>[a-z][^_\n:]{1,28}?)_(?=[ \t]*[:=])")
"""``*Platelets*: 96``, ``_INR_: 1.1``: the same with one sign."""
_STAGED_AS = Gated(r"(?<=\b[bc][cn]lc) (?:stage|staging|class|classification)(?=[ \t]*(?:[^\w\s]|today|now|$))")
"""``BCLC stage? B`` is ``BCLC? B``."""
_GATES = Gates(
    ("", one)
    for one in (_BESIDE, _REPORTED, _BRACKETED, _STRONG, _STARRED, _UNDERLINED, _STAGED_AS, _METHOD, _HCG, _NAMELY)
)


def with_sources_out(text: Text, named: Named, dated: Container[str]) -> Text:
    """Take out from between a name and its value where and how it was found, and the verb of finding it.

    ``dated`` are the facts whose value has a day of its own; of others the day is taken out too.
    """
    low = text.low
    if not _GATES.open(low):
        return text
    changes = [
        *(Change(*match.span(), " ") for match in _STRONG.finditer(low)),
        *(Change(*match.span(), match["name"]) for one in (_STARRED, _UNDERLINED) for match in one.finditer(low)),
        *(Change(*match.span(), "") for match in _STAGED_AS.finditer(low)),
        *(Change(*match.span(), "pregnancy test") for match in _HCG.finditer(low)),
        *_methods(low, named),
        *(one for match in _BRACKETED.finditer(low) for one in _out(low, match, f": {match['value']}", named)),
        *(one for match in _BESIDE.finditer(low) for one in _source_out(low, match, named, dated)),
        *(one for match in _NAMELY.finditer(low) for one in _out(low, match, " is ", named)),
        *(one for match in _REPORTED.finditer(low) for one in _out(low, match, " is", named)),
    ]
    return rewritten(text, apart(changes)) if changes else text


def _methods(low: str, named: Named) -> Iterator[Change]:
    for match in _METHOD.finditer(low):
        if not named(match["gloss"]) and names_before(low, match.start(), named):
            yield Change(*match.span("bracket"), "")


def _source_out(low: str, match: re.Match[str], named: Named, dated: Container[str]) -> Iterator[Change]:
    if "last " in match.group() and _THIS_TIME.match(low, match.end()):
        return
    if match.group().endswith(",") and _OWN_DENIAL.match(low, match.end()):
        return
    day = match["day"] or match["now"] or ""
    facts = [fact for _, fact in names_before(low, match.start(), named)]
    day = f" on {day}" if day in DAY_NAMES else f" {day}" if day else ""
    yield from _out(low, match, day if any(one in dated for one in facts) else "", named)


def _out(low: str, match: re.Match[str], left: str, named: Named) -> Iterator[Change]:
    if names_before(low, match.start(), named):
        yield Change(*match.span(), left)
