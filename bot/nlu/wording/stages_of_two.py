"""A stage told twice, of two times or by two people: ``BCLC B at the referring site, our board made it C``.

What we say or what holds now counts against what others said or what was before; of two opinions of which neither is
ours both may hold, and what one is told to go by is what holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.stage_words import (
    AGAINST,
    EARLIER,
    GO_BY,
    LATER,
    NOW,
    OF_OLD,
    OF_OTHERS,
    OURS,
    TIMES,
    TOLD_BY,
    UNSURE,
)

_SCALES = {
    "bclc": r"[0abcd]",
    "cnlc": r"(?:i{1,3}[ab]|iv|[1-3][ab])",
    "ecog": r"[0-4]",
    "child": r"[abc](?: ?(?:1[0-5]|[5-9]))?",
    "vein": r"vp ?[1-4]",
    "karnofsky": r"(?:100|[1-9]0)(?: ?%)?",
    "ascites": (
        r"(?:none|nil|absent|not (?:seen|detectable|visible|present)|trace|minimal|mild|slight|small|moderate|large|"
        r"massive|tense|gross|severe|refractory|uncontrolled|controlled)"
    ),
}
_NAMES = {
    "bclc": r"bclc",
    "cnlc": r"cnlc",
    "ecog": r"(?:ecog(?: ps)?|performance status|ps|zubrod)",
    "child": r"(?:child(?:[- ](?:turcotte[- ])?pugh)?|ctp|cp)",
    "vein": r"(?:pvtt?|tumou?r thrombus|portal vein (?:tumou?r )?thromb(?:us|osis))",
    "karnofsky": r"(?:kps|karnofsky(?: (?:index|ps|performance status))?)",
    "ascites": r"ascites",
}
_OF = r"(?: (?:stage|class|score|grade))?"
_FIRST = {
    scale: Gated(
        rf"(?<![\w-])(?P<name>{_NAMES[scale]}){_OF}(?:[ :=-]{{1,3}}|"
        rf",? (?:(?:was|is|of|at|called|as|(?:fell|dropped|down) to) ){{1,2}})"
        rf"(?P<one>{value})(?![\w/]|[.,]\d|-\w| ?\+)"
    )
    for scale, value in _SCALES.items()
}
_END = (
    r"(?![\w/]|[.,]\d|-\w)(?=\s*(?:$|[.,;:()\n?–-]|(?:now|today|at|per|by|as|on|after|since|this|according|due|because|when|in|until|again|while|during|despite|under|"
    r"with|and|but|for us|from|was|had|previously|i|we|if|not|so|yesterday|currently|here|outside|post|pre|to us|"
    r"disagree|depending|elsewhere|before|last|they|\d+ (?:days|weeks|months) ago)(?![a-z])))"
)
_SECOND = {
    scale: re.compile(rf"(?<![\w.,/+-]){value}(?:{_END}|(?<=[bcd])(?= [a-z]{{3}}))") for scale, value in _SCALES.items()
}
_AGAIN = {scale: re.compile(rf"(?<![\w-]){name}{_OF}[ :=-]{{1,3}}$") for scale, name in _NAMES.items()}
_DEGREES = ("ascites", "karnofsky")
_REACH = 76
_PARTED = re.compile(
    r"[,;(–]|(?<=\)) ?/|[a-z] / | - | but | and | vs\.? | versus | while | whereas | though | or |\. |\? "
)
_BEHIND = re.compile(r" ?\([^()\n]{1,40}\)|[^,;.()\n]{0,45}")
_BEFORE = re.compile(r"[^,;.\n]{0,40}$")
_OR = ("vs", "vs.", "versus", "or")
_FORMER = ("former", "first")
_LATTER = ("latter", "second", "last")
_MORE = ("higher", "worse", "worst", "highest")
_FIRST_HOLDS, _SECOND_HOLDS, _EITHER = 1, 2, 3


class Second(NamedTuple):
    """The second value, where it ends, what stands between the two, and whether the scale is named again."""

    value: str
    end: int
    between: str
    again: bool


def with_stages_of_two(text: Text, named: Named) -> Text:
    """Put the one that holds, or both, right behind the scale."""
    changes = apart(_told_twice(text, named))
    return rewritten(text, changes) if changes else text


def _told_twice(text: Text, named: Named) -> Iterator[Change]:
    for scale, first in _FIRST.items():
        if not first.may_match(text.low):
            continue
        for match in first.finditer(text.low):
            value = _SECOND[scale].search(text.low, match.end(), match.end() + _REACH)
            if value is None or value.group() == match["one"] or _is_article(text, match, value):
                continue
            between = text.low[match.end() : value.start()]
            again = _AGAIN[scale].search(between)
            second = Second(value.group(), value.end(), between[: again.start()] if again else between, bool(again))
            if _apart(second, named):
                changes = list(_settled(text.low, match, second, named))
                # Which of two days or papers counts, where no word tells, is found for these from the days.
                if scale not in _DEGREES or not any(" or " in one.wording or one.start == one.end for one in changes):
                    yield from changes


def _is_article(text: Text, match: re.Match[str], value: re.Match[str]) -> bool:
    """Tell whether a letter is no value: small beside a capital."""
    return text.cased[value.start()] == "a" and text.cased[match.start("one")].isupper()


def _apart(second: Second, named: Named) -> bool:
    """Tell whether a mark or a link parts the two, and nothing else is named between them; no slip taken back."""
    if (
        second.between in (" and ", ", sorry, ", ", no, ")
        or "\n" in second.between
        or _PARTED.search(second.between) is None
    ):
        return False
    named_between = {fact for _, _, fact in named(second.between)}  # ``2 with sepsis, 1 again``
    return (second.again or ". " not in second.between) and named_between <= {"active_infection"}


def _settled(low: str, match: re.Match[str], second: Second, named: Named) -> Iterator[Change]:
    name, one, two = match["name"], match["one"], second.value
    behind = GO_BY.match(low, second.end)
    if behind is not None:
        if (meant := _meant(behind, one, two)) is not None:
            yield Change(match.start(), behind.end(), f"{name} {meant}")
        return
    around, beside, parted, closing = _sides(low, match, second)
    holds = _which(around, beside)
    if holds == _EITHER:
        yield Change(match.start(), second.end, f"{name} {one} or {two}")
    elif second.again:
        return  # of two told in full the latest counts, as anywhere
    elif holds == _FIRST_HOLDS:
        tells = bool(named(low[second.end : closing]))  # ``2 before the TACE``
        yield Change(parted, second.end if tells else closing, "," if tells else "")
    elif holds:
        yield Change(match.start(), second.end, f"{'; ' if around.partition('|')[0].strip() else ''}{name} {two}")
    elif TIMES.search(around) and TIMES.search(beside):
        yield Change(second.end - len(two), second.end - len(two), f"{name} ")


def _sides(low: str, match: re.Match[str], second: Second) -> tuple[str, str, int, int]:
    """Give what is said around the first value and around the second, and where the second's clause begins and ends."""
    between = second.between
    parts = list(_PARTED.finditer(between))
    part = next((one for one in reversed(parts) if not one.group().startswith("(")), parts[-1])
    before = _BEFORE.search(low, 0, match.start())
    behind = _BEHIND.match(low, second.end)
    trail = behind.group() if behind else ""
    return (
        f"{before.group() if before else ''} | {between[: part.start()]}",
        f"{between[part.start() :]} | {trail}",
        match.end() + part.start(),
        second.end + len(trail),
    )


def _which(around: str, beside: str) -> int:
    """Tell which of the two holds, or that either may; nothing where no word tells."""
    if AGAINST.search(beside):
        return _SECOND_HOLDS
    sides = [
        bool(good.search(beside)) - bool(good.search(around)) - bool(bad.search(beside)) + bool(bad.search(around))
        for good, bad in ((OURS, OF_OTHERS), (NOW, OF_OLD))
    ]
    if any(sides):
        return _SECOND_HOLDS if sum(sides) > 0 else _FIRST_HOLDS if sum(sides) < 0 else _EITHER
    sides = [
        bool(word.search(side))
        for word, side in ((LATER, beside), (EARLIER, around), (LATER, around), (EARLIER, beside))
    ]
    if any(sides):
        return (
            _SECOND_HOLDS if sum(sides[:2]) > sum(sides[2:]) else _FIRST_HOLDS if sum(sides[:2]) < sum(sides[2:]) else 0
        )
    told = TOLD_BY.search(around) and TOLD_BY.search(beside)
    return _EITHER if told or UNSURE.search(beside) or beside.strip(" |-") in _OR else 0


def _meant(behind: re.Match[str], one: str, two: str) -> str | None:
    """Give the value that is to be gone by, if it is one of the two."""
    if behind["said"] is not None:
        return behind["said"] if behind["said"] in (one, two) else None
    if behind["rank"] in (*_FORMER, *_LATTER):
        return one if behind["rank"] in _FORMER else two
    return (max if behind["rank"] in _MORE else min)(one, two)
