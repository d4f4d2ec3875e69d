"""What is taken back behind its value in one message: ``plt 82, ECOG 1. Strike the ECOG, that was another patient``.

A value that stands before the sentence that takes its fact back is not recorded; one that stands behind it is told
anew. Where the sentence speaks of another time (``the AFP I gave yesterday was wrong``), it means what was told then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token

_ANOTHER_TIME = frozenset((
    "earlier", "before", "previous", "previously", "yesterday", "last", "old", "older", "first", "initial", "original",
    "originally", "prior", "ago", "yesterday's", "first one", "former", "monday", "tuesday", "wednesday", "thursday",
    "friday", "other", "second", "week", "month",
))  # fmt: skip


def note_taken_back(draft: Draft, fact: str, places: list[int]) -> None:
    """Note where a fact is taken back, so that what stands before is not recorded."""
    tokens = [draft.tokens[place] for place in places]
    if not any(token.text in _ANOTHER_TIME or token.kind == "date" for token in tokens):
        draft.taken_back.setdefault(fact, []).extend(tokens)


def drop_taken_back(draft: Draft) -> None:
    """Leave out the values and treatments that were told before the sentence that takes them back."""
    for fact, tokens in draft.taken_back.items():
        start = draft.text.raw_span(tokens[0].start, tokens[0].end)[0]
        told = [one for one in draft.mentions if one.fact == fact]
        if fact == "treatments":
            _drop_treatments(draft, tokens)
        elif (
            fact in draft.facts
            and told
            and all(one.end <= start for one in told)
            and not _of_other(draft, fact, tokens)
        ):
            places = {(one.start, one.end) for one in told}  # brain metastases are metastases too
            for one in draft.mentions:
                if (one.start, one.end) in places:
                    draft.facts.pop(one.fact, None)
        draft.queries = [one for one in draft.queries if one.fact != fact or _behind(draft, one.text, tokens[0])]


def _of_other(draft: Draft, fact: str, tokens: list[Token]) -> bool:
    """``she's female, I put male by mistake``: of two options the other is taken back."""
    options = [one.value for token in tokens for one in token.senses("option") if one.id == fact]
    return bool(options) and draft.facts[fact] not in options


def _behind(draft: Draft, asked: str, token: Token) -> bool:
    """Tell whether what is asked about stands behind a token, and not before it."""
    return draft.text.raw.rfind(asked) >= draft.text.raw_span(token.start, token.end)[0]


def _drop_treatments(draft: Draft, tokens: list[Token]) -> None:
    """Leave out the courses of the kinds and drugs that are taken back, where none of them is named again behind."""
    behind = tokens[-1].end
    named = {*_ids(tokens)} - {*_ids(one for one in draft.tokens if one.start >= behind)}
    kept = [one for one in draft.treatments if not named & {one["kind"], *one.get("agents", ())}]
    if kept and len(kept) < len(draft.treatments) and "treatments" in draft.retracted:
        draft.retracted.remove("treatments")  # the others stay
    draft.treatments = kept


def _ids(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        for sense in (*token.senses("kind"), *token.senses("agent"), *token.senses("regimen")):
            yield sense.id
