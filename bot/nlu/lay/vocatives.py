"""What patients call whom they speak to: ``No, love``, ``I'm 63 dear``, ``never in my life, doctor``."""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.scope.proxies import as_told, proxies
from bot.nlu.text.rewriting import Change
from bot.nlu.text.telling import Gated

_SURE = (
    r"dear|dearie|madam|ma'?am|sir|darling|sweetheart|petal|hun|doctor (?:saab|sahib|ji|sir|madam)|"
    r"sister ji|pet|guv|mate|my dear|my love|my friend|young (?:man|lady)"
)
_APART = r"love|duck|hon|honey|nurse|doctor|doc|miss|boss|pal|girl|lad|son|sister|chief|missus"
_VOCATIVES = Gated(
    rf"(?<=[a-z0-9.!?,])(?:,? (?<!the )(?<!my )(?<!a )(?<!to )(?<!his )(?<!her )(?:{_SURE})|, (?:{_APART}))"
    r"(?=\s*(?:$|[.,;!?]))"
    rf"|(?<=^no )(?:{_APART})(?=\s*(?:$|[.,;!?]))|(?<=^yes )(?:{_APART})(?=\s*(?:$|[.,;!?]))"
    rf"|(?<=^no idea) (?:{_APART})(?=\s*(?:$|[.,;!?]))|(?<=n't know) (?:{_APART})(?=\s*(?:$|[.,;!?]))"
    rf"|(?<=never )(?:{_APART})(?=\s*(?:$|[.,;!?]))"
)


_SAYINGS = Gated(
    r"^\W*(?:no,? )?(?:(?:i )?(?:can't|cannot|couldn't) say(?: that)? (?:i|we|he|she) (?:have|did|do|am|had|was|"
    r"has)(?: had)?)\b"
)
"""``can't say that I have``: a no, however it sounds."""


def vocatives(low: str) -> Iterator[Change]:
    """Give what is to be left out of a text."""
    if len(low) <= 300:
        yield from proxies(low)
        yield from (Change(*match.span(), "never") for match in _SAYINGS.finditer(low))
        for match in _VOCATIVES.finditer(low):
            yield Change(*match.span(), "")


def without_vocatives(low: str) -> str:
    """Give a text without them."""
    return _VOCATIVES.sub("", _SAYINGS.sub("never", as_told(low))) if len(low) <= 300 else low
