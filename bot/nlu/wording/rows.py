"""Names in a row whose last word is said of all: ``HIV/HCV neg``, ``MI/stroke/PE none``."""

from __future__ import annotations

from typing import Literal

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.items import decided


def _viral(token: Token) -> bool:
    return token.names("hiv") or any(note.id.startswith("hepatitis") for note in token.senses("note"))


def viral_row(draft: Draft, place: int, step: int) -> bool:
    """``HIV, HCV negative``: tell whether nothing but serologies stands between two places."""
    between = draft.tokens[place:step]
    row = all(_viral(one) or one.kind == "punct" or one.text in ("and", "all", "both", "are") for one in between)
    said = draft.tokens[step]
    return row and sum(_viral(one) for one in [*between, said]) > 1


def shares(draft: Draft, place: int, step: int) -> bool:
    """Tell whether the name at a place of a row goes on to the one at a step."""
    first, token, joint = draft.tokens[place], draft.at(step), draft.word(step - 1)
    if token is None or "neg" in first.scope or "positive" in first.phrase or welcome(first):
        return False
    if first.text.startswith("on ") or draft.word(place - 1) in _TOLD:
        return False  # ``on warfarin/HIV negative``
    if joint == "/" and (token.clinical or token.sense("note")):
        return True
    if _viral(first) and _viral(token) and _viral(draft.tokens[step - 1]):
        return True  # ``HIV HBV HCV neg``
    return _viral(first) and _viral(token) and joint in ("and", ",", "&", "+")


_WELCOME = word_set("scopes_welcome")
_STATES = frozenset(("anticoagulated", "immunosuppressed", "transplanted", "dialysed", "dialyzed"))


def welcome(token: Token) -> bool:
    """``compliant/HIV neg``, ``measurable disease and hCG neg``: what one hopes for is not denied with an illness."""
    if token.text in _STATES:
        return True
    named = (*token.senses("name"), *token.senses("option"))
    return any(one.id in _WELCOME for one in named) or any(
        not _WELCOME.isdisjoint(one.value["facts"]) for one in token.senses("means")
    )


_AGAINST = ("but", "however", "though", "although", "yet", "while", "whereas", "except")
"""What opens a clause that tells against the one before."""
_DENIED = word_set("rows_denied")
_VERBS = ("are", "were", "is", "was", "have", "has", "had", "been")
_AFTER = ("", ",", ".", ";", "\n", ")", "by", "on", "so", "until", "at", "in", "during", "and", "or", *_AGAINST)
_JOINED = (
    "and",
    "or",
    ":",
    "-",
    "=",
    "any",
    "other",
    "&",
    "are",
    "were",
    "is",
    "was",
    "both",
    "all",
    "have",
    "been",
    "thrombus",
    "thrombosis",
    "varices",
)


_ALL_OF = ("none", "no", "nil", "never", "neither")
_TESTED = ("negative", "neg")


def denied_together(draft: Draft, place: int) -> tuple[Literal["no", "unsure"], int] | None:
    """``haemophilia and other bleeding tendency excluded``: what ends the clause is said of both names.

    ``negative`` is said of a test: of ``TIA and HIV negative`` the first name is asked about.
    """
    joined = False
    first = draft.tokens[place]
    if "neg" in first.scope or welcome(first) or _of_extent(first) or decided(first) or draft.word(place - 1) in _TOLD:
        return None
    for step in range(place + 1, min(place + _REACH, len(draft.tokens))):
        token = draft.tokens[step]
        if token.text in _DENIED:
            return ("no", place) if joined and draft.word(step + 1) in _AFTER else None
        if token.text == "," and not joined:
            continue
        if (
            token.text in (*_ALL_OF, *_TESTED)
            and joined
            and (_same_segment(draft, place, step) or _has_verb(draft, step))
        ):
            closed = draft.word(step + 1) in ("", ",", ".", ";", "\n", ")", "known", "ever", "so", *_AGAINST)
            return (("unsure" if of_a_test(draft, place, step) else "no"), place) if closed else None
        if token.sentence != draft.tokens[place].sentence or not (token.clinical or token.text in _JOINED):
            return None
        joined = joined or token.text in ("and", "or", "&")
    return None


def of_a_test(draft: Draft, place: int, step: int) -> bool:
    """``TIA and HIV negative``: tell whether a verdict is that of a test, and the name before no test's."""
    return draft.word(step) in _TESTED and _viral(draft.tokens[step - 1]) and not _viral(draft.tokens[place])


_TOLD = ("has", "on", "s/p", "takes", "currently on")
"""What tells before the first name that it is there: ``has HIV and ascites: none``."""
_REACH = 14


def _same_segment(draft: Draft, place: int, step: int) -> bool:
    return draft.tokens[place].segment == draft.tokens[step].segment


def _has_verb(draft: Draft, step: int) -> bool:
    """``HIV, HCV and HBV were negative``: with its verb the last word of a list is said of all of it."""
    return draft.word(step - 1) in _VERBS or (draft.word(step - 1) == "all" and draft.word(step - 2) in _VERBS)


_SAID = (*_ALL_OF, *_TESTED, "absent", "denied", "excluded", "nope")
_LISTED = (",", "+", "/", "and", "or", "&", "any")
_ENDS_LIST = ("", ".", ";", "\n", ")", "|", *_AGAINST)


_EXTENTS = frozenset(("tumours_in_one_lobe", "resectability", "initial_resectability"))


def _of_extent(token: Token) -> bool:
    """``right lobe only and ascites none``: where the tumour is, which is not denied with the next name."""
    said = any(not _EXTENTS.isdisjoint(one.value["facts"]) for one in token.senses("means"))
    return said or any(one.id in _EXTENTS for one in token.senses("name"))


def denied_as_list(draft: Draft, place: int) -> tuple[Literal["no"], int] | None:
    """``MI, stroke, PE: none``, ``MI stroke PE all neg``: what closes a list of illnesses is said of each of them.

    Of two (``MI, HIV: no``) the first is told of by itself.
    """
    first, last = _run_of(draft, place, -1), _run_of(draft, place, 1)
    before, lead = draft.at(first - 1), draft.word(last + 1)
    if first == last or not (before is None or before.kind == "punct") or "neg" in draft.tokens[place].scope:
        return None
    said = last + 2 if lead in (":", "-", "all", "both") else last + 1
    said, lead = (last + 3, "all") if lead in ("are", "were") and draft.word(last + 2) == "all" else (said, lead)
    if draft.word(said) not in _SAID or draft.word(said + 1) not in _ENDS_LIST:
        return None
    joints = {one.text for one in draft.tokens[first:last] if one.text in _LISTED}
    if lead not in (":", "-", "all", "both"):
        return ("no", place) if joints == {"+"} else None
    named = sum(one.clinical for one in draft.tokens[first : last + 1])
    return ("no", place) if named > 2 or lead in ("all", "both") else None


def _run_of(draft: Draft, place: int, way: int) -> int:
    """The end of the run of illnesses and joints that a place stands in, forwards or backwards."""
    end = step = place
    sentence = draft.tokens[place].sentence
    while (one := draft.at(step + way)) is not None and one.sentence == sentence and abs(step - place) < 20:
        if not (one.text in _LISTED or (one.clinical and one.senses("name") and not one.sense("cancer"))):
            break
        step += way
        end = step if one.clinical else end
    return end
