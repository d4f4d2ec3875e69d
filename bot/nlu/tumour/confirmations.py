"""Two evaluations that agree: complete response and normal markers, confirmed a month apart."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.calendar_words import MONTH_CUT
from bot.nlu.text.telling import Gated

_SCAN_OF = r"(?:(?:the |an? )?(?:mri|ct|scan|imaging|pet(?:-ct)?)s? (?:of|in|from|on) )?"
_TWICE = (
    rf"(?:in|on|by|at) {_SCAN_OF}(?:\d\d? )?(?P<first>{MONTH_CUT})[a-z]*(?: 20\d\d)?,? (?:and|then|and then) "
    rf"(?:again|also|cr|(?:a )?complete response) (?:in|on|by|at) {_SCAN_OF}(?:\d\d? )?"
    rf"(?!(?P=first))(?:{MONTH_CUT})[a-z]*"
)
"""``in August and again in October``: two evaluations that stand a month apart."""
_TWO_MONTHS = (
    rf"(?:(?:both )?(?:in|on) )?(?:\d\d? )?(?P<one>{MONTH_CUT})[a-z]*(?: 20\d\d)? ?"
    rf"(?:and|&|\+)(?: again)?(?: in| on)? ?(?:\d\d? )?(?!(?P=one))(?:{MONTH_CUT})[a-z]*(?: 20\d\d)?(?: both\b)?"
)
"""``normal in Sep and Nov``."""
_CR = r"\b(?:complete response|cr)\b"
_CONFIRMED = (
    (
        "complete_response_confirmed",
        Gated(
            r"\b(?:complete response|complete remission|cr(?![ :=]*\d[\d.]))\b[^.;\n]{0,40}\b(?:again on|"
            r"both(?! as of| as at| drugs?\b| of them| agents?\b| now\b|\s*$)|twice|" + _TWICE + r"|"
            r"two consecutive|2 consecutive|(?<!histologically )(?<!cytologically )(?<!pathologically )(?<!biopsy "
            r")(?<!biopsy-)"
            r"confirmed|two scans|on two|x ?2|at (?:both|two))\b|"
            r"\b(?:two|2) consecutive[^.;\n]{0,90}\b(?:complete response|cr)\b|"
            rf"{_CR}[^.;\n]{{0,40}}\b(?:second (?:\w+ )?(?:in a row|running|in succession)|second consecutive|"
            r"for the (?:second|2nd) time|as (?:on|in|at) the (?:last|previous|former|prior|"
            r"(?:scan|mri|ct) (?:of )?[^.;\n]{1,20} ago))\b|"
            rf"{_CR}[^\n]{{0,40}}[.;,(] ?(?:and )?(?:the |its )?(?:(?:previous|former|prior|last|earlier|first) "
            r"(?:scan|mri|ct|one|imaging|evaluation)|(?:scan|mri|ct|imaging|evaluation) of [^.;\n]{0,30}\bago)\b"
            rf"[^.;\n]{{0,50}}{_CR},? (?:too|as well|also|already|likewise)\b|"
            rf"{_CR}[^.;\n]{{0,30}}\bfor the first time\b|"
            rf"\bconfirm(?:s|ed|ing) (?:the|that) (?:(?:earlier|previous|former) )?{_CR} (?:first |already |"
            rf"previously )?"
            r"(?:of|seen|from|in|shown|noted|reported|documented)\b|"
            rf"\bboth (?:show(?:ed|s|ing)?|demonstrat\w+|confirm\w*|reveal\w*|(?:were |are )?(?:read|called|"
            rf"scored|rated)"
            rf"(?: as)?) (?:a |the )?{_CR}|"
            r"\b(?:two|2|both) (?:\w+,? ){1,3}(?:a|one|1|two|2|four|five|six|eight|[4-8]) (?:months?|weeks) apart"
            r"[^.;\n]{0,30}\b(?:complete response|cr)\b"
        ),
    ),
    (
        "markers_normal_confirmed",
        Gated(
            r"\b(?:afp|dcp|pivka(?:[- ]?(?:ii|2))?|markers)\b[^.;\n]{0,30}\bnormal(?:i[sz]ed)?\b"
            rf"[^.;,\n]{{0,10}}? {_TWO_MONTHS}|"
            r"\b(?:afp|dcp|pivka(?:[- ]?(?:ii|2))?|markers)\b[^.;\n]{0,30}\bnormal(?:i[sz]ed)?\b"
            r"(?:[^.;,\n]|,(?! ?(?:tace|haic|sirt|tae|rfa|mwa|resect|ablat))){0,15}\b(?:twice|"
            r"two times|x ?2|on two|on 2|2 occasions|on both|two consecutive|(?:only|just) (?:the )?once|once only|"
            r"once so far|(?:one|a single|1) (?:time|occasion|reading|test)(?: only| so far)?)\b|"
            r"\bnormal(?:i[sz]ation of|i[sz]ed|)(?: (?:both|the|two|tumou?r|levels|of|values|serum|her|his))* "
            r"(?:afp|dcp|pivka(?:[- ]?(?:ii|2))?|markers)\b[^.;\n]{0,50}\b(?:twice|two times|x ?2|on two|on 2|"
            r"2 occasions|on both|two consecutive)\b"
        ),
    ),
)
_BOTH = re.compile(r"\bmarkers\b|\bafp\b(?:[^.;\n]|\.\d){0,40}(?:pivka|dcp)|(?:pivka|dcp)(?:[^.;\n]|\.\d){0,40}\bafp\b")
"""What is asked is both markers; one of them alone leaves it open."""
_SCANS = re.compile(r"\b(?:scans?|mris?|cts?|imaging|evaluations)\b")
_ONCE = re.compile(
    r"\b(?:(?:only|just) (?:the )?once|once (?:only|so far)|(?:one|a single|1) (?:time|occasion|reading|test))\b"
)
_DENIED = re.compile(rf"\b(?:not|never|no second|only one|first time|unconfirmed|yet to be)\b|{_ONCE.pattern}")
"""``CR, not yet confirmed``, ``not both normal twice``: said, and said to be missing."""
_ANSWERED_NO = re.compile(
    r"(?:[^.;:?,\n]|\.\d){0,40}(?: ?[:?=,–-]+ ?| (?:was |is )?)(?:no|nope|not so|not the case|never|false|n)"
    r"\s*(?=$|[.;,)\n])"
)
"""``normal twice: no``, ``on two scans a month apart? No``: the answer stands behind."""


def read_confirmations(draft: Draft) -> None:
    """``complete response on both scans``, ``AFP and PIVKA-II have been normal twice``."""
    for fact, pattern in _CONFIRMED:
        for match in pattern.finditer(draft.text.low):
            places = [*range(draft.place_at(match.start()), draft.place_at(match.end() - 1) + 1)]
            if _answered_no(draft, fact, match, places):
                continue
            if fact == "markers_normal_confirmed" and not _speaks_of_both(draft.text.low, match):
                draft.ask(fact, "uncertain", places[-1], places[-1])
                continue
            if fact not in draft.facts and _DENIED.search(match.group()) and not draft.barred(places[0]):
                draft.record(fact, False, places[-1], places[-1])
                draft.use(places)
                continue
            if (
                places
                and fact not in draft.facts
                and not any(draft.tokens[one].scope & {"neg", "plan", "uncertain"} for one in places)
            ):
                held = {place for place in places if draft.tokens[place].used}
                draft.record(fact, True, places[0], places[-1])
                if fact == "complete_response_confirmed" and _SCANS.search(
                    draft.text.low, match.start(), match.end() + 24
                ):
                    draft.facts.setdefault("response", "CR")
                measured = any(draft.tokens[place].kind == "num" and place not in held for place in places[:-2])
                if fact == "complete_response_confirmed" or measured:
                    for place in places:
                        draft.tokens[place].used = place in held


def _speaks_of_both(low: str, match: re.Match[str]) -> bool:
    """Both markers must be normal twice: one of them alone tells nothing, but where it was so only once."""
    return bool(_BOTH.search(low, 0, match.end()) or _ONCE.search(match.group()))


def _answered_no(draft: Draft, fact: str, match: re.Match[str], places: list[int]) -> bool:
    """Record what is said and answered with a no; then nothing in it is told of the patient."""
    no = _ANSWERED_NO.match(draft.text.low, match.end())
    if no is None or fact in draft.facts or draft.tokens[places[0]].scope & {"relative", "hypothesis", "plan"}:
        return False
    last = draft.place_at(no.end() - 1)
    draft.record(fact, False, places[-1], last)
    for token in draft.tokens[places[0] : last + 1]:
        token.scope.add("neg")
    draft.use(range(places[0], last + 1))
    return True
