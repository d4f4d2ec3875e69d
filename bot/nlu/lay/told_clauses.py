"""The clauses of an answer that tells of several treatments, each with the time that it shares with those before.

``it came back in 2022 and they burnt it`` gives the burning its year, ``TACE in March and Lenvima ever since`` the
tablets their beginning, ``the op was on 5 May, ablation at the same time`` the ablation its day.
"""

from __future__ import annotations

import re

from bot.nlu.lexicon.calendar_words import MONTH, MONTH_IN_FULL

_CLAUSE = re.compile(
    r"\s*(?:[,;.](?!\d)|\b(?:and then|then|(?<!thousand )and|after that|afterwards|later|followed by|plus)\b)+\s*", re.I
)
_DONE = re.compile(
    r"\b(?:operat\w*|operation|surgery|op|cut|removed|took|taken out|resect\w*|burn\w*|zapp\w*|cook\w*|fried|"
    r"froze\w*|"
    r"microwave\w*|ablat\w*|rfa|mwa|tace|tae|haic|chemo\w*|embol\w*|beads|sirt|y-?90|radio\w*|radiation|rays|beams?|"
    r"proton\w*|cyberknife|atezo\w*|bev|durva\w*|treme|pembro|nivo|ipi|lenva|sora|cabo|sbrt|transplant\w*|"
    r"new liver|tablets?|pills?|drip|infusions?|immun\w*|\w+(?:nib|mab)|"
    r"lenvima|nexavar|stivarga|cabometyx|cyramza|avastin|tecentriq|imfinzi|imjudo|keytruda|opdivo|yervoy|"
    r"alcohol|ethanol)\b",
    re.I,
)
TIMED = re.compile(
    rf"\b(?:(?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)|{MONTH_IN_FULL}|"
    r"ago|back|last|this|christmas|easter|yesterday|since|until|till|"
    r"(?:nineteen|twenty)[ -](?:oh|ten|eleven|twelve|\w+teen|twenty|[efnst]\w+ty)|two thousand)\b|(?<!\d)'\d\d\b",
    re.I,
)
CLOSED = re.compile(
    r"\b(?:that'?s (?:it|all|the lot|everything|my lot|the height of it|the whole of it)|that is (?:it|all)|"
    r"that was the only (?:thing|one|treatment)|"
    r"that was (?:it|all|everything)|nothing (?:else|more|since)|(?:before (?:that|it)|beforehand),? (?:nothing|none)|"
    r"nothing before(?:hand| that| it)?(?:,? (?:and|or) (?:nothing )?(?:since|after))?|no more|"
    r"the whole list|end of (?:story|list)|"
    r"and that'?s that)(?: so far| to date| up to now)?\W*$",
    re.I,
)
_BETWEEN = re.compile(
    rf"\bbetween ((?:{MONTH}|(?:19|20)\d\d)(?: (?:19|20)\d\d)?) and (?={MONTH}\b|(?:19|20)\d\d)", re.I
)
_FIRST = re.compile(r"\b(?:at )?first(?:ly)?\b(?: of all)?(?! (?:one|time|go|session|dose|round|of|on|in|was)\b)", re.I)
"""``TACE first``: its place among them."""
_ITS_DATE = re.compile(
    rf"\b(?:(?:on |in )?(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?{MONTH}(?:,? (?:of )?(?:(?:19|20)\d\d|"
    rf"last year|this year))?|(?:in )?(?:19|20)\d\d|last year)\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:(?:19|20)\d\d|last year)\b", re.I)
_BARE_MONTH = re.compile(rf"\b(?P<month>{MONTH})\b(?!,? (?:of )?(?:(?:19|20)\d\d|last year|this year|\d))", re.I)
_EVER_SINCE = re.compile(r"\b(?:ever since(?: then)?|since then|from then on|since)(?=\W*$)", re.I)
_AT_ONCE = re.compile(
    r"\b(?:at|during) the same time\b|\b(?:on )?the same day\b|\bin the same (?:operation|go|month)\b|"
    r"\bsame (?:operation|time|day)\b",
    re.I,
)


def parts_of(raw: str) -> list[str]:
    """Give the clauses that tell of something done, each with those around it that do not."""
    parts: list[str] = []
    held = ""
    for clause in _CLAUSE.split(_BETWEEN.sub(r"from \1 to ", raw)):
        if not clause or CLOSED.search(clause):
            continue
        if _DONE.search(clause):
            told = _after(held, clause)
            if parts and not (TIMED.search(parts[-1]) or _DONE.search(parts[-1])):
                parts[-1] += ", " + told
            else:
                parts.append(_FIRST.sub("", told))
            held = ""
        elif RECURRED.search(clause):
            held = clause if TIMED.search(clause) else held
        elif parts:
            parts[-1] += ", " + _with_year(clause, parts[-1])
        else:
            parts.append(clause)
    return _timed_alike(parts)


RECURRED = re.compile(
    r"\b(?:came back|come back|grew back|returned|was back|recurr\w*|relapse\w*|back again|grew again|"
    r"new ones?)\b",
    re.I,
)
"""``in 2022 it came back``: the time of what is told next."""


def _after(held: str, clause: str) -> str:
    """Put the time of a recurrence before what was done about it, where that has none of its own."""
    date = [one.group() for one in _ITS_DATE.finditer(held)][-1:]
    if date and _EVER_SINCE.search(clause):
        return _EVER_SINCE.sub(f"since {date[0].removeprefix('in ').removeprefix('on ')}", clause)
    return f"{held}, {clause}" if held and not TIMED.search(clause) else _with_year(clause, held)


def _with_year(clause: str, before: str) -> str:
    """``last year it came back, beads in March``: the month is of that year."""
    year = _YEAR.search(before)
    if (
        year is None
        or _YEAR.search(clause)
        or not re.search(r"\bagain\b|came back|grew back|returned", f"{before} {clause}")
    ):
        return clause
    return _BARE_MONTH.sub(lambda one: f"{one['month']} {year.group()}", clause)


def _timed_alike(parts: list[str]) -> list[str]:
    """Put the date of the part before for ``ever since`` and ``at the same time``."""
    timed: list[str] = []
    for part in parts:
        date = [one.group() for one in _ITS_DATE.finditer(timed[-1])][-1:] if timed else []
        timed.append(_at(part, re.sub(r"^(?:in|on) ", "", date[0])) if date else part)
    return timed


def _at(part: str, when: str) -> str:
    preposition = "on" if re.match(r"(?:the )?\d{1,2}(?!\d)", when) else "in"
    return _AT_ONCE.sub(f"{preposition} {when}", _EVER_SINCE.sub(f"since {when}", part))
