"""Numbers that stand beside a value or in its stead: limits of normal, values before treatment, spans of time."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from msgspec.structs import replace

from bot.nlu.draft import Draft
from bot.nlu.labs.baselines import BASELINE
from bot.nlu.labs.beside import Found
from bot.nlu.labs.values import Doubt, clean
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.value_names import is_name
from criteria.units import XULN

_SPANS = {"week", "weeks", "wk", "wks", "month", "months", "mth", "mths", "year", "years", "yr", "yrs", "day", "days"}


def lasts(token: Token, unit: str) -> bool:
    """``control of AFP in four weeks``: the number is a span of time, no value."""
    return (token.unit or "") in _SPANS and unit not in ("mo", "a")


_AIMS = ("target", "goal", "aim", "targets", "aimed")
_RANGES = {"range", "limit", "limits", "uln", "lln", "interval", "cut-off", "threshold", "trigger"}


def decade(token: Token, unit: str) -> bool:
    """``in the low 80s``, ``Hb in the 9s``: about that much, no value."""
    number = token.number
    return (
        unit != "s"
        and token.unit == "s"
        and token.text.endswith("s")
        and number is not None
        and (number.value % 10 == 0 or (number.value < 20 and token.text[:-1].isdigit()))
    )


def of_range(draft: Draft, place: int, found: Found) -> bool:
    """``reference range ALT 7-56``, ``upper limit for AST is 35``: what is normal, no value."""
    number = draft.tokens[found.place].number
    if number is not None and number.high is not None and any(draft.word(one) == "normal" for one in found.passed[-2:]):
        return True  # ``plt normal 150-400``
    first = max(0, place - 5)
    for step in range(place - 1, first - 1, -1):
        token = draft.tokens[step]
        if token.kind == "normal" and step == place - 1 and token.text == "normal":
            return number is not None and (number.sign in ("<", "<=") or number.high is not None)
        if token.text in _AIMS and step >= place - 2:
            return True
        if token.segment != draft.tokens[place].segment or token.kind in ("num", "normal") or is_name(draft, step):
            return False
        if token.text in _RANGES:
            return draft.word(step - 1) not in ("in", "within", "above", "below", "over", "under", "out", "the")
    return any(draft.word(one) in ("uln", "lln", "trigger", *_AIMS) for one in found.passed)


def alias_end(draft: Draft, place: int, fact: str) -> int:
    """``alpha-fetoprotein (AFP)``: the last place of a name that is given twice."""
    after = draft.at(place + 2)
    if draft.word(place + 1) not in ("(", "[") or after is None or draft.word(place + 3) not in (")", "]"):
        return place
    same = after.names(fact) if fact else bool(after.senses("decoy"))
    if same:
        draft.use([place + 2])
    return place + 3 if same else place


def baseline_behind(draft: Draft, found: Found) -> int | None:
    """``AFP 538 (baseline 2300)``, ``AFP 12, was 960 at diagnosis``: the number that a word of before belongs to."""
    after = draft.at(found.last + 1)
    if found.older is not None and after is not None and after.cue("baseline"):
        draft.use([found.last + 1])
        return found.older
    for step in range(found.last + 1, min(found.last + 4, len(draft.tokens))):
        token = draft.tokens[step]
        if token.cue("baseline"):
            for at in range(step + 1, step + 4):
                after = draft.at(at)
                if after is None or (after.kind != "num" and after.text not in ("of", ":", "was", "=", "at", "-")):
                    return None
                if after.kind == "num":
                    return None if is_name(draft, at + 1) else at
        inner = step > found.last + 1 and token.kind == "num" and draft.word(step - 1) in ("(", "[", ",")
        after = draft.at(step + 1)
        if inner and after is not None and after.cue("baseline"):
            return step
        if token.text not in ("(", ",", "[", ";", "from", "vs", "versus", "down"):
            return None
    return None


def take_baseline(draft: Draft, fact: str, place: int) -> None:
    """Record the number at a place as the marker's value before treatment; of other tests it is only an old one."""
    if fact in BASELINE:
        draft.measure(BASELINE[fact], draft.tokens[place], place, place)
    draft.use(range(place - 1, place + 1))


def direct_behind(draft: Draft, step: int) -> bool:
    """``bili T/D 22/8``: the direct bilirubin stands behind the slash."""
    return draft.word(step) == "/" and draft.word(step + 1) in ("d", "direct", "dir", "conjugated", "conj")


def total_before(draft: Draft, place: int) -> bool:
    """``T/D bili 22/8``: two values, the total first."""
    before = [draft.word(place - back) for back in (3, 2, 1)]
    glued = draft.word(place).startswith("d") and before[1:] in (["t", "/"], ["total", "/"])
    return glued or before in (["t", "/", "d"], ["total", "/", "direct"])


def read_limits(draft: Draft) -> None:
    """``ULN ALT 41, ULN AST 38``: limits of normal that stand apart from their values."""
    for place in draft.places.text("uln", "unl"):
        step = place + 2 if draft.word(place + 1) in (":", "for", "of", "=") else place + 1
        name, number = draft.at(step), draft.at(step + 1)
        if draft.word(step + 1) in (":", "=", "is"):
            number = draft.at(step + 2)
        fact = next((one.id for one in name.senses("name")), None) if name is not None else None
        value = draft.facts.get(fact or "")
        if number is None or number.number is None or not isinstance(value, dict) or "uln" in value or fact is None:
            continue
        factor = draft.catalogue.table(fact).factor(number.unit) if number.unit else 1.0
        if draft.catalogue.facts[fact].uln is not None and factor is not None:
            value["uln"] = clean(number.number.value * factor)
            draft.use(range(place, step + 3))


def unit_by_limit(draft: Draft, fact: str, limit: float) -> str | None:
    """``Bilirubin 18 (3-21)``: of the units that a value may be in the one in which the limit told is a usual one."""
    spec = draft.catalogue.facts[fact]
    usual = list(spec.uln.values()) if isinstance(spec.uln, Mapping) else [spec.uln] if spec.uln else []
    table = draft.catalogue.table(fact)
    fits = [
        unit
        for unit in spec.usual_units
        if any(0.6 <= limit * (table.factor(unit) or 1.0) / one <= 1.7 for one in usual)
    ]
    return fits[0] if len(fits) == 1 else None


def limit_of(draft: Draft, fact: str, found: Found, token: Token) -> float | None:
    """Give the limit of normal that stands beside a value, in the canonical unit; none that is the limit of a trial."""
    value = _limit_beside(draft, fact, found, token)
    least, most = _NORMAL.get(fact, (0.0, inf))
    return value if value is None or least <= value <= most else None


def _limit_beside(draft: Draft, fact: str, found: Found, token: Token) -> float | None:
    if found.uln is None:
        return None
    limit = draft.tokens[found.uln]
    if limit.number is None or token.number is None:
        return None
    unit = limit.unit or found.unit or token.unit
    value = limit.number.value if limit.number.high is None else limit.number.high
    if unit is None or unit == XULN:
        reading = draft.reader.read(fact, replace(token.number, high=None, sign=""), None)
        return None if isinstance(reading, Doubt) else clean(value * reading.factor)
    factor = draft.catalogue.table(fact).factor(unit)
    if factor is None:
        return None
    if fact in _CELLS:
        read = draft.reader.read(fact, token.number, unit)
        if not isinstance(read, Doubt) and isinstance(read.value, float | int) and value * factor * 100 < read.value:
            value *= 1000  # ``1.450 /mm3 (1.800 - 7.500)``: the point of thousands, which the value has too
    return clean(value * factor)


_CELLS = ("neutrophils", "leukocytes", "platelets")
_NORMAL: dict[str, tuple[float, float]] = {
    "platelets": (200.0, inf),
    "neutrophils": (4.0, inf),
    "leukocytes": (7.0, inf),
    "hemoglobin": (115.0, inf),
    "albumin": (40.0, inf),
    "inr": (0.0, 1.5),
}
"""Where upper limits of normal lie: ``plt 82 (limit 75)``, ``INR 1.3 (max 1.7)`` tell what a trial asks for."""
