"""Ascites: whether there is any, how much, and whether it is held."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.scope.exceptions import excepted
from bot.nlu.scope.gone import never_back, none_now
from bot.nlu.scope.modifiers import GONE, GROSS, MILD, MODERATE, around_it, use_modifiers
from bot.nlu.scope.polarity import polarity


def read_ascites(draft: Draft, place: int) -> None:
    """Read whether there is ascites, and how much."""
    said, last = polarity(draft, place)
    to = next((one for one in range(place + 1, min(place + 8, len(draft.tokens))) if draft.word(one) == "->"), None)
    if to is not None and draft.word(to + 1) in ("none", "no", "resolved", "gone", "nil", "0"):
        draft.record("ascites", "none", place, to + 1)
        return
    if said == "no" and "ascites" in draft.facts and draft.word(place - 1) in ("other", "further", "additional"):
        draft.use([place])  # ``trace perihepatic fluid. No other free fluid``
        return
    around = around_it(draft, place)
    if said == "none" or (said == "no" and excepted(draft, "ascites", place, last)):
        return
    if not around & {"grade", "gr", "stage"}:
        around = around - {"i"}  # a patient who speaks, and no grade
    degree = _now_some(draft, place) if said == "no" else ""
    around = {degree} if degree else around
    gone = said == "yes" and (none_now(draft, place) or ended_then(draft, place))
    if said == "yes" and never_back(draft, place):
        draft.record("ascites", "controlled" if _HELD_BY.search(draft.text.low) else "none", place, last)
    elif gone or (said == "no" and "current" not in around and not degree):
        draft.record("ascites", "none", place, last)
    elif said == "unsure":
        draft.ask("ascites", "uncertain", place, last)
    else:
        _degree(draft, place, last, around)


def _degree(draft: Draft, place: int, last: int, around: set[str]) -> None:
    """How much ascites there is, by the words around it."""
    if around & GROSS or _goes_on(draft, place):
        draft.record("ascites", "uncontrolled", place, last)
    elif around & MODERATE and not around & _HELD:
        draft.record("ascites", ["controlled", "uncontrolled"], place, last)
    elif around & MILD:
        draft.record("ascites", "controlled", place, last)
    elif around & GONE or "past" in draft.tokens[place].scope:
        draft.ask("ascites", "uncertain", place, last)
    elif draft.facts.get("ascites") not in ("controlled", "uncontrolled"):  # a bare name says no more than is known
        draft.record("ascites", ["controlled", "uncontrolled"], place, last)
    use_modifiers(draft, place, GROSS | MILD | MODERATE)


_DIURETICS = (
    r"(?:spiro\w*|aldactone|furo\w*|frus\w*|lasix|tora?semide|diur[ée]ti\w+|diuretik\w*|eplerenone|amiloride|"
    r"water (?:tablets|pills))"
)
_HELD_BY = re.compile(rf"(?<!off )(?<!without )(?<!no )\b{_DIURETICS}")
"""``tapped in 2024, has not recurred on spironolactone``: held by it."""
_GOES_ON = re.compile(
    r"[ :=,;(–-]*(?:(?:yes|present|positive|moderate|mod|mild|grade|gr|[123]|large|some|there|and|but|it|which|that|"
    r"is|was|has|still|been|now|currently|clinically|on (?:us|ct|mri|ultrasound))\b[ :=,;(–-]*)*"
    rf"(?:(?:(?:persist(?:s|ed|ing|ent)?|still (?:there|present)|"
    r"(?:(?:does|do|did|has|is) ?(?:not|n't)|not) (?:go(?:ing)?(?: away)?|gone(?: away)?|respond(?:s|ing|ed)?|"
    r"resolv(?:e|ed|ing)|improv(?:e|ed|ing)|clear(?:ed|ing)?|settl(?:e|ed|ing)|controlled)|resistant|refractory),? "
    rf"(?:on|under|with|to|despite|in spite of|by)|despite|in spite of) (?:[a-z0-9-]+ ){{0,3}}?{_DIURETICS}|"
    r"(?<=[,;(–-] )(?:(?:diuretic[ -])?(?:refractory|resistant)|intractable|uncontrolled)(?=\s*(?:$|[,.;|/)\n]| - )))"
)
"""``yes moderate, persists on spiro 200 + furo 80``: drugs do not hold it."""


def _goes_on(draft: Draft, place: int) -> bool:
    """Tell whether the clause right behind says that ascites stays in spite of what holds it."""
    return _GOES_ON.match(draft.text.low, draft.tokens[place].end) is not None


_ENDED = re.compile(
    r"[^.;\n]{0,24}[,;] ?(?:but |and )?(?:fully |completely |all )?(?:resolved|gone|cleared|disappeared|settled|"
    r"vanished)(?: again)? (?:(?:by|in|since|on|from) )?"
    rf"(?=\d|{SOME_MONTH}\b)"
)
"""``mild ascites 3/26, resolved 5/26``: the day behind it says that it is over."""


def ended_then(draft: Draft, place: int) -> bool:
    """Tell whether what was there ended on a day that is told; that day is used."""
    match = _ENDED.match(draft.text.low, draft.tokens[place].end)
    if match is None:
        return False
    draft.use(range(place, min(draft.place_at(match.end()) + 1, len(draft.tokens))))
    return True


_NOW_SOME = re.compile(
    r"[^.;\n]{0,30}?[,;] ?(?:but )?(?:is )?now (?P<degree>[a-z]+)|"
    r"[^.;,\n]{0,24},? but (?:a |an |some )?(?P<seen>[a-z]+)(?: amount| volume| fluid)? "
    r"(?:on|by) (?:the )?(?:mri|ct|us|usg|ultrasound)"
)


def _now_some(draft: Draft, place: int) -> str:
    """``no ascites in March, now moderate``: how much there is now."""
    match = _NOW_SOME.match(draft.text.low, draft.tokens[place].end)
    degree = (match["degree"] or match["seen"]) if match else ""
    return degree if degree in MILD | GROSS | MODERATE else ""


_HELD = {"diuretics", "controlled", "well controlled", "responds", "responsive", "responding", "responded"}
