"""One drug of two was stopped and the other goes on: each is told as a course of its own.

``lenvatinib + pembro from Nov 2025, pembro stopped in Jan 2026 (hepatitis), lenva ongoing``: the drugs are known by
what they are, so that the second time each may be named in another way.
"""

from __future__ import annotations

import re

from bot.nlu.dating.day_forms import DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_Hit = tuple[int, int, str]
_ANY_DAY = rf"(?:{DAY}|\d{{1,2}}/\d{{1,2}}(?![\w/-]|\.\d))"
_ENDED = r"(?:stopped|off|discontinued|ended|dropped|withdrawn|ceased|given up|d/c(?:'?e?d)?)"
_NEXT = r"(?:[,;.:]| -)? ?(?:and |but |then |while |whereas |with |later |now |only )*(?:the )?$"
_JOINT = re.compile(r" ?(?:\+|/|&| and | with | plus |, ) ?")
_BEGUN = re.compile(
    r"(?: both)?(?: combination| combo| doublet)?,? ?\(?"
    r"(?:(?:was |were )?(?:since|from|started|begun|commenced|initiated|in|on) )*"
    rf"(?P<day>{_ANY_DAY})\)?(?: ?-(?= ?[,;.])| onwards)?{_NEXT}"
)
_STOPPED = re.compile(
    rf"(?: was| has been| had to be| only| alone)*,? ?{_ENDED}(?: since| in| on| from| as of)? (?P<end>{_ANY_DAY})"
    r"(?:,? ?\((?P<why>[a-z][^()\n]{2,30})\)|"
    rf",? (?:for|because of|due to|after|with) (?:an? )?(?P<for>[a-z][^.;,\n]{{2,30}}))?{_NEXT}"
)
_GOES_ON = re.compile(
    r"(?: mono(?:therapy)?)?(?: (?:is|was|has been|still|alone|now|being|given))*,? ?(?:ongoing|continu(?:es|ed|ing)|"
    r"cont\b\.?|goes on|went on|carries on|carried on|maintained|kept(?: on| going)?|still on|running|"
    r"alone(?: since| from then| thereafter| on)?|to date|until now|till now|monotherapy)(?!\w)"
)
_TELLS = Gated(rf"\b{_ENDED}(?!\w)")


def with_one_left(text: Text, naming: Named) -> Text:
    """Tell the two drugs of a regimen as two courses where one was stopped on a day and the other goes on."""
    if not _TELLS.may_match(text.low) or _TELLS.search(text.low) is None:
        return text
    named = [one for one in naming(text.low) if one[2].startswith(("agent ", "regimen "))]
    changes = []
    for at, one in enumerate(named):
        if (both := _both(text.low, named[at : at + 2])) is not None and len(named) > at + both[1] + 1:
            changes.append(_told_apart(text.low, (one[0], *both), named[at + both[1] : at + both[1] + 2]))
    return rewritten(text, apart(one for one in changes if one is not None))


def _both(low: str, named: list[_Hit]) -> tuple[int, int, frozenset[str]] | None:
    """Give where two drugs that are named together end, how many names they take, and which they are."""
    first = named[0]
    if first[2].startswith("regimen ") and first[2].endswith("/bev"):
        return first[1], 1, frozenset(("agent atezolizumab", "agent bevacizumab"))
    if len(named) < 2 or not _JOINT.fullmatch(low[first[1] : named[1][0]]):
        return None
    return named[1][1], 2, frozenset((first[2], named[1][2]))


def _told_apart(low: str, both: tuple[int, int, int, frozenset[str]], again: list[_Hit]) -> Change | None:
    """Give both courses in words, where each of the two drugs is named again: one was stopped, one goes on."""
    start, end, _, drugs = both
    (first, ended, one), (second, last, other) = again
    if one == other or drugs != {one, other}:
        return None
    begun, stopped = _BEGUN.fullmatch(low[end:first]), _STOPPED.fullmatch(low[ended:second])
    goes_on = _GOES_ON.match(low, last)
    if not (begun and stopped and goes_on):
        return None
    day, why = begun["day"], stopped["why"] or stopped["for"]
    gone = f"{low[first:ended]} from {day} until {stopped['end']}" + (f", stopped for {why}" if why else "")
    return Change(start, goes_on.end(), f"{gone}. {low[second:last]} since {day}, ongoing")
