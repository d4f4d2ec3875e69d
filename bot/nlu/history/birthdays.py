"""An age that is told by the next birthday: ``I'll be seventy-three in February`` is 72 now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from text_to_num import text2num

from bot.nlu.lexicon.calendar_words import ANY_MONTH
from bot.nlu.lexicon.number_words import NTH, ONES, TENS
from bot.nlu.scope.kin import KIN
from bot.nlu.text.rewriting import Change
from bot.nlu.text.telling import Gated
from criteria import load_catalogue

_ONES, _TENS = "|".join(ONES), "|".join(TENS)
_AGE = rf"(?P<age>\d{{2}}|(?:{_TENS})(?:[\s-](?:{_ONES}))?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)? (?:of )?"
_WHEN = (
    rf"(?:on my (?:next )?birthday|(?:on |in |at |next |this coming |this |come |the |{_DAY})*"
    rf"(?:{ANY_MONTH}|month|week|spring|summer|autumn|fall|winter|monday|tuesday|wednesday|thursday|friday|saturday|"
    rf"sunday|christmas|new year|easter)"
    r"|tomorrow|soon|next\W*$|next birthday|(?:on |at )?my next birthday|in (?:a|two|three|six) (?:week|weeks|month|"
    r"months)(?: time|'s time)?)"
)
_NEXT = Gated(
    r"(?:\b(?:i'?ll be|i will be|he'?ll be|she'?ll be|(?:i|he|she|will|to) turns?|turns|turning|"
    r"(?:i|he|she)'?ll turn|will be|going to be|"
    rf"i'?m going on)(?: going to be)? {_AGE}(?: years(?: old)?)? {_WHEN}\b"
    rf"|^\W*{_AGE.replace('age', 'soon')} (?:next|this coming) (?:month|week|birthday|year)\W*$"
    rf"|\b(?:i'?m|i am|he'?s|she'?s|he is|she is) {_AGE.replace('age', 'ahead')} (?=next|on my|tomorrow|in|come)"
    rf"{_WHEN}\b"
    rf"|\b(?:i'?m |he'?s |she'?s |^\W*)(?:going on|coming up (?:on|to|for)) {_AGE.replace('age', 'onward')}\W*$"
    rf"|^\W*{_AGE.replace('age', 'coming')} (?:come|this coming|next) (?:{ANY_MONTH}|month|christmas|easter)\b)"
)


_DECADE = Gated(rf"\b(?P<tens>{_TENS})[\s-](?:something|odd)\b")
"""``sixty something``."""
_IN_DECADE = Gated(
    r"(?:^\W*|\b(?:i'?m|i am|he'?s|she'?s|he is|she is) )(?:only |well |just |still |now )*in(?:to)? (?:my|his|her) "
    r"(?:(?:early|late|mid)[ -])?(?P<tens>twen|thir|for|fif|six|seven|eigh|nine)ties\b"
)
_TENS_OF = ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")
_WHO = "man|woman|lady|fella|bachelor|widow|widower|pensioner|farmer|grandmother|grandfather|male|female|gentleman"
_NOW = re.compile(
    rf"^\W*{_AGE.replace('age', 'already')},? going on (?=\w+)(?:{_TENS})?[\s-]?(?:{_ONES}|\d\d)?\W*$|"
    rf"\b(?:turned|just gone|gone|hit|reached|after turning|celebrated (?:my )?) {_AGE.replace('age', 'turned')}"
    rf"(?=\s*(?:$|[,;]|\.(?!\d)|and\b|on\b|in\b|at\b|last\b|this\b|now\b|a\b))"
    rf"|\b{_AGE.replace('age', 'young')} years young\b"
    rf"|^\W*{_AGE.replace('age', 'half')}(?: years)? and a half\b"
    rf"|^\W*{_AGE.replace('age', 'complete')}(?: years)? completed\b"
    rf"(?:,? (?:and )?running {_AGE.replace('age', 'run')})?"
    rf"|^\W*(?:{_WHO}),? {_AGE.replace('age', 'sexed')}(?=\s*(?:$|[,.;]))"
    rf"|\b(?:{_WHO}) of {_AGE.replace('age', 'of')}(?=\s*(?:$|[,.;]|and\b|now\b|with\b|who\b))"
    rf"|^\W*{_AGE.replace('age', 'first')}(?=,? (?:and |still )*(?:a|an) (?:{_WHO})\b"
    r"|,? (?:and )?(?:\w+[ -]){1,3}next (?:birthday|year|month)\b)"
    rf"|\b(?:i'?m|i am|he'?s|she'?s|he is|she is) (?:just |only |about |now )?{_AGE}"
    r"(?=\s*(?:$|[,.;!]|and\b|but\b|so\b|now\b|last\b|this\b))"
    rf"|^\W*{_AGE.replace('age', 'answer')} (?=last birthday|last week|last month|(?:last |back )?in (?:{ANY_MONTH}))"
)
"""An age that is said without its years."""
_MEASURED = re.compile(
    r"\b(?:to|plts?|platelets?|hb|hgb|h(?:a|ae)moglobin|inr|alt|ast|afp|pivka\w*|bili\w*|tb|alb\w*|creat\w*|wbc|wcc|anc|"
    r"neut\w*|leu[ck]ocytes|qtc\w*|counts?|levels?|values?|pressure|systolic|diastolic|prothrombin|weight|pulse|it)\b"
    r"[^.;\n]*$"
)
"""``the platelets reached 84``, ``to hit 84``: what was measured did, and nobody's age."""


_ORDINAL = (
    r"(?P<nth>\d{2}(?:st|nd|rd|th)|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:first|second|third|fourth|fifth|sixth|seventh|"
    r"eighth|ninth))"
)
_NTH = re.compile(
    rf"\b(?:(?:my )?next birthday (?:is|will be|'ll be) (?:my |the )?{_ORDINAL}"
    rf"|{_ORDINAL.replace('nth', 'nth2')} (?:birthday )?(?:is )?(?:coming up|next (?:week|month|year)|is next))\b"
)
_NTH_PAST = re.compile(rf"\b(?:my )?last birthday was (?:my |the )?{_ORDINAL}\b")
_TENTHS = ("twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth")
_SCORE = re.compile(r"\b(?:three ?score(?: years)? and ten|three score)\b")
_BORN_IN = re.compile(rf"\bborn (?:back )?in (?:the year )?'?(?P<year>(?:{_TENS})[\s-](?:{_ONES})|(?:{_TENS}))\b")


def _value_of_nth(said: str) -> int:
    if said[:2].isdigit():
        return int(said[:2])
    if said in _TENTHS:
        return 20 + 10 * _TENTHS.index(said)
    ten, one = re.split(r"[ -]", said)
    return int(text2num(ten, "en")) + NTH.index(one) + 1


_WIFE = re.compile(
    rf"\b(?:my|his|her) (?:{KIN}) is \d{{2}}(?: and|,| but)+ "
    r"(?=(?:i'm|i am|me|she's|he's) )"
)
_BESIDE = re.compile(
    rf"(?<=\w)[.,;]+ (?:and )?(?:my|the) (?:husband|wife|brother|sister|partner|missus)(?:'s| is) "
    rf"{_AGE}(?:\W+years? old)?\W*$"
)
"""``Sixty. My husband is 64.``"""
_MENDED = re.compile(
    r"^\W*(?:i'?m )?\d{2}\W+(?:(?:sorry|no|wait|i mean|make that|actually|"
    r"no wait)\W+)+(?:i'?m )?(?P<new>\d{2})(?=\s*(?:$|[,.;!]|years))"
)
_WORK = re.compile(
    rf"^\W*{_AGE.replace('age', 'worker')}, (?=(?:a )?(?:retired|married|widow|single|divorced|"
    rf"living|lives)\b)"
)


def _rarer(low: str) -> Iterator[Change]:
    """``my next birthday is the seventieth``, ``three score and ten``, ``born in forty-nine``."""
    yield from (Change(*match.span(), "") for match in _WIFE.finditer(low))
    yield from (Change(*match.span(), "") for match in _BESIDE.finditer(low) if match.start())
    for match in _MENDED.finditer(low):
        yield Change(*match.span(), f"{match['new']} years old")
    for match in _WORK.finditer(low):
        yield Change(*match.span("worker"), f"{match['worker']} years old")
    for match in _NTH.finditer(low) if "birthday" in low else ():
        yield Change(*match.span(), f"{_value_of_nth(match['nth'] or match['nth2']) - 1} years old")
    for match in _NTH_PAST.finditer(low) if "birthday" in low else ():
        yield Change(*match.span(), f"{_value_of_nth(match['nth'])} years old")
    for match in _SCORE.finditer(low) if "score" in low else ():
        yield Change(*match.span(), f"{70 if 'ten' in match.group() else 60} years old")
    for match in _BORN_IN.finditer(low) if "born" in low else ():
        yield Change(*match.span(), f"born in 19{int(text2num(match['year'].replace('-', ' '), 'en'))}")


_AGE_THEN = re.compile(
    rf"\b(?:had|got|did|took|suffered|happened)\b[^.;]{{0,30}}?(?P<then> (?:at|around|about) (?:the |"
    rf"about the )?age of {_AGE})\b"
)


_CHILD = re.compile(
    rf"(?<!he's )(?<!he is )\b(?:my|our) (?:youngest|eldest|oldest|baby|boy|girl|lad|{KIN})\b[^.;]{{0,60}}$"
)
"""``not since my youngest, and he's forty``: somebody else's age."""


_OF_COUNT = re.compile(r"\W*(?:s?he|patient|pt)(?:'s| is) (?:now )?\d{2}\W*")


@lru_cache(maxsize=1)
def _counts() -> frozenset[str]:
    return frozenset(fact for fact, spec in load_catalogue().facts.items() if spec.lab)


def birthdays(low: str, asked: tuple[str, ...] = ()) -> Iterator[Change]:
    """Give ages as they are written: one year less than that of a birthday to come."""
    if "age" not in asked and _counts() & set(asked) and _OF_COUNT.fullmatch(low):
        return  # ``he's 96``, asked about the platelets
    if len(low) <= 200:
        yield from _rarer(low)
        yield from (Change(*match.span("then"), " once") for match in _AGE_THEN.finditer(low) if "age of" in low)
        for match in _NOW.finditer(low):
            if match.group().startswith(("he", "she")) and _CHILD.search(low, 0, match.start()):
                continue
            if match["turned"] and _MEASURED.search(low, 0, match.start()):
                continue
            group = next(name for name, one in match.groupdict().items() if one)
            start, end = match.span(group) if group in ("of", "young", "sexed") else match.span()
            yield Change(start, end + len(" years young") * (group == "young"), f"{match[group]} years old ")
    for match in _IN_DECADE.finditer(low):
        tens = 20 + 10 * _TENS_OF.index(match["tens"])
        yield Change(*match.span(), f"{tens}-{tens + 9} years old")
    for match in _DECADE.finditer(low):
        tens = int(text2num(match["tens"], "en"))
        yield Change(*match.span(), f"{tens}-{tens + 9}")
    for match in _NEXT.finditer(low):
        said = match["age"] or match["soon"] or match["coming"] or match["onward"] or match["ahead"]
        age = int(said) if said.isdigit() else int(text2num(said.replace("-", " "), "en"))
        yield Change(match.start(), match.end(), f"{age - 1} years old")
