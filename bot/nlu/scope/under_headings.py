"""What stands under or behind a heading that says whose or what it is: ``Family history:``, ``Declined:``, ``QC run:``.

What a heading says holds for the rest of its line; where nothing stands behind it, for the lines below it, up to an
empty line, another heading or a line of another kind.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.heading_says import BULLET, COLON, FOREIGN, SCOPES, said_by, said_in_line
from bot.nlu.scope.predicates import KEEPS

_OURS = word_set("under_headings_ours")
"""Words that turn back to the patient."""
_RAN = word_set("under_headings_ran")
"""With a day of the past: what was planned was given."""
_STOP = re.compile(
    r"\. +|[;|,] +(?:on |the )?(?:repeat|recheck|redraw|redrawn|retest|second|new|fresh|corrected|now|today)\w*\b|"
    r"[;|] +(?=[^.;|\n]{2,40}:|(?:our|ours|patient|pt|his|her|he|she)\b)"
)
"""Where what stands behind a heading in its line ends: its sentence, another heading, a turn to the patient."""


def mark_under_headings(tokens: Sequence[Token], low: str) -> None:
    """Give the words under or behind such headings the scope that the heading says."""
    if ":" not in low and "\n" not in low:
        return
    starts = [token.start for token in tokens]
    ends = [match.end() for match in re.finditer(r"\n|$", low)]
    line = 0
    for end in ends:
        first, line = line, end
        said = said_in_line(low, first, end)
        if said is None:
            continue
        says, begins = said
        if low[begins:end].strip():
            stop = _STOP.search(low, begins, end)
            behind = tokens[bisect_left(starts, begins) : bisect_left(starts, stop.start() + 1 if stop else end)]
            _give(SCOPES[says], behind)
        elif begins < end or not _tells(tokens[bisect_left(starts, first) : bisect_left(starts, end)]):
            _below(says, tokens, starts, low, end)


def _tells(heading: Sequence[Token]) -> bool:
    """``RFA 3 March 2026 - wrong patient``: a line without a colon that tells something itself heads nothing."""
    return any(one.treats and "plan" not in one.scope for one in heading) and any(one.day for one in heading)


def _give(scope: str, tokens: Sequence[Token]) -> None:
    if scope == "plan" and _given(tokens):
        return
    for token in tokens:
        token.scope.add(scope)


def _given(tokens: Sequence[Token]) -> bool:
    """``Plan: continue lenvatinib``, ``TACE - done 12 Nov``: what was planned is given by now."""
    ran = any(one.text in _RAN for one in tokens)
    dated = any(one.day is not None and not one.day.ahead for one in tokens)
    return (ran and dated) or any(one.text in KEEPS for one in tokens)


def _below(says: str, tokens: Sequence[Token], starts: list[int], low: str, place: int) -> None:
    """Give the scope that a heading says to the lines below it."""
    bulleted: bool | None = None
    kinds: set[str] = set()
    while place < len(low):
        end = low.find("\n", place) + 1 or len(low)
        text = low[place:end].strip()
        if not text and bulleted is not None:
            return
        bullet = BULLET.match(low, place, end)
        marked = bullet is not None and bool(bullet.group().strip())
        line = tokens[bisect_left(starts, place) : bisect_left(starts, end)]
        if text:
            if bulleted and not marked:
                return
            if _heads(low, place, end, line) or _turns(says, line, text):
                return
            if not marked and says not in ("other", "rule") and (kind := _kind(line)):
                if kinds and kind not in kinds:
                    return
                kinds.add(kind)
            bulleted = marked if bulleted is None else bulleted
            _give(SCOPES[says], line)
        place = end


def _heads(low: str, first: int, end: int, line: Sequence[Token]) -> bool:
    """Tell whether a line is a heading, or has one of its own before what it tells."""
    colon = COLON.search(low, first, end)
    if colon is None:
        return bool(said_by(low, first, end))
    if not low[colon.end() : end].strip():
        return True
    before = [one for one in line if one.end <= colon.start() + 1]
    return not any(one.clinical or one.cue("relative") for one in before)


def _turns(says: str, line: Sequence[Token], text: str) -> bool:
    """Tell whether a line speaks of the patient again: names him, answers what was asked, gives a value."""
    if says not in FOREIGN:
        return False
    if any(one.text in _OURS for one in line) or (says in _OPEN and _valued(line)):
        return True
    return says not in ("other", "kin") and _ANSWERED.search(text) is not None


def _valued(line: Sequence[Token]) -> bool:
    """``BCLC C, plt 82``: tell whether a line has a measured value, or the patient's age."""
    measured = any(name.senses("name") and _number(value) for name, value in pairwise(line))
    return measured or any(one.unit == "y" for one in line)


def _number(token: Token) -> bool:
    return token.kind == "num" and not _YEAR.fullmatch(token.text)


_OPEN = frozenset(("asked", "feared"))
_ANSWERED = re.compile(
    r"(?:[:=?]|\bis\b| -) ?(?:yes|no|none|neg(?:ative)?|pos(?:itive)?|(?:not )?met|ok|fulfilled|never|absent|"
    r"present|done|nil)\b"
)
"""``MI: no``, ``Age 61 - met``: what a rule asks is answered."""


def _kind(line: Sequence[Token]) -> str:
    """What a line tells: a measured value, a treatment, something else; nothing where it names nothing."""
    if not any(one.clinical for one in line):
        return ""
    if any(one.treats for one in line):
        return "treatment"
    return "value" if any(map(_number, line)) else "told"


_YEAR = re.compile(r"(?:19|20)\d\d")
