"""What one image shows and another does not: ``PVTT on CT, none on MRI``, ``CT no mets, PET suspicious node``.

Of two images without a day neither is believed: the name gets a question mark, so that it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten

_IMAGE = r"(?:(?:pet-?)?ct|mri?|mrcp|pet|uss?|ultrasound|ceus|doppler|dsa|angio(?:gram|graphy)?)"
_PIECE = r"(?:[^.,;:/()\n]|: ?(?=\w)){0,44}?"
_TWO = re.compile(
    rf"(?:^|(?<=[.;\n] )|(?<=[\n])|(?<=, ))(?P<one>{_PIECE}\b{_IMAGE}\b{_PIECE})"
    r"(?:[,;/] ?| (?=but |while |whereas |though ))"
    rf"(?:but |and |while |whereas |though )?(?P<two>{_PIECE}\b{_IMAGE}\b{_PIECE})(?=\s*(?:$|[.;,)\n]))"
)
_ANY = re.compile(rf"\b{_IMAGE}\b")
"""Seldom in a line twice: looked for before all else."""
_ABSENT = re.compile(r"\b(?:no|none|not|neg(?:ative)?|clear|nothing|without|normal|absent|bland|patent|clean)\b|\(-\)")
_DOUBT = re.compile(
    r"\b(?:susp(?:icious|ected)?|poss(?:ibl[ey])?|equivocal|indeterminate|maybe|questionable|likely|prob(?:abl[ey])?|"
    r"unclear|borderline|query)\b|\?"
)
_THERE = re.compile(
    r"\b(?:yes|pos(?:itive)?|present|seen|shows?|showed|visible|there|one|some|small|trace|mild|vp[1-4]|nodes?|nodules?)\b|"
    r"\(\+\)|\+"
)
_TIMED = re.compile(
    r"\d[./-]\d|\b(?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\bago\b|"
    r"\b(?:before|after|later|now|new|last|latest|earlier|previous(?:ly)?|prior|initial(?:ly)?|repeat|follow-?up|then|since|"
    r"old|first|current(?:ly)?|today|week|month|pending|awaited|booked|planned|ordered|confirm\w*|too|also|both|same)\b"
)
_REGION = re.compile(r"\b(?:head|brain|chest|thora\w+|abdom\w+|pelvi\w+|neck|spine|whole[ -]body)\b")
"""Images of two parts of the body are not at odds."""
_STAGED = re.compile(r"(?<!\?)(?<!poss )(?<!possible )\bvp ?[1-4]\b(?!\?)")
_SHOWN = frozenset(
    ("portal_vein_thrombus", "hepatic_vein_invasion", "extrahepatic_metastasis", "cns_metastasis", "ascites", "stroke",
     "pulmonary_embolism", "measurable_disease", "active_infection", "interstitial_lung_disease")
)  # fmt: skip


class _Seen(NamedTuple):
    """Where a piece names a finding, what it names, and whether it is there, is not, or is doubted."""

    names: list[tuple[int, int, str]]
    verdict: str


def with_images_at_odds(text: Text, named: Named) -> Text:
    """Put a question mark behind what one image shows and another does not."""
    of_two = len({*_ANY.findall(text.low)}) > 1
    changes = apart(_changes(text.low, named)) if of_two else []
    return rewritten(text, changes) if changes else text


def _changes(low: str, named: Named) -> Iterator[Change]:
    for match in _TWO.finditer(low):
        if _TIMED.search(match.group()) or _REGION.search(match.group()):
            continue
        one, two = (_seen(match[part], named) for part in ("one", "two"))
        facts = {fact for *_, fact in one.names}
        if len(facts) != 1 or not facts <= _SHOWN or not {fact for *_, fact in two.names} <= facts:
            continue
        staged = one.verdict == "no" and _STAGED.search(match["two"])  # ``no PVTT on CT, MRI shows Vp2``
        if one.verdict and two.verdict and one.verdict != two.verdict and not staged:
            name = match["one"][slice(*one.names[0][:2])]
            yield Change(*match.span(), f"{name}?")


def _seen(piece: str, named: Named) -> _Seen:
    """Tell what a piece says of the finding that it names, or of the one before."""
    names = list(named(piece))
    if _DOUBT.search(piece):
        return _Seen(names, "doubt")
    if _ABSENT.search(piece):
        return _Seen(names, "no")
    return _Seen(names, "yes" if names or _THERE.search(piece) else "")
