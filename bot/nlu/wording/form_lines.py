"""Lines of a form whose name has more to it before a denial: ``Anticoagulants, therapeutic: no``.

What stands between the name and the answer is of a closed list and narrows nothing that is asked for. What narrows it,
a span of time or a grade, leaves the line unused: ``Heart failure NYHA III or worse: no`` is no yes, and no plain no.
"""

from __future__ import annotations

import re
from itertools import islice

from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten
from bot.nlu.text.telling import Gated

_DENIED = (
    r"(?P<more>never (?:had|needed|required|received|given)(?: (?:one|any|it|this))?|"
    r"(?:has |have )?not had (?:one|any|it)|"
    r"none (?:so far|ever|known)|no,? never|n/a[ ,-]{1,3}none|denies(?: (?:any|it))?|no,? not at all|never ever)|"
    r"(?:no|none|n|nil|never)"
)
_LINE = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?:[-*•][ ]|\d{1,2}[.)] ?)?(?P<head>[a-z][^\n:?=]{1,60}?)"
    rf"(?P<answer>(?:[ ]*[:?=]{{1,2}}[ ]*|[ ]\.{{2,}}[ ]|[ ][-–][ ]|[ ]{{3}})(?:{_DENIED}))[ .]*(?=\n|$)"
)
_GATE = Gated(r"\b(?:no|none|n|nil|never|one|any|it|so far|ever|known|at all|needed)[ .]*(?:\n|$)")
_MORE = word_set("form_lines_more")
_MEASURED = word_set("lab_heads_measured")
_NARROWER = word_set("form_lines_narrower")
_SPAN = re.compile(
    r"[,(]? ?(?:(?:in|within|over|during) )?(?:the )?(?:last|past|previous|<|within)? ?"
    r"(?:(?:\d{1,2}|four) ?(?:d|days?|wks?|weeks?)|month)\)?"
)
_OF_SPANS = frozenset(("live_vaccine",))
_GRADE = re.compile(r"\bnyha (?:class )?[iv]+(?:/[iv]+)?")
_WORDS = re.compile(r"[a-z']+|\d+|[^\s\w]")
_MARKS = frozenset("(),/-&.")
_MOST = 60
_ASIDE = frozenset(("kind systemic", "response"))
"""What ``systemic`` and ``PD`` (peritoneal dialysis) name elsewhere."""


def with_plain_denials(text: Text, named: Named) -> Text:
    """Put such a line as its name and ``no``."""
    low = text.low
    if _GATE.search(low) is None:
        return text
    changes = []
    for line in islice(_LINE.finditer(low), _MOST):
        found = _name_end(line["head"], named, plain=line["more"] is not None)
        if found is not None and found >= 0:
            changes.append(Change(line.start("head") + found, line.end("answer"), ": no"))
        elif found is not None:
            changes.append(Change(line.start("head"), line.end("answer"), "", unused=True))
    return rewritten(text, changes) if changes else text


def _name_end(head: str, named: Named, *, plain: bool) -> int | None:
    """Where the name ends before an answer, -1 where it is narrowed; None where anything else is told there."""
    names = sorted(one for one in named(head) if one[2] not in _ASIDE)
    facts = {fact for *_, fact in names}
    if len(facts) != 1 or " " in (fact := next(iter(facts))) or fact in _MEASURED:
        return None
    if fact == "anticoagulation" and len({begin for begin, *_ in names}) > 1:
        return None  # ``warfarin / DOAC: none`` denies them all, ``warfarin: no`` one drug
    first, last = names[0][0], max(end for begin, end, _ in names if begin == names[0][0])
    rest = head[:first] + "".join(
        head[end:start] for (_, end, _), (start, *_) in zip(names, [*names[1:], (len(head), 0, "")], strict=True)
    )
    if fact in _OF_SPANS:
        rest = _SPAN.sub(" ", rest)
        bare = head[last:].strip() == ""
    else:
        bare = len(head) == last
    words = _WORDS.findall(_GRADE.sub("nyha", rest))
    if bare and not plain:
        return None
    if all(word in _MORE or word in _MARKS for word in words):
        return last
    if _NARROWER.isdisjoint(word for word in words if word.isalpha()):
        return None
    return -1 if all(word in _MORE | _MARKS | _NARROWER or word.isdigit() for word in words) else None
