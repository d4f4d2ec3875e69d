"""What a microscope saw: a report of a specimen tells what the tumour is, not how it lies in the liver today.

``Histology: 4.2 cm HCC, no vascular invasion, margins 8 mm`` measures what was taken out, and speaks of small vessels.
A sentence is of a specimen where a word for one leads it and all else that it names can be said of one; the sentences
behind go on with it as long as that is so.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_LEADS = word_set("microscope_leads")
_CORES = frozenset(("biopsy", "biopsies", "core", "cores", "fna", "fnac", "cytology"))
_SHOWS = word_set("microscope_shows")
_SAID = frozenset(
    (
        "largest_tumour", "tumour_count", "portal_vein_thrombus", "hepatic_vein_invasion", "hcc_diagnosis",
        "tissue_sample",
    )
)  # fmt: skip
"""What can be told of a specimen."""
_VESSELS = frozenset(("portal_vein_thrombus", "hepatic_vein_invasion"))
_SEEN_OTHERWISE = word_set("microscope_seen_otherwise")
_LOOKED_AT = frozenset(("sampled", "examined", "submitted", "received"))
_HEAD = 8
_KEPT_THERE = (["department"], ["dept"], ["institute"], ["laboratory"], ["lab"], ["archive"], ["unit"], ["team"])
_PLACES = frozenset(("segment", "segments", "seg", "lobe", "lobes", "liver"))


def mark_reports_of_tissue(tokens: Sequence[Token]) -> None:
    """Leave sizes, numbers and vessels of specimens out of what is read of the liver; mark their sentences."""
    within, cores, first = False, False, 0
    while first < len(tokens):
        last = first
        while last < len(tokens) and tokens[last].sentence == tokens[first].sentence:
            last += 1
        sentence = tokens[first:last]
        lead = _lead(sentence, first == 0 or tokens[first - 1].text == "\n")
        within = (lead is not None or within) and _of_specimen(sentence)
        if within:
            cores = any(one.text in _CORES for one in sentence) if lead is not None else cores
            for place, token in enumerate(sentence[lead or 0 :], first + (lead or 0)):
                _leave(token, not cores)
                if token.text == "tissue" and place and tokens[place - 1].text in _LOOKED_AT:
                    token.used = True
        first = last


def _lead(sentence: Sequence[Token], opens: bool) -> int | None:
    """The place of the word that leads a sentence of a specimen: what it shows follows, or it heads a report."""
    for place, token in enumerate(sentence):
        words = token.text.split(" ")
        if words[-1] not in _LEADS or "neg" in token.scope:
            continue
        behind = [one.text for one in sentence[place + 1 : place + 9] if one.segment == token.segment]
        if behind[:1] in _KEPT_THERE:
            continue  # ``retained in our pathology department``
        if not {"proven", "yes"}.isdisjoint(behind[:2]):
            continue
        shown = next((at for at, word in enumerate(behind) if word in _SHOWS), None)
        if shown is not None or (opens and place < _HEAD and token.text in _LEADS and len(behind) < _HEAD):
            return place + 1 + (shown or 0)
    return None


def _of_specimen(sentence: Sequence[Token]) -> bool:
    """Tell whether all that a sentence names can be said of a specimen; ``There are two in segment 4`` is of now."""
    opens = [one.text for one in sentence[:2]] in (["there", "is"], ["there", "are"])
    if opens and any(not _PLACES.isdisjoint(one.text.split(" ")) for one in sentence[2:]):
        return False
    for token in sentence:
        if token.text in _SEEN_OTHERWISE or token.senses("agent") or token.senses("cancer"):
            return False
        if any(one.id not in _SAID for one in (*token.senses("name"), *token.senses("option"))):
            return False
        if any(not _SAID.issuperset(one.value["facts"]) for one in token.senses("means")):
            return False  # ``HCC on biopsy and on warfarin``
    return True


def _leave(token: Token, taken_out: bool) -> None:
    """Take nothing of the liver as it is now from a word of a specimen."""
    token.scope.add("specimen")
    if taken_out:
        token.scope.add("elsewhere")
    told = {one.id for one in token.senses("name")}.union(*(one.value["negated"] for one in token.senses("means")))
    if told & _VESSELS and "inva" in token.text and "portal" not in token.text and "hepatic" not in token.text:
        token.used = True
