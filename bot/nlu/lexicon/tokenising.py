"""A message as a line of tokens: dates, numbers with their units, known phrases, words and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from bot.nlu.dating.dates import DURATION, duration_start, find_dates
from bot.nlu.dating.days import earlier
from bot.nlu.dating.short_dates import behind_place, find_short_dates
from bot.nlu.lexicon.homographs import means
from bot.nlu.lexicon.lexicon import Hit, Lexicon
from bot.nlu.lexicon.numbers import Number, find_numbers, first_of_range
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.units import find_limits, find_multiples, unit_at
from bot.nlu.text.normalise import Text
from bot.nlu.text.telling import Gated
from criteria.units import XULN

_REST = re.compile(r"->|=>|\b(?:i\.e|e\.g)\b\.?|[a-zß-ÿ]+(?:'[a-z]+)?|\d+|\n|[^\s\w]|\w")
_MARKS = frozenset(["", ",", ".", ";", ":", "(", ")", "/", "+", "-", "=", "\n"])
_NORMAL = Gated(
    r"\b(?:wnl|within normal(?! limits| range)|"
    r"(?:with)?in (?:the |its |their )?(?:normal |reference )?(?:limits?|ranges?)|"
    r"normal (?:values?|levels?|results?) (?:of|for)|normal(?:ised|ized)?|unremarkable|nl|"
    r"no elevations? (?:of|in)|"
    r"no(?:t| longer) (?:raised|elevated|increased)(?! (?:above|over|beyond|to|since|from|compared|by)\b)"
    r")\b(?! saline)"
)
_COUNTED = re.compile(r"\d|^(?:one|two|three|single) ")
_EVENTS = {
    "stroke", "gi_bleeding", "last", "myocardial_infarction", "severe_angina", "bypass_surgery", "heart_failure",
    "pulmonary_embolism", "variceal_bleeding", "live_vaccine",
}  # fmt: skip
"""What a date without a year may stand beside (``MI 12/24``)."""
_DATED = re.compile(
    r"(?:\blabs?|\bbloods|\d/\d{1,2}(?:,| and| &)|\bon|\blast|\bsince|\bin|\bfrom|\bdated|\bdone|\buntil|\btill|"
    r"\bof|\bto|\bneg|\bnegative|\bpos|\bpositive|\bstop(?:ped)?|\bended|\bfinished|\bcompleted|\bstarted|\bbegan|\bgiven|"
    r"\bperformed|\bdrawn|\btaken|\bboth|\ball|\btest|\bcollected|\bsampled|[(\[]|@)\s*$"
)


_TESTED = re.compile(
    r"\b(?:lfts?|fbc|cbc|blood(?: count| tests?)?|coags?|coagulation|clotting|biochem\w*|h(?:a)?ematology|chem\w*|"
    r"[bc]mp|u ?[/&+]? ?es?|diff|panel|"
    r"chem[ -]?\d{1,2}|repeat(?:ed)?|rechecke?d?|results?|labs|bloods|markers|ecg|ekg|echo|ct|mri|scan)\s*$"
)
"""``LFT 16/11: ALT 40``: the day of a test, where a colon and a name stand behind it."""
_FROM_EVENT = re.compile(
    r"\b(?:started|start|began|begun|added|initiated|commenced|resumed|given|performed|done|progressed|progression|pd|"
    r"recurr\w+|developed|stopped|relapsed|followed|occurred|appeared|seen|mri|ct|scan|imaging|pain|fever|"
    r"admitted|readmitted|drawn|measured|noted|repeated|x|for)\s+(?:about |approximately |some )?$"
)
"""``lenvatinib started one week after TACE``: counted from the TACE, not back from today."""
_MOVED_TO = re.compile(
    r"\b(?:down|up|fell|fallen|fall\w*|rose|risen|rising|came|come|improved|settled|recovered|dropped|drop\w*|returned|"
    r"back|corrected|climbed|went|gone|decreas\w+|increas\w+|declined|reduced|changed|worsened|crept|grew|shrank|shrunk|"
    r"trend\w*)"
    r"(?: (?:again|slightly|further|only|nicely|slowly|steadily))?"
    r"(?:,? from \d+(?:[.,]\d+)?(?: ?[a-z%/]{1,6})?(?: [a-z ]{2,20})?)?"
    r" (?:to|at) $|\ban? [a-z]+ of $"
)
"""``it came down to 1.4.``, ``an INR of 1.1.``, ``fell from 14.8 to 6.2.``: a value that closes a sentence."""
_MOVED = 64
_BOUND = re.compile(r"\b(?:before|prior to|earlier than|sometime after)\s$")
"""``MI before March 2010``: only a limit of the date is said."""
_SPANS = re.compile(r"\s?(?:-|->|>|,|;|&|\+|, and)\s?|\s(?:(?:to|until|till|through|and)\s)?")
"""Between two short dates (``06/23-11/23``)."""
_MONTHS_OF_YEARS = re.compile(
    r"(?:0?[1-9]|1[0-2])/(?:1[5-9]|2\d) ?- ?(?:0?[1-9]|1[0-2])/(?:1[5-9]|2\d)(?![\d/%]|[.,]\d)"
)
"""``01/26-08/26``: a span of months, whatever stands before."""
_VALUED = re.compile(r"(?: at)?(?: \d\d?:\d\d)?:? (?=\d)(?!\d{1,3}/\d)")
"""Behind the date between a name and its value (``plt 18/11 07:30 82``)."""
_OPENS_LINE = re.compile(r"(?:^|\n)[ ]?\d{1,2}[/.]\d{1,2}\.?(?: ?[:-] ?| )\n?$")
"""``14/11 - plt 84``, ``13/11 ALT 61``: a day that opens a line, and a name behind it."""
_COUNTS_ON = re.compile(
    r" (?:\d{1,3}(?:(?:st|nd|rd|th)\b|[ -]?(?![unm]mol|mau|miu|iu|sec)[a-z]{3})|\d{4}-\d|\d{1,2}\.\d{1,2}\.)"
)
"""``INR 1.2. 9 Nov: AST 72``, ``Hb 10.9. 3 TACE``: a value that closes its sentence; the next one counts or dates."""


class _Board:
    """Spans that are taken, so that each character belongs to one token."""

    def __init__(self, length: int) -> None:
        self.taken = bytearray(length + 1)
        self.tokens: list[Token] = []

    def put(self, token: Token) -> bool:
        """Place a token unless a part of it is taken."""
        if token.end <= token.start or self.taken.find(1, token.start, token.end) >= 0:
            return False
        self.taken[token.start : token.end] = b"\1" * (token.end - token.start)
        self.tokens.append(token)
        return True

    def gaps(self) -> Iterator[tuple[int, int]]:
        """Give the spans that no token has taken."""
        place, length = 0, len(self.taken) - 1
        while 0 <= (place := self.taken.find(0, place)) < length:
            end = self.taken.find(1, place)
            end = length if end < 0 else end
            yield place, end
            place = end


def tokenise(text: Text, lexicon: Lexicon, today: date, masked: Iterable[tuple[int, int]] = ()) -> list[Token]:
    """Cut a message into tokens, in its order; ``masked`` spans (personal data) are left out."""
    low = text.low
    board = _Board(len(low))
    for start, end in masked:
        board.taken[start:end] = b"\1" * (end - start)
    hits = [hit for hit in lexicon.find(low) if means(text, hit)]
    _put_dates(board, low, today, hits)
    _put_hits(board, [hit for hit in hits if _COUNTED.search(hit.phrase)], low)
    _put_numbers(board, low)
    _put_hits(board, [hit for hit in hits if " " in hit.phrase], low)
    for match in _NORMAL.finditer(low):
        board.put(Token("normal", *match.span(), match.group()))
    _put_hits(board, hits, low)
    board.tokens += _rest(board, low)
    tokens = sorted(board.tokens, key=lambda token: token.start)
    _align_years(tokens)
    return tokens


def _rest(board: _Board, low: str) -> Iterator[Token]:
    """Cut what no other token has taken into words and punctuation; mostly a gap is a comma and a space."""
    for start, end in board.gaps():
        if end - start < 3 and low[start:end].rstrip(" ") in _MARKS:
            if low[start] != " ":
                yield Token("punct", start, start + 1, low[start])
            continue
        for match in _REST.finditer(low, start, end):
            char = match.group()
            yield Token("punct" if not char[0].isalnum() else "word", *match.span(), char)


_MONTH_OF_YEAR = re.compile(r"[^\W\d]{3,9}\.?[- ]?(\d\d)$")
_DAY_OF_YEAR = re.compile(r"\d{1,2}\.?[- ][^\W\d]{3,9}\.?[- ]'?(\d\d)$")


def _month_of_year(first: str, last: str) -> bool:
    """``Mar 25 to 12 Sep 25``: the first is a month of a year, as the year of two digits behind tells."""
    one, other = _MONTH_OF_YEAR.match(first), _DAY_OF_YEAR.match(last)
    return one is not None and other is not None and 0 <= int(other[1]) - int(one[1]) < 9


def _align_years(tokens: list[Token]) -> None:
    """``Nov - Feb 2026``: the first month has no year of its own; it is the last such one before the second."""
    for place in range(len(tokens) - 1, 1, -1):
        token, before = tokens[place], tokens[place - 2]
        if (
            token.day is None
            or before.day is None
            or not before.day.guessed
            or token.day.guessed
            or tokens[place - 1].text not in ("-", "to", "until", "till", "through", "/", "and", "&", ",", "or")
        ):
            continue
        if token.day.iso and before.day.iso and not _month_of_year(before.text, token.text):
            before.day = earlier(before.day, token.day)


def _put_dates(board: _Board, low: str, today: date, hits: list[Hit]) -> None:
    first = [one for one in hits if _OPENS_LINE.search(low, max(0, one.start - 10), one.start)]
    treats = {hit for hit in first if hit.meaning.treats}
    names = {hit.start for hit in first if not hit.meaning.named <= _EVENTS or hit in treats}
    named = {hit.end for hit in hits if not hit.meaning.named <= _EVENTS}
    graded = {hit.end for hit in hits if "ecog" in hit.meaning.named}
    given = {hit.end for hit in hits if hit.meaning.treats}
    for start, end, day in find_dates(low, today):
        counted = day.post and (_FROM_EVENT.search(low, max(0, start - 30), start) or {start - 1, start - 2} & given)
        moved = low[end - 1] == "." and _MOVED_TO.search(low, max(0, start - _MOVED), start)
        if counted or moved or _value_before_date(low, start, end, named) or _grade_before_date(low, start, graded):
            continue
        if day.iso is not None and _BOUND.search(low, max(0, start - 16), start):
            board.put(Token("date", start, end, low[start:end], day=replace(day, iso=None, candidates=(day.iso,))))
        board.put(Token("date", start, end, low[start:end], day=day))
    treated = given | {hit.end for hit in hits if any(one.id in _EVENTS for one in hit.senses)}
    ended = -20
    for start, end, day in find_short_dates(low, today):
        before = low[max(0, start - 12) : start]
        moved = low[end - 1] == "." and _MOVED_TO.search(low, max(0, start - _MOVED), start)
        if moved or (low[end - 1] == "." and _of(low, start, end, named)):
            continue
        spans = start - ended < 10 and _SPANS.fullmatch(low, ended, start) is not None
        valued = any(start - back in named for back in (1, 2)) and _valued_behind(low, end)
        opens = not before.rpartition("\n")[2].strip() and any(end + ahead in names for ahead in (1, 2, 3))
        spans = spans or _MONTHS_OF_YEARS.match(low, start) is not None
        opens = opens or (low[end : end + 1] == ":" and _TESTED.search(before) is not None)
        beside = any(start - back in treated for back in (1, 2)) or behind_place(low, start, given)
        if spans or valued or opens or beside or _DATED.search(before):
            ended = end if board.put(Token("date", start, end, low[start:end], day=day)) else ended
    for match in DURATION.finditer(low):
        day_start = duration_start(match, today)
        if day_start is not None and not re.match(
            r"\s*(?:ago|back|post|after|from now)", low[match.end() : match.end() + 10]
        ):
            board.put(Token("dur", *match.span(), match.group(), day=day_start))


def _valued_behind(low: str, end: int) -> bool:
    """``plt 18.11. 82``: a value behind the date, and no number that counts or dates what comes next."""
    return _VALUED.match(low, end) is not None and (low[end - 1] != "." or _COUNTS_ON.match(low, end) is None)


def _of(low: str, start: int, end: int, named: set[int]) -> bool:
    """``an INR of 1.6.`` at the end of a sentence: a value, unless another one follows."""
    return start - 4 in named and low.startswith(" of ", start - 4) and _VALUED.match(low, end) is None


def _value_before_date(low: str, start: int, end: int, named: set[int]) -> bool:
    """``ECOG 1 Nov 18``: the number belongs to the name before it, the date is ``Nov 18``."""
    if not low[start].isdigit() or not re.match(r"\d{1,2} [a-z]{3}", low[start:end]):
        return False
    return (
        any(start - gap in named for gap in (0, 1, 2))
        and re.match(r"\d{1,2} [a-z]+\.? (?:[12]?\d|3[01])(?!\d|[.,]\d)", low[start : end + 6]) is not None
    )


def _grade_before_date(low: str, start: int, graded: set[int]) -> bool:
    """``ECOG 1 Nov 2026``: a performance status is a digit, and always told."""
    return low[start] in "01234" and low[start + 1] == " " and bool({start, start - 1, start - 2} & graded)


def _put_hits(board: _Board, hits: list[Hit], low: str) -> None:
    for hit in hits:
        board.put(Token("hit", hit.start, hit.end, low[hit.start : hit.end], hit=hit))


def _put_numbers(board: _Board, low: str) -> None:
    for start, end, multiple in find_multiples(low):
        board.put(Token("num", start, end, low[start:end], Number(multiple, text="1.0"), XULN, bare_end=end))
    for start, end, sign in find_limits(low):
        board.put(Token("num", start, end, low[start:end], Number(1.0, sign, text="1"), XULN, bare_end=end))
    for start, end, number in find_numbers(low):
        if not board.put(_number_token(low, start, end, number)) and number.high is not None:
            board.put(_number_token(low, start, *first_of_range(low, start)))


def _number_token(low: str, start: int, end: int, number: Number) -> Token:
    bare_end = end
    if (
        low[end : end + 1] in ("h", "l")
        and not low[end + 1 : end + 2].isalnum()
        and low[end + 1 : end + 2] not in ("/", "*")
    ):
        end += 1
    unit = unit_at(low, end)
    if unit is not None and unit[0] > end:
        end = unit[0]
        if unit[1] == "k":
            per = unit_at(low, end)
            if per is not None and per[1].startswith("/"):
                return Token("num", start, per[0], low[start : per[0]], number, "k" + per[1], bare_end=bare_end)
        return Token("num", start, end, low[start:end], number, unit[1], bare_end=bare_end)
    return Token("num", start, end, low[start:end], number, bare_end=bare_end)
