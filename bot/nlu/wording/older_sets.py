"""An older set of values beside the one of now is left out: ``INR 1.5, plt 59 (10 Nov: INR 1.4, plt 66)``.

A bracket that opens with an earlier time, and a clause that speaks of the previous results, tell nothing new where
each test in them was told before. By how much a value moved is left out too: ``plt 88 (down 12)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.lexicon.calendar_words import DAYS, SOME_MONTH, WRITTEN_DAY
from bot.nlu.lexicon.names_before import names_before
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.heading_words import MEASURED

_COUNT = r"(?:\d{1,2}|an?|one|two|three|four|five|six|some|a few|a couple of)"
_AGO = (
    rf"(?:{_COUNT} (?:days?|weeks?|wks?|months?|mths?|years?) (?:ago|back|before|earlier)|"
    r"last (?:week|month|visit|time|year)|(?:the )?(?:week|month|day) before|at (?:the )?(?:last|previous) visit|"
    r"(?:in |last |this )(?:the )?(?:spring|summer|autumn|winter))"
)
_FORMER = (
    r"(?:prev(?:ious(?:ly)?)?|prior|old(?:er)?|earlier|former(?:ly)?|before|(?:on |at )?(?:admission|arrival)|"
    r"(?:for|by|in|as) (?:a )?comparison|to compare)"
)
_SET = r"(?:sets?|ones?|values?|results?|labs?|bloods|numbers|readings?|panel|sample)"
_DAY = rf"(?:{WRITTEN_DAY}|\d{{1,2}}/\d{{1,2}}|(?:last )?(?:{any_of(DAYS)}))\b\.?"
_NUMBER = r"[<>]?\d[\d.,]*(?:[ ]?[a-zµ%]{1,5}/[a-z]{1,3})?"
_BRACKET = Gated(
    rf"(?P<bar> ?[(\[] ?(?:{_FORMER}[ :,-]{{1,3}})?(?:\(?(?:on |from |of |in )?(?:{_DAY}|{_AGO})\)?[ :,-]{{1,3}})?"
    rf"(?:{_FORMER}[ :,-]{{1,3}})?(?P<said>[a-z][^()\[\]\n]{{2,80}}\d[^()\[\]\n]{{0,20}})[)\]])(?! ?\d)"
)
"""``(10 Nov: INR 1.4, plt 66)``."""
_BARE = Gated(
    rf"(?P<bar> ?[(\[] ?(?:(?:they |these )?(?:were|was|from|{_FORMER})[ :]{{1,2}})?"
    rf"(?P<numbers>{_NUMBER}(?:(?:,| and|/| ?&) ?{_NUMBER})+)"
    rf",? ?(?:(?:on |in |from |of )?(?:{_DAY}|{_AGO}|{SOME_MONTH})|{_FORMER})?[)\]])"
)
"""``ALT 310, AST 280 (45 and 51 on 3 Nov)``."""
_LONE = Gated(
    rf"(?<=\d|l)(?P<bar> ?\((?:was |from )?{_NUMBER}(?: ?[x×] ?10\^?\d)?,? (?:{_AGO})\))(?= and\b|,|\.(?!\d)|;|\s*$|\n)"
)
"""``albumin 31 (29 a week ago) and INR 1.4``."""
_WHEN = (
    rf"(?:{_AGO}|(?:back )?(?:in|on|at|from) (?:the )?(?:last visit|(?:early |mid |late )?{SOME_MONTH}(?: 20\d\d)?)|"
    r"at home)"
)
_THEN = rf"{_WHEN}(?: {_WHEN})?"
_PRESSURE = r"\d{2,3}/\d{2,3}(?: ?mm ?hg)?"
_BESIDE = Gated(
    rf"(?<=[\da-z)])(?P<bar> ?\((?:it )?(?:was |were |from )?(?:{_PRESSURE}|\d[\d.]* ?[cm]m),? {_THEN}\))(?! ?\d)|"
    rf"(?<=\d/\d\d)(?P<aside>, ?(?:and |was |but )?{_PRESSURE} {_THEN})(?! ?\d)|"
    r"(?:^|\n)\s*(?:[<>]?\d[\d.,/]*|[a-d]\d?)"
    rf"(?P<answer> \((?:was )?(?:\d[\d.,/]*|[a-d]\d?) {_THEN}\))(?! ?\d)"
)
"""``BP 146/88 (160/95 at last visit)``, ``38 mm HCC (52 mm in June)``, the answer ``1 (2 in October)``."""
_CLAUSE = Gated(
    rf"(?:(?<=[.;] )|(?<=\n))(?P<bar>(?:(?:and |but )?(?:(?:at |the |an? )*(?:outside|referring|local|other|previous|"
    rf"last|gp) (?:hosp(?:ital)?|lab|clinic|cent(?:re|er)|site)(?:'s)?(?: labs?)?,? )?"
    rf"{_AGO}(?:,| it was| they were| we had|:)? |"
    rf"(?:(?:(?:ignore|disregard|not) )?(?:the |his |her |those |these )?(?:{_FORMER}|first) {_SET})"
    r"(?: \([^()\n]{0,20}\))?(?: (?:were|was|of|from|are))?[ :,(]{1,3})"
    r"(?P<said>(?:[^.;\n]|\.(?=[a-z\d])){2,120}))(?=\.(?:\s|$)|[;\n]|$)"
)
"""``A week ago INR 1.4, plt 66.``, ``The old values, creatinine 140 and bili 60, were haemolysed``."""
_NOW = re.compile(r"\b(?:now|today|current\w*|baseline|diagnosis|at present|since|then|later|repeat\w*)\b")
_FIRST = re.compile(
    r"\b(?:diagnosis|dx|baseline|initial\w*|admission|presentation|pre-?treatment|before|then|was|were)\b"
)
"""Before an older set: the values before it may be older still."""
_MOVED = Gated(
    r"(?<=\d)(?:[ ]?[a-zµ%]{1,5}/[a-z]{1,3})?(?P<delta>,? ?[(\[] ?(?:by )?(?:up|down|increased|decreased|higher|"
    r"lower|rose|fell)(?: by)? ?\d[\d.,]*%?[)\]]|(?: |, )(?:up|down)(?: by)? ?\d[\d.]*%?(?=[,;.]?(?: |\n|$))"
    r"(?! ?(?:from|to|on|and|-|x|ng|mg|g/|u/|umol))|"
    r"(?: |, ?)(?:up|down)(?: by)? ?\d[\d.]*%? (?:from|since|on|compared (?:to|with)|vs\.?|against) (?:the |his |her )?"
    rf"(?:{SOME_MONTH}|(?:last|previous|prior) [a-z]{{3,9}}|baseline|admission|screening|{any_of(DAYS)}\b|yesterday)"
    r"(?: \d{1,2}(?!\d|[.,]\d))?(?=\s*(?:$|[,;)\n]|\.(?!\d))))"
)
"""``platelets 84, up 12 from June``: by how much a value has moved."""
_SAID_OLDER = re.compile(rf"\b(?:{_AGO}|{_FORMER}|first)\b")
_OF_A_TIME = re.compile(rf"\b(?:{_AGO}|{_FORMER}|{SOME_MONTH}|{_DAY}|first)\b")
_ANY_DAY = re.compile(rf"(?<![\w./-]){_DAY}|\d\.\d{{1,2}}\.(?= )")
_OF_MONTHS = re.compile(rf"(?:^|[\n.;,]) ?(?:in )?{SOME_MONTH}(?: 20\d\d)?:? [^\d]")
"""``March: Hb 84``, before what was measured last week."""
_VALUE_BEFORE = re.compile(rf"(?:[ ]?(?:was|is|of|at|=|:))*[ ]?{_NUMBER}[ ]?$")
_VALUED = re.compile(r"[^\d,;.\n]{0,14}?[<>]?\d")
_BEFORE = Gated(
    r"(?<=\d )(?:before (?:the |his |her )?(?:dose|infusion|injection|drip)|vor (?:der )?gabe|vorher|zuvor|davor|antes|"
    r"avant|prima)(?=[,;] | -)"
)
_AFTER = Gated(
    r"(?<=[,;] )(?:afterwards|thereafter|danach|nachher|später|anschließend|après|despu[eé]s|dopo|daarna)(?= [<>]?\d)|"
    r"(?<=\d )(?:danach|nachher|après|despu[eé]s|dopo|daarna)\b"
)
_AT_PRESENT = Gated(
    r"(?<=[,;] )(?:jetzt|nun|aktuell|derzeit|ahora|actualmente|maintenant|actuellement|adesso|attualmente)(?= [<>]?\d)"
)
_IN_ENGLISH = ((_BEFORE, "before"), (_AFTER, "after"), (_AT_PRESENT, "now"))
"""``PIVKA 120 vor Gabe, danach 95``, ``bilirrubina 40 antes, ahora 33``."""
_COMPARED = Gated(
    r"(?P<bar>[,(]?[ ]?\b(?:compared (?:with|to)|in comparison (?:with|to)|as against|against|versus|vs\.?|down from|"
    r"up from|since|unlike(?: in)?) (?:(?:the |his |her |last |in |early |late |on )*"
    rf"(?:{SOME_MONTH}|{_DAY}|20\d\d|week|month|year|visit|time|spring|summer|autumn|winter)(?: \d{{4}})?)"
    r"(?:,? (?:when|where|then|in which|with)|[ ]?\()(?P<said> ?(?:(?:the|his|her|their|it) )*[a-z][a-z -]{1,20}"
    rf"(?: (?:had been|has been|was|were|had|of|at|still))* ?:? ?{_NUMBER}(?<![.,])[)]?),?)"
)
"""``Compared with August, when platelets had been 96, there is a slow decline``."""
_POSSESSED = Gated(
    r"(?P<bar>[,;(]?[ ]?\b(?:and |but |while )?"
    r"(?:last (?:week|month|visit|time|cycle|year)'?s|the previous|yesterday's) "
    rf"(?P<said>[a-z][a-z -]{{1,20}}? ?(?:was|were|had been|of|:|=) ?{_NUMBER}(?<![.,])[)]?))"
    r"(?=\s*(?:$|[,;)\n]|\.(?!\d)))"
)
"""``plt 88; last week's plt was 97``."""
_GATE = re.compile(
    r"[(\[]|/\d\d,|yesterday|"
    r"\bago\b|\bback\b|before|last |prev|prior|old|earlier|former|admission|arrival|first |up|down|compar|"
    r"versus|vs|since|against|unlike"
)


def without_older_sets(text: Text, named: Named) -> Text:
    """Leave such sets out, as not used."""
    changes = [Change(*one.span(), word) for pattern, word in _IN_ENGLISH for one in pattern.finditer(text.low)]
    text = rewritten(text, apart(changes)) if changes else text
    low = text.low
    if not _GATE.search(low):
        return text
    changes = [
        Change(*one.span("delta"), "") for one in _MOVED.finditer(low) if _behind_value(low, one.start("delta"), named)
    ]
    changes += [Change(*one.span("bar"), "", unused=True) for one in _older(low, named)]
    changes += _beside(low)
    return rewritten(text, apart(changes)) if changes else text


def _older(low: str, named: Named) -> Iterator[re.Match[str]]:
    for one in (*_BRACKET.finditer(low), *_CLAUSE.finditer(low)):
        head = low[one.start("bar") : one.start("said")].strip(" ([")
        if head and not _NOW.search(one["bar"]) and _told_before(low, one, named) and not _both_dated(low, one):
            yield one
    for one in (*_COMPARED.finditer(low), *_POSSESSED.finditer(low)):
        facts = {fact for *_, fact in named(one["said"])}
        if facts and facts <= {fact for *_, fact in named(low[max(0, one.start() - 400) : one.start()])}:
            yield one
    for one in _BARE.finditer(low):
        told = _valued(low[max(0, one.start() - 60) : one.start()], named)
        alone = one["bar"].strip("([ )]") == one["numbers"] or _both_dated(low, one)
        if not alone and len(re.findall(_NUMBER, one["numbers"])) == len(told):
            yield one
    for one in _LONE.finditer(low):
        if _behind_value(low, one.start(), named) and not _NOW.search(low, max(0, one.start() - 50), one.start()):
            yield one


def _beside(low: str) -> Iterator[Change]:
    """Leave out what was measured before what stands right in front of it, where that has no time of its own."""
    for one in _BESIDE.finditer(low):
        start, end = one.span(one.lastgroup or 0)
        if not _OF_A_TIME.search(low[max(0, start - 30) : start]):
            yield Change(start, end, "", unused=True)


def _both_dated(low: str, match: re.Match[str]) -> bool:
    """Tell whether days alone say which of two sets is the older: they are compared where the values are read."""
    if _SAID_OLDER.search(match["bar"]):
        return match["bar"].startswith("last week") and _OF_MONTHS.search(low, 0, match.start()) is not None
    return _ANY_DAY.search(low, low.rfind("\n", 0, match.start()) + 1, match.start()) is not None


def _told_before(low: str, match: re.Match[str], named: Named) -> bool:
    """Tell whether each measured value of a stretch was told before it, and nothing else is told in it."""
    said = named(match["said"])
    facts = {fact for *_, fact in said}
    valued = _valued(match["said"], named)
    if not valued or not facts <= MEASURED or facts != valued:
        return False
    before = low[max(0, match.start() - 300) : match.start()]
    before = before[max((before.rfind("\n\n"), 0)) :]
    return valued <= _valued(before, named) and _FIRST.search(before) is None


def _valued(piece: str, named: Named) -> set[str]:
    """The tests that a piece names with a value behind the name."""
    return {fact for _, end, fact in named(piece) if fact in MEASURED and _VALUED.match(piece, end)}


def _behind_value(low: str, place: int, named: Named) -> bool:
    """Tell whether a test and its value stand right before a place."""
    start = max(0, place - 30)
    value = _VALUE_BEFORE.search(low[start:place])
    return value is not None and bool(names_before(low, start + value.start(), named))
