"""Ascites and encephalopathy, other malignancies, notes: states that words around them decide."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.history.ascites import ended_then, read_ascites
from bot.nlu.history.encephalopathy import read_encephalopathy
from bot.nlu.history.malignancies import add_malignancy, read_cancer, read_other, removed
from bot.nlu.lexicon.places import merged
from bot.nlu.lexicon.tokens import Token
from bot.nlu.scope.polarity import polarity
from bot.nlu.text.near import nearby

_STATES = ("ascites", "encephalopathy", "other_malignancy")


def read_states(draft: Draft) -> None:
    """Read ascites, encephalopathy, other malignancies and the notes."""
    places = draft.places
    named, options = places.naming(*_STATES), places.option(*_STATES)
    for place in merged(named, options, places.role("cancer", "note")):
        token = draft.tokens[place]
        if token.used:
            continue
        if _option(draft, place, token):
            continue
        if token.names("ascites"):
            read_ascites(draft, place)
        elif token.names("encephalopathy"):
            read_encephalopathy(draft, place)
        elif token.names("other_malignancy"):
            read_other(draft, place)
        elif token.sense("cancer"):
            read_cancer(draft, place)
        elif token.sense("note"):
            _note(draft, place, token)


def _option(draft: Draft, place: int, token: Token) -> bool:
    """A phrase that is an option by itself: ``refractory ascites``, ``basal cell carcinoma``."""
    for sense in token.senses("option"):
        if sense.id not in _STATES:
            continue
        said, last = polarity(draft, place)
        if sense.id == "other_malignancy" and said == "yes":
            if nearby(draft, place, frozenset({"untreated", "active", "unresected"})):
                draft.ask("other_malignancy", "two_readings", place, last, (str(sense.value), "active"))
            else:
                known = "other_malignancy" in draft.facts or sense.value not in ("skin", "in_situ")
                value = sense.value if known else removed(draft, str(sense.value), place, last)
                add_malignancy(draft, value, place, last)
        elif said == "unsure":
            draft.ask(sense.id, "uncertain", place, last)
        elif said == "yes" or sense.value == "none":
            over = sense.id == "ascites" and ended_then(draft, place)
            draft.record(sense.id, "none" if over else sense.value, place, last)
        return True
    return False


def _note(draft: Draft, place: int, token: Token) -> None:
    sense = token.sense("note")
    if sense is None or draft.barred(place):
        return
    said, last = polarity(draft, place)
    if said == "none" and any((draft.at(one) or token).cue("no_info") for one in (last, place - 1, place - 2)):
        return
    note = sense.id if said == "yes" else f"no {sense.id}" if said == "no" else f"possible {sense.id}"
    draft.use(range(place, last + 1))
    if note not in draft.notes and sense.id != "hepatocellular carcinoma":
        draft.notes.append(note)
