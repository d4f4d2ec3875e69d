"""What went with a stage of before: ``A6 now (B8 with ascites)``, ``ECOG 1, was 2 with infection``.

It is over with that stage, or nothing is known of it since, so that it is left out; an encephalopathy is a past one.
"""

from __future__ import annotations

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_STAGE_THEN = r"(?:(?:child(?:[ -]pugh)?|ctp|cp|ecog|ps|bclc) ?)?(?:[abc] ?(?:1[0-5]|[5-9])?|[0-4])"
_OF_THEN = Gated(
    rf"(?:\b(?:was|were|had been|been|previously|prev|before:?|initially)[ :]{{1,2}}{_STAGE_THEN}|"
    rf"\b(?:now|currently|today) ?\((?:was |then |initially )?{_STAGE_THEN})"
    r"(?P<when> (?:with|w/|during|due to|d/t|from|because of) (?:(?:an?|the|some|mild|overt|acute|his|her) )*"
    r"(?:(?P<past>(?:hepatic )?encephalopathy|he)|ascites|infection|sepsis|pneumonia|cholangitis|sbp|uti))"
    r"(?=\)|,| in\b| last\b|;|\s*$|\.(?:\s|$))"
)


def without_occasions(text: Text) -> Text:
    """Leave out what went with a stage of before; an encephalopathy is a past one."""
    changes = [
        Change(*one.span("when"), ", past encephalopathy" if one["past"] else "") for one in _OF_THEN.finditer(text.low)
    ]
    return rewritten(text, changes) if changes else text
