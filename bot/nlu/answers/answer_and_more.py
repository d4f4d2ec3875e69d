"""An answer, and something of another fact beside it: ``B. And the ECOG is 1`` to the question about Child-Pugh."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.nlu.answers.answer_words import AYE, NAY
from bot.nlu.answers.each_answer import LONGEST
from bot.nlu.draft import Draft
from bot.nlu.extraction import Extraction

_PARTED = re.compile(
    r"(?P<first>(?:[^.;,\n?]|[.,](?=\d)){1,40}?)(?:\s*[.;\n]\s*|\s*,\s+(?:and |also |plus )?|\s+(?:and|plus|also)\s+)"
    r"(?P<rest>(?!(?:but|or|although|though|however|not|no|sorry|wait|i mean|actually|maybe|perhaps|if|unless|"
    r"except|apart|rather|correction|hmm|well)\b)[a-z(].*)",
    re.I | re.S,
)

_BEHIND = re.compile(
    rf"(?P<rest>[^?]{{3,140}}?)\s*(?:[.;]\s+|\n\s*)(?P<first>(?:so |then |and )?(?:{AYE}|{NAY})\W*)", re.I | re.S
)
"""``ECOG 1. No``: the answer stands behind what was told beside it."""
_NOT_ASKED_OF = re.compile(r"\b(?:need(?:ed|s)?|applicable|relevant|necessary|required|n/?a)\b", re.I)
"""``not needed, postmenopausal`` denies nothing."""


def answer_and_more(draft: Draft, extract: Callable[..., Extraction]) -> None:
    """Read the answer before the mark by itself, where what is behind it tells of another fact."""
    raw, asked = draft.text.raw.strip(), draft.asked
    if len(asked) != 1 or len(raw) > LONGEST or draft.reply or draft.retracted or draft.corrections:
        return
    fact = asked[0]
    known = {*draft.facts, *draft.hypothetical, *(one.fact for one in draft.queries)}
    if fact not in draft.catalogue.facts or fact in known:
        return
    behind = _BEHIND.fullmatch(raw)
    match = behind or _PARTED.fullmatch(raw)
    if match is None:
        return
    if _NOT_ASKED_OF.search(match["first"]):
        return
    first = extract(match["first"], today=draft.today, asked=asked)
    if set(first.facts) != {fact} or first.unused or first.queries or first.hypothetical or first.corrections:
        return
    rest = extract(match["rest"], today=draft.today)
    open_yet = {*(one.fact for one in rest.queries), *rest.hypothetical, *rest.facts}
    if fact in open_yet or rest.retracted or rest.corrections or not (rest.facts or rest.treatments):
        return
    if behind and not _told_in_full(rest, behind["rest"], draft):
        return
    draft.facts[fact] = first.facts[fact]
    draft.inferred += first.inferred
    draft.mentions += first.mentions


def _told_in_full(rest: Extraction, said: str, draft: Draft) -> bool:
    """Tell whether what stands before a last yes or no has its own value: ``stroke. No`` denies the stroke."""
    if rest.unused or rest.queries:
        return False
    if any(not {"start", "end", "outcome"} & set(one) for one in rest.treatments):
        return False
    denied = re.match(r"\W*(?:no|denies|without)\b", said, re.I)
    return bool(denied) or all(draft.catalogue.facts[one].kind in ("quantity", "choice") for one in rest.facts)
