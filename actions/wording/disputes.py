"""Two values of one fact, of which one was a mistake."""

from collections.abc import Callable, Iterable

from actions.disputes import Dispute
from actions.log import Observation
from actions.wording.values import value_text
from criteria import Catalogue


def dispute_line(catalogue: Catalogue, dispute: Dispute, source: Callable[[Observation], str]) -> str:
    """Put both values with their sources, as `source` gives them, and say which counts until one is chosen."""
    fact = catalogue.facts[dispute.new.fact]
    old, new = value_text(fact, dispute.old.value), value_text(fact, dispute.new.value)
    return (
        f"Two values for {fact.name}: {old} ({source(dispute.old)}) or {new} "
        f"({source(dispute.new)})? Until you choose, the later one counts: {new}."
    )


def reminder_line(catalogue: Catalogue, disputes: Iterable[Dispute]) -> str:
    """Remind of values that were put before the coordinator and not chosen."""
    parts = []
    for one in disputes:
        fact = catalogue.facts[one.new.fact]
        old, new = value_text(fact, one.old.value), value_text(fact, one.new.value)
        parts.append(f"Still two values for {fact.name}: {old} or {new}; {new} counts until you choose.")
    return " ".join(parts)
