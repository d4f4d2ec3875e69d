"""What the patient denies and somebody else tells: ``denies MI; wife insists he had one``, ``no PE, notes say PE``.

Neither is believed: what is told against the denial is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.scope.kin import KIN
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_TELLS = (
    r"(?:says?|said|reports?|reported|mentions?|mentioned|insists?|insisted|states?|stated|claims?|claimed|tells? us|"
    r"told us|recalls?|recalled|remembers?|remembered|describes?|lists?)"
)
_PAPERS = r"(?:(?:referral|discharge|clinic|gp) (?:letter|summary)|notes?|letters?|chart|records?)"
_TOLD = Gated(
    r"\s?(?:[,;.–-] ?|(?= but | though | although | while | yet | whereas | however ))"
    r"(?:\s?(?:but|though|although|while|yet|whereas|however),? )?(?:(?:his|her|the|their|old|our) )?"
    rf"(?:(?:{KIN}|nurse|carers?|gp|family)(?:'s)?(?: (?:letter|notes?|chart|records?|summary))?|"
    rf"{_PAPERS}(?: ha(?:s|ve)(?= ))?) "
    rf"(?:{_TELLS}\b|(?<=has )|(?<=have ))(?: that)?(?P<told>[^.;\n]{{2,90}})"
)
_DENIAL = re.compile(r"\b(?:denie[sd]|denying|(?:says|said) (?:no|never)|no|never(?: had)?)\b")
_NOT = re.compile(
    rf"\b(?:no|not|never|none|nothing|neither|denie[sd]|without|neg(?:ative)?|n't|{KIN}|herself|himself)\b"
)
_ONE = re.compile(
    r"\b(?:has|had|have|of|about|^) ?(?:had )?(?:it|one|some|two|several)\b(?! (?:night|day|time|week|of))|"
    r"^ (?:one|two|some|several|otherwise|it)\b(?! (?:night|day|time|week|of))"
)
_SIGNS = {
    "psychosocial_barrier": re.compile(r"\b(?:depress|anxiety|psych|suicid|schizo|bipolar)"),
    "gi_bleeding": re.compile(r"\b(?:mel(?:a?)ena|black stools?|tarry|h(?:a?)ematemesis|vomited blood|blood in)"),
}
"""What is told of by its signs alone."""
_BACK = 120


def with_told_by_others(text: Text, named: Named) -> Text:
    """Put what is denied by one and told by another as possible."""
    changes = list(_changes(text.low, named))
    return rewritten(text, apart(changes)) if changes else text


def _changes(low: str, named: Named) -> Iterator[Change]:
    for match in _TOLD.finditer(low):
        first = max(0, match.start() - _BACK)
        first = max([first, *(low.rfind(mark, first, match.start()) + len(mark) for mark in _ENDS if mark in low)])
        denial = _DENIAL.search(low, first, match.start())
        if denial is None or _NOT.search(match["told"]):
            continue
        denied: dict[tuple[int, int], str] = {}
        for one, two, fact in named(low[denial.end() : match.start()]):
            denied[denial.end() + one, denial.end() + two] = fact
        facts = set(denied.values())
        told = facts & {fact for *_, fact in named(match["told"])}
        told = told or {fact for fact in facts if fact in _SIGNS and _SIGNS[fact].search(match["told"])}
        if not told and len(facts) == 1 and _ONE.search(match["told"]):
            told = facts
        against = {place for place, fact in denied.items() if fact in told}
        if against:
            yield from _put(low, denial, match, facts, sorted(against))


def _put(
    low: str, denial: re.Match[str], match: re.Match[str], facts: set[str], against: list[tuple[int, int]]
) -> Iterator[Change]:
    """The changes: of one name alone the denial goes too, of several the one that is told against is in doubt."""
    if len(facts) == 1:
        yield Change(denial.start(), match.end(), f"possible {low[slice(*against[-1])]}")
        return
    for _, end in against:
        yield Change(end, end, "?")
    yield Change(match.start(), match.end(), "")


_ENDS = (". ", ";", "\n")
