"""The points of which a Child-Pugh score is made up are no values of what they stand for."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.telling import Gated

_ITEM = (
    r"(?:(?:total |serum |t\.? ?)?bili(?:rubin)?|tb|alb(?:umin)?|inr|pt|prothrombin time|ascites|"
    r"(?:hepatic )?enceph\w*|he|pse)\s*[:=]?\s*[123](?![\d.,]\d|\d|\s*(?:mg|g/|g\b|umol|s\b|sec|x\b|%))"
    r"(?: ?(?:points?|pts?|p))?"
)
_POINTS = Gated(
    rf"(?:child|pugh|ctp|cps?)\b[^\n]{{0,40}}?(?P<points>{_ITEM}(?:\s*[,;+/]\s*(?:and )?|\s+(?:and )?){_ITEM}"
    rf"(?:(?:\s*[,;+/]\s*(?:and )?|\s+(?:and )?){_ITEM})+)"
)


def pass_points(draft: Draft) -> None:
    """``Child-Pugh B8 (bili 2, alb 2, INR 1, ascites 2, enceph 1)``: three points or more in a row, ascites or
    encephalopathy among them, are passed over; the total is what is recorded (Pugh et al., Br J Surg 1973)."""
    for match in _POINTS.finditer(draft.text.low):
        if "ascites" in match["points"] or "enc" in match["points"] or " he" in f" {match['points']}":
            draft.use(range(draft.place_at(match.start("points")), draft.place_at(match.end("points") - 1) + 1))
