"""CNLC and BCLC stages from tumour burden, spread, performance status and Child-Pugh class.

Sources: Chinese guideline for primary liver cancer 2022/2024; BCLC 2022 update (PMC8866082).
Each component is reduced to the bands that the stages tell apart; a stage is possible if some
completion of the unknown components gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from criteria.derive.grid import Bands, Grid
from criteria.knowledge import Knowledge, Rule
from criteria.known import NOTHING, Known, joined
from criteria.spans import ALL, Span, between
from criteria.values import Choice, Quantity

StageOf = Callable[..., frozenset[str]]

COUNT = (between(0, 0), between(1, 1), between(2, 3), Span((4, 0), ALL.high))
SIZE = (
    Span(ALL.low, (2, 0)), Span((2, 1), (3, 0)), Span((3, 1), (5, 0)), Span((5, 1), ALL.high),
)  # fmt: skip
NO_TUMOUR, ONE, TWO_OR_THREE, FOUR_OR_MORE = range(4)
UP_TO_2, UP_TO_3, UP_TO_5, OVER_5 = range(4)
FIT, IMPAIRED, POOR = range(3)  # ECOG 0, 1 to 2, 3 to 4
ECOG = {"0": FIT, "1": IMPAIRED, "2": IMPAIRED, "3": POOR, "4": POOR}
CLASS = {"A": 0, "B": 1, "C": 2}

COMPONENTS = (
    "tumour_count", "largest_tumour", "portal_vein_thrombus", "hepatic_vein_invasion",
    "extrahepatic_metastasis", "ecog", "child_pugh_class",
)  # fmt: skip


def _in_bands(knowledge: Knowledge, fact: str, bands: tuple[Span, ...]) -> tuple[int, ...]:
    value = knowledge.known(fact).value
    if not isinstance(value, Quantity):
        return tuple(range(len(bands)))
    return tuple(place for place, band in enumerate(bands) if any(not span.apart(band) for span in value.spans))


def _yes_no(flag: bool | None) -> tuple[int, ...]:
    return (0, 1) if flag is None else (int(flag),)


def _mapped(options: Iterable[str], bands: dict[str, int]) -> tuple[int, ...]:
    return tuple(sorted({bands[option] for option in options}))


def _bands(knowledge: Knowledge) -> Bands:
    bands: Bands | None = knowledge.memory.get(COMPONENTS)
    if bands is None:
        bands = knowledge.memory[COMPONENTS] = _read_bands(knowledge)
    return bands


def _read_bands(knowledge: Knowledge) -> Bands:
    thrombus = {int(option != "none") for option in knowledge.options("portal_vein_thrombus")}
    return (
        _in_bands(knowledge, "tumour_count", COUNT),
        _in_bands(knowledge, "largest_tumour", SIZE),
        tuple(sorted(thrombus)),
        _yes_no(knowledge.flag("hepatic_vein_invasion")),
        _yes_no(knowledge.flag("extrahepatic_metastasis")),
        _mapped(knowledge.options("ecog"), ECOG),
        _mapped(knowledge.options("child_pugh_class"), CLASS),
    )


def cnlc_of(count: int, size: int, portal: int, hepatic: int, spread: int, ecog: int, child: int) -> frozenset[str]:
    """Give the CNLC stage of known bands; nothing where no tumour is left to stage."""
    if child == CLASS["C"] or ecog == POOR:
        return frozenset(("IV",))
    if spread:
        return frozenset(("IIIb",))
    if portal or hepatic:
        return frozenset(("IIIa",))
    if count == ONE:
        return frozenset(("Ib",) if size == OVER_5 else ("Ia",))
    if count == TWO_OR_THREE:
        return frozenset(("Ib",) if size <= UP_TO_3 else ("IIa",))
    return frozenset(("IIb",)) if count == FOUR_OR_MORE else NOTHING


def bclc_of(count: int, size: int, portal: int, hepatic: int, spread: int, ecog: int, child: int) -> frozenset[str]:
    """Give the BCLC stages of known bands: several where centres differ, none without a tumour."""
    if ecog == POOR:
        return frozenset(("D",))
    if portal or hepatic or spread:
        stage = frozenset(("C",))
    else:
        confined = _confined(count, size, child)
        stage = confined | {"C"} if confined and ecog == IMPAIRED else confined
    return stage | {"D"} if child == CLASS["C"] else stage


def _confined(count: int, size: int, child: int) -> frozenset[str]:
    """Give the stage by tumour number and size alone."""
    if count == NO_TUMOUR:
        return NOTHING
    if count == ONE:
        return frozenset(("0",) if size == UP_TO_2 and child == CLASS["A"] else ("A",))
    return frozenset(("A",) if count == TWO_OR_THREE and size <= UP_TO_3 else ("B",))


GRID = Grid((len(COUNT), len(SIZE), 2, 2, 2, 3, 3))


@lru_cache(maxsize=2)
def _regions(stage_of: StageOf) -> dict[frozenset[str], int]:
    """Give the combinations of bands that have each stage."""
    return GRID.split(stage_of)


@lru_cache(maxsize=4096)
def _stages(stage_of: StageOf, bands: Bands) -> frozenset[str]:
    possible = GRID.possible(bands)
    return NOTHING.union(*[stages for stages, region in _regions(stage_of).items() if region & possible])


def _derive(stage_of: StageOf, fact: str, knowledge: Knowledge) -> Known:
    parts = [knowledge.known(component) for component in COMPONENTS]
    reads, sources, notes = joined(parts)
    stages = _stages(stage_of, _bands(knowledge))
    anything = not stages or len(stages) == len(knowledge.catalogue.facts[fact].options)
    return Known(None if anything else Choice(stages), reads, sources, notes)


@lru_cache(maxsize=4096)
def _deciding(stage_of: StageOf, bands: Bands, given: frozenset[str], accepted: frozenset[str]) -> tuple[bool, ...]:
    """Tell of each component whether it can change which of the given options lie in the accepted."""
    verdicts: dict[int, int] = {}
    for stages, region in _regions(stage_of).items():
        verdict = _verdict((stages & given) or given, accepted)
        verdicts[verdict] = verdicts.get(verdict, 0) | region
    return GRID.deciding(verdicts, bands)


def _verdict(left: frozenset[str], accepted: frozenset[str]) -> int:
    """Tell none, all or some of the options that are left being accepted apart: 0, 1, 2."""
    return 0 if left.isdisjoint(accepted) else 1 if left <= accepted else 2


def _open(stage_of: StageOf, fact: str, knowledge: Knowledge, accepted: frozenset[str] | None) -> tuple[str, ...]:
    """Give the components, and theirs, that can still decide whether the stage is accepted."""
    given = knowledge.record.facts.get(fact)
    options = frozenset(knowledge.catalogue.facts[fact].options)
    left = given.options if isinstance(given, Choice) else options
    targets = [accepted] if accepted is not None else [frozenset((one,)) for one in options]
    bands = _bands(knowledge)
    deciding = [_deciding(stage_of, bands, left, target) for target in targets]
    ids: list[str] = []
    for component, *decides in zip(COMPONENTS, *deciding, strict=True):
        if any(decides):
            ids += knowledge.missing(component)
    return tuple(dict.fromkeys(ids))


RULES = {
    name: Rule(partial(_derive, stage_of, name), partial(_open, stage_of, name))
    for name, stage_of in (("cnlc", cnlc_of), ("bclc", bclc_of))
}
