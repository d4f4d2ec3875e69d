"""The value since: ``bilirubin 44 with cholangitis, now 21``, ``Hb 8.4; after transfusion 9.6``.

Whatever stands between, a number that is led by a word of now, of change or of what was done belongs to the value told
last, unless another measurement was named meanwhile. Narratives tell how a value went (``0.9 at baseline, peaked at 2.4
and is 1.3 this morning``): a number further on in the sentence counts where its own clause leads to it and says that it
came later; where that says nothing the question does.
"""

from __future__ import annotations

from bot.nlu.dating.latest import earlier
from bot.nlu.draft import Draft
from bot.nlu.labs.beside import Found, behind
from bot.nlu.labs.older_values import is_past, of_last_visit
from bot.nlu.labs.values import Reading
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.value_names import is_name
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.telling import Gated

_NOW = (
    r"(?:now|today|currently|at present|latest|most recent|as of today|with us|here|"
    r"(?:in|at) our (?:lab|clinic|hospital|site)|jetzt|heute|aktuell)"
)
_MOVED = (
    r"(?:recovered|improved|fell|fallen|rose|risen|dropped|increased|decreased|settled|came|went|gone|come|back|up|down|"
    r"corrected|normali[sz]ed)"
)
_HELPED = (
    r"(?:transfusions?|prbcs?|rbcs?|units?(?: prbcs?)?|eks?|blood|g-?csf|filgrastim|vit(?:amin)? k|ffp|platelets?|"
    r"albumin|fluids|hydration|rehydration|drainage|ercp|stent(?:ing)?|ptbd|konakion|phytomenadione|antibiotics|"
    r"eltrombopag|avatrombopag|lusutrombopag|romiplostim|epo|treatment|dialysis|paracentesis|transfusione|transfusión|"
    r"(?:stopping|holding|withdrawing|starting|adding)(?: the)? [a-z]{4,16})"
)
_LED = Gated(
    rf"\b(?:{_NOW}(?: (?:is|it'?s|at|only|back|up|down|to|again|of|level|value|one|result|was))*|"
    rf"{_MOVED}(?: (?:back|up|down|again|nicely|spontaneously|since))* (?:to|at)|"
    r"(?:after|post|following|nach|après|dopo|tras|después de) (?:(?:a|the|\d|one|two|three|la|der|dem) )*"
    rf"{_HELPED})[ :=]*(?=\d)"
)
_THEN = Gated(
    r"[,;] ?(?:(?:and|but|then) )?(?=\d[\d.,]* ?(?:k|g/d?l|mg/dl|umol/l)? "
    r"(?:this (?:am|morning|week)|today|now|currently)\b)"
)
"""``64k last week, transfused, 81k this AM``: the word of now stands behind."""
_REACH = 60
_CLOSED = (
    "",
    ",",
    ";",
    ".",
    "\n",
    ")",
    "(",
    "and",
    "but",
    "on",
    "with",
    "after",
    "h",
    "l",
    "*",
    "since",
    "this",
    "now",
    "today",
    "currently",
    "by",
)
_BARRED = frozenset(["plan", "hypothesis", "relative", "question", "neg", "decoy", "refuse"])


def value_since(draft: Draft, fact: str, found: Found) -> Found | None:
    """Give the value told later in the message that stands in the stead of the one found, or None."""
    return _led(draft, fact, found) or _last_told(draft, fact, found)


def _led(draft: Draft, fact: str, found: Found) -> Found | None:
    """The value that a word of now, of change or of what was done leads."""
    low, start = draft.text.low, draft.tokens[found.last].end
    match = _LED.search(low, start, start + _REACH) or _THEN.search(low, start, start + _REACH)
    if match is None:
        return None
    first, place = draft.place_at(match.start()), draft.place_at(match.end())
    token = draft.tokens[place]
    if token.start != match.end() or token.kind != "num" or token.used or token.number is None:
        return None
    after = draft.at(place + 1)
    closed = after is None or after.kind == "date" or after.text in _CLOSED
    if token.scope & _BARRED or not closed or not _one_matter(draft, found.last + 1, first):
        return None
    if not isinstance(draft.reader.read(fact, token.number, token.unit or draft.tokens[found.place].unit), Reading):
        return None
    draft.use(range(first, place))
    day = next((one.day for one in draft.tokens[first:place] if one.kind == "date"), None)
    since = Found(place, place, day, unit=draft.tokens[found.place].unit, passed=[*found.passed, found.place])
    return behind(draft, since)


_AUXILIARY = frozenset(("has", "have", "had", "was", "is", "then", "now", "since", "later", "level", "count"))


def _one_matter(draft: Draft, start: int, end: int) -> bool:
    """Tell whether nothing else is measured between two places, and no more than one border of sentences lies there."""
    between = draft.tokens[start:end]
    if any(_measured(draft, step) for step in range(start, end)) or any(one.text == "?" for one in between):
        return False
    if any(one.unit in _SIZES for one in between):
        return False
    if any(is_name(draft, step) for step in range(max(start, end - 1 - (draft.word(end - 1) in _AUXILIARY)), end)):
        return False  # ``ALT 88, AST fell to 64``: the change is that of the name right before it
    borders = [step for step in range(start, end) if draft.word(step) in (";", ".", "\n")]
    return len(borders) <= 1 and all(step >= end - 2 for step in borders)


def _measured(draft: Draft, step: int) -> bool:
    """Tell whether another measurement stands at a place, with its number."""
    return is_name(draft, step) and any(
        (draft.at(one) or draft.tokens[step]).kind == "num" for one in (step + 1, step + 2)
    )


_NARRATED = 40
"""Tokens behind a value in which a narrative goes on."""
_LEAD_VALUES = word_set("last_told_leads")
"""Right before a number without a unit that is a value."""
_JOINTS = frozenset((",", "and", "but", "then", ";"))
_WHEN = word_set("last_told_when")
"""Right behind a number that a joint leads: when it was so."""
_WHO = frozenset(("he", "she", "patient", "pt", "man", "woman", "lady", "gentleman"))
_LATER = word_set("last_told_later")
_OLDER = word_set("last_told_older")
_BORDERS = frozenset(("\n", "|", "?"))
_SIZES = frozenset(("cm", "mm"))
"""``INR 1.9, tumour now 5.8 cm (was 8.0)``: what follows is told of the tumour."""


def _last_told(draft: Draft, fact: str, found: Found) -> Found | None:
    """Give the value of the same sentence that stands in the stead of the one found, or None."""
    last = None
    for step in range(found.last + 1, min(found.last + 1 + _NARRATED, len(draft.tokens))):
        token = draft.tokens[step]
        if token.text in _BORDERS or _other_matter(draft, token) or token.unit in _SIZES:
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


def _other_matter(draft: Draft, token: Token) -> bool:
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
    if draft.word(step - 1) in ("is", "was") and draft.word(step - 2) in _WHO:
        return False  # ``the patient is 61 now``
    closed = after is None or after.kind in ("date", "punct") or after.text in _WHEN
    if draft.word(step - 1) in _LEAD_VALUES:
        return closed
    return draft.word(step - 1) in _JOINTS and after is not None and (after.kind == "date" or after.text in _WHEN)


def _later(draft: Draft, found: Found, step: int) -> bool:
    """Tell whether the clause of a value says that it came after the one found."""
    first, last = _clause(draft, found.last, step)
    words = {word for one in draft.tokens[first:last] for word in one.text.split(" ")}
    if words & _OLDER or is_past(draft, step) or draft.word(step - 1) == "from":
        return False
    if any(of_last_visit(draft, one) for one in range(first, last)):
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
