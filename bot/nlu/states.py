"""Ascites and encephalopathy, other malignancies, notes: states that words around them decide."""

from __future__ import annotations

from typing import Any

from bot.nlu.draft import Draft
from bot.nlu.event_dates import date_beside
from bot.nlu.polarity import clause_behind, nearby, polarity
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import word_set

_MILD = word_set("states_mild")
_GROSS = word_set("states_gross")
_MODERATE = frozenset({"moderate", "mod", "moderately", "2", "ii", "medium"})
_GONE = word_set("states_gone")
_CURRENT = word_set("states_current")
_CURED = word_set("states_cured")
_ACTIVE = word_set("states_active")


def read_states(draft: Draft) -> None:
    """Read ascites, encephalopathy, other malignancies and the notes."""
    for place, token in enumerate(draft.tokens):
        if token.used:
            continue
        if _option(draft, place, token):
            continue
        if token.names("ascites"):
            _ascites(draft, place)
        elif token.names("encephalopathy"):
            _encephalopathy(draft, place)
        elif token.names("other_malignancy"):
            _other(draft, place)
        elif token.sense("cancer"):
            _cancer(draft, place)
        elif token.sense("note"):
            _note(draft, place, token)


def _option(draft: Draft, place: int, token: Token) -> bool:
    """A phrase that is an option by itself: ``refractory ascites``, ``basal cell carcinoma``."""
    for sense in token.senses("option"):
        if sense.id not in ("ascites", "encephalopathy", "other_malignancy"):
            continue
        said, last = polarity(draft, place)
        if sense.id == "other_malignancy" and said == "yes":
            if nearby(draft, place, frozenset({"untreated", "active", "unresected"})):
                draft.ask("other_malignancy", "two_readings", place, last, (str(sense.value), "active"))
            else:
                _add_malignancy(draft, sense.value, place, last)
        elif said == "unsure":
            draft.ask(sense.id, "uncertain", place, last)
        elif said == "yes" or sense.value == "none":
            draft.record(sense.id, sense.value, place, last)
        return True
    return False


def _around(draft: Draft, place: int) -> set[str]:
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
    for token in draft.tokens[place + 1 : place + 12]:
        if token.segment == segment or token.kind == "punct":
            continue
        if token.segment > segment + 2 or (found and token.sentence != draft.tokens[place].sentence):
            break
        known = (
            _MILD
            | _GROSS
            | _MODERATE
            | _GONE
            | {"on", "now", "with", "well", "grade", "to", "of", "but", "only", "just", "mostly"}
        )
        known |= {"under control"}
        if token.sentence != draft.tokens[place].sentence or token.text not in known:
            return set()
        found.add(token.text)
    return found


def _ascites(draft: Draft, place: int) -> None:
    said, last = polarity(draft, place)
    around = _around(draft, place)
    if said == "none":
        return
    if said == "no" and "current" not in around:
        draft.record("ascites", "none", place, last)
    elif said == "unsure":
        draft.ask("ascites", "uncertain", place, last)
    elif around & _GROSS:
        draft.record("ascites", "uncontrolled", place, last)
    elif around & _MODERATE and not around & {"diuretics", "controlled", "well controlled"}:
        draft.record("ascites", ["controlled", "uncontrolled"], place, last)
    elif around & _MILD:
        draft.record("ascites", "controlled", place, last)
    elif around & _GONE or "past" in draft.tokens[place].scope:
        draft.ask("ascites", "uncertain", place, last)
    else:
        draft.record("ascites", ["controlled", "uncontrolled"], place, last)
    _use_modifiers(draft, place, _GROSS | _MILD | _MODERATE)


def _use_modifiers(draft: Draft, place: int, words: frozenset[str]) -> None:
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


def _encephalopathy(draft: Draft, place: int) -> None:
    said, last = polarity(draft, place)
    around = _around(draft, place)
    if said == "none":
        return
    if said == "unsure":
        draft.ask("encephalopathy", "uncertain", place, last)
    elif said == "no":
        now = around & {"current", "currently", "ongoing", "active", "now", "no current", "no active", "at present"}
        draft.record("encephalopathy", ["never", "past"] if now else "never", place, last)
    elif (
        (around | clause_behind(draft, place)) & _GONE or _none_now(draft, place) or "past" in draft.tokens[place].scope
    ):
        draft.record("encephalopathy", "past", place, last)
        _use_date(draft, place, last)
    elif around & _CURRENT or date_beside(draft, place, last) is None:
        draft.record("encephalopathy", "current", place, last)
        _use_modifiers(draft, place, frozenset({"1", "2", "3", "4", "1-2", "i", "ii"}))
    else:
        draft.record("encephalopathy", ["past", "current"], place, last)
        _use_date(draft, place, last)


def _none_now(draft: Draft, place: int) -> bool:
    """``HE in 2024, none now``: the next clause says that it is over."""
    segment = draft.tokens[place].segment
    behind = [
        one.text for one in draft.tokens[place + 1 : place + 12] if one.segment == segment + 1 and one.kind != "punct"
    ]
    return behind[:1] in (["none"], ["not"], ["no"], ["nil"]) and set(behind[1:]) <= {
        "now",
        "since",
        "currently",
        "at",
        "present",
        "then",
        "current",
    }


def _use_date(draft: Draft, place: int, last: int) -> None:
    beside = date_beside(draft, place, last)
    if beside is not None:
        draft.use([beside[1]])
    _use_modifiers(draft, place, frozenset({"1", "2", "3", "4", "1-2"}))


def _other(draft: Draft, place: int) -> None:
    said, last = polarity(draft, place)
    if said == "no":
        draft.record("other_malignancy", "none", place, last)
    elif said == "unsure":
        draft.ask("other_malignancy", "uncertain", place, last)
    elif said == "yes":
        _cancer(draft, place)


def _cancer(draft: Draft, place: int) -> None:
    """Treated with curative intent, or active; a cancer of which neither is said is asked about."""
    said, last = polarity(draft, place)
    if said == "unsure":
        draft.ask("other_malignancy", "uncertain", place, last)
    if said != "yes":
        return
    sentence = _sentence_words(draft, place) | {draft.word(place - 1)}
    if sentence & _CURED:
        _treated(draft, place, last)
    elif sentence & _ACTIVE and not sentence & {"past", "history of"}:
        _add_malignancy(draft, "active", place, last)
    else:
        draft.ask("other_malignancy", "two_readings", place, last, ("active", "treated"))


def _sentence_words(draft: Draft, place: int) -> set[str]:
    """The words around a cancer, into the following segments until another matter begins."""
    found = _around(draft, place)
    sentence, segment = draft.tokens[place].sentence, draft.tokens[place].segment
    for token in draft.tokens[place + 1 : place + 16]:
        other = token.clinical and token.segment != segment and not token.cue("controlled", "uncontrolled", "past")
        if token.sentence != sentence or (other and not token.senses("kind")):
            break
        found.add(token.text)
        if token.hit:
            found.add(token.hit.phrase)
    return found


def _treated(draft: Draft, place: int, last: int) -> None:
    value: Any = "treated"
    days = _dates_behind(draft, place)
    free = next(
        (
            one
            for one in days
            if draft.word(one - 1) == "since"
            or any(
                draft.word(step) in ("free", "remission", "ned", "free of disease", "disease free")
                for step in range(max(place, one - 4), one)
            )
        ),
        None,
    )
    chosen = free if free is not None else (days[0] if len(days) == 1 else None)
    beside = date_beside(draft, place, last) if chosen is None and not days else None
    day = draft.tokens[chosen].day if chosen is not None else beside[0] if beside else None
    if day is not None:
        entry: dict[str, Any] = {"value": "treated"}
        if not draft.dated("other_malignancy", day, place, last, entry):
            return
        value = entry
    draft.use(days)
    if beside:
        draft.use([beside[1]])
    _add_malignancy(draft, value, place, last)


def _dates_behind(draft: Draft, place: int) -> list[int]:
    """The dates behind a cancer, up to another matter; what its own treatment says is taken with it."""
    found = []
    for step in range(place + 1, min(place + 16, len(draft.tokens))):
        token = draft.tokens[step]
        other = token.clinical and token.segment != draft.tokens[place].segment
        if token.sentence != draft.tokens[place].sentence or (other and not token.senses("kind")):
            break
        if other:
            draft.use([step])
        if token.kind == "date" and token.day is not None:
            found.append(step)
    return found


def _add_malignancy(draft: Draft, value: Any, place: int, last: int) -> None:
    """Several malignancies are a list of which all hold."""
    known = draft.facts.get("other_malignancy")
    if known is not None and known != "none" and isinstance(known, (str, list)) and isinstance(value, str):
        both = [*(known if isinstance(known, list) else [known]), value]
        value = list(dict.fromkeys(both))
        value = value[0] if len(value) == 1 else value
    draft.record("other_malignancy", value, place, last)


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
