"""An answer that is more than one number is read as if its question's name stood before it.

``clearance 55`` to the question about creatinine is no creatinine, ``total 1.4 direct 0.5`` and ``5.2, down from 8``
hold two numbers: what names a value in a chart decides here too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, rewritten
from bot.nlu.telling import Gated
from criteria.catalogue import Catalogue

_NAMES = {"afp_baseline": "afp", "pivka2_baseline": "pivka", "largest_tumour": "largest tumour"}
_LONGEST = 100
"""Letters of an answer that is read so."""
_SEVERAL = re.compile(r"\d[^\d]*[^\d.,'][^\d]*\d")
_QUALIFIED = Gated(
    r"^\W*(?:clearance|crcl|egfr|gfr|direct|indirect|conjugated|unconjugated|total|map|mean|sum|combined|l3|ionised|"
    r"corrected|urine|urinary|ascitic|fluid)\b"
)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATED = re.compile(
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,4}[.-]\d{1,2}[.-]\d{1,4}|\b(?:19|20)\d\d\b|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}|{_MONTHS}[a-z]* \d{{1,2}}(?!\d)"
)
_FIGURES = re.compile(r"\W*(?:(?:it )?(?:was|is)|about|around|from|not|at)?\W*\d")
_OTHERS = re.compile(
    r"\W*\d[\d.,]*\d?(?: ?(?:s|secs?|ms|u/l|iu/l|g/l|g/dl|mg/dl|umol/l|k))?"
    r"(?: ?[,;] ?(?!not\b|and\b|or\b)[a-z][a-z -]{1,12}?[ :]*\d[\d.,/]*(?: ?%)?"
    r"| ?\(\d[\d.,]* ?- ?\d[\d.,]*\)| ?[,;] ?\d{2,3} ?%)+\W*"
)
"""``55, AST 78, GGT 240``, ``82 (150-400)``: the value that was asked for, then others or its range."""
_DATED_ROW = re.compile(r"\W*[\d.,]+ (?:on|in) [^,;]{3,14}[,;] ?(?:then |and )?[\d.,]+ (?:on|in) [^,;]{3,14}\W*")
"""``0.9 on 10 Oct, 1.4 on 18 Nov``."""
_NOT_PLAIN = re.compile(r"\b(?:before|now|was|down|up|from|peak|nadir|total|direct|then)\b|x|->")


def with_name(text: Text, asked: Sequence[str], catalogue: Catalogue) -> Text:
    """Put the name of the one value that was asked for before an answer that is more than a number."""
    fact = catalogue.facts.get(asked[0]) if len(asked) == 1 else None
    if fact is None or fact.kind != "quantity" or len(text.low) > _LONGEST:
        return text
    if not (fact.lab or fact.id in _NAMES or fact.unit == "mm[Hg]"):
        return text
    several = _FIGURES.match(text.low) and _SEVERAL.search(_DATED.sub(" ", text.low)) and _NOT_PLAIN.search(text.low)
    several = several or _OTHERS.fullmatch(text.low) or _DATED_ROW.fullmatch(text.low)
    if not several and not _QUALIFIED.search(text.low):
        return text
    return rewritten(text, [Change(0, 0, _NAMES.get(fact.id, fact.id.replace("_", " ")) + " ")])
