"""Who speaks for the patient: ``my husband had a stroke, he's the patient, I'm just ringing for him``.

Where the one who speaks says so, the relative who is spoken for is the patient, and no relative of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.text.rewriting import Change
from bot.nlu.text.telling import Gated

_HE = r"husband|father|dad|daddy|brother|son|grandfather|grandad|uncle"
_SHE = r"wife|missus|mother|mum|mam|mom|mammy|mummy|sister|daughter|granny|gran|nan|nana|grandmother|aunt|auntie"
_ONE = rf"(?:my|the|me|our) (?P<{{0}}>{_HE}|{_SHE})"
_FOR = Gated(
    r"(?:^|[,.;] ?|\band )(?:so )?(?:(?:hello|hi|yes)[,.]? )?(?:i'?m|i am|this is|it's|just)? ?(?:only |just )?"
    r"(?:ringing|calling|phoning|speaking|answering|talking|asking|on the phone|on the line|here|"
    r"i (?:speak|answer|talk|ring|call))"
    rf" (?:for|about|on behalf of|instead of|regarding) {_ONE.format('one')}(?!'s)\b"
    r"(?:[,.;:]| who (?:is the patient|is sick))*(?:,? (?:he|she)\b)?"
)
"""``I'm calling about my father.``"""
_PATIENT = Gated(
    rf"(?:^|[,.;]? ?)(?:(?:and|but) )?(?:it's |it is )?(?:(?P<who>he|she)|{_ONE.format('named')})(?:'s| is) the "
    r"(?:patient|one (?:with the (?:liver )?"
    r"(?:cancer|tumour)|you(?:'re| are) (?:asking|ringing|calling) about|in question))\b"
    r"(?:[,;]? (?:and )?(?:i'?m|i am) (?:only |just )?(?:ringing|calling|phoning|speaking|answering|talking|here) for "
    r"(?:him|her))?(?:,? (?:and )?(?:he|she)\b)?"
)
"""``he's the patient, I'm just ringing for him``."""
_WHOSE = Gated(rf"\b{_ONE.format('one')}\b(?! ?-in-law)")
_LONGEST = 400


def proxies(low: str) -> Iterator[Change]:
    """Give what makes the relative who is spoken for the patient: ``he`` in place of ``my husband``."""
    if len(low) > _LONGEST:
        return
    said = list(_FOR.finditer(low)) or list(_PATIENT.finditer(low))
    one = _spoken_for(low, said[0]) if len(said) == 1 else None
    if one is None:
        return
    pronoun = "he" if one in _HE.split("|") else "she"
    yield Change(*said[0].span(), f"{pronoun} " if said[0].start() == 0 else ".")
    for match in _WHOSE.finditer(low):
        if match["one"] == one and not said[0].start() <= match.start() < said[0].end():
            owned = low.startswith("'s ", match.end()) and not low.startswith(_VERBS, match.end() + 3)
            end = match.end() + (2 if owned else 0)
            yield Change(match.start(), end, {"he": "his", "she": "her"}[pronoun] if owned else pronoun)


_VERBS = ("been ", "had ", "got ", "on ", "in ", "not ", "never ", "a ", "the ", "very ", "taking ", "still ")
"""``my husband's on warfarin``: no possessive."""


def as_told(low: str) -> str:
    """Give a text with those changes made."""
    for one in sorted(proxies(low), key=lambda one: -one.start):
        low = low[: one.start] + one.wording + low[one.end :]
    return low


def _spoken_for(low: str, said: re.Match[str]) -> str | None:
    """Tell which relative is the patient."""
    groups = said.groupdict()
    if groups.get("one") or groups.get("named"):
        return str(groups.get("one") or groups["named"])
    who = _HE if groups["who"] == "he" else _SHE
    found = {match["one"] for match in _WHOSE.finditer(low) if match["one"] in who.split("|")}
    return found.pop() if len(found) == 1 else None
