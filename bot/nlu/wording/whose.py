"""Whose value it is, between a name and its value: ``the platelets of Mr Haddad are 96``, ``HIV in this lady: no``.

The patient is taken out from between the two, so that value, denial and date stand beside the name as in any chart;
what the phrase tells of the patient, sex and age, is put in front of the name. Of others (``of his brother``) nothing
is moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.lexicon.names_before import BACK, names_before
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten

_CALLED = r"(?= (?-i:[A-ZÀ-ÖØ-Þ]|[dlv]|al-))"
_MALE = rf"(?:gentleman|man|(?:mr\.?|mister|herr|se[nñ]or|sr\.?|monsieur){_CALLED})"
_FEMALE = rf"(?:lady|woman|(?:mrs\.?|ms\.?|miss|mdm\.?|madam|frau|se[nñ]ora|sra\.?|madame|mme){_CALLED})"
_AGE = r"(?P<age>\d{2}(?:[- ]year[- ]olds?|[- ]yr[- ]old| ?y/?o))"
_NAME = r"(?-i:(?: (?:[A-Z]\.|(?:[dlo]['’]|al-|el-)?[A-ZÀ-ÖØ-Þ][\w'’-]+|van|von|de|der|den|del|di|da|bin|al|el))+)"
_OUR = r"(?:the|this|our|that|my|a)"
_NUMBERED = (
    r"(?:(?:hospital|patient|record|file|case|study|subject|screening|chart|unit) )?(?:number|no\.|id|mrn)[ :#]*"
    r"(?=[\w/-]*\d)[\w/-]{3,16}"
)
"""``INR for hospital number H-228-114``."""
_WHOSE = re.compile(
    rf"[ \t]+(?:of|in|for|from)[ \t]+(?:(?:{_OUR} )?(?:said |same |index )?(?:{_AGE} )?"
    rf"(?:(?P<male>{_MALE})|(?P<female>{_FEMALE})|patient|pt\.?)(?:{_NAME})?|{_NUMBERED})"
    r"(?=[ \t]*(?:[:=]|(?:is|are|was|were|has|have|had|came|comes|reads?|shows?|showed|measures?|measured|at|now|"
    r"remains?|today|equals|did|does|never|none|not|no|positive|negative|normal|absent|present)\b|[<>~]?\d))",
    re.IGNORECASE,
)
_CUES = (" of ", " in ", " for ", " from ")
_PERSONS = (
    "patient", " pt", "mr", "mister", "man", "herr", "señor", "senor", " sr", "ms", "miss", "mdm", "lady",
    "madam", "frau", "sra", "monsieur", "mme", "number", " no.", " id", "mrn",
)  # fmt: skip
_PLAIN = re.compile(r"\b(?:bp|blood pressure)$")
"""A name that is one only beside its value."""


def with_values_beside(text: Text, named: Named) -> Text:
    """Take the patient out from between a name and what is told of it."""
    low = text.low
    if not any(cue in low for cue in _CUES) or not any(one in low for one in _PERSONS):
        return text
    changes = [one for match in _WHOSE.finditer(text.cased) for one in _moved(low, match, named)]
    return rewritten(text, apart(changes)) if changes else text


def _moved(low: str, match: re.Match[str], named: Named) -> Iterator[Change]:
    starts = [begin for begin, _ in names_before(low, match.start(), named)]
    starts = starts or [one.start() for one in _PLAIN.finditer(low, max(0, match.start() - BACK), match.start())]
    if not starts:
        return
    start = min(starts)
    sex = "male" if match["male"] else "female" if match["female"] else ""
    told = " ".join(one for one in (match["age"], sex) if one)
    if told:
        yield Change(start - 1, start, f"{low[start - 1 : start]}{told}, ") if start else Change(0, 0, f"{told}, ")
    yield Change(*match.span(), "")
