"""A day that two events or treatments share: ``MI and CABG both in 2017``, ``both an MI and a stroke in 2017``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.dating.day_forms import DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_EVENTS = frozenset(
    ("myocardial_infarction", "severe_angina", "bypass_surgery", "heart_failure", "stroke", "pulmonary_embolism")
) | {"gi_bleeding", "variceal_bleeding", "live_vaccine", "immunosuppressant", "other_malignancy"}
_LED = r"(?:,? (?:were|was|are|back|happened|occurred|came|took place|done|dated?|in|on|of|from|during|around)){0,3}"
_END = r"(?=\s*(?:$|[,.;)\n]|(?:and|but|no|none|now|then|with|so|while) ))"
_BEHIND = Gated(
    r"(?P<all>[,;]? ?[(\[]?(?:both|all(?: (?:three|four|3|4))?(?: of (?:them|these|which))?|(?:in )?the same "
    rf"(?:year|month|day))(?:{_LED} |[ ,:]{{0,2}}[(\[])(?P<day>{DAY})[)\]]?){_END}"
)
_AHEAD = Gated(rf"\b(?P<both>both )(?P<two>[^.;,\n]{{5,70}}?),? (?:back )?(?:in|on|during|from) (?P<day>{DAY}){_END}")
_JOINED = Gated(
    r"(?:^|(?<=[.;\n:(] )|(?<=[.;\n:(])|(?<=, )|"
    r"\b(?:had|has had|has|hx of|history of|h/o|pmh|suffered|with|after|prior|previous)[: ] ?)"
    r"(?:an? |the |his |her )?(?P<two>[a-z][a-z' -]{1,32}?(?: and | ?[&/+] ?)(?!then)(?:an? |the |his |her )?"
    rf"[a-z][a-z' -]{{1,32}}?)[ ]?[,(]? ?(?:(?:back )?(?:in|on|from) )(?P<day>{DAY})\)?{_END}"
)
"""``MI and stroke in 2017``: of two that are joined and nothing else."""
_HAPPENED = frozenset(("myocardial_infarction", "bypass_surgery", "stroke", "pulmonary_embolism", "gi_bleeding"))
_LINK = re.compile(r"[ ]?(?:,|,? ?(?:and|plus|with|then)|&|\+|/|;)[ ]?(?:also )?(?:an? |the |his |her |had (?:an? )?)?")
_REACH = 90
"""How far before it the first of them may stand."""


def with_shared_days(text: Text, named: Named) -> Text:
    """Give each of them the day."""
    changes = apart(_each_dated(text.low, named))
    return rewritten(text, changes) if changes else text


def _each_dated(low: str, named: Named) -> Iterator[Change]:
    for match in _BEHIND.finditer(low):
        start = max(0, match.start() - _REACH)
        ends = _listed(low, start, match.start(), named)
        if ends and ends[-1] == match.start():
            yield from (Change(end, end, f" {match['day']}") for end in ends[:-1])
            yield Change(*match.span("all"), f" {match['day']}")
    for match in _AHEAD.finditer(low):
        ends = _listed(low, *match.span("two"), named)
        if ends and ends[-1] == match.end("two"):
            yield Change(*match.span("both"), "")
            yield from (Change(end, end, f" {match['day']}") for end in ends[:-1])
    for match in _JOINED.finditer(low):
        told = {one[2] for one in named(match["two"])}
        ends = _listed(low, *match.span("two"), named)
        if len(ends) == 2 and ends[-1] == match.end("two") and told - {"variceal_bleeding"} <= _HAPPENED:
            yield Change(ends[0], ends[0], f" {match['day']}")


def _listed(low: str, start: int, end: int, named: Named) -> list[int]:
    """Give the ends of the names of the list that ends at a place, where there are two at least."""
    ends: list[int] = []
    first = None
    for begins, behind, fact in reversed(named(low[start:end])):
        if first is not None and begins == first:
            continue
        if fact not in _EVENTS and not fact.startswith("kind "):
            break
        if first is not None and not _LINK.fullmatch(low, start + behind, start + first):
            break
        ends.append(start + behind)
        first = begins
    return sorted(ends) if len(ends) > 1 else []
