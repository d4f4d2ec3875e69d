"""A pregnancy test that is named by its sample, or taken on a day told behind its result.

``She is not pregnant, the urine test of 16 November was negative``, ``pregnancy test neg, drawn 11/18/2026``.
"""

from __future__ import annotations

import re

from bot.nlu.lexicon.calendar_words import DAY_IN_FULL, SOME_MONTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.person_items import NEXT_NAME, VALUE_ENDS, next_names

_DAY = (
    rf"(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -](?:{SOME_MONTH}|this month)\b"
    rf"|(?:{SOME_MONTH}) \d{{1,2}}|(?:last )?(?:{DAY_IN_FULL})|(?:the )?day before yesterday|yesterday|today|"
    r"this morning)"
)
_RESULT = r"(?:neg|negative|pos|positive)\b"
_SAID = rf"(?:(?:was|is|were|came back|has been|had been|,|:)[ ]?)+{_RESULT}"
_PREGNANT = r"\bpregnan(?:t|cy)\b(?:(?!\b(?:hiv|hep\w*|hbs\w*|hbv|hcv|covid|tb|drug|dna|pcr)\b)[^\n]){0,110}?"
_SAMPLED = Gated(
    _PREGNANT + rf"\b(?P<test>(?:urine|urinary|serum|blood)(?: hcg)? test(?: for (?:it|this|that))?)"
    rf"(?=,? (?:(?:of|on|from|dated|taken|done)? ?(?:the )?{_DAY}[^.;\n]{{0,14}} )?{_SAID}|: ?{_RESULT})"
)
_VERDICT_FIRST = Gated(
    _PREGNANT
    + rf"\b(?P<test>{_RESULT} (?:urine|urinary|serum|blood) test(?: for (?:it|this|that))?)(?=,? (?:on|of|from) "
    rf"(?:the )?{_DAY})"
)
_DRAWN = Gated(
    rf"\b(?:pregnancy|preg|hcg|b-?hcg|upt)\b[^.;\n]{{0,40}}?\b{_RESULT}(?P<drawn>[ ,(]+(?:(?:it |and )?(?:was )?)?"
    rf"(?:drawn|collected|sampled|taken|obtained|done|performed)(?: on)? (?:the )?)(?P<day>{_DAY})"
)


def with_pregnancy_tests(text: Text) -> Text:
    """Name such a test, and put its day right behind its result."""
    low = text.low
    changes = [Change(*one.span("test"), "pregnancy test") for one in _SAMPLED.finditer(low)]
    for one in _VERDICT_FIRST.finditer(low):
        changes.append(Change(*one.span("test"), f"{one['test'].partition(' ')[0]} pregnancy test"))
    changes += [Change(*one.span("drawn"), " on ") for one in _DRAWN.finditer(low)]
    return rewritten(text, apart(changes)) if changes else text


_TEST = (
    r"pregn?(?:ancy|\.)? te?st(?:s|ed)?(?: results?)?|tested (?P<told>neg(?:ative)?|"
    r"pos(?:itive)?) for pregnancy|schwangerschaftstest|"
    r"test de grossesse|test grossesse|(?:test|prueba) de embarazo|test di gravidanza|zwangerschapstest|"
    r"pregnancy (?:blood|urine|serum) test|(?:β|ß|beta|b)?[ -]?hcg|upt|妊娠试验"
)
_ITEM = Gated(rf"(?<![\w-])(?:{_TEST})(?![a-z])")
_PARTS = re.compile(
    r"[,;|\n]|(?<!\bpreg)(?<!\bpregn)(?<!\.\d)(?<!\.\d\d)\.(?=\s|$)(?! (?:preg|hcg|upt|urine|serum|schwang|"
    r"test))| - | / "
)
_DATED = re.compile(
    rf"\b(?:on |le |am |vom |of |from |dated |il |el )*(?P<day>\d{{4}}-\d\d-\d\d|"
    rf"\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}}|\.)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?[ -]?(?:{SOME_MONTH})\.?(?:[ -]?20\d\d)?|"
    rf"(?:{SOME_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? 20\d\d)?"
    rf"|(?:this |last )?(?P<week>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?(?:'s)?(?![a-z])|yesterday|today|this morning"
    r"|the day before yesterday|(?:\d{1,2}|two|three|four|five|six) ?d(?:ays?)? ago|(?:one|1|a) week ago)(?![a-z0-9])"
)
_WEEK = {one[:3]: one for one in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")}
_NEGATIVE = frozenset(("neg", "negative", "negativ", "negativo", "négatif", "négative", "negatief", "negatif", "阴性"))
_POSITIVE = frozenset(("pos", "positive", "positiv", "positivo", "positif", "positief", "阳性"))
_PLAIN = frozenset(
    (
        "was", "is", "came", "back", "returned", "the", "a", "an", "her", "his", "test", "tests", "tested", "done",
        "taken", "urine", "serum", "blood", "home", "urinary", "quantitative", "qualitative", "qual", "quant", "last",
        "latest", "result", "results", "on", "and", "also", "again", "today", "dipstick", "patient", "pt", "she", "has",
        "had", "current", "repeat", "repeated", "ve", "from", "of", ":", "=", ".", "(", ")", "-", "'",
    )
)  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


def with_tests_told(text: Text) -> Text:
    """Put a result of a pregnancy test and its day behind its name, where an item holds nothing else."""
    if not _ITEM.may_match(text.low):
        return text
    changes = [change for match in _ITEM.finditer(text.low) if (change := _test_told(text.low, match)) is not None]
    return rewritten(text, apart(changes)) if changes else text


def _test_told(low: str, match: re.Match[str]) -> Change | None:
    start = max(0, match.start() - 60)
    for part in _PARTS.finditer(low, start, match.end()):
        start = part.end() if part.end() <= match.start() else start
    behind = _PARTS.search(low, match.end(), match.end() + 60)
    end = behind.start() if behind else min(len(low), match.end() + 60)
    starts = [start, *(value.end() for value in VALUE_ENDS.finditer(low, start, match.start()))]
    ends = [end, *next_names(low, match.end(), end)]
    for first, last in ((one, other) for one in starts for other in ends):
        wording = _result(low, match, first, last)
        if wording is not None:
            return Change(*_trimmed(low, first, last), wording + ";" * bool(NEXT_NAME.match(low, last)))
    return None


def _result(low: str, match: re.Match[str], start: int, end: int) -> str | None:
    """The result of an item around the name of the test, with its day; nothing where the item holds more."""
    rest = f"{low[start : match.start()]} {match['told'] or ''} {low[match.end() : end]}"
    days = list(_DATED.finditer(rest))
    words = _WORDS.findall(_DATED.sub(" ", rest))
    told = {one for one in words if one in _NEGATIVE or one in _POSITIVE}
    if any(one not in told and one not in _PLAIN for one in words) or len(told) != 1 or len(days) > 1:
        return None
    verdict = "negative" if told & _NEGATIVE else "positive"
    return f"pregnancy test {verdict}{_on(days[0]) if days else ''}"


def _trimmed(low: str, start: int, end: int) -> tuple[int, int]:
    """An item without the spaces and the lone bracket at its ends."""
    while start < end and low[start] in " (":
        start += 1
    return start, end - (low[end - 1] == ")" and low.count("(", start, end) < low.count(")", start, end))


def _on(day: re.Match[str]) -> str:
    """The day of a test as it is read behind the result."""
    if day["week"] and not day["day"].startswith("last"):
        return f" on {_WEEK[day['week']]}"
    relative = day["day"].endswith(("yesterday", "ago", "today", "morning"))
    return f" {'' if relative or day['week'] else 'on '}{day['day']}"
