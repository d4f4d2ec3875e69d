"""A text in a channel's markup, cut into messages that it takes."""

from collections.abc import Iterable

from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.pages import is_page, plain, written

CUT = "(Cut here: too long for this channel. On a computer the same question gives all of it.)"


def split(text: str, dialect: Dialect) -> list[str]:
    """Cut a text into messages that the channel takes: between lines, else between words, else anywhere."""
    in_page = False
    lines: list[str] = []
    for line in text.split("\n"):
        in_page = in_page or is_page(line)
        lines += _lines(line, dialect, in_page)
    parts: list[str] = []
    for line in lines:
        joined = f"{parts[-1]}\n{line}" if parts else line
        if parts and _fits(joined, dialect):
            parts[-1] = joined
        else:
            parts.append(line)
    parts = [part.strip("\n") for part in parts if part.strip()]
    if len(parts) > dialect.most_messages:
        parts = [*parts[: dialect.most_messages - 1], dialect.escape(CUT)]
    return parts


def _lines(line: str, dialect: Dialect, in_page: bool) -> Iterable[str]:
    """Write a line in the channel's markup; one that is too long by itself in pieces, without bold words."""
    whole = written(line, dialect) if in_page else dialect.escape(line)
    if dialect.measure(whole) <= dialect.longest:
        return [whole]
    return [dialect.escape(piece) for piece in _pieces(plain(line) if in_page else line, dialect)]


def _pieces(line: str, dialect: Dialect) -> Iterable[str]:
    while not _fits(dialect.escape(line), dialect):
        most = _most(line, dialect)
        at = line.rfind(" ", 1, most + 1)
        at = at if at > most // 2 else most
        yield line[:at].rstrip()
        line = line[at:].lstrip()
    yield line


def _most(line: str, dialect: Dialect) -> int:
    """Give how many characters of a line fit, one at least."""
    low, high = 1, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _fits(dialect.escape(line[:middle]), dialect) else (low, middle - 1)
    return low


def _fits(text: str, dialect: Dialect) -> bool:
    return dialect.measure(text) <= dialect.longest
