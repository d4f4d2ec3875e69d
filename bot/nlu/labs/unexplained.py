"""A second number behind a value that no chain and no later clause has explained: which of the two counts is asked."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.labs.beside import Found
from bot.nlu.labs.older_values import is_past, of_last_visit
from bot.nlu.labs.values import Reading, form
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_REACH = 12
_DOSES = ("mg/k", "mg/m", "mg/day", "mg/w")
_LEADS = word_set("rivals_leads")
"""Words that make a number something else: a stage, a count, a day, a dose."""
_MOVES = word_set("rivals_moves")
"""Words of change: only with one of them is a bare number behind a value a value too."""


def rival(draft: Draft, fact: str, found: Found) -> int | None:
    """``bilirubin 61 and has since come down to 44``: the place of a number that may be the value as well, or None."""
    beside = _beside(draft, fact, found)
    return beside if beside is not None else _after(draft, fact, found)


def _after(draft: Draft, fact: str, found: Found) -> int | None:
    """A number further on that may be the value as well."""
    moved = False
    for step in range(found.last + 1, min(found.last + 1 + _REACH, len(draft.tokens))):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[found.place].sentence or token.used or _other_matter(draft, token):
            return None
        if token.text == "(" and draft.word(step + 1) in ("on", "at") and step == found.last + 1:
            return None
        moved = moved or token.text in _MOVES
        if token.kind == "num":
            if is_past(draft, step) or _was(draft, found, step) or _extreme(draft, found, step):
                return None
            if any(of_last_visit(draft, one) for one in range(found.last + 1, step)):
                return None
            if (moved or draft.word(step + 1) in _MOVES) and _is_value(draft, fact, step, draft.tokens[found.place]):
                return step
            if draft.word(step - 1) == "," or not moved:
                return None
        if token.kind in ("dur", "normal") or token.text in ("\n", ";", "|"):
            return None
    return None


_CLOSED = ("", ",", ";", "\n", ".", "|")


def _beside(draft: Draft, fact: str, found: Found) -> int | None:
    """``plt 84 91``, ``plt | 84 | 91``: two bare numbers, of which nothing says whose day is which."""
    step = found.last + 1 + (draft.word(found.last + 1) == "|")
    token, first = draft.at(step), draft.tokens[found.place]
    if (
        token is None
        or token.kind != "num"
        or token.used
        or token.number is None
        or found.passed
        or found.day
        or found.uln
    ):
        return None
    plain = not token.unit and not first.unit and not token.number.sign and token.number.high is None
    if not plain or found.last != found.place or draft.word(step + 1) not in _CLOSED:
        return None
    return step if isinstance(draft.reader.read(fact, token.number, None), Reading) else None


_FIRST = frozenset(
    ("baseline", "initially", "first", "admission", "arrival", "presentation", "originally", "before", "pre")
)


def _was(draft: Draft, found: Found, step: int) -> bool:
    """``INR 1.3 on vitamin K, was 1.9``: what was, unless the value found is the one of the beginning."""
    if draft.word(step - 1) not in ("was", "were") or draft.word(step - 2) not in (",", "(", "-"):
        return False
    return _FIRST.isdisjoint(draft.word(one) for one in range(found.place - 4, step - 2))


_EXTREMES = frozenset(("nadir", "trough", "peak", "lowest", "highest", "max", "maximum"))


def _extreme(draft: Draft, found: Found, step: int) -> bool:
    """``plt 82, nadir 42``: the least or the most there was, beside the value found."""
    name = step - 1 - (draft.word(step - 1) in ("of", "was", ":", "at"))
    beside = draft.word(name) in _EXTREMES and draft.word(name - 1) in (",", "(", ";") and name - 2 == found.last
    return beside and _FIRST.isdisjoint(draft.word(one) for one in range(found.place - 4, name))


def _other_matter(draft: Draft, token: Token) -> bool:
    """A word that a number behind it may belong to: another value, a stage, a treatment."""
    if not token.clinical:
        return False
    named = [draft.catalogue.facts[one.id].kind for one in token.senses("name")]
    return not named or any(kind in ("quantity", "choice") for kind in named)


def _is_value(draft: Draft, fact: str, step: int, first: Token) -> bool:
    """Tell whether a number can be a value of the fact and counts nothing else."""
    token, after = draft.tokens[step], draft.at(step + 1)
    if token.number is None or draft.word(step - 1) in _LEADS or (token.unit or "").startswith(_DOSES):
        return token.unit is not None and token.unit == first.unit
    if after is not None and (after.clinical or (after.kind == "word" and after.text not in _ENDS)):
        return False
    return isinstance(draft.reader.read(fact, token.number, token.unit), Reading)


_ENDS = word_set("rivals_ends")


def ask_which(draft: Draft, fact: str, place: int, found: Found, other: int) -> None:
    """Ask which of two values counts."""
    numbers = [draft.tokens[one].number for one in (found.place, other)]
    draft.ask(fact, "two_readings", place, other, tuple(str(form(one)) for one in numbers if one is not None))
