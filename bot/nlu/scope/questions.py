"""Question marks: a question states nothing, a mark at a word doubts it."""

from __future__ import annotations

import re

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_QUESTION = re.compile(
    r"(?:why|what|which|when|how|who|does|do|did|is|are|can|could|would|should|will|was|were|has|have|may|any)\b"
)


_ANSWERS = word_set("questions_answers")
_CLOSERS = {"", ",", ".", ";", "\n", ")", "!", "|", "/", "either", "ever", "at all", "so far", "known", "too"}
_COLUMN = 2
"""Spaces behind an answer that part it from the next question of its line."""


def answer_questions(tokens: list[Token]) -> None:
    """``ascites? no``: who answers at once doubts nothing; the mark parts the word and what is said of it."""
    for place, token in enumerate(tokens[:-1]):
        if token.text != "?" or not place:
            continue
        said = place + 2 if tokens[place + 1].text in ("-", "–") and place + 2 < len(tokens) else place + 1
        behind = tokens[said + 1] if said + 1 < len(tokens) else None
        if tokens[said].text not in _ANSWERS:
            continue
        if behind is None or behind.text in _CLOSERS or behind.start >= tokens[said].end + _COLUMN:
            token.text = ":"


def mark_questions(tokens: list[Token]) -> None:
    """A question states nothing: ``does HIV matter?``."""
    sentences: dict[int, list[Token]] = {}
    for token in tokens:
        sentences.setdefault(token.sentence, []).append(token)
    for sentence in sentences.values():
        asked = sentence[-1].text == "?" and len(sentence) > 2
        if asked and _QUESTION.match(sentence[0].text) and not (sentence[0].text == "any" and len(sentence) > 5):
            for one in sentence:
                one.scope.add("question")
        elif sentence[-1].text == "?":
            for one in _asked_behind(sentence):
                one.scope.add("question")


_JOINTS = frozenset((",", "-", "–", "and", "but", "so", "(", ":"))
_ASKING = frozenset(
    ("does", "do", "would", "is", "are", "can", "could", "should", "will", "which", "how", "why", "what")
)
_STATES = frozenset(
    ("on", "in", "at", "still", "now", "not", "under", "off", "positive", "negative", "to", "that", "this", "it")
)
"""``72M, is on warfarin?`` doubts what it says."""


def _asked_behind(sentence: list[Token]) -> list[Token]:
    """``ECOG 1, does a creatinine of 102 exclude?``: the question that ends a sentence, from its first word on."""
    for place in range(1, len(sentence) - 3):
        if sentence[place].text in _ASKING and sentence[place - 1].text in _JOINTS:
            behind = sentence[place + 1].text
            stated = sentence[place].text in ("is", "are") and behind in _STATES
            return [] if stated else sentence[place:]
    return []


_EARLIER = frozenset(
    (
        "prior",
        "previous",
        "past",
        "recent",
        "old",
        "hx",
        "new",
        "active",
        "early",
        "history of",
        "hx of",
        "h/o",
        "any",
        "possible",
        "known",
    )
)


def mark_doubts(tokens: list[Token]) -> None:
    """``?PE`` and ``PE?``: a question mark that touches a clinical word doubts it."""
    said = -1  # the last place before that is no sign that leads to a mark
    for place, token in enumerate(tokens):
        if token.text != "?":
            said = said if token.text in _LEADS_TO else place
            continue
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        before = tokens[place - 1] if place else None
        opens = before is None or before.kind == "punct"
        after = _meant(tokens, place + 1) if opens else after
        _doubt_behind(tokens, place, after)
        if (spaced := _standing_apart(tokens, place, said)) is not None:
            _doubt_joined(tokens, spaced)
            continue
        if after is not None and (after.start == token.end or opens) and (after.clinical or after.senses("note")):
            _doubt_on(tokens, after, tokens.index(after, place) if after.senses("note") else 0)
        elif before is not None and before.end == token.start and "question" not in before.scope:
            _doubt_joined(tokens, place - 1)
            if before.text in _OF_DISEASE and place > 1 and not before.clinical:
                tokens[place - 2].scope.add("uncertain")
            if before.text in _SCANS and place > 2 and tokens[place - 2].text == "on":
                tokens[place - 3].scope.add("uncertain")
            _doubt_of_hcc(tokens, place - 1)
            if before.kind == "num" and place > 1:
                tokens[place - 2].scope.add("uncertain")


def _meant(tokens: list[Token], step: int) -> Token | None:
    """``? prior MI``, ``? any lung mets``: the finding behind a mark and the words that only go with it."""
    while step + 1 < len(tokens) and _leads(tokens[step], tokens[step + 1]):
        step += 1
    return tokens[step] if step < len(tokens) else None


def _doubt_behind(tokens: list[Token], place: int, after: Token | None) -> None:
    """``?FOLFOX-HAIC``: the way in which a regimen is given is doubted with it."""
    if after is not None and place + 3 < len(tokens) and after.sense("regimen") and tokens[place + 3].sense("kind"):
        tokens[place + 3].scope.add("uncertain")


_SITES = frozenset(
    ("lung", "bone", "adrenal", "peritoneal", "brain", "nodal", "liver", "pulmonary", "distant", "hepatic")
)
_CLOSED = frozenset((".", ",", ";", "\n", ")", "|", "?"))


def _leads(word: Token, of: Token) -> bool:
    """``? prior MI``, ``?lung mets``: a word that only goes with the finding behind it."""
    return word.text in _EARLIER or (word.text in _SITES and not word.clinical and of.names("extrahepatic_metastasis"))


_LEADS_TO = frozenset(("(", ":", "-", "=", "?"))


def _standing_apart(tokens: list[Token], place: int, step: int) -> int | None:
    """``MI ?``, ``MI (?)``, ``MI: ??``: the place of the finding before a mark that stands for itself, if any.

    ``step`` is the last place before the mark that is no sign leading to it.
    """
    after = tokens[place + 1].text if place + 1 < len(tokens) else "."
    apart = step < place - 1 or (step >= 0 and tokens[step].end < tokens[place].start)
    found = step >= 0 and tokens[step].clinical and "question" not in tokens[step].scope
    closed = after in _CLOSED or tokens[place + 1].cue("neg")
    if not (apart and found and closed) or tokens[step].sentence != tokens[place - 1].sentence:
        return None
    return step


def _doubt_joined(tokens: list[Token], place: int) -> None:
    """``camrelizumab + apatinib?``: what is given together is doubted together."""
    tokens[place].scope.add("uncertain")
    while place > 1 and tokens[place - 1].text in ("+", "/", "-", "plus", "and", "&"):
        if not (tokens[place].sense("agent") or tokens[place].sense("kind")):
            return
        place -= 2
        if tokens[place].sense("agent") or tokens[place].sense("regimen"):
            tokens[place].scope.add("uncertain")


_OF_DISEASE = frozenset(("overlap", "disease", "syndrome", "component", "flare", "picture", "features"))
"""Between a finding and its question mark: ``AIH overlap?``."""
_SCANS = frozenset(("ct", "mri", "ctpa", "pet", "us", "scan", "imaging", "echo", "cxr", "egd", "ogd"))
_DOUBTED_WITH = frozenset(("-", "related", "associated", "induced", "and", "with", "or", "vs", "/", "due to"))


def _doubt_on(tokens: list[Token], after: Token, place: int) -> None:
    """``? cirrhosis-related ILD``: what is only noted is doubted together with the finding behind it."""
    after.scope.add("uncertain")
    step = place + 1
    while place and step < len(tokens) and tokens[step].text in _DOUBTED_WITH:
        step += 1
    if place and step > place + 1 and step < len(tokens) and tokens[step].clinical:
        tokens[step].scope.add("uncertain")


def _doubt_of_hcc(tokens: list[Token], place: int) -> None:
    """``metastasis to colon from HCC?``: what is doubted is the finding before, not the disease."""
    if not any(one.id == "hepatocellular carcinoma" for one in tokens[place].senses("note")):
        return
    for one in tokens[max(0, place - 7) : place]:
        if one.segment == tokens[place].segment and one.names("extrahepatic_metastasis"):
            one.scope.add("uncertain")
