"""An answer, and the news that another value is still out: ``82, the INR isn't back``."""

from __future__ import annotations

import re

from bot.nlu.answers.replies import whole_reply
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token

_CLAUSE = re.compile(r"[,;.!\n]|\s-\s|\b(?:but|and|while|though|although)\b")
_LEADS = re.compile(
    r"\W*(?:(?:still|just|only|we(?: are|'re)?|i(?: am|'m)?|am|are|is) )*(?:waiting (?:on|for)|awaiting|no|without|"
    r"pending|missing)(?: (?:the|his|her|a|an|any|new|repeat|result|results|for|of))*\W*"
)
_ENDS = re.compile(r"\W*(?:(?:results?|levels?|values?|reports?|yet|so far|today|still|back|available|though))*\W*")
_AND_MORE = re.compile(r"^(?: ?(?:and|&|/|\+) (?:the )?[a-z][a-z0-9-]{1,14})+")
"""``awaiting INR and AFP``: another value that is awaited too."""
_STILL_OUT = re.compile(r"\W*(?:(?:is|are|was) )?(?:still )?(?:out|outstanding|missing|due|running|cooking)\W*")


def pass_still_out(draft: Draft) -> None:
    """Leave aside what is said of another value that is not there yet, so that the answer before it is read."""
    if not draft.asked or len(draft.text.low) > 120 or not any(one.kind == "num" for one in draft.tokens):
        return
    for place in draft.places.role("name"):
        token = draft.tokens[place]
        if not token.used and _measured(draft, token) and (span := _clause_of(draft, token)) is not None:
            for one in range(draft.place_at(span[0]), draft.place_at(max(span[0], span[1] - 1)) + 1):
                draft.tokens[one].used = True
                draft.tokens[one].scope.add("out")


def _measured(draft: Draft, token: Token) -> bool:
    """Tell whether a token names a value that was not asked for."""
    named = [one.id for one in token.senses("name")]
    return any(draft.catalogue.facts[one].lab for one in named) and not set(named) & set(draft.asked)


def _clause_of(draft: Draft, token: Token) -> tuple[int, int] | None:
    """The clause in which a value is said to be awaited, or None where something else is said of it."""
    low = draft.text.low
    opened = max((one.end() for one in _CLAUSE.finditer(low, 0, token.start)), default=0)
    closed = next((one.start() for one in _CLAUSE.finditer(low, token.end) if one.group() != "and"), len(low))
    before, behind = low[opened : token.start], low[token.end : closed]
    number = re.match(r"\s*[\d.,]+\s*", before)
    opened, before = (opened + number.end(), before[number.end() :]) if number else (opened, before)
    bare = behind.strip(" :,-=\n")
    after = re.fullmatch(r"\W*(?:the|his|her|but|and)?\W*", before) and (
        _STILL_OUT.fullmatch(behind) or (bare and whole_reply(bare, asked=True) in ("pending", "unknown"))
    )
    waits = _LEADS.fullmatch(before) and _ENDS.fullmatch(_AND_MORE.sub("", behind))
    return (opened, closed) if after or waits else None


def read_closing_reply(draft: Draft) -> None:
    """``Hb is 11.2, platelets still pending`` to the question about platelets: the reply stands behind another fact."""
    if draft.reply or len(draft.asked) != 1 or draft.asked[0] in draft.facts or not draft.facts:
        return
    if any(query.fact == draft.asked[0] for query in draft.queries) or len(draft.text.low) > _LONGEST:
        return
    low = draft.text.low
    ends = [one.end() for one in _CLAUSE.finditer(low)]
    token = next(
        (one for one in reversed(draft.tokens) if any(sense.id == draft.asked[0] for sense in one.senses("name"))), None
    )
    if token is None or token.used:
        return
    opened = max((one for one in ends if one <= token.start), default=0)
    said = low[token.end :].strip(" :,-=.\n")
    if not opened or not _OPENS.fullmatch(low, opened, token.start) or _CLAUSE.search(said):
        return
    reply = whole_reply(said, asked=True) if said else None
    if reply in ("pending", "unknown"):
        draft.reply = reply
        draft.use(range(draft.place_at(opened), len(draft.tokens)))


_OPENS = re.compile(r"\W*(?:(?:but|and|while|the|his|her|only)\W+)*")
_LONGEST = 120
