"""An illness that is an item of its own in a list of answers: ``HIV neg, no transplant, Hashimoto, no PID``.

Asked for four facts, and answered with four items: the third is no part of the denial before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten

_ITEM = re.compile(r"[^,;]+")
_ILLNESS = re.compile(
    r"\s*(?:hashimoto\w*(?:'s)?(?: thyroiditis)?|crohn(?:'?s)?(?: disease)?|psoriasis|lupus|sle|ulcerative colitis|"
    r"colitis ulcerosa|rheumatoid arthritis|sarcoidosis|vitiligo|graves'?(?: disease)?|co?eliac(?: disease)?|"
    r"multiple sclerosis|autoimmune (?:hepatitis|thyroiditis)|uveitis|diverticulitis)\s*\.?\s*"
)


def with_illness_items(text: Text, asked: Sequence[str]) -> Text:
    """Say of such an illness that the patient has it, where each fact asked for has an item in its order."""
    if len(asked) < 2 or "autoimmune_disease" not in asked:
        return text
    items = list(_ITEM.finditer(text.low))
    place = list(asked).index("autoimmune_disease")
    if len(items) != len(asked) or not _ILLNESS.fullmatch(items[place].group()):
        return text
    start = items[place].start() + len(items[place].group()) - len(items[place].group().lstrip())
    return rewritten(text, [Change(start, start, "has ")])
