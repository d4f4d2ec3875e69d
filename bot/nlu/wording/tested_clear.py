"""A name and a test of it that was clear: ``ILD: HRCT clear``, ``stroke - MRI normal``.

What a test shows whenever it is there is denied by it (a lung disease by the CT of the lungs); of what may have been
before, or elsewhere, a clear test does not tell, so that it is asked about.
"""

from __future__ import annotations

from typing import Literal

from bot.nlu.draft import Draft

_CT = frozenset(("ct", "hrct", "scan", "scans", "imaging", "chest ct", "ct chest", "ct scan", "mri"))
_LUNGS = frozenset(("lungs", "lung", "chest", "ctpa", "cxr", "x-ray", "xray"))
_HEAD = frozenset(("brain", "head", "cranial", "ct head", "ct brain", "mri brain", "cct"))
_BELLY = frozenset(("us", "uss", "usg", "ultrasound", "abdomen", "belly", "sono", "sonography"))
_OTHERS = frozenset(
    ("echo", "tte", "ecg", "ekg", "troponin", "bnp", "nt-probnp", "ogd", "egd", "gastroscopy", "endoscopy", "serology",
     "bronchoscopy", "angiogram", "angiography", "doppler", "d-dimer", "swab", "culture", "cultures", "eeg", "lft",
     "lfts", "pft", "pfts", "spirometry", "coronaries", "carotids")
)  # fmt: skip
_TESTS = _CT | _LUNGS | _HEAD | _BELLY | _OTHERS
_CLEAR = frozenset(("clear", "clean", "normal", "negative", "neg", "unremarkable", "fine", "ok", "nad", "spotless"))
_SHOWN_BY = {
    "interstitial_lung_disease": _CT | _LUNGS,
    "pulmonary_embolism": frozenset(("ctpa", "ct", "ct scan")),
    "ascites": _CT | _BELLY,
    "extrahepatic_metastasis": _CT,
    "cns_metastasis": _CT | _HEAD,
    "portal_vein_thrombus": _CT | _BELLY | {"doppler"},
    "hiv": frozenset(("serology",)),
}
_REACH = 7


def clear_by_test(draft: Draft, place: int) -> tuple[Literal["no", "unsure"], int] | None:
    """Tell what a clear test behind a name says of it, and the last place that says it."""
    if draft.word(place + 1) not in (":", "-", "–", "("):
        return None
    tests: set[str] = set()
    clear = -1
    for step in range(place + 2, min(place + 2 + _REACH, len(draft.tokens))):
        one = draft.tokens[step]
        if one.sentence != draft.tokens[place].sentence or one.text in (",", ";", ")", "\n", "."):
            break
        tests |= _TESTS.intersection((one.text, *one.text.split(" ")))
        clear = step if one.text in _CLEAR or one.kind == "normal" else clear
        if one.kind == "num" or (one.cue("neg", "past") and one.text not in _CLEAR):
            return None
    if not tests or clear < 0:
        return None
    named = draft.tokens[place].hit
    facts = named.meaning.named if named is not None else frozenset()
    return ("no" if any(tests & _SHOWN_BY.get(fact, frozenset()) for fact in facts) else "unsure"), clear
