"""How far what follows a treatment speaks of it: up to other matters, another sentence, the next treatment."""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.dating.begun_after import begun_after
from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.history.steroids import STEROIDS
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.telling import Gated
from bot.nlu.treatments.entries import Entry
from bot.nlu.treatments.other_drugs import another_drug
from bot.nlu.treatments.then_next import behind_then, last_day, lists_days, of_before

STARTS = word_set("courses_starts")
OPENINGS = ("", ",", ".", ";", "\n", "and", "then", "(")
"""What stands before a date that opens a clause."""
REFERS = word_set("courses_refers")


LEADING = (
    "progressed",
    "stop",
    "intolerant",
    "ongoing",
    "stopped",
    "past",
    "after",
    "last",
    "first",
    "then",
    "completed",
    "positive",
    "now",
)


PASSING = word_set("courses_passing")


_SCANS = frozenset(("imaging", "ct", "mri", "scan", "scans", "restaging", "pet", "ultrasound"))
_SPOKEN_OF = Gated(
    r"\b(?:it|this|both|they|these|(?:the )?(?:treatment|therapy|drugs?|combination|regimen)) (?:was|were|has been|"
    r"have been|had to be)\b[^.;\n]{0,20}\b(?:stopped|discontinued|terminated|withdrawn|ended|paused|held)\b"
    r"|\bprogress\w* on (?:this|it|both|that|treatment|therapy)\b"
    r"|\bthe (?:combination|regimen|course) (?:was |were )?(?:given|administered|ran|lasted)\b"
)
"""``so he has progressed on this and it was discontinued``: the treatment told before is spoken of."""


def continues(draft: Draft, step: int) -> bool:
    """Tell whether a new sentence goes on about the treatment: ``Progressed in October.``"""
    sentence = [one for one in draft.tokens[step : step + 18] if one.sentence == draft.tokens[step].sentence]
    if any(one.cue("naive", "only", "relative", "plan") for one in sentence) or another_drug(sentence):
        return False
    if sentence and _SPOKEN_OF.search(draft.text.low, sentence[0].start, sentence[-1].end):
        return True
    if draft.word(step - 1) == ";" and all(one.kind in ("date", "punct") for one in sentence):
        return True  # ``TACE: 12.10.2026; 16.11.2026``
    opens_another = any(one.text in ("current", "currently", "present") for one in sentence[:2])
    return _counts_rounds(sentence) or (not opens_another and _goes_on(sentence))


_DOSES = frozenset(("dose", "doses", "dosage"))
_CHANGED = frozenset(
    ("cut", "reduced", "lowered", "halved", "decreased", "adjusted", "increased", "raised", "escalated", "modified")
)
"""``dose cut to 4 mg in June; stopped 20 Sept``: what stands between the beginning and the end of a course."""


def _goes_on(sentence: list[Token]) -> bool:
    """Tell whether the first telling word of a sentence speaks of a course."""
    for place, token in enumerate(sentence):
        if not place and token.text in _DOSES and any(one.text in _CHANGED for one in sentence[1:4]):
            return True
        if not place and token.text == "on" and [one.kind for one in sentence[1:2]] == ["date"]:
            continue  # ``On 13 September 2023, he underwent``: a day, and nothing that goes on
        if token.kind == "date" and any(one.text in _SCANS for one in sentence[max(0, place - 3) : place]):
            continue
        if token.text in STEROIDS or (token.text in REFERS and sentence[place - 1].kind == "date"):
            return token.text in REFERS
        if token.cue("progressed", "stopped", "completed", "intolerant", "ongoing") or any(
            one.id == "response" for one in token.senses("option")
        ):
            return True
        if token.text in STARTS or token.cue("last") or token.text == "best response":
            return True
        if (token.kind == "date" and not _refers(sentence[place + 1 :])) or (
            token.clinical and not token.sense("condition")
        ):
            return False
    return False


_ROUNDS = frozenset(["cycles", "sessions", "courses", "infusions", "doses", "fractions"])
_GIVEN = frozenset(["given", "performed", "administered", "received", "delivered", "completed", "done"])


_ROUND = frozenset(["session", "cycle", "course", "infusion", "dose", "procedure"])
_THIS_IS = (["this", "is"], ["this", "was"], ["it", "is"], ["it", "was"])


def _counts_rounds(sentence: list[Token]) -> bool:
    """``Four cycles were given between March and June.``, ``This was her third session.``"""
    if [one.text for one in sentence[:2]] in _THIS_IS and any(one.text in _ROUND for one in sentence[2:6]):
        return True
    if _another_round([one for one in sentence[:5] if one.text not in ("the", "a", "his", "her")]):
        return True
    place = next((one for one, token in enumerate(sentence[:4]) if token.text in _ROUNDS), None)
    return place is not None and any(one.text in _GIVEN for one in sentence[place + 1 : place + 5])


_ORDINALS = frozenset(("second", "third", "fourth", "fifth", "2nd", "3rd", "4th", "5th"))
_WAS = frozenset(("one", "was", "on", "in", "took", "followed", "given", "treatment", "done"))


def _another_round(told: list[Token]) -> bool:
    """``Second session 1 July.``, ``The second was on 8 July.``: another round of the same."""
    if len(told) < 2 or told[0].text not in _ORDINALS:
        return False
    dated = any(one.kind == "date" for one in told[1:])
    return dated and (told[1].kind == "date" or told[1].text in _ROUND | _WAS)


def _refers(behind: list[Token]) -> bool:
    """``In September both were stopped``: what was named before is spoken of again."""
    return any(one.text in REFERS for one in behind[:2])


def ceiling(draft: Draft, entry: Entry, following: Entry | None) -> int:
    """The place from which on tokens belong to the next treatment: its segment, where that is another one."""
    if following is None:
        return len(draft.tokens)
    place = following.first
    segment = draft.tokens[place].segment
    if segment != draft.tokens[entry.last].segment:
        while draft.tokens[place - 1].segment == segment and not (
            draft.word(place - 1) == "->" or _closes(draft, place - 1, entry) or lists_days(draft, place - 1)
        ):
            place -= 1
        place = max(place, behind_then(draft, place, following.first), last_day(draft, place, following.first))
        begun = begun_after(draft, place, following.first)
        place = place if begun is None else begun + 1
    return max(place, entry.last + 1)


def _closes(draft: Draft, place: int, entry: Entry) -> bool:
    """``TACE (Jan, Mar 2026) then lenvatinib``: the bracket that opened behind a treatment speaks of it."""
    if draft.word(place) != ")":
        return False
    opened = next((one for one in range(place - 1, entry.last, -1) if draft.word(one) in ("(", ")")), -1)
    return draft.word(opened) == "(" and opened <= entry.last + 6


_WHO_STOPPED = frozenset(("but", "they", "i", "we", "and"))
"""``still on Tecentriq but they stopped the Avastin``: what stops is what is named behind."""


def turns(draft: Draft, step: int, following: Entry) -> bool:
    """Tell whether a word already speaks of the next treatment: ``then``, ``progressed on``, ``after``."""
    token = draft.tokens[step]
    after = draft.tokens[step + 1] if step + 1 < len(draft.tokens) else token
    behind = draft.at(step + 1 + sum(1 for _ in _of_it(draft, step + 1)))
    after = behind if behind is not None and token.segment != draft.tokens[following.first].segment else after
    outcome = after.cue("intolerant", "stopped", "completed", "progressed") or any(
        one.id == "response" for one in after.senses("option")
    )
    dose = draft.tokens[step - 1].kind == after.kind == "num"  # ``cabo 60 -> 40``
    if token.text == "->" and (outcome or dose or _between_dates(draft, step)):
        return False
    if outcome and token.cue("then") and token.segment != draft.tokens[following.first].segment:
        return False
    if token.text == "->" or (token.cue("then") and token.text not in ("next", "later")):
        again = not _ORDINALS.isdisjoint((draft.word(step + 1), draft.word(step + 2)))  # ``followed by a second``
        return not again and not (after.kind == "date" and after.segment != draft.tokens[following.first].segment)
    opens = token.text in ("from", "since") and _parenthesis(draft, step, following)
    if opens or (token.text in ("from", "since", "in", "on") and _since_on(draft, step, following)):
        return True
    if token.text in ("on", "under") and draft.tokens[step + 1].kind == "date":
        return False
    only_leads = all(
        one.kind == "date" or one.cue(*LEADING) or one.text in PASSING or (one.kind == "num" and one.unit is None)
        for one in draft.tokens[step : following.first]
    )
    of_next = only_leads and token.segment == draft.tokens[following.first].segment
    if not of_next or of_before(draft, step, following.first):
        return False
    if token.text in ("stopped", "dropped") and draft.word(step - 1) in _WHO_STOPPED:
        return after.text not in ("it", "this", "both") and after.kind != "date"
    return (
        token.cue("progressed", "intolerant", "ongoing", "after", "past", "last")
        and following.first - step <= 4
        and not token.cue("first")
        and token.text not in ("since", "post", "had")
    )


_OF_IT = frozenset(("it", "he", "she", "they", "pt", "was", "were", "had", "to", "be", "had to be", "both", "this"))


def _of_it(draft: Draft, step: int) -> Iterator[int]:
    """``then it was stopped``: the places of who or what it was that stopped."""
    while draft.word(step) in _OF_IT:
        yield step
        step += 1


def _between_dates(draft: Draft, step: int) -> bool:
    """``2024-03 -> 2025-01``: the arrow of a span; not ``TACE 2024-03 -> 2025-01 RFA``."""
    place = next(one for one in range(step + 2, len(draft.tokens) + 3) if draft.word(one) not in PASSING)
    ends, named = [draft.at(step - 1), draft.at(step + 1)], draft.at(place)
    if named is not None and (named.text in (":", "-") or named.treats):
        return named.treats and day_at(draft, place + 1) is not None
    return all(one is not None and (one.kind == "date" or one.cue("ongoing", "now")) for one in ends)


_TAKES = word_set("since_on_takes")


def _since_on(draft: Draft, step: int, following: Entry) -> bool:
    """``TACE in July and since September he is on sorafenib``: from when on the next one is taken."""
    after = draft.at(step + 1)
    if after is None or after.kind != "date" or draft.word(step - 1) not in OPENINGS or following.kind != "systemic":
        return False
    told = [draft.word(one) for one in range(step + 2, following.first)]
    return bool(told) and len(told) <= 6 and _TAKES.issuperset(told)


def _parenthesis(draft: Draft, step: int, following: Entry) -> bool:
    """``TACE in January and, from May, with lenvatinib``: a date between commas that leads the next one."""
    after = draft.at(step + 1)
    behind = [draft.word(one) for one in range(step + 2, following.first)]
    if draft.word(step - 1) not in OPENINGS:
        return False
    return after is not None and after.kind == "date" and behind[:1] == [","] and set(behind[1:]) <= PASSING


def next_segment(draft: Draft, step: int, entry: Entry, ceiling: int) -> int:
    """Skip the rest of a foreign segment; another line ends what is said of the treatment."""
    segment = draft.tokens[step].segment
    if draft.tokens[step].text == "\n":
        return ceiling
    opened = max((one for one in range(entry.first, step + 1) if draft.word(one) == "("), default=None)
    if opened is not None:
        close = next((one for one in range(opened, min(step + 12, ceiling)) if draft.word(one) == ")"), None)
        if close is not None and close >= step:
            return close + 1
    while step < ceiling and draft.tokens[step].segment == segment:
        if draft.word(step) in ("and", "so", "but") and _SPOKEN_OF.match(draft.text.low, draft.tokens[step].end + 1):
            return step
        step += 1
    return step
