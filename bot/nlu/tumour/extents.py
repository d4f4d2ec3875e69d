"""How far a portal thrombus in words reaches: of several places that are named the most central one counts."""

from __future__ import annotations

import re

from bot.nlu.text.telling import Gated

_SIDED_MAIN = Gated(r"\b(?P<side>left|right|lt|rt) main(?: (?:portal vein|portal|pv|branch))*")
"""``right main portal vein``: a first-order branch, not the trunk."""
_SIDE = r"\b(?:left|right|lt|rt|l|r)\b"
_ORDER = r"(?:(?:second|2nd|third|3rd)[- ]order|secondary|tertiary|sub-?segmental|segmental|sectoral|peripheral)"
_ORDER_OF_SIDE = Gated(
    rf"\b(?P<order>{_ORDER}(?: portal| branch(?:es)?| vein| venous| of| the| a)*) (?:left|right|lt|rt|l|r)(?= |pv\b)|"
    rf"\b(?:(?:left|right|lt|rt|l|r) (?P<vein>(?:portal|vein|venous|pv| )*?)|[lr](?P<short>pv)) ?(?P<behind>{_ORDER}\b)"
)
"""``2nd order left PV branch``, ``left portal vein segmental branch``: one branch, of which the side is told too."""
_SIDE_FREE = Gated(
    r"(?:[,;]|\band|\bbut)? ?\b(?:(?:left|right|lt|rt|other) (?:portal(?: vein)?|pv|branch|side)|[lr]pv)"
    r"(?: (?:is|was|remains|still))* (?:clear|patent|free|open|normal|spared|uninvolved)\b"
)
"""``2nd order right branch, LPV clear``: where no thrombus lies."""
_NOT_OF_VEIN = (
    r"(?! (?:\w+ )?(?:pulmonary|lungs?|adrenals?|pleural|pleura|hilar|renal|kidneys?|nod(?:al|es?|ules?)|bony?|bones?|"
    r"ribs?|hips?|iliac|inguinal|lower|basal|leg|ankle|ovar\w+|cervical|axillary)\b)"
)
"""``thrombus in the right portal vein and bilateral lung metastases``."""
_EXTENTS = (
    (
        re.compile(
            rf"\bboth (?:the )?(?:portal|left|right|branches|main)|\bbilateral{_NOT_OF_VEIN}|\bleft and right|"
            r"\bright and left|\bcontralateral|\bsuperior mesenteric|\bsmv\b|"
            r"\btrunk\b|\bmpv\b|\bbifurcation|\bconfluence|\bmain\b"
        ),
        "vp4",
    ),
    (
        re.compile(
            rf"\b(?:first|1st)[- ]order|{_SIDE}(?:[- ]sided)?(?: portal| pvtt| pvt| branch| pv\b|$|[,;)])|"
            rf"{_SIDE} (?:and|or) |\blobar branch|\b[lr]pv\b|{_SIDE} (?:vein|side)\b"
        ),
        "vp3",
    ),
    (
        re.compile(
            r"\b(?:second|2nd)[- ]order|\bsegmental|\bsectoral|\bsegment \w{1,4} (?:portal )?(?:vein |venous )?branch|"
            r"\bbranch(?:es)? (?:to|of|for) (?:the )?(?:s|sg|seg|segments?) ?[2-8ivab]{1,4}\b|"
            r"\bright (?:anterior|posterior)|\bsecondary branch|"
            r"\b(?:anterior|posterior) (?:portal )?(?:branch|section)"
        ),
        "vp2",
    ),
    (re.compile(r"\b(?:third|3rd)[- ]order|\bsubsegmental|\bdistal to|\bperipheral|\btertiary"), "vp1"),
)


def read_extent(text: str) -> str | None:
    """Give the option of `portal_vein_thrombus` that a clause names in words, or None."""
    plain = _SIDED_MAIN.sub(lambda match: f"{match['side']} portal", _SIDE_FREE.sub("", text))
    plain = _ORDER_OF_SIDE.sub(
        lambda one: one["order"] or f"{one['vein'] or one['short'] or ''} {one['behind']}".strip(), plain
    )
    plain = re.sub(r"\bdistal to (?:the )?(?:second|2nd)[- ]order", "third-order", plain)
    return next((option for pattern, option in _EXTENTS if pattern.search(plain)), None)
