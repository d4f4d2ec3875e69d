"""Boxes of a form: what is ticked stays, what is not ticked is taken out, before anything is read."""

from __future__ import annotations

import re

from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, rewritten

_BOX = re.compile(r"\[ ?(?P<x>[x\u2713\u2714v]?) ?\]|\((?P<y> |x)\)|(?P<z>[\u2610\u25a1\u2611\u2612\u2713\u2714])")
_TICKED = frozenset("xv\u2611\u2612\u2713\u2714")
_MOST = 400
"""Boxes of a form; a text of more is none."""
_SIGNS = ("[ ", "[x", "[]", "( )", "(x)", "\u2610", "\u25a1", "\u2611", "\u2612")
_ENDS = re.compile(r"\s{2,}|[,;|\n]|$")
_LABEL = re.compile(r"(?:^|[:,;|]|\s{2,}|-)\s*$")


def without_unticked(text: Text) -> Text:
    """Read ``HIV: [ ] yes [x] no`` as ``HIV: no``, ``RFA \u2610 TACE \u2612`` as ``TACE``."""
    if not any(sign in text.low for sign in _SIGNS):
        return text
    changes: list[Change] = []
    start = 0
    for line in text.low.split("\n"):
        changes += _of_line(text.low, start, start + len(line))
        start += len(line) + 1
    return rewritten(text, changes) if 0 < len(changes) <= _MOST else text


def _of_line(low: str, start: int, end: int) -> list[Change]:
    """Give what becomes of the boxes of a line, and of the words that belong to those without a tick."""
    boxes = list(_BOX.finditer(low, start, end))
    if not boxes:
        return []
    glued = low[boxes[0].end() : boxes[0].end() + 1].isalnum()
    before = glued or bool(_LABEL.search(low[max(start, boxes[0].start() - 12) : boxes[0].start()]))
    changes = []
    place = start
    for number, box in enumerate(boxes):
        ticked = any(group in _TICKED for group in box.groups("") if group)
        following = boxes[number + 1].start() if number + 1 < len(boxes) else end
        if before:
            closes = _ENDS.search(low, box.end() + 1, following)
            last = closes.start() if closes is not None else following
            apart = closes is not None and closes.end() - closes.start() > 1
            if ticked:
                changes.append(Change(box.start(), box.end(), " "))
                changes += [Change(closes.start(), closes.end(), "; ")] if apart and closes is not None else []
            elif apart and closes is not None:
                changes.append(Change(box.start(), closes.end(), "; "))
            else:
                changes.append(Change(box.start(), max(last, box.end()), ""))
        else:
            opens = max(low.rfind(sign, place, box.start()) for sign in (":", ",", ";", "|")) + 1
            first = max(opens, place)
            changes.append(Change(box.start() if ticked else first, box.end(), "," if ticked else ""))
        place = box.end()
    return changes
