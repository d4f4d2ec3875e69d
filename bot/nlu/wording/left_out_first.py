"""Denials that leave something out, put so that it is told: ``no vascular invasion other than Vp1``.

``infections: none but cellulitis`` goes as ``no infections except cellulitis``, and of ``all negative except PE: MI,
PE, stroke`` each is said by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_BUT = (
    r",? \(?(?:except(?:ing|ed)?(?: for| in| of| to)?|with the exception of|excluding|apart from|aside from|other than|"
    r"besides|beside|but(?: for)?|bar(?:ring)?|save(?: for)?) (?:the |an? |his |her )?"
)
_SEEN = r"(?: (?:known|seen|found|noted|reported|documented|present|currently|at present|so far|now))?"
_HEADED = Gated(
    rf"(?:^|(?<=[.;,\n] )|(?<=[.;\n|]))(?P<name>[a-z][a-z -]{{2,40}}?)(?P<none>(?: ?[:=] ?|\? | - | is | are | )"
    rf"(?:none|nil|no){_SEEN}{_BUT})(?=[a-z])"
)
_VESSELS = Gated(
    r"\b(?:no|without|denies)(?: (?:evidence of|signs? of|obvious|known|any|major|gross))* "
    r"(?:macro|micro)? ?-?vascular (?:invasion|involvement)"
    rf"{_SEEN}{_BUT}(?P<what>[^.;,\n()]{{2,50}})"
)
_ALLERGIES = Gated(
    rf"\b(?:no|denies|without)(?: (?:known|any|drug|other|significant|relevant))*"
    rf" (?:allergy|allergies|hypersensitivit(?:y|ies)){_SEEN}"
    rf"{_BUT}(?P<what>[^.;,\n()]{{2,50}})"
)
_UNCONTROLLED = Gated(
    r"\b(?:no|without|denies)(?: any)? uncontrolled (?:conditions?|illness(?:es)?|diseases?|"
    r"comorbidit(?:y|ies)|(?:medical )?problems?|disorders?)"
    rf"{_BUT}(?P<what>diabetes|dm|htn|hypertension|blood pressure|arrhythmia|af)(?=\s*(?:$|[.;,)\n]))"
)
_LISTED = Gated(
    r"(?:^|(?<=[.;\n] )|(?<=[.;\n]))(?:(?:(?:all|everything|the (?:rest|following)|each)(?: (?:is|are|was|were))? )?"
    r"(?:negative|denied|absent|no|nil|clear)|none(?: of (?:these|the following))?|denies (?:all|everything|"
    r"all of these)|no to all)"
    rf"{_BUT}(?P<only>[^.;\n:]{{2,40}}?) ?(?:[:–]| -) ?(?P<list>[^.;\n:?]{{5,160}})(?=\s*(?:$|[.;\n]))"
)
_RARE = Gated(
    r"(?P<but>(?:excepting(?: for)?|barring|with the exception of|save for|excluding|bar)) "
    r"(?=(?:the |an? |his |her )?[a-z])"
)
"""Words that leave out and are read elsewhere as other words: ``nil of note bar an MI``."""
_DENIES = re.compile(
    r"\b(?:no|nil|none|denies|denied|without|neg|negative|nothing|well|healthy|unremarkable|not|never|free|clear|fit)\b"
)
_GROUP = re.compile(
    r"\b(?:comorbidit(?:y|ies)|comorbids?|pmhx?|history|hx|illness(?:es)?|issues?|problems?|note|none|nil|healthy|well|"
    r"negative|neg|no|contra-?indications?|unremarkable|conditions?|diseases?|symptoms?|criteria|flags?|these|those|"
    r"them|clear|fit|everything|all)[ ,(]+\Z"
)
_BEFORE = re.compile(r"[^.;\n]{0,90}\Z")
_OF_HISTORY = frozenset(
    ("active_infection", "transplant", "live_vaccine", "autoimmune_disease", "anticoagulation", "immunosuppressant")
) | {"dialysis", "gi_bleeding", "stroke", "myocardial_infarction", "pulmonary_embolism", "immunodeficiency"}
_PORTAL = ("vp", "portal", "pv", "branch", "trunk")
_HEPATIC = ("hepatic vein", "vena cava", "ivc", "hv", "caval", "cava")


def with_left_out_first(text: Text, named: Named) -> Text:
    """Put what a denial leaves out so that it is told."""
    text = _with_except(text, named)
    changes = apart(_changes(text.low, named))
    return rewritten(text, changes) if changes else text


def _with_except(text: Text, named: Named) -> Text:
    """Put ``except for`` in the place of the rarer words."""
    changes = []
    for match in _RARE.finditer(text.low):
        before = _BEFORE.search(text.low, 0, match.start())
        if before is None or _DENIES.search(before.group()) is None:
            continue
        if match["but"] == "excluding" and before.group().rstrip().endswith(","):
            continue  # ``CT negative, excluding PE``
        plain = match["but"] not in ("bar", "excluding") or _GROUP.search(before.group())
        named_so = match["but"] == "bar" or before.group().lstrip().startswith(("denies", "none of"))
        if plain or (named_so and any(one[1] == len(before.group()) - 1 for one in named(before.group()))):
            changes.append(Change(*match.span("but"), "except for"))
    return rewritten(text, changes) if changes else text


def _changes(low: str, named: Named) -> Iterator[Change]:
    for match in _HEADED.finditer(low):
        facts = {one[2] for one in named(match["name"])}
        if facts and facts <= _OF_HISTORY:
            yield Change(match.start("name"), match.start("name"), "no ")
            yield Change(*match.span("none"), " except ")
    for match in _VESSELS.finditer(low):
        what = match["what"]
        if any(one in what for one in _HEPATIC):
            yield Change(match.start(), match.start("what"), "no pvtt, ")
            yield Change(match.end(), match.end(), "" if "inva" in what or "involv" in what else " invasion")
        elif any(one in what for one in _PORTAL):
            yield Change(match.start(), match.start("what"), "no hepatic vein invasion, pvtt ")
    for match in _ALLERGIES.finditer(low):
        if any(one[2].startswith(("agent ", "regimen ")) for one in named(match["what"])):
            yield Change(match.start(), match.start("what"), "allergy to ")
    for match in _UNCONTROLLED.finditer(low):
        yield Change(match.start(), match.start("what"), "uncontrolled ")
    yield from _of_lists(low, named)


def _of_lists(low: str, named: Named) -> Iterator[Change]:
    for match in _LISTED.finditer(low):
        only = {one[2] for one in named(match["only"])}
        items = list(named(match["list"]))
        if not only or not items or not only <= {one[2] for one in items}:
            continue
        start = match.start("list")
        for begins, _, fact in {one[0]: one for one in items}.values():
            yield Change(start + begins, start + begins, "has " if fact in only else "no ")
        yield Change(match.start(), start, "")
