"""What an answer in a patient's own words comes to: yes, no, an option, or something that must be asked again.

``told/answers_*.yml`` holds for each fact what says yes to it, what says no, what leaves it open, and under ``topic``
what a patient speaks of it with, so that what they volunteer is understood as their answer would be. ``every`` holds
what says so of any fact. Words within longer ones do not count; where what is left says both, it is asked again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from bot.nlu.answers.choices import record_no
from bot.nlu.answers.gist import names_of
from bot.nlu.answers.verdicts import OR, OVERTURNED, REPLIES, verdict_of
from bot.nlu.draft import Draft
from bot.nlu.history.steroids import STEROIDS
from bot.nlu.labs.awaited_images import of_images
from bot.nlu.lay.told_words import LONGEST_TOLD, rules_of_entries, section
from bot.nlu.lay.vocatives import without_vocatives
from bot.nlu.lexicon.option_names import spellings
from bot.nlu.lexicon.tokens import Token
from bot.nlu.scope.doubts import denied_by_name, in_doubt
from bot.nlu.scope.kin import KIN
from bot.nlu.text.normalise import normalise
from bot.nlu.text.rewriting import Rules
from bot.nlu.text.telling import Gated
from bot.nlu.tumour.portal_parts import without_spared
from bot.nlu.wording.free_trunk import left_of
from criteria.catalogue import Fact

_ASIDE = {
    "live_vaccine": ("active_infection",),
    "variceal_bleeding": ("gi_bleeding",),
    "bleeding_tendency": ("gi_bleeding",),
    "other_malignancy": ("treatments", "active_infection"),
    "chemotherapy_allergy": ("treatments",),
    "resectability": ("treatments",),
    "initial_resectability": ("treatments",),
}
"""What answers to a question seem to speak of, and do not."""
_ASIDE_OF_SAMPLES = ("hcc_diagnosis",)
"""``no biopsy was done`` answers for the sample, and does not say how the cancer was found."""
WILL = ("consent", "compliance", "contraception", "tissue_sample", "measurable_disease", "labs_correctable")
"""What ``no bother`` says yes to."""
_OWN = re.compile(r"\b(?:i|i'm|i've|im|ive|i'd|me|my|mine|we|they|it's|it|there was|doctor|she|he|her|his)\b")
_COMPLAINT = re.compile(r"(?:her |his |the |my )?(?:pain|nausea|itch\w*|mood|fever|cough|appetite)\b")
"""``pain controlled``: what is controlled is something else."""
_MARK = re.compile(r"[^\w']+")
_SHORT = re.compile(r"\bHE\b")
_MILLISECONDS = re.compile(r"(\d) ?ms\b")
"""``QTc 452 ms``: no multiple sclerosis."""
_OTHERS = re.compile(
    rf"\b(?:(?:my|his|her|our) (?:[a-z]+ )?(?:{KIN}|family|baby|dog)s?|in the family)\b"
    r"|^(?:no )?(?:(?:the )?(?:wife|husband|missus|brother|sister|mother|father)|mam|mum|mom|dad|daddy|mammy|nan|"
    r"granny|"
    r"grandad)\b"
)


@lru_cache(maxsize=1)
def _topics() -> Rules:
    every = section("answers").items()
    return rules_of_entries({fact: entries["topic"] for fact, entries in every if "topic" in entries})


def read_answers(draft: Draft) -> None:
    """Read a short message as the answer to what was asked, and as that to what it speaks of by itself."""
    if len(draft.text.raw) > LONGEST_TOLD or draft.reply or draft.text.raw.rstrip().endswith("?"):
        return
    low = _MILLISECONDS.sub(r"\1", without_vocatives(normalise(draft.text.raw).low))
    asked = [one for one in draft.asked if one in draft.catalogue.facts]
    if draft.text.low.strip(" .!\n") in ("yes", "no") and any(one in draft.facts for one in asked):
        return  # ``I'd go with no``: what was left of the answer has decided
    for fact in asked:
        if len(asked) > 1 and _of_another(fact, asked, low):
            continue
        _read(draft, draft.catalogue.facts[fact], low, every=len(asked) == 1)
    if _OWN.search(_without_short(draft.text.raw, low)):
        open_to = {one.fact for one in draft.queries if one.kind in ("two_readings", "value") and not one.candidates}
        for fact, said in _told_of(low, _typed(draft)).items():
            if fact in open_to or fact in draft.retracted or _of_results(draft, fact, low):
                continue
            aside = fact in _ASIDE_OF_SAMPLES and "tissue_sample" in draft.asked
            if fact not in draft.asked and not (aside or _SUPPOSED.search(said) or _of_relative(draft, fact, said)):
                _read(draft, draft.catalogue.facts[fact], said, every=False)


_DOUBTED = re.compile(r"\bbe (?:right|correct)\b")
"""``the BP can't be right``: of the value it is said, of no illness."""
_HYPO = re.compile(r"\b(?:from|of|by|with|a|only|was|just) (?:a )?(?:low (?:blood )?sugar|sugar low|hypo)\b")
"""``fainted from low sugar``: why, and not how the diabetes is held."""
_WASHED = re.compile(r"dialy|machine|blood|fistula")
"""``I read creat 74, so the kidneys are OK`` speaks of the creatinine, of no dialysis."""


def _of_results(draft: Draft, fact: str, low: str) -> bool:
    """``lungs clear``, ``kidneys normal`` in a report of a scan tell of the scan."""
    if fact == "dialysis" and "creatinine" in draft.facts and not _WASHED.search(low):
        return True
    if fact == "uncontrolled_hypertension" and _DOUBTED.search(low):
        return True
    if fact == "uncontrolled_diabetes" and _HYPO.search(low):
        return True
    return fact in _IN_REPORTS and _OF_SPREAD.search(low) is not None


def _without_short(raw: str, low: str) -> str:
    """``no HE ever``: what is short for encephalopathy is nobody who speaks or is spoken of."""
    return low if raw.isupper() else _SHORT.sub(" ", raw).lower()


def _typed(draft: Draft) -> dict[str, set[str]]:
    """Give the facts of each clinical word that is typed (``T2DM``, ``epilepsy``), of some none."""
    typed: dict[str, set[str]] = {}
    for token in draft.tokens:
        if token.hit is not None and (token.clinical or token.sense("decoy") or token.sense("note")):
            held = token.sense("condition")
            typed[token.text] = {*token.hit.meaning.named, *(held.value["controlled"] if held is not None else ())}
    return typed


def _of_relative(draft: Draft, fact: str, said: str) -> bool:
    """``husband is on warfarin, so he can't drive``: all that names the fact is of somebody else, or was excluded."""
    steroids = STEROIDS if fact == "immunosuppressant" else ()
    own = [token for token in draft.tokens if token.names(fact) or token.text in steroids]
    named = [one for one in own if one.text in said or draft.text.source(one.start, one.end).lower() in said]
    harmed = bool(draft.treatments) and fact not in draft.facts  # ``stopped for colitis``: what a drug did
    return bool(named) and all(
        one.scope & _NOT_SAID or _excluded(draft, one) or (harmed and one.used) for one in named
    )  # fmt: skip


_NOT_SAID = frozenset(("relative", "refuted", "refuse", "hypothesis"))
"""Scopes of what is somebody else's, was not given or is only supposed: nothing is told of it unasked."""


def _excluded(draft: Draft, token: Token) -> bool:
    """``was told he had lupus but rheumatology excluded it``, put as ``lupus excluded``."""
    return draft.word(draft.place_at(token.start) + 1) in ("excluded", "ruled out", "refuted")


def _of_another(fact: str, asked: list[str], low: str) -> bool:
    """``I've pressure but the tablet does the job``: of several, what is held is the one that is named."""
    rivals = [one for one in asked if one.startswith("uncontrolled") and one != fact]
    return fact.startswith("uncontrolled") and not names_of(fact, low) and any(names_of(one, low) for one in rivals)


_SUPPOSED = Gated(
    r"\b(?:if|would|might|could|going to|will|next|soon|want|wants|hope|hoping|list|talk|talked|mentioned|refused|"
    r"afraid|worried|risk|i'd|i'll|we'll|unless|supposed)\b"
)
"""What a patient volunteers may lie ahead, or never come."""
_IN_REPORTS = ("interstitial_lung_disease", "dialysis", "hcc_diagnosis")
_OF_SPREAD = Gated(
    r"\b(?:lesions?|nodules?|tumou?rs?|metasta\w+|mets|hccs?|hepatic|portal|adrenals?|deposits?|bclc|cnlc|mdt|"
    r"\w*resectable|impression)\b"
)
_GOES_ON = re.compile(r"(?:he|she|they|who|is|was|has|had|takes|took|got|gets|also|needs?|needed|still)\b")
_CLAUSE = re.compile(r"\s*(?:[,;.!?]|(?<= )-(?= )|\b(?:and|but)\b)\s*")


def _told_of(low: str, typed: dict[str, set[str]]) -> dict[str, str]:
    """Give what is told of each fact that is spoken of: its clauses, and those behind them that speak of no other."""
    told: dict[str, list[str]] = {}
    about: set[str] = set()
    others = False
    for clause in _CLAUSE.split(low):
        others = bool(_OTHERS.search(clause)) or (others and bool(_GOES_ON.match(clause)))
        if others or _COMPLAINT.match(clause):
            about = set()
            continue
        words = f" {_MARK.sub(' ', clause)} "
        facts = [facts for text, facts in typed.items() if f" {text} " in words]
        other = {one for one in about if one.startswith("uncontrolled")} if facts else set[str]()
        about = {rule.wording for rule, _ in _topics().matches(clause)} or about - other.difference(*facts)
        for fact in about:
            told.setdefault(fact, []).append(clause)
    return {fact: " , ".join(["", *clauses]) for fact, clauses in sorted(told.items())}


def _read(draft: Draft, fact: Fact, low: str, *, every: bool) -> None:
    if fact.id == "portal_vein_thrombus":
        low = without_spared(left_of(low))
    others = set(draft.facts) - {fact.id, "gi_bleeding", "variceal_bleeding"}
    verdict, own = verdict_of(fact, low, every=every and fact.id not in WILL and not others)
    if verdict == "yes" and (in_doubt(draft, fact.id) or denied_by_name(draft, fact.id)):
        return
    if verdict is None or (fact.id in draft.facts and not _mends(draft, fact, verdict, own=own, asked=every)):
        return
    if verdict in REPLIES:
        if every and not (draft.facts or draft.treatments or draft.queries or of_images(draft, low)):
            draft.reply = "pending" if verdict == "pending" else "unknown"
            draft.use(range(len(draft.tokens)))
    elif verdict == "ask":
        if every and not any(one.fact == fact.id for one in draft.queries):
            draft.facts.pop(fact.id, None)
            draft.ask(fact.id, "uncertain", 0, len(draft.tokens) - 1)
    else:
        record_verdict(draft, fact, "no" if verdict == OVERTURNED else verdict)


def _mends(draft: Draft, fact: Fact, verdict: str, *, own: bool, asked: bool) -> bool:
    """Tell whether a verdict may stand in place of what was read: other than it, said without its name."""
    if verdict == OVERTURNED:
        return True
    typed = draft.text.raw.lower() if verdict != "ask" else draft.text.low
    known = draft.facts[fact.id]
    named = any(token.names(fact.id) and token.text in typed for token in draft.tokens) or any(
        option == known and " " in name and name in typed for name, option in spellings(fact).items()
    )
    if isinstance(known, list) and verdict in known:
        return own
    if fact.id == "other_malignancy" and known == "active" and verdict in ("skin", "in_situ", "treated"):
        return own
    alike = (verdict == "yes" and known not in (False, "none", "never")) or (
        isinstance(known, dict) and known.get("value") == verdict
    )
    return own and asked and not named and not alike


def _of_the_same_bleed(draft: Draft) -> None:
    """A bleeding from varices is one of the gut, and has its date."""
    if "gi_bleeding" not in draft.facts:
        draft.record("gi_bleeding", True, 0, 0)
    elif isinstance(draft.facts["gi_bleeding"], dict):
        draft.record("variceal_bleeding", draft.facts["gi_bleeding"], 0, 0)


def record_verdict(draft: Draft, fact: Fact, verdict: str) -> None:
    """Put down a verdict on a fact (``yes``, ``no``, an option); what was asked about it before is settled."""
    for token in draft.tokens:
        token.scope.difference_update(("uncertain", "relative", "hypothesis"))
    if fact.kind in ("flag", "event"):
        if verdict in ("yes", "no"):
            draft.facts.pop(fact.id, None)
            draft.record(fact.id, verdict == "yes", 0, 0)
        if verdict == "yes" and fact.id == "variceal_bleeding":
            _of_the_same_bleed(draft)
    elif verdict == "no":
        record_no(draft, fact, 0, 0)
    elif verdict == "yes" and fact.id == "ascites":
        draft.record(fact.id, ["controlled", "uncontrolled"], 0, 0)
    elif verdict != "yes":
        value: Any = verdict.split(OR) if OR in verdict else verdict
        draft.record(fact.id, int(value) if fact.kind == "quantity" else value, 0, 0)
    aside = _ASIDE.get(fact.id, ())
    draft.queries = [one for one in draft.queries if one.fact not in aside]
    if "treatments" in aside and "liver" not in draft.text.raw.lower():
        draft.treatments.clear()
        for token in draft.tokens:
            token.used = token.used and token.kind != "date"
    draft.use(place for place, token in enumerate(draft.tokens) if token.kind not in ("date", "dur", "num"))
