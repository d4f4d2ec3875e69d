"""Headings of a list: what stands under ``Plan:`` and under ``Before treatment:``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.scope.predicates import KEEPS


def before_treatment(start: int, part: list[Token], later: list[list[Token]]) -> None:
    """``Before treatment: AFP 1100, PIVKA 900``: said of the whole list, up to what is now."""
    for one in part:
        one.scope.add("baseline")
    if start + 1 >= len(part) or part[start + 1].text != ":":
        return
    listed = [token for group in [part[start + 1 :], *later] for token in group]
    for one, behind in zip(listed, [*listed[1:], None], strict=True):
        if one.sentence != part[start].sentence or one.cue("now"):
            return
        if one.kind == "date" and behind is not None and behind.senses("name"):
            return  # ``Before treatment: AFP 1100, last week AFP 44``
        one.scope.add("listed_before")


def plan_headed(rest: list[Token], parts: list[list[Token]]) -> None:
    """``Plan: 1. TACE. 2. Lenvatinib.``: all that follows is planned, up to an empty line."""
    before, kept = "", False
    listed = [*rest, *(token for part in parts for token in part)]
    for place, one in enumerate(listed):
        if one.text == before == "\n" or (before == "\n" and _is_heading(listed[place : place + 4])):
            return
        one.scope.add("headed")
        kept = (kept or one.text in KEEPS) and one.kind != "punct"
        if not kept and one.treats:
            one.scope.add("plan")
        before = one.text


def _is_heading(line: list[Token]) -> bool:
    """``History:`` in a line below the plan: what stands there is no more of it."""
    colon = next((place for place, one in enumerate(line) if one.text == ":"), 0)
    return (
        bool(colon)
        and line[0].kind in ("word", "hit")
        and not any(
            one.treats or one.cue("plan") or one.text == "\n" or one.kind in ("num", "date") for one in line[:colon]
        )
    )


def criteria_headed(rest: list[Token], parts: list[list[Token]]) -> None:
    """``Exclusion: ...``: a list under the heading, line by line or behind a colon, up to an empty line."""
    listed = bool(rest) and rest[0].text in (":", "\n")
    before = rest[-1].text if rest else ""
    for one in (token for part in parts for token in part) if listed else ():
        if (
            one.text == before == "\n"
            or one.text in ("patient", "pt", "our", "ours", "actual")
            or "criteria" in one.scope
        ):
            return
        one.scope |= {"hypothesis", "criteria"}
        before = one.text


def heads_others(draft: Draft, place: int, fact: str) -> bool:
    """``Autoimmune: HIV negative``, ``Infectious: no HIV``: an illness that heads what is said of another one."""
    if draft.word(place + 1) != ":" or draft.word(place - 1) not in ("", "\n", ".", ";", "|"):
        return False
    denied = draft.word(place + 2) in ("no", "not", "without", "denies")
    told = draft.at(place + 3 if denied else place + 2)
    if told is None or told.names(fact) or (denied and draft.word(place + 4) == ":"):
        return False
    if any(one.value.get("asks") == fact for one in told.senses("condition")):
        return True  # ``Infection: cholangitis in August``
    return any(draft.catalogue.facts[one.id].kind in ("flag", "event") for one in told.senses("name"))
