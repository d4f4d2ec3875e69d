"""The diagnosis in a report of pathology: ``two cores ... Diagnosis: hepatocellular carcinoma, Edmondson II``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.telling import Gated

_HCC = r"(?:hcc|hepatocellular (?:carcinoma|ca))"
_GRADE = r"(?:well|moderate(?:ly)?|poor(?:ly)?|un|de)(?:[- ]to[- ](?:moderately|poorly|well))?[- ]?differentiated"
_GRADED = Gated(
    rf"(?<!\? )(?<!\?)\b{_GRADE},?(?: [a-z-]+){{0,3}} {_HCC}\b"
    rf"|\b{_HCC}\b[^.;\n]{{0,50}}\b(?:{_GRADE}|edmondson\w*|trabecular|(?:macro)?trabecular|pseudoglandular|"
    r"steatohepatitic)\b"
)
"""How the cells look, which no image shows."""
_STATED = Gated(
    rf"(?:[:=]|\b(?:shows?|showed|showing|reveal(?:s|ed|ing)?|confirm(?:s|ed|ing)?|demonstrat(?:es|ed|ing)|"
    r"consistent with|compatible with|in keeping with|diagnos(?:tic|ed|is)(?: of| as| with)?|positive for|indicates?|"
    rf"typical of|supports?|is|was|are|of)|cells,)\s*(?:(?:an?|the|of|malignant|classical|primary|grade|"
    rf"g ?[1-4]|metastatic|residual|small|early|invasive|scirrhous|cells?|,)\s+)*(?P<hcc>{_HCC})\b"
    r"(?! (?:clinic|cells|protocol|cannot|can not|could not|is not|was not|not|has not))"
)
_TISSUE = re.compile(
    r"\b(?:histo(?:logy|patholog\w+|logic\w*)|patholog(?:y|ist|ical)|cytolog\w+|cytopatholog\w+|microscop\w+|cores?|specimens?|biops(?:y|ies)|"
    r"immuno-?histo\w*|ihc|glypican|hep-?par\w*|hsp-?70|arginase|reticulin|ck-?(?:7|19)|fnac?|aspirat(?:e|ion)|"
    r"cell block|hepatocytes|smears?)\b"
)
_OTHER_MEANS = re.compile(
    r"\b(?:ct|mri|mrt|li-?rads|lr-?5|ultrasound|us|usg|ceus|imaging|radiolog\w+|afp|wash-?out|arterial|scan|clinic\w*|"
    r"treat\w*|referr\w+|past|colon|prostate|breast|lung|thyroid|skin|node|nodes)\b"
)
"""What else may stand behind a diagnosis, or be looked at under a microscope."""
_CLOSED = frozenset(("refuse", "neg", "hypothesis", "relative", "question", "uncertain"))
"""Of these no diagnosis is told; that of a report may stand under ``Conclusion:``, as plans do."""
_OPEN = _CLOSED | {"plan", "past"}
_DOUBT = word_set("microscope_doubt")
_REACH = 400
"""Characters in front of a diagnosis in which the specimen is named."""


def read_tissue_report(draft: Draft) -> None:
    """Record that tissue has proven the HCC: its cells are graded, a report states it, or names it without doubt."""
    if "hcc_diagnosis" in draft.facts:
        return
    place = next(chain(_stated(draft), _named(draft)), None)
    if place is not None:
        draft.record("hcc_diagnosis", "pathological", place, place)


def _stated(draft: Draft) -> Iterator[int]:
    """The places of a diagnosis whose cells are graded, then of those that a report of tissue states."""
    low = draft.text.low
    found = [match.end() - 1 for match in _GRADED.finditer(low)]
    found += [match.start("hcc") for match in _STATED.finditer(low) if _of_tissue(draft, match.start("hcc"))]
    for place in map(draft.place_at, found):
        if _CLOSED.isdisjoint(draft.tokens[place].scope):
            yield place


def _named(draft: Draft) -> Iterator[int]:
    """``Core biopsy, segment 6. Hepatocellular carcinoma, moderately differentiated``: named in a report, undoubted."""
    for place, token in enumerate(draft.tokens):
        if "specimen" not in token.scope or draft.barred(place) or token.scope & {"neg", "uncertain", "plan"}:
            continue
        if not any(one.id == "hepatocellular carcinoma" for one in token.senses("note")):
            continue
        sentence = [one for one in draft.tokens[max(0, place - 15) : place + 15] if one.sentence == token.sentence]
        if not any(one.text in _DOUBT for one in sentence) and draft.word(place + 1) not in ("not", "cannot", "?"):
            yield place


def _of_tissue(draft: Draft, end: int) -> bool:
    """Tell whether what stands in front of a diagnosis names a specimen, and behind it no other means."""
    start = max(0, end - _REACH)
    named = [one for one in _TISSUE.finditer(draft.text.low, start, end) if _was_taken(draft, one.start())]
    return bool(named) and _OTHER_MEANS.search(draft.text.low, named[0].start(), end) is None


def _was_taken(draft: Draft, index: int) -> bool:
    token = draft.tokens[draft.place_at(index)]
    kept = any("tissue_sample" in one.value["facts"] for one in token.senses("means"))  # ``biopsy material available``
    return not kept and _OPEN.isdisjoint(token.scope)
