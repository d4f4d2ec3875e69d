"""A no to all that was asked, and a turn to something else: ``neither, but there is a lung met``."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.nlu.answers.each_answer import LONGEST
from bot.nlu.draft import Draft
from bot.nlu.extraction import Extraction

_NONE_BUT = re.compile(
    r"\W*(?:neither|none|no to (?:both|all)|(?:both|all)(?: of them)? (?:are )?(?:no|negative|absent))"
    r"(?: (?:one|of (?:them|those|these|the (?:two|three|above)|it)))*(?: (?:so far|really|as far as (?:i|we) know))?"
    r"\s*[,;.:–-]*\s+(?:but|though|although|however|only|just)\b,?\s+(?P<rest>\S.*)",
    re.I | re.S,
)


def answer_none_but(draft: Draft, extract: Callable[..., Extraction]) -> None:
    """Say no to every fact that was asked, but for those that are told behind the turn."""
    raw, asked = draft.text.raw, draft.asked
    if len(asked) < 2 or len(raw) > LONGEST or draft.retracted or draft.corrections or draft.reply:
        return
    if any(one not in draft.catalogue.facts for one in asked) or not (match := _NONE_BUT.fullmatch(raw.strip())):
        return
    rest = extract(match["rest"], today=draft.today)
    open_yet = {*(one.fact for one in rest.queries), *rest.hypothetical}
    others = tuple(one for one in asked if one not in rest.facts)
    if open_yet & set(asked) or not others or not (rest.facts or rest.treatments) or rest.unused:
        return
    none = extract("neither" if len(others) > 1 else "no", today=draft.today, asked=others)
    draft.facts = {**none.facts, **draft.facts}
    draft.queries = [one for one in draft.queries if one.fact not in none.facts]
