"""Patient records drawn at random: every number within its plausible range, no two alike."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from criteria import Catalogue, Record, RecordError, read_record
from criteria.catalogue import Fact

OUTCOMES = ("progression", "intolerance", "completed")


def records(count: int, share: float, catalogue: Catalogue, on: date, seed: int = 4) -> list[Record]:
    """Draw records that tell about this share of the facts, and up to three treatments.

    What the record reader refuses (an event before the patient was born) is drawn again.
    """
    draw, found = random.Random(seed), []
    while len(found) < count:
        try:
            found.append(read_record(_record(draw, share, catalogue, on), catalogue, on))
        except RecordError:
            continue
    return found


def _record(draw: random.Random, share: float, catalogue: Catalogue, on: date) -> dict[str, Any]:
    told = [fact for fact in catalogue.facts.values() if fact.kind != "date" and draw.random() < share]
    return {
        "facts": {fact.id: _value(draw, fact, on) for fact in told},
        "treatments": [_treatment(draw, catalogue, on) for _ in range(draw.randrange(4))],
        "treatments_complete": draw.random() < 0.7,
    }


def _value(draw: random.Random, fact: Fact, on: date) -> Any:
    if fact.kind == "flag":
        return draw.random() < 0.15
    if fact.kind == "event":
        return False if draw.random() < 0.8 else (on - timedelta(days=draw.randrange(2000))).isoformat()
    if fact.kind == "choice":
        option = draw.choice(list(fact.options))
        return [option] if fact.several else option
    low, high = fact.plausible or (fact.domain[0][0], fact.domain[1][0])
    number = draw.uniform(low, high)
    return round(number) if fact.integer else float(f"{number:.3g}")


def _treatment(draw: random.Random, catalogue: Catalogue, on: date) -> dict[str, Any]:
    end = on - timedelta(days=draw.randrange(5, 900))
    start = end - timedelta(days=draw.randrange(300))
    kind = draw.choice(list(catalogue.treatments.kinds))
    entry = {"kind": kind, "start": start.isoformat(), "end": end.isoformat()}
    if kind != "systemic":
        return entry
    drugs = sorted({drug for drugs in catalogue.treatments.drug_classes.values() for drug in drugs})
    return {**entry, "agents": draw.sample(drugs, draw.randrange(1, 3)), "outcome": draw.choice(OUTCOMES)}
