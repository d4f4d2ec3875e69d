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
    rf"(?: was| has been| had to be| only| alone)*,? ?(?:{_ENDED}|until|till|up to)"
    rf"(?: since| in| on| from| as of)? (?P<end>{_ANY_DAY})"
    r"(?:,? ?\((?P<why>[a-z][^()\n]{2,30})\)|"
    rf",? (?:for|because of|due to|after|with) (?:an? )?(?P<for>[a-z][^.;,\n]{{2,30}}))?{_NEXT}"
)
_STOPPED_LAST = re.compile(_STOPPED.pattern.removesuffix(_NEXT) + r"(?=\s*(?:$|[.;\n]))")
"""The last that is told of the two."""
_GOES_ON = re.compile(
    r"(?: mono(?:therapy)?)?(?: (?:is|was|has been|still|alone|now|being|given))*,? ?(?:ongoing|continu(?:es|ed|ing)|"
    r"cont\b\.?|goes on|went on|carries on|carried on|maintained|kept(?: on| going)?|still(?: on)?|running|"
    r"alone(?: since| from then| thereafter| on)?|to date|until now|till now|monotherapy)(?!\w)"
)
_ALONE = re.compile(
    rf"(?: mono(?:therapy)?| alone| only)?,? ?(?:since|from|as of|after)(?: then)? (?P<end>{_ANY_DAY})"
    r"(?=\s*(?:$|[.,;)\n]))"
)
"""``camrelizumab alone since May``: until then both were given."""
_TELLS = Gated(rf"\b(?:{_ENDED}|alone|only|mono\w*|until|till|former)(?!\w)")
_POINTS = Gated(r"\bthe (?P<which>former|latter)\b")


def with_one_left(text: Text, naming: Named) -> Text:
    """Tell the two drugs of a regimen as two courses where one was stopped on a day and the other goes on."""
    if _TELLS.search(text.low) is None:
        return text
    if "the former" in text.low:
        text = _with_names(text, _drugs(text, naming))
    named = _drugs(text, naming)
    changes = []
    for at, one in enumerate(named):
        if (both := _both(text.low, named[at : at + 2])) is not None:
            again = named[at + both[1] : at + both[1] + 2]
            told = _told_apart(text.low, (one[0], *both), again) if len(again) > 1 else None
            told = told or _left_alone(text.low, named[at : at + both[1]], both, again[:1])
            changes.append(told or _one_stopped(text.low, one[0], both, named[at + both[1] :]))
    return rewritten(text, apart(one for one in changes if one is not None))


def _drugs(text: Text, naming: Named) -> list[_Hit]:
    return [one for one in naming(text.low) if one[2].startswith(("agent ", "regimen "))]


def _with_names(text: Text, named: list[_Hit]) -> Text:
    """``the former stopped in May, the latter ongoing``: the names of the two drugs told last before it."""
    changes = []
    for match in _POINTS.finditer(text.low):
        before = [one for one in named if one[1] <= match.start()][-2:]
        if len(before) == 2 and _JOINT.fullmatch(text.low[before[0][1] : before[1][0]]):
            start, end, _ = before[match["which"] == "latter"]
            changes.append(Change(*match.span(), text.low[start:end]))
    return rewritten(text, changes) if changes else text


def _left_alone(low: str, both: list[_Hit], told: tuple[int, int, frozenset[str]], again: list[_Hit]) -> Change | None:
    """``X + Y since March, Y alone since October``: X ended then, and Y goes on."""
    if len(both) < 2 or not again or again[0][2] not in told[2] or both[0][2] == both[1][2]:
        return None
    first, last, other = again[0]
    between = low[told[0] : first]
    only = between.endswith(" only ")
    begun, alone = _BEGUN.fullmatch(between.removesuffix("only ")), _ALONE.match(low, last)
    if not (begun and alone and (only or re.match(r" (?:alone|only|mono)", low[last:]))):
        return None
    gone = next(low[start:end] for start, end, one in both if one != other)
    day = begun["day"]
    wording = f"{gone} from {day} until {alone['end']}. {low[first:last]} since {day}, ongoing"
    return Change(both[0][0], alone.end(), wording)


def _one_stopped(low: str, start: int, told: tuple[int, int, frozenset[str]], again: list[_Hit]) -> Change | None:
    """``X + Y since March; Y stopped in June`` and no more of either: X goes on."""
    if not again or again[0][2] not in told[2] or any(one[2] in told[2] for one in again[1:]):
        return None
    first, last, gone = again[0]
    begun, stopped = _BEGUN.fullmatch(low[told[0] : first]), _STOPPED_LAST.match(low, last)
    other = next((one for one in told[2] if one != gone), "").removeprefix("agent ")
    if not (begun and stopped and other) or "since" not in low[told[0] : begun.start("day") + told[0]]:
        return None
    why = stopped["why"] or stopped["for"]
    wording = f"{low[first:last]} from {begun['day']} until {stopped['end']}" + (f", stopped for {why}" if why else "")
    return Change(start, stopped.end(), f"{wording}. {other} since {begun['day']}, ongoing")


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
