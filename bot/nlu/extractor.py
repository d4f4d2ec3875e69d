"""The extractor: (text, today, asked) to an :class:`~bot.nlu.extraction.Extraction`; no Rasa, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import criteria
from bot.nlu.amended import amended
from bot.nlu.answer_forms import answer_in_full
from bot.nlu.answer_names import with_name
from bot.nlu.answer_parts import answer_exception
from bot.nlu.answer_places import answer_by_place
from bot.nlu.answer_shells import without_shell
from bot.nlu.answers import read_answer
from bot.nlu.bars import bar
from bot.nlu.boxes import without_boxes
from bot.nlu.chart import in_full
from bot.nlu.checklists import without_limits
from bot.nlu.child_points import pass_points
from bot.nlu.cnlc import read_chinese
from bot.nlu.confirmations import read_confirmations
from bot.nlu.contractions import with_denials_out
from bot.nlu.corrections import read_corrections
from bot.nlu.cut_short import uncut
from bot.nlu.dated_results import with_days_behind
from bot.nlu.demographics import read_demographics
from bot.nlu.denied_dashes import with_parted_denials
from bot.nlu.draft import Draft
from bot.nlu.each_answer import answer_each
from bot.nlu.elliptic import with_left_out
from bot.nlu.elsewhere import leave_elsewhere, of_the_question, without_asking
from bot.nlu.excuses import without_excuses
from bot.nlu.extraction import Extraction, Query
from bot.nlu.figures import in_figures
from bot.nlu.history import read_history
from bot.nlu.indications import with_indications_first
from bot.nlu.interposed import with_sources_out
from bot.nlu.keyed import with_plain_keys
from bot.nlu.labs import read_labs
from bot.nlu.labs_back import take_back_labs
from bot.nlu.labs_of_visit import labs_of_visit
from bot.nlu.lay import in_clinical_words, read_told
from bot.nlu.lexicon import Lexicon
from bot.nlu.limit_signs import with_limits_in_brackets
from bot.nlu.listed import in_single
from bot.nlu.mistaken import without_mistakes
from bot.nlu.mistook import without_mistook
from bot.nlu.none_but import answer_none_but
from bot.nlu.normalise import Text, normalise
from bot.nlu.nouns_spelt import with_nouns_spelt
from bot.nlu.on_and_off import read_on_and_off
from bot.nlu.own_denials import with_own_denials
from bot.nlu.own_values import with_own_values
from bot.nlu.personal import Personal, find_personal, neutral
from bot.nlu.plainly import put_plainly
from bot.nlu.pleasantries import without_pleasantries
from bot.nlu.presented import of_before_treatment
from bot.nlu.records import in_rows
from bot.nlu.reissued import without_superseded
from bot.nlu.replies import read_leading_reply, read_reply
from bot.nlu.respelt import respelt
from bot.nlu.restated import STAGED, restated
from bot.nlu.retold import retold
from bot.nlu.row_heads import latest_of_rows
from bot.nlu.scopes import mark
from bot.nlu.second_thoughts import in_second_thoughts
from bot.nlu.separators import settle_separators
from bot.nlu.series import latest_of_series
from bot.nlu.settled import settle_dates
from bot.nlu.short_denials import with_short_denials
from bot.nlu.signs import in_words
from bot.nlu.slips import without_slips
from bot.nlu.speech import Hearing
from bot.nlu.staging import read_staging
from bot.nlu.states import read_states
from bot.nlu.still_out import pass_still_out
from bot.nlu.stopped import each_stopped
from bot.nlu.summed_sizes import without_sums
from bot.nlu.tables import read_tables
from bot.nlu.telling import Gated
from bot.nlu.tokens import tokenise
from bot.nlu.told_courses import read_courses
from bot.nlu.treatments import read_treatments
from bot.nlu.tumour import read_tumour
from bot.nlu.turned_years import across_years
from bot.nlu.two_lines import in_one_line
from bot.nlu.unit_systems import reports_in_si
from bot.nlu.unknown_words import doubted
from bot.nlu.unsaid import without_unsaid
from bot.nlu.unused import unused_pieces
from bot.nlu.value_first import with_name_first
from bot.nlu.values import Reader
from bot.nlu.vocabulary import Sense
from criteria.catalogue import Catalogue

_CODE = Gated(
    r"\b(?:new (?:patient|screening|case|subject)|screening (?:of|for)?|code|subject|"
    r"resume|switch to|back to|go to|open|close)\s*[:#]?\s*"
    r"(?P<code>(?P<prefix>[a-z]{1,8})[-_]?\d{1,6}(?:[-_/]\w{1,6}){0,3})(?![\w.])"
)
"""A screening's code: its digits are no value."""
_IT_IS = Gated(
    r"\b(?:it'?s|it is|it was|s?he'?s|s?he is|it should be|should be|should read|make (?:it|that)|"
    r"(?:his|hers|theirs|this (?:patient|pt|one)'?s|our (?:patient|pt)'?s)(?: one)? (?:is|was)|"
    r"correct (?:value )?is|is actually|now it is|"
    r"the (?:repeat(?:ed)?|new|right|correct|real|true|actual|latest|redraw|recheck)(?: (?:one|value|result|test))? "
    r"(?:is|was|reads?|shows?|says|gave|came back(?: at| as)?)|"
    r"(?:the )?(?:new|right|correct|real) (?:one|value|result)(?=:? ?[<>]?\d):?)\s+(?:really |actually |now )?(?=\S)"
)
LONGEST = 20_000
"""Characters that are read of a message; the rest is named as unused."""
_HALVES = re.compile(r"[\ud800-\udfff]")
"""Half characters, which no text holds that came through a channel."""


class Extractor:
    """Reads messages against one catalogue; built once, used for every message."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.lexicon = Lexicon(catalogue)
        self._dated = frozenset(one for one, fact in catalogue.facts.items() if fact.kind == "quantity")
        self._readers = {si: Reader(catalogue, si=si) for si in (False, True)}
        self._hearing = Hearing(self.lexicon)
        trials = sorted(
            (path.stem for path in (Path(criteria.__file__).parent / "trials").glob("*.yml")), key=len, reverse=True
        )
        self._trials = re.compile("|".join(re.escape(name).replace(r"\-", r"[\s_-]") for name in trials) or r"(?!)")

    def extract(self, text: str, *, today: date, asked: Iterable[str] = ()) -> Extraction:
        """Extract all that a message says.

        ``today`` resolves relative dates and bounds all others; ``asked`` are the ids of the facts that the
        last question asked for (``treatments`` too), in its order. Any text is accepted.
        """
        text = _HALVES.sub("\ufffd", text)  # two halves would travel as one character
        personal = find_personal(text[:LONGEST])
        asked = tuple(asked)
        plain = self._plain(neutral(text[:LONGEST], personal), asked)
        asked = of_the_question(plain.low, asked, self.lexicon)
        shown = with_short_denials(without_shell(plain, asked, self.catalogue), asked, self.catalogue)
        bare = answer_by_place(shown, asked)
        typed = answer_in_full(bare, asked, self.catalogue)
        reworded = typed is not bare
        typed = latest_of_series(typed, self._naming, today)
        typed = restated(without_boxes(with_name(typed, asked, self.catalogue)), self._naming)
        typed = self._mended(without_unsaid(typed, self._naming))
        typed = retold(in_second_thoughts(typed, self._naming), self._naming)
        typed = without_excuses(without_slips(typed), self._named)
        typed = in_single(in_words(typed, self.lexicon.find, self.catalogue), self.lexicon.find, self.catalogue)
        folded = in_clinical_words(
            self._hearing.as_written(self._in_full(typed, today), asked), today, self.lexicon, asked
        )
        tokens = tokenise(folded, self.lexicon, today, self._masked(folded, personal))
        settle_dates(tokens, folded.low, today)
        settle_separators(tokens)
        mark(tokens)
        bar(tokens, folded.low)
        draft = Draft(
            folded, tokens, self.catalogue, self._readers[reports_in_si(tokens)], today, asked, settled=reworded
        )
        self._read(draft)
        self._mend(draft)
        read_courses(draft, self.extract)
        answer_each(draft, self.extract)
        answer_none_but(draft, self.extract)
        return self._result(draft, personal, text[LONGEST:].strip())

    def _plain(self, text: str, asked: tuple[str, ...]) -> Text:
        """Put name and value beside each other, as in a chart, before anything is read as an answer."""
        righted = respelt(normalise(text), self.lexicon)
        plain = without_pleasantries(with_limits_in_brackets(righted), asked)
        plain = put_plainly(with_parted_denials(with_denials_out(plain)), self._naming)
        plain = with_sources_out(plain, self._naming, self._dated)
        plain = in_one_line(with_plain_keys(with_name_first(plain, self._naming)))
        plain = with_left_out(with_indications_first(plain, self._naming), self._naming, asked, STAGED)
        return without_asking(in_figures(in_rows(plain)))

    def _in_full(self, typed: Text, today: date) -> Text:
        """Put short forms in full; what stays unknown behind the name of a test is in doubt."""
        typed = without_sums(of_before_treatment(with_days_behind(labs_of_visit(across_years(typed)))))
        whole = uncut(each_stopped(without_limits(latest_of_rows(typed, today))))
        return doubted(in_full(with_nouns_spelt(whole, self.lexicon)), self.lexicon)

    def _mended(self, typed: Text) -> Text:
        """Put what is said of mistakes, and what is amended, as it is meant."""
        named = self._naming
        righted = without_mistook(without_mistakes(without_superseded(typed, named), named), named)
        return with_own_denials(with_own_values(amended(righted, named), named), named)

    def _naming(self, low: str) -> list[tuple[int, int, str]]:
        """The facts and treatments that a piece names, with their places."""
        return [
            (hit.start, hit.end, one)
            for hit in self.lexicon.find(low)
            for one in dict.fromkeys(fact for sense in hit.senses for fact in _told_by(sense))
        ]

    def _named(self, low: str) -> list[tuple[int, int, str]]:
        """The facts that a piece names and that are not told by a number, and treatments, with their places."""
        facts = self.catalogue.facts
        return [one for one in self._naming(low) if one[2] not in facts or facts[one[2]].kind != "quantity"]

    def _masked(self, folded: Text, personal: list[Personal]) -> list[tuple[int, int]]:
        spans = [(folded.folded_index(one.start), folded.folded_index(one.end)) for one in personal]
        spans += [match.span() for match in self._trials.finditer(folded.low)]
        spans += [
            match.span("code") for match in _CODE.finditer(folded.low) if not self.lexicon.names_fact(match["prefix"])
        ]
        return spans

    def _read(self, draft: Draft) -> None:
        """Let every part read in turn; each takes only what those before it left."""
        read_reply(draft)
        if draft.reply:
            return
        for part in (
            pass_points,
            read_on_and_off,
            answer_exception,
            take_back_labs,
            read_corrections,
            read_tables,
            read_confirmations,
            read_demographics,
            read_labs,
            read_staging,
            read_tumour,
            read_chinese,
            read_states,
            read_treatments,
            read_history,
            pass_still_out,
            read_answer,
            read_told,
        ):
            if not (part is read_told and draft.settled and _answered(draft)):
                part(draft)
        read_leading_reply(draft)

    def _mend(self, draft: Draft) -> None:
        """``INR was wrong, it's 1.3``: what follows is the answer to what the retracted fact asks."""
        facts = [one for one in draft.retracted if one in self.catalogue.facts]
        match = _IT_IS.search(draft.text.low)
        if not facts or match is None:
            return
        place = draft.text.raw_span(match.end(), len(draft.text.low))[0]
        said = self.extract(draft.text.raw[place:], today=draft.today, asked=facts[:1])
        for fact in facts:
            draft.use(range(draft.place_at(match.start()), len(draft.tokens)) if fact in said.facts else ())
            if fact in said.facts:
                draft.facts[fact] = said.facts[fact]
                draft.inferred += [one for one in said.inferred if one.fact == fact]

    def _result(self, draft: Draft, personal: list[Personal], rest: str) -> Extraction:
        leave_elsewhere(draft)
        unused = [*unused_pieces(draft), *([rest[:160]] if rest else [])]
        return Extraction(
            facts={fact: draft.facts[fact] for fact in self.catalogue.facts if fact in draft.facts},
            treatments=draft.treatments,
            treatments_complete=draft.complete,
            retracted=[one for one in draft.retracted if one not in draft.facts],
            notes=list(dict.fromkeys(draft.notes)),
            queries=_open(draft),
            inferred=[one for one in draft.inferred if one.fact in draft.facts],
            unused=unused,
            reply=draft.reply,
            mentions=draft.mentions,
            corrections=draft.corrections,
            hypothetical=draft.hypothetical,
            personal=[(one.start, one.end, one.what) for one in personal],
        )


def _told_by(sense: Sense) -> list[str]:
    if sense.role in ("kind", "agent"):
        return [f"{sense.role} {sense.id}"]
    if sense.role == "cancer":
        return ["other_malignancy"]
    if sense.role == "condition" and sense.value.get("asks"):
        return [str(sense.value["asks"])]
    if sense.role == "means" and isinstance(sense.value, dict):
        return list(sense.value["facts"])
    return [sense.id] if sense.role in ("name", "option") else []


def _answered(draft: Draft) -> bool:
    """Tell whether a fact that was asked for is read, or must be asked about."""
    return any(one in draft.facts for one in draft.asked) or any(one.fact in draft.asked for one in draft.queries)


def _open(draft: Draft) -> list[Query]:
    """Queries whose fact was not settled elsewhere in the message."""
    return [one for one in draft.queries if one.fact not in draft.facts]
