"""All laboratory values taken back at once: ``scrap all labs``, ``the bloods were another patient's, delete them``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated

_LABS = (
    r"(?:labs?|lab values?|lab results?|bloods?|blood (?:values?|results?|tests?|work)|bloodwork|"
    r"laboratory (?:values?|results?))"
)
_ALL = r"(?:(?:all|the|these|those|my|his|her|of|whole|entire|last|previous|set|that|i (?:gave|sent))\s+)*"
_TAKE = (
    r"(?:scrap|forget|delete|remove|ignore|disregard|scratch|drop|cancel|erase|clear|reset|discard|withdraw|strike|bin)"
)
_WHOLE = Gated(
    rf"^\W*(?:(?:please|pls|sorry|oops|can you|could you|no|wait)\W+)*{_TAKE} {_ALL}{_LABS}\b"
    r"(?: (?:please|pls|i (?:gave|sent|typed|entered)(?: you)?|above|again|entirely|completely|(?:they|"
    r"these|those) (?:are|were) "
    r"(?:wrong|from another patient|someone else's|another patient's))|[,;.!-])*\W*$"
)
_WERE = Gated(
    rf"^\W*{_ALL}{_LABS} (?:i (?:gave|sent|typed|entered) )?(?:are|were|is|was) (?:all )?(?:wrong|(?:from |"
    rf"of )?(?:another|the wrong|"
    rf"a different) patient(?:'?s)?|someone else'?s)[\s,;.:-]+(?:(?:so|and|please|"
    rf"pls)\s+)*{_TAKE}(?: (?:them|it|those|all|please|pls))*\W*$"
)
_NOT_BLOOD = frozenset(("qtc", "systolic_bp", "diastolic_bp"))


def take_back_labs(draft: Draft) -> None:
    """Take back every blood value where a whole message says so."""
    if not (_WHOLE.search(draft.text.low) or _WERE.search(draft.text.low)):
        return
    facts = draft.catalogue.facts.values()
    draft.retracted += [one.id for one in facts if one.lab and one.kind == "quantity" and one.id not in _NOT_BLOOD]
    draft.use(range(len(draft.tokens)))
