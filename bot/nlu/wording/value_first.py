"""A value in front of its name: ``1.2 is the INR``, ``I have 96 for the platelets``, ``B for the BCLC``.

What stands so becomes ``name: value``, which is read as in any chart. A stage is taken for a stage's name alone, and
what a trial asks for is no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.dating.latest import STAGED
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_STAGE = r"(?:[abcd]\d{0,2}|[0-4]|(?:i{1,3}|iv|[1-4])[ab]|vp ?[0-4])"
_FIGURE = rf"{VALUE}(?:{UNIT})?|{_STAGE}"
_THE = r"(?:the |his |her |their |our |my |your |patient's )?"
_DAYS = ("today", "now", "yesterday")
_IS = Gated(
    rf"(?:^|(?<=[.;,:\n] )|(?<=\()|\b(?:i have|i've got|we have|i've|put|use|take|enter|and|so) )"
    rf"(?P<value>{_FIGURE}|negative|positive|none|never) (?:is|was|are|were)(?: still| now)? {_THE}"
    r"(?P<name>[a-z][a-z0-9 -]{1,34}?)(?P<tail>,? (?:level|value|count|stage|class|score|today|now|yesterday))?"
    r"(?=\s*(?:$|[,;)\n!]|\.(?!\d)|and\b|but\b))"
)
"""``1.2 is the INR``."""
_ABOUT = (
    r"(?:about|approx\.?|approximately|around|roughly|ca\.?|circa|some|was|is|~|"
    r"(?P<bound>at least|at most|over|above|more than|greater than|below|under|less than|no more than|not above))"
)
_SAYS = (
    r"(?:(?:(?:i|we|you|they) )?(?:(?:i|we)'ve got|have|has|had|got|gives?|gave|shows?|showed|says?|said|sees?|saw|"
    r"reads?|found|reports?|reported|wrote|noted)|there is|there was|with|then|and)(?: down)? (?:an? )?"
)
_FOR = Gated(
    rf"(?:^|(?<=[.;,:|(\n] )|(?<=[;,(|\n])|(?<= [-/] )|\b{_SAYS})(?P<about>(?:{_ABOUT} ?)*)(?P<value>{_FIGURE})"
    rf" (?:down )?(?:for|against|as|under|beside|next to) {_THE}(?=[a-z])"
)
"""``I have B for the BCLC``, ``approx. 150 for platelets``."""
_OTHERWISE = re.compile(
    r" ?[:=]? ?(?:is |was |of )?[<>]?\d|"
    r" (?:trial|study|dose|injection|infusion|transfusion|criteri|test(?:ing)?\b|check|screen)|[a-z0-9]"
)
"""Behind a name that has its own value, or that is of something else."""
_LIMIT = Gated(
    r"\b(?:limits?|cut-?offs?|thresholds?|minimum|requires?|required|needs?|must|criteri(?:on|a)|wants|asks|aim|"
    r"target|goal|rule|maximum|max|minimum|ceiling|floor)\b"
)
_OF_TRIAL = Gated(
    r"\b(?:trials?|study|protocol|inclusion|exclusion|eligib\w*|enrol\w*|entry|allow(?:s|ed)?|accept(?:s|ed)?)\b"
)
_LONGEST_NAME = 40


def with_name_first(text: Text, named: Named) -> Text:
    """Put ``name: value`` in the place of a value that stands in front of its name."""
    changes = [*_is(text.low, named), *_for(text.low, named)]
    return rewritten(text, apart(changes)) if changes else text


def _is(low: str, named: Named) -> Iterator[Change]:
    for match in _IS.finditer(low):
        name, tail = match["name"], (match["tail"] or "").strip(" ,")
        facts = {fact for start, end, fact in named(name) if (start, end) == (0, len(name))}
        if _is_of(facts, match["value"]):
            day = f" {tail}" if tail in _DAYS else ""
            yield Change(match.start("value"), match.end(), f"{name}{day}: {match['value']}")


def _for(low: str, named: Named) -> Iterator[Change]:
    for match in _FOR.finditer(low):
        behind = low[match.end() : match.end() + _LONGEST_NAME]
        told = [one for one in named(behind) if one[0] == 0]
        end = match.end() + max((one[1] for one in told), default=0)
        sentence = max(low.rfind(". ", 0, match.start()), low.rfind("\n", 0, match.start())) + 1
        if (
            _is_of({fact for _, _, fact in told}, match["value"])
            and not _OTHERWISE.match(low, end)
            and not _LIMIT.search(low, sentence, match.start())
            and not (match["bound"] and _of_trial(low, sentence, end))
        ):
            lead = " " if match.start() < match.start("about") else ""
            yield Change(match.start(), end, f"{lead}{low[match.end() : end]}: {match['about']}{match['value']}")


def _of_trial(low: str, sentence: int, end: int) -> bool:
    """``at least 75 for the platelets is needed``: a bound may be what a trial asks for."""
    close = next((at for at in (low.find(". ", end), low.find("\n", end)) if at >= 0), len(low))
    return any(one.search(low, sentence, close) is not None for one in (_LIMIT, _OF_TRIAL))


def _is_of(facts: set[str], value: str) -> bool:
    """Tell whether one fact is named, which the value may be of."""
    stage = re.fullmatch(_STAGE, value) and not re.fullmatch(VALUE, value)
    told = len(facts) == 1 and " " not in min(facts) and facts != {"response"}  # ``on March 26, 2026 for PD``
    return told and not (stage and not facts & STAGED)
