"""An answer that is more than one number is read as if its question's name stood before it.

``clearance 55`` to the question about creatinine is no creatinine, ``total 1.4 direct 0.5`` and ``5.2, down from 8``
hold two numbers: what names a value in a chart decides here too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.nlu.lexicon.calendar_words import MONTH_CUT, SOME_MONTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated
from criteria.catalogue import Catalogue

NAMES = {"afp_baseline": "afp", "pivka2_baseline": "pivka", "largest_tumour": "largest tumour"}
"""What a fact is called where its id is no name."""
_LONGEST = 100
"""Letters of an answer that is read so."""
_SEVERAL = re.compile(r"\d[^\d]*[^\d.,'][^\d]*\d")
_QUALIFIED = Gated(
    r"^\W*(?:clearance|crcl|egfr|gfr|direct|indirect|conjugated|unconjugated|total|map|mean|sum|combined|l3|ionised|"
    r"corrected|urine|urinary|ascitic|fluid)\b"
)
_DATED = re.compile(
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,4}[.-]\d{1,2}[.-]\d{1,4}|\b(?:19|20)\d\d\b|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTH_CUT})|{SOME_MONTH} \d{{1,2}}(?!\d)"
)
_WHEN = (
    r"(?:today|yesterday|now|current(?:ly)?|at present|this (?:morning|week|month)|last (?:week|month|year|time|"
    r"visit|"
    rf"spring|summer|autumn|winter)|\d{{1,2}} (?:days?|weeks?|wks?|months?|mo) ago|(?:in |on )?{SOME_MONTH})"
)
"""When a value was measured, in words."""
_FIGURES = re.compile(rf"\W*(?:{_WHEN}\W+)?(?:(?:it )?(?:was|is)|about|around|from|not|at)?\W*[<>]?\d")
_OTHERS = re.compile(
    r"\W*\d[\d.,]*\d?(?: ?(?:s|secs?|ms|u/l|iu/l|g/l|g/dl|mg/dl|umol/l|k))?"
    r"(?: ?[,;] ?(?!not\b|and\b|or\b)[a-z][a-z -]{1,12}?[ :]*\d[\d.,/]*(?: ?%)?"
    r"| ?\(\d[\d.,]* ?- ?\d[\d.,]*\)| ?[,;] ?\d{2,3} ?%)+\W*"
)
"""``55, AST 78, GGT 240``, ``82 (150-400)``: the value that was asked for, then others or its range."""
_DATED_ROW = re.compile(r"\W*[\d.,]+ (?:on|in) [^,;]{3,14}[,;] ?(?:then |and )?[\d.,]+ (?:on|in) [^,;]{3,14}\W*")
"""``0.9 on 10 Oct, 1.4 on 18 Nov``."""
_BRACKETED = re.compile(r"\W*[<>]?\d[\d.,]*(?: ?[a-zµ/%]{1,8}\d?)? ?\([^()]*\d[^()]*\)(?:\W*$|[,;.] [^\d]*$)")
"""``88 (ULN 40)``, ``82 (18 Nov)``: what is told of a value in brackets."""
_TALKED = re.compile(
    r"\W*[<>]?\d[\d.,]*(?: ?(?!(?:and|or|not|no|if|to|in|on|at|by)\b)[a-zµ%][a-zµ/%^*\d]{0,8})?\s*(?:[,;.]|[-–] |\()\s*"
    r"(?!(?:no|not|sorry|wait|or|maybe|perhaps|possibly|i mean|correction|but|from|this|on|at|in|"
    r"taken|drawn|done|measured|today|as of)\b)[a-z(][^\d?]{12,}"
)
"""``67 U/L, halved since we stopped the statin``: the value, and talk without a figure."""
_PRESSURE = re.compile(r"\d{2,3}(?: ?/ ?| over )\d{2,3}\b")
_NOT_PLAIN = re.compile(
    rf"\b(?:before|was|down|up|from|peak|nadir|total|direct|then|earlier|previous(?:ly)?|{_WHEN})\b|x|->"
)
_STAGES = {
    "bclc": ("bclc", r"[0abcd]"),
    "cnlc": ("cnlc", r"(?:i{1,3}|[123])[ab]|iv"),
    "ecog": ("ecog", r"[0-4]"),
    "child_pugh_class": ("child pugh", r"[abc]\d{0,2}"),
    "child_pugh_score": ("child pugh", r"[abc]\d{1,2}"),
}
"""The name of a stage in a chart, and what its value looks like."""
_REASONED = (
    r"^\W*(?:(?:it |s?he )?(?:was|is|used to be|stage|class|now|currently|initially|previously)\W+)*(?:{stage})"
    r"(?:\W+(?:today|now|currently|initially|previously|before|then)\b)?(?:\s*[(;:-]\s*|\s*,\s*|\s+)"
    r"(?:but |and |it |is |s?he )*"
    r"(?:was|is|now|because|since|due|given|as|i'?d|i would|in|on|per|according|at|by|from|down|up|before|after|"
    r"current\w*|"
    r"today|previous\w*|initial\w*|last|former\w*|borderline|barely|just|only|used)\b"
)
"""``C because of vp2``, ``1, was 2 in summer``: a stage, and what is told beside it."""


def with_name(text: Text, asked: Sequence[str], catalogue: Catalogue) -> Text:
    """Put the name of the one value that was asked for before an answer that is more than a number."""
    fact = catalogue.facts.get(asked[0]) if len(asked) == 1 else None
    if fact is None or len(text.low) > _LONGEST:
        return text
    if fact.id in _STAGES:
        return _with_stage(text, fact.id)
    if fact.kind != "quantity":
        return text
    if not (fact.lab or fact.id in NAMES or fact.unit == "mm[Hg]"):
        return text
    several = _FIGURES.match(text.low) and _SEVERAL.search(_DATED.sub(" ", text.low)) and _NOT_PLAIN.search(text.low)
    several = several or _OTHERS.fullmatch(text.low) or _DATED_ROW.fullmatch(text.low)
    if fact.unit == "mm[Hg]" and "bp" not in text.low and _PRESSURE.search(text.low):
        return rewritten(text, [Change(0, 0, "bp ")])
    several = several or (_BRACKETED.match(text.low) or _TALKED.fullmatch(text.low) if fact.lab else None)
    if not several and not _QUALIFIED.search(text.low):
        return text
    return rewritten(text, [Change(0, 0, NAMES.get(fact.id, fact.id.replace("_", " ")) + " ")])


@lru_cache(maxsize=8)
def _reasoned(fact: str) -> re.Pattern[str]:
    return re.compile(_REASONED.replace("{stage}", _STAGES[fact][1]))


@lru_cache(maxsize=8)
def _beside(fact: str) -> re.Pattern[str]:
    """``C, ECOG 1``: a stage before another that has its name."""
    return re.compile(
        rf"^\W*(?:{_STAGES[fact][1]})\s*[,;]\s*(?:and )?(?:ecog|ps|bclc|cnlc|child|cp|vp ?\d|plts?|platelets|afp|inr|"
        r"bili(?:rubin)?|alb(?:umin)?|hb|creat(?:inine)?|alt|ast|pivka|anc|wbc)\b"
    )


@lru_cache(maxsize=8)
def _either(fact: str) -> re.Pattern[str]:
    """``B or C?``: both are in doubt."""
    return re.compile(rf"\W*(?:{_STAGES[fact][1]}) or (?:{_STAGES[fact][1]})\s*\?+\s*")


def _with_stage(text: Text, fact: str) -> Text:
    """Put the name of the stage that was asked for before one that is told with its reason or with an earlier one."""
    name = _STAGES[fact][0]
    told = _reasoned(fact).match(text.low) or _beside(fact).match(text.low) or _either(fact).fullmatch(text.low)
    if name in text.low or not told:
        return text
    return rewritten(text, [Change(0, 0, f"{name} ")])
