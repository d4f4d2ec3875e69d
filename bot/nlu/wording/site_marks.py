"""Organs in a row, each with its mark: ``nodes + / lungs + / brain -``, ``LN neg, lung neg, bone neg``.

A mark alone may be a dash, and a site alone an organ of which anything is told; a row of two or more, each with its
mark behind it, is the row of a staging form. It is put in the words in which sites are read anywhere; where two or more
are free and none is involved there is no spread.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_SITE = (
    r"(?:(?:the |hilar |regional |distant )?(?:lymph ?)?nodes?|lns?|lungs?|pulm(?:onary)?|bones?|skeleton|adrenals?|"
    r"peritoneum|periton|brain|cns)(?: (?:mets?|metastas[ei]s))?"
)
_MARK = r"(?:\+(?:ve)?|-ve|-|–|−|neg(?:ative)?|pos(?:itive)?|\(\+\)|\(-\)|yes|no|nil|none|free|clear|clean)"
_ITEM = rf"{_SITE} ?(?:[:=] ?)?{_MARK}"
_HEAD = r"(?:(?:mets?|metastas[ei]s|spread|ehs|ehm|ehd|m1)(?: sites?)? ?[:=] ?)?"
_ROW = Gated(
    rf"(?<!\bno )(?<!\bnot )(?<!\w)(?<![\w-]-)(?P<row>{_HEAD}{_ITEM}(?:(?: ?[,;/|&] ?|,? and | ){_ITEM})+)"
    r"(?:(?<=ve)|(?<=neg)|(?<=pos)|(?<=\))|(?=[ \t]*(?:$|[,;/|.\n)])))(?! ?(?:mets?\b|metasta))(?!\w)"
)
_EACH = re.compile(rf"(?P<site>{_SITE}) ?(?:[:=] ?)?(?P<mark>{_MARK})")
_INVOLVED = frozenset(("+", "+ve", "pos", "positive", "(+)", "yes"))
_SIGN = re.compile(r"[+–−()-]|neg|pos")


def with_sites_marked(text: Text) -> Text:
    """Put rows of organs with their marks in the words in which metastases are read."""
    changes = [
        Change(*match.span("row"), _told(match["row"]))
        for match in _ROW.finditer(text.low)
        if _SIGN.search(match["row"])
    ]
    return rewritten(text, changes) if changes else text


def _told(row: str) -> str:
    """Say of each site what its mark says."""
    found = [(match["site"], match["mark"] in _INVOLVED) for match in _EACH.finditer(row)]
    elsewhere = [(site, involved) for site, involved in found if not site.startswith(("brain", "cns"))]
    told = [f"{_organ(site)} metastasis present" for site, involved in elsewhere if involved]
    if not told and len(found) > 1 and not any(involved for _, involved in found):
        told = ["no extrahepatic metastases"]
    told += [
        "brain metastasis present" if involved else "no brain metastases"
        for site, involved in found
        if site.startswith(("brain", "cns"))
    ]
    return "; ".join(told)


def _organ(site: str) -> str:
    """Give the organ as it is read beside the word for a metastasis."""
    return "lymph node" if "node" in site or site.startswith("ln") else site.split(" ")[0].rstrip("s")
