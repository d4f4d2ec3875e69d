"""Two judges who do not agree: ``resectable per A, unresectable per B``, ``surgeons split: one operable, one not``.

Which of the two holds nobody can tell, so that it is put as a question. What was judged first and what is judged now,
or what others and we say, is left to those who read judgements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.stage_words import AGAINST, GO_BY_ONE, NOW, OF_OLD, OF_OTHERS, OURS

_CLASSES = {
    "convertible": r"(?:borderline|potentially|marginally)[ -](?:un)?resectable|(?:potentially )?convertible",
    "unresectable": r"not (?:currently )?(?:resectable|operable)|non-?resectable|unresectable|irresectable|inoperable",
    "resectable": r"resectable|operable",
}
_JUDGED = Gated(r"(?<![\w-])(?:" + "|".join(f"(?P<{name}>{forms})" for name, forms in _CLASSES.items()) + r")(?![\w-])")
_REACH = 75
_JUDGE = re.compile(
    r"\b(?:(?:per|by|to|dr\.?|prof\.?|surgeon|reader|mdt|centre|center|site|hospital) [a-z0-9]+|surg\w+|"
    r"hepatolog\w+|oncolog\w+|radiolog\w+|one|another|the other|others|some|mdt|board|team|review|consultant|registrar|"
    r"letters?|notes?|ct|mri|"
    r"first|second|local(?:ly)?|central(?:ly)?|anaesth\w+|boss|attending|fellow)\b"
)
_OPEN = re.compile(
    r"\b(?:undecided|split|disagree\w*|differ|not agreed|no agreement|no consensus|to decide|divided|unresolved|"
    r"debated?|discussion|contested)\b"
)
_OR = re.compile(r",? (?:or|vs\.?|versus) |[ ]?/[ ]?")
_TURNED = re.compile(
    r"\b(?:(?:has |have |was |is )?(?:changed|gone|went|moved|turned|converted|switched) )?from (?:being )?$"
)
_TO = re.compile(r" (?:to|into) (?:being |now )?")
_TOLD_APART = (NOW, OF_OLD, OURS, OF_OTHERS, AGAINST)
"""What tells two judgements apart, so that they are read as they stand."""
_ONE = re.compile(
    r"\b(?:one|first|another) (?:surgeon|reader|doctor|team|centre|center|radiologist|consultant|of them)\b|"
    r"\bone says\b"
)
_OTHER = re.compile(r"\b(?:the )?(?:other|second)\b")
_CHANCE = re.compile(r"\b(?:if|after|once|when|may|might|potentially|with|following)\b")
_BEFORE = re.compile(r"[^.;\n]{0,60}$")
_BEHIND = re.compile(r"[^;\n]{0,45}?(?=[.;\n]|$|,)")
_PARTED = re.compile(r"[,;/(]| - | but | and | vs\.? | versus | while | whereas | though | or ")


def with_judges_at_odds(text: Text) -> Text:
    """Put a doubt in the place of two judgements that do not agree."""
    if not _JUDGED.may_match(text.low):
        return text
    changes = apart(_at_odds(text.low))
    return rewritten(text, changes) if changes else text


def _at_odds(low: str) -> Iterator[Change]:
    found = list(_JUDGED.finditer(low))
    if len(found) != 2 or found[0].lastgroup == found[1].lastgroup:
        return
    one, two = found
    between = low[one.end() : two.start()]
    before, behind = _BEFORE.search(low, 0, one.start()), _BEHIND.match(low, two.end())
    lead, trail = before.group() if before else "", behind.group() if behind else ""
    if (turned := _TURNED.search(lead)) is not None and _TO.fullmatch(between):
        yield Change(one.start() - len(turned.group()), two.end(), f"now {two.lastgroup}")
        return
    parts = [each for each in _PARTED.finditer(between) if not each.group().startswith("(")]
    if not parts or len(between) > _REACH or "\n" in between or ". " in between or GO_BY_ONE.search(low, two.end()):
        return
    around, beside = f"{lead} | {between[: parts[-1].start()]}", f"{between[parts[-1].start() :]} | {trail}"
    both_now = _ONE.search(around) and _OTHER.search(beside)  # ``as of this week`` is said of both
    told_apart = _TOLD_APART[1:] if both_now else _TOLD_APART
    if any(word.search(side) for word in told_apart for side in (around, beside)):
        if two.group().startswith("not ") and not _CHANCE.search(beside):
            yield Change(two.start(), two.end(), "unresectable")
        return
    if (one.lastgroup, two.lastgroup) == ("unresectable", "convertible") and _CHANCE.search(beside + two.group()):
        return  # ``unresectable per surgeons, convertible if HAIC works``: the one says more than the other
    either = _OR.fullmatch(between) and not trail.strip()
    if either or _OPEN.search(low) or (_JUDGE.search(around) and _JUDGE.search(beside)):
        yield Change(one.start(), two.start(), "; possibly ")
        yield Change(two.end(), two.end() + len(trail), "")
