"""How a course ended, told in clauses of its own: what was harmful, and that it was taken up again.

``from Feb 2025, had to come off it in April: grade 3 diarrhoea``, ``held in January for proteinuria, resumed in Feb``.
"""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.history.steroids import STEROIDS
from bot.nlu.lexicon.calendar_words import UNTIL
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.telling import Gated
from bot.nlu.treatments.entries import Entry
from bot.nlu.treatments.phases import use_harm

_HARMS = word_set("courses_side_effects")
_LINKS = frozenset(
    (
        "because", "because of", "bc", "b/c", "due", "due to", "for", "owing", "owing to", "after", "following",
        "on account of", "with",        "secondary", "caused", "reason", "cause", ":", "-", "/", "(", "grade",
        "gr", "g2", "g3", "g4", "severe",
        "intolerable", "unacceptable", "bad", "recurrent", "persistent", "immune", "related", "mediated",
        "drug-induced", "induced",
    )
)  # fmt: skip
"""Between a stop and what was harmful: why it was."""
_LED = frozenset(
    (
        "therefore", "hence", "so", "thus", "consequently", "led", "forced", "caused", "leading", "grade", "gr", "g2",
        "g3", "g4", "severe", "->", "required", "requiring", "necessitated", "which", "made",
    )
)  # fmt: skip
"""Between what was harmful and a stop: that it was for it."""
_SUFFERED = frozenset(("developed", "had", "suffered", "experienced", "got"))
_REACH = 9
_HALTS = Gated(
    r"\b(?P<hold>held|with-?held|paused?|interrupt(?:ed|ion)|suspended|on hold|break|holiday|stopped|discontinued|"
    r"withdrawn|halted|ceased|off it|missed)\b"
    r"|\b(?P<again>resum(?:ed|es|ption)|re-?start(?:ed)?|re-?introduced|re-?initiated|re-?commenced|reinstated|"
    r"back on(?! \w+ (?:feet|ward))|taken up again|"
    r"again (?:since|from|taking|on)|(?:since|from) [^,.;\n]{3,18} again)\b"
)
_NEVER = re.compile(r"\b(?:not|never|no|without|n'?t|cannot|nor|neither)(?: \w+){0,2} $")


def settle_end(draft: Draft, entry: Entry, end: int) -> None:
    """Read why a systemic course ended, and whether it goes on after a pause, from what stands behind it."""
    if entry.kind != "systemic" or end <= entry.last + 1:
        return
    end = next((one for one in range(entry.last + 1, end) if draft.word(one) == "\n"), end)
    if _taken_up_again(draft, entry, end):
        entry.goes_on, entry.ongoing, entry.stopped = True, True, False
        entry.end = None
        entry.outcome = None if entry.outcome in ("intolerance", "completed") else entry.outcome
        draft.use([one for one in range(entry.last + 1, end) if _is_harm(draft, one)])
    elif entry.outcome in (None, "ongoing") and (entry.stopped or entry.end) and (harm := _harm(draft, entry, end)):
        entry.outcome = "intolerance"
        use_harm(draft, harm, harm)
    elif entry.outcome is None and entry.end and (harm := _toxic(draft, entry, end)):
        entry.outcome = "intolerance"
        draft.use([harm])
    elif entry.outcome is None and entry.end and (harm := _harm_in_brackets(draft, entry, end)):
        entry.outcome = "intolerance"
        draft.use(range(harm - 1, harm + 2))
    if entry.outcome == "intolerance":
        _use_harms(draft, entry, end)


_TOXIC = frozenset(("tox", "toxicity", "toxic", "intolerance", "intol"))


def _toxic(draft: Draft, entry: Entry, end: int) -> int:
    """``cabozantinib Dec 2023 - Feb 2024 tox``: the word right behind the day on which it ended."""
    for step in range(entry.last + 2, end):
        parted = draft.word(step - 1) in (",", "-")
        if draft.word(step) in _TOXIC and draft.tokens[step - (2 if parted else 1)].kind == "date":
            return step
    return 0


def _harm_in_brackets(draft: Draft, entry: Entry, end: int) -> int:
    """``lenvatinib May to October (diarrhoea)``, ``(May - Oct 2025, rash)``: the harm that closes the brackets."""
    for step in range(entry.last + 1, end - 2):
        if draft.word(step) == "(" and (draft.tokens[step - 1].kind == "date" or step == entry.last + 1):
            close = next((one for one in range(step + 2, min(step + 12, end)) if draft.word(one) == ")"), 0)
            if (
                close
                and any(_is_harm(draft, one) or draft.word(one) == "tox" for one in (close - 1, close - 2, close - 3))
                and all(_graded(draft, one) or _is_harm(draft, one) for one in range(step + 1, close))
            ):
                return close - 1
    return 0


def _graded(draft: Draft, place: int) -> bool:
    token = draft.tokens[place]
    return token.kind == "date" or token.text in _BESIDE_HARM


_BESIDE_HARM = frozenset(
    ("grade", "gr", "g", "2", "3", "4", "severe", "g2", "g3", "g4", "a", "immune", "bad", "tox", "-", "to", "until")
) | {"till", "->", ",", ";", ":", "from", "reason"}


def _use_harms(draft: Draft, entry: Entry, end: int) -> None:
    """``colitis grade 3 and hence stopped for toxicity``: what a drug did is no disease of its own."""
    places = range(entry.last + 1, end)
    stops = [one for one in places if draft.tokens[one].cue("stopped", "intolerant")]
    told = [one for one in places if _is_harm(draft, one) and any(_side_by_side(draft, one, at) for at in stops)]
    for one in told:
        if _SUFFERED.isdisjoint(draft.word(at) for at in range(one - 4, one)):
            use_harm(draft, one, one)


def _side_by_side(draft: Draft, harm: int, stop: int) -> bool:
    """Tell whether a harm stands beside a stop, with no other matter between, and is not told on its own.

    ``stopped for toxicity May 2026, plt 82, variceal bleed Mar 2026``, ``stopped (HFS), HTN well controlled``: the
    bleed and the hypertension are matters of their own.
    """
    if draft.tokens[harm].sentence != draft.tokens[stop].sentence:
        return False
    between = draft.tokens[min(harm, stop) + 1 : max(harm, stop)]
    behind = draft.tokens[harm + 1 : harm + 3]
    told = any(one.kind == "date" or one.cue("controlled", "uncontrolled") for one in behind)
    own = harm > stop and (told or draft.tokens[harm - 1].cue("controlled", "uncontrolled"))
    return not own and not any(one.clinical and not _told_harm(one) and not one.cue("stopped") for one in between)


def _taken_up_again(draft: Draft, entry: Entry, end: int) -> bool:
    """Tell whether the last word of stops and pauses behind a treatment is that it was begun again."""
    first, last = draft.tokens[entry.last].end, draft.tokens[end - 1].end
    halted = again = False
    for match in _HALTS.finditer(draft.text.low, first, last):
        place = draft.place_at(match.start())
        if _NEVER.search(draft.text.low, max(0, match.start() - 24), match.start()) or _of_else(draft, entry, place):
            continue
        if draft.barred(place) or draft.tokens[place].scope & {"plan", "refuse"}:
            continue
        halted = halted or match["hold"] is not None
        again = match["again"] is not None
    return halted and again


def _of_else(draft: Draft, entry: Entry, place: int) -> bool:
    """``ongoing. Aspirin was held in July``: tell whether a clause names another drug or matter."""
    segment = draft.tokens[place].segment
    for step in range(place - 1, entry.last, -1):
        token = draft.tokens[step]
        if token.segment != segment:
            return False
        if token.text in STEROIDS or token.sense("note") or token.sense("condition") or token.sense("decoy"):
            return True
        if any(one.id not in ("response",) for one in token.senses("name")) and not _is_harm(draft, step):
            return True
    return False


def _is_harm(draft: Draft, step: int) -> bool:
    token = draft.tokens[step]
    return _told_harm(token) and not token.scope & {"neg", "plan", "hypothesis"}


def _harm(draft: Draft, entry: Entry, end: int) -> int:
    """The place of what was harmful, where it is said to be why the course was stopped; 0 where it is not."""
    places = range(entry.last + 1, end)
    if any(draft.tokens[one].cue("progressed") for one in places):
        return 0
    stops = [one for one in places if draft.tokens[one].cue("stopped") and draft.word(one) not in UNTIL]
    harmed = [one for one in places if draft.word(one).startswith("stopped") and draft.tokens[one].cue("intolerant")]
    if harmed and "neg" not in draft.tokens[harmed[0]].scope:
        return harmed[0]
    for stop in stops:
        behind = next((one for one in range(stop + 1, min(stop + _REACH, end)) if _is_harm(draft, one)), 0)
        if behind and _tied(draft, stop, behind, _LINKS):
            return behind
        before = next((one for one in range(stop - 1, max(entry.last, stop - _REACH), -1) if _is_harm(draft, one)), 0)
        if before and _tied(draft, before, stop, _LED):
            return before
    return 0


def _tied(draft: Draft, first: int, last: int, links: frozenset[str]) -> bool:
    """Tell whether two words of a sentence are tied by one of the links, and nothing else is named between them."""
    between = draft.tokens[first + 1 : last]
    if draft.tokens[first].sentence != draft.tokens[last].sentence:
        return False
    if any(one.text == "now" or (one.clinical and not _told_harm(one)) for one in between):
        return False
    near = {one.text for one in draft.tokens[first : last + 1]} | {draft.word(first - 1), draft.word(first - 2)}
    return not near.isdisjoint(links) or any(one.text.split(" ")[-1] in links for one in between)


def _told_harm(token: Token) -> bool:
    return token.text.split(" ")[-1] in _HARMS or token.cue("intolerant")


_WHEN = Gated(
    r"\b(?:(?:can ?not|can'?t|could ?n[o']?t|do ?n[o']?t|does ?n[o']?t|did ?n[o']?t|unable to|not able to|never) "
    r"(?:\w+ ){0,4}?(?:when|dates?|which (?:year|month))"
    r"|(?:dates?|year|month|when)(?: \w+){0,2}? (?:is |was |are |were )?(?:not (?:known|recorded|documented|"
    r"available|"
    r"clear|given|certain|to hand|stated|in)|unknown|unclear|unrecorded|missing|illegible|forgotten)"
    r"|(?:not sure|no idea|unsure|forgot|forgotten|unclear|unknown|not certain|not known) (?:\w+ ){0,2}?(?:when|"
    r"dates?)"
    r"|(?:nobody|no one|no-one|none) (?:\w+ ){0,3}?(?:when|dates?)"
    r"|no (?:exact |clear |further )?dates?(?: (?:on file|given|recorded|available|known|noted|documented|in the \w+))"
    r"|somewhere (?:abroad|else)|at some (?:point|time|stage)|some ?time (?:ago|back|in the past)"
    r"|date unknown|undated)\b"
)


def ask_when(draft: Draft, entry: Entry, end: int) -> None:
    """``TACE once, couldn't tell you when``: ask for the day of a treatment that nobody could tell."""
    if entry.start or entry.end or entry.sessions or entry.ongoing or entry.planned:
        return
    if any(one.fact == "treatments" for one in draft.queries):
        return
    match = _WHEN.search(draft.text.low, draft.tokens[entry.last].end, draft.tokens[end - 1].end)
    if match is not None:
        last = draft.place_at(match.end() - 1)
        draft.use(range(draft.place_at(match.start()), last + 1))
        draft.ask("treatments", "ambiguous_date", entry.first, last)


def from_before_end(draft: Draft, entry: Entry, step: int) -> bool:
    """``finished 30/10/2026, 5 fractions from 20/10/2026``: a day before the end that is told is the beginning."""
    after = draft.at(step + 1)
    if draft.word(step) not in ("from", "since") or entry.start or not entry.end or after is None:
        return False
    return after.day is not None and after.day.clear and (after.day.iso or "9") < entry.end
