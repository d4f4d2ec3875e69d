"""A value told, and another one that somebody or some paper says: ``plt 84, lab says 79``; two of which nobody knows
which is right: ``outside lab plt 71, ours 112, nobody knows which is right``. Either may hold, so both are put.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.not_ours import LIMIT
from bot.nlu.wording.previous_and_current import ANY_VALUE, TOLD, alike, facts_before

_WHO = (
    r"(?:(?:central|local|reference|referring|outside|other|sponsor's|our|the other|second|discharge|clinic|referral|"
    r"lab|his|her|path|ecg|old) )*"
    r"(?:lab(?:oratory)?(?: (?:report|system|sheet|print-?out|portal|slip))?|charts?|gp|epr|emr|ehr|e?crf|epic|portal|"
    r"system|print-?outs?|reports?|letters?|notes?|summary|nurse|sister|registrar|resident|fellow|consultant|"
    r"oncolog\w+|hepatolog\w+|radiolog\w+|cardiolog\w+|surgeons?|mdt|board|referrer|hospital|clinic|ward|sheet|form|"
    r"file|records?|e-?mail|pdf|fax|screen|machine|analy[sz]er|coordinator|monitor|cra|investigator|pi|colleague|wife|"
    r"husband|patient|he|she|source|poc|point of care|(?:blood )?gas|abg|vbg|finger-?prick|capillary)"
)
_LABS = (
    r"(?:(?:the |our )?(?:central|local|reference|outside|other|second|external|sponsor) (?:lab(?:oratory)?|hospital)|"
    r"central|local)"
)
_SAYS = (
    r"(?: (?:says|said|say|has|have|had|shows?|showed|reads?|gives?|gave|lists?|states?|stated|puts?|reports?|reported|"
    r"prints?|gets?|got|makes it|calls it|wrote|writes|it)(?: (?:it|at|as|it's|it is))?|:)"
)
_LINK = (
    r"(?:[ ]?[,;/(–-]{1,2}[ ]?|\.? )(?:but |though |although |while |whereas |and |yet |however,? )*"
    r"(?:the |his |her |our |their )?"
)
_UNIT = rf"(?:{UNIT}|\s?(?:months?|mths?|mo|years?)\b)"
_LED = r"[ :=]{1,3}| (?:is|was) "
_ENDS = r"(?=\s*(?:$|[,;)\n?]|\.(?!\d)))"
_THEN = Gated(
    rf"(?P<gap>{_LED})(?P<one>{ANY_VALUE})(?P<unit>{_UNIT})?{_LINK}(?P<who>{_WHO}{_SAYS}|{_LABS}(?:{_SAYS})?)[ ]"
    rf"(?P<two>{ANY_VALUE})(?P<anew>{_UNIT})?\)?{_ENDS}",
    core=rf"(?:{_SAYS}|(?:lab(?:oratory)?|hospital|central|local)) {ANY_VALUE}",
)
_IN = r"(?:in|on|per|from|according to|by) (?:the |our |his |her )?"
_OF_PLACES = Gated(
    rf"(?P<gap>{_LED})(?P<one>{ANY_VALUE})(?P<unit>{_UNIT})? {_IN}{_WHO}(?:,? ?(?:and|but|vs\.?)? |[,;/] ?)"
    rf"(?P<two>{ANY_VALUE})(?P<anew>{_UNIT})? (?P<who>{_IN}{_WHO}){_ENDS}"
)
"""``61 in the note, 84 in the lab system``."""
_TWO_OF = Gated(
    r"\b(?:two|2|different|conflicting|contradictory) (?:different )?(?:values|results|readings|figures|numbers) "
    r"(?:for|of) (?:the |his |her )?(?P<name>[a-z][a-z0-9 -]{1,20}?)[ :,(-]{1,3}(?:reported as )?"
    rf"(?P<one>[<>]?{VALUE})(?P<unit>{UNIT})?(?: ?[/,&] ?| and | or | vs\.? )(?P<two>[<>]?{VALUE})(?P<anew>{UNIT})?"
    r"(?![\w/]|[.,]\d)"
)
_SIDE = r"(?:local|central|site|lab|outside lab|poc|gas|chart|report|letter|e?crf|source)"
_HEADED = Gated(
    rf"(?P<gap>[ ,]?)[(\[]?{_SIDE} ?(?:/|vs\.?|and) ?(?P<who>{_SIDE})[)\]]?[ :=]{{1,3}}(?P<one>[<>]?{VALUE})"
    rf"(?P<unit>{UNIT})? ?(?:/|vs\.?|and) ?(?P<two>[<>]?{VALUE})(?P<anew>{UNIT})?{_ENDS}"
)
"""``platelets (local / central): 84 / 79``."""
_COUNTED = Gated(
    rf"(?<![\w./,-])(?P<one>\d{{1,2}}) (?P<noun>lesions?|nodules?|tumou?rs?|hccs?){_LINK}{_WHO}{_SAYS}[ ]"
    rf"(?P<two>\d{{1,2}}){_ENDS}"
)
_SLIPPED = re.compile(
    r"\b(?:wrote|typed|entered|put|said|gave|sent|told|had|ticked|recorded|mistyped|reported)\b[^.;\n]{0,40}$"
)
"""``I wrote BCLC B, the board says C``: a slip that is owned up to."""
_ELSEWHERE = re.compile(r"\b(?:gp|refer\w+|outside|old|other|discharge|elsewhere|clinic|external)\b")
"""What we say ourselves counts against these."""
_GO_BY = re.compile(
    r"[ ,;.(–-]{1,3}(?:so |and |we |i |i'd |please |pls |let's |but )*(?:go(?:ing)? (?:with|by)|use|using|take|taking|"
    rf"trust|believe|record|enter) (?:the )?(?P<one>{ANY_VALUE}|lab|chart|report|mine|ours){_ENDS}"
)
"""``chart says 79, go with 84``."""
_BACK = 130
_ASKED = frozenset(("life_expectancy", "largest_tumour", "tumour_count", "child_pugh_score", "systolic_bp"))
"""Of these two values in a row would be a span."""


def with_two_tellers(text: Text, named: Named) -> Text:
    """Put both of two such values behind the name."""
    changes = apart(_told(text.low, named))
    return rewritten(text, changes) if changes else text


def _told(low: str, named: Named) -> Iterator[Change]:
    for rule in (_THEN, _OF_PLACES, _HEADED):
        for match in rule.finditer(low):
            facts = facts_before(low, match.start(), named) & TOLD
            if facts and _differ(match) and not _settled(low, match):
                meant, end = _meant(low, match)
                yield Change(match.start(), end, f" {meant or _either(match, facts)}")
    for match in _TWO_OF.finditer(low):
        facts = {fact for *_, fact in named(match["name"])} & TOLD
        if facts and _differ(match):
            yield Change(*match.span(), f"{match['name']} {_either(match, facts)}")
    yield from (Change(*one.span(), f"{one['one']} {one['noun']}?") for one in _COUNTED.finditer(low) if _differ(one))


def _settled(low: str, match: re.Match[str]) -> bool:
    """Tell whether one of the two counts: a slip, a limit, or what somebody elsewhere said before us."""
    start = max(0, match.start() - _BACK)
    clause = max(start, *(low.rfind(mark, start, match.start()) + 1 for mark in ".;\n"))
    if match["one"].startswith(("<", ">")) or LIMIT.search(low, clause, match.end("one")):
        return True
    return _ELSEWHERE.search(match["who"]) is not None or _SLIPPED.search(low, start, match.start()) is not None


def _differ(match: re.Match[str]) -> bool:
    return match["one"] != match["two"] and alike(match["one"], match["two"])


def _meant(low: str, match: re.Match[str]) -> tuple[str, int]:
    """The value that is to be gone by, and where that is said; nothing where it is not said."""
    behind = _GO_BY.match(low, match.end())
    if behind is None:
        return "", match.end()
    said, unit = behind["one"], match["anew"] or match["unit"] or ""
    if said in (match["one"], match["two"]):
        return f"{said}{unit}", behind.end()
    ours = said in ("mine", "ours")
    if ours or said in match["who"]:
        return f"{match['one' if ours else 'two']}{unit}", behind.end()
    return "", match.end()


def _either(match: re.Match[str], facts: set[str]) -> str:
    """Both values, or the first in doubt."""
    unit = match["anew"] or match["unit"] or ""
    spanned = facts & _ASKED or ("child_pugh_class" in facts and match["one"].isdigit())
    if spanned:
        return f"{match['one']}{unit}?"
    return f"{match['one']}{unit} or {match['two']}{unit}"
