"""Whose size a number is: the tumour's, or that of something else in the sentence."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.tumour.counts_of_nouns import ELSEWHERE, NOUNS
from bot.nlu.tumour.head_images import of_brain
from bot.nlu.tumour.lirads import of_hcc

_OTHERS = ELSEWHERE | {"metastases", "metastasis", "mets", "met", "polyp", "polyps", "lymph nodes", "lymph node"}


def of_others(draft: Draft, place: int) -> bool:
    """``3 enlarged nodes, largest 2.2 cm``: the largest of what was named last, which is no tumour of the liver."""
    sentence = draft.tokens[place].sentence
    if _of_liver(draft, place):
        return False
    if any(one.text == "liver" and one.sentence == sentence for one in draft.tokens[place + 1 : place + 7]):
        return False
    for step in range(place - 1, max(-1, place - 9), -1):
        token = draft.tokens[step]
        if token.sentence != sentence or token.text == "liver":
            return False
        if token.text in NOUNS and not draft.word(step + 1).startswith("thromb"):
            return any(one.text in ELSEWHERE for one in draft.tokens[max(0, step - 2) : step])
        if token.cue("neg", "post_neg") or token.text in ("-", "0") or _other_matter(draft, step, place):
            return False
        if token.text in _OTHERS or token.text.split(" ")[-1] in _OTHERS:
            return "neg" not in token.scope and not (
                not _NO_NODULE.isdisjoint(token.text.split(" ")) and _lesion(draft, place)
            )
    return False


_OF_TUMOUR = frozenset(
    ("tumour_count", "largest_tumour", "extrahepatic_metastasis", "cns_metastasis", "measurable_disease")
)


def _other_matter(draft: Draft, step: int, place: int) -> bool:
    """``bone metastases, bilirubin 41, biggest 8 cm``: a list that has gone on to other things left the organ."""
    token = draft.tokens[step]
    if token.segment == draft.tokens[place].segment:
        return False
    return any(one.id not in _OF_TUMOUR for one in token.senses("name"))


_LIVER = frozenset(
    ("hcc", "hccs", "hepatoma", "tumour", "tumor", "tumours", "tumors", "liver", "hepatic", "segment", "seg", "lobe")
)
_MARKS = frozenset(("index", "dominant", "biggest", "main", "bigger"))


def _of_liver(draft: Draft, place: int) -> bool:
    """``brain mets: yes, HCC 6.3 cm``, ``renal cyst 4 cm, 5 cm mass in segment 8``: the part itself names the liver's.

    A part is what commas and marks set apart; nothing of another organ stands in it.
    """
    token = draft.tokens[place]
    own = [one for one in draft.tokens[max(0, place - 10) : place + 9] if one.segment == token.segment]
    words = {word for one in own for word in one.text.split(" ")}
    if words & _OTHERS or words & _FAR:
        return False
    return bool(words & _LIVER) or (bool(words & NOUNS) and bool(words & _MARKS))


_FAR = frozenset(("brain", "head", "cranial", "metastatic", "spine", "rib", "pelvis", "hilum", "porta"))


_NO_NODULE = frozenset(("ascites", "portal"))


def _lesion(draft: Draft, place: int) -> bool:
    """``mild ascites, largest lesion 5.2 cm``: told of what no fluid is."""
    return not NOUNS.isdisjoint((*draft.word(place).split(" "), draft.word(place + 1)))


_JOINS = ("with", ")", "and", "ascites")
_COUNTS = ("unifocal", "uninodular", "solitary", "single", "multifocal", "multinodular")
_SEGMENTS = ("s", "seg", "segment", "segments", "sg", "segs")


def segment_number(draft: Draft, place: int) -> bool:
    """``segments 5, 6 and 7, 11 cm``: the numbers of the liver's segments are no sizes."""
    step = place - 1
    number = draft.tokens[place].number
    if draft.tokens[place].unit is not None or (number is not None and number.value != int(number.value)):
        return False
    while place - step < 12 and (
        draft.word(step) in ("and", ",", "&", "/", "-", "+", "or")
        or (step >= 0 and draft.tokens[step].kind == "num" and draft.tokens[step].unit is None)
    ):
        step -= 1
    return draft.word(step) in _SEGMENTS


def _of_other_organ(draft: Draft, place: int) -> bool:
    """``2 pulmonary nodules 9 and 6 mm, increased from 5 mm``: what was named last in the sentence is no liver's."""
    behind = [draft.word(one) for one in range(place + 1, place + 4)]
    if (NOUNS.intersection(behind) and not ELSEWHERE.intersection(behind)) or _of_liver(draft, place):
        return False
    for step in range(place - 1, max(-1, place - 16), -1):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[place].sentence or token.text == "liver" or token.names("largest_tumour"):
            return False
        if _other_matter(draft, step, place):
            return False
        words = token.text.split(" ")
        if token.text in _COUNTS and token.segment == draft.tokens[place].segment:
            return False
        if _OTHERS.intersection((token.text, words[-1])):
            return "neg" not in token.scope
        if token.text in NOUNS:
            near = {word for one in draft.tokens[max(0, step - 2) : step] for word in one.text.split(" ")}
            return bool(ELSEWHERE & (near | set(words)))
    return False


_PARTS = ("a", "b", ",", ":", "=", "-")


def _beside_segment(draft: Draft, place: int) -> bool:
    """``2 foci (S4b 21 mm; S7 35 mm)``: right beside a segment of the liver, where no other organ was named before."""
    step = place - 1
    while place - step < 4 and draft.word(step) in _PARTS:
        step -= 1
    if not (_numbered(draft, step) and draft.word(step - 1) in _SEGMENTS):
        step = place + 2 if draft.word(place + 1) in ("in", "(", "at") else place + 1
        if not (_numbered(draft, step + 1) and draft.word(step) in _SEGMENTS):
            return False
    words = {word for one in draft.tokens[max(0, place - 30) : place] for word in one.text.split(" ")}
    return not words & (_OTHERS | _FAR)


def _numbered(draft: Draft, place: int) -> bool:
    """Tell whether a number without a unit stands at a place."""
    token = draft.at(place)
    return token is not None and token.kind == "num" and not token.unit


_APART = frozenset(("and", "&", "+", "/", "-", "–"))


def _counted_apart(own: list[Token], start: int) -> bool:
    """``no ascites and single 6.2 cm lesion``: between two joints nothing but the tumour is told."""
    first = max((at + 1 for at, one in enumerate(own) if one.text in _APART and one.start < start), default=0)
    last = next((at for at, one in enumerate(own) if one.text in _APART and one.start > start), len(own))
    item = own[first:last]
    return first > 0 and any(one.text in NOUNS for one in item) and not any(one.text in ELSEWHERE for one in item)


def of_tumour(draft: Draft, place: int) -> bool:
    """Tell whether a size belongs to the tumour: its segment (or the one before) speaks of one, no other organ."""
    if draft.word(place - 1) in ("x", "*", "by") and draft.tokens[place - 1].used:
        return False
    segment, sentence = draft.tokens[place].segment, draft.tokens[place].sentence
    near = [one for one in draft.tokens[max(0, place - 12) : place + 9] if one.sentence == sentence]
    own = [one for one in near if one.segment == segment]
    after = draft.tokens[place].start
    joint = next((at for at, it in enumerate(own) if it.start > after and (it.text in _JOINS or it.cue("neg"))), None)
    if joint is not None and any(one.text in NOUNS for one in own[:joint]):
        own = own[:joint]
    if all(one.kind in ("num", "punct") or one.text in ("x", "by") for one in own):
        start = place
        while start > 0 and (draft.tokens[start - 1].kind == "num" or draft.word(start - 1) in (",", "and", "x", "by")):
            start -= 1
        near = draft.tokens[max(0, start - 11) : place + 1]
    if (any(one.text in ELSEWHERE for one in own) and not _counted_apart(own, after)) or _of_other_organ(draft, place):
        return False
    if not _of_liver(draft, place) and of_brain(draft, place):
        return False
    graded = of_hcc(draft, place)
    if graded is not None:
        return graded
    return _beside_segment(draft, place) or any(
        one.text in NOUNS
        or one.names("largest_tumour")
        or one.names("tumour_count")
        or one.text
        in (
            "size",
            "sized",
            "target lesion",
            "target lesions",
            "index lesion",
            "multifocal",
            "solitary",
            "single",
            "segment",
            "segments",
            "seg",
            "segs",
            "lobe",
            "multinodular",
            "uninodular",
            "unifocal",
        )
        for one in near
    )
