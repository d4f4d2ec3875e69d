"""Fields of a form that nobody filled in: ``HIV:`` at the end of a line, ``MI: ____``, ``PE …``.

The name of an illness alone says that there is one; behind a colon with nothing after it, it says nothing.
"""

from __future__ import annotations

from bot.nlu.lexicon.tokens import Token

_LINE = frozenset(("_", ".", "…"))
_CLOSES = frozenset((",", ";", "|", "/", "\n"))
_MARKS = frozenset((":", "="))
_SHORTEST = 3
"""Dots or lines that make a gap to be filled in."""


def mark_blanks(tokens: list[Token]) -> None:
    """Give the names of such fields the scope in which they are not recorded."""
    for place, token in enumerate(tokens):
        if not (token.text in _MARKS or token.text in _LINE) or not place:
            continue
        named = tokens[place - 1]
        if named.kind != "hit" or not named.clinical:
            continue
        behind = place + (token.text in _MARKS)
        end = _behind_line(tokens, behind)
        if token.text in _MARKS and _only_source(tokens, place):
            named.scope.add("relative")
            continue
        drawn = end - behind >= _SHORTEST or "…" in (one.text for one in tokens[behind:end])
        if (drawn or token.text in _MARKS) and (end >= len(tokens) or _nothing_at(tokens, end, drawn)):
            named.scope.add("relative")


_SOURCES = frozenset(("lab", "labs", "laboratory", "letter", "report", "gp", "hospital", "clinic", "chart", "records"))
_BESIDE_SOURCE = frozenset(
    (",", "our", "the", "own", "local", "central", "external", "from", "by", "at", "in", "of", "on", "outside",
     "referring", "their", "his", "her", "home", "old", "(", ")", "dated", "done", "per")
)  # fmt: skip


def _only_source(tokens: list[Token], place: int) -> bool:
    """``HIV: our lab, 12 Nov, plt 88``: who measured it, and when, and no word of what was found."""
    named = False
    for one in tokens[place + 1 : place + 12]:
        if one.text in _SOURCES:
            named = True
        elif one.text in (".", ";", "\n") or one.clinical:
            return named and one.sense("name") is not None if one.clinical else named
        elif one.kind != "date" and one.text not in _BESIDE_SOURCE:
            return False
    return named


def _behind_line(tokens: list[Token], place: int) -> int:
    """The place behind the dots or lines that stand in a row."""
    while place < len(tokens) and tokens[place].text in _LINE:
        place += 1
    return place


def _nothing_at(tokens: list[Token], behind: int, drawn: bool) -> bool:
    """Tell whether the next field begins here, or the message ends."""
    if drawn and tokens[behind].clinical:
        return True
    step = behind
    while step < len(tokens) and tokens[step].text in _CLOSES:
        step += 1
    if step == behind:
        return False
    return drawn or tokens[behind].text in ",;" or step >= len(tokens) or _is_field(tokens, step)


def _is_field(tokens: list[Token], step: int) -> bool:
    """``MI: ``, ``Platelets (10^9/L): 82``: a name, a colon behind it within a few words of the same line."""
    for one in tokens[step : step + 6]:
        if one.text in _MARKS:
            return one is not tokens[step]
        if one.text in _CLOSES or one.kind == "num" or one.cue("neg", "post_neg", "post_pos"):
            return False
    return False
