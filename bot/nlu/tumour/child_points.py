"""The points of which a Child-Pugh score is made up are no values of what they stand for."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated

_NAME = (
    r"(?:(?:total |serum |t\.? ?)?bil(?:i|irubin)?|tb|alb(?:umin)?|inr|pt|prothrombin time|asc(?:ites)?|"
    r"(?:hepatic )?enc(?:eph\w*)?|he|pse)"
)
_ITEM = (
    rf"{_NAME}\s*[:=]?\s*\(?[123](?![\d.,]\d|\d|\s*(?:mg|g/|g\b|umol|s\b|sec|x\b|%))"
    r"(?: ?(?:points?|pts?|p))?\)?(?: \([a-z ]{2,20}\))?"
)
_LEAD = r"(?:child|pugh|ctp|cpt|cps?)\b[^\n]{0,40}?"
_TOTAL = (
    r"(?:\s*\)?\s*[.:;,]?\s*(?:=|->|(?:total|sum)(?: score| points)?(?: is| of| =)?:?)\s*(?P<class>[abc])?\s?"
    r"(?P<total>1[0-5]|[5-9])\b(?: ?points?)?"
    r"(?:[\s,;=]*\(?(?:child )?(?:class )?(?P<behind>[abc])\b\)?(?=\s*(?:$|[.,;)\n])))?)?"
)
_POINTS = Gated(
    rf"{_LEAD}(?P<points>\b{_ITEM}(?:\s*[,;+/]\s*(?:and )?|\s+(?:and )?){_ITEM}"
    rf"(?:(?:\s*[,;+/]\s*(?:and )?|\s+(?:and )?){_ITEM})+){_TOTAL}"
)
_UNLED = Gated(
    rf"(?P<points>\b{_NAME}\s*[:=]?\s*\(?[123] ?(?:points?|pts?|p)\b\)?(?:\s*[,;+/]\s*(?:and )?|\s+(?:and )?){_ITEM}"
    rf"(?:(?:\s*[,;+/]\s*(?:and )?|\s+(?:and )?){_ITEM})+){_TOTAL}"
)
"""``bili 1 pt, alb 2 pts, INR 1 pt, ascites 2, HE 1 = 7 (B)``: points by their name, with no score named."""
_REST = (
    r"(?:all |the )*(?:rest|others?|remaining|everything else|remainder)(?: items?| ones?)?"
    r"(?: (?:are|is|all|each))*\s*[:=]?\s*1"
)
_BRACKETED = Gated(
    rf"\b(?:child|pugh|ctp|cpt|cps?)\b[ -]*(?:score |class )?[: ]*[abc]?[ -]?(?:1[0-5]|[5-9]) ?(?:points?|pts?)?"
    r"(?:,? (?:class )?[abc])? ?"
    rf"\((?P<points>{_ITEM}(?:(?:\s*[,;+/]\s*|\s+)(?:and )?{_ITEM})*"
    rf"(?:(?:\s*[,;+/]\s*|\s+)(?:and )?(?:{_ITEM}|{_REST}(?: each| pt| point)?)))\)"
)
"""``Child-Pugh 7 (bili 2, alb 2)``, ``6 (alb 2, rest 1)``: what a score is made up of, single figures from 1 to 3."""
_MARKED = Gated(rf"\b{_NAME}\s*[:=]?\s*[123] ?(?:points?|pts?|p)\b")
_CHILD = Gated(r"\b(?:child|pugh|ctp|cpt|cps?)\b")


def pass_points(draft: Draft) -> None:
    """``Child-Pugh B8 (bili 2, alb 2, INR 1, ascites 2, enceph 1)``: three points or more in a row, ascites or
    encephalopathy among them, are passed over; the total is what is recorded (Pugh et al., Br J Surg 1973)."""
    low = draft.text.low
    unled = _UNLED.finditer(low) if " p" in low and _CHILD.search(low) is None else ()
    for match in (*_POINTS.finditer(low), *unled):
        if "asc" in match["points"] or "enc" in match["points"] or " he" in f" {match['points']}":
            _pass(draft, match.start("points"), match.end("points"))
            _total(draft, match)
    for match in _BRACKETED.finditer(low):
        _pass(draft, match.start("points"), match.end("points"))
    if " p" in low:
        of_score = _CHILD.search(low) is not None
        for match in _MARKED.finditer(low):
            if of_score or "point" in match.group():
                _pass(draft, *match.span())


def _pass(draft: Draft, start: int, end: int) -> None:
    draft.use(range(draft.place_at(start), draft.place_at(end - 1) + 1))


def _total(draft: Draft, match: re.Match[str]) -> None:
    """``= 7``, ``-> A6`` behind the points."""
    if match["total"]:
        first, last = draft.place_at(match.start("points")), draft.place_at(match.end() - 1)
        draft.record("child_pugh_score", int(match["total"]), first, last)
        if match["class"] or match["behind"]:
            draft.record("child_pugh_class", (match["class"] or match["behind"]).upper(), first, last)
