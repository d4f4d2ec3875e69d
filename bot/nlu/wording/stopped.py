"""A list of what was stopped (``Stopped: apixaban (3 Nov), sorafenib (12 Oct, rash)``): each item says so itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_LIST = Gated(
    r"(?:^|(?<=\n)|(?<=[.;] ))(?P<head>(?:(?:medications?|meds|drugs|medicines) )?"
    r"(?:stopped|discontinued|ceased|withdrawn)(?: (?:medications?|meds|drugs|medicines|treatments?))?"
    r"(?: (?:on|at|during|since) (?:admission|discharge|this visit))?"
    r" ?: ?)(?P<items>[a-z][^\n;]{2,240}?)(?=\.(?:\s|$)|\n|;|$)"
)
_GOES_ON = re.compile(r"\b(?:continu(?:es?|ed|ing)|unchanged|still on|remains? on) ?:(?![^\n.;]{0,80}(?:nib|mab)\b)")
"""Behind such a list: other drugs than those of the tumour go on."""
_ITEM = re.compile(r"(?P<name>[a-z][^,(\[]*)(?:[(\[][^()\[\]]*[)\]])?[^,]*(?P<joint>,|$)")
_NAME = re.compile(r"[a-z][a-z /+-]*[a-z]")


def each_stopped(text: Text) -> Text:
    """Write behind each item under such a heading that it was stopped; other messages stay as they are."""
    changes = [change for match in _LIST.finditer(text.low) for change in _of_list(match)]
    return rewritten(text, apart(changes)) if changes else text


def _of_list(match: re.Match[str]) -> Iterator[Change]:
    if match["items"].startswith(("none", "nil", "no ")):
        return
    yield Change(*match.span("head"), "")
    goes_on = _GOES_ON.search(match.string, match.end())
    if goes_on is not None:
        yield Change(*goes_on.span(), "medication:")
    for item in _ITEM.finditer(match.string, match.start("items"), match.end("items")):
        name = _NAME.match(item["name"])
        if name is not None:
            place = item.start("name") + name.end()
            yield Change(place, place, " stopped")
        if item["joint"]:
            yield Change(*item.span("joint"), ";")
