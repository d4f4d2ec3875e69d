"""Short forms of charts that a word for word reading misses, put in the words that the lexicon knows.

Each form of the files ``chart*.yml`` is a pattern of the folded text with a piece of
text without which it cannot match, so that a message that holds none of them costs a search of a few letters each.
"""

from __future__ import annotations

from functools import lru_cache

from bot.nlu.normalise import Text
from bot.nlu.pattern_files import rows_of
from bot.nlu.rewriting import Change, apart, rewritten
from bot.nlu.telling import Gated, Gates

_FILES = (
    "chart_events.yml",
    "chart_wider.yml",
    "chart_judged.yml",
    "chart_lesions.yml",
    "chart_doctors.yml",
    "chart_told_so.yml",
    "chart_named.yml",
    "chart_findings.yml",
    "chart_spelt.yml",
    "chart_people.yml",
    "chart_surely.yml",
    "chart_series.yml",
    "chart_sites.yml",
    "chart_otherwise.yml",
    "chart_undone.yml",
    "chart_episodes.yml",
    "chart_plainly.yml",
    "chart_abroad.yml",
    "chart_tables.yml",
    "chart_foreign.yml",
    "chart_paragraphs.yml",
    "chart_reports.yml",
    "chart_turns.yml",
    "chart_clauses.yml",
    "chart_wards.yml",
    "chart_lines.yml",
    "chart_opened.yml",
    "chart.yml",
    "chart_exports.yml",
    "chart_history.yml",
    "chart_papers.yml",
    "chart_courses.yml",
    "chart_further.yml",
    "chart_letters.yml",
    "chart_forms.yml",
    "chart_shares.yml",
    "chart_values.yml",
    "chart_treated.yml",
    "chart_wordings.yml",
    "chart_denied.yml",
    "chart_dense.yml",
    "chart_records.yml",
    "chart_beside.yml",
    "chart_clinic.yml",
    "chart_short.yml",
    "chart_said.yml",
    "chart_measures.yml",
    "chart_stages.yml",
    "chart_onward.yml",
    "chart_bounds.yml",
    "chart_blocks.yml",
    "chart_labs.yml",
    "chart_arrows.yml",
    "chart_anew.yml",
    "chart_artefacts.yml",
    "chart_rounds.yml",
)


@lru_cache(maxsize=1)
def forms() -> tuple[tuple[str, Gated, str], ...]:
    """Load the forms: the telling piece, the pattern with its parts put in, the wording."""
    rows = ((telling, Gated(pattern), wording) for telling, pattern, wording in rows_of(_FILES, "forms"))
    return tuple((telling if _certain(telling, form) else "", form, wording) for telling, form, wording in rows)


def _certain(telling: str, form: Gated) -> bool:
    """Tell whether no alternative of a pattern goes without the telling piece, as far as its pieces show."""
    for pieces in form.needed:
        holding = sum(telling in piece for piece in pieces)
        if 0 < holding < len(pieces):
            return any(all(telling in piece for piece in other) for other in form.needed)
    return True


@lru_cache(maxsize=1)
def _gates() -> Gates:
    return Gates((telling, pattern) for telling, pattern, _ in forms())


def in_full(text: Text) -> Text:
    """Put the short forms of charts in full, one after the other; what comes out still knows where it stood."""
    at = -1
    while (found := _next_changes(text, at)) is not None:
        at, changes = found
        text = rewritten(text, apart(changes))
    return text


def _next_changes(text: Text, behind: int) -> tuple[int, list[Change]] | None:
    """Give the next form that a text holds, and what it changes."""
    for place in _gates().open(text.low, behind):
        _, form, wording = forms()[place]
        changes = [Change(*match.span(), match.expand(wording)) for match in form.pattern.finditer(text.low)]
        if changes:
            return place, changes
    return None
