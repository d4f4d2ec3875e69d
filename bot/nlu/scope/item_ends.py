"""Where an item ends what a denial reaches: with evidence of its own, its day, or a word that says it is there."""

from __future__ import annotations

from bot.nlu.lexicon.tokens import Token

THERE = frozenset(("known", "h/o", "s/p", "status post", "currently on", "now on", "is on", "still on"))
"""Words that open an item which is there: ``no HIV + h/o PE``, ``no ILD - currently on dialysis``."""


def up_to_plus(run: list[Token]) -> list[Token]:
    """Give what stands before the next plus."""
    return run[: next((at for at, one in enumerate(run) if one.text == "+"), len(run))]


def own_evidence(run: list[Token]) -> bool:
    """``no HIV and TIA in March``; ``but`` and what it opens is evidence of something else."""
    if run and run[0].text in THERE:
        return True
    run = run[: next((at for at, one in enumerate(run) if one.cue("stop")), len(run))]
    return any(
        one.kind in ("num", "date", "dur") or (one.cue("post_pos", "positive", "ongoing") and one.text != "to date")
        for one in run
    )


def before_dated(run: list[Token], parts: list[list[Token]], place: int) -> list[Token]:
    """``no MI + PE, March 2024``: the item behind the last plus has the day that stands behind it."""
    plus = next((at for at in range(len(run) - 1, 0, -1) if run[at].text == "+"), None)
    return run[:plus] if plus is not None and dated_behind(parts, place) else run


def dated_behind(parts: list[list[Token]], at: int) -> bool:
    """Tell whether nothing but a date stands behind an item, up to a plus."""
    behind = parts[at + 1] if at + 1 < len(parts) else []
    if not behind or behind[0].sentence != parts[at][0].sentence or behind[0].kind != "date":
        return False
    return all(one.kind == "punct" for one in up_to_plus(behind[1:]))
