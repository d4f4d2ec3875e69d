"""Values that the laboratory took back, and no other in their place: ``Hb 6.1 was a drip-arm sample, lab voided it``.

A value is left out where all words between it and what takes it back may speak of a sample.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.two_things import DATED, measured_in

_VOIDED = Gated(
    r"\b(?:void(?:ed)?|cancel(?:s|led|ed)|withdr(?:ew|awn)|retracted|rejected|invalid(?:ated)?|not valid|unlabell?ed|"
    r"recalled)\b"
)
_NUMBER = re.compile(rf"(?<![\w.'])(?:[<>]=?\s?)?(?:{VALUE})(?:/\d{{2,3}}(?!\d))?(?:{UNIT})?(?![\w/]|[.,]\d)")
_SENTENCE = re.compile(r"(?<!ref)\. |\n")
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_NO_NOUN = re.compile(
    r"\s*(?:$|[.;,:)(\n-]|(?:it|that|this|them|the (?:results?|sample|value)|results?|by|and|so|but|because|due|as|for|"
    r"today|later|since|on|owing|again|yesterday)\b)"
)
"""``cancelled it``; ``cancelled appointment`` is something else."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEHIND_DAY = re.compile(r"\*,? $")
"""``April 18, 2025``: the number is that of a year."""
_OF_IT = re.compile(r" (?!and\b)[a-z]")
_KNOWN = word_set("two_things_known") | word_set("voided_between")
"""Words that may speak of a sample."""
_REACH = 120


def without_voided(text: Text, named: Named) -> Text:
    """Leave out values that are said to have been taken back."""
    changes = [one for match in _VOIDED.finditer(text.low) for one in _out(text.low, match, named)]
    return rewritten(text, apart(changes)) if changes else text


def _out(low: str, voided: re.Match[str], named: Named) -> Iterator[Change]:
    """Leave out the name and the number nearest to the word that takes them back, in its sentence or the one before."""
    start = max(0, voided.start() - _REACH)
    start = max((one.end() for one in [*_SENTENCE.finditer(low, start, voided.start())][:-1]), default=start)
    ends = _SENTENCE.search(low, voided.end(), voided.end() + _REACH)
    end = ends.start() if ends is not None else min(len(low), voided.end() + _REACH)
    dateless = DATED.sub(lambda one: "*" * len(one.group()), low[start:end])
    names = measured_in(low, start, end, named)
    numbers = [
        one.span()
        for one in _NUMBER.finditer(dateless)
        if not (_YEAR.fullmatch(one.group()) and _YEAR_BEHIND_DAY.search(dateless, 0, one.start()))
        and not any(name[0] <= start + one.start() < name[1] for name in names)
    ]
    if len(names) != 1 or len(numbers) != 1:
        return
    first, last = start + numbers[0][0], start + numbers[0][1]
    held = (min(first, names[0][0]), max(last, names[0][1]))
    behind = held[1] <= voided.start()
    if not (_NO_NOUN if behind else _OF_IT).match(low, voided.end()):
        return
    between = low[held[1] : voided.start()] if behind else low[voided.end() : held[0]]
    if all(word in _KNOWN for word in _WORD.findall(DATED.sub(" ", between))):
        yield Change(*held, " ", unused=True)
