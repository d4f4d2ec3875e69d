"""What a coordinator says of a value typed in error, and what the error had been.

``CP is B7, I put A6 by mistake``: the clause that tells how it came about holds the wrong value.
``no HIV - sorry, HIV positive``: what is said behind the word of regret is said of the same thing again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.retraction_words import BY_MISTAKE, ENTERED, REGRET
from bot.nlu.corrections.slips import bare_correction
from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_ERROR = rf"(?:{BY_MISTAKE}|was a typo)"
_TOLD = rf"(?:{ENTERED}|had)"
_SHAPES = (
    r"[abcd]\d{1,2}",
    r"vp ?[1-4]",
    r"(?:i{1,3}|[123])[ab]",
    r"(?:cr|pr|sd|pd)",
    r"[0abcd]",
    r"(?:[<>]=? ?)?\d+(?:[.,]\d+)*",
)
"""What a value looks like; a wrong one and the right one look the same."""
_EXCUSE = re.compile(
    rf"(?P<lead>^\W*|[,;(\n]\s*|\.\s+|\s-+\s+|\bbut\s+|\band\s+)(?:sorry\W+)?"
    rf"(?P<first>{_ERROR} )?(?P<who>(?:i|we)(?:'d|'ve| have| had)? )?(?P<early>{_ERROR} )?{_TOLD}"
    rf"(?: you| it| in| down)?"
    rf"(?P<what> [^,;()\n]{{1,40}}?)(?P<late> {_ERROR}| (?:before|earlier|above|previously|first|at first))?"
    rf"(?P<end>\s*(?:$|[,;)\n]|\.(?!\d)))"
)
_REGRET = re.compile(
    rf"[ ,;:.(-]{{0,6}}\b{REGRET}\b"
    r"(?:[ ,;:.!-]{1,6}(?:sorry|correction|typo|i mean|"
    r"i meant|no(?=[,.;:])|it is|"
    r"it's|that's|that is|should be|s?he is|s?he's|pt is|patient is))*[ ,;:.!-]{1,6}"
)
_PIECE = re.compile(r"(?:[^,;.\n:]|[.:](?=\S))+")
_GATE = Gated(
    rf"mistake|in error|by error|accident|erroneous|wrongly|inadvertent|typo|\bi (?:{ENTERED}|had)|sorry|oops|"
    r"correct|i mean|wait|(?:scratch|strike) that|my bad|actually|apolog"
)


def without_excuses(text: Text, named: Named) -> Text:
    """Leave out the wrong values that a message tells of."""
    if not _GATE.search(text.low) or bare_correction(text.low) is not None:
        return text
    changes = [*_excuses(text.low), *_told_again(text.low, named)]
    return rewritten(text, apart(changes)) if changes else text


def _excuses(low: str) -> Iterator[Change]:
    """``I put A6 by mistake``, where a value of the same shape stands elsewhere in the message."""
    for match in _EXCUSE.finditer(low):
        error = match["first"] or match["early"] or match["late"]
        what = match["what"].strip()
        if not (match["who"] or error) or not (error or _shape_of(what, whole=True)):
            continue
        shape = _shape_of(what, whole=False)
        rest = low[: match.start()] + " " + low[match.end() :]
        if shape is not None and _has(rest, shape):
            yield Change(match.end("lead"), match.start("end"), "")


def _shape_of(what: str, whole: bool) -> str | None:
    """Give the pattern of the value that a clause ends with, or is."""
    for shape in _SHAPES:
        if re.search(
            rf"(?:^(?:as |at )?|{'(?!)' if whole else r'(?<![a-z0-9.,])'})(?:{shape})(?: ?[a-z%/]{{1,6}})?$", what
        ):
            return shape
    return None


def _has(rest: str, shape: str) -> bool:
    return re.search(rf"(?<![a-z0-9.,'])(?:{shape})(?![a-z0-9]|[.,]\d)", rest) is not None


_REACH = 120
"""Characters on either side of a word of regret in which what is told twice is looked for."""


_DAY = re.compile(rf"(?:\b(?:19|20)\d\d|\b{SOME_MONTH}(?: \d{{1,2}})?)\s*$")
_DENIES = re.compile(r"\d|\b(?:no|not|never|none|negative|neg|denies)\b|n't\b")


def _when(piece: str, hits: list[tuple[int, int, str]], behind: re.Match[str] | None) -> bool:
    """``stroke in May 2021, actually a TIA``: the day before the word of regret is that of what is named behind."""
    if behind is None or _DENIES.search(behind.group()):
        return False
    return len(hits) == 1 and _DAY.search(piece, hits[0][1]) is not None


def _told_again(low: str, named: Named) -> Iterator[Change]:
    """``no HIV - sorry, HIV positive``: what the piece before the word of regret says of the same fact is gone."""
    for match in _REGRET.finditer(low):
        behind = _PIECE.match(low, match.end(), match.end() + _REACH)
        again = {fact for _, _, fact in named(behind.group())} if behind and match.start() else set()
        before = [*_PIECE.finditer(low, max(0, match.start() - _REACH), match.start())][-3:]
        for piece in reversed(before if again else ()):
            hits = named(piece.group())
            if hits and _when(piece.group(), hits, behind):
                yield from (Change(piece.start() + start, piece.start() + end, " ") for start, end, _ in hits)
                yield Change(piece.end(), match.end(), " ")
            elif hits and {fact for _, _, fact in hits} <= again:
                yield Change(piece.start(), match.end() if piece is before[-1] else piece.end(), " ")
            else:
                yield from (
                    Change(piece.start() + start, piece.start() + end, " ")
                    for start, end, fact in hits
                    if fact in again
                )
            if hits:
                break
