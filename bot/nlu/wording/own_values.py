"""The patient's own value behind another one: ``the limit of the INR is 1.7, his 1.3``.

Who has it is told, and what it is of was named before: the name is put in front of the value.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.labs.baselines import BASELINE
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from criteria import load_catalogue

_OWN = Gated(
    r"(?P<lead>(?:^|(?<=[.;,:(] )|(?<=[.;,:(]))(?:and |but |while |whereas )?)"
    r"(?P<whose>(?:his|hers|her own|his own|ours|mine|(?:our|the|this|my) (?:patient|pt|man|lady|gentleman|woman)'s)"
    r"(?: own)?(?: value| level| count| one)?(?: (?:is|was|are|were|at|=|currently|now|only))*"
    r"(?P<day> (?:today|yesterday|this morning))?[ :]*)"
    rf"(?=(?:<|>)?(?:{VALUE})(?:/\d{{2,3}})?(?:{UNIT})?(?:\s*(?:$|[.;,)\n])|\s(?:today|now|on|and|this|so|which|but|because)\b))"
)
"""``hers is 12``, ``his 1.3``, ``our patient's is 34 g/L``."""
_NEEDS = Gated(
    r"(?P<lead>\b(?:needs?|required|requires|limit|minimum|cut-?off|wants)"
    r"(?: is| of| at least)? ?\d[\d.,]*(?: ?[a-z/]{1,8})?, ?)"
    rf"(?P<whose>s?he has |s?he is (?:at )?|s?he's (?:at )?)(?=(?:{VALUE})(?:{UNIT})?\s*(?:$|[.;,)\n]))"
)
_NOW = Gated(
    r"(?:^|(?<=[.;,:(?!] )|(?<=[.;,:(?!])|(?<= - )|(?<= but )|(?<= and ))"
    r"(?P<whose>(?:and |but |so |while )?(?!s?he(?:'s| is| was) )(?:(?:today|this morning|now|currently|"
    r"at present|yesterday|measured|actual(?:ly)?|in fact|"
    r"(?:his|hers|ours|mine)(?: own)?|(?:we|they)(?:'re| are)|we|he|she|they|it|value|actual value|"
    r"(?:our|the|this|my) (?:man|lady|patient|pt|gentleman|gent|woman|guy|subject)|patient|the team|team|surgeons?|"
    r"lab|count|level|result|reading)"
    r"(?:'s)?(?:,? (?:is|was|has|have|had|are|at|on|got|reads|measured|reckons?|found|gave|says|only|just|still|"
    r"itself|now|"
    r"today|this morning|currently|about|around|a|the|it|came|back|as|in at|stands|sits|level|value|reading|"
    r"one))*)[ :=]+)"
    rf"(?=(?:<|>)?(?:{VALUE})(?:/\d{{2,3}})?(?:{UNIT}|\s?(?:months?|g/d?l))?(?:\s*(?:$|[.;,)\n!])|\s(?:today|now|"
    rf"and|this|that|but)\b))"
)
"""``today 1.8`` behind a limit of the same test: what is the patient's own."""
_HERS = Gated(
    r"(?:^|(?<=[.;,:(?!] ))(?P<whose>(?:and |but )?s?he(?:'s| is| has| was)(?: at)? )"
    rf"(?=(?:<|>)?(?:{VALUE})(?:{UNIT}|\s?(?:g/d?l))\s*(?:$|[.;,)\n!]))"
)
"""``he's 88 umol/L`` behind a limit: a number with a unit is no age."""
_ANEW = Gated(
    r"(?P<mark>,|;| -| –| and| but|, (?:and|but)) (?:the )?(?:(?:his|her|our|the (?:patient|pt)'s|patient's|pt's|"
    r"(?:our|this) (?:patient|pt|man|lady)'s) (?:own |current |actual |latest )?|"
    r"(?:current|actual|latest|today's|measured|present) )"
    r"(?=[a-z][a-z -]{1,20}?(?: (?:is|was|at|of|=))?[ :=]{1,2}[<>]?\d)"
)
"""``platelet threshold here is 50, current plt 58``: a value of its own behind a limit of the same test."""
_LIMIT = Gated(
    r"\b(?:limit|needs?|required?s?|requires|must|has to|have to|should|goal|target|aim|cut-?off|criterion|"
    r"criteria|minimum|"
    r"maximum|min|max|threshold|trial|protocol|study|allows?|wants?|asks|under|below|above|over|at least|at most|"
    r"if|unless|until|"
    r"till|once|when|drops?|falls?|comes down|next door|other|neighbour|bed|range)\b|[<>≥≤]"
)
_SET = re.compile(
    r"\b(?:limit|needs?|required?s?|requires|must|should|goal|target|cut-?off|criteri(?:on|a)|minimum|maximum|min|max|"
    r"threshold|trigger|protocol|wants?|asks)\b"
)
_DAY = re.compile(r"\b(?:today|yesterday|this morning)\b")
_PRESSURE = re.compile(r"\b(?:bp|blood pressure)\b")
_GOT = re.compile(r"\bgot (?:an?|two|three|four|\d{1,2}) [a-z]{3,}")
"""``got 2 units``: the verb."""
_REACH = 120
_SEX = re.compile(r"\b(?:man|gentleman|woman|lady)\b")
_PRESSURES = ("systolic_bp", "diastolic_bp")


@lru_cache(maxsize=1)
def _measured() -> frozenset[str]:
    return frozenset(("ecog", "life_expectancy", *(fact for fact, spec in load_catalogue().facts.items() if spec.lab)))


def _sex(whose: str) -> str:
    """Keep the sex that is told with it: ``this man's 1``."""
    named = _SEX.search(whose)
    return "" if named is None else "male, " if named.group() in ("man", "gentleman") else "female, "


def with_own_values(text: Text, named: Named) -> Text:
    """Put the name of what was measured in front of the patient's own value of it."""
    changes = [
        Change(
            match.start("whose"),
            match.end("whose"),
            f"; {_sex(match['whose'])}{name}{match.groupdict().get('day') or ''} ",
        )
        for pattern in (_OWN, _NEEDS)
        for match in pattern.finditer(text.low)
        if (name := _before(text.low, match.start("whose"), named))
    ]
    changes += [
        Change(match.start("whose"), match.end("whose"), _own(text.low, match, name))
        for pattern in (_NOW, _HERS)
        for match in pattern.finditer(text.low)
        if (name := _before(text.low, match.start("whose"), named))
        and "baseline" not in text.low[max(0, match.start("whose") - _REACH) : match.start("whose")]
        and _LIMIT.search(text.low[max(0, match.start("whose") - _REACH) : match.start("whose")])
    ]
    anew = (one for one in _ANEW.finditer(text.low) if _behind_limit(text.low, one, named))
    changes += [Change(*match.span("mark"), ".") for match in anew]
    return rewritten(text, apart(changes)) if changes else text


def _behind_limit(low: str, match: re.Match[str], named: Named) -> bool:
    """Tell whether what is told anew is what a limit before it in the sentence is of."""
    start = max(0, match.start() - _REACH)
    start = max(start, *(low.rfind(mark, start, match.start()) + 1 for mark in ("; ", ". ", "\n")))
    if _SET.search(low, start, match.start()) is None:
        return False
    before = {fact for *_, fact in named(low[start : match.start()])} & _measured()
    behind = {fact for begin, _, fact in named(low[match.end() : match.end() + 24]) if begin == 0}
    return bool(before & behind)


def _own(low: str, match: re.Match[str], name: str) -> str:
    """The name with the day that is told, in a sentence of its own."""
    closed = low[: match.start("whose")].rstrip()[-1:] in ("", ".", "!", "?")
    return f"{'' if closed else '. '}{name} {' '.join(_DAY.findall(match['whose']))} "


def _before(low: str, place: int, named: Named) -> str:
    """The name of what was measured last, if it is one thing alone that the words before name."""
    start = max(0, place - _REACH)
    clause = max(low.rfind(mark, start, place - 2) for mark in ("; ", ". ", "\n"))
    start = (
        clause + 1
        if clause >= start and any(one[2] in _measured() for one in named(low[clause + 1 : place]))
        else start
    )
    verbs = {match.start() - start for match in _GOT.finditer(low, start, place)}
    told = [one for one in named(low[start:place]) if one[2] in _measured() and one[0] not in verbs]
    if not told and (pressure := _PRESSURE.search(low, start, place)):
        return pressure.group()
    facts = {"bp" if fact in _PRESSURES else fact for _, _, fact in told}
    if len(facts) != 1 or facts <= set(BASELINE.values()):
        return ""  # ``AFP before treatment was 8800 and now 120``: the value of now is another fact
    return low[start + told[-1][0] : start + told[-1][1]]
