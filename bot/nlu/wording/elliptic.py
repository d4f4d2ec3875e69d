"""What a second value leaves out because the first has said it: ``ALT three times the upper limit, AST twice``.

Also sizes told as the larger and the other one, which are two tumours, and a stage answered in front of other things.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_ULN = r"(?:uln|(?:the )?upper limit(?: of (?:the )?normal)?|normal)"
_LIMIT = rf"(?:x ?uln|(?:times|twice|double|thrice) (?:the )?{_ULN})"
_SAME_LIMIT = Gated(
    rf"{_LIMIT},?(?: and| but|;)? (?:the )?(?P<name>[a-z][a-z -]{{1,18}}?) (?:is |was |at |only )?"
    r"(?P<times>twice|double|thrice|(?:\d(?:[.,]\d+)?|two|three|four|five|six) ?(?:x|times|-?fold))"
    r"(?=\s*(?:$|[,;.)\n]|and\b))"
)
_WORDS = {"twice": "2 x", "double": "2 x", "thrice": "3 x"}
_NUMBER = r"\d+(?:[.,]\d+)?"
_SIZE = rf"{_NUMBER}(?: ?[x*] ?{_NUMBER})* ?(?:cm|mm)"
_NOUN = r"(?: one| lesion| nodule| tumou?r)?"
_MEASURES = r"(?: is| was| measures| measuring|,|:)?"
_OTHER = Gated(
    rf"\bthe (?:larger|largest|bigger|biggest){_NOUN}{_MEASURES} {_SIZE}(?: across| in diameter| in size)?,?"
    rf"(?: and| while)? the (?:other|smaller|second){_NOUN}{_MEASURES} {_SIZE}"
)
"""``the largest one is 35 mm across, the other one 18 mm``."""
_BETWEEN_VALUES = Gated(rf"(?<=[\da-z)]) & (?={_NUMBER}(?:{_NUMBER}| ?[a-z/%]{{1,8}})? ?(?:on|\(|in)\b)")
_LEADS = re.compile(r"\W*(?P<stage>[0-4]|[abcd]\d{0,2})\.[ \t]+(?=[a-z])")
"""``2. and the platelets came back``: the answer, and then something else."""
_LISTED = re.compile(r"(?:^|[\n;.] ?)[1-9][.)] ")
_SAYS_COUNT = Gated(r"\b(?:two|three|four|five|\d+) (?:\w+ )?(?:lesions|nodules|tumou?rs|hccs|foci|masses)\b")


def with_left_out(text: Text, named: Named, asked: tuple[str, ...], staged: frozenset[str]) -> Text:
    """Say what was left out; ``staged`` are the facts whose value is a stage."""
    low = text.low
    changes = [
        Change(*match.span("times"), f"{_times(match['times'])} uln")
        for match in _SAME_LIMIT.finditer(low)
        if named(match["name"])
    ]
    for match in () if _SAYS_COUNT.search(low) else _OTHER.finditer(low):
        changes.append(Change(match.start(), match.start() + 3, "2 tumours, the"))
    changes += [Change(*match.span(), " and ") for match in _BETWEEN_VALUES.finditer(low)]
    lead = _LEADS.match(low) if len(asked) == 1 and asked[0] in staged else None
    if lead is not None and not _LISTED.search(low, lead.end() - 1):
        changes.append(Change(lead.end("stage"), lead.end(), "; "))
    return rewritten(text, apart(changes)) if changes else text


def _times(word: str) -> str:
    return _WORDS.get(word, word)
