"""What one source tells and another denies: ``HIV in the notes but he denies it``, ``he says no, she says yes``.

Neither is believed: the name gets a question mark, so that it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_WHO = (
    r"(?:s?he|they|(?:the |our )?(?:patient|pt)|(?:his|her|the) (?:wife|husband|son|daughter|family|partner|gp|doctor|"
    r"carer|"
    r"mother|father|brother|sister)|gp|wife|husband|family|daughter|son|patient)(?: (?:him|her)self)?"
)
_FORGETS = (
    r"(?:denie[sd]|disputes|disputed|(?:does|did) ?n[o']t (?:remember|recall|know)|do not (?:remember|recall|know)|"
    r"(?:cannot|can ?not|can't) (?:remember|recall)|has (?:no|never had any) (?:memory|recollection|knowledge)|"
    r"knows nothing|"
    r"knows of none|has never heard|is not aware|was never told|says (?:no|not|s?he (?:never|did not|didn't|has not|"
    r"hasn't)))"
)
_IT = r"(?: (?:it|this|that|these|ever|any|anything|having|had|one|all|such|of|about|a thing|to have|been told|so))*"
_SOURCE = re.compile(
    r"\b(?:notes?|records?|letters?|gp|chart|files?|referral|referring|reports?|reported|listed|lists|mentions?|"
    r"mentioned|"
    r"according|documented|discharge|summary|coded|entry|says|states|history sheet|old)\b"
)
_DENIED = Gated(
    rf"\s?(?:[,;–-] ?|(?= but | though | although | while | yet | whereas ))(?:\s?(?:but|though|although|while|yet|"
    rf"whereas|however),? )?"
    rf"{_WHO} {_FORGETS}{_IT}(?=\s*(?:$|[.;,\n)]))"
)
_PAPERS_DENY = Gated(
    r"\s?(?:[,;–-] ?|(?= but | though | while | whereas ))(?:\s?(?:but|though|while|whereas) )?"
    r"(?:(?:the|his|her|our|old) )?"
    r"(?:charts?|notes?|records?|gp(?: letter| record)?|letters?|files?|referral|summary|emr|epr|ehr)"
    r"(?: (?:says?|states?|shows?|has|have|mentions?|lists?|tells?)|:)"
    r" (?:no|none|nothing|otherwise|not|never|neg(?:ative)?)"
    r"(?: (?:such|it|that|so|of it|of that|history|record))*(?=\s*(?:$|[.;,\n)]))"
)
"""``patient reports TIA, chart says no``."""
_REPORTED = re.compile(
    r"\b(?:reports?|reported|says|said|claims?|mentions?|mentioned|states|per|according|tells?|told)\b"
)
_SAYS = Gated(
    rf"\s?[:,–-]? ?{_WHO} (?:says|said|answers|answered|thinks) (?P<one>no|yes|never)[,;]? (?:and |but |while |"
    rf"whereas )?"
    rf"{_WHO} (?:says |said |answers |answered |thinks )?(?P<other>no|yes|never)(?=\s*(?:$|[.;,\n)]))"
)
_EITHER = Gated(
    r"\b(?:may|might|could) or (?:may|might|could) not (?:(?:well|ever|once) )?(?:have )?(?:(?:ever|once) )?(?:had |"
    r"been )?|"
    r"\b(?:it is |it's |it is simply )?(?:not|n't) (?:true|correct|right) that (?:s?he|the patient|pt) "
    r"(?:has (?:no|never had|not had)|never had|had no)\b"
)
"""What holds, or holds not."""
_READERS = Gated(
    r"\??[:,]? ?(?P<who>readers?|radiologists?|observers?|raters?|cent(?:re|er)s?|pathologists?|surgeons?) (?:a|1|"
    r"one)\b[: ]+"
    r"(?P<one>yes|no)\b[^.;\n]{0,40}[.;,] ?(?:but )?(?P=who) (?:b|2|two)\b[: ]+(?P<other>yes|no)\b"
)
"""``PVTT? radiologist A: yes, Vp2. radiologist B: no``."""
_DENIES = re.compile(r"\b(?:no|not|never|denies|without|neg|negative)\b")
_BACK = 100


def with_contradictions(text: Text, named: Named) -> Text:
    """Put a question mark behind what is told by one and denied by another."""
    changes = list(_changes(text.low, named))
    return rewritten(text, apart(changes)) if changes else text


def _changes(low: str, named: Named) -> Iterator[Change]:
    for match in _EITHER.finditer(low):
        yield Change(*match.span(), "possible ")
    for match in _READERS.finditer(low):
        if match["one"] != match["other"]:
            yield Change(*match.span(), "?")
    for match in _DENIED.finditer(low):
        first = _begins(low, match.start())
        told = low[first : match.start()]
        if not _SOURCE.search(told) or _DENIES.search(told):
            continue
        names = {(one, two) for one, two, _ in named(told)}
        if len(names) == 1:
            behind = first + max(two for _, two in names)
            yield Change(behind, match.end(), "?" + low[behind : match.start()])
    yield from _denied_on_paper(low, named)
    for match in _SAYS.finditer(low):
        first = _begins(low, match.start())
        ends = {two for _, two, _ in named(low[first : match.start()])}
        if (match["one"] == "yes") != (match["other"] == "yes") and max(ends, default=-1) == match.start() - first:
            yield Change(*match.span(), "?")


def _denied_on_paper(low: str, named: Named) -> Iterator[Change]:
    """``patient reports TIA, chart says no``: what is told is in doubt."""
    for match in _PAPERS_DENY.finditer(low):
        first = _begins(low, match.start())
        told = low[first : match.start()]
        ends = {two for _, two, _ in named(told)}
        if ends and _REPORTED.search(told) and not _DENIES.search(told):
            yield Change(first + max(ends), match.end(), "?")


def _begins(low: str, end: int) -> int:
    """Where the clause begins that ends at a place."""
    first = max(0, end - _BACK)
    ends = [low.rfind(mark, first, end) + len(mark) for mark in _ENDS if mark in low[first:end]]
    return max(first, *ends, 0)


_ENDS = (". ", ";", "\n", ", ")
