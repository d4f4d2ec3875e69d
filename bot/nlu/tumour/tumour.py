"""The tumour: how many, how large."""

from __future__ import annotations

from msgspec.structs import replace

from bot.nlu.dating.held_on import latest_of
from bot.nlu.draft import Draft
from bot.nlu.labs.walk import forward
from bot.nlu.lexicon.places import merged
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.tumour.came_back import takes_away
from bot.nlu.tumour.counts_of_nouns import NOUNS
from bot.nlu.tumour.judgements import read_diagnosis, read_written_out
from bot.nlu.tumour.listed_sizes import largest_of
from bot.nlu.tumour.one_by_one import read_lobe, read_singly
from bot.nlu.tumour.removed import was_removed
from bot.nlu.tumour.resectability import read_resectability
from bot.nlu.tumour.responses import option_of
from bot.nlu.tumour.sizes_of import of_others, of_tumour, segment_number
from bot.nlu.tumour.spread import read_spread
from bot.nlu.tumour.thrombus import read_thrombus
from bot.nlu.tumour.tumour_counts import many_at, read_counts


def read_tumour(draft: Draft) -> None:
    """Read everything that describes the tumour itself."""
    read_thrombus(draft)
    read_spread(draft)
    read_counts(draft)
    read_singly(draft)
    read_lobe(draft)
    _sizes(draft)
    read_written_out(draft)
    for place in draft.places.option("hcc_diagnosis", "resectability"):
        token = draft.tokens[place]
        if not token.used:
            read_diagnosis(draft, place, token)
            read_resectability(draft, place, token)


def _sizes(draft: Draft) -> None:
    """The largest size in centimetres or millimetres that is said of a tumour."""
    named = merged(draft.places.naming("largest_tumour"), draft.places.text("max"))
    numbers = [one for one in draft.places.kind("num") if draft.tokens[one].unit in ("cm", "mm")]
    latest = latest_of(draft, sorted({*named, *numbers, *many_at(draft)}))
    if any(_named_size(draft, place) for place in named if place in latest):
        return
    measured = [one for one in draft.places.kind("num") if one in latest or one not in numbers]
    sizes = [size for place in measured if (size := _size(draft, place)) is not None]
    sizes = _latest_sizes(draft, sizes)
    if sizes and "largest_tumour" not in draft.facts:
        _, place, unit = max(sizes, key=lambda one: (one[0], -one[1]))
        draft.measure("largest_tumour", draft.tokens[place], place, _product_end(draft, place), unit=unit)


_NOW = frozenset(("now", "currently", "presently", "at present", "today"))
_CHANGED = word_set("tumour_changed")


def _latest_sizes(draft: Draft, sizes: list[tuple[float, int, str]]) -> list[tuple[float, int, str]]:
    """Of sizes told in several sentences those of the last one count where it speaks of a change or a recurrence.

    ``11 cm in January, now 5.2 cm``: what is so now is the last one of a sentence too.
    """
    now = [one for one in sizes if draft.word(one[1] - 1) in _NOW or draft.word(one[1] - 2) in _NOW]
    if now:
        return [one for one in sizes if one[1] >= now[0][1] and not _was(draft, one[1])] or now
    now = [one for one in sizes if draft.word(_product_end(draft, one[1]) + 1) in _NOW]
    past = [one for one in sizes if _was(draft, one[1]) or "baseline" in draft.tokens[one[1]].scope]
    if past and (now or len(past) < len(sizes)):
        return now or [one for one in sizes if one not in past]
    if len({draft.tokens[place].sentence for _, place, _ in sizes}) < 2:
        return sizes
    last = draft.tokens[sizes[-1][1]].sentence
    words = {one.text for one in draft.tokens if one.sentence == last}
    words |= _CHANGED if "new" in words and _gone_before(draft, sizes[0][1], last) else set()
    return [one for one in sizes if draft.tokens[one[1]].sentence == last] if words & _CHANGED else sizes


def _gone_before(draft: Draft, place: int, sentence: int) -> bool:
    """``3.4 cm, ablated, complete response. A new 2.6 cm lesion``: the tumour at a place was gone before."""
    told = [one for one in draft.tokens[place + 1 :] if one.sentence < sentence and not one.scope & {"plan", "neg"}]
    return any(takes_away(one) or option_of(one) == "CR" for one in told)


_WAS = frozenset(("was", "were", "been"))
_WHEN = frozenset(("in", "before", "at", "on", "last", "earlier", "previously", "pre", "prior", "back"))


def _was(draft: Draft, place: int) -> bool:
    """``it was 5.1 cm in August``, ``was 62 mm in spring``: the size of before, told with its time."""
    behind = draft.at(_product_end(draft, place) + 1)
    if draft.word(place - 1) == "was" and draft.word(place - 2) in (",", "("):
        return True
    if draft.word(place - 1) not in _WAS or behind is None:
        return False
    if _then_now(draft, place):
        return True
    return behind.kind == "date" or behind.text in _WHEN or behind.cue("baseline")


def _then_now(draft: Draft, place: int) -> bool:
    """``was 74 mm, is now 51 mm``: the size of today stands behind it."""
    return draft.word(place + 1) == "," and any(draft.word(one) in _NOW for one in range(place + 2, place + 5))


def _most(draft: Draft, place: int) -> bool:
    """``5 lesions max 6.2``, ``two lesions in one lobe, max 4.1``: the most of what was counted."""
    after = draft.at(place + 1)
    if draft.word(place) != "max" or after is None or after.kind != "num":
        return False
    for step in range(place - 1, max(-1, place - 10), -1):
        word = draft.word(step)
        if word in NOUNS:
            return True
        if place - step > 3 and word not in _WHERE:
            return False
    return False


_WHERE = frozenset(
    (
        ",", ";", "(", ")", "in", "both", "one", "the", "right", "left", "lobe", "lobes", "bilobar", "unilobar", "all",
        "of", "them", "and",
    )
)  # fmt: skip
"""Words that may stand between what was counted and the most of it."""


def _named_size(draft: Draft, place: int) -> bool:
    """``largest 4.5 cm``, ``max 62``: True where the name settles the matter."""
    token = draft.tokens[place]
    named = token.names("largest_tumour") or _most(draft, place)
    if not named or token.used or draft.barred(place) or "elsewhere" in token.scope:
        return False
    thing = draft.at(place + 1)
    is_pronoun = thing is not None and thing.text == "one" and not thing.unit
    found = forward(draft, place + 2 if is_pronoun else place + 1)
    if found is None or "elsewhere" in draft.tokens[found.place].scope or segment_number(draft, found.place):
        return False  # ``6 cm dominant lesion S7 with satellites``: where it lies
    if draft.word(found.place - 1) in _WAS and _then_now(draft, found.place):
        return False
    if of_others(draft, place):
        draft.use(range(place, found.last + 1))
        return False
    number = draft.tokens[found.place]
    unit = number.unit or _unit_of_product(draft, found.place)
    last = max(found.last, _product_end(draft, found.place))
    return draft.measure("largest_tumour", number, place, last, unit=unit) or unit is None


def _size(draft: Draft, place: int) -> tuple[float, int, str] | None:
    """A size of a tumour in cm with its place and unit; None for other numbers and for sizes of before."""
    token = draft.tokens[place]
    if token.used or token.number is None or draft.barred(place):
        return None
    if token.scope & {"elsewhere", "decoy"} or segment_number(draft, place):
        return None  # ``portal vein diameter 14 mm``
    if draft.word(place - 1).split(" ")[-1].startswith(("thromb", "clot", "pvt")):
        return None  # ``LPV tumour thrombus 2 cm``
    unit = token.unit if token.unit in ("cm", "mm") else _unit_of_product(draft, place)
    if unit is None or not of_tumour(draft, place) or was_removed(draft, place):
        return None
    if token.text.startswith(("up to", "maximum")):
        token.number = replace(token.number, sign="")
    token.number = largest_of(draft, token.number)
    draft.use(range(place, _product_end(draft, place) + 1))
    return None if _older(draft, place) else (token.number.value * (0.1 if unit == "mm" else 1.0), place, unit)


def _older(draft: Draft, place: int) -> bool:
    """``shrunk from 8 to 4.5 cm``: the size behind ``from`` is gone; so is one of the beginning."""
    segment = draft.tokens[place].segment
    near = [one.text for one in draft.tokens[max(0, place - 14) : place] if one.segment == segment]
    if "initially" in near or "originally" in near:
        return not any(draft.word(one) in ("now", "currently") for one in range(max(0, place - 6), place))
    after = draft.at(_product_end(draft, place) + 2)
    if draft.word(_product_end(draft, place) + 1) == "->" and after is not None and after.kind == "num":
        return True
    if draft.word(place - 1) in ("previously", "prev", "formerly", "prior", "before", "baseline", "initial") or (
        draft.word(place - 1) == "was" and draft.word(place - 2) == "("
    ):
        return True
    after = draft.at(place + 2)
    if draft.word(place + 1) == "->" and after is not None and _unit_of_product(draft, place + 2) is not None:
        return True
    return draft.word(place - 1) in ("from", "was") and any(
        draft.word(one) in ("to", "->", "now") for one in range(place + 1, place + 4)
    )


def _unit_of_product(draft: Draft, place: int) -> str | None:
    """``4.5 x 3.2 cm``: the unit stands behind the last factor; ``2.1 and 3.4 cm`` too."""
    step = place
    for _ in range(8):
        token = draft.at(step)
        if token is not None and token.unit in ("cm", "mm"):
            return token.unit
        if draft.word(step + 1) not in ("x", "*", "by", "and", ",", "to", "->", "/", "&", "+"):
            return None
        after = draft.at(step + 2)
        if after is None or after.kind != "num":
            return None
        step += 2
    return None


def _product_end(draft: Draft, place: int) -> int:
    step = place
    while (
        draft.word(step + 1) in ("x", "*", "by")
        and (draft.at(step + 2) or draft.tokens[place]).kind == "num"
        and step + 2 < len(draft.tokens)
    ):
        step += 2
    return step
