"""Short forms of charts that a word for word reading misses, put in the words that the lexicon knows.

Each form of the files ``forms/chart/`` is a pattern of the folded text with a piece of
text without which it cannot match, so that a message that holds none of them costs a search of a few letters each.
"""

from __future__ import annotations

from functools import lru_cache

from bot.nlu.text.normalise import Text
from bot.nlu.text.pattern_files import rows_of
from bot.nlu.text.rewriting import Change, apart, is_whole, rewritten
from bot.nlu.text.telling import Gated, Gates

_FILES = (
    "chart/then_and_now.yml",
    "chart/courses_counted.yml",
    "chart/courses_meant.yml",
    "chart/of_two_minds.yml",
    "chart/drugs_left.yml",
    "chart/risen_from.yml",
    "chart/dressed.yml",
    "chart/said_of_sites.yml",
    "chart/tumour_told.yml",
    "chart/history_abroad.yml",
    "chart/illness_names.yml",
    "chart/controlled.yml",
    "chart/in_passing.yml",
    "chart/told_events.yml",
    "chart/tumour_abroad.yml",
    "chart/radiology.yml",
    "chart/growth.yml",
    "chart/how_many.yml",
    "chart/sides_of_liver.yml",
    "chart/between.yml",
    "chart/others_said.yml",
    "chart/stated.yml",
    "chart/tissue_gone.yml",
    "chart/whole_letters.yml",
    "chart/wholly.yml",
    "chart/whole_history.yml",
    "chart/course_turns.yml",
    "chart/courses_said.yml",
    "chart/willing.yml",
    "chart/views.yml",
    "chart/past_and_will.yml",
    "chart/scales.yml",
    "chart/past_illness.yml",
    "chart/illnesses_short.yml",
    "chart/events.yml",
    "chart/doubted.yml",
    "chart/marks_of_doubt.yml",
    "chart/wider.yml",
    "chart/judged.yml",
    "chart/histories.yml",
    "chart/lesions.yml",
    "chart/doctors.yml",
    "chart/told_so.yml",
    "chart/named.yml",
    "chart/findings.yml",
    "chart/spelt.yml",
    "chart/people.yml",
    "chart/surely.yml",
    "chart/series.yml",
    "chart/sites.yml",
    "chart/otherwise.yml",
    "chart/undone.yml",
    "chart/episodes.yml",
    "chart/plainly.yml",
    "chart/abroad.yml",
    "chart/tables.yml",
    "chart/foreign.yml",
    "chart/paragraphs.yml",
    "chart/reports.yml",
    "chart/turns.yml",
    "chart/clauses.yml",
    "chart/wards.yml",
    "chart/lines.yml",
    "chart/opened.yml",
    "chart/first.yml",
    "chart/exports.yml",
    "chart/history.yml",
    "chart/papers.yml",
    "chart/courses.yml",
    "chart/further.yml",
    "chart/letters.yml",
    "chart/forms.yml",
    "chart/shares.yml",
    "chart/before_and_now.yml",
    "chart/values.yml",
    "chart/treated.yml",
    "chart/wordings.yml",
    "chart/denied.yml",
    "chart/dense.yml",
    "chart/crowded.yml",
    "chart/records.yml",
    "chart/beside.yml",
    "chart/excluding.yml",
    "chart/untreated.yml",
    "chart/clinic.yml",
    "chart/short.yml",
    "chart/said.yml",
    "chart/since_then.yml",
    "chart/taken_back.yml",
    "chart/measures.yml",
    "chart/pressures.yml",
    "chart/stages.yml",
    "chart/onward.yml",
    "chart/bounds.yml",
    "chart/blocks.yml",
    "chart/labs.yml",
    "chart/unsplit.yml",
    "chart/arrows.yml",
    "chart/anew.yml",
    "chart/artefacts.yml",
    "chart/rounds.yml",
    "chart/hands.yml",
    "chart/placed.yml",
    "chart/staged.yml",
    "chart/ran_after_all.yml",
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
        changes = [
            Change(*match.span(), match.expand(wording)) for match in form.pattern.finditer(text.low) if is_whole(match)
        ]
        if changes:
            return place, changes
    return None
