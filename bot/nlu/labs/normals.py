"""Values said to be normal: ``INR within normal limits``, ``normal LFTs``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.labs.beside import Found, behind
from bot.nlu.labs.headers import Header, headed
from bot.nlu.lexicon.vocabulary import word_set
from criteria.units import XULN

PANELS = {
    "liver_panel": ("alt", "ast", "bilirubin"),
    "transaminases": ("alt", "ast"),
    "coagulation_panel": ("prothrombin_time", "inr"),
}


def all_normal(draft: Draft, places: list[int], facts: list[str], header: Header) -> int | None:
    """``AST/ALT normal``, ``normal AST and ALT``: said of all the names."""
    first, step = places[0], normal_behind(draft, places[-1])
    if step is None and is_normal_before(draft, places[0]):
        first, step = places[0] - 1, places[-1]
    if step is None:
        return None
    for fact in facts:
        record_normal(draft, fact, first, step, header)
    return step


def read_panel(draft: Draft, place: int, header: Header) -> None:
    """``normal LFTs``: said of each test of the panel."""
    first = last = place
    if is_normal_before(draft, place):
        first = place - 1
    else:
        last = normal_behind(draft, place) or place
    if first == last:
        _times_normal(draft, place)
        return
    for panel, facts in PANELS.items():
        if draft.tokens[place].cue(panel):
            for fact in facts:
                record_normal(draft, fact, first, last, header)


def _times_normal(draft: Draft, place: int) -> None:
    """``transaminases 3 x ULN``: said of both."""
    if not draft.tokens[place].cue("transaminases"):
        return
    for step in range(place + 1, min(place + 4, len(draft.tokens))):
        token = draft.tokens[step]
        if token.kind == "num" and token.unit == XULN and not token.used:
            for fact in PANELS["transaminases"]:
                draft.measure(fact, token, place, step)
            return
        if token.kind == "num" or token.clinical:
            return


def normal_behind(draft: Draft, place: int) -> int | None:
    """Give the place of ``normal`` behind a name, or None."""
    for step in range(place + 1, min(place + 7, len(draft.tokens))):
        token = draft.tokens[step]
        if token.kind == "normal":
            after = draft.at(step + 1)
            return None if after is not None and after.kind == "num" and not after.used and step == place + 1 else step
        if token.text not in BETWEEN:
            return None
    return None


BETWEEN = word_set("normals_between")
"""What may stand between a name and ``normal``."""
_ONWARD = word_set("normals_onward")


def normal_since(draft: Draft, place: int) -> int | None:
    """``AFP 500 before, now normal``: the place of a ``normal`` behind a value that says what it is now, or None."""
    said: set[str] = set()
    for step in range(place + 1, min(place + 8, len(draft.tokens))):
        token = draft.tokens[step]
        if token.kind == "normal":
            said.add(draft.word(step + 1))
            later = said & {"now", "currently", "today", "since", "then"} or token.text.endswith(("ised", "ized"))
            return step if later and token.sentence == draft.tokens[place].sentence else None
        if token.text not in _ONWARD and token.kind != "date" and not token.cue("now", "baseline"):
            return None
        said.add(token.text)
    return None


def is_normal_before(draft: Draft, place: int) -> bool:
    """Tell whether ``normal`` stands right before a name."""
    token = draft.at(place - 1)
    return (
        token is not None
        and token.kind == "normal"
        and not token.used
        and token.text.startswith(("normal", "no elevation"))
    )


def record_normal(draft: Draft, fact: str, first: int, last: int, header: Header, day: Found | None = None) -> None:
    """``within normal limits`` is at most the limit of normal; where there is none, the value is asked.

    ``day`` is what the date was looked for behind, where that is not ``last``.
    """
    if "neg" in draft.tokens[last].scope or draft.catalogue.facts[fact].uln is None:
        draft.ask(fact, "value", first, last)
        return
    found = day or told_behind(draft, last)
    told = found.day or headed(draft, first, header)
    value = {"value": "<=1", "unit": XULN}
    draft.record(fact, value if told is None or not told.clear else {**value, "date": told.iso}, first, last)
    draft.use(range(last + 1, found.last + 1) if found.day is not None else ())


def told_behind(draft: Draft, place: int) -> Found:
    """Give what stands behind ``normal``: flags and the date."""
    return behind(draft, Found(place, place))
