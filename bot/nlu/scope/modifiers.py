"""The words around a state that say how much of it there is, and whether it is over."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

MILD = word_set("states_mild")
GROSS = word_set("states_gross")
MODERATE = frozenset({"moderate", "mod", "moderately", "2", "ii", "medium"})
GONE = word_set("states_gone")
_SAID_OF_STATES = frozenset(
    (
        *(MILD | GROSS | MODERATE | GONE),
        *("on", "now", "with", "well", "grade", "to", "of", "but", "only", "just", "mostly", "under control"),
    )
)


def around_it(draft: Draft, place: int) -> set[str]:
    """The words and phrases of the segment around a place, up to the next clinical word."""
    segment = draft.tokens[place].segment
    found: set[str] = set()
    for direction in (1, -1):
        for distance in range(1, 8):
            token = draft.at(place + direction * distance)
            if token is None or token.segment != segment:
                break
            if (
                token.clinical
                and not token.sense("note")
                and not token.cue("controlled", "uncontrolled", "past", "now", "ongoing")
            ):
                break
            if direction == -1 and token.text in ("and", "but", "with"):
                break
            found.add(token.text)
            if token.hit:
                found.add(token.hit.phrase)
    return found | _modifiers_behind(draft, place)


def _modifiers_behind(draft: Draft, place: int) -> set[str]:
    """``ascites, mild``: the next segment counts where it holds nothing but such words."""
    segment = draft.tokens[place].segment
    found: set[str] = set()
    last = segment
    for token in draft.tokens[place + 1 : place + 12]:
        if token.segment == segment or token.kind == "punct":
            continue
        if token.segment > segment + 2 or (found and token.sentence != draft.tokens[place].sentence):
            break
        if token.sentence != draft.tokens[place].sentence or token.text not in _SAID_OF_STATES:
            return found if found and token.segment > last else _state_behind(draft, place)
        last = token.segment
        found.add(token.text)
    return found


_STATES = MILD | GROSS | GONE
_HOW = word_set("states_how")


def _state_behind(draft: Draft, place: int) -> set[str]:
    """``ascites, controlled on spironolactone and furosemide``: a state that opens the next segment, and its means."""
    if draft.word(place + 1) != "," or draft.tokens[place + 1].segment != draft.tokens[place].segment:
        return set()
    step = place + 3 if draft.word(place + 2) in ("well", "now", "currently", "still") else place + 2
    said, after = draft.word(step), draft.word(step + 1)
    if said not in _STATES:
        said, _, after = said.partition(" ")
    return {said} if said in _STATES and (after in _HOW or after == "in spite of") else set()


def use_modifiers(draft: Draft, place: int, words: frozenset[str]) -> None:
    """Use the grades around a place: the numbers among ``words`` behind a word for a grade."""
    segment = draft.tokens[place].segment
    for step in range(max(0, place - 6), min(place + 8, len(draft.tokens))):
        token = draft.tokens[step]
        if (
            token.segment == segment
            and token.kind == "num"
            and token.text in words
            and draft.word(step - 1) in ("grade", "gr", "g", "stage")
        ):
            token.used = True
