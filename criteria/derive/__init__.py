"""Derived facts: what follows from others, by the tables of the clinical reference."""

from criteria.derive import child_pugh, simple, stages
from criteria.knowledge import RULES

RULES.update(simple.RULES)
RULES.update(child_pugh.RULES)
RULES.update(stages.RULES)
