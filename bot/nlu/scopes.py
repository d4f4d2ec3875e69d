"""What surrounds a word: negation, plans, refusals, relatives, hypotheses, doubt, the past.

A cue reaches forward through its segment; through the next one only where that is a bare list item, so that
``no HIV, autoimmune disease or transplant`` is one negated list and ``no HIV, TIA in March`` is not.
"""

from __future__ import annotations

import re

from bot.nlu.headings import before_treatment, plan_headed
from bot.nlu.items import alike, bare_item, closed_by_or, closes_before, decided, mere
from bot.nlu.openers import (
    again,
    demanded,
    done,
    judges,
    nothing_else,
    proposed,
    rules_out,
    starts_soon,
    treats,
    wanted,
)
from bot.nlu.questions import answer_questions, mark_doubts, mark_questions
from bot.nlu.segments import grouped, segment
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import word_set

_REPORTS = re.compile(
    r"(?:says|said|reports|reported|states|stated|tells|told|confirms|confirmed|mentions|"
    r"mentioned|denies|thinks|remembers|recalls|gave|signed|translates|answers)\b"
)


_CARRIERS = word_set("scopes_carriers")


_FORWARD = ("plan", "refuse", "uncertain", "past", "screen")


_WELCOME = word_set("scopes_welcome")
"""Facts that one would rather have: ``no HIV, tissue available`` denies no tissue."""


_VALUED = word_set("scopes_valued")
"""Facts that are said with a value, which a negation before another fact does not reach."""


def mark(tokens: list[Token]) -> None:
    """Segment the tokens and write each one's scopes into ``token.scope``."""
    answer_questions(tokens)
    segment(tokens)
    parts = grouped(tokens)
    for place, part in enumerate(parts):
        for start, token in enumerate(part):
            _spread(token, start, part, parts, place)
    mark_questions(tokens)
    mark_doubts(tokens)


def _spread(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    """Spread the scope of one token, if it is a cue."""
    _opened(token, start, part, parts, place)
    if token.kind != "hit":
        return
    _ahead(token, start, part, parts, place)
    _ahead_or_never(token, start, part, parts, place)
    if token.cue("relative") and "relative" not in token.scope:
        _relative(token, start, part, parts, place)
    heads = token.text in _HEADING and _heads(start, part)
    denies = (token.cue("neg") or heads) and not (_trailing(start, part) or closes_before(start, part))
    if denies or rules_out(start, part) or nothing_else(start, part):
        _negate(token, start, part, parts, place)
    for cue in _FORWARD:
        if token.cue(cue) and not (cue == "plan" and judges(start, part)):
            _forward(cue, token, start, part, parts, place)
    if start == 0 and place and token.cue("plan") and token.text.startswith("which"):
        _backward("plan", len(parts[place - 1]), parts[place - 1])
    if token.cue("baseline"):
        before_treatment(start, part, parts[place + 1 :])


_NEVER = word_set("scopes_never")
"""What takes back the treatment of the clause before: ``lenvatinib prescribed, not yet started``."""


def _opened(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    """``For systemic therapy`` opens a plan, ``needs platelets above 75`` a condition."""
    if token.text == "for" and proposed(start, part):
        _forward("plan", token, start, part, parts, place)
    if starts_soon(start, part) and any(treats(one) for one in part[:start]):
        _backward("plan", start, part)
    if token.kind == "word" and wanted(start, part):
        for one in part[start:]:
            one.scope.add("hypothesis")
    if demanded(start, part):
        for one in part[:start]:
            one.scope.add("hypothesis")


def _ahead_or_never(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    """``next TACE`` lies ahead; ``not yet started`` takes back the treatment of the clause before."""
    if token.text == "next" and start + 1 < len(part) and treats(part[start + 1]):
        _forward("plan", token, start, part, parts, place)
    if token.text in _NEVER and place and not any(treats(one) for one in part):
        _backward("refuse", len(parts[place - 1]), parts[place - 1])


def _ahead(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    """Hypotheses reach to the end of their sentence, and ``Plan:`` to the end of its paragraph."""
    needs = token.text == "requires" and start > 0 and part[start - 1].clinical
    if token.cue("hypothesis") and "hypothesis" not in token.scope and not needs:
        _to_sentence_end(token, part[start + 1 :], parts, place)
        for one in part[:start]:
            one.scope.add("plan")
    headed = start < 2 and start + 1 < len(part) and part[start + 1].text == ":"
    if token.cue("plan") and headed and "headed" not in token.scope:
        plan_headed(part[start + 1 :], parts[place + 1 :])


def _to_sentence_end(token: Token, rest: list[Token], parts: list[list[Token]], place: int) -> None:
    for one in rest:
        one.scope.add("hypothesis")
    for part in parts[place + 1 :]:
        if part[0].sentence != token.sentence:
            return
        for one in part:
            one.scope.add("hypothesis")


def _relative(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    after = part[start + 1] if start + 1 < len(part) else None
    if after is not None and _REPORTS.match(after.text):
        return
    joint = max((at for at in range(start) if part[at].text in ("and", "but", "while")), default=0)
    told = any(one.clinical for one in part[:joint])
    for one in part[joint:] if told else part:
        one.scope.add("relative")
    if after is not None and after.text == ":":
        listed = [later for later in parts[place + 1 :] if later[0].sentence == token.sentence]
        for one in (one for later in listed if not later[0].cue("neg") for one in later):
            one.scope |= {"relative"} if treats(one) or _of_history(one) else set()
    for later in parts[place + 1 :]:
        if later[0].sentence != token.sentence or not bare_item(later):
            return
        for one in later:
            one.scope.add("relative")


_OF_HISTORY = word_set("events_of_history")


def _of_history(token: Token) -> bool:
    """What a relative may have had: ``brother: stroke at 50, MI at 52``."""
    return bool(token.sense("cancer")) or any(one.id in _OF_HISTORY for one in token.senses("name"))


def _trailing(start: int, part: list[Token]) -> bool:
    """A negative word that follows its term and ends the segment: ``HIV: no``, ``ascites none``."""
    return (
        part[start].cue("post_neg")
        and any(one.clinical or one.sense("note") for one in part[:start])
        and not any(one.kind in ("hit", "num", "date") and not one.cue("now", "past") for one in part[start + 1 :])
        and not any(
            one.kind == "word" and one.text not in ("so", "far", "known", "at", "all") for one in part[start + 1 :]
        )
    )


def _negate(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    behind = part[start + 1] if start + 1 < len(part) else None
    if (
        token.text in ("no", "never", "not")
        and behind is not None
        and behind.kind == "punct"
        and behind.text in ("-", ",", ":", ";", ".", "=>", "->", "=", "/", "|")
    ):
        return
    if token.text == "non":
        _negate_run(token, part[start + 1 : start + 2], set())
        return
    kinds: set[str] = set()
    if not _negate_run(token, part[start + 1 :], kinds):
        return
    closes = token.text.startswith("den") or closed_by_or(token, parts, place)
    for later in parts[place + 1 :]:
        known = any(one.clinical and not one.senses("decoy") for one in later)
        unknown = closes and len(later) <= 6 and not known and all(map(mere, later))
        item = _up_to_since(later)
        if later[0].sentence != token.sentence or not (unknown or (bare_item(item) and alike(item, kinds))):
            return
        _negate_run(token, later, kinds)
        if len(item) < len(later):
            return


def _up_to_since(part: list[Token]) -> list[Token]:
    """``no MI, stroke or PE since the CABG in 2016``: the item ends where it is said since when."""
    ends = (place for place, one in enumerate(part) if place and one.text in ("since", "within"))
    return part[: next(ends, len(part))]


def _negate_run(token: Token, run: list[Token], kinds: set[str]) -> bool:
    """Negate a run of tokens; False where something in it ended the negation."""
    for place, one in enumerate(run):
        if one.text == "since" and any(before.clinical for before in run[:place]):
            return False
        if one.text in _CARRIERS and not any(before.clinical for before in run[:place]):
            continue
        if place and one.clinical and any(before.clinical for before in run[:place]) and _own_matter(run, place):
            return False
        if one.kind == "num" and _counts_tumours(run, place):
            return False
        if one.cue("stop", "positive", "then") or (
            one.cue("neg") and one.text not in ("or", "nor") and one.cue("post_neg")
        ):
            return False
        if one.text in ("and", "with", "plus") and _own_evidence(run[place + 1 :]):
            return False
        one.scope.add("neg")
        one.negator = token.start
        if one.hit:
            kinds.update(sense.role for sense in one.hit.senses)
    return True


_HEADING = ("none", "neg", "negative", "-ve")


def _heads(start: int, part: list[Token]) -> bool:
    """``none asc, none HE ever``, ``neg HIV``: a none that opens its item denies what follows."""
    known = start + 1 < len(part) and part[start + 1].clinical
    return known and (start == 0 or not (part[start - 1].clinical or part[start - 1].sense("note")))


_NOUNS = word_set("tumour_nouns")


def _counts_tumours(run: list[Token], place: int) -> bool:
    """``no mets 2 lesions``: a number of tumours is a matter of its own."""
    return any(one.clinical for one in run[:place]) and place + 1 < len(run) and run[place + 1].text in _NOUNS


def _own_matter(run: list[Token], place: int) -> bool:
    """``no HIV BCLC C``, ``no HIV TIA in March``: what has a value or a date of its own is not denied."""
    token = run[place]
    named = any(
        sense.id in _WELCOME or sense.id in _VALUED for sense in (*token.senses("name"), *token.senses("option"))
    )
    behind = run[place + 1 : place + 3]
    return (
        named
        or decided(token)
        or any(one.kind in ("num", "date") for one in behind)
        or any(decided(one) for one in behind[:1])
    )


def _own_evidence(run: list[Token]) -> bool:
    return any(one.kind in ("num", "date", "dur") or one.cue("post_pos", "positive", "ongoing") for one in run)


def _forward(cue: str, token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    scope = "hypothesis" if cue == "screen" else cue
    rest = part[start + 1 :]
    reached = any(one.clinical for one in rest)
    for at, one in enumerate(rest):
        if one.cue("stop", "then") and cue != "past" and not again(rest, at):
            break
        if cue == "refuse" and one.text in ("and", "so") and reached and done(rest[at + 1 : at + 3]):
            break
        if cue == "uncertain" and one.text in ("and", "but") and reached:
            break
        one.scope.add(scope)
    if cue in ("plan", "refuse") and not any(
        one.senses("kind") or one.senses("agent") or one.senses("regimen") for one in rest
    ):
        _backward(scope, start, part)
    if cue in ("plan", "refuse") and reached:
        for later in parts[place + 1 :]:
            if later[0].sentence != token.sentence or not bare_item(later) or not _only_treatments(later):
                return
            for one in later:
                one.scope.add(scope)


def _only_treatments(part: list[Token]) -> bool:
    return all(one.sense("kind") or one.sense("agent") or one.sense("regimen") for one in part if one.clinical)


def _backward(scope: str, start: int, part: list[Token]) -> None:
    """``TACE planned``: the cue speaks of the treatment before it in the segment."""
    for one in reversed(part[:start]):
        if one.cue("then", "ongoing") or (one.cue("stop") and scope != "refuse") or one.kind in ("date", "dur"):
            return
        one.scope.add(scope)
