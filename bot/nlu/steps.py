"""The steps that reword a message before its facts are read: each changes a wording that those behind it need not know.

What a step knows beside the text: nothing, the names in it (`Named`), or more; the lists below say which come together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Concatenate, ParamSpec

from bot.nlu.answers.answer_forms import answer_in_full
from bot.nlu.answers.answer_names import with_name
from bot.nlu.answers.answer_places import answer_by_place
from bot.nlu.answers.answer_shells import without_shell
from bot.nlu.answers.elsewhere import without_asking
from bot.nlu.answers.illness_items import with_illness_items
from bot.nlu.answers.values_by_place import values_by_place
from bot.nlu.corrections.contradicted import with_contradictions
from bot.nlu.corrections.corrected_before import corrected_before
from bot.nlu.corrections.corrected_beside import corrected_beside
from bot.nlu.corrections.doubted_values import with_doubts_beside
from bot.nlu.corrections.excuses import without_excuses
from bot.nlu.corrections.meant_instead import meant_instead
from bot.nlu.corrections.mistaken import without_mistakes
from bot.nlu.corrections.other_day import without_other_day
from bot.nlu.corrections.read_for import read_for
from bot.nlu.corrections.reasons import without_reasons
from bot.nlu.corrections.reissued import without_superseded
from bot.nlu.corrections.restated import restated
from bot.nlu.corrections.retold import retold
from bot.nlu.corrections.second_thoughts import in_second_thoughts
from bot.nlu.corrections.slips import without_slips
from bot.nlu.corrections.sources_say import as_papers_have
from bot.nlu.corrections.turned import turned
from bot.nlu.corrections.unsaid import without_unsaid
from bot.nlu.dating.dated_results import with_days_behind
from bot.nlu.dating.days_of_parts import with_days_of_parts
from bot.nlu.dating.latest import STAGED
from bot.nlu.dating.same_sample import in_same_sample
from bot.nlu.dating.sample_days import with_sample_days
from bot.nlu.dating.turned_years import across_years
from bot.nlu.history.lingering import with_lingering
from bot.nlu.labs.normal_cells import with_normal_cells
from bot.nlu.lexicon.lexicon import Lexicon
from bot.nlu.lexicon.vocabulary import Sense
from bot.nlu.scope.may_join import may_join
from bot.nlu.scope.mistook import without_mistook
from bot.nlu.scope.presupposed import with_presupposed
from bot.nlu.text.figures import in_figures
from bot.nlu.text.normalise import Text, normalise
from bot.nlu.text.rewriting import Named
from bot.nlu.treatments.course_rows import with_course_rows
from bot.nlu.treatments.drugs_of_before import with_drugs_named
from bot.nlu.wording.amended import amended
from bot.nlu.wording.bare_lists import with_bare_lists
from bot.nlu.wording.beds import without_beds
from bot.nlu.wording.behind_values import with_days_at_values
from bot.nlu.wording.boxes import without_boxes
from bot.nlu.wording.chart import in_full
from bot.nlu.wording.checklists import without_limits
from bot.nlu.wording.closing_days import with_closing_days
from bot.nlu.wording.contractions import with_denials_out
from bot.nlu.wording.cured_beside import with_cures_beside
from bot.nlu.wording.cut_adjectives import with_adjectives_out
from bot.nlu.wording.cut_short import uncut
from bot.nlu.wording.denied_dashes import with_parted_denials
from bot.nlu.wording.differentials import with_shares
from bot.nlu.wording.elliptic import with_left_out
from bot.nlu.wording.emphases import without_emphases
from bot.nlu.wording.fields_told import with_fields_told
from bot.nlu.wording.first_times import in_first_times
from bot.nlu.wording.form_lines import with_plain_denials
from bot.nlu.wording.free_trunk import without_free_trunk
from bot.nlu.wording.headed_row import with_values_under_heads
from bot.nlu.wording.in_fields import with_days_beside
from bot.nlu.wording.indications import with_indications_first
from bot.nlu.wording.interposed import with_sources_out
from bot.nlu.wording.it_was import with_name_of_it
from bot.nlu.wording.keyed import with_plain_keys
from bot.nlu.wording.lab_heads import with_lab_heads
from bot.nlu.wording.labs_of_visit import labs_of_visit
from bot.nlu.wording.latest_time import with_latest_time
from bot.nlu.wording.limit_signs import with_limits_in_brackets
from bot.nlu.wording.listed import in_single
from bot.nlu.wording.measured_how import with_measured_how
from bot.nlu.wording.nouns_spelt import with_nouns_spelt
from bot.nlu.wording.own_denials import with_own_denials
from bot.nlu.wording.own_values import with_own_values
from bot.nlu.wording.parted_items import with_items_parted
from bot.nlu.wording.person_told import with_person_told
from bot.nlu.wording.pleasantries import without_pleasantries
from bot.nlu.wording.pregnancy_tests import with_pregnancy_tests
from bot.nlu.wording.presented import of_before_treatment
from bot.nlu.wording.records import in_rows
from bot.nlu.wording.resection_asked import with_resection_answered
from bot.nlu.wording.respelt import respelt
from bot.nlu.wording.row_heads import latest_of_rows
from bot.nlu.wording.row_limits import with_row_limits
from bot.nlu.wording.row_shapes import with_row_shapes
from bot.nlu.wording.series import latest_of_series
from bot.nlu.wording.session_days import with_session_days
from bot.nlu.wording.shared_verdicts import with_shared_verdicts
from bot.nlu.wording.short_denials import with_short_denials
from bot.nlu.wording.signs import in_words
from bot.nlu.wording.stage_turns import in_last_stage
from bot.nlu.wording.stopped import each_stopped
from bot.nlu.wording.summed_sizes import without_sums
from bot.nlu.wording.trends import with_trends_out
from bot.nlu.wording.two_lines import in_one_line
from bot.nlu.wording.two_things import of_two_things
from bot.nlu.wording.two_times import in_two_times
from bot.nlu.wording.unknown_words import doubted
from bot.nlu.wording.value_first import with_name_first
from bot.nlu.wording.verdict_of_list import with_verdicts_of_lists
from bot.nlu.wording.voided import without_voided
from bot.nlu.wording.whose import with_values_beside
from bot.nlu.wording.years_and_sex import with_years_and_sex
from bot.nlu.wording.years_behind import with_years_at_days
from criteria.catalogue import Catalogue

Known = ParamSpec("Known")
_Plain = tuple[Callable[[Text], Text], ...]
_OfNames = tuple[Callable[[Text, Named], Text], ...]

_DENIALS_AND_DAYS: _Plain = (
    without_beds,
    without_emphases,
    without_free_trunk,
    without_other_day,
    read_for,
    across_years,
    with_session_days,
    in_last_stage,
    with_years_and_sex,
    with_denials_out,
    with_parted_denials,
    in_first_times,
    may_join,
    with_presupposed,
    with_pregnancy_tests,
    with_cures_beside,
    with_days_of_parts,
    with_days_at_values,
    with_sample_days,
)
_BESIDE: _OfNames = (
    with_plain_denials,
    with_verdicts_of_lists,
    with_latest_time,
    with_lab_heads,
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
_IN_LINES: _Plain = (with_plain_keys, in_one_line, with_shares, with_person_told)
_IN_ROWS: _Plain = (in_rows, in_figures, without_asking)
_AS_MEANT: _OfNames = (
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
    retold,
)
"""What is said of mistakes, and what is told anew, is put as it is meant."""
_OF_DAYS: _Plain = (labs_of_visit, with_days_behind, of_before_treatment, without_sums)
_WHOLE: _Plain = (without_limits, each_stopped, uncut)


class Steps:
    """The steps for one catalogue and its lexicon."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self._catalogue = catalogue
        self._lexicon = lexicon
        self._dated = frozenset(one for one, fact in catalogue.facts.items() if fact.kind == "quantity")

    def plain(self, text: str, asked: tuple[str, ...]) -> Text:
        """Put name and value beside each other, before anything is read as an answer."""
        rowed = with_course_rows(normalise(text), self._naming)
        lined = in_two_times(with_values_under_heads(rowed, self._naming), self._naming)
        told = with_bare_lists(with_resection_answered(with_fields_told(lined)), self._naming)
        parted = with_shared_verdicts(with_items_parted(told, self._naming), self._naming)
        spelt = with_adjectives_out(respelt(parted, self._lexicon), self._lexicon)
        righted = corrected_before(spelt, self._naming)
        shaped = with_row_limits(with_row_shapes(righted, self._naming))
        plain = with_limits_in_brackets(with_contradictions(shaped, self._naming))
        plain = _through(_DENIALS_AND_DAYS, without_pleasantries(plain, asked))
        plain = with_sources_out(_through(_BESIDE, plain, self._naming), self._naming, self._dated)
        plain = _through(_IN_LINES, with_name_first(plain, self._naming))
        plain = with_left_out(with_indications_first(plain, self._naming), self._naming, asked, STAGED)
        return _through(_IN_ROWS, plain)

    def answer(self, plain: Text, asked: tuple[str, ...]) -> tuple[Text, bool]:
        """Put an answer without its shell and in full; tell whether it was put in other words."""
        plain = with_illness_items(plain, asked)
        shown = with_short_denials(without_shell(plain, asked, self._catalogue), asked, self._catalogue)
        bare = answer_by_place(values_by_place(shown, asked, self._catalogue), asked)
        typed = answer_in_full(bare, asked, self._catalogue)
        return typed, typed is not bare

    def as_meant(self, typed: Text, asked: tuple[str, ...], today: date) -> Text:
        """Leave out what does not hold, and say of each item of a list what is said of all."""
        typed = without_reasons(typed, self._naming)
        typed = with_name(latest_of_series(typed, self._naming, today), asked, self._catalogue)
        typed = without_slips(_through(_AS_MEANT, without_boxes(typed), self._naming))
        typed = without_excuses(typed, self._without_quantities)
        return _through((in_words, in_single), typed, self._lexicon.find, self._catalogue)

    def in_full(self, typed: Text, today: date) -> Text:
        """Put short forms in full; what stays unknown behind the name of a test is in doubt."""
        whole = _through(_WHOLE, latest_of_rows(with_years_at_days(_through(_OF_DAYS, typed), today), today))
        return doubted(in_full(with_nouns_spelt(whole, self._lexicon)), self._lexicon)

    def _naming(self, low: str) -> list[tuple[int, int, str]]:
        """The facts and treatments that a piece names, with their places."""
        return [
            (hit.start, hit.end, one)
            for hit in self._lexicon.find(low)
            for one in dict.fromkeys(fact for sense in hit.senses for fact in _told_by(sense))
        ]

    def _without_quantities(self, low: str) -> list[tuple[int, int, str]]:
        """The facts that a piece names and that are not told by a number, and treatments, with their places."""
        return [one for one in self._naming(low) if one[2] not in self._dated]


def _through(
    steps: Iterable[Callable[Concatenate[Text, Known], Text]], text: Text, *known: Known.args, **more: Known.kwargs
) -> Text:
    """Give what one step makes of a text to the next."""
    for step in steps:
        text = step(text, *known, **more)
    return text


def _told_by(sense: Sense) -> list[str]:
    if sense.role in ("kind", "agent", "regimen"):
        return [f"{sense.role} {sense.id}"]
    if sense.role == "cancer":
        return ["other_malignancy"]
    if sense.role == "condition" and sense.value.get("asks"):
        return [str(sense.value["asks"])]
    if sense.role == "means" and isinstance(sense.value, dict):
        return list(sense.value["facts"])
    return [sense.id] if sense.role in ("name", "option") else []
