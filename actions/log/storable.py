"""What a database can hold of what was typed: no NUL, no half characters, no more than a column takes."""

import re
from typing import Any

_UNSTORABLE = re.compile(r"[\0\ud800-\udfff]")
REPLACED = "\ufffd"
LARGEST = 2**53


def storable(value: Any) -> Any:
    """Give a value of JSON that every database can hold; of a text, what it cannot hold is shown as such (U+FFFD).

    A number that JSON has not (infinite, none) or that readers of JSON round (from 2**53 on) is kept as text, a whole
    one without the `.0` that SQLite drops.
    """
    if isinstance(value, (int, float)) and not -LARGEST <= value < LARGEST:
        return repr(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return _UNSTORABLE.sub(REPLACED, value)
    if isinstance(value, dict):
        return {storable(name): storable(part) for name, part in value.items()}
    return [storable(one) for one in value] if isinstance(value, list) else value


def cut(text: str, longest: int) -> str:
    """Give a text of at most so many characters; a longer one ends with an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
