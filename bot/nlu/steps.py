"""The steps that reword a message before its facts are read: those behind one need not know what it rewords."""

from __future__ import annotations

from datetime import date

from bot.nlu.answers.answer_forms import answer_in_full
from bot.nlu.answers.answer_names import with_name
from bot.nlu.answers.answer_places import answer_by_place
from bot.nlu.answers.answer_shells import without_shell
from bot.nlu.answers.dated_turns import with_days_in_turn
from bot.nlu.answers.illness_items import with_illness_items
from bot.nlu.answers.two_judges import with_two_judges
from bot.nlu.answers.two_times_told import latest_told
from bot.nlu.answers.values_by_place import values_by_place
from bot.nlu.corrections.answers_turned import with_last_answers
from bot.nlu.corrections.by_place import by_place
from bot.nlu.corrections.contradicted import with_contradictions
from bot.nlu.corrections.corrected_before import corrected_before
from bot.nlu.corrections.excuses import without_excuses
from bot.nlu.corrections.faltering import with_falterings
from bot.nlu.corrections.reasons import without_reasons
from bot.nlu.corrections.slips import without_slips
from bot.nlu.corrections.that_is_wrong import with_wrong_ones_out
from bot.nlu.corrections.told_by_others import with_told_by_others
from bot.nlu.corrections.two_images import with_images_at_odds
from bot.nlu.dating.days_around import with_days_around
from bot.nlu.dating.either_day import with_days_of_two
from bot.nlu.dating.latest import STAGED
from bot.nlu.dating.month_spans import with_months_spelt
from bot.nlu.lexicon.lexicon import Lexicon
from bot.nlu.lexicon.vocabulary import Sense
from bot.nlu.scope.trials_asked import with_patient_told
from bot.nlu.step_lists import AS_MEANT, BESIDE, DENIALS_AND_DAYS, IN_LINES, IN_ROWS, OF_DAYS, WHOLE, through
from bot.nlu.text.normalise import Text, normalise
from bot.nlu.treatments.course_rows import with_course_rows
from bot.nlu.tumour.benign_among import without_benign
from bot.nlu.wording.ascites_then_now import with_latest_ascites
from bot.nlu.wording.bare_lists import with_bare_lists
from bot.nlu.wording.boxes import without_boxes
from bot.nlu.wording.chart import in_full
from bot.nlu.wording.columns_named_last import with_names_first
from bot.nlu.wording.cut_adjectives import with_adjectives_out
from bot.nlu.wording.either_way import in_order
from bot.nlu.wording.elliptic import with_left_out
from bot.nlu.wording.exempt import without_exempt
from bot.nlu.wording.fields_told import with_fields_told
from bot.nlu.wording.headed_row import with_values_under_heads
from bot.nlu.wording.indications import with_indications_first
from bot.nlu.wording.interposed import with_sources_out
from bot.nlu.wording.limit_signs import with_limits_in_brackets
from bot.nlu.wording.listed import in_single
from bot.nlu.wording.narrow_columns import with_narrow_columns
from bot.nlu.wording.nouns_spelt import with_nouns_spelt
from bot.nlu.wording.parted_items import with_items_parted
from bot.nlu.wording.pleasantries import without_pleasantries
from bot.nlu.wording.records import in_rows
from bot.nlu.wording.required_beside import without_required
from bot.nlu.wording.resection_asked import with_resection_answered
from bot.nlu.wording.respelt import respelt
from bot.nlu.wording.row_heads import latest_of_rows
from bot.nlu.wording.row_limits import with_row_limits
from bot.nlu.wording.row_shapes import with_row_shapes
from bot.nlu.wording.series import latest_of_series
from bot.nlu.wording.shared_verdicts import with_shared_verdicts
from bot.nlu.wording.short_denials import with_short_denials
from bot.nlu.wording.signs import in_words
from bot.nlu.wording.stacked_cells import with_rows_of_cells
from bot.nlu.wording.two_findings import without_earlier
from bot.nlu.wording.two_times import in_two_times
from bot.nlu.wording.unknown_words import doubted
from bot.nlu.wording.value_first import with_name_first
from bot.nlu.wording.values_before_names import with_names_before_values
from bot.nlu.wording.years_behind import with_years_at_days
from criteria.catalogue import Catalogue


class Steps:
    """The steps for one catalogue and its lexicon."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self._catalogue = catalogue
        self._lexicon = lexicon
        self._dated = frozenset(one for one, fact in catalogue.facts.items() if fact.kind == "quantity")

    def plain(self, text: str, asked: tuple[str, ...], today: date) -> Text:
        """Put name and value beside each other, before anything is read as an answer."""
        told = with_patient_told(normalise(text), self._naming)
        told = with_last_answers(with_falterings(told, asked), asked)
        meant = in_order(without_benign(with_wrong_ones_out(told, asked), asked))
        dated = with_days_around(with_months_spelt(with_days_of_two(meant), today), today)
        dated = with_latest_ascites(dated, today)
        celled = with_narrow_columns(with_rows_of_cells(in_rows(dated), self._naming))
        named_first = with_names_first(celled, self._naming)
        rowed = with_names_before_values(with_course_rows(named_first, self._naming), self._naming)
        lined = in_two_times(with_values_under_heads(rowed, self._naming), self._naming)
        told = with_bare_lists(with_resection_answered(with_fields_told(lined)), self._naming)
        parted = with_shared_verdicts(with_items_parted(told, self._naming), self._naming)
        spelt = with_adjectives_out(respelt(parted, self._lexicon), self._lexicon)
        righted = corrected_before(by_place(spelt, self._naming), self._naming)
        shaped = with_row_limits(with_row_shapes(righted, self._naming))
        told = with_images_at_odds(with_contradictions(shaped, self._naming), self._naming)
        told = with_told_by_others(told, self._naming)
        plain = with_limits_in_brackets(without_exempt(without_required(told)))
        plain = through(DENIALS_AND_DAYS, without_pleasantries(plain, asked))
        plain = with_sources_out(through(BESIDE, plain, self._naming), self._naming, self._dated)
        plain = through(IN_LINES, with_name_first(plain, self._naming))
        plain = with_left_out(with_indications_first(plain, self._naming), self._naming, asked, STAGED)
        return through(IN_ROWS, plain)

    def answer(self, plain: Text, asked: tuple[str, ...], today: date) -> tuple[Text, bool]:
        """Put an answer without its shell and in full; tell whether it was put in other words."""
        plain = with_two_judges(plain, asked, self._catalogue)
        plain = with_days_in_turn(latest_told(plain, asked, self._catalogue, today), asked, self._catalogue)
        plain = with_illness_items(plain, asked)
        shown = with_short_denials(without_shell(plain, asked, self._catalogue), asked, self._catalogue)
        bare = answer_by_place(values_by_place(shown, asked, self._catalogue), asked)
        typed = answer_in_full(bare, asked, self._catalogue)
        return typed, typed is not bare

    def as_meant(self, typed: Text, asked: tuple[str, ...], today: date) -> Text:
        """Leave out what does not hold, and say of each item of a list what is said of all."""
        typed = without_earlier(without_reasons(typed, self._naming), today)
        typed = with_name(latest_of_series(typed, self._naming, today), asked, self._catalogue)
        typed = without_slips(through(AS_MEANT, without_boxes(typed), self._naming))
        typed = without_excuses(typed, self._without_quantities)
        return through((in_words, in_single), typed, self._lexicon.find, self._catalogue)

    def in_full(self, typed: Text, today: date) -> Text:
        """Put short forms in full; what stays unknown behind the name of a test is in doubt."""
        whole = through(WHOLE, latest_of_rows(with_years_at_days(through(OF_DAYS, typed), today), today))
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
