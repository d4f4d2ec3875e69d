"""Texts that speak of two things: ``drain fluid bilirubin 212 versus serum 26``, ``Hb 6.1 was voided. Repeat: 11.8``.

The first value is not the patient's: a limit, a goal, another person's, another fluid's, a sample that does not
count. What follows turns back to the patient without the name. The name is put in front of the value that holds, and
the other one is left out. A clause turns back where every word of it may (`sets.yml`) and one of them says whose value
it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.calendar_words import DAY_NAMES, MONTHS, SOME_MONTH
from bot.nlu.lexicon.vocabulary import word_lists, word_set
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.not_ours import LIMIT, is_not_ours, may_hold_another
from criteria import load_catalogue

_DAY = (
    rf"(?:(?:{any_of(DAY_NAMES)})|today|yesterday|this (?:morning|afternoon|week)|last week|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? {SOME_MONTH}\b(?: (?:19|20)\d\d)?|{SOME_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!\.\d)|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)|(?<=on )\d{1,2}/\d{1,2})"
)
DATED = re.compile(rf"(?<![\w.])(?:(?P<by>on (?:the )?)?(?P<day>{_DAY})(?:'s)?|(?:born |of )(?:19|20)\d\d)(?![\w/])")
_SIGNED = r"(?:(?:<|>)=? ?)?"
_UNIT = rf"(?:{UNIT}|\s?(?:g/d?l|months?|µmol/l|mm/hg|mm ?hg|ratio)(?![a-z]))"
_STAGE = r"(?:[abcd]\d{0,2}|i{1,3}[ab]|vp ?[1-4])"
_STAGES = re.compile(rf"\b{_STAGE}(?![\w/'])")
_HELD = Gated(
    rf"(?<![\w./^*-])(?:{_SIGNED}(?:{VALUE})(?:/\d{{2,3}}(?!\d))?(?:{_UNIT})?|{_STAGE}(?![\w/]))"
    rf"(?=\s*(?:$|[;)\n!\"]|[.,](?!\d)|\([a-z])|\s(?:{_DAY}|on|in|at|now|as of|so|and|this|which|but|because|\(|"
    r"from|again|only|taken|drawn)(?![a-z]))"
)
"""A value behind which its clause may end."""
_NUMBER = re.compile(
    rf"(?<![\w.])(?:{VALUE})(?: ?(?:-|–|to) ?\d+(?:[.,]\d+)?|/\d{{2,3}}(?:-\d{{2,3}}/\d{{2,3}})?)?(?:{_UNIT})?"
)
_PAIR = re.compile(r"[<>]?=? ?\d{2,3}/\d{2,3}(?![\d/])")
_BREAKS = re.compile(r"(?<!unconj)(?<!conj)(?<!ref)(?<!max)(?<!min)(?<!dir)(?<!pt)\. |; |\n")
_PLAINLY = re.compile(r"\b(?:bp|blood pressure|bili(?:rubin)?)\b")
_STEP = re.compile(r"[a-z]+(?:['-][a-z]+)*|\d+(?:[.,]\d+)*|\S")
_CLOSES = frozenset(
    (".", ";", "!", "?", "(", "-", "–", "—", "but", "while", "whereas", "versus", "vs", "against", "and", "/")
)
_PAUSES = frozenset((",", ":", "=", "'", '"'))
_OLD = re.compile(r"[1-9]\d(?=\s*(?:$|[.,;!\n])|-year-old )")
_SEX = re.compile(
    r"(?:-year-old |[,;.\s]*(?:an? )?)(?:m|f|male|female|man|woman|lady|gentleman|retired|yrs?|years|yo)\b"
)
_TODAY = re.compile(r"\b(?:today|yesterday|this morning|this afternoon)\b")
_ARTICLE = re.compile(r"a\s+[a-z]")
_TIME = re.compile(r"(?<!our )(?<!the )(?<!this )\bpt[ :=]*\Z")
"""``PT 71 %``: a prothrombin time, and no patient."""
_PERSON = re.compile(r"\b(?:lady|woman|gentleman|man)\b")
_AGED = re.compile(r"(?:and |but )?(?:s?he is|s?he's|s?he was|aged?)(?: now| just| only)? ")
_WHO = re.compile(r"who (?!ps\b|perf|grade|status|score|is\b|was\b|of\b|at\b|[0-4])[a-z]")
"""``the daughter who came along``: no scale."""
_STAGED = frozenset(("child_pugh_class", "bclc", "cnlc", "portal_vein_thrombus"))
_REACH = 200
_BACK = 100


class _Turn(msgspec.Struct, frozen=True):
    """A clause that turns back: where it begins, its value, whose it says that it is."""

    start: int
    value: int
    kinds: frozenset[str]


@lru_cache(maxsize=1)
def _measured() -> frozenset[str]:
    return frozenset(
        (
            "ecog",
            "age",
            "largest_tumour",
            "life_expectancy",
            *_STAGED,
            *(fact for fact, spec in load_catalogue().facts.items() if spec.lab),
        )
    )


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return word_set("two_things_known").union(*_saying().values())


@lru_cache(maxsize=1)
def _of_days() -> frozenset[str]:
    """The words with which a day may end."""
    return frozenset((*DAY_NAMES, "today", "yesterday", "morning", "afternoon", "week", "s", *_CLOSES))


@lru_cache(maxsize=1)
def _saying() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in word_lists("two_things_saying").items()}


_NEW_LIMIT = Gated(
    r"\b(?:allowed|limit|version|protocol|cut-?off|threshold|minimum|maximum|amendment)\b[^.;\n]{0,50}?\d[\d.,]*"
    rf"(?:{_UNIT})?(?P<new>,? (?:and |but )?(?:the new(?: (?:one|version|limit|protocol))?"
    r"(?: is| says| wants| allows| asks for)?|(?:it )?(?:is )?now(?: is| at)?|since then) [<>]?=? ?\d[\d.,]*?"
    rf"(?:{_UNIT})?)(?=[,;.] ?(?:but |and )?(?:this|our|the (?:pt|patient)|s?he|his|her|ours|patient|pt)\b)"
)
"""``the old version allowed 60, the new one 75; he has 71``: a second limit, and no value."""


def of_two_things(text: Text, named: Named) -> Text:
    """Put the name in front of the value that holds, and leave out the one that is not the patient's."""
    if not may_hold_another(text.low):
        return text
    limits = [Change(*one.span("new"), "") for one in _NEW_LIMIT.finditer(text.low)]
    text = rewritten(text, limits) if limits else text
    changes = list(_changes(text.low, named))
    return rewritten(text, apart(changes)) if changes else text


def _changes(low: str, named: Named) -> Iterator[Change]:
    floor = 0
    for match in _HELD.finditer(low):
        turn = None if _says_else(low, match.start(), floor) else _turned(low, match.start(), floor)
        if turn is None:
            continue
        told = _told_before(low, turn, floor, named)
        if told is None:
            continue
        name, start, end = told
        if end > start:
            valued = _NUMBER.search(low, start, end) or _STAGES.search(low, start, end)
            yield Change(start, end, " ", unused=valued is not None)
        days = " ".join(_day(one["day"]) for one in DATED.finditer(low, turn.start, turn.value) if one["day"])
        whose = _PERSON.search(low, turn.start, turn.value)
        yield Change(
            turn.start, turn.value, f". {whose.group() + '. ' if whose else ''}{name} {f'{days}: ' if days else ''}"
        )
        floor = match.end()


def _day(told: str) -> str:
    return told if told.startswith(("today", "yesterday", "this", "last")) else f"on {told}"


def _turned(low: str, value: int, floor: int) -> _Turn | None:
    """Walk back from a value as long as the words may turn back to the patient."""
    first = max(floor, value - _BACK)
    piece = DATED.sub(lambda one: "*" * len(one.group()), low[first:value])
    words = [(match.start(), match.group()) for match in _STEP.finditer(piece)]
    start, paused = len(piece), -1
    seen: list[str] = []
    for at, word in reversed(words):
        if word in _CLOSES or (word == "and" and seen):
            paused = start
            break
        if word in _PAUSES:
            paused = start if seen else paused
        elif word == "*":
            seen.append(word)
        elif word not in _known():
            break
        else:
            seen.append(word)
        start = at
    else:
        paused = start if first == floor else paused
    if paused < 0 or not seen:
        return None
    said = frozenset(word for at, word in words if at >= paused)
    kinds = frozenset(kind for kind, telling in _saying().items() if said & telling)
    if "*" in piece[paused:]:
        kinds |= {"dated", "found"} if _TODAY.search(low, first + paused, value) else {"dated"}
    if _OLD.match(low, value) and (_AGED.fullmatch(low, first + paused, value) or _SEX.match(low, value + 2)):
        return None  # ``He is 66``; ``our patient: 66, male``
    if not kinds or _TIME.search(low, first + paused, value):
        return None
    return _Turn(first + paused, value, kinds)


def _says_else(low: str, value: int, floor: int) -> bool:
    """``plt 82``: tell whether the word right before a value is none of a turn, as nearly every one is."""
    last = low[max(floor, value - _BACK) : value].rsplit(None, 1)[-1:]
    if not last or not (last[0].isalpha() and last[0].isascii()):
        return False
    return last[0] not in _known() and last[0] not in _of_days() and last[0][:3] not in MONTHS


def _told_before(low: str, turn: _Turn, floor: int, named: Named) -> tuple[str, int, int] | None:
    """Give the name that was told before, and the span of the value beside it that is not the patient's."""
    first = max(floor, turn.start - _REACH)
    names: list[tuple[int, int, str]] = []
    sentence = turn.start
    for sentence in [*(one.end() for one in reversed([*_BREAKS.finditer(low, first, turn.start - 1)])), first]:
        names = measured_in(low, sentence, turn.start, named)
        if names:
            break
    if not names and _PAIR.match(low, turn.value) and (pair := _PAIR.search(low, first, turn.start)):
        begins = max((one.end() for one in _BREAKS.finditer(low, first, pair.start())), default=first)
        return ("bp", begins, turn.start) if LIMIT.search(low, begins, pair.start()) else None
    if len({fact for _, _, fact in names}) != 1:
        return None
    begin, end, _ = names[-1]
    region = DATED.sub(lambda one: "*" * len(one.group()), low[sentence : turn.start])
    staged = names[-1][2] in _STAGED
    if staged != (_STAGES.match(low, turn.value) is not None):
        return None
    numbers = [
        one
        for one in (_STAGES if staged else _NUMBER).finditer(region)
        if not begin - sentence <= one.start() < end - sentence and not _ARTICLE.match(region, one.start())
    ]
    if len(numbers) > 1:
        return None
    name, alone = low[begin:end], _says_no_more(low[sentence : turn.start], named)
    span = (numbers[0].start(), numbers[0].end()) if numbers else (0, 0)
    if not is_not_ours(region, (begin - sentence, end - sentence), span, turn.kinds):
        return None
    if alone:
        return name, sentence, turn.start
    if not numbers:
        return name, begin, begin
    return name, sentence + min(begin - sentence, span[0]), sentence + max(end - sentence, span[1])


def _says_no_more(piece: str, named: Named) -> bool:
    """Tell whether a piece names nothing beside what is measured; ``the other man`` is nobody's sex."""
    told = [fact for start, end, fact in named(piece) if piece[start:end] != "he"]
    return all(fact in _measured() or fact in ("sex", "age") for fact in told)


def measured_in(low: str, start: int, end: int, named: Named) -> list[tuple[int, int, str]]:
    """Give what a piece names that is measured, with its places."""
    piece = low[start:end]
    told = [
        (start + one, start + two, fact)
        for one, two, fact in named(piece)
        if fact in _measured() and piece[one:two] != "got" and not _WHO.match(piece, one)
    ]
    if any(fact not in ("bilirubin", "systolic_bp", "diastolic_bp") for _, _, fact in told):
        return told
    plain = [
        (one.start(), one.end(), one.group()[:2].replace("bl", "bp")) for one in _PLAINLY.finditer(low, start, end)
    ]
    return plain or told
