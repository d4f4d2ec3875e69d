"""Hypothesis strategies for courses of treatment, each in forms from exact to vague."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from criteria import Catalogue

TODAY = date(2026, 11, 20)
NEAR_WINDOWS = (0, 1, 6, 7, 8, 13, 14, 15, 27, 28, 29, 30, 31, 32, 59, 60, 91, 92, 93, 364, 365, 366, 1825, 1826, 1827)
AGENTS = (
    ("sorafenib",), ("lenvatinib",), ("durvalumab",), ("lenvatinib", "durvalumab"), ("lenvatinib", "sintilimab"),
    ("atezolizumab", "bevacizumab"), ("atezolizumab",), ("bevacizumab",), ("nivolumab",), ("oxaliplatin",),
    ("sunitinib",),
)  # fmt: skip
LOCAL = ("tace", "haic", "tae", "sirt", "ablation", "resection", "transplant", "radiotherapy")


def days() -> st.SearchStrategy[date]:
    """Days of the last years, mostly near the end of some window."""
    back = st.one_of(st.sampled_from(NEAR_WINDOWS), st.integers(0, 2200))
    return back.map(lambda number: TODAY - timedelta(days=number))


def _vaguer(entry: dict[str, Any]) -> dict[str, Any]:
    """Know of each date the month alone."""
    return {key: value[:7] if key in ("start", "end") else value for key, value in entry.items()}


@st.composite
def courses(draw: st.DrawFn, catalogue: Catalogue) -> tuple[dict[str, Any], ...]:
    """A course: exact, with months for days, without drugs and outcome, without any date."""
    start, end = sorted((draw(days()), draw(days())))
    if draw(st.booleans()):
        kind = draw(st.sampled_from(LOCAL))
        entry: dict[str, Any] = {"kind": kind, "start": start.isoformat(), "end": end.isoformat()}
        return entry, _vaguer(entry), {"kind": kind}
    outcome = draw(st.sampled_from(catalogue.treatments.outcomes))
    told: dict[str, Any] = {"agents": list(draw(st.sampled_from(AGENTS))), "outcome": outcome}
    entry = {"kind": "systemic", **told, "start": start.isoformat()}
    if outcome != "ongoing":
        entry["end"] = end.isoformat()
    vague = _vaguer(entry)
    undrugged = {key: value for key, value in vague.items() if key not in told}
    return entry, vague, undrugged, {"kind": "systemic"}
