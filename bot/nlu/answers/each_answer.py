"""A message that answers each fact of a question in its turn, read part by part: ``no / no / postmenopausal``.

It counts only where there are as many parts as facts and each, as an answer to its own fact, is understood in full.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from bot.nlu.draft import Draft
from bot.nlu.extraction import Extraction, Mention

LONGEST = 160
"""Characters of a message that is read in this way."""
_MOST = 7
"""Facts of a question at most."""
_NUMBERED = re.compile(r"(?:^|(?<=[\s,;]))\(?(?:[1-7]|[a-g])\s?[.):]\s*(?=\S)", re.I)
_SAID = r"(?:(?<=\bno)|(?<=\byes)|(?<=\by)|(?<=\bn)|(?<=\bnone)|(?<=\bneg)|(?<=\bpos)|(?<=\bnever))"
_SPLITS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\s*[;\n]\s*|\s*,\s+",
        r"\s+/\s+|(?<=[a-z])\s*/\s*|\s*/\s*(?=[a-z])",
        r"\s*[;\n,]\s+|\s*,\s*(?=[a-z])|\s+(?:and|&|\+)\s+",
        rf"\s*[;\n,.]\s+|\s+(?:and|&|\+)\s+|{_SAID}\s+(?=\S)",
    )
)
_OF_ALL = re.compile(
    r"[\s,;(]+(?:all|both|each)(?: (?:are|were|taken|done|drawn|values?|results?|labs?))* (?:from |on |of |dated )?"
    r"(?P<day>\S[^,;()]{2,20}?)\)?\W*$",
    re.I,
)
"""``82, 1.2, 3.4 all from 18/11``: one date for all."""


_LEFT_OUT = re.compile(
    r"\b(?:except|apart|aside|other than|bar|none of|all of|both of|all no|all negative|no to (?:all|both))\b", re.I
)
"""What speaks of the group as a whole."""
_NOT_HAD = re.compile(
    r"(?:the )?[a-z][a-z0-9 -]{1,24}? (?:is |was |still |has )*(?:not (?:been )?(?:done|back|known|available|"
    r"measured|tested|"
    r"checked|yet)|pending|unknown|awaited|n/?a|outstanding|missing|tbc|to follow|never (?:done|measured|tested|"
    r"checked))"
    r"(?: yet)?[\s.,;]*$",
    re.I,
)
"""``PIVKA not done``: one of the facts stays open."""


def answer_each(draft: Draft, extract: Callable[..., Extraction]) -> None:
    """Read the parts of an answer to several facts, where not all of them are settled yet."""
    raw, asked = draft.text.raw, draft.asked
    if not 2 <= len(asked) <= _MOST or len(raw) > LONGEST or draft.retracted or draft.corrections:
        return
    if any(one not in draft.catalogue.facts for one in asked) or draft.hypothetical or _LEFT_OUT.search(raw):
        return
    of_all = _OF_ALL.search(raw) if all(draft.catalogue.facts[one].lab for one in asked) else None
    asked_about = {one.fact for one in draft.queries}
    dated = _day_left(draft)
    if of_all is None and not dated and all(one in draft.facts or one in asked_about for one in asked):
        return
    body, day = (raw[: of_all.start()], f" on {of_all['day']}") if of_all else (raw, "")
    for spans in _splits(body, len(asked)):
        read = [
            extract(body[slice(*span)] + day, today=draft.today, asked=(fact,))
            for span, fact in zip(spans, asked, strict=True)
        ]
        told = all(
            _answers(one, fact, asked) or _NOT_HAD.match(body, *span)
            for one, fact, span in zip(read, asked, spans, strict=True)
        )
        if told and any(one.facts for one in read):
            _take(draft, read, spans, anew=dated or of_all is not None)
            return


_YEAR = re.compile(r"(?:19|20)\d\d")


def _day_left(draft: Draft) -> bool:
    """``no, 2019``: a no to each of several, and a day that none of them is."""
    said_no = all(draft.facts.get(one) is False for one in draft.asked)
    return said_no and any(not one.used and (one.kind == "date" or _YEAR.fullmatch(one.text)) for one in draft.tokens)


def _splits(body: str, count: int) -> Iterator[list[tuple[int, int]]]:
    """Give the spans of as many parts as facts, in every way that the marks between them allow."""
    marks = [*_NUMBERED.finditer(body)]
    if len(marks) == count and not body[: marks[0].start()].strip():
        yield [
            (one.end(), end) for one, end in zip(marks, [*(one.start() for one in marks[1:]), len(body)], strict=True)
        ]
    for pattern in _SPLITS:
        marks = [one for one in pattern.finditer(body.rstrip(" .,;")) if one.start() > 0]
        if len(marks) == count - 1:
            yield [*zip([0, *(one.end() for one in marks)], [*(one.start() for one in marks), len(body)], strict=True)]


def _answers(read: Extraction, fact: str, asked: tuple[str, ...]) -> bool:
    """Tell whether a part is an answer to its fact, and says nothing of the others."""
    if read.corrections or read.retracted or read.treatments or read.unused or read.hypothetical:
        return False
    if any(one in asked and one != fact for one in read.facts) or any(one.fact != fact for one in read.queries):
        return False
    return fact in read.facts or read.reply in ("unknown", "pending")


def _take(draft: Draft, read: list[Extraction], spans: list[tuple[int, int]], *, anew: bool) -> None:
    """Put down what the parts say, unless the message as a whole said something else of one of the facts."""
    told = {fact: value for one in read for fact, value in one.facts.items()}
    if not anew and any(draft.facts[fact] != value for fact, value in told.items() if fact in draft.facts):
        return
    draft.facts |= told
    draft.queries = [one for one in draft.queries if one.fact not in told]
    draft.inferred = [one for one in draft.inferred if one.fact not in told]
    draft.inferred += [inferred for one in read for inferred in one.inferred]
    draft.mentions += [
        _shifted(mention, span[0]) for one, span in zip(read, spans, strict=True) for mention in one.mentions
    ]
    replies = {one.reply for one in read} - {None}
    draft.reply = "pending" if "pending" in replies else "unknown" if replies else draft.reply
    draft.use(range(len(draft.tokens)))


def _shifted(mention: Mention, by: int) -> Mention:
    return msgspec.structs.replace(mention, start=mention.start + by, end=mention.end + by)
