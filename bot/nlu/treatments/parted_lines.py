"""Names of treatments that stand together and are two lines of treatment, one behind the other."""

from __future__ import annotations

from itertools import pairwise

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token


def agents_of(token: Token) -> tuple[str, ...]:
    """Give the agents that a word names; of a word for a kind of treatment none."""
    sense = token.sense("agent") or token.sense("regimen")
    return tuple(sense.value) if sense is not None and token.sense("kind") is None else ()


def split_lines(draft: Draft, places: list[int]) -> list[list[int]]:
    """Two kinase inhibitors joined by ``and`` or ``/`` are two lines of treatment, not one regimen."""
    groups: list[list[int]] = [[]]
    seen: set[str] = set()
    drugs = [place for place in places if agents_of(draft.tokens[place])]
    signs = any(_joints(draft, a, b) & {"+", "/", "plus"} for a, b in pairwise(drugs))
    for number, place in enumerate(places):
        before = places[number - 1]
        if number and (_whole_regimens(draft, before, place) or (signs and _next_line(draft, before, place))):
            groups.append([])
            seen = set()
        agents = agents_of(draft.tokens[place])
        if number and agents and agents == agents_of(draft.tokens[places[number - 1]]):
            groups[-1].append(place)
            continue
        classes = {one for agent in agents for one in draft.catalogue.drug_classes(agent)}
        line = classes & {"tki", "pd1", "pdl1"}
        if line & seen and "ctla4" not in classes:
            groups.append([])
            seen = set()
        seen |= line
        groups[-1].append(place)
    return groups


def _joints(draft: Draft, one: int, other: int) -> set[str]:
    return {draft.word(step) for step in range(one + 1, other)}


_PAIRS = frozenset(
    (
        "atezolizumab bevacizumab", "durvalumab tremelimumab", "nivolumab ipilimumab", "sintilimab bevacizumab",
        "camrelizumab apatinib",
    )
)  # fmt: skip


def _next_line(draft: Draft, one: int, other: int) -> bool:
    """``envafolimab and penpulimab + anlotinib``: ``and`` parts two lines where a sign joins the drugs of one."""
    sides = [agents_of(draft.tokens[place]) for place in (one, other)]
    if not _joints(draft, one, other) <= {"and"} or one + 1 == other or not all(sides):
        return False
    return " ".join((*sides[0], *sides[1])) not in _PAIRS


def _whole_regimens(draft: Draft, one: int, other: int) -> bool:
    """``atezo/bev and lenvatinib``: what has a name of its own is a line of its own."""
    joint = {draft.word(step) for step in range(one + 1, other)}
    named = [draft.tokens[place].sense("regimen") for place in (one, other)]
    whole = any(sense is not None and len(sense.value) > 1 for sense in named)
    chemo = any(
        "chemo" in draft.catalogue.drug_classes(drug)
        for place in (one, other)
        for drug in agents_of(draft.tokens[place])
    )
    systemic = all(agents_of(draft.tokens[place]) for place in (one, other))
    return whole and systemic and not chemo and bool(joint & {"and", ","}) and not joint & {"+", "plus"}
