"""Questions whether a patient may join: what the patient has is told, not asked.

``Dr Mensah asks if the pt with HIV can be screened``: the patient has HIV.
"""

from __future__ import annotations

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_ASKS = (
    r"(?:asks?|asked|asking|wonders?|wondering|wondered|wants? to know|wanted to know|would like to know|"
    r"is not sure|not sure|unsure|can you tell (?:me|us)|question is|please check|pls check|check)"
)
_PERSON = r"(?:pt|patient|man|woman|lady|gentleman)"
_MAY_JOIN = Gated(
    rf"(?P<asks>\b{_ASKS}(?: (?:me|us|you))? (?:if|whether) )(?:(?:the|this|our|a|my|your|that) )?(?:[a-z]+ )?"
    rf"(?:{_PERSON}(?: ?[(\[][^()\[\]\n]{{2,40}}[)\]])?),? (?:with|w/|who has|who had|having|on) [^.;?\n]{{2,80}}?"
    r"(?P<may>,? (?:can|could|may|might|should|would|will|is|qualif\w+|fits?|still)"
    r"(?: (?:still|even|be|also|ever|at all))* ?"
    r"(?:screened|enrolled|included|randomi[sz]ed|join|enter|participate|take part|eligible|suitable|in|considered|"
    r"accepted|for (?:the|this) (?:trial|study))\b[^.;,?\n]{0,30})"
)
_BRACKETED = Gated(
    rf"(?P<asks>\b{_ASKS}(?: (?:me|us|you))? (?:if|whether) )"
    r"(?!(?:an?|any|some|someone|anyone|somebody|patients?|people|one|every|such)\b)[^.;:?\n()]{0,60}?"
    r"(?P<may>\b(?:qualif(?:y|ies)|fits?|is (?:eligible|suitable)|(?:can|could|may|might|would) "
    r"(?:be (?:eligible|suitable|screened|enrolled|included)|join|enter|take part)))"
    r"(?= \((?![^()\n]*(?:[<>≤≥?]|\b(?:below|above|under|over|least|most|between|or)\b))[^()\n]*[a-z] ?\d[^()\n]*\))"
)
"""``asks whether Marta Soler qualifies (ALT 44 U/L)``: what she has stands in brackets."""


def may_join(text: Text) -> Text:
    """Leave what is told of a patient of whom it is asked whether they may join."""
    changes = [
        change
        for match in (*_MAY_JOIN.finditer(text.low), *_BRACKETED.finditer(text.low))
        for change in (Change(*match.span("asks"), ": "), Change(*match.span("may"), ""))
    ]
    return rewritten(text, apart(changes)) if changes else text
