"""Patients' own words, as the coordinator types them on the phone: put in clinical words before anything is read.

``told/*.yml`` holds what patients say, in the patterns of `bot.nlu.text.patterns`: ``always`` what means the same
wherever it is said, ``asked`` what answers the question for a fact, ``asks`` what leaves a fact open, ``beside`` what
does so beside a treatment, ``open`` what does so as an answer. Denials, dates, relatives, plans and doubts around the
words are read as around any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from bot.nlu.answers.heads import answer_at_head
from bot.nlu.answers.replies import reply_of, whole_reply
from bot.nlu.answers.seemed_told import leave_others, leave_side_effects
from bot.nlu.answers.told_answers import read_answers
from bot.nlu.answers.told_gist import read_frame, read_gist, read_group
from bot.nlu.answers.yes_no import NO, YES
from bot.nlu.dating.dates_apart import DATED, date_apart, date_of_one
from bot.nlu.dating.feasts import feasts
from bot.nlu.draft import Draft
from bot.nlu.history.birthdays import birthdays
from bot.nlu.labs.awaited_images import of_images
from bot.nlu.lay.lay_dates import lay_dates
from bot.nlu.lay.lay_numbers import lay_numbers
from bot.nlu.lay.stated_fitness import without_stated
from bot.nlu.lay.told_dates import told_dates
from bot.nlu.lay.told_days import told_days
from bot.nlu.lay.told_each import each_dated
from bot.nlu.lay.told_events import latest_of_several, leave_what_is_past, of_veins
from bot.nlu.lay.told_shared import share_date
from bot.nlu.lay.told_swaps import read_swaps
from bot.nlu.lay.told_treatments import read_doings
from bot.nlu.lay.told_words import rules_of, rules_of_entries, section
from bot.nlu.lay.vocatives import vocatives
from bot.nlu.lexicon.lexicon import Lexicon
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Rules, apart, rewritten
from bot.nlu.text.telling import Gated

SHORT = 120
"""Characters of a message that may be a reply without a value."""
LONGEST_ANSWER = 300
"""Characters of a message that is read as the answer to the question alone."""


@lru_cache(maxsize=256)
def _asked(fact: str) -> Rules | None:
    entries = section("asked").get(fact)
    return rules_of_entries(entries) if entries else None


@lru_cache(maxsize=256)
def _open(fact: str) -> Rules | None:
    patterns = section("open").get(fact)
    return rules_of_entries({fact: patterns}) if patterns else None


def in_clinical_words(text: Text, today: date, lexicon: Lexicon, asked: Iterable[str] = ()) -> Text:
    """Put lay words into clinical ones; ``asked`` are the facts of the question that the message answers."""
    text = rewritten(text, apart(vocatives(text.low)))
    if len(text.low) <= SHORT and whole_reply(text.low.strip(), bool(asked)) and "response" not in asked:
        return text
    text = rewritten(text, apart([*told_days(text.low, today), *told_dates(text.low, today)]))
    text = rewritten(text, apart(lay_dates(text.low, today)))
    text = rewritten(text, apart(lay_numbers(text.low, tuple(asked))))
    fillers = [*rules_of("fillers").changes(text.low), *feasts(text.low, today), *birthdays(text.low, tuple(asked))]
    text = rewritten(text, apart(fillers))
    answers = [one for one in _answers(text.low, tuple(asked), lexicon) if not _RANGE.match(text.low, one.end)]
    taken = [(one.start, one.end) for one in answers]
    changes = without_stated(text.low, rules_of("always").changes(text.low))
    rest = [one for one in changes if not any(one.start < end and start < one.end for start, end in taken)]
    text = rewritten(text, apart([*answers, *rest]))
    text = rewritten(text, apart(each_dated(text.low)))
    return rewritten(text, apart(_own(text.low)))


_RANGE = re.compile(r"(?<=\d)[-–]\d")
"""``2-3``: a number that goes on is no answer by itself."""
_CANCER = Gated(
    r"\b(?:for|of|just|only|besides|against|before|since|treat|treated|treating|was|is|it's|showed|definitely) "
    r"(?:the |my |this )?"
    r"(?P<word>cancer)\b(?! of)"
    r"|\b(?:the|my|this) (?P<alone>cancer)"
    r"(?= (?:is|was|has|had|went|grew|spread|came|got|started|would|will|pill|tablet|portal|extrahepatic|bone|"
    r"progressed))"
)
_HEART = Gated(
    r"\b(?:heart(?! (?:failure|attack))|thyroid|prostate|womb|"
    r"palpitations?|a-?fib|flutters?|arrhythmia|(?:heart )?rhythm|heartbeat|pacemaker)\b"
)
_TUMOUR = Gated(r"\b(?:liver|hcc|tumou?rs?|lumps?|lesions?|nodules?|cancer)\b")
_ANOTHER = Gated(
    r"\b(?:breast|prostate|bowel|colon|colorectal|lung|kidney|bladder|skin|stomach|throat|thyroid|womb|ovarian|"
    r"cervical|"
    r"blood|other|another|second|previous|prior|before|first|brain|bone|rectal|gastric|testicular|melanoma|lymphoma|"
    r"history|signs?|evidence|free|risk|kind|type|form|family)\b"
)


def _own(low: str) -> Iterator[Change]:
    """``a new liver for the cancer``: without another it is that of the liver; and hearts are ablated too."""
    if "cancer" in low and not _ANOTHER.search(low):
        for match in _CANCER.finditer(low):
            yield Change(*match.span("word" if match["word"] else "alone"), "hcc")
    if "ablation" in low and _HEART.search(low) and not _TUMOUR.search(low):
        for match in re.finditer(r"\bablations?\b", low):
            yield Change(*match.span(), "cardiac procedure")


def _answers(low: str, asked: tuple[str, ...], lexicon: Lexicon) -> list[Change]:
    """Give what answers the question that was asked; where it asked for several facts, what answers all of them."""
    if not asked or len(low) > LONGEST_ANSWER:
        return []
    every = [rules.changes(low) if (rules := _asked(fact)) else [] for fact in asked]
    alike = [one for one in every[0] if all(one in other for other in every[1:])]
    named = _names(low, lexicon) if alike else []
    return [one for one in alike if not any(_in_one_clause(low, one, place) for place in named)]


_CLAUSE_END = re.compile(r"[,;.!?\n]\s|\b(?:and|but|so)\b")


def _names(low: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Give where facts are named: what is said of them there needs no question to be understood."""
    return [(one.start, one.end) for one in lexicon.find(low) if one.exact and one.meaning.named]


def _in_one_clause(low: str, one: Change, place: tuple[int, int]) -> bool:
    """``AFP normal`` speaks of the AFP, whatever was asked; names within the answer's own words belong to it."""
    start, end = place
    if one.start <= start and end <= one.end:
        return False
    between = low[end : one.start] if end <= one.start else low[one.end : start]
    return not _CLAUSE_END.search(between)


def read_told(draft: Draft) -> None:
    """Read what patients add to an answer, and ask about what leaves a fact open: ``like a golf ball``."""
    if not draft.tokens:
        return  # all was left out as unused
    if draft.reply:
        return
    _leave_open(draft)
    read_doings(draft)
    read_swaps(draft)
    share_date(draft)
    read_answers(draft)
    leave_side_effects(draft)
    if len(draft.asked) == 1 and draft.asked[0] in draft.catalogue.facts:
        answer_at_head(draft, draft.asked[0])
        if not read_frame(draft):
            read_gist(draft)
        leave_others(draft)
        date_apart(draft, draft.asked[0])
        latest_of_several(draft, draft.asked[0])
        leave_what_is_past(draft, draft.asked[0])
        of_veins(draft)
    elif len(draft.facts) == 1 and not draft.asked:
        fact = next(iter(draft.facts))
        told_apart = fact in DATED or not _OF_OTHERS.search(draft.text.low)
        date_apart(draft, fact if told_apart else "")
    elif draft.asked:
        read_gist(draft)
        read_group(draft)
        date_of_one(draft)
    if draft.asked and not (draft.facts or draft.treatments or draft.queries or draft.complete):
        _reply_apart(draft)


def _leave_open(draft: Draft) -> None:
    """Ask about what was told too loosely."""
    for rule, match in rules_of("asks").matches(draft.text.low):
        _doubt(draft, rule.wording, *match.span())
    if draft.treatments:
        for rule, match in rules_of("beside").matches(draft.text.low):
            _doubt(draft, rule.wording, *match.span(), denied=False)
    for fact in draft.asked:
        rules = _open(fact)
        for _, match in rules.matches(draft.text.low) if rules else ():
            _doubt(draft, fact, *match.span())


def _doubt(draft: Draft, fact: str, start: int, end: int, *, denied: bool | None = None) -> None:
    first, last = draft.place_at(start), draft.place_at(end - 1)
    if denied is None:
        denied = not {"neg", "plan"}.isdisjoint(draft.tokens[first].scope)
    if not denied and fact not in draft.facts and not any(one.fact == fact for one in draft.queries):
        draft.ask(fact, "uncertain", first, last)


_OF_OTHERS = re.compile(
    r"\b(?:scan\w*|appointment|visit\w*|born|birthday|diagnos\w*|letter|next|married|retired|died|told me|"
    r"they said last|saw|seen|since|(?:mri|cta?|ctpa|ecg|echo)\b.{0,60}\b(?:old|known|previous|chronic))\b"
)
"""What else a date may be of."""
_WATCH_AND_WAIT = re.compile(r"\bwatch(?:\W+and\W+|\W+)wait\b")
"""A strategy, and the name of a trial: nobody is asked to wait."""
_CLAUSE = re.compile(r"\s*(?:[,;.!]|\bbut\b|\band\b|\bso\b)\s*")


def _reply_apart(draft: Draft) -> None:
    """``I can't remember, it's all a blur``: nothing was told, and a clause says that it is not known or to come."""
    if YES.match(draft.text.low) or NO.match(draft.text.low) or of_images(draft, draft.text.low):
        return
    replies = [reply_of(one) for one in _CLAUSE.split(_WATCH_AND_WAIT.sub("observation", draft.text.low)) if one]
    found = [one for one in replies if one in ("unknown", "pending")]
    if found:
        draft.reply = "pending" if "pending" in found else "unknown"
        draft.use(range(len(draft.tokens)))
