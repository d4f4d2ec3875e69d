"""The extractor: (text, today, asked) to an :class:`~bot.nlu.extraction.Extraction`; no Rasa, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import criteria
from bot.nlu.answers.answer_and_more import answer_and_more
from bot.nlu.answers.answer_parts import answer_exception
from bot.nlu.answers.answers import read_answer
from bot.nlu.answers.each_answer import answer_each
from bot.nlu.answers.elsewhere import leave_elsewhere, of_the_question
from bot.nlu.answers.none_but import answer_none_but
from bot.nlu.answers.replies import read_leading_reply, read_reply, read_unsure_opening
from bot.nlu.answers.still_out import pass_still_out, read_closing_reply
from bot.nlu.answers.unused import unused_pieces
from bot.nlu.corrections.corrections import read_corrections
from bot.nlu.corrections.faltering import SORRY
from bot.nlu.corrections.taken_back import drop_taken_back
from bot.nlu.dating.left_days import give_left_days
from bot.nlu.dating.settled import settle_dates
from bot.nlu.draft import Draft
from bot.nlu.extraction import Extraction, Query
from bot.nlu.history.demographics import read_demographics
from bot.nlu.history.history import read_history
from bot.nlu.history.states import read_states
from bot.nlu.labs.labs import read_labs
from bot.nlu.labs.labs_back import take_back_labs
from bot.nlu.labs.on_and_off import read_on_and_off
from bot.nlu.labs.second_look import look_again
from bot.nlu.labs.tables import read_tables
from bot.nlu.labs.values import Reader
from bot.nlu.lay.lay import in_clinical_words, read_told
from bot.nlu.lay.speech import Hearing
from bot.nlu.lay.told_courses import read_courses
from bot.nlu.lexicon.lexicon import Lexicon
from bot.nlu.lexicon.tokenising import tokenise
from bot.nlu.lexicon.unit_systems import reports_in_si
from bot.nlu.personal.personal import Personal, find_personal, neutral
from bot.nlu.scope.bars import bar
from bot.nlu.scope.scopes import mark
from bot.nlu.steps import Steps
from bot.nlu.text.normalise import Text
from bot.nlu.text.separators import settle_separators
from bot.nlu.text.telling import Gated
from bot.nlu.treatments.treatments import read_treatments
from bot.nlu.tumour.child_points import pass_points
from bot.nlu.tumour.cnlc import read_chinese
from bot.nlu.tumour.confirmations import read_confirmations
from bot.nlu.tumour.staging import read_staging
from bot.nlu.tumour.tumour import read_tumour
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
        self._steps = Steps(catalogue, self.lexicon)
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
        plain = self._steps.plain(neutral(text[:LONGEST], personal), asked, today)
        asked = of_the_question(plain.low, asked, self.lexicon)
        typed, reworded = self._steps.answer(plain, asked, today)
        reworded = reworded or SORRY in typed.low  # what was taken back is not to be read as told
        typed = self._steps.in_full(self._steps.as_meant(typed, asked, today), today)
        folded = in_clinical_words(self._hearing.as_written(typed, asked), today, self.lexicon, asked)
        tokens = tokenise(folded, self.lexicon, today, self._masked(folded, personal))
        settle_dates(tokens, folded.low, today)
        settle_separators(tokens)
        mark(tokens)
        bar(tokens, folded.low, folded.cased)
        draft = Draft(
            folded, tokens, self.catalogue, self._readers[reports_in_si(tokens)], today, asked, settled=reworded
        )
        self._read(draft)
        drop_taken_back(draft)
        self._mend(draft)
        read_courses(draft, self.extract)
        answer_each(draft, self.extract)
        answer_none_but(draft, self.extract)
        answer_and_more(draft, self.extract)
        return self._result(draft, personal, text[LONGEST:].strip())

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
            read_unsure_opening,
            read_told,
        ):
            if not (part is read_told and draft.settled and _answered(draft)):
                part(draft)
        look_again(draft)
        give_left_days(draft)
        read_leading_reply(draft)
        read_closing_reply(draft)

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


def _answered(draft: Draft) -> bool:
    """Tell whether a fact that was asked for is read, or must be asked about."""
    return any(one in draft.facts for one in draft.asked) or any(one.fact in draft.asked for one in draft.queries)


def _open(draft: Draft) -> list[Query]:
    """Queries whose fact was not settled elsewhere in the message."""
    return [one for one in draft.queries if one.fact not in draft.facts]
