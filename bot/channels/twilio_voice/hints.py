"""Words that a recogniser would otherwise mishear: those of the catalogue, and those that steer a call."""

from actions.wording.readback import name_of
from criteria import load_catalogue

STEERING = (
    "yes",
    "no",
    "don't know",
    "repeat",
    "undo",
    "new patient",
    "back to",
    "status",
    "why not",
    "phone",
    "hang up",
    "to fetch",
    "BCLC",
    "CNLC",
    "ECOG",
    "Child-Pugh",
    "TACE",
    "HAIC",
    "SIRT",
)
LONGEST = 100


def hints() -> tuple[str, ...]:
    """Give the phrases, the likeliest first: steering, drugs, kinds of treatment, facts."""
    catalogue = load_catalogue()
    drugs = [drug.replace("_", " ") for drugs in catalogue.treatments.drug_classes.values() for drug in drugs]
    kinds = [kind.name for kind in catalogue.treatments.kinds.values()]
    facts = [name_of(catalogue, name) for name in catalogue.facts]
    found = (one.replace(",", "") for one in (*STEERING, *drugs, *kinds, *facts) if len(one) <= LONGEST)
    return tuple(dict.fromkeys(found))
