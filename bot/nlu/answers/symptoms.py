"""``no pain``: the denial of a complaint answers the questions that it bears on, and no others."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.lexicon.vocabulary import word_map
from bot.nlu.text.any_of import any_of

_TAIL = r"(?: (?:anywhere|at all|now|today|currently|at present|at the moment|whatsoever|so far|these days|really))*"


@lru_cache(maxsize=1)
def _denied() -> re.Pattern[str]:
    words = any_of(map(re.escape, word_map("symptoms_bear_on")))
    one = rf"(?:any |chest |much |real )?(?:{words})"
    return re.compile(
        rf"\W*(?:(?:i|he|she)? ?(?:has|have) )?no (?P<all>{one}(?:(?:,? or |,? and |, ?|/)(?:no )?{one})*)"
        rf"{_TAIL}\W*"
    )


def of_complaints(low: str, asked: tuple[str, ...]) -> bool:
    """Tell whether a message denies nothing but complaints that do not bear on what was asked."""
    if "no " not in low[:12] or len(low) > 90:
        return False
    match = _denied().fullmatch(low)
    if match is None:
        return False
    bears = word_map("symptoms_bear_on")
    named = [word for word in bears if re.search(rf"\b{re.escape(word)}\b", match["all"])]
    facts = {fact for word in named for fact in bears[word].split()}
    return facts.isdisjoint(asked)
