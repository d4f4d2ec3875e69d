"""Infections that are not over: ``the UTI is not gone yet``, ``the infection (UTI) has not healed``."""

from __future__ import annotations

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_NOT_OVER = Gated(
    r"(?P<gloss> ?\([^()\n\d]{2,30}\))?(?: (?:(?:is|has|are|have|was|does|will|still) )*"
    r"(?:not|n't|isn't|hasn't|aren't|haven't|wasn't|won't|doesn't)"
    r"(?: (?:been|yet|fully|completely|entirely|quite|totally|really|all))*"
    r" (?:over|gone(?: away)?|resolved?|healed|heal|cleared(?: up)?|clear(?: up)?|settled?|finished|cured|eradicated|"
    r"going away|go away|under control)(?: (?:yet|so far|as yet|completely|fully))*)(?![a-z])"
)
_GLOSS = Gated(r"(?<=[a-z]) ?\((?P<gloss>[^()\n\d]{2,30})\)(?= (?:is|was|has|are|which|that|now|all|not)\b| ?[,;:.]|$)")
_BACK = 40


def with_lingering(text: Text, named: Named) -> Text:
    """Say that an infection that is not over is ongoing; what kind it is in brackets is no other one."""
    low = text.low
    changes = [
        Change(*match.span(), " is ongoing")
        for match in _NOT_OVER.finditer(low)
        if _infection_before(low, match.start(), named)
    ]
    changes += [
        Change(*match.span(), "")
        for match in _GLOSS.finditer(low)
        if {fact for *_, fact in named(match["gloss"])} == {"active_infection"}
        and _infection_before(low, match.start(), named)
    ]
    return rewritten(text, apart(changes)) if changes else text


def _infection_before(low: str, place: int, named: Named) -> bool:
    head = low[max(0, place - _BACK) : place]
    return any(fact == "active_infection" and end == len(head) for _, end, fact in named(head))
