"""What one setting is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, what it means, its default, and how text becomes its value."""

    name: str
    field: str
    meaning: str
    default_reads: str
    default: Any
    parse: Callable[[str], Any]
