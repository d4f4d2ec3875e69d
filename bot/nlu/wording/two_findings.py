"""One finding told of two times side by side: ``7/2026 3 lesions, 11/2026 2 lesions``, ``BCLC C (previously BCLC B)``.

The one of before is left out and named as not used, so that the latest stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bot.nlu.dating.day_forms import DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.times_told import TIME, TIME_PLAIN, rank

_SIZE = r"\d{1,3}(?:[.,]\d)?(?: ?[x×] ?\d{1,3}(?:[.,]\d)?){0,2} ?[cm]m"
_NOUN = r"(?:hccs?|lesions?|nodules?|tumou?rs?|mass(?:es)?|foc(?:us|i))"
_FEW = r"(?:single|solitary|one|two|three|four|five|six|seven|eight|nine|ten|several|multiple|[1-9]|1\d)"
_SITE = r"(?:lung|bone|nodal|node|adrenal|brain|peritoneal|distant|extrahepatic|liver|hilar|pulmonary)"
_ITEMS = tuple(
    Gated(rf"(?<![\w.,/-]){one}(?![\w/]|-\w|[.,]\d)")
    for one in (
        rf"{_FEW}(?: (?:hcc|liver|hepatic|viable|small))?(?: {_SIZE})? {_NOUN}(?:,?(?: \(?(?:max(?:imum)?|up to|of|"
        rf"largest|biggest)(?: of)?)? {_SIZE}\)?)?",
        rf"(?P<noun>(?:largest )?{_NOUN}(?= (?:was|is|of|measured|measuring|measures|\d)|:)(?: (?:was|"
        rf"is|of|measured|measuring|measures)|:)? )?{_SIZE}",
        r"bclc[ -]?[0abcd]",
        r"cnlc[ -]?(?:i{1,3}[ab]?|iv|[1-3][ab])",
        r"(?:ecog|ps|ecog ps|performance status)[ :]?[0-4]",
        r"(?:kps|karnofsky)[ :]?\d{2,3} ?%?",
        r"(?:child(?:[ -]pugh)?|ctp|cp|child-turcotte-pugh)[ -]?(?:score |class )?(?:[abc] ?\d{0,2}|\d{1,2})",
        r"(?:no (?:pvtt?|portal vein (?:tumou?r )?thromb\w+)|(?:(?:main|left|"
        r"right) )?pvtt?(?: \(?vp ?[1-4]\)?)?|vp ?[1-4](?: pvtt?)?)",
        rf"(?:no (?:{_SITE} )?(?:mets|metastas[ei]s|ehs|spread)|(?:new )?{_SITE} (?:mets|metastas[ei]s))",
        r"(?:no ascites|(?:trace|mild|moderate|tense|gross|massive|minimal) ascites)",
        r"(?:unilobar|bilobar|unilobular)(?: disease| hcc| tumou?rs?)?",
        r"(?:not resectable|unresectable|resectable|convertible)",
    )
)
_RESECTABLE = len(_ITEMS) - 1
_LEAD = re.compile(
    rf"(?:^|(?<=[\s,;(/–|-])){TIME},?[ :–-]{{0,3}}(?:(?:only|still|just|we (?:have|had|see|saw)|"
    rf"there (?:is|are|was|were)|has|had|is|shows|showed|showing|found|with) )?\Z"
)
_TRAIL = re.compile(rf" ?[(\[]?{TIME}[)\]]?(?![\w/])")
_JOINT = re.compile(
    r"[\s,;./)(–|-]*(?:->|→|=>)?[\s,;(]*(?:(?:and|but|then|while|whereas|versus|vs\.?) )?(?:only |just )?[\s(]*\Z"
)
_BACK = 34
_DIAGNOSED = re.compile(r"\b(?:dx|diagnosis|diagnosed|baseline|presentation|initial\w*|first|originally|before)\b")


def without_earlier(text: Text, today: date) -> Text:
    """Leave out what was found before where the same is told of now beside it."""
    text = _with_nouns(text)
    changes = [one for at, item in enumerate(_ITEMS) for one in _earlier(text.low, item, at, today)]
    changes += _under_then(text.low)
    return rewritten(text, apart(changes)) if changes else text


_COUNT_NOW = Gated(
    rf"\b{_FEW}(?: (?:hcc|liver|hepatic|viable|small))? {_NOUN}\b(?:[^.;\n]|\.(?=\d)){{0,34}}?[,;.]? (?:and |but |"
    r"then )?"
    r"(?:(?:now|today|currently|at present),?(?: (?:only|just|down to|there is|there are|has|is|are))*"
    r" (?P<few>one|two|three|four|five|[1-9])"
    r"(?P<left> (?:is |are )?(?:left|remaining|remains?|visible|seen))?|"
    r"(?:only |just |down to )*(?P<count>one|two|three|four|five|[1-9])"
    r"(?: (?:left|remaining))? (?:now|today|currently))(?=\s*(?:$|[,;)\n]|\.(?!\d)))"
)
"""``2 tumours in 2025, now just one left``: the later number goes without its noun."""
_COUNT_TURNED = Gated(
    rf"(?<![\w.,/-])(?<!segment )(?<!seg )(?P<old>{_FEW})(?P<noun>(?: (?:hcc|liver|hepatic|viable|small))? {_NOUN})"
    rf"(?P<when> \(?{TIME_PLAIN}\)?)? ?(?:->|=>) ?(?:now )?(?P<new>one|two|three|four|five|[1-9])"
    rf"(?! (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))(?=\s*(?:$|[,;)\n]|\.(?!\d))| \(?{TIME_PLAIN})"
)
"""``3 lesions in June -> 2 in November``: the later number counts."""
_THEN_HEAD = Gated(
    rf"(?:^|(?<=[.;\n] )|(?<=\n))(?P<told>(?:at|on) (?:the )?(?:first |initial )?"
    rf"(?:dx|diagnosis|presentation|referral)(?: (?:in )?{DAY})? ?[:=][^\n]{{3,240}}?)"
    r"(?=(?:[.;,]? |\n)(?:now|today|currently|at present|current status) ?[:=])"
)
"""``at dx 2024: 1 lesion 2.8 cm, …. now: …``: what was found then is not of now."""


def _with_nouns(text: Text) -> Text:
    """Give a later number of tumours the noun of the earlier one."""
    text = _with_noun_behind(text)
    changes = []
    for one in _COUNT_NOW.finditer(text.low):
        few = "few" if one["few"] else "count"
        noun = "lesion" if one[few] in ("1", "one") else "lesions"
        changes.append(Change(one.end(few), one.end("left") if one["left"] else one.end(few), f" {noun}"))
    changes += [Change(*one.span(), f"{one['new']}{one['noun']}") for one in _COUNT_TURNED.finditer(text.low)]
    changes = apart(changes)
    return rewritten(text, apart(changes)) if changes else text


_HEADED = Gated(
    rf"(?:^|(?<=[.;,\n] )|(?<=\n))(?P<old>(?P<noun>(?:lesions|nodules|tumou?rs|hccs)): ?(?P<count>{_FEW})"
    rf" \(?{TIME_PLAIN}(?: \([^()\n]{{2,24}}\))?)[,;] (?:and |but )?"
    rf"(?P<now>(?:now|today|currently) (?P<new>{_FEW})(?: left| remaining)?|"
    rf"(?P<few>{_FEW}) (?:left )?(?:now|today|left))"
    r"(?=\s*(?:$|[,;)\n]|\.(?!\d)))"
)
"""``lesions: 4 at baseline (max 9.1 cm), now 2 left``: the later number counts."""


def _with_noun_behind(text: Text) -> Text:
    """Leave out the number of before, and give that of now its noun."""
    changes: list[Change] = []
    for one in _HEADED.finditer(text.low):
        changes.append(Change(*one.span("old"), "", unused=True))
        changes.append(Change(*one.span("now"), f"{one['new'] or one['few']} {one['noun']}"))
    return rewritten(text, changes) if changes else text


def _under_then(low: str) -> Iterator[Change]:
    """How many tumours there were, and how large, under a heading of then that one of now follows."""
    for head in _THEN_HEAD.finditer(low):
        for item in _ITEMS[:2]:
            yield from (Change(*one.span(), "", unused=True) for one in item.finditer(low, *head.span("told")))


def _earlier(low: str, item: Gated, at: int, today: date) -> Iterator[Change]:
    found = list(item.finditer(low))
    pairs = [
        (one, other, _between(low, one.end(), other.start()))
        for one, other in pairwise(found)
        if other.start() - one.end() <= 2 * _BACK
    ]
    if len(pairs) > 1 and not all(between for *_, between in pairs):
        return  # ``8 cm at diagnosis, 5.5 cm after TACE in August and 4 cm today``: a longer story
    for one, other, between in pairs:
        if between is None or (at == _RESECTABLE and _DIAGNOSED.search(low, max(0, one.start() - _BACK), one.start())):
            continue  # ``at dx 10/2025 unresectable, now resectable``: both are told
        trail, lead = between
        first = _LEAD.search(low, max(0, one.start() - _BACK), one.start()) if trail is None else trail
        last = lead if lead is not None else _TRAIL.match(low, other.end())
        side = _side(first, last, today, at)
        if side and lead is not None and last is lead and re.search(r"[a-z] \Z", lead.group()) and lead["day"]:
            yield Change(lead.end(), lead.end(), ": ")  # ``in November 2 lesions``: no day of the month
        if side < 0:
            start = first.start() if first is not None and first is not trail else one.start()
            given = trail is not None and _GIVEN.search(trail.group()) is not None
            end = trail.end() if trail is not None and not given else one.end()
            yield Change(start, end, _noun(one, other), unused=True)
        elif side > 0:
            start = lead.start() if lead is not None else other.start()
            yield Change(start, last.end() if last is not None and last is not lead else other.end(), "", unused=True)


_GIVEN = re.compile(r"\b(?:tace|haic|sbrt|sirt)\b")
"""``6.8 cm before the first TACE, now 4.9 cm``: that it was given is told all the same."""


def _noun(one: re.Match[str], other: re.Match[str]) -> str:
    """``lesion was 5 cm, now 3 cm``: what the size of now is of, too."""
    if "noun" not in one.re.groupindex or other["noun"]:
        return ""
    return re.sub(r" (?:was|is|of|measured|measuring|measures)? ?$", "", one["noun"] or "")


_Sides = tuple[re.Match[str] | None, re.Match[str] | None]


def _between(low: str, start: int, end: int) -> _Sides | None:
    """The time behind the one finding and that before the other, where nothing else stands between them."""
    gap = low[start:end]
    if _JOINT.fullmatch(gap):
        return None, None
    lead, trail = _LEAD.search(low, start, end), _TRAIL.match(low, start, end)
    if trail is not None and low[trail.end() : end].strip() and _JOINT.fullmatch(low[trail.end() : end]):
        return trail, None
    if lead is not None and _JOINT.fullmatch(low[start : lead.start()]):
        return None, lead
    if trail is not None and lead is not None and lead.start() >= trail.end():
        return (trail, lead) if _JOINT.fullmatch(low[trail.end() : lead.start()]) else None
    return None


def _side(one: re.Match[str] | None, other: re.Match[str] | None, today: date, at: int) -> int:
    """Negative where the one is of before, positive where the other is; 0 where that is not sure."""
    if one is None and other is None:
        return 0
    if at == _RESECTABLE and (one is None or other is None):
        return 0  # ``initially: unresectable``
    ranks = _rank(one, today, at), _rank(other, today, at)
    if None in ranks:
        return 0
    first, last = ranks
    if first is None or last is None or first == last:
        return 0
    return -1 if first < last else 1


def _rank(told: re.Match[str] | None, today: date, at: int) -> int | None:
    """Where a time stands among others; nothing where it is not sure."""
    if told is None:
        return today.toordinal() - 1  # with no time of its own: of now, but not as surely
    if at == _RESECTABLE and (told["then"] or told["first"]):
        return None
    return rank(told, today)
