"""Metastases, by site or as a whole."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.exceptions import excepted
from bot.nlu.scope.gone import none_now, over_now
from bot.nlu.scope.polarity import polarity
from bot.nlu.text.telling import Gated
from bot.nlu.tumour.head_images import ELSE_SITES, of_brain
from bot.nlu.tumour.thrombus import segment_text

_LOCAL_SPREAD = {"intrahepatic", "satellite"}


_SITES = word_set("tumour_sites")


def read_spread(draft: Draft) -> None:
    """Read metastases, those of the brain first.

    Of one site that is free the others are open; ``no lung, bone or nodal metastasis`` speaks of all.
    """
    _tnm(draft)
    free: set[tuple[str, int]] = set()
    for place in draft.places.naming("cns_metastasis", "extrahepatic_metastasis"):
        token = draft.tokens[place]
        if token.used:
            continue
        if token.names("cns_metastasis"):
            _brain(draft, place)
        elif token.names("extrahepatic_metastasis"):
            free |= {(site, place) for site in _metastasis(draft, place)}
    asked = any(one.fact == "extrahepatic_metastasis" for one in draft.queries)
    if len({site for site, _ in free}) > 1 and not asked and "extrahepatic_metastasis" not in draft.facts:
        last = max(place for _, place in free)
        draft.record("extrahepatic_metastasis", False, last, last)


_LISTS = frozenset([",", "/", "or", "and", "nor", "&", "any", "no", "lymph", ":", "-"])


def _sites_before(draft: Draft, place: int) -> set[str]:
    """The sites of a list right before a denied metastasis, those of the brain apart."""
    found: set[str] = set()
    for step in range(place - 1, max(-1, place - 16), -1):
        words = draft.word(step).split(" ")
        if _SITES.intersection(words):
            found |= {one[:4] for one in words if one in ELSE_SITES}
        elif draft.word(step) not in _LISTS:
            break
    return found


_TNM = Gated(r"\bt[0-4x][a-d]?\s*,?\s*n(?P<n>[0-3x])[a-c]?\s*,?\s*m(?P<m>[01x])[ab]?\b")


def _tnm(draft: Draft) -> None:
    """``T3aN1M0``: nodes or distant spread; only N0 M0 says that there is neither."""
    for match in _TNM.finditer(draft.text.low):
        first, last = draft.place_at(match.start()), draft.place_at(match.end() - 1)
        if polarity(draft, first)[0] != "yes":
            continue
        if match["n"] in "123" or match["m"] == "1":
            draft.record("extrahepatic_metastasis", True, first, last)
        elif match["n"] == match["m"] == "0":
            draft.record("extrahepatic_metastasis", False, first, last)


def _brain(draft: Draft, place: int) -> None:
    said, last = polarity(draft, place)
    phrase = draft.tokens[place].phrase
    if said == "unsure":
        draft.ask("cns_metastasis", "uncertain", place, last)
    elif said == "yes" and over_now(draft, place):
        for fact in ("cns_metastasis", *(["extrahepatic_metastasis"] if "met" in phrase else [])):
            draft.ask(fact, "uncertain", place, last)  # what is gone was known once, and a trial may ask for that
    elif said == "no" and excepted(draft, "cns_metastasis", place, last):
        return
    elif said in ("yes", "no"):
        draft.record("cns_metastasis", said == "yes", place, last)
        if said == "yes" and "met" in phrase:
            draft.record("extrahepatic_metastasis", True, place, last)


def _metastasis(draft: Draft, place: int) -> set[str]:
    """Record what is said of metastases; gives the sites that are told to be free of them."""
    after_it = draft.at(place + 1)
    if draft.word(place) == "metastatic" and after_it is not None and after_it.sense("cancer"):
        return set()
    if _of_another_cancer(draft, place) or _own(draft, place):
        draft.use([place])
        return set()
    before = _words_before(draft, place)
    behind = [one for one in draft.tokens[place + 1 : place + 4] if one.sentence == draft.tokens[place].sentence]
    after = [one.text for one in behind]
    if any(word in _LOCAL_SPREAD for word in before):
        return set()
    said, last = polarity(draft, place)
    whole = {"distant", "extrahepatic"} & set(before) or any(
        word in ("distant", "extrahepatic", "outside") for word in draft.word(place).split()
    )
    site = (not whole and any(word in _SITES for word in (*before, *draft.tokens[place].phrase.split()))) or (
        after[:1] in (["to"], ["in"]) and any(word in _SITES for word in after)
    )
    brain = of_brain(draft, place)
    if said == "unsure":
        draft.ask("cns_metastasis" if brain else "extrahepatic_metastasis", "uncertain", place, last)
    elif said == "yes":
        if site and over_now(draft, place) and not none_now(draft, place):
            draft.ask("extrahepatic_metastasis", "uncertain", place, last)  # of other sites nothing is said
            return set()
        there = not over_now(draft, place)
        draft.record("extrahepatic_metastasis", there, place, last)
        if brain or {"brain", "cerebral", "cns"} & set(before + after):
            draft.record("cns_metastasis", there, place, last)
    elif said == "no" and not excepted(draft, "cns_metastasis" if brain else "extrahepatic_metastasis", place, last):
        return _denied(draft, place, last, bool(site))
    return set()


_JOINTS = frozenset(["/", "or", "nor", "and", "&", "and/or"])


def _words_before(draft: Draft, place: int) -> list[str]:
    """The words that go with a metastasis; ``no nodes, no mets``, ``no LN/mets``: what is joined is another item."""
    if draft.word(place - 1) in _JOINTS:
        return []
    segment = draft.tokens[place].segment
    return [one.text for one in draft.tokens[max(0, place - 3) : place] if one.segment == segment]


def _denied(draft: Draft, place: int, last: int, site: bool) -> set[str]:
    """``no mets``, ``no brain mets``: one site that is free says nothing of the others."""
    sites = {*_sites_before(draft, place), *(one[:4] for one in draft.word(place).split(" ") if one in ELSE_SITES)}
    if of_brain(draft, place) or (
        "brain" in re.findall(r"[a-z]+", segment_text(draft, place)) and not _brain_apart(draft, place)
    ):
        draft.record("cns_metastasis", False, place, last)
    elif site and _listed(draft, place):
        draft.ask("extrahepatic_metastasis", "two_readings", place, last, ("yes", "no"))
    elif not site and not _others(draft, place):
        if any(draft.tokens[one].cue("now") for one in range(max(0, place - 3), place)):
            draft.facts.pop("extrahepatic_metastasis", None)
        draft.record("extrahepatic_metastasis", False, place, last)
    return sites if site else set()


def _brain_apart(draft: Draft, place: int) -> bool:
    """``no EHS and no brain mets``: the brain has a denial of its own behind."""
    token = draft.tokens[place]
    brain = [one for one in draft.tokens if one.segment == token.segment and "brain" in one.text]
    return bool(brain) and all(one.start > token.start and one.negator > token.start for one in brain)


_OTHER = frozenset(["other", "further", "additional", "more"])
"""``bone met L2, no other EHD``: what is denied leaves what was told."""


def _others(draft: Draft, place: int) -> bool:
    """Tell whether a denial speaks of others than the metastasis that is told elsewhere."""
    if _OTHER.isdisjoint((draft.word(place - 1), draft.word(place - 2), *draft.word(place).split())):
        return False
    return any(one.names("extrahepatic_metastasis") and "neg" not in one.scope for one in draft.tokens)


def _own(draft: Draft, place: int) -> bool:
    """``liver mets of the HCC``: spread within the liver."""
    if draft.word(place - 1) not in ("liver", "hepatic"):
        return False
    behind = draft.tokens[place + 1 : place + 6]
    own = any(one.id == "hepatocellular carcinoma" for token in behind for one in token.senses("note"))
    return own and draft.word(place + 1) in ("of", "from")


def _of_another_cancer(draft: Draft, place: int) -> bool:
    """``colon cancer with liver mets resected 2012``: another tumour's."""
    segment = draft.tokens[place].segment
    for step in range(place - 1, max(-1, place - 9), -1):
        token = draft.tokens[step]
        if token.segment != segment or any(one.id == "hepatocellular carcinoma" for one in token.senses("note")):
            return False
        if token.sense("cancer"):
            return any(draft.word(one) in ("with", "and") for one in range(step + 1, place))
    return False


def _listed(draft: Draft, place: int) -> bool:
    """``no HV invasion, adrenal met``: the denial before the comma may reach to the site or not."""
    token = draft.tokens[place]
    denied = next((one for one in draft.tokens if one.start == token.negator), token)
    return denied.segment != token.segment and draft.word(place - 1) == ","


_AROUND_SITES = {"in", "the", "to", "and", "both", "left", "right", "also", "yes", "a", "few", ",", "&", "."}


def answer_site(draft: Draft) -> bool:
    """``lungs``, ``yes, bones and nodes`` where spread was asked for: True where it was read."""
    words = [token.text for token in draft.tokens]
    sites = _SITES.intersection(words) - {"liver"}
    if not sites or not sites.union(_AROUND_SITES).issuperset(words):
        return False
    draft.record("extrahepatic_metastasis", True, 0, len(words) - 1)
    if "brain" in sites:
        draft.record("cns_metastasis", True, 0, len(words) - 1)
    return True
