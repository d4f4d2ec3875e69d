"""What a verb behind a list of treatments says of all of them: ``TACE, HAIC and SIRT were refused``."""

from __future__ import annotations

from bot.nlu.lexicon.tokens import Token

_JOINTS = ("and", "or", "nor", "&")
_PASSING = frozenset(
    (
        "a",
        "an",
        "the",
        "further",
        "another",
        "both",
        "either",
        "neither",
        "then",
        "also",
        "later",
        "subsequently",
        "eventually",
        ",",
    )
)
KEEPS = frozenset(
    ("continue", "continues", "cont", "carry on", "stay on", "stays on", "remain on", "remains on", "keep on")
)
"""``Plan: continue lenvatinib``: what is planned is what is given already."""
_CHOICES = frozenset(("or", "vs", "versus", "and", "either", "such", "as", "like", "plus", "with", "+", "/", "&"))


def appositive(part: list[Token]) -> bool:
    """``systemic therapy, lenvatinib vs atezo/bev``: the treatments that a plan is about, and nothing said of them."""
    return any(one.treats for one in part) and all(
        one.treats or one.text in _CHOICES or one.kind == "punct" for one in part
    )


def said_of_all(cue: str, start: int, parts: list[list[Token]], place: int) -> None:
    """Write a plan or a refusal into the items before its own one, where that ends a list with ``and``."""
    part = parts[place]
    if not _ends_list(part[:start]):
        return
    for before in reversed(parts[:place]):
        if before[0].sentence != part[0].sentence or not _item(before):
            return
        for one in before:
            one.scope.add(cue)


def _ends_list(subject: list[Token]) -> bool:
    """``HAIC and SIRT``, ``and SIRT``: treatments with a joint, before the verb that is said of them."""
    joined = any(one.text in _JOINTS for one in subject)
    return joined and _item(
        [one for one in subject if one.text not in ("were", "was", "are", "is", "have", "has", "been")]
    )


def _item(part: list[Token]) -> bool:
    """An item that names treatments and says nothing of them."""
    return any(one.treats for one in part) and all(
        one.treats or one.names("transplant") or one.text in _JOINTS or one.text in _PASSING for one in part
    )
