"""Values of other samples than the patient's blood: ascitic and pleural fluid, urine, a control of the laboratory.

A list of such values goes on until its sentence ends, until blood is named, or until something is measured that
only blood holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_FLUIDS = word_set("specimens_fluids")
_TAPPED = word_set("specimens_tapped")
"""Procedures and findings: they head a list of values only behind a colon or the like, or right before its first."""
_SAMPLES = frozenset(
    (
        "fluid",
        "aspirate",
        "drain",
        "joint aspirate",
        "drain fluid",
        "dipstick",
        "dip",
        "ua",
        "urinalysis",
        "msu",
        "csu",
        "swab",
    )
)
"""Right before what is measured, a sample and no finding: ``drain bilirubin 41``."""
_CONTROLS = word_set("specimens_controls")
_BLOOD = word_set("specimens_blood")
_BY = frozenset((":", "-", "=", "showed", "shows", "show", "revealed", "with", "had", "has", "grew"))
_BESIDE = word_set("specimens_beside")
"""What may stand between a fluid and the colon behind it: ``ascitic fluid analysis of 12 Nov:``."""
_IN_FLUIDS = frozenset(("albumin", "neutrophils", "leukocytes", "bilirubin", "creatinine", "afp"))
"""What is measured in a fluid as in blood; all else of the catalogue is blood's alone."""
_STATES = word_set("specimens_states")
"""What may be said of a finding itself behind its colon."""
_OF = frozenset(("in", "of", "from", "("))
_REACH = 4
_FIELDS = frozenset(("hpf", "lpf"))
"""``WBC 5-10/hpf``: counted under the microscope, field by field."""


def mark_specimens(tokens: Sequence[Token]) -> None:
    """Give the words of such values the scope in which they are not recorded."""
    for place, token in enumerate(tokens):
        if token.text in _CONTROLS:
            _bar(tokens, place + 1, of_fluid=False)
        elif token.text in _FIELDS:
            _of_field(tokens, place)
        elif _is_fluid(tokens, place) or (token.text in _TAPPED and not token.scope & {"neg", "relative"}):
            _backward(tokens, place)
            _tapped_before(tokens, place)
            if (first := _opens(tokens, place)) is not None:
                _bar_blood_found(tokens, place, first)
                _bar(tokens, first, of_fluid=True)


def _is_fluid(tokens: Sequence[Token], place: int) -> bool:
    """``urine``, ``U/A: WBC 12``."""
    return tokens[place].text in _FLUIDS or (
        place > 1 and [one.text for one in tokens[place - 2 : place + 1]] == ["u", "/", "a"]
    )


def _of_field(tokens: Sequence[Token], place: int) -> None:
    """``WBC 5-10/hpf``: what was counted in a field is told right before it."""
    for name in range(place - 1, max(-1, place - 2 - _REACH), -1):
        if _measured(tokens[name]):
            for one in tokens[name:place]:
                one.scope.add("relative")
            return


def _opens(tokens: Sequence[Token], place: int) -> int | None:
    """The place from which the values of a fluid are listed behind its name, if they are."""
    step = place + 1
    strong = tokens[place].text in _FLUIDS and not tokens[place].text.startswith("urin")
    behind = tokens[step] if step < len(tokens) else None
    if behind is not None and tokens[place].text in _SAMPLES:
        strong = strong or _measured(behind) or behind.names("hemoglobin")
    strong = strong or (tokens[place].text == "ascites" and behind is not None and behind.text in ("pmn", "pmns"))
    reach = place + 1 + _REACH
    while step < min(reach, len(tokens)):
        one = tokens[step]
        if one.text in _BY:
            said = _is_state(tokens, step + 1) or (one.text in _TELLS and not _soon(tokens, step + 1))
            return None if not strong and said else step + 1
        strong = strong or (tokens[step].text in _FLUIDS and not tokens[step].text.startswith("urin"))
        if strong and (_measured(one) or one.names("hemoglobin")):
            return step
        if strong and one.senses("decoy") and step + 1 < len(tokens) and tokens[step + 1].kind == "num":
            step += 2 + (step + 2 < len(tokens) and tokens[step + 2].text in (",", ";"))
            reach = step + _REACH  # ``pleural tap LDH 90, albumin 11``
            continue
        if not (one.text in _BESIDE or one.text in _FLUIDS or one.text in _TAPPED or one.kind == "date"):
            return None
        step += 1
    return None


_TELLS = frozenset(("has", "had", "with"))


def _soon(tokens: Sequence[Token], step: int) -> bool:
    """``ascites with albumin 9``: what is measured follows; ``ascites has cleared, alb 34`` goes on about itself."""
    for one in tokens[step : step + _REACH]:
        if one.kind == "punct" or _measured(one):
            return one.kind != "punct"
    return False


def _is_state(tokens: Sequence[Token], step: int) -> bool:
    """``Ascites: no, alb: 3.4``, ``ascites - | bili 24``: how the finding is, and no list of values."""
    if step >= len(tokens):
        return True
    token = tokens[step]
    return (
        token.kind == "punct" or token.cue("neg", "pos", "mild", "controlled", "uncontrolled") or token.text in _STATES
    )


def _measured(token: Token) -> bool:
    return any(token.names(fact) for fact in _IN_FLUIDS)


def _blood(token: Token) -> bool:
    """Tell whether a token ends a list of values of a fluid: blood, or what only blood holds."""
    if token.text.split(" ")[0] in _BLOOD:
        return True
    return not _measured(token) and bool(token.senses("name")) and not token.senses("decoy")


def _bar(tokens: Sequence[Token], place: int, *, of_fluid: bool) -> None:
    if place >= len(tokens):
        return
    sentence = tokens[place].sentence
    for one in tokens[place:]:
        if one.sentence != sentence or one.text.split(" ")[0] in _BLOOD or (of_fluid and _blood(one)):
            return
        one.scope.add("relative")


def _tapped_before(tokens: Sequence[Token], place: int) -> None:
    """``Paracentesis 12 Nov. PMN 80, fluid albumin 9``: what stands before the fluid in its sentence is of it too."""
    sentence, first = tokens[place].sentence, place
    while first and tokens[first - 1].sentence == sentence:
        first -= 1
    before = tokens[max(0, first - 12) : first]
    if any(one.text in _TAPPED and one.sentence == sentence - 1 for one in before):
        _bar(tokens, first, of_fluid=True)


def _bar_blood_found(tokens: Sequence[Token], place: int, first: int) -> None:
    """``dipstick Hb 3+``, ``drain Hb 3``: what a sample right before it holds of the blood."""
    held = tokens[place].text in _SAMPLES or tokens[place].text in _FLUIDS
    if held and first < len(tokens) and tokens[first].names("hemoglobin"):
        for one in tokens[first : first + 3]:
            if one.kind == "punct" and one.text in (",", ";", "."):
                return
            one.scope.add("relative")


def _backward(tokens: Sequence[Token], place: int) -> None:
    """``AFP in the pleural fluid was 8800``, ``albumin 8 g/L (ascitic fluid)``: the value told before."""
    step = place - 1
    while step > 0 and tokens[step].text in ("the", "his", "her", "left", "right", "same"):
        step -= 1
    if step < 1 or tokens[step].text not in _OF:
        return
    number = step - 1
    name = number - 1 if tokens[number].kind == "num" and number else number
    blood = tokens[name].names("hemoglobin") and (tokens[place].text in _SAMPLES or tokens[place].text in _FLUIDS)
    if tokens[name].sentence == tokens[place].sentence and (_measured(tokens[name]) or blood):
        for one in tokens[name:place]:
            one.scope.add("relative")
        if name == number:
            _bar(tokens, place, of_fluid=True)
