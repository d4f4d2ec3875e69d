"""A blood count with letters for its names: ``W 6.8 / N 4.4 / Hb 119 / P 240``, ``P 93 H 127 W 4.0``.

Only a row in which white cells, haemoglobin and platelets all stand, each with a number that it can have, is one: a
single ``P 76`` is as likely the pulse, a ``W 71`` the weight.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_NAMES = {
    **dict.fromkeys(("w", "wbc", "wcc", "tlc", "leu", "leuc", "leuk"), "wbc"),
    **dict.fromkeys(("h", "hb", "hgb"), "hb"),
    **dict.fromkeys(("p", "plt", "plts", "plat"), "plt"),
    **dict.fromkeys(("n", "anc", "neut", "neuts"), "neut"),
}
_LETTERS = frozenset("whpn")
_COUNTS = frozenset(("wbc", "hb", "plt"))
_ITEM = (
    r"(?:w|wbc|wcc|tlc|leu[ck]?|h|hb|hgb|p|plts?|plat|n|anc|neuts?|l|m)[ ]?[:=]?[ ]?"
    r"\d{1,4}(?:[.,]\d{1,2})?(?![\d.,%/]*\d)"
)
_ASIDE = r"(?:[ ]?(?:k|g/d?l|g%|x?10[\^*e]?9/l)\b)?(?:[ ]?\([^()\n]{0,24}\))?"
_LETTER = r"[whpn][ ]?[:=]?[ ]?\d"
_ROW = Gated(
    rf"(?<![\w.])(?={_LETTER}|\w[^\n]{{2,60}}[ /,;|]{_LETTER}){_ITEM}{_ASIDE}"
    rf"(?:[ ]?[,;/|]?[ ]?{_ITEM}{_ASIDE}){{2,6}}",
    core=r"[whpn](?<![\w.][whpn])[ ]?[:=]?[ ]?\d",
)
_BRACKET = re.compile(r"\([^()]*\)")
_ONE = re.compile(r"(?<![\w.])(?P<name>[a-z]+)[ ]?[:=]?[ ]?(?P<value>\d{1,4}(?:[.,]\d{1,2})?)")
_USUAL = {"wbc": (0.3, 30), "hb": (4, 200), "plt": (8, 900), "neut": (0.05, 29)}
"""What each may be, in the units of the counter."""


def with_letter_counts(text: Text) -> Text:
    """Write the names of such a row out; a message without one stays as it is."""
    changes: list[Change] = []
    for row in _ROW.finditer(text.low):
        asides = [range(*one.span()) for one in _BRACKET.finditer(text.low, *row.span())]
        told = [one for one in _ONE.finditer(text.low, *row.span()) if one["name"] in _NAMES]
        items = [one for one in told if not any(one.start() in aside for aside in asides)]
        named = [_NAMES[one["name"]] for one in items]
        if set(named) >= _COUNTS and len(set(named)) == len(named) and all(map(_fits, items)):
            changes += [
                Change(*one.span("name"), f"{name} ")
                for one, name in zip(items, named, strict=True)
                if one["name"] in _LETTERS
            ]
    return rewritten(text, changes) if changes else text


def _fits(item: re.Match[str]) -> bool:
    """Tell whether a number can be one of its count."""
    low, high = _USUAL[_NAMES[item["name"]]]
    return low <= float(item["value"].replace(",", ".")) <= high
