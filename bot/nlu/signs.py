"""Signs and answers that stand apart from the findings they are said of.

``-MI, +PE``, ``(+) stroke (-) HIV``: a sign before its finding; ``neg: HIV, MI``: a word at the head of a list;
``HIV/stroke/PE: N/N/Y``: as many answers as findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, apart, rewritten
from bot.nlu.telling import Gated

FINDING = (
    r"(?:hiv|mi|myocardial infarction|heart attack|cva|strokes?|tia|pe|pulmonary embolism|chf|hf|heart failure|htn|"
    r"hypertension|dm ?\d?|t2dm|diabetes|cad|unstable angina|angina|(?:organ )?transplant|autoimmune(?: disease)?|"
    r"dialysis|afib|af|gib|gi bleed(?:ing)?|ild|hbv|hcv|ascites|encephalopathy|pvtt|ehs|mets|infection|dvt|psoriasis|"
    r"copd|asthma|ckd|lupus)"
)
_SIGNED = Gated(rf"(?:^|(?<=[,;\n(] )|(?<=[,;\n(]))[ \t]*(?P<sign>[+-])(?={FINDING}\b(?![ -]?\d))")
_BRACKETED = Gated(rf"\((?P<sign>[+-])\) ?(?={FINDING}\b)")
_LISTED = Gated(rf"\b(?P<head>neg(?:ative)?s?) ?: ?(?P<list>{FINDING}(?:(?:, ?|/| and | or ){FINDING}\b){{1,9}})")
_ANSWER = r"(?:yes|no|y|n|pos|neg|never|none)\b"
_ROW = Gated(
    rf"\b(?P<names>{FINDING}(?:(?: ?/ ?|, ?){FINDING}\b){{1,9}}) ?: ?"
    rf"(?P<said>{_ANSWER}(?:(?: ?/ ?|, ?){_ANSWER}){{1,9}})"
)
_BETWEEN = re.compile(r" ?/ ?|, ?| and | or ")


def without_signs(text: Text) -> Text:
    """Put every sign and answer beside its finding, in words."""
    changes = apart([*_rows(text.low), *_lists(text.low), *_signs(text.low)])
    return rewritten(text, changes) if changes else text


def _signs(low: str) -> Iterator[Change]:
    for match in _SIGNED.finditer(low):
        if _is_signed(low, match):
            yield Change(match.start("sign"), match.end(), "no " if match["sign"] == "-" else "")
    for line in re.finditer(r"[^\n]+", low) if _BRACKETED.may_match(low) else ():
        if re.match(r"\s*\([+-]\)", line.group()):
            for match in _BRACKETED.finditer(line.group()):
                wording = ", no " if match["sign"] == "-" else ", "
                yield Change(line.start() + match.start(), line.start() + match.end(), wording)


def _is_signed(low: str, match: re.Match[str]) -> bool:
    """A dash at the head of a line may be the mark of a list; another sign beside it in the line makes it one."""
    line_end = low.find("\n", match.end())
    near = low[match.end() : min(match.end() + 60, line_end if line_end >= 0 else len(low))]
    behind = low[max(0, match.start() - 60) : match.start()].rpartition("\n")[2]
    return match["sign"] == "+" or re.search(r"[,;] ?[+-][a-z]", near) is not None or "+" in behind or "-" in behind


def _lists(low: str) -> Iterator[Change]:
    for match in _LISTED.finditer(low):
        yield Change(match.start(), match.end(), "; ".join(f"no {one}" for one in _BETWEEN.split(match["list"])))


def _rows(low: str) -> Iterator[Change]:
    for match in _ROW.finditer(low):
        names, said = _BETWEEN.split(match["names"]), _BETWEEN.split(match["said"])
        if len(names) == len(said):
            told = [f"no {name}" if one[0] == "n" else f"{name}: yes" for name, one in zip(names, said, strict=True)]
            yield Change(match.start(), match.end(), "; ".join(told))
