"""CNLC stages: behind and before their name, and alone where no other staging has such steps."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated
from bot.nlu.tumour.performance import one_or_all

_LEAD = (
    r"[\s:=\-(]*(?:(?:stage|class|staging|grade|is|was|now|currently|st|score|of|at|remains|hcc|either|between|"
    r"should (?:be|read|say)|actually|really)\b"
    r"[\s:=\-.(]*)*"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_STEP = r"(?:iv|iii|ii|i|[1-4])\s?-?\s?[ab]?(?![a-z0-9])"
_CNLC = re.compile(
    _LEAD + rf"(?P<a>{_STEP})(?:[^\S\n]*(?P<join>->|/|-|or|to)\s*(?:cnlc\s*)?"
    rf"(?P<b>{_STEP}(?! (?:lesion|nodule|tumou?r|foc|mass))|[ab](?![a-z])))?"
)
_CNLC_ORDER = ("Ia", "Ib", "IIa", "IIb", "IIIa", "IIIb", "IV")


def _cnlc_stages(text: str) -> list[str]:
    folded = re.sub(r"[\s-]", "", text)
    letter = folded[-1] if folded[-1] in "ab" else ""
    step = _ROMAN[folded[: len(folded) - len(letter)]]
    if step == 4:
        return [] if letter else ["IV"]
    return ["I" * step + one for one in (letter or "ab")]


_NOW = re.compile(
    rf"[\s:=-]*(?:stage\s*)?{_STEP}[^.;\n]{{0,30}}?\b(?:now|currently)(?=[\s:=-]*(?:cnlc\s*)?(?:stage\s*)?{_STEP})(?:[\s:=-]*cnlc)?"
)
"""``CNLC IIb at diagnosis, now IIIa``: what stands behind is what holds."""
_CNLC_BEFORE = re.compile(
    rf"(?:\b(?:stage|staged|class|grade|is|as)\s+|(?:^|[,;(.]\s*))(?P<a>{_STEP})\s*(?:[(,:-]\s*)?"
    r"(?:by|per|according to|acc\.?(?: to)?|"
    r"in|on|as per|of)?\s*(?:the\s+)?$"
)


_UNSTATED = re.compile(
    r"[\s:=(,-]*(?:stage )?(?:(?:is|was) )?(?:not (?:yet )?[a-z]+ed\b|not (?:given|known|written|done|in)\b|"
    r"unstated|unknown|missing|"
    r"pending|n/?[ad]\b|tb[cd]\b|to follow|none|nowhere|\?)"
)
"""``stage IIIA, CNLC not stated``: the stage before it is another's."""
_TUMOUR_NODES = re.compile(r"\b(?:tnm|ajcc|uicc|okuda|nyha)\W{0,3}$")
_CHINESE = Gated(
    rf"\bstage\s+(?P<a>{_STEP})\s*[(,-]?\s*(?:by|per|of|in|according to)?\s*(?:the\s+)?"
    r"(?:chinese|china)\b(?:\s+(?:system|staging))?"
)
_BARE = re.compile(r"(?<![\w./-])(?P<a>i{1,3}[ab])(?![\w/-])")
_OTHER_STEPS = re.compile(
    r"\b(?:tnm|ajcc|uicc|nyha|killip|fontaine|grade|type|class|figo|okuda|barcelona|cheng(?:'?s)?|pvtt|stage|cancer|carcinoma)\W{0,3}$"
)


def read_chinese(draft: Draft) -> None:
    """``stage III-a Chinese``; ``A5 PS0 IIIa Vp3``: the only system here with such steps, where no other is named."""
    if "cnlc" in draft.facts or any(token.names("cnlc") and token.used for token in draft.tokens):
        return
    low = draft.text.low
    found = _CHINESE.search(low)
    others = re.search(r"\b(?:tnm|ajcc|uicc|nyha|figo|okuda)\b|\bt[0-4][a-d]?n", low)
    bare = [match for match in _BARE.finditer(low) if not _OTHER_STEPS.search(low, 0, match.start())]
    staged = {"bclc", "ecog", "child_pugh_class", "portal_vein_thrombus"} & set(draft.facts)
    if found is None and len(bare) == 1 and staged and not others:
        found = bare[0]
    if found is None or draft.barred(draft.place_at(found.start())):
        return
    stages = _cnlc_stages(found["a"])
    if stages:
        draft.record("cnlc", one_or_all(stages), draft.place_at(found.start()), draft.place_at(found.end() - 1))


def _cnlc_before(draft: Draft, place: int) -> None:
    """``stage IIIb according to CNLC``, ``stage IIIa (CNLC)``."""
    start = max(0, draft.tokens[place].start - 40)
    match = _CNLC_BEFORE.search(draft.text.low[start : draft.tokens[place].start])
    if match is None or _UNSTATED.match(draft.text.low, draft.tokens[place].end):
        return
    stages = _cnlc_stages(match["a"])
    if stages and not _TUMOUR_NODES.search(draft.text.low, 0, start + match.start()):
        draft.record("cnlc", one_or_all(stages), draft.place_at(start + match.start("a")), place)


def read_cnlc(draft: Draft, place: int) -> None:
    """``CNLC IIIa``, ``CNLC 2a-b``, and the stage that stands before the name."""
    later = _NOW.match(draft.text.low, draft.tokens[place].end)
    match = _CNLC.match(draft.text.low, later.end() if later else draft.tokens[place].end)
    if not match:
        _cnlc_before(draft, place)
        return
    stages = _cnlc_stages(match["a"])
    if match["b"]:
        other = match["b"] if match["b"] not in "ab" else re.sub(r"[ab]$", "", match["a"].strip()) + match["b"]
        stages = _cnlc_stages(other) if match["join"] == "->" else stages + _cnlc_stages(other)
        if match["join"] in ("-", "to") and stages and len(match["b"]) > 1:
            low, high = _CNLC_ORDER.index(stages[0]), _CNLC_ORDER.index(stages[-1])
            stages = list(_CNLC_ORDER[low : high + 1])
    if stages:
        draft.record("cnlc", one_or_all(stages), place, last_token(draft, place, match.end()))


def last_token(draft: Draft, place: int, end: int) -> int:
    """The last token that starts before the folded index ``end``."""
    last = place
    while last + 1 < len(draft.tokens) and draft.tokens[last + 1].start < end:
        last += 1
    return last
