"""What a reader raises inside a file: the caller, who knows the file, turns it into a fault."""

from __future__ import annotations

Keys = tuple[str | int, ...]


class Faulty(Exception):
    """Something in a file is wrong at ``path``."""

    def __init__(self, path: Keys, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.path, self.problem, self.remedy = path, problem, remedy
