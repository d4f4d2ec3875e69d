"""``…under my care for breast cancer. Surgery and radiotherapy with curative intent``: of the cancer told before."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.telling import Gated

_CURED = Gated(
    r"\b(?:curative intent|free of disease|disease[- ]free|adjuvant|neoadjuvant|in remission|complete remission|cured|"
    r"mastectomy|lumpectomy|no recurrence since|endocrine|no relapse since)\b"
)
_REACH = 30


def cured_of_other(draft: Draft, place: int) -> bool:
    """Tell whether a treatment opens a sentence on a cure, and the sentence before names another cancer alone."""
    own, token = draft.tokens[place].sentence, draft.tokens[place]
    if own == 0 or not any(one.id in ("radiotherapy", "systemic", "resection") for one in token.senses("kind")):
        return False
    start = token.start
    if not _CURED.search(draft.text.low, start, start + 160):
        return False
    near = draft.tokens[max(0, place - _REACH) : place + _REACH]
    told = [one for one in near if one.sentence in (own - 1, own)]
    if any(map(_ours, told)) or sum(one.sentence == own for one in draft.tokens[max(0, place - 5) : place]) > 4:
        return False
    return any(one.sense("cancer") and "neg" not in one.scope for one in told if one.sentence == own - 1)


def _ours(token: Token) -> bool:
    return token.text in ("hcc", "liver", "hepatic", "tace", "haic") or "hepatocellular" in token.text
