"""What verdicts are given by: the trial files word for word, the fact catalogue, the version of the program."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from criteria.catalogue import FACTS_FOLDER
from criteria.trial_loader import TRIALS_FOLDER


@dataclass(frozen=True)
class Rulebook:
    """The text of each trial file by its SHA-256 (`Trial.digest`), the catalogue's SHA-256, the version."""

    texts: Mapping[str, str]
    catalogue: str
    version: str


@lru_cache(maxsize=4)
def rulebook(trials: Path = TRIALS_FOLDER, facts: Path = FACTS_FOLDER) -> Rulebook:
    """Read the rulebook from the folders of the trial files and of the catalogue."""
    contents = _contents(trials.glob("*.yml"))
    texts = {sha256(content).hexdigest(): content.decode() for content in contents.values()}
    catalogue = sha256()
    for name, content in sorted(_contents(facts.glob("*.yml")).items()):
        catalogue.update(f"{name}\0{len(content)}\0".encode() + content)
    return Rulebook(texts, catalogue.hexdigest(), version("hepascreen"))


def _contents(paths: Iterable[Path]) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in paths}
