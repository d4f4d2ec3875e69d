"""How a value has moved, told before its values or between two: ``AFP has been climbing, 120 in June, 388 in August``.

What says no more than that a value rose, fell or was repeated is taken out, so that the values are a chain as in any
chart: ``AFP: 120 in June and 388 in August``, ``INR 1.6 -> 1.4 on 13 Nov``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.calendar_words import DAY_IN_FULL, DAYS, SOME_MONTH
from bot.nlu.lexicon.names_before import names_before
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.series import QUANTITIES

_MOVED = (
    r"(?:climb(?:ed|ing|s)?|rising|rises?|rose|risen|increas(?:ed|ing|es)|falling|falls|fell|fallen|dropp(?:ed|ing)|drops|"
    r"declin(?:ed|ing|es)|decreas(?:ed|ing|es)|creep(?:s|ing)|crept|trend(?:s|ed|ing)|drift(?:s|ed|ing)|going|went|gone|"
    r"getting|got|worse(?:n(?:ed|ing|s))?|better|improv(?:ed|ing|es)|stable|steady|unchanged|doubl(?:ed|ing)|tripled|"
    r"halved|fluctuat(?:ed|ing|es)|recover(?:ed|ing|s)|"
    r"(?:came|coming|comes?|pick(?:ed|ing|s)|bounc(?:ed|ing)) (?:up|back|down)|rebound(?:ed|ing)|"
    r"up|down|upwards?|downwards?|higher|lower)"
)
_BESIDE = (
    r"(?:has|have|had|is|are|was|were|been|keeps?|kept|continu(?:es?|ed) to|still|slowly|steadily|gradually|constantly|"
    r"quickly|rapidly|sharply|nicely|again|now|a bit|a little|slightly|much|quite|more and more|over time|"
    r"(?:after|with|on|since|following|thanks to) (?:(?:the|a|two|three|his|her) )?(?:[a-z]{5,16}|g-?csf|epo)|"
    r"(?:over|in|during) the (?:last|past) (?:weeks|months|year|few weeks|few months)|all the time|every time|,)"
)
_DATED = r"(?:in|on|at|this|last|then|to|and|now|today|yesterday|a (?:week|month|year) ago)\b"
_TREND = Gated(
    rf"(?P<said>(?: {_BESIDE})*(?: {_MOVED})(?: {_BESIDE}| {_MOVED}|,(?= {_BESIDE}| {_MOVED}))*)[ ]?"
    rf"(?P<mark>[,:;(–-])[ ]?"
    rf"(?=[<>]?{VALUE}(?:{UNIT})?(?:[ ]?->|[ ]\(?{_DATED}|\s*(?:[,;)]|$)))"
)
_CUT = [one for one in DAYS if len(one) < 6]
_DAY = (
    rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[./]\d{{1,2}}(?:[./](?:\d{{2}}){{1,2}})?|\d{{1,2}}(?:st|nd|rd|"
    rf"th)?(?: of)? {SOME_MONTH}"
    rf"(?: \d{{4}})?|{SOME_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|yesterday|today|this (?:morning|"
    rf"week)|last week|(?:last |this )?(?:{DAY_IN_FULL}|{any_of(_CUT)}))"
)
_NEWER = (
    r"(?:(?:newer|newest|latest|later|last|second|repeat(?:ed)?|next|new|other|more recent|most recent|fresh|current)"
    r"(?: (?:one|value|result|sample|test|draw|measurement|reading|check))?|one|that|recheck(?:ed)?|repeat|"
    r"retest(?:ed)?|redone|rerun)"
)
_SHOWED = (
    r"(?: (?:gave|gives|was|is|showed|shows|said|says|reads?|had|has|came back(?: at| as)?|came out(?: at| as)?|at|"
    r"with)|:|=|,)"
)
_LATER = rf"{_NEWER},? ?\(?(?:(?:of|from|on|dated) (?:the )?)?(?P<day>{_DAY})\)?,?{_SHOWED}?"
_AFTER = Gated(
    rf"(?P<link>[,;.]? ?(?:(?:but|and|while|whereas) )?(?:in |on )?(?:the |a |an )?"
    rf"(?!(?:last|next) (?:{DAY_IN_FULL}|{any_of(_CUT)})\b)"
    rf"{_LATER}) ?(?P<value>[<>]?{VALUE}(?:{UNIT})?)(?!\w|[.,/]\d| (?:lesions?|nodules?|cm|mm|times|weeks|cycles))",
    core=rf"{_LATER} ?[<>]?\d",
)
"""``but the newer one, 13 Nov, gave 1.4``."""
_VALUE_BEFORE = re.compile(
    rf"(?P<day>,? ?(?:on |from |of )?{_DAY}(?:'s)?(?: one| value)?(?= ?:))?"
    rf"(?:[ ]?(?:was|is|were|of|at|=|:))*[ ]?[<>]?{VALUE}(?:{UNIT})?"
    rf"(?: ?\(?(?:(?:on|of|from|in) )?(?:the (?:sample|lab|draw|test) of )?(?:{_DAY})\)?)?$"
)


def with_trends_out(text: Text, named: Named) -> Text:
    """Leave of a trend its values alone, each with its day."""
    low = text.low
    changes = [*_moved(low, named), *_repeated(low, named)]
    return rewritten(text, apart(changes)) if changes else text


def _moved(low: str, named: Named) -> Iterator[Change]:
    for match in _TREND.finditer(low):
        if any(fact in QUANTITIES for _, fact in names_before(low, match.start(), named)):
            yield Change(*match.span(), ": " + ("(" if match["mark"] == "(" else ""))


def _repeated(low: str, named: Named) -> Iterator[Change]:
    for match in _AFTER.finditer(low):
        before = _VALUE_BEFORE.search(low, max(0, match.start() - 60), match.start())
        if before is not None and any(fact in QUANTITIES for _, fact in names_before(low, before.start(), named)):
            day = match["day"]
            on = "" if day in ("today", "yesterday") or day[0] == "l" or day.startswith("this") else "on "
            yield Change(*match.span(), f" -> {match['value']} {on}{day}")
            if before["day"]:
                yield Change(*before.span("day"), "")
