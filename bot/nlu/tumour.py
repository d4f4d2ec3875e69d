"""The tumour: number and size, thrombus, spread, diagnosis, resectability."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.nlu.draft import Draft
from bot.nlu.polarity import polarity
from bot.nlu.staging import one_or_all
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import word_set
from bot.nlu.walk import forward

_NOUNS = word_set("tumour_nouns")
_MANY = {
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
_ELSEWHERE = word_set("tumour_elsewhere")
_VP = re.compile(r"\bvp\s?-?\s?(?P<a>[0-4])(?:\s*(?:-|/|or|to)\s*(?:vp\s?)?(?P<b>[1-4])(?![.\d]))?")
_CHENG = re.compile(
    r"\b(?:cheng(?:'?s)?\s*(?:type|class|classification|grade|stage)?|(?:pvtt|portal vein tumou?r thromb(?:us|osis))\s*(?:,|\()?\s*(?:cheng(?:'?s)?\s*)?(?:type|class|grade))\s*:?\s*-?(?P<step>iv|iii|ii|i|[1-4])(?:\s?[ab])?(?:\s*(?:-|/|to|or)\s*(?P<to>iv|iii|ii|i|[1-4]))?(?![a-z0-9])"
)
_CHENG_STEPS = {
    "i": ["vp1", "vp2"],
    "1": ["vp1", "vp2"],
    "ii": ["vp3"],
    "2": ["vp3"],
    "iii": ["vp4"],
    "3": ["vp4"],
    "iv": ["vp4"],
    "4": ["vp4"],
}
_EXTENTS = (
    (re.compile(r"\b(?:second|2nd)[- ]order|\bsegmental|\bsectoral|\bright (?:anterior|posterior)|\bsecondary branch|\b(?:anterior|posterior) branch"), "vp2"),
    (re.compile(r"\b(?:third|3rd)[- ]order|\bsubsegmental|\bdistal to|\bperipheral|\btertiary"), "vp1"),
    (re.compile(r"\bboth (?:the )?(?:portal|left|right|branches|main)|\bbilateral|\bleft and right|\bright and left|\bcontralateral|\bsuperior mesenteric|\bsmv\b|\btrunk\b|\bmpv\b|\bbifurcation|\bmain (?:portal|pv)"), "vp4"),
    (re.compile(r"\b(?:first|1st)[- ]order|\b(?:left|right|lt|rt|l|r)\b(?: main)?(?: portal| branch| pv|$|[ ,;)]|\blobar)|\blobar branch|\b[lr]pv\b"), "vp3"),
    (re.compile(r"\bmain\b"), "vp4"),
)  # fmt: skip
_CHANCE = re.compile(
    r"\b(?:may|might|could|chance|potential(?:ly)?|possib\w+|hope|likely)\b.{0,40}\b(?:conver\w+|downstag\w+)|\bconver\w+\b.{0,25}\b(?:possible|chance|potential|likely)"
)
_INTO_VEIN = re.compile(
    r"\b(?:extend\w*|inva\w+|infiltrat\w*|grow\w*|reach\w*|involv\w*|protrud\w*)\s+(?:in)?(?:to|of)?\s*(?:the\s+)?(?:(?:left|right|middle|main|inferior)\s+)?(?:hepatic veins?|ivc|vena cava|inferior vena cava|right atrium)\b"
)
_HISTOLOGY = re.compile(
    r"\b(?:histology|histopathology|pathology|cytology|biopsy|bx|fna)\b(?P<between>[^.;\n]{0,70}?)\b(?:hcc|hepatocellular carcinoma|hepatocellular ca)\b"
)
_THROMBUS = re.compile(
    r"\b(?:tumou?r )?thromb(?:us|osis|i)\b|\btt\b(?= in)"
    r"|\b(?:tumou?r )?inva(?:des|sion of|ding|sion into)\b(?= (?:the )?(?:left |right |main |branch)*(?:portal|pv|branch))"
)
_LOCAL_SPREAD = {"intrahepatic", "satellite"}
_SITES = word_set("tumour_sites")


def read_tumour(draft: Draft) -> None:
    """Read everything that describes the tumour itself."""
    _thrombus(draft)
    _spread(draft)
    _counts(draft)
    _sizes(draft)
    _written_out(draft)
    for place, token in enumerate(draft.tokens):
        if not token.used:
            _diagnosis(draft, place, token)
            _resectability(draft, place, token)


def _segment_text(draft: Draft, place: int) -> str:
    """The folded text of the segment around a place."""
    segment = draft.tokens[place].segment
    first = last = place
    while first > 0 and draft.tokens[first - 1].segment == segment:
        first -= 1
    while last + 1 < len(draft.tokens) and draft.tokens[last + 1].segment == segment and last - place < 60:
        last += 1
    return draft.text.low[draft.tokens[max(first, place - 60)].start : draft.tokens[last].end]


def _place_at(draft: Draft, index: int) -> int:
    for place, token in enumerate(draft.tokens):
        if token.start <= index < token.end:
            return place
    return max(0, len(draft.tokens) - 1)


def _thrombus(draft: Draft) -> None:
    low = draft.text.low
    done = False
    for match in _VP.finditer(low):
        first, last = _place_at(draft, match.start()), _place_at(draft, match.end() - 1)
        options = ["none"] if match["a"] == "0" else [f"vp{match['a']}"]
        if match["b"] and match["a"] != "0":
            options = [f"vp{one}" for one in range(int(match["a"]), int(match["b"]) + 1)]
        if "neg" not in draft.tokens[first].scope:
            draft.record("portal_vein_thrombus", one_or_all(options), first, last)
            done = True
    for match in _CHENG.finditer(low):
        first, last = _place_at(draft, match.start()), _place_at(draft, match.end() - 1)
        if "neg" not in draft.tokens[first].scope:
            draft.record(
                "portal_vein_thrombus",
                one_or_all(_CHENG_STEPS[match["step"]] + (_CHENG_STEPS[match["to"]] if match["to"] else [])),
                first,
                last,
            )
            done = True
    for place, token in enumerate(draft.tokens):
        if token.names("portal_vein_thrombus") and not token.used and token.text != "vp":
            if done:
                draft.use([place])
            else:
                _portal(draft, place)
        elif token.names("hepatic_vein_invasion") and not token.used:
            _hepatic(draft, place)
    for match in _THROMBUS.finditer(low):
        place = _place_at(draft, match.start())
        if not draft.tokens[place].used and not done:
            _worded(draft, place)


def _portal(draft: Draft, place: int) -> None:
    """A thrombus in words: where it lies, or only that there is one."""
    said, last = polarity(draft, place)
    text = _segment_text(draft, place)
    phrase = draft.tokens[place].hit.phrase if draft.tokens[place].hit else ""
    if said == "none":
        return
    if said == "no":
        draft.record("portal_vein_thrombus", "none", place, last)
        return
    extent = next((option for pattern, option in _EXTENTS if pattern.search(text)), None)
    if said == "unsure" or "bland" in text:
        draft.ask("portal_vein_thrombus", "uncertain", place, last)
    elif extent is not None:
        draft.record("portal_vein_thrombus", extent, place, last)
    elif phrase in ("pvt", "portal vein thrombosis", "portal vein thrombus", "portal thrombus", "pv thrombus"):
        draft.ask("portal_vein_thrombus", "two_readings", place, last)
    else:
        draft.record("portal_vein_thrombus", ["vp1", "vp2", "vp3", "vp4"], place, last)


def _worded(draft: Draft, place: int) -> None:
    """``tumour thrombus in the left portal vein``: the place is said in words."""
    text = _segment_text(draft, place)
    said, last = polarity(draft, place)
    if said not in ("yes", "no") or re.search(r"hepatic vein|cava|ivc|atri|bland|deep vein|dvt", text):
        return
    if not re.search(r"portal|\bpv\b|\bmpv\b|trunk|branch", text):
        return
    extent = next((option for pattern, option in _EXTENTS if pattern.search(text)), None)
    if said == "yes" and extent:
        draft.record("portal_vein_thrombus", extent, place, max(last, place))


def _hepatic(draft: Draft, place: int) -> None:
    said, last = polarity(draft, place)
    if said == "unsure":
        draft.ask("hepatic_vein_invasion", "uncertain", place, last)
    elif said in ("yes", "no"):
        draft.record("hepatic_vein_invasion", said == "yes", place, last)


def _spread(draft: Draft) -> None:
    for place, token in enumerate(draft.tokens):
        if token.used:
            continue
        if token.names("cns_metastasis"):
            _brain(draft, place)
        elif token.names("extrahepatic_metastasis"):
            _metastasis(draft, place)


def _brain(draft: Draft, place: int) -> None:
    said, last = polarity(draft, place)
    phrase = draft.tokens[place].hit.phrase if draft.tokens[place].hit else ""
    if said == "unsure":
        draft.ask("cns_metastasis", "uncertain", place, last)
    elif said in ("yes", "no"):
        draft.record("cns_metastasis", said == "yes", place, last)
        if said == "yes" and "met" in phrase:
            draft.record("extrahepatic_metastasis", True, place, last)


def _metastasis(draft: Draft, place: int) -> None:
    before = [draft.word(one) for one in range(max(0, place - 3), place)]
    after = [draft.word(one) for one in range(place + 1, place + 4)]
    if any(word in _LOCAL_SPREAD for word in before):
        return
    said, last = polarity(draft, place)
    whole = {"distant", "extrahepatic"} & set(before) or any(
        word in ("distant", "extrahepatic") for word in draft.word(place).split()
    )
    site = (not whole and any(word in _SITES for word in before)) or (
        after[:1] in (["to"], ["in"]) and any(word in _SITES for word in after)
    )
    if said == "unsure":
        draft.ask("extrahepatic_metastasis", "uncertain", place, last)
    elif said == "yes":
        draft.record("extrahepatic_metastasis", True, place, last)
        if {"brain", "cerebral", "cns"} & set(before + after):
            draft.record("cns_metastasis", True, place, last)
    elif said == "no" and "brain" in _segment_text(draft, place).split():
        draft.record("cns_metastasis", False, place, last)
    elif said == "no" and not site:
        draft.record("extrahepatic_metastasis", False, place, last)


def _counts(draft: Draft) -> None:
    for place, token in enumerate(draft.tokens):
        if token.used or draft.barred(place) or "neg" in token.scope:
            continue
        if token.names("tumour_count"):
            found = forward(draft, place + 1)
            if found is not None:
                draft.measure("tumour_count", draft.tokens[found.place], place, found.last)
        elif _removed(draft, place):
            continue
        elif token.text in _NOUNS or (token.hit is not None and token.hit.phrase in _NOUNS):
            _count_before(draft, place)
            _count_behind(draft, place)
        elif (
            token.text in _MANY
            and token.text.startswith(("multi", "uni", "solitary"))
            and "tumour_count" not in draft.facts
            and not _elsewhere(draft, place)
        ):
            draft.record("tumour_count", _MANY[token.text], place, place)
        elif token.text in ("single", "solitary") and (draft.at(place + 1) or token).unit in ("cm", "mm"):
            draft.record("tumour_count", 1, place, place)


def _removed(draft: Draft, place: int) -> bool:
    """``resection for a solitary 3.8 cm HCC``: that tumour is gone."""
    for step in range(place - 1, max(-1, place - 12), -1):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[place].sentence:
            return False
        if any(one.id in ("resection", "ablation", "transplant") for one in token.senses("kind")):
            return any(draft.word(one) in ("for", "of") for one in range(step, place))
    return False


def _elsewhere(draft: Draft, place: int) -> bool:
    return any(draft.word(one) in _ELSEWHERE for one in range(max(0, place - 3), place + 4))


def _count_before(draft: Draft, place: int) -> None:
    """``3 lesions``, ``two small nodules``, ``single 4.5 cm tumour``."""
    if "tumour_count" in draft.facts or any(draft.word(one) in _ELSEWHERE for one in range(max(0, place - 2), place)):
        return
    for step in range(place - 1, max(-1, place - 6), -1):
        token = draft.tokens[step]
        if token.segment != draft.tokens[place].segment:
            return
        if token.text in ("target", "measurable", "new", "stage", "recurrent", "treated", "viable"):
            return
        if token.text in _MANY:
            draft.record("tumour_count", _MANY[token.text], step, step)
            return
        if token.kind == "num" and token.unit in ("cm", "mm"):
            continue
        if token.kind == "num":
            plural = draft.word(place).endswith("s") or draft.word(place) in ("foci", "hcc")
            number = token.number
            whole = number is not None and number.value == int(number.value) and not token.unit and not token.used
            if (
                whole
                and number is not None
                and (plural or number.value == 1)
                and number.value <= 100
                and (not draft.word(place) == "hcc" or number.spelled)
            ):
                draft.measure("tumour_count", token, step, place)
            return
        if token.clinical and token.text not in _NOUNS and not token.names("measurable_disease"):
            return


def _count_behind(draft: Draft, place: int) -> None:
    """``tumors 4``, ``lesions: 3``."""
    step = place + 2 if draft.word(place + 1) in (":", "=", "x") else place + 1
    token = draft.at(step)
    if (
        "tumour_count" in draft.facts
        or token is None
        or token.number is None
        or token.unit
        or not draft.word(place).endswith("s")
    ):
        return
    if (
        token.number.plain is not None
        and token.number.plain <= 50
        and draft.word(step + 1) not in ("x", "cm", "mm", "by", "/", "and", "*")
    ):
        draft.measure("tumour_count", token, place, step)


def _sizes(draft: Draft) -> None:
    """The largest size in centimetres or millimetres that is said of a tumour."""
    best: tuple[float, int, int] | None = None
    for place, token in enumerate(draft.tokens):
        if token.names("largest_tumour") and not token.used and not draft.barred(place):
            found = forward(draft, place + 1)
            if found is not None:
                number = draft.tokens[found.place]
                unit = number.unit or _unit_of_product(draft, found.place)
                last = _product_end(draft, found.place)
                if draft.measure("largest_tumour", number, place, max(found.last, last), unit=unit):
                    return
                if unit is None:
                    return
    for place, token in enumerate(draft.tokens):
        if token.kind != "num" or token.used or draft.barred(place) or token.number is None:
            continue
        unit = token.unit if token.unit in ("cm", "mm") else _unit_of_product(draft, place)
        if unit is None or not _of_tumour(draft, place) or _removed(draft, place):
            continue
        if draft.word(place).startswith("up to"):
            token.number = replace(token.number, sign="")
        size = token.number.value * (0.1 if unit == "mm" else 1.0)
        if _older(draft, place):
            draft.use(range(place, _product_end(draft, place) + 1))
            continue
        if best is None or size > best[0]:
            best = (size, place, _product_end(draft, place))
        draft.use(range(place, _product_end(draft, place) + 1))
    if best is not None and "largest_tumour" not in draft.facts:
        token = draft.tokens[best[1]]
        unit = token.unit if token.unit in ("cm", "mm") else _unit_of_product(draft, best[1])
        draft.measure("largest_tumour", token, best[1], best[2], unit=unit)


def _older(draft: Draft, place: int) -> bool:
    """``shrunk from 8 to 4.5 cm``: the size behind ``from`` is gone."""
    return draft.word(place - 1) in ("from", "was", "previously") and any(
        draft.word(one) in ("to", "->", "now") for one in range(place + 1, place + 4)
    )


def _unit_of_product(draft: Draft, place: int) -> str | None:
    """``4.5 x 3.2 cm``: the unit stands behind the last factor; ``2.1 and 3.4 cm`` too."""
    step = place
    for _ in range(4):
        token = draft.at(step)
        if token is not None and token.unit in ("cm", "mm"):
            return token.unit
        if draft.word(step + 1) not in ("x", "*", "by", "and", ",", "to", "->", "/"):
            return None
        after = draft.at(step + 2)
        if after is None or after.kind != "num":
            return None
        step += 2
    return None


def _product_end(draft: Draft, place: int) -> int:
    step = place
    while (
        draft.word(step + 1) in ("x", "*", "by")
        and (draft.at(step + 2) or draft.tokens[place]).kind == "num"
        and step + 2 < len(draft.tokens)
    ):
        step += 2
    return step


def _of_tumour(draft: Draft, place: int) -> bool:
    """Tell whether a size belongs to the tumour: its segment (or the one before) speaks of one, no other organ."""
    if draft.word(place - 1) in ("x", "*", "by") and draft.tokens[place - 1].used:
        return False
    segment, sentence = draft.tokens[place].segment, draft.tokens[place].sentence
    near = [one for one in draft.tokens[max(0, place - 12) : place + 9] if one.sentence == sentence]
    own = [one for one in near if one.segment == segment]
    if any(one.text in _ELSEWHERE for one in own):
        return False
    return any(
        one.text in _NOUNS
        or one.names("largest_tumour")
        or one.names("tumour_count")
        or one.text in ("multifocal", "solitary", "segment", "seg", "lobe", "multinodular")
        for one in near
    )


def _written_out(draft: Draft) -> None:
    """Sentences of letters: ``extends into the hepatic vein``, ``biopsy: moderately differentiated HCC``."""
    for match in _INTO_VEIN.finditer(draft.text.low):
        place = _place_at(draft, match.start())
        if "hepatic_vein_invasion" not in draft.facts and polarity(draft, place)[0] == "yes":
            draft.record("hepatic_vein_invasion", True, place, _place_at(draft, match.end() - 1))
    for match in _HISTOLOGY.finditer(draft.text.low):
        place = _place_at(draft, match.start())
        denied = re.search(
            r"\b(?:no|not|without|pending|planned|refused|negative|for|awaited|suspected|possible)\b|\?",
            match["between"],
        )
        if not denied and "hcc_diagnosis" not in draft.facts and polarity(draft, place)[0] == "yes":
            draft.record("hcc_diagnosis", "pathological", place, place)


def _diagnosis(draft: Draft, place: int, token: Token) -> None:
    for sense in token.senses("option"):
        if sense.id == "hcc_diagnosis" and "neg" not in token.scope:
            draft.record("hcc_diagnosis", sense.value, place, place)


def _resectability(draft: Draft, place: int, token: Token) -> None:
    for sense in token.senses("option"):
        if sense.id != "resectability":
            continue
        said, last = polarity(draft, place)
        value = (
            "convertible"
            if sense.value == "unresectable" and _CHANCE.search(_segment_text(draft, place))
            else sense.value
        )
        if said == "no":
            if value != "resectable":
                return
            value = "unresectable"
        asked = "initial_resectability" in draft.asked and "resectability" not in draft.asked
        first = _initial(draft, place) or (asked and not any(one.cue("now") for one in draft.tokens))
        fact = "initial_resectability" if first else "resectability"
        if said == "unsure":
            draft.ask(fact, "uncertain", place, last)
        elif said in ("yes", "no"):
            draft.record(fact, value, place, last)


def _initial(draft: Draft, place: int) -> bool:
    """``initially unresectable``, ``unresectable at diagnosis``: judged before treatment."""
    segment = draft.tokens[place].segment
    for distance in range(1, 12):
        for step in (place - distance, place + distance):
            token = draft.at(step)
            if token is None or token.segment != segment:
                continue
            if token.cue("baseline"):
                between = range(min(step, place) + 1, max(step, place))
                if not any(
                    draft.tokens[one].cue("now", "then") or draft.tokens[one].senses("option") for one in between
                ):
                    draft.use([step])
                    return True
    return False
