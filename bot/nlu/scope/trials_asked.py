"""Which trials are open is asked, what the patient has is told: ``can you screen this pt: 61F, BCLC C, plt 82?``.

Such a question says who the patient is, or goes through what they have, and asks for trials, not for a limit.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_NOUN = r"(?:pt|patient|man|woman|lady|gentleman|guy|chap|case|one|subject)"
_WHO = (
    r"(?:(?:for|of|on|in|about|is|does|has|with|the|this|my|our|a|an|new|next|following|pt|patient|case|one)\b"
    r"[ :,-]{0,3})"
)
_TRIALS = r"(?:trials?|stud(?:y|ies)|options?|protocols?|eligib\w+|anything|slots?)"
_ASKED = Gated(
    r"(?:^|(?<=[.!\n] )|(?<=\n))(?P<asks>"
    r"(?:(?:pls|please|so|and|ok|also|just|quick(?:ly)?)[ ,]+)*(?:"
    r"(?:(?:can|could|would|will) (?:you|u|we|i) )?(?:(?:please|pls|just) )?"
    r"(?:screen|check|assess|evaluate|pre-?screen|enrol+|include|randomi[sz]e|consider)\b"
    rf"(?: (?:me|us|the|for|if|{_TRIALS})\b){{0,4}}|"
    rf"(?:(?:can|could) (?:you|u) )?(?:(?:please|pls) )?tell (?:me|us) (?:which|what) (?:open )?{_TRIALS}\b|"
    r"(?:which|what|any|are there any|is there an?y?|do (?:you|we|u) have (?:an?y?|some)|got any) "
    rf"(?:open )?{_TRIALS}\b|"
    r"what (?:do|have) (?:you|we|u) (?:have|got)\b"
    r")(?: (?:is|are|we|have|still|open|available|would|there|fits?|suits?|recruiting|qualif\w+|"
    rf"(?:my|our|this|the) {_NOUN}(?=(?: is)? (?:qualif|fit|eligible|suitable)))){{0,6}}"
    rf"[ :,-]{{0,3}}{_WHO}{{0,8}}|(?:so |and |ok )?(?:is|does) (?:"
    rf"(?:my|our|this|the) {_NOUN} (?:still )?(?:qualify|eligible|suitable|fit)(?: for)?(?: (?:any|an?|some|the|your))?"
    rf"(?: {_TRIALS})? ?[:–-]+ ?|{_WHO}{{0,8}}))"
    r"(?P<told>(?=\S)[^?\n]{12,400}?)(?P<may>,? (?:still )?(?:eligible|suitable|fit|qualif\w+|a candidate|open)\b"
    r"(?: (?:for|to|in|on|with)\b)?(?: [a-z+/-]+(?= (?:trial|study)))?"
    r"(?: (?:anything|any|some|one|a|the|of|our|your|these|trials?|study|studies|us|join)){0,6})?"
    r" ?\?+(?=\s|$)"
)
"""``is a 61F with … eligible for anything?``, ``pls check eligibility: …?``."""
_PERSON = re.compile(
    rf"\b(?:(?:my|our|this|the) {_NOUN}\b|\d\d ?[mf]\b|\d\d[ -]?(?:y|yr|yrs|year)s?|{_NOUN} of \d\d\b)"
)
_IS = re.compile(r"(?:so |and |ok )?(?:is|does) (?!there)")
_LIMIT = re.compile(
    r"\b(?:if|whether|would|unless|what about|allow\w*|exclu\w+|limits?|cut-?offs?|min(?:imum)?|"
    r"max(?:imum)? (?:of|for)|at (?:least|most)|criteri\w+|requir\w+|need(?:ed|s)?|must|ok(?:ay)?|fine|enough|below|"
    r"above|patients|anyone|someone|people|between|accept\w*|take)\b|[<≤≥]"
)
_KNOWN, _ALONE = 2, 4
"""Names of facts, at least, in a question that says whose they are, and in one that does not."""


def with_patient_told(text: Text, named: Named) -> Text:
    """Leave of such a question what it tells of the patient."""
    changes = []
    for match in _ASKED.finditer(text.low):
        told = match["told"]
        if _LIMIT.search(match.group()) or (
            match["may"] is None and _IS.match(match["asks"]) and ":" not in match["asks"]
        ):
            continue
        facts = {fact for *_, fact in named(told)}
        whose = match["asks"].rstrip().endswith(":") or _PERSON.search(match.group())
        if len(facts) >= (_KNOWN if whose else _ALONE):
            changes += [Change(*match.span("asks"), ""), Change(match.end("told"), match.end(), ".")]
    return rewritten(text, apart(changes)) if changes else text
