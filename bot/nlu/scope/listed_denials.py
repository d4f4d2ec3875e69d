"""``MI, stroke not present``: whether the denial behind the last item of a list is said of the others too is asked."""

from __future__ import annotations

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.items import bare_item

_OF_ALL = word_set("rows_denied")


def doubt_lists(parts: list[list[Token]]) -> None:
    """Mark the bare items before an item that is denied at its end as uncertain, where nothing else is told."""
    for place, part in enumerate(parts):
        ends = [one for one in part if one.kind != "punct"][-1:]
        if not place or not ends or ends[0].text not in _OF_ALL or sum(one.clinical for one in part) != 1:
            continue
        listed = place
        while listed and parts[listed - 1][0].sentence == part[0].sentence:
            listed -= 1
        items = parts[listed:place]
        if items and all(_item(one) for one in items):
            for token in (token for one in items for token in one):
                token.scope.add("uncertain")


def _item(part: list[Token]) -> bool:
    named = [one for one in part if one.clinical]
    return len(named) == 1 and bare_item(part) and not {"neg", "denied"} & named[0].scope
