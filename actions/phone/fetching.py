"""What a patient cannot tell, and whom to ask for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from actions.log import Known
from actions.phone.asking import Outlook
from actions.wording.readback import name_of
from criteria import Catalogue
from criteria.phone import Phone, load_phone


@dataclass(frozen=True)
class Wanted:
    """A fact to fetch; `asked` where the patient was asked for it and could not tell."""

    fact: str
    name: str
    asked: bool


@dataclass(frozen=True)
class Errand:
    """What one of those who know it is to be asked for; `whom` is a key of the catalogue, `name` its words."""

    whom: str
    name: str
    facts: tuple[Wanted, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the errand in the form of the payload."""
        facts = [{"fact": one.fact, "name": one.name, "asked": one.asked} for one in self.facts]
        return {"whom": self.whom, "name": self.name, "facts": facts}


def errands(catalogue: Catalogue, known: Known, left: Outlook) -> list[Errand]:
    """Give what is to be fetched, by whom to ask: what no patient knows and what this one could not tell."""
    phone = load_phone(catalogue)
    asked = dict.fromkeys([*left.given_up, *known.pending()])
    wanted = [Wanted(fact, name_of(catalogue, fact), fact in asked) for fact in dict.fromkeys([*asked, *left.others])]
    return [
        Errand(whom, name, facts)
        for whom, name in phone.whom.items()
        if (facts := tuple(one for one in wanted if _whom(phone, one.fact) == whom))
    ]


def _whom(phone: Phone, fact: str) -> str | None:
    return phone.facts[fact].whom if fact in phone.facts else None


def names(facts: Iterable[Wanted]) -> list[str]:
    """Give the names of what is wanted."""
    return [one.name for one in facts]
