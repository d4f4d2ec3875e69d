"""Stretches of a message that are not about what the patient has or was given: a trial's criteria, risks, options.

The stretches are data (``forms/bars/``), patterns of the folded text with a piece of text without
which each cannot match.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from bot.nlu.corrections.renamed import mark_renamed
from bot.nlu.lexicon.tokens import Token
from bot.nlu.scope.under_headings import mark_under_headings
from bot.nlu.scope.whose_number import mark_other_patients, mark_others_numbers
from bot.nlu.text.pattern_files import rows_of
from bot.nlu.text.telling import Gated, Gates
from bot.nlu.treatments.never_begun import mark_never_begun
from bot.nlu.treatments.only_said import mark_only_said
from bot.nlu.treatments.only_spoken import mark_only_spoken
from bot.nlu.tumour.microscope import mark_reports_of_tissue
from bot.nlu.wording.bracketed_values import mark_bracketed_values

_FILES = (
    "bars/first.yml",
    "bars/further.yml",
    "bars/papers.yml",
    "bars/records.yml",
    "bars/reports.yml",
    "bars/courses.yml",
    "bars/beside.yml",
    "bars/people.yml",
    "bars/kin.yml",
    "bars/trials.yml",
    "bars/plans.yml",
    "bars/possible.yml",
    "bars/given_out.yml",
    "bars/others.yml",
    "bars/general.yml",
    "bars/examples.yml",
    "bars/visits.yml",
    "bars/rules.yml",
    "bars/margins.yml",
    "bars/not_his.yml",
    "bars/told_apart.yml",
    "bars/in_short.yml",
    "bars/expected.yml",
    "bars/yardsticks.yml",
    "bars/cohorts.yml",
    "bars/bounded.yml",
    "bars/tried.yml",
)
_SCOPES = {"other": "relative", "refuse": "refuse", "plan": "plan", "elsewhere": "elsewhere", "doubt": "uncertain"}


@lru_cache(maxsize=1)
def bars() -> tuple[tuple[str, str, Gated], ...]:
    """Load the stretches: the scope that their words get, the telling piece, the pattern."""
    rows = rows_of(_FILES, "bars", pattern=2)
    return tuple((_SCOPES[scope], telling, Gated(pattern)) for scope, telling, pattern in rows)


@lru_cache(maxsize=1)
def _gates() -> Gates:
    return Gates((telling, pattern) for _, telling, pattern in bars())


def bar(tokens: Sequence[Token], low: str, cased: str) -> None:
    """Give the words of every such stretch the scope in which they are not recorded."""
    starts: list[int] = []
    for place in _gates().open(low):
        scope, _, pattern = bars()[place]
        for match in pattern.pattern.finditer(low):
            starts = starts or [token.start for token in tokens]
            start, end = match.span("bar") if "bar" in match.re.groupindex else _own(match, low)
            first = bisect_left(starts, start)
            if first > 0 and start < tokens[first - 1].end and tokens[first - 1].treats:
                first -= 1  # ``liver resection`` is one token
            first = _whole(tokens, first) if scope in ("refuse", "plan") else first
            for token in tokens[first : bisect_left(starts, end)]:
                token.scope.add(scope)
    mark_under_headings(tokens, low)
    mark_other_patients(tokens, low)
    mark_others_numbers(tokens, low)
    mark_never_begun(tokens, low)
    mark_only_said(tokens)
    mark_only_spoken(tokens, cased)
    mark_reports_of_tissue(tokens)
    mark_renamed(tokens)
    mark_bracketed_values(tokens)


def _own(match: re.Match[str], low: str) -> tuple[int, int]:
    """The stretch that a match needs: a bracket or a spaced dash that it runs over ends it, where a side would do."""
    start, end = match.span()
    said = match.group()
    close = said.find(")")
    if close >= 0 and "(" not in said[:close]:
        end = start + close
    opened = said.rfind("(")
    if opened > 0 and ")" not in said[opened:] and match.re.search(said[opened + 1 :]):
        start += opened + 1
    for joint in _JOINTS:
        dash = low.find(joint, start, end)
        if dash > 0 and low.find(joint, dash + 1, end) < 0 and "\n" not in said and ":" not in low[start:dash]:
            behind = dash + len(joint)
            first = match.re.search(low[start:dash])
            if (joint != ", " or (_VALUED.search(low, start, dash) and not first)) and match.re.search(low[behind:end]):
                start = behind
            elif joint != ", " and first:
                end = dash
    return start, end


_JOINTS = (" - ", " / ", ", ")
_VALUED = re.compile(r"\d|\b(?:he|she|his|her|pt|patient|negative|positive|neg|pos|no|denies)\b")
"""Before a comma: what is told of the patient, no list of what a rule names."""


def _whole(tokens: Sequence[Token], first: int) -> int:
    """``atezo/bev considered``: what is given together is meant together, though the pattern names the last alone."""
    while first > 1 and tokens[first - 1].text in _TOGETHER and tokens[first].treats and tokens[first - 2].treats:
        first -= 2
    return first


_TOGETHER = frozenset(("/", "+", "&"))
