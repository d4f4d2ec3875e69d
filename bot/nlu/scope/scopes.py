"""What surrounds a word: negation, plans, refusals, relatives, hypotheses, doubt, the past.

A cue reaches forward through its segment; through the next one only where that is a bare list item, so that
``no HIV, autoimmune disease or transplant`` is one negated list and ``no HIV, TIA in March`` is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.dating.headings import before_treatment, criteria_headed, plan_headed
from bot.nlu.labs.specimens import mark_specimens
from bot.nlu.lexicon.glosses import mark_glosses
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.fences import stretches
from bot.nlu.scope.items import closes_before
from bot.nlu.scope.listed_denials import doubt_either, doubt_lists, doubt_second
from bot.nlu.scope.negations import (
    HEADING,
    denies_with,
    headed,
    heads,
    negate,
    negate_beyond,
    negate_with,
    trailing,
)
from bot.nlu.scope.openers import (
    OPENING,
    RULING_OUT,
    before_but,
    begins_soon,
    demanded,
    judges,
    left_out_for,
    modal,
    nothing_else,
    proposed,
    rules_out,
    starts_soon,
    wanted,
)
from bot.nlu.scope.predicates import said_of_all
from bot.nlu.scope.questions import answer_questions, mark_doubts, mark_questions
from bot.nlu.scope.refuted import refute
from bot.nlu.scope.relatives import of_relative
from bot.nlu.scope.spreading import spread_backward, spread_forward
from bot.nlu.scope.up_next import lies_next
from bot.nlu.text.segments import grouped, segment
from bot.nlu.wording.blanks import mark_blanks

_FORWARD = ("plan", "refuse", "uncertain", "past", "screen")
_CUES = (*_FORWARD, "hypothesis", "relative", "neg", "baseline")
"""The cues of all that spreads a scope."""


def mark(tokens: list[Token]) -> None:
    """Segment the tokens and write each one's scopes into ``token.scope``."""
    answer_questions(tokens)
    segment(tokens)
    for stretch in stretches(tokens):
        parts = grouped(stretch)
        for place, part in enumerate(parts):
            for start, token in enumerate(part):
                _spread(token, start, part, parts, place)
    mark_questions(tokens)
    mark_doubts(tokens)
    refute(tokens)
    mark_blanks(tokens)
    mark_glosses(tokens)
    mark_specimens(tokens)
    doubt_lists(grouped(tokens))
    doubt_second(grouped(tokens))
    doubt_either(tokens)


def _spread(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    """Spread the scope of one token, if it is a cue."""
    if token.text in OPENING and token.kind in ("word", "hit"):
        _opened(token, start, part, parts, place)
    if token.hit is None or not (token.text in _SPREADING or token.cue(*_CUES) or denies_with(start, part)):
        return
    _ahead(token, start, part, parts, place)
    _ahead_or_never(token, start, part, parts, place)
    if token.cue("relative") and "relative" not in token.scope:
        of_relative(token, start, part, parts, place)
    _deny(token, start, part, parts, place)
    for cue in (one for one in _FORWARD if token.cue(one)):
        if _says_no_cue(cue, token, start, part):
            continue
        somebody = cue == "screen" and _of_somebody(token, start, part)
        if not somebody and not (cue == "plan" and judges(start, part)):
            spread_forward(cue, token, start, part, parts, place)
            if cue in ("plan", "refuse"):
                said_of_all(cue, start, parts, place)
    if start == 0 and place and token.cue("plan") and token.text.startswith("which"):
        spread_backward("plan", len(parts[place - 1]), parts[place - 1])
    if token.cue("baseline"):
        before_treatment(start, part, parts[place + 1 :])


def _says_no_cue(cue: str, token: Token, start: int, part: list[Token]) -> bool:
    """``60 years old`` is no past, ``has no signs of heart failure`` looks for nothing."""
    aged = cue == "past" and token.text == "old" and start > 0 and part[start - 1].text in _AGED
    return aged or (token.text == "signs of" and "neg" in token.scope)


def _deny(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    """Spread the scope of a word of denial, or of a phrase that denies by itself."""
    if denies_with(start, part):
        negate_with(token, start, part)
    if token.text in _BEYOND:
        negate_beyond(token, start, part, parts, place)
    leading = token.text in HEADING and (headed if token.text in ("no", "nil") else heads)(start, part)
    leading = leading or _never_ahead(token, start, part)
    denies = (token.cue("neg") or leading) and not (trailing(start, part) or closes_before(start, part))
    if left_out_for(start, part):
        return
    if denies or rules_out(start, part) or nothing_else(start, part):
        negate(token, start, part, parts, place)


def _never_ahead(token: Token, start: int, part: list[Token]) -> bool:
    """``has never shown heart failure``: what follows a name elsewhere (``HF, never shown``) leads here."""
    if not token.cue("post_neg") or not {"never", "not"} & set(token.text.split(" ")):
        return False
    ahead = next((one for one in part[start + 1 : start + 4] if one.text not in _ARTICLES), None)
    return ahead is not None and ahead.clinical and not any(one.clinical for one in part[:start])


_ARTICLES = ("a", "an", "any", "the", "overt", "frank", "true")


def _of_somebody(token: Token, start: int, part: list[Token]) -> bool:
    """``screening for Ann Brown - ECOG 1``: a person is screened (whose name is no token), nothing is looked for."""
    behind = part[start + 1] if start + 1 < len(part) else None
    return behind is not None and (behind.kind == "punct" or behind.start > token.end + 2 or behind.text in _PERSONS)


_PERSONS = frozenset(("you", "me", "us", "him", "her", "them"))
"""``reading it off the screen for you``."""


_BEYOND = ("no uncontrolled", "not uncontrolled")
_ONE = ("an", "is", "are", "this", "any", "no")
"""``prior resection is an exclusion``: no heading."""
_CRITERIA = ("the trial requires", "inclusion criteria", "exclusion criteria", "exclusion", "inclusion")
_AGED = ("-", "year", "years", "yr", "yrs")
"""Before ``old``: an age."""
_NEVER = word_set("scopes_never")
"""What takes back the treatment of the clause before: ``lenvatinib prescribed, not yet started``."""


def _opened(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    """``For systemic therapy`` opens a plan, ``needs platelets above 75`` a condition."""
    if modal(start, part):
        for one in before_but(start, part):
            one.scope.add("plan")
    if token.text == "for" and proposed(start, part):
        spread_forward("plan", token, start, part, parts, place)
    if starts_soon(start, part) and any(one.treats for one in part[:start]):
        spread_backward("plan", start, part)
    if begins_soon(start, part):
        spread_forward("plan", token, start, part, parts, place)
    if token.kind == "word" and wanted(start, part):
        for one in part[start:]:
            one.scope.add("hypothesis")
    if demanded(start, part):
        for one in part[:start]:
            one.scope.add("hypothesis")


def _ahead_or_never(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    """``next TACE`` lies ahead; ``not yet started`` takes back the treatment of the clause before."""
    if token.text == "next" and start + 1 < len(part) and part[start + 1].treats:
        spread_forward("plan", token, start, part, parts, place)
    for one in lies_next(part, start, parts[place + 1] if place + 1 < len(parts) else None):
        one.scope.add("plan")
    if token.text in _NEVER and place and not any(one.treats for one in part):
        before = parts[place - 1]
        if start < 2 or before[0].sentence == token.sentence or any(one.treats for one in before):
            spread_backward("refuse", len(before), before)


_SPREADING = {*_CRITERIA, "next", *_NEVER, *_BEYOND, *HEADING, *RULING_OUT, "nothing else"}
"""Words that spread a scope without being a cue."""


def _ahead(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    """Hypotheses reach to the end of their sentence, and ``Plan:`` to the end of its paragraph.

    ``convertible if it shrinks, Hb 11.2``: what a judgement hangs on ends with its clause.
    """
    needs = token.text == "requires" and start > 0 and part[start - 1].clinical
    if token.cue("hypothesis") and "hypothesis" not in token.scope and not needs:
        judged = any(one.id == "resectability" for before in part[:start] for one in before.senses("option"))
        _to_sentence_end(token, part[start + 1 :], parts[: place + 1] if judged else parts, place)
        for one in part[:start]:
            one.scope.add("plan")
    if token.text in _CRITERIA and not (start and part[start - 1].text in _ONE):
        criteria_headed(part[start + 1 :], parts[place + 1 :])
    headed = start < 2 and start + 1 < len(part) and part[start + 1].text == ":"
    if token.cue("plan") and headed and "headed" not in token.scope:
        plan_headed(part[start + 1 :], parts[place + 1 :])


def _turns_back(part: list[Token]) -> bool:
    """``patients with HIV are excluded, but his ECOG is 1``: what follows is told of the patient."""
    if len(part) < 2 or part[0].text != "but":
        return False
    valued = len(part) > 2 and (part[2].kind == "num" or part[2].text in _STAGES)
    return part[1].text in _THIS_ONE or (valued and bool(part[1].senses("name")))


_STAGES = frozenset(("a", "b", "c", "d", "ia", "ib", "iia", "iib", "iiia", "iiib", "iv"))
_THIS_ONE = frozenset(
    ("he", "she", "his", "her", "pt", "patient", "our", "ours", "this", "the patient", "hers", "mine")
)


def _to_sentence_end(token: Token, rest: list[Token], parts: list[list[Token]], place: int) -> None:
    opened = 0
    for one in _up_to(rest, parts[place + 1 :], token.sentence):
        opened += (one.text == "(") - (one.text == ")")
        if opened < 0:
            return  # ``(if the bilirubin recovers), BCLC C``
        one.scope.add("hypothesis")


def _up_to(rest: list[Token], later: list[list[Token]], sentence: int) -> Iterator[Token]:
    """Give the tokens behind a cue up to the end of its sentence, or to what turns back to the patient."""
    yield from rest
    for part in later:
        if part[0].sentence != sentence or _turns_back(part):
            return
        yield from part
