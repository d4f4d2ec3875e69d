"""Organs in a row, each with its mark: ``nodes + / lungs + / brain -``, ``Mets: LN+ lung- bone-``.

A mark alone may be a dash, and a site alone an organ of which anything is told; a row of two or more, each with its
mark behind it, or one behind the word for metastases, is that of a staging form. It is put in the words in which sites
are read anywhere; where two or more are free and none is involved there is no spread.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_SITE = (
    r"(?:(?:the |hilar |regional |distant )?(?:lymph ?)?nodes?|nodal|lns?|lungs?|pulm(?:onary)?|thorax|chest|bones?|"
    r"skeleton|adrenals?|perit(?:on(?:eum|eal)?)?|spleen|skin|brain|cns)(?: (?:mets?|metastas[ei]s))?"
)
_MARK = (
    r"(?: ?[:=] ?| ?- (?=[a-z])| )?(?P<{0}>\+(?:ve)?|-ve|-|–|−|\([+-]\)|"
    r"(?:neg(?:ative)?|pos(?:itive)?|yes|no|nil|none|free|clear|clean)(?![a-z]))"
)
_ITEM = _SITE + _MARK.replace("(?P<{0}>", "(?:")
_HEAD = (
    r"\b(?:(?:extra-?hepatic|distant) )?(?:mets?|metasta(?:s[ei]s|tic)(?: disease)?|ehs|ehm|ehd|spread|m1)"
    r"(?: sites?)? ?[:=(-]* ?"
)
_SEP = r"(?: \([^()\n]{1,30}\)(?=[,;/|& ]))?(?: ?[,;/|&] ?|,? and | ?)"
"""``LN yes (hilar 1.8 cm), brain no``: what is said of a site in brackets goes with it."""
_ENDS = r"(?:(?<=ve)|(?<=neg)|(?<=pos)|(?<=\))|(?=[ \t]*(?:$|[,;/|.\n)(])))(?! ?(?:mets?\b|metasta))(?!\w)"
_ROW = Gated(
    rf"(?P<headed>{_HEAD}{_ITEM}(?:{_SEP}{_ITEM}){{0,8}}){_ENDS}"
    rf"|(?<!\bno )(?<!\bnot )(?<!\w)(?<![\w-]-)(?P<bare>{_ITEM}(?:{_SEP}{_ITEM}){{1,8}}){_ENDS}"
)
_EACH = re.compile(rf"(?P<site>{_SITE}){_MARK.replace('{0}', 'mark')}")
_INVOLVED = frozenset(("+", "+ve", "pos", "positive", "(+)", "yes"))
_SIGN = re.compile(r"[+–−()-]|neg|pos")


def with_sites_marked(text: Text) -> Text:
    """Put rows of organs with their marks in the words in which metastases are read."""
    changes = [
        Change(*match.span(), _told(match.group()))
        for match in _ROW.finditer(text.low)
        if match["headed"] or _SIGN.search(match["bare"])
    ]
    return rewritten(text, changes) if changes else text


def _told(row: str) -> str:
    """Say of each site what its mark says."""
    found = [(match["site"], match["mark"] in _INVOLVED) for match in _EACH.finditer(row)]
    elsewhere = [(site, involved) for site, involved in found if not site.startswith(("brain", "cns"))]
    told = [f"{_organ(site)} metastasis present" for site, involved in elsewhere if involved]
    if not told and len(found) > 1 and not any(involved for _, involved in found):
        told = ["no extrahepatic metastases"]
    elif not told and elsewhere:
        told = [f"no {_organ(site)} metastases" for site, _ in elsewhere]
    told += [
        "brain metastasis present" if involved else "no brain metastases"
        for site, involved in found
        if site.startswith(("brain", "cns"))
    ]
    return "; ".join(told)


def _organ(site: str) -> str:
    """Give the organ as it is read beside the word for a metastasis."""
    return "lymph node" if "nod" in site or site.startswith("ln") else site.split(" ")[0].removesuffix("s")
