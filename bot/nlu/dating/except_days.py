"""One day for all values but one: ``all labs 16/11 except INR 14/11``, ``rest 16/11``; each value is given its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.calendar_words import DAYS, WRITTEN_DAY
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.heading_words import MEASURED

_DAY = rf"(?:{WRITTEN_DAY}|\d{{1,2}}/\d{{1,2}}(?![\d/])|\d{{1,2}}\.\d{{1,2}}\.|{any_of(DAYS)}\b|yesterday|today)"
_OF = (
    r"(?:(?:labs?|bloods?|values?|results?|of them|of these|else|is|are|was|were|drawn|taken|dated|from|of|on|the|=|:)"
    r"[ ]?)"
)
_BUT = r"(?:except(?:ing)?(?: for)?|apart from|other than|excluding|with the exception of)"
_EXCEPT = Gated(
    rf"(?P<all>[ ,;.]*[(\[–-]?[ ]?(?:\b(?:all|everything|labs?|bloods?) {_OF}{{0,6}})?(?P<day>{_DAY}),? {_BUT} "
    rf"(?:the )?(?P<name>[a-z][a-z0-9-]{{0,18}}(?: [a-z]{{2,12}})?)(?:,? (?:which|that))?[ ,:(]{{1,2}}{_OF}{{0,4}}"
    rf"(?P<other>{_DAY})[)\]]{{0,2}}:?)"
)
_REST = Gated(
    r"(?P<all>[ ,;.]*[(\[]?[ ]?\b(?:and |but )?"
    r"(?:(?:all |the )*(?:rest|others|other (?:labs|values|bloods)|remaining)|everything else)"
    rf" {_OF}{{0,6}}(?P<day>{_DAY})[)\]]?:?)(?=\s*(?:$|[\n;,a-z]|\.(?!\d)))"
)
"""``plt 84 (14/11), INR 1.2, rest 16/11``."""
_VALUED = re.compile(
    rf"(?: (?:level|count))?(?: (?:is|was|of))?[ ]?[:=]?[ ]?[<>]?=? ?{VALUE}(?:{UNIT})?(?: ?\([\d<>. –-]{{1,12}}\))?"
)
_DATED = re.compile(rf"[ ,]*[(\[]?(?:(?:on|from|of|drawn|taken) )*{_DAY}")


def with_days_of_rest(text: Text, named: Named) -> Text:
    """Say beside each value which of the two days is its own."""
    changes = apart([*_excepted(text.low, named), *_rest(text.low, named)])
    return rewritten(text, changes) if changes else text


def _excepted(low: str, named: Named) -> Iterator[Change]:
    for match in islice(_EXCEPT.finditer(low), 1):
        facts = {fact for *_, fact in named(match["name"]) if fact in MEASURED}
        values = list(_values(low, named, *match.span()))
        if len(facts) != 1 or not any(fact in facts for fact, *_ in values):
            continue
        days = {fact: match["other"] if fact in facts else match["day"] for fact, *_ in values}
        yield from _given(match, "", [(end, days[fact]) for fact, end, dated in values if not dated])


def _rest(low: str, named: Named) -> Iterator[Change]:
    for match in islice(_REST.finditer(low), 1):
        values = list(_values(low, named, *match.span()))
        if any(dated for *_, dated in values) and not all(dated for *_, dated in values):
            closed = ", " if values[-1][1] > match.end() else ""
            yield from _given(match, closed, [(end, match["day"]) for _, end, dated in values if not dated])


def _given(match: re.Match[str], closed: str, ends: list[tuple[int, str]]) -> Iterator[Change]:
    """Put each day behind its value, and nothing but a comma in the place of the phrase."""
    beside = next((f" on {day}" for end, day in ends if end == match.start("all")), "")
    yield Change(*match.span("all"), beside + closed)
    yield from (Change(end, end, f" on {day}") for end, day in ends if end != match.start("all"))


def _values(low: str, named: Named, start: int, stop: int) -> Iterator[tuple[str, int, bool]]:
    """Each value outside a phrase: its fact, where it ends, and whether a day of its own stands behind it."""
    for begin, end, fact in sorted(named(low)):
        if fact in MEASURED and not start <= begin < stop and (value := _VALUED.match(low, end)) is not None:
            yield fact, value.end(), value.end() != start and _DATED.match(low, value.end()) is not None
