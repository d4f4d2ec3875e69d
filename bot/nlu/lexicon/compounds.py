"""``dialysis machine``, ``Lenvima box``: words that share a name with a fact and name something else.

What a thing may be called after an illness or a drug has no end, so that it is known by what it is not: a word right
behind the name of an illness counts as the head of a compound where it is none of those that may follow an illness.
"""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_lists, word_set

_FOLLOWS = word_set("compounds_follows")
HEADS = word_set("compounds_heads")
_DETAILS = {fact: frozenset(words) - HEADS for fact, words in word_lists("event_details_of").items()}
"""What is told of an event right behind its name: ``variceal bleed terlipressin``."""
_LOOKED = frozenset(
    ("ct", "cta", "mri", "endoscopy", "egd", "ogd", "gastroscopy", "colonoscopy", "antibiotics", "physiotherapy", "gp",
     "surgeon", "surgeons", "nurse", "given", "received", "trip", "travel", "dose", "jab", "shot", "grade", "outcome")
)  # fmt: skip
"""Of these, what may be done, given or graded where nothing has happened."""
ILLNESSES = frozenset(
    (
        "myocardial_infarction", "severe_angina", "bypass_surgery", "heart_failure", "stroke", "pulmonary_embolism",
        "active_infection", "interstitial_lung_disease", "dialysis", "gi_bleeding", "variceal_bleeding",
        "transplant", "hiv", "live_vaccine",
    )
)  # fmt: skip
_ENDINGS = (
    "ed", "ing", "ly", "al", "ic", "ior", "ous", "ary", "ar", "itis", "osis", "emia", "aemia", "pathy", "oma", "ive",
    "eous", "plegia", "paresis", "ation", "able", "gia",
)  # fmt: skip
"""What an adjective, an adverb, a participle or another illness ends in."""


def names_a_thing(draft: Draft, place: int) -> bool:
    """Tell whether the name of an illness at a place only belongs to that of something else."""
    behind = draft.at(place + 1)
    token = draft.tokens[place]
    if behind is None or behind.kind != "word" or behind.segment != token.segment or behind.start != token.end + 1:
        return False
    if not any(one.id in ILLNESSES for one in token.senses("name")):
        return False
    word = behind.text
    if word not in _LOOKED and any(word in _DETAILS.get(one.id, ()) for one in token.senses("name")):
        return False
    if word in HEADS:
        return True
    return len(word) > 2 and word.isalpha() and word.isascii() and not (word in _FOLLOWS or word.endswith(_ENDINGS))
