"""Short answers to a question that was read aloud: one key, a yes or a no, an option by its key."""

import msgspec

from actions.heard import Heard, Mention
from actions.log import TREATMENTS
from actions.phone import keys
from actions.phone.asking import Spoken
from actions.reply import Turn
from actions.wording.questions import value_button
from criteria import Catalogue, Fact
from criteria.phone import Phone, load_phone

NOTHING = ("none", "never")
"""Options that a no chooses."""


def answered(heard: Heard, turn: Turn, spoken: Spoken | None, catalogue: Catalogue) -> tuple[Heard, tuple[str, ...]]:
    """Give what was heard as the answer to a question, and the facts of a group to be asked one by one."""
    if spoken is None:
        return heard, ()
    if spoken.kind == "group":
        return _of_group(heard, turn, spoken)
    text = turn.text.strip().casefold()
    if spoken.facts == (TREATMENTS,):
        return _of_treatments(heard, text, spoken), ()
    if spoken.kind == "when" and keys.is_no(text):
        return Heard(reply="unknown"), ()
    if spoken.kind == "when" and keys.is_yes(text):
        return Heard(personal=heard.personal), ()
    return _of_one(heard, text, catalogue.facts[spoken.facts[0]], load_phone(catalogue)), ()


def in_place(heard: Heard, text: str, read_back: tuple[str, ...], catalogue: Catalogue) -> Heard:
    """Give what was heard in the place of what was read back: ``no, 1`` is another key of its question."""
    rest = keys.in_place(text).casefold()
    if len(read_back) != 1 or read_back[0] not in catalogue.facts or heard.changes or not rest:
        return heard
    options = load_phone(catalogue).facts[read_back[0]].options
    chosen = next((name for name, option in options.items() if option.key == rest), None)
    return heard if chosen is None else _given(heard, {read_back[0]: chosen}, text)


def _of_group(heard: Heard, turn: Turn, spoken: Spoken) -> tuple[Heard, tuple[str, ...]]:
    """A no denies all; after a yes, or where nobody is sure, each is asked by itself."""
    if keys.is_yes(turn.text) or heard.reply == "unknown":
        return Heard(personal=heard.personal), spoken.facts
    if keys.is_no(turn.text):
        return _given(heard, dict.fromkeys(spoken.facts, False), turn.text), ()
    if turn.text.strip().isdigit():
        return Heard(), ()  # nothing was numbered: which of them is meant, it does not say
    return keys.without_yes_for_group(heard, spoken.facts), ()


def _of_treatments(heard: Heard, text: str, spoken: Spoken) -> Heard:
    if keys.is_no(text) and spoken.kind == "details":
        return Heard(reply="unknown")
    if keys.is_no(text):
        return Heard(treatments_complete=True, mentions=_mentions("treatments_complete", text))
    return heard


def _of_one(heard: Heard, text: str, fact: Fact, phone: Phone) -> Heard:
    options = phone.facts[fact.id].options
    values: list[str | bool] = [*options] if options else [True, False] if fact.kind in ("flag", "event") else []
    pressed = [value for value in values if value_button(fact, value).payload.casefold() == text]
    if pressed:
        return _given(heard, {fact.id: pressed[0]}, text)
    chosen = next((name for name, option in options.items() if text.rstrip(".") == option.key), None)
    if chosen is None and keys.is_no(text):
        chosen = next((name for name in NOTHING if name in options), None)
    if chosen is not None:
        return _given(heard, {fact.id: chosen}, text)
    if options and keys.is_yes(text):
        # Which of several, a yes does not say: only that it is not none of them, where one of them is that.
        left = [name for name in options if name not in NOTHING]
        is_told = len(left) < len(options) and not fact.several
        return _given(heard, {fact.id: left} if is_told else {}, text)
    return heard


def _given(heard: Heard, facts: dict[str, object], text: str) -> Heard:
    mentions = tuple(one for name in facts for one in _mentions(name, text))
    return msgspec.structs.replace(
        heard, facts=facts, treatments=[], reply=None, queries=(), unused=(), mentions=mentions, notes=()
    )


def _mentions(fact: str, text: str) -> tuple[Mention, ...]:
    return (Mention(fact=fact, text=text, end=len(text)),)
