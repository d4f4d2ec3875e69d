"""Dates that only the rest of the message settles: their year, their order, what they are counted from."""

from __future__ import annotations

from datetime import date

from bot.nlu.dating.beside_treatments import settle_beside_treatments
from bot.nlu.dating.counted_days import settle_counted
from bot.nlu.dating.dotted_months import settle_dotted
from bot.nlu.dating.exact_dates import settle_exact
from bot.nlu.dating.in_turn import settle_in_turn
from bot.nlu.dating.later import settle_later
from bot.nlu.dating.months import (
    settle_bracketed,
    settle_glosses,
    settle_months,
    settle_order,
    settle_same,
    settle_within,
)
from bot.nlu.dating.of_year import settle_of_year
from bot.nlu.dating.spans import settle_back, settle_between, settle_spans
from bot.nlu.dating.years_first import settle_year_before
from bot.nlu.lexicon.tokens import Token


def settle_dates(tokens: list[Token], low: str, today: date) -> None:
    """Settle the dates of a message by each other, in an order in which each step finds what the one before settled."""
    settle_dotted(tokens, low, today)
    settle_year_before(tokens, today)
    settle_months(tokens, today)
    settle_spans(tokens, today)
    settle_order(tokens, low, today)
    settle_between(tokens, today)
    settle_counted(tokens, today)
    settle_glosses(tokens)
    settle_of_year(tokens, today)
    settle_exact(tokens, today)
    settle_same(tokens, today)
    settle_bracketed(tokens, today)
    settle_back(tokens, today)
    settle_later(tokens, low, today)
    settle_beside_treatments(tokens, low, today)
    settle_in_turn(tokens, today)
    settle_within(tokens, today)
