"""Values before treatment: the markers' own facts; no latest value of anything else."""

from __future__ import annotations

from bot.nlu.dating.held_on import at_first
from bot.nlu.draft import Draft
from bot.nlu.labs.beside import Found
from bot.nlu.labs.headers import Header, headed
from bot.nlu.lexicon.numbers import Number
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.value_names import is_name

BASELINE = {"afp": "afp_baseline", "pivka2": "pivka2_baseline"}


_OPERATED = frozenset(("operation", "op", "surgery", "procedure"))
"""``AFP 15 before the operation``."""
_BEFORE = {"baseline", "initial", "initially", "originally", "at baseline", "to begin with"}


def first_of_chain(draft: Draft, latest: str, place: int, found: Found, header: Header) -> tuple[Token, Number]:
    """``baseline AFP 4422, today 61``: the first value is the baseline, the last one the latest."""
    last = draft.tokens[found.place]
    numbers = [one for one in found.passed if draft.tokens[one].kind == "num"]
    first = draft.tokens[numbers[0]] if numbers else last
    now = {value: name for name, value in BASELINE.items()}.get(latest, latest)
    if first is not last and first.number is not None and last.number is not None:
        unit = found.unit if last.unit is None else None
        draft.measure(now, last, found.place, found.last, unit=unit, day=found.day or headed(draft, place, header))
        found.day, found.last, found.place = None, numbers[0], numbers[0]
        return first, first.number
    assert last.number is not None  # noqa: S101 - forward() finds numbers alone
    return last, last.number


def baseline_of(draft: Draft, fact: str, place: int, found: Found) -> tuple[str, bool]:
    """Tell which fact a value before treatment belongs to, and whether it is none of the latest values."""
    scoped = _said_before_treatment(draft, fact, place, found)
    if not scoped or scoped == "later":
        return fact, scoped == "later"
    if fact in BASELINE:
        return BASELINE[fact], False
    return fact, fact not in BASELINE.values() and scoped == "before"


def _of_both(draft: Draft, place: int, found: Found) -> bool:
    """``AFP 3410 and PIVKA-II 8122 before therapy``: said of both markers."""
    others = 0
    for step in range(found.last + 1, min(found.last + 8, len(draft.tokens))):
        token = draft.tokens[step]
        if token.segment != draft.tokens[place].segment:
            return False
        if token.cue("baseline"):
            return others > 0 and not is_name(draft, step + 1)
        others += any(token.names(one) for one in BASELINE)
        if not (token.kind == "num" or token.text in ("and", "&", "was", "of") or any(map(token.names, BASELINE))):
            return False
    return False


def of_later_line(draft: Draft, place: int, before: int) -> bool:
    """``resection in 2024 …; PIVKA-II 1,900 before TACE``: another treatment was told before that."""
    beside = draft.tokens[before : before + 3]
    named, said = {one.id for token in beside for one in token.senses("kind")}, " ".join(one.text for one in beside)
    earlier = (draft.tokens[one] for one in draft.places.role("kind") if one < place)
    return any(
        not token.scope & {"plan", "refuse", "neg", "relative"}
        and not named & {one.id for one in token.senses("kind")}
        and token.text not in said  # ``TACE x2, AFP 2100 pre-TACE``, where ``pre-TACE`` is one word
        for token in earlier
    )


_POSSESSIVE = ("his", "her", "the", "their")
_NOW = frozenset(("now", "today", "currently", "latest", "current", "is", "at present"))


def _goes_on(draft: Draft, place: int, found: Found) -> bool:
    """``Before treatment his AFP was 900 and his PIVKA-II 3,300``: the other marker of the same day."""
    owned = draft.word(place - 1) in _POSSESSIVE
    joint = place - 2 if owned else place - 1
    if draft.word(joint) != "and" and not (owned and draft.word(joint) == ","):
        return False
    if draft.word(joint - 1) == ")":  # ``AFP 3.1 (860 at the outset) and PIVKA-II 22``: goes on with those of now
        return False
    if draft.word(joint) == "," and (found.day is not None or any(_is_date(draft, found.last + one) for one in (1, 2))):
        return False
    if owned and not _NOW.isdisjoint(draft.word(one) for one in range(place, found.last + 3)):
        return False
    if not draft.mentions or draft.mentions[-1].fact not in BASELINE.values():
        return False
    return not _sentence_ends(draft, draft.mentions[-1].end, place)


def _is_date(draft: Draft, place: int) -> bool:
    token = draft.at(place)
    return token is not None and token.kind == "date"


def _sentence_ends(draft: Draft, start: int, place: int) -> bool:
    """Tell whether a sentence ends between what was said last and a place."""
    token = draft.tokens[place]
    return ". " in draft.text.raw[start : draft.text.raw_span(token.start, token.end)[0]]


_JUDGED = ("resectability", "initial_resectability")


def _of_judgement(draft: Draft, place: int) -> bool:
    """``AFP 450 initially unresectable``: said of what the surgeons judged, not of the value before it."""
    after = draft.at(place + 1)
    return any(
        one is not None and any(sense.id in _JUDGED for sense in (*one.senses("option"), *one.senses("name")))
        for one in (draft.tokens[place], after)
    )


def _said_before_treatment(draft: Draft, fact: str, place: int, found: Found) -> str:
    """Give ``baseline`` or ``before`` where such a word stands beside the value, else nothing."""
    if fact in BASELINE and _goes_on(draft, place, found):
        return "baseline"
    if fact in BASELINE and _of_both(draft, place, found):
        return "baseline"
    if "listed_before" in draft.tokens[found.place].scope:
        return "before"
    around = [*range(max(0, place - 2), place), *range(place + 1, found.place), *range(found.last + 1, found.last + 4)]
    for one in around:
        token = draft.at(one)
        if token is None or token.segment != draft.tokens[place].segment:
            continue
        if token.cue("baseline") and token.text != "at that time" and not _of_judgement(draft, one):
            draft.use([one])
            return "baseline" if token.text in _BEFORE else "before"
        if token.text == "pre" and fact in BASELINE and (draft.at(one + 1) or token).kind == "num":
            draft.use([one])
            return "before"
        if token.text in ("pre", "before") and any(
            step.sense("kind") or (fact in BASELINE and step.text in _OPERATED)
            for step in draft.tokens[one + 1 : one + 3]
        ):
            draft.use([one])
            return "later" if of_later_line(draft, place, one) else "before"
        if one > found.last and (is_name(draft, one) or token.kind == "num"):
            break
    return "before" if fact in BASELINE and at_first(draft, place) else ""
