"""Treatments and drugs of which only is said what was thought, ordered or allowed: ``TACE approved 12 Nov``.

A participle beside a treatment, a drug or a procedure tells what was done about it, and only some tell that it was
given. One that tells of words, papers or permission records nothing, unless the same clause also says that it ran.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_SAID = word_set("only_said")
"""``approved``, ``debated``, ``vetoed``: what is done about a treatment without its being given."""
_RAN = word_set("only_said_ran")
"""``started``, ``since``, ``progressed``: words of the clause that tell that it was given all the same."""
_LINKS = word_set("only_said_links")
"""What may stand between the treatment and the participle."""
_OBJECT = frozenset(("the", "a", "an", "for", "him", "her", ":", "first-line", "second-line"))
"""What may stand between a participle and the treatment behind it."""
_COURSE = frozenset(
    ("after", "post", "since", "following", "on", "under", "during", "despite", "s/p", "between", "from", "to", "of")
)
"""``progression on lenvatinib discussed``: something else is said of the treatment that was given."""
_REACH = 30
_GIVEN = ("anticoagulation", "dialysis", "immunosuppressant", "live_vaccine", "transplant", "bypass_surgery")
"""Facts of drugs and procedures that somebody orders or allows."""
_STEROIDS = word_set("only_said_steroids")
_OF_ONE_DAY = frozenset(("missed", "skipped", "rescheduled", "raised", "delayed", "deferred", "postponed"))
"""``dialysis missed 12 Nov``: said of what goes on."""
_DENIES = frozenset(("denied", "excluded"))
"""``warfarin denied`` is a denial, ``warfarin denied 12 Nov`` a refusal."""
_UNDONE = frozenset(("not", "never"))
"""``considered but not done``: the lexicon knows some such words as one."""
_DOSED = frozenset(("daily", "od", "bd", "bid", "tds", "qd", "/d", "weekly", "a", "day", "per"))


def mark_only_said(tokens: Sequence[Token]) -> None:
    """Give a treatment that such a participle is said of, and nothing else, the scope in which it is not recorded."""
    for place, token in enumerate(tokens):
        if token.text not in _SAID or _counted(tokens, place):
            continue
        run = _before(tokens, place) or _behind(tokens, place)
        if run is None or (not tokens[run[1]].treats and _of_drug(tokens, place)):
            continue
        if not ran_behind(tokens, max(place, run[1])):
            for one in tokens[run[0] : run[1] + 1]:
                one.scope.add("plan")


def _of_drug(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a participle beside a drug says that it is taken, or denies it as other denials do."""
    if tokens[place].text in _DENIES:
        return place + 1 >= len(tokens) or tokens[place + 1].kind != "date"
    return tokens[place].text in _OF_ONE_DAY


def _given(token: Token) -> bool:
    """Tell whether a token names what can be given: a treatment, a drug, a procedure."""
    return token.treats or token.text in _STEROIDS or any(map(token.names, _GIVEN))


def _dose(token: Token) -> bool:
    return token.text in _DOSED or (token.kind == "num" and token.unit is not None)


def _counted(tokens: Sequence[Token], place: int) -> bool:
    """``raised to 12 mg``, ``missed two doses``, ``due to``, ``as expected``: not said of the treatment as a whole."""
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    if place and tokens[place - 1].text in ("as", "not", "than", "by"):
        return True
    return behind is not None and (behind.text == "to" or behind.kind == "num")


def _before(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The treatments right before a participle: their first and last place."""
    last = place - 1
    while last >= max(0, place - 5) and (tokens[last].text in _LINKS or _dose(tokens[last])):
        last -= 1
    return _run(tokens, last) if last >= 0 and _given(tokens[last]) else None


def _behind(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The treatments right behind a participle that heads its clause."""
    if place and not (tokens[place - 1].kind in ("punct", "date") or tokens[place - 1].text in _LINKS):
        return None  # ``progression, discussed``
    first = place + 1
    while first < min(len(tokens), place + 3) and tokens[first].text in _OBJECT:
        first += 1
    if first >= len(tokens) or not _given(tokens[first]):
        return None
    last = first
    while last + 2 < len(tokens) and tokens[last + 1].text in ("+", "/", "&", "and") and tokens[last + 2].treats:
        last += 2
    return first, last


def _run(tokens: Sequence[Token], last: int) -> tuple[int, int] | None:
    """The treatments that are named together and end at a place; None where something else is told of their course."""
    first = last
    while first > 1 and tokens[first - 1].text in ("+", "/", "&", "and") and tokens[first - 2].treats:
        first -= 2
    return None if first and tokens[first - 1].text in _COURSE else (first, last)


def ran_behind(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether the words behind say that the treatment was given: until another treatment, or the next sentence."""
    sentence = tokens[place].sentence
    for step in range(place + 1, min(len(tokens), place + _REACH)):
        token = tokens[step]
        if _given(token) or (token.sentence != sentence and step > place + 6):
            return False
        words = token.text.split(" ")[:1] if token.kind == "date" else token.text.split(" ")
        if not _RAN.isdisjoint(words) and "neg" not in token.scope and words != ["last"] and words[0] not in _UNDONE:
            return True
    return False
