"""One message that answers each fact of a question in its turn: ``82, pending, 1.4``, ``no, TIA in May, no``."""

from __future__ import annotations

import re

from bot.nlu.answers.answer_words import NEGATIVE, POSITIVE
from bot.nlu.answers.choices import degrees_of, record_no
from bot.nlu.answers.group_names import named_in
from bot.nlu.answers.replies import reply_of
from bot.nlu.draft import Draft
from bot.nlu.lexicon.option_names import options_of
from bot.nlu.tumour.performance import one_or_all
from criteria.catalogue import Fact

_PART = re.compile(r"\s*(?:[,;\n]|(?<=[a-z\d]) / )\s*")
_NUMBERED = re.compile(r"(?:^|\s)\(?\d\s?[.):]\s+")
_SAID = re.compile(rf"^\W*(?:(?P<yes>{POSITIVE})|(?P<no>{NEGATIVE}))\W*$")
_BOTH = re.compile(r"^\W*(?:both|all|each)(?: of them| of these| three)?(?: are| were| at)? (?=[<>=a-z ]{0,12}\d)")
_REST = re.compile(
    r"^(?P<reply>.+?) (?:about|for|on|of|with) (?:the )?(?:rest|others?|other ones|remaining)\W*$|"
    r"^(?:the )?(?:other|rest|second|last)(?: (?:ones?|values?|two|three|four|2|3|4))?s?(?: is| are)?(?: still)? "
    r"(?P<told>.+)$"
)
_EXCEPT = re.compile(
    r"^\W*(?:all no|none|no to all|no|nothing|none of (?:them|these|those)|negative for all)\s+"
    r"(?:but|except(?: for)?|apart from|other than|besides)\s+(?P<rest>[^,;.(-]+)[\s,;.(-]+"
    r"(?:(?:which|that|it|this)\b\W?s? )?(?:is |i'?m |we'?re )?(?:still )?(?:unclear|not sure|unsure|uncertain|unknown|"
    r"not known|don'?t know|not certain|pending|to be confirmed|tbc|awaited)\b"
)

_ONE_OPEN = re.compile(
    r"\W*(?:all no|none|no to all|no|none of (?:them|these|those)|negative for all)[\s,;.-]+(?:but |and |only |just )*"
    r"(?:(?:not sure|unsure|don'?t know|no idea|i'?m not sure|unclear) (?:about |of |on |for )+(?:the )?"
    r"(?P<rest>[a-z][a-z -]{1,30}?)|(?:the )?(?P<named>[a-z][a-z -]{1,30}?):? (?:is |was |are |i'?m |i )?(?:still )?"
    r"(?:unclear|not sure(?: about)?|unsure|uncertain|unknown|not known|(?:i )?don'?t know|pending|to be confirmed|tbc|"
    r"awaited|(?:not|never) (?:been )?(?:checked|tested|done|assessed|documented|asked)))\W*"
)
"""``no, stroke not checked``: a no to the others."""


def answer_parts(draft: Draft) -> bool:
    """Read an answer of several parts, or of one that holds for all; True where it was one."""
    facts = [draft.catalogue.facts[one] for one in draft.asked if one in draft.catalogue.facts]
    if len(facts) < 2 or len(facts) != len(draft.asked) or draft.hypothetical:
        return False
    return _for_all(draft, facts) or _in_order(draft, facts)


def answer_exception(draft: Draft) -> None:
    """``none of them except stroke, not sure about that one``: all others are denied, that one stays open."""
    if len(draft.asked) < 2 or len(draft.text.low) > _LONGEST:
        return
    facts = [draft.catalogue.facts[one] for one in draft.asked if one in draft.catalogue.facts]
    if _all_but(draft, facts):
        return
    match = _EXCEPT.match(draft.text.low) or _ONE_OPEN.fullmatch(draft.text.low)
    opened = named_in(draft, *match.span(match.lastgroup or 0), facts) if match else []
    if not opened:
        return
    for token in draft.tokens:
        token.scope.discard("uncertain")
    for place, fact in enumerate(facts):
        if place not in opened:
            _say(draft, fact, denied=True)
    draft.use(range(len(draft.tokens)))
    draft.reply = "unknown"


_LONGEST = 160
"""Letters of an answer that holds for all but one."""
_ALL_BUT = re.compile(
    r"^\W*(?:yes to all|all|everything|all yes) (?:but|except(?: for)?|apart from) (?P<rest>[a-z -]+?)\W*$"
)


def _all_but(draft: Draft, facts: list[Fact]) -> bool:
    """``all but contraception``: a yes to every flag, and a no to that one; True where it was said."""
    match = _ALL_BUT.match(draft.text.low)
    spared = named_in(draft, *match.span("rest"), facts) if match else []
    if len(spared) != 1 or any(fact.kind != "flag" for fact in facts):
        return False
    for place, fact in enumerate(facts):
        _say(draft, fact, denied=place in spared)
    draft.use(range(len(draft.tokens)))
    return True


def _for_all(draft: Draft, facts: list[Fact]) -> bool:
    """``both 80``: one value for every one."""
    numbers = [place for place, token in enumerate(draft.tokens) if token.kind == "num" and not token.used]
    if len(numbers) != 1 or not _BOTH.match(draft.text.low) or any(fact.kind != "quantity" for fact in facts):
        return False
    if any(token.clinical for token in draft.tokens):
        return False
    for fact in facts:
        draft.measure(fact.id, draft.tokens[numbers[0]], 0, len(draft.tokens) - 1)
    return True


def _in_order(draft: Draft, facts: list[Fact]) -> bool:
    """As many parts as facts, each an answer to its own; or the first of them, and a reply for the rest."""
    parts = _parts(draft.text.low)
    if len(parts) < 2 < len(facts):
        parts = _slashed(draft.text.low)
    if len(parts) < 2:
        return False
    tail = draft.text.low[slice(*parts[-1])]
    rest = _REST.match(tail)
    reply = reply_of((rest["reply"] or rest["told"]).strip()) if rest is not None else None
    if rest is not None and reply is not None and len(parts) - 1 < len(facts):
        parts, facts = parts[:-1], facts[: len(parts) - 1]
    if len(parts) == len(facts) == 2 and not all(map(_answers, [draft] * 2, parts, facts)):
        facts = facts[::-1]  # ``C, 1`` to ECOG and BCLC: each can be the answer to the other alone
    if len(parts) != len(facts) or not all(map(_answers, [draft] * len(parts), parts, facts)):
        return False
    draft.reply = reply if rest is not None and rest["told"] and reply else draft.reply
    if all(fact.id in draft.facts for fact in facts):
        return False
    for part, fact in zip(parts, facts, strict=True):
        _take(draft, part, fact)
    draft.use(range(len(draft.tokens)))
    return True


def _parts(low: str) -> list[tuple[int, int]]:
    """The spans of the parts: between commas, or behind ``1)``, ``2)``."""
    marks = [*_NUMBERED.finditer(low)]
    if len(marks) > 1 and marks[0].start() == 0:
        ends = [*(one.start() for one in marks[1:]), len(low)]
        return [(one.end(), end) for one, end in zip(marks, ends, strict=True)]
    marks = [*_PART.finditer(low.rstrip(" .,;"))]
    starts, ends = [0, *(one.end() for one in marks)], [*(one.start() for one in marks), len(low)]
    return [*zip(starts, ends, strict=True)]


def _slashed(low: str) -> list[tuple[int, int]]:
    """The spans between slashes: ``18/39/1.1/n/n``."""
    marks = [*re.finditer(r"\s*/\s*", low)]
    return [*zip([0, *(one.end() for one in marks)], [*(one.start() for one in marks), len(low)], strict=True)]


def _answers(draft: Draft, part: tuple[int, int], fact: Fact) -> bool:
    """Tell whether a part is an answer to its fact, and nothing more."""
    low = draft.text.low[slice(*part)].strip()
    if fact.id in draft.facts:
        return any(one.fact == fact.id for one in draft.mentions)
    if _left_out(low, fact) or reply_of(low) is not None or (_SAID.match(low) and fact.kind != "quantity"):
        return True
    if fact.kind == "choice" and options_of(low, fact):
        return True
    places = _places(draft, part)
    numbers = [one for one in places if draft.tokens[one].kind == "num"]
    plain = not any(draft.tokens[one].used or draft.tokens[one].clinical for one in places)
    return fact.kind == "quantity" and len(numbers) == 1 and plain and len(places) <= 4


def _places(draft: Draft, part: tuple[int, int]) -> list[int]:
    return [place for place, one in enumerate(draft.tokens) if part[0] <= one.start < part[1]]


def _left_out(low: str, fact: Fact) -> bool:
    """``77, -, 66``: a dash in the place of a value."""
    return fact.kind == "quantity" and low.strip(" ") in ("-", "--", "–", "—", "x", "/")


def _take(draft: Draft, part: tuple[int, int], fact: Fact) -> None:
    if fact.id in draft.facts:
        return
    low = draft.text.low[slice(*part)].strip()
    reply = "unknown" if _left_out(low, fact) else reply_of(low)
    said = _SAID.match(low)
    if reply is not None:
        draft.reply = reply if draft.reply is None or reply == "pending" else draft.reply
    elif fact.kind == "choice" and (options := options_of(low, fact)):
        draft.record(fact.id, one_or_all(options), 0, 0)
    elif said is not None:
        _say(draft, fact, denied=said["no"] is not None)
    else:
        place = next(one for one in _places(draft, part) if draft.tokens[one].kind == "num")
        draft.measure(fact.id, draft.tokens[place], place, place)


def _say(draft: Draft, fact: Fact, *, denied: bool) -> None:
    if fact.kind in ("flag", "event"):
        draft.record(fact.id, not denied, 0, 0)
    elif denied:
        record_no(draft, fact, 0, 0)
    elif degrees := degrees_of(fact):
        draft.record(fact.id, degrees, 0, 0)
