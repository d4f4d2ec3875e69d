"""The value told last in a sentence: ``0.9 at baseline, peaked at 2.4 and is 1.3 this morning``.

Narratives tell how a value went. A number further on in the sentence is a value of the same test where its own clause
leads to it and nothing else was named meanwhile; what its clause says of when decides which of the two counts, and
where it says nothing the question does.
"""

from __future__ import annotations

from bot.nlu.beside import Found, behind
from bot.nlu.draft import Draft
from bot.nlu.latest import earlier
from bot.nlu.tokens import Token
from bot.nlu.values import Reading
from bot.nlu.vocabulary import word_set
from bot.nlu.walk import is_name
from bot.nlu.was_before import is_past

_REACH = 40
_LEADS = word_set("last_told_leads")
"""Right before a number without a unit that is a value."""
_JOINTS = frozenset((",", "and", "but", "then", ";"))
_WHEN = word_set("last_told_when")
"""Right behind a number that a joint leads: when it was so."""
_LATER = word_set("last_told_later")
_OLDER = word_set("last_told_older")
_BARRED = frozenset(("plan", "hypothesis", "relative", "question", "neg", "decoy", "refuse"))
_BORDERS = frozenset(("\n", "|", "?"))


def last_told(draft: Draft, fact: str, found: Found) -> Found | None:
    """Give the value of the same sentence that stands in the stead of the one found, or None."""
    last = None
    for step in range(found.last + 1, min(found.last + 1 + _REACH, len(draft.tokens))):
        token = draft.tokens[step]
        if token.text in _BORDERS or _measured(draft, token):
            break
        if token.sentence != draft.tokens[step - 1].sentence and draft.word(step - 1) != ";":
            break
        if token.kind == "num" and _is_value(draft, fact, step, found) and _later(draft, found, step):
            last = step
    if last is None:
        return None
    unit = found.unit or draft.tokens[found.place].unit
    since = behind(draft, Found(last, last, unit=unit, passed=[*found.passed, found.place]))
    return None if since.day and found.day and earlier(since.day.iso, found.day.iso) else since


def _measured(draft: Draft, token: Token) -> bool:
    """Tell whether a word names what a number behind it may belong to: another value, a stage, a drug."""
    if token.senses("decoy") or token.senses("agent") or token.senses("regimen"):
        return True
    return any(draft.catalogue.facts[one.id].kind in ("quantity", "choice") for one in token.senses("name"))


def _is_value(draft: Draft, fact: str, step: int, found: Found) -> bool:
    """Tell whether a number is a value by the words right around it."""
    token, after = draft.tokens[step], draft.at(step + 1)
    number = token.number
    if number is None or token.used or number.high is not None or number.sign or token.scope & _BARRED:
        return False
    unit = token.unit or found.unit or draft.tokens[found.place].unit
    if is_name(draft, step + 1) or not isinstance(draft.reader.read(fact, number, unit), Reading):
        return False
    if token.unit is not None:
        return token.unit == draft.tokens[found.place].unit or found.unit == token.unit
    closed = after is None or after.kind in ("date", "punct") or after.text in _WHEN
    if draft.word(step - 1) in _LEADS:
        return closed
    return draft.word(step - 1) in _JOINTS and after is not None and (after.kind == "date" or after.text in _WHEN)


def _later(draft: Draft, found: Found, step: int) -> bool:
    """Tell whether the clause of a value says that it came after the one found."""
    first, last = _clause(draft, found.last, step)
    words = {word for one in draft.tokens[first:last] for word in one.text.split(" ")}
    if words & _OLDER or is_past(draft, step) or draft.word(step - 1) == "from":
        return False
    return bool(words & _LATER) or any(one.kind == "date" for one in draft.tokens[step + 1 : last])


def _clause(draft: Draft, floor: int, step: int) -> tuple[int, int]:
    """The places of the clause of a value: from the joint before it to the one behind."""
    first = step
    while first > floor + 1 and draft.word(first - 1) not in _JOINTS:
        first -= 1
    last = step + 1
    while last < len(draft.tokens) and draft.word(last) not in _JOINTS and draft.word(last) != ".":
        last += 1
    return first, last
