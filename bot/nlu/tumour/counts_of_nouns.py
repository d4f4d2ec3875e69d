"""The number that stands around a word for a tumour: ``3 lesions``, ``tumours: 4``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.tumour.listed_sizes import listed, plural, sizes_behind
from bot.nlu.tumour.more_than import more_than

NOUNS = word_set("tumour_nouns")
ELSEWHERE = word_set("tumour_elsewhere")
MANY = {
    "multifocal": ">1",
    "multinodular": ">1",
    "multiple": ">1",
    "several": ">1",
    "numerous": ">1",
    "innumerable": ">1",
    "solitary": 1,
    "lone": 1,
    "single": 1,
    "unifocal": 1,
    "uninodular": 1,
}
NO_TUMOUR = frozenset(["regenerative", "dysplastic", "cirrhotic", "siderotic", "benign", "cystic"])
"""Nodules that are no HCC."""
_OTHERS = (
    "target",
    "measurable",
    "new",
    "further",
    "additional",
    "satellite",
    "daughter",
    "stage",
    "treated",
)


def of_noun(draft: Draft, place: int) -> None:
    """The number that stands around a word for a tumour."""
    if _in_number(draft, place) or (plural(draft.word(place)) and not _counted(draft) and more_than(draft, place)):
        return
    if "tumour_count" not in draft.facts and (count := listed(draft, place)):
        draft.record("tumour_count", count, place, place)
        return
    before = draft.at(place - 1)
    if "tumour_count" not in draft.facts and not (before is not None and before.kind == "num"):
        count = sizes_behind(draft, place)
        if count:
            draft.record("tumour_count", count, place, place)
            return
    _both(draft, place)
    _count_before(draft, place)
    _count_behind(draft, place)


def _counted(draft: Draft) -> bool:
    """Tell whether a number was told; ``multifocal`` still leaves room for one."""
    return draft.facts.get("tumour_count") not in (None, ">1")


def _count_before(draft: Draft, place: int) -> None:
    """``3 lesions``, ``two small nodules``, ``single 4.5 cm tumour``."""
    near = [place - 1] if (draft.at(place - 1) or draft.tokens[place]).kind == "num" else [place - 1, place - 2]
    if _counted(draft) or any(draft.word(one) in ELSEWHERE for one in near) or _in_other_organ(draft, place):
        return
    for step in range(place - 1, max(-1, place - 6), -1):
        token = draft.tokens[step]
        if token.segment != draft.tokens[place].segment:
            return
        if (
            (token.text in _OTHERS and not _come_since(draft, step))
            or token.text in NO_TUMOUR
            or token.names("measurable_disease")
        ):
            return
        if token.text in MANY:
            elsewhere = draft.word(step - 1) == ":" and draft.word(step - 2) in ELSEWHERE
            if "tumour_count" not in draft.facts and not elsewhere:
                draft.record("tumour_count", MANY[token.text], step, step)
            return
        if token.kind == "num" and token.unit in ("cm", "mm"):
            continue
        if token.kind == "num":
            _take_number(draft, step, place)
            return
        if token.clinical and token.text not in NOUNS and not token.text.startswith(("lr", "li-rads")):
            return


_NOT_HAD = frozenset(("plan", "refuse", "neg", "hypothesis", "relative", "question", "uncertain"))


def _come_since(draft: Draft, place: int) -> bool:
    """``resection in 2024. He developed three new nodules``: all that there are."""
    if draft.word(place) != "new":
        return False
    return any(
        {"resection", "transplant"}.intersection(sense.id for sense in one.senses("kind"))
        and not one.text.endswith("ed")
        and not one.scope & _NOT_HAD
        for one in draft.tokens[:place]
    )


def _both(draft: Draft, place: int) -> None:
    """``both nodules in the right lobe``: two, where no other number of them is told."""
    if draft.word(place - 1) != "both" or not plural(draft.word(place)) or "tumour_count" in draft.facts:
        return
    told = any(
        draft.word(one) in NOUNS and (draft.at(one - 1) or draft.tokens[one]).kind == "num"
        for one in range(1, len(draft.tokens))
    )
    if not told and draft.word(place - 2) not in ELSEWHERE and not _in_other_organ(draft, place):
        draft.record("tumour_count", 2, place - 1, place)


_ORGANS = word_set("tumour_organs")
_TO_ORGAN = frozenset(
    ("in", "of", "within", "on", "at", "the", "right", "left", "both", "upper", "lower", "middle", "lobe", "thoracic",
     "lumbar", "cervical", "two", "his", "her", "different")
)  # fmt: skip


def _in_other_organ(draft: Draft, place: int) -> bool:
    """``two small nodules in the right lung``: none of the liver's."""
    step = place + 1
    while draft.word(step) in _TO_ORGAN:
        step += 1
    return (step > place + 1 and draft.word(step) in _ORGANS) or _on_bone_scan(draft, place)


def _on_bone_scan(draft: Draft, place: int) -> bool:
    """``bone scan shows 3 lesions``."""
    scans = (one for one in draft.places.text("scan", "scintigraphy", "bone scan") if one < place)
    return any(
        draft.tokens[one].segment == draft.tokens[place].segment
        and "bone" in (draft.word(one - 1), draft.word(one)[:4])
        for one in scans
    )


_ALL_OF_THEM = frozenset(("the", "these", "those", "my", "his", "her", "our"))
"""``one of the tumours``: there are more."""


def _take_number(draft: Draft, step: int, place: int) -> None:
    """``3 lesions``: a whole number before a noun in the plural, or one."""
    token = draft.tokens[step]
    number = token.number
    if draft.word(step - 1) == "x" and step != place - 1:  # ``embolization x1 for tumour bleed``
        return
    if number is None or number.value != int(number.value) or token.unit or token.used or number.value > 100:
        return
    if draft.word(step + 1) == ")":
        return  # ``1) Tumour thrombus``: a point of a list
    if draft.word(step + 1) == "of" and draft.word(step + 2) in _ALL_OF_THEM:
        return
    several = plural(draft.word(place)) or draft.word(place) in ("foci", "hcc") or _there_are(draft, step, place)
    if (several or number.value == 1) and (draft.word(place) != "hcc" or number.spelled):
        added = _added(draft, step)
        if added:
            draft.record("tumour_count", int(number.value) + added, step - 2, place)
        else:
            between = any(one.kind == "num" or one.hit is not None for one in draft.tokens[step + 1 : place])
            draft.measure("tumour_count", token, step, step if between else place)  # ``one 3.4 cm lesion``: a size


_THERE_ARE = frozenset(
    (
        "has",
        "have",
        "is",
        "are",
        "found",
        "present",
        "presents",
        "with",
        "liver",
        "shows",
        "show",
        "see",
        "exist",
        "was",
        "were",
    )
)


def _there_are(draft: Draft, step: int, place: int) -> bool:
    """``there is 2 lesion hepatic``, ``has in liver three lesion``: several in the singular, right "
    "behind their number."""
    return place == step + 1 and draft.word(step - 1) in _THERE_ARE


def _added(draft: Draft, step: int) -> int:
    """``2+1 nodules``: what stands before the plus."""
    before = draft.at(step - 2)
    if draft.word(step - 1) != "+" or before is None or before.number is None or before.unit or before.used:
        return 0
    return before.number.plain if isinstance(before.number.plain, int) else 0


_BESIDE_SIZE = frozenset(("x", "by", "seg", "segment", "s", "in", "of"))


def _sized(draft: Draft, step: int, lone: int) -> bool:
    """``liver mass 14.1 cm single``: only sizes stand between."""
    return all(
        draft.tokens[one].kind in ("num", "punct") or draft.word(one) in _BESIDE_SIZE for one in range(step, lone)
    )


def _in_number(draft: Draft, place: int) -> bool:
    """``lesions in both lobes, 5 in number``: that number counts."""
    for step in range(place + 1, min(place + 14, len(draft.tokens))):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[place].sentence:
            return False
        said = draft.word(step + 1) == "in" and draft.word(step + 2) in ("number", "total", "all")
        if token.kind == "num" and token.number is not None and token.number.plain and not token.unit and said:
            return draft.measure("tumour_count", token, step, step + 2)
    return False


def _count_behind(draft: Draft, place: int) -> None:
    """``tumors 4``, ``lesions: 3``."""
    step = place + 2 if draft.word(place + 1) in (":", "=", "x") else place + 1
    token = draft.at(step)
    if _counted(draft) or token is None:
        return
    lone = next((one for one in range(step, step + 10) if draft.word(one) in ("single", "solitary")), None)
    lone = None if lone is not None and draft.word(lone + 1) in ("session", "sitting", "dose", "fraction") else lone
    if lone is not None and draft.tokens[lone].segment == draft.tokens[place].segment and _sized(draft, step, lone):
        draft.record("tumour_count", 1, lone, lone)
        return
    one = token.number is not None and token.number.plain == 1 and draft.word(step + 1) in (",", ";", "", ".", "\n")
    first = one and not any(token.text in NOUNS and draft.word(at + 1) == "2" for at, token in enumerate(draft.tokens))
    if token.number is None or token.unit or not (plural(draft.word(place)) or first):
        return
    if (
        isinstance(token.number.plain, int)
        and token.number.plain <= 50
        and draft.word(step + 1) not in ("x", "cm", "mm", "by", "/", "and", "*")
    ):
        draft.measure("tumour_count", token, place, step)
