"""The steps that follow one another, by what they know beside the text: nothing, or the names in it (`Named`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Concatenate, ParamSpec

from bot.nlu.answers.elsewhere import without_asking
from bot.nlu.corrections.corrected_beside import corrected_beside
from bot.nlu.corrections.doubted_values import with_doubts_beside
from bot.nlu.corrections.meant_instead import meant_instead
from bot.nlu.corrections.mistaken import without_mistakes
from bot.nlu.corrections.other_day import without_other_day
from bot.nlu.corrections.read_for import read_for
from bot.nlu.corrections.reissued import without_superseded
from bot.nlu.corrections.restated import restated
from bot.nlu.corrections.retold import retold
from bot.nlu.corrections.second_thoughts import in_second_thoughts
from bot.nlu.corrections.sources_say import as_papers_have
from bot.nlu.corrections.turned import turned
from bot.nlu.corrections.unsaid import without_unsaid
from bot.nlu.dating.beside_values import with_days_beside_values
from bot.nlu.dating.dated_results import with_days_behind
from bot.nlu.dating.days_of_parts import with_days_of_parts
from bot.nlu.dating.except_days import with_days_of_rest
from bot.nlu.dating.same_sample import in_same_sample
from bot.nlu.dating.sample_days import with_sample_days
from bot.nlu.dating.shared_days import with_shared_days
from bot.nlu.dating.turned_years import across_years
from bot.nlu.history.lingering import with_lingering
from bot.nlu.labs.normal_cells import with_normal_cells
from bot.nlu.scope.may_join import may_join
from bot.nlu.scope.mistook import without_mistook
from bot.nlu.scope.presupposed import with_presupposed
from bot.nlu.text.figures import in_figures
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Named
from bot.nlu.treatments.drugs_of_before import with_drugs_named
from bot.nlu.treatments.one_left import with_one_left
from bot.nlu.wording.amended import amended
from bot.nlu.wording.bare_newer import with_bare_newer
from bot.nlu.wording.beds import without_beds
from bot.nlu.wording.behind_values import with_days_at_values
from bot.nlu.wording.bland_clots import without_bland_clots
from bot.nlu.wording.checklists import without_limits
from bot.nlu.wording.closing_days import with_closing_days
from bot.nlu.wording.contractions import with_denials_out
from bot.nlu.wording.cured_beside import with_cures_beside
from bot.nlu.wording.cut_short import uncut
from bot.nlu.wording.days_of_runs import with_days_of_runs
from bot.nlu.wording.degree_turns import in_last_degree
from bot.nlu.wording.denied_dashes import with_parted_denials
from bot.nlu.wording.differentials import with_shares
from bot.nlu.wording.emphases import without_emphases
from bot.nlu.wording.first_times import in_first_times
from bot.nlu.wording.form_lines import with_plain_denials
from bot.nlu.wording.free_trunk import without_free_trunk
from bot.nlu.wording.in_fields import with_days_beside
from bot.nlu.wording.it_was import with_name_of_it
from bot.nlu.wording.judged_twice import with_judges_at_odds
from bot.nlu.wording.keyed import with_plain_keys
from bot.nlu.wording.lab_heads import with_lab_heads
from bot.nlu.wording.labs_of_visit import labs_of_visit
from bot.nlu.wording.latest_time import with_latest_time
from bot.nlu.wording.left_out_first import with_left_out_first
from bot.nlu.wording.letter_counts import with_letter_counts
from bot.nlu.wording.limit_then_patient import with_patient_behind_limit
from bot.nlu.wording.markers_before import with_markers_before
from bot.nlu.wording.measured_how import with_measured_how
from bot.nlu.wording.nobody_knows import with_neither_known
from bot.nlu.wording.occasions import without_occasions
from bot.nlu.wording.older_sets import without_older_sets
from bot.nlu.wording.own_denials import with_own_denials
from bot.nlu.wording.own_values import with_own_values
from bot.nlu.wording.pairs_twice import with_pairs_twice
from bot.nlu.wording.person_told import with_person_told
from bot.nlu.wording.pregnancy_tests import with_pregnancy_tests
from bot.nlu.wording.presented import of_before_treatment
from bot.nlu.wording.previous_and_current import with_current_values
from bot.nlu.wording.session_days import with_session_days
from bot.nlu.wording.stage_turns import in_last_stage
from bot.nlu.wording.stages_of_two import with_stages_of_two
from bot.nlu.wording.stopped import each_stopped
from bot.nlu.wording.summed_sizes import without_sums
from bot.nlu.wording.trends import with_trends_out
from bot.nlu.wording.two_lines import in_one_line
from bot.nlu.wording.two_sources import with_two_sources
from bot.nlu.wording.two_tellers import with_two_tellers
from bot.nlu.wording.two_things import of_two_things
from bot.nlu.wording.verdict_of_list import with_verdicts_of_lists
from bot.nlu.wording.voided import without_voided
from bot.nlu.wording.whose import with_values_beside
from bot.nlu.wording.years_and_sex import with_years_and_sex

Known = ParamSpec("Known")
_Plain = tuple[Callable[[Text], Text], ...]
_OfNames = tuple[Callable[[Text, Named], Text], ...]

DENIALS_AND_DAYS: _Plain = (
    with_letter_counts,
    without_beds,
    without_emphases,
    without_bland_clots,
    without_free_trunk,
    without_other_day,
    read_for,
    across_years,
    with_session_days,
    without_occasions,
    in_last_stage,
    in_last_degree,
    with_judges_at_odds,
    with_years_and_sex,
    with_denials_out,
    with_parted_denials,
    in_first_times,
    may_join,
    with_presupposed,
    with_pregnancy_tests,
    with_cures_beside,
    with_days_of_parts,
    with_markers_before,
    with_days_at_values,
    with_sample_days,
)
"""Denials are put plainly, and days where they belong."""
BESIDE: _OfNames = (
    with_current_values,
    with_bare_newer,
    with_two_tellers,
    with_neither_known,
    with_patient_behind_limit,
    with_left_out_first,
    with_plain_denials,
    with_pairs_twice,
    with_two_sources,
    with_stages_of_two,
    with_verdicts_of_lists,
    with_latest_time,
    with_shared_days,
    with_days_of_rest,
    without_older_sets,
    with_days_beside_values,
    with_lab_heads,
    with_days_of_runs,
    with_closing_days,
    corrected_beside,
    with_lingering,
    with_doubts_beside,
    with_days_beside,
    in_same_sample,
    with_values_beside,
    with_normal_cells,
    with_name_of_it,
    with_trends_out,
    with_measured_how,
)
"""Name and value stand beside each other, as in a chart."""
IN_LINES: _Plain = (with_plain_keys, in_one_line, with_shares, with_person_told)
"""What stands in two lines or behind a name is put beside it."""
IN_ROWS: _Plain = (in_figures, without_asking)
"""Rows are put in a line, words of number in figures."""
AS_MEANT: _OfNames = (
    turned,
    meant_instead,
    as_papers_have,
    restated,
    without_unsaid,
    without_superseded,
    without_mistakes,
    without_mistook,
    amended,
    of_two_things,
    without_voided,
    with_own_values,
    with_own_denials,
    in_second_thoughts,
    with_drugs_named,
    with_one_left,
    retold,
)
"""What is said of mistakes, and what is told anew, is put as it is meant."""
OF_DAYS: _Plain = (labs_of_visit, with_days_behind, of_before_treatment, without_sums)
"""Values go to the days and times that they are of."""
WHOLE: _Plain = (without_limits, each_stopped, uncut)
"""Limits are left out, and what was cut short is whole."""


def through(
    steps: Iterable[Callable[Concatenate[Text, Known], Text]], text: Text, *known: Known.args, **more: Known.kwargs
) -> Text:
    """Give what one step makes of a text to the next."""
    for step in steps:
        text = step(text, *known, **more)
    return text
