"""Stages and scores behind their names: BCLC, CNLC, ECOG and Karnofsky, Child-Pugh."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.draft import Draft
from bot.nlu.lexicon.numbers import Number
from bot.nlu.lexicon.places import merged
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.tumour.cnlc import last_token, read_cnlc
from bot.nlu.tumour.performance import one_or_all, read_ecog, read_karnofsky
from bot.nlu.tumour.what_it_is_not import is_not
from bot.nlu.wording.bare_stages import named_stage, names_else

_LEAD = (
    r"[\s:=\-(]*(?:(?:stage|class|staging|grade|is|was|now|still|currently|st|score|of|at|remains|hcc|either|between|"
    r"should (?:be|read|say)|actually|really)\b"
    r"[\s:=\-.(]*)*"
)
_BCLC = re.compile(
    _LEAD + r"(?P<a>0|[abcd])(?:[1-4](?!\d))?(?![a-z0-9])"
    r"(?:[^\S\n]*(?P<join>->|/|-|or|to|and)\s*(?:bclc\s*)?(?:stage\s*)?(?P<b>0|"
    r"[abcd])(?![a-z0-9]|[.-]p\b))?"
)
_STEPS = r"(?:very early|early|intermediate|advanced|terminal)"
_BCLC_WORDS = re.compile(_LEAD + rf"(?P<word>{_STEPS})\b(?:\s*(?P<join>/|-|or|to)\s*(?P<other>{_STEPS})\b)?")
_BCLC_NOW = re.compile(
    r"[\s:=-]*(?:stage\s*)?[0abcd](?![a-z0-9])(?:(?!\b(?:ecog|ps|performance|child|cnlc|cp|who)\b)[^.;\n]){0,30}?"
    r"\b(?:now|currently)"
    r"(?=[\s:=-]*(?:bclc\s*)?(?:stage\s*)?[0abcd](?![a-z0-9]))"
    r"(?:[\s:=-]*bclc)?"
)
"""``BCLC B at diagnosis, now C``: what stands behind is what holds."""
_BCLC_BEFORE = re.compile(
    r"\bstage\s+(?P<a>0|[abcd])(?:\s*(?P<join>->|/|-|or|to)\s*(?P<b>[abcd]))?\s*[(,]?\s*(?:by|per|according to)?\s*$"
)
_WORDS = {"very early": "0", "early": "A", "intermediate": "B", "advanced": "C", "terminal": "D"}
_BANDS = {"a": range(5, 7), "b": range(7, 10), "c": range(10, 16)}
_CHILD_WORDS = word_set("staging_child_words")


_NAMED = ("bclc", "cnlc", "ecog", "child_pugh_class", "child_pugh_score")


def read_staging(draft: Draft) -> None:
    """Read all stages and scores of a message."""
    for place in merged(draft.places.kind("word"), draft.places.naming(*_NAMED), draft.places.cue("karnofsky")):
        token = draft.tokens[place]
        led = token.text in _BANDS and draft.word(place - 1) in ("->", "=")
        if token.used or ("neg" in token.scope and not token.names("ecog") and not led):
            continue
        told = token.kind != "word" or token.text == "stage" or token.text in _BANDS
        if not told or is_not(draft.text.low, token.start):
            continue
        if token.kind == "word":
            _bare_child_pugh(draft, place)
            continue
        if token.names("bclc"):
            _bclc(draft, place)
        elif token.names("cnlc"):
            read_cnlc(draft, place)
        elif token.names("ecog"):
            read_ecog(draft, place)
        elif token.cue("karnofsky"):
            read_karnofsky(draft, place)
        elif token.names("child_pugh_class") or token.names("child_pugh_score"):
            _child_pugh(draft, place)


def _bclc(draft: Draft, place: int) -> None:
    low, end = draft.text.low, draft.tokens[place].end
    later = _BCLC_NOW.match(low, end)
    match = _BCLC.match(low, later.end() if later else end)
    if match and match["join"] == "and" and "between" not in match.group():
        match = _BCLC.match(low, end, match.start("join"))
    if match and not (match["a"] == "a" and re.match(r"\s+\d+(?:\.\d+)?\s*(?:cm|mm)", low[match.end() :])):
        draft.record(
            "bclc",
            _options(match["a"], match["b"], match["join"], ["0", "A", "B", "C", "D"]),
            place,
            last_token(draft, place, match.end()),
        )
        return
    word = _BCLC_WORDS.match(low, end)
    if word:
        stages = _options(
            _WORDS[word["word"]], _WORDS.get(word["other"] or ""), word["join"], ["0", "A", "B", "C", "D"]
        )
        draft.record("bclc", stages, place, last_token(draft, place, word.end()))
        return
    start = max(0, draft.tokens[place].start - 40)
    before = _BCLC_BEFORE.search(low[start : draft.tokens[place].start])
    if before:
        first = place
        while first > 0 and draft.tokens[first - 1].start >= start + before.start():
            first -= 1
        draft.record(
            "bclc", _options(before["a"], before["b"], before["join"], ["0", "A", "B", "C", "D"]), first, place
        )


def _options(one: str, other: str | None, join: str | None, order: list[str]) -> Any:
    first = one.upper()
    if not other:
        return first
    second = other.upper()
    if join == "->":
        return second
    if join in ("-", "to") and order.index(first) < order.index(second):
        return order[order.index(first) : order.index(second) + 1]
    return one_or_all([first, second])


def _child_pugh(draft: Draft, place: int) -> None:
    """Class and score in any order: ``A6``, ``A (6)``, ``score 6 (class A)``, ``B7-8``."""
    classes: list[str] = []
    scores: list[int] = []
    last = place
    step = place + 1
    while step < min(place + 11, len(draft.tokens)):
        token = draft.tokens[step]
        if _of_score(draft, step):
            pass  # ``class B with a score of 8``
        elif token.kind == "word" and token.text in ("a", "b", "c") and _free_letter(draft, step):
            classes.append(token.text.upper())
            last = step
        elif (
            token.kind == "num"
            and token.number is not None
            and (not scores or _joined_score(draft, step))
            and _score(token.number, bool(classes), draft, step)
        ):
            low = int(token.number.value)
            scores.extend((low, int(token.number.high)) if token.number.high is not None else (low,))
            last = step
        elif token.text == "or" and classes:
            pass
        elif token.text in ("->", "to", "now") and (classes or scores) and _stage_next(draft, step):
            classes, scores = [], []
        elif (
            token.text not in _CHILD_WORDS and not (token.names("child_pugh_class") or token.names("child_pugh_score"))
        ) or _ends_before(draft, step, told=bool(classes and scores)):
            break
        step += 1
    if draft.word(last + 1) == ")":
        last += 1
    if classes or scores:
        _record_child_pugh(draft, classes, scores, place, last)


def _of_score(draft: Draft, step: int) -> bool:
    return draft.word(step - 1) in _JOINED and draft.word(step) == "a" and draft.word(step + 1) in _COUNTS


def _ends_before(draft: Draft, step: int, *, told: bool) -> bool:
    """Tell whether something else begins at a step: behind a comma, or ``Child-Pugh A6 / stage B``."""
    text = draft.word(step)
    return (text in (",", ";") and not _child_follows(draft, step)) or (text == "stage" and told)


_JOINED = ("with", "and", "at", ",", "has", "by")
_COUNTS = ("score", "total", "sum", "point", "points", "scoring")


def _joined_score(draft: Draft, step: int) -> bool:
    """``A5/6``, ``A6/B7``: another score behind a stroke or a letter of its own."""
    before = step - 1 if draft.word(step - 1) in _BANDS else step
    number = draft.tokens[step].number
    joined = draft.word(before - 1) in ("/", "-", "or", "to") and draft.tokens[before - 2].kind == "num"
    return joined and number is not None and number.value <= _MOST_POINTS  # ``score 6 / 61F``


_MOST_POINTS = 15


def _stage_next(draft: Draft, step: int) -> bool:
    """``A5 -> B7``: another class or score follows, which is the latest."""
    after = draft.at(step + 1)
    return after is not None and (after.text in _BANDS or after.kind == "num")


def _bare_child_pugh(draft: Draft, place: int) -> None:
    """``A6`` alone, where class and points agree; ``stage C`` alone is BCLC."""
    token, after = draft.tokens[place], draft.at(place + 1)
    if (
        token.text == "stage"
        and after is not None
        and after.text in ("a", "b", "c", "d")
        and not named_stage(draft, place)
    ):
        other = draft.word(place + 3) if draft.word(place + 2) in ("or", "/", "-", "to") else ""
        if _free_letter(draft, place + 1):
            both = other in ("a", "b", "c", "d")
            stages = [after.text.upper(), *([other.upper()] if both else [])]
            draft.record("bclc", one_or_all(stages), place, place + (3 if both else 1))
        return
    if token.text not in _BANDS or after is None or after.start != token.end or after.number is None or after.unit:
        return
    before = draft.at(place - 1)
    closed = before is None or (before.end < token.start or (before.kind == "punct" and before.text not in "-+"))
    if closed and (second_class := _second_child_pugh(draft, place)) is not None:
        low, second = after.number.plain, draft.tokens[place + 4].number
        high = second.plain if second is not None else None
        fits = low in _BANDS[token.text] and high in _BANDS[second_class]
        if fits and low is not None and high is not None and low < high:
            draft.record("child_pugh_class", one_or_all([token.text.upper(), second_class.upper()]), place, place + 4)
            draft.record("child_pugh_score", f"{low}-{high}", place, place + 4)
        return
    if "child_pugh_class" in draft.facts and draft.word(place - 1) in _FORMERLY:
        draft.use([place, place + 1])  # ``Child B, 7 points; was A6 in summer``
        return
    behind = draft.at(place + 2)
    listed = before is not None and before.text == "/" and behind is not None and behind.text == "/"
    apart = behind is None or behind.start > after.end or (behind.kind == "punct" and behind.text not in "-+/")
    open_end = listed or apart
    if closed and open_end and after.number.plain in _BANDS[token.text] and not names_else(draft, place):
        draft.record("child_pugh_class", token.text.upper(), place, place + 1)
        draft.record("child_pugh_score", after.number.plain, place, place + 1)


_FORMERLY = frozenset(("was", "were", "been", "previously", "formerly", "from"))


def _second_child_pugh(draft: Draft, place: int) -> str | None:
    """``A5-A6``: the class of the second one."""
    letter, number = draft.word(place + 3), draft.at(place + 4)
    joined = draft.word(place + 2) in ("-", "/", "to", "or") and letter in _BANDS
    return letter if joined and number is not None and number.kind == "num" else None


def _free_letter(draft: Draft, step: int) -> bool:
    after = draft.at(step + 1)
    return after is None or after.kind != "word" or not after.text.isascii() or after.start > draft.tokens[step].end


def _score(number: Number, classed: bool, draft: Draft, step: int) -> bool:
    if number.sign or number.value != int(number.value) or draft.tokens[step].unit:
        return False
    return 5 <= number.value <= 15 or not classed


def _child_follows(draft: Draft, step: int) -> bool:
    return draft.word(step + 1) in ("class", "score") or (
        (draft.at(step + 1) or draft.tokens[step]).kind == "num" and draft.word(step + 2) in ("points", "point", "pts")
    )


def _record_child_pugh(draft: Draft, classes: list[str], scores: list[int], place: int, last: int) -> None:
    if any(not 5 <= score <= 15 for score in scores):
        draft.ask("child_pugh_score", "implausible", place, last)
        return
    if len(classes) == 1 and scores and not any(score in _BANDS[classes[0].lower()] for score in scores):
        draft.ask("child_pugh_class", "two_readings", place, last, (classes[0], str(scores[0])))
        return
    if classes:
        draft.record("child_pugh_class", one_or_all(classes), place, last)
    if scores:
        draft.record("child_pugh_score", scores[0] if len(scores) == 1 else f"{min(scores)}-{max(scores)}", place, last)
