"""How far the scope of a word reaches in its segment and beyond: behind it, before it, over what is listed."""

from __future__ import annotations

import re

from bot.nlu.lexicon.tokens import Token
from bot.nlu.scope.items import bare_item
from bot.nlu.scope.openers import (
    again,
    comes_next,
    done,
    goes_on_planned,
)
from bot.nlu.scope.predicates import KEEPS, appositive


def spread_forward(cue: str, token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    """Spread the scope of a cue over what stands behind it; of a plan with nothing behind it over what is before."""
    scope = "hypothesis" if cue == "screen" else cue
    rest = part[start + 1 :]
    if cue == "refuse" and start and part[start - 1].treats and rest and rest[0].text == "->":
        led = _led(part, start)
        spread_backward(scope, start - led, part[led:])
        return  # ``regorafenib not possible -> cabozantinib``
    reached = any(one.clinical for one in rest)
    for at, one in enumerate(rest):
        onward = again(rest, at) or goes_on_planned(cue, rest, at) or _line_ahead(rest, at)
        onward = onward or (cue == "plan" and not at and one.text == "next")  # ``offered next was``
        if one.cue("stop", "then") and cue != "past" and not onward:
            break
        if cue == "refuse" and one.text == "->" and any(led.treats for led in rest[:at]):
            break  # ``declined TACE -> SBRT 3 May``
        if cue == "refuse" and one.text in ("and", "so") and reached and done(rest[at + 1 : at + 3]):
            break
        if _ends_at(cue, rest, at, reached) or (cue == "plan" and one.text in KEEPS):
            break
        one.scope.add(scope)
    ends = next((at for at, one in enumerate(rest) if one.cue("stop")), len(rest))
    last = start - 2 if start > 1 and part[start - 1].text in _BEING else start - 1
    before = cue == "plan" and last >= 0 and part[last].treats
    # ``TACE planned - lenvatinib thereafter``, ``TACE is planned and then lenvatinib``
    parted = before and bool(rest) and (rest[0].text in _DASHES or rest[0].cue("then"))
    named = any(one.treats for one in rest[:ends]) or bool(rest and cue == "refuse" and rest[0].text in _OBJECTS)
    if cue in ("plan", "refuse") and (parted or not named):
        spread_backward(scope, start, part)
    if before and not reached:
        _then_too(token, parts[place + 1 :])
    if reached and not any(one.text in _INSTEAD for one in rest[ends:]):
        _onward(cue, token, parts[place + 1 :])


def _led(part: list[Token], start: int) -> int:
    """The place behind the last arrow before a word."""
    return max((at + 1 for at, one in enumerate(part[:start]) if one.text == "->"), default=0)


_OBJECTS = frozenset(("surgery", "operation", "biopsy", "bx", "treatment", "therapy", "admission", "everything"))
"""``no PVT refused surgery``: what is refused stands behind the verb, whatever else stands before it."""
_DASHES = frozenset(("-", "–", "->", "/"))
_BEING = frozenset(("is", "was", "being", "has been", "was being", "now"))
_AFTERWARDS = frozenset(
    (
        "thereafter",
        "afterwards",
        "afterward",
        "after",
        "after that",
        "subsequently",
        "to follow",
        "follow",
        "later",
        "next",
    )
)


def _then_too(token: Token, behind: list[list[Token]]) -> None:
    """``TACE planned, lenvatinib thereafter``: what is said to come after a planned treatment is planned too."""
    for later in behind:
        ends = next((one for one in reversed(later) if one.kind != "punct"), later[-1])
        afterwards = ends.text in _AFTERWARDS or ends.text.split()[-1:] == ["that"]
        told = any(one.kind in ("date", "dur") or one.cue("progressed", "stopped", "ongoing") for one in later)
        after = comes_next(later) or (afterwards and not told and any(one.treats for one in later))
        apart = later[0].sentence - token.sentence
        if not after or apart > (1 if comes_next(later) else 0):
            return
        for one in later:
            one.scope.add("plan")


_LINE = re.compile(r"(?:[1-5](?:st|nd|rd|th)|first|second|third|fourth|fifth|next|later|further)[- ]line|[1-5]l")


def _line_ahead(rest: list[Token], at: int) -> bool:
    """``candidate for second-line cabozantinib``: of what is planned, not what came then."""
    return _LINE.fullmatch(rest[at].text) is not None and not any(one.treats for one in rest[:at])


_INSTEAD = frozenset(("put", "gave", "got", "had", "went", "given", "received", "started", "underwent", "instead"))
"""``planned TACE but they put me on tablets, lenvatinib``: behind ``but`` stands what was done."""


def _onward(cue: str, token: Token, behind: list[list[Token]]) -> None:
    """Spread a plan or a refusal over the treatments listed behind, what is looked for over all bare items."""
    if cue == "screen":
        _looked_for(token, behind)
    if cue in ("plan", "refuse"):
        for later in behind:
            onward = cue == "plan" and comes_next(later)
            listed = appositive(later) or (bare_item(later) and _only_treatments(later))
            if later[0].sentence != token.sentence or not (onward or listed):
                return
            for one in later:
                one.scope.add(cue)


def _looked_for(token: Token, later: list[list[Token]]) -> None:
    """``monitor for ascites, HE``: the bare items behind are looked for too."""
    for part in later:
        if part[0].sentence != token.sentence or not bare_item(part) or any(one.cue("neg") for one in part):
            return
        for one in part:
            one.scope.add("hypothesis")


def _ends_at(cue: str, rest: list[Token], at: int, reached: bool) -> bool:
    """Tell whether a joint ends a doubt, or what was."""
    if cue == "uncertain":
        return rest[at].text in ("and", "but") and reached
    if cue != "past" or rest[at].text not in _JOINTS or at + 1 >= len(rest):
        return False
    behind = rest[at + 1].text
    return (behind in _GOES_ON and rest[at].text == "and") or behind in _STATES or behind.startswith("on ")


_JOINTS = frozenset(("and", "&", "+", "/", "-", "–"))
_STATES = frozenset(("anticoagulated", "immunosuppressed", "compliant", "consented", "on"))
"""``past HE + anticoagulated``: how the patient is now."""
_GOES_ON = frozenset(
    [
        "is on",
        "still on",
        "remains on",
        "has been on",
        "was put on",
        "has",
        "has been",
        "is",
        "remains",
        "takes",
        "continues",
        "now",
    ]
)
"""``had a TIA and has been on apixaban since``: what is told of now."""


def _only_treatments(part: list[Token]) -> bool:
    return all(one.sense("kind") or one.sense("agent") or one.sense("regimen") for one in part if one.clinical)


def spread_backward(scope: str, start: int, part: list[Token]) -> None:
    """``TACE planned``: the cue speaks of the treatment before it in the segment."""
    reached = False
    for one in reversed(part[:start]):
        dated = one.text == "on" and not reached
        if (one.cue("then", "ongoing") and not dated) or (one.cue("stop") and scope != "refuse"):
            return
        if one.kind == "dur" or (one.kind == "date" and (reached or scope != "plan")):
            return  # ``SBRT in Nov planned``: the date before the plan is that of what is planned
        reached = reached or one.treats or one.text in ("and", "but")
        one.scope.add(scope)
