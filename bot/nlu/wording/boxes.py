"""Boxes of a form: what stands beside a ticked one is told, what stands beside an empty one is not.

``☐ yes ☑ no``, ``[ ] HIV [x] transplant``, ``ECOG ( )0 (x)1``; the box stands before its word or behind it, the same
way in a whole line. ``Y / N`` that nobody marked says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_BOX = re.compile(r"(?P<on>\[ ?[xv✓✔✗✘] ?\]|\( ?[xv✓✔] ?\)|[☑☒✓✔🗹⊠])|(?P<off>\[ {0,3}\]|\( {0,3}\)|\[_\]|[☐□▢◻])")
_GATE = Gated(r"\[ {0,3}\]|\( {0,3}\)|\[ ?x ?\]|\( ?x ?\)|\[[yn]\]|[☐□▢◻☑☒✔✓🗹⊠]|\by(?:es)? ?/ ?no?\b")
_CIRCLED = re.compile(r"\b(?P<yes>y(?:es)?) ?/? ?\[(?P<no>no?)\]|\[(?P<aye>y(?:es)?)\] ?/? ?no?\b")
_EMPTY = r"(?:\[ {0,3}\]|\( {0,3}\)|\[_\]|[☐□▢◻])"
_EITHER = re.compile(
    r"(?P<name>[a-z][a-z0-9 ()-]{1,40}?)[:?]? *\b(?:y ?/ ?n|yes ?/ ?no)\b"
    r"(?: ?\((?:please )?(?:circle|tick|delete|select|choose|mark|underline)[^)\n]{0,30}\))?(?=\s*(?:$|[,;.|\n]))"
)
_UNMARKED = re.compile(
    r"(?P<name>[a-z][a-z0-9 ()/'-]{1,40}?)[:?-]? *(?:"
    rf"(?P<box>{_EMPTY}) *y(?:es)?\b[ ,/|]*(?P=box) *no?\b|\by(?:es)? *(?P<behind>{_EMPTY})[ ,/|]*no? *(?P=behind))"
)
_TICKED = re.compile("[a-z)]:? ?[✓✔]")
_CROSSED = re.compile(r"(?<=[a-z)]):? [x×✗✘](?=\s*(?:$|[,;|.\n]))")
"""``stroke x, PE ✓``: beside ticks behind their names a cross denies."""
_STOPS = re.compile(r"[\n;|]|[,.](?=\s)| {2,}|[:?](?=\s)")


_DENIED = re.compile(r"[a-z] ?(?:->|:|=) *(?:neg(?:ative)?|no|none|nil|never|absent|non-?reactive)[ \t]*$")
"""``[ ] HIV -> neg``: the box is empty since it is not so."""
_VALUE = re.compile(r"(?<= )(?:[0-4]|[abcd]\d?|(?:i{1,3}|[123])[ab]|iv|vp ?[1-4]|yes|no|[yn]|none) *$")
"""The last word before an empty box where it is a value of what is named before it: ``ECOG 0 [ ]``."""


def without_boxes(text: Text) -> Text:
    """Leave of a form the ticked boxes alone; a message without boxes stays as it is."""
    if not _GATE.search(text.low):
        return text
    changes = [Change(*one.span(), ": no") for one in _CROSSED.finditer(text.low)] if _TICKED.search(text.low) else []
    changes += [Change(*one.span(), "no" if one["no"] else "yes") for one in _CIRCLED.finditer(text.low)]
    changes += [Change(*one.span(), " ") for one in _EITHER.finditer(text.low)]
    changes += [Change(*one.span(), " ") for one in _UNMARKED.finditer(text.low)]
    start = 0
    ticked = any(one["on"] for one in _BOX.finditer(text.low))
    for line in text.low.split("\n"):
        changes += _of_line(line, start, ticked=ticked)
        start += len(line) + 1
    return _closed_up(rewritten(text, apart(changes))) if changes else text


_GAPS = re.compile(r" {2,}")


def _closed_up(text: Text) -> Text:
    """Close the gaps that are left, which would make columns of a table; a wide one before a name parts two lines."""
    changes = []
    for gap in _GAPS.finditer(text.low):
        heads = re.match(r"[a-z][a-z /-]{1,30}[:?]", text.low[gap.end() : gap.end() + 33])
        closed = text.low[max(0, gap.start() - 1) : gap.start()].isalnum()
        changes.append(Change(*gap.span(), "; " if heads and closed else " "))
    return rewritten(text, changes)


def _of_line(line: str, offset: int, *, ticked: bool) -> Iterator[Change]:
    """What is to go of one line: the boxes, and the words of the empty ones; brackets are boxes beside ticked ones."""
    boxes = [*_BOX.finditer(line)]
    if not boxes or (not ticked and all(one.group()[0] == "(" for one in boxes)):
        return
    behind = _stand_behind(line, boxes)
    for number, box in enumerate(boxes):
        if behind:
            first = boxes[number - 1].end() if number else 0
            start, end = _last_piece(line, first, box.start()), box.end()
        else:
            last = boxes[number + 1].start() if number + 1 < len(boxes) else len(line)
            start, end = box.start(), _first_piece(line, box.end(), last)
        if box["off"] and (len(boxes) > 1 or not _DENIED.search(line, box.end())):
            yield Change(offset + start, offset + end, " ")
        else:
            yield Change(offset + box.start(), offset + box.end(), " ")


_ITEM_ENDS = re.compile(r"[;|]|[.,](?=\s|$)| [-–/] ")


def _stand_behind(line: str, boxes: list[re.Match[str]]) -> bool:
    """``TACE ☒ RFA ☐``: an item that ends with a box and does not begin with one, or begins no word behind the last."""
    rest = _ITEM_ENDS.split(line[boxes[-1].end() :], maxsplit=1)[0].strip(" .,;")
    if any(line[one.end() : one.end() + 1].isalnum() for one in boxes):
        return False
    begins = not line[: boxes[0].start()].strip(" .,;:-*") or line[: boxes[0].start()].rstrip().endswith(":")
    return not begins and (not rest or re.fullmatch(r"(?:\(?(?:19|20)\d\d\)?|\d[\d./-]*)", rest) is not None)


def _first_piece(line: str, start: int, last: int) -> int:
    """The end of the words that belong to an empty box before them."""
    stop = _STOPS.search(line, start + 1, last)
    return stop.start() if stop else last


def _last_piece(line: str, first: int, end: int) -> int:
    """The start of the words that belong to an empty box behind them."""
    stops = [one.end() for one in _STOPS.finditer(line, first, end)]
    value = _VALUE.search(line, stops[-1] if stops else first, end)
    return value.start() if value else stops[-1] if stops else first
