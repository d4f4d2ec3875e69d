"""Names of treatments that stand together: one entry a modality, one for all agents of a regimen."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.treatments.entries import Entry
from bot.nlu.treatments.given import UNNAMED, is_given
from bot.nlu.treatments.parted_lines import agents_of, split_lines

_JOINTS = word_set("treatments_joints")


_TIES = word_set("treatments_ties")


CHEMO_HOSTS = {"haic", "tace", "tae"}
"""Treatments of the artery, which chemotherapy may be given with."""


def read_group(draft: Draft, place: int) -> tuple[list[Entry], int]:
    """Join what stands together (``TACE + len/sintilimab``): one entry a modality, one for all agents."""
    places = [place]
    step = place
    while True:
        after = _next_joined(draft, step)
        if after is None:
            break
        places.append(after)
        step = after
    places = _of_the_artery(draft, places)
    groups = split_lines(draft, places)
    entries: list[Entry] = []
    for group in groups:
        entries.extend(_build(draft, group))
    if len(groups) == 1 and len(entries) > 1:
        for entry in entries[:-1]:
            entry.joined = True
    draft.use(range(places[0], places[-1] + 1) if len(groups) == 1 else places)
    return entries, places[-1]


def _of_the_artery(draft: Draft, places: list[int]) -> list[int]:
    """``HAIC on Monday with oxaliplatin and raltitrexed, plus lenvatinib``: the chemotherapy is that of the artery."""
    chemo = [_chemo(draft, place) for place in places]
    if not chemo[0] or all(chemo) or any(_of_a_host(draft, place) for place in places):
        return places
    for step in range(places[0] - 1, max(-1, places[0] - _BACK), -1):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[places[0]].sentence:
            break
        if token.treats:
            return places[: chemo.index(False)] if _of_a_host(draft, step) else places
    return places


def _of_a_host(draft: Draft, place: int) -> bool:
    return any(one.id in CHEMO_HOSTS for one in draft.tokens[place].senses("kind"))


_BACK = 12
"""Tokens between a treatment of the artery and what it was given with."""


def _chemo(draft: Draft, place: int) -> bool:
    agents = agents_of(draft.tokens[place])
    return bool(agents) and all("chemo" in draft.catalogue.drug_classes(one) for one in agents)


def _next_joined(draft: Draft, step: int) -> int | None:
    """The next treatment that is tied to the one at ``step``: only joining words stand between."""
    tied = False
    for place in range(step + 1, min(step + 7, len(draft.tokens))):
        token = draft.tokens[place]
        if token.treats and not token.used:
            if not is_given(draft, place) or _doubted_alone(draft, step, place):
                return None
            adjacent = place == step + 1 and _complement(draft, step, place)
            anew = (adjacent or draft.word(place - 1) == "and") and _begun_after(draft, place)
            return place if (tied or adjacent) and not anew else None
        if (
            token.text in ("x", "q")
            or (token.kind == "num" and draft.word(place - 1) in ("x", "q"))
            or (token.text in ("w", "d", "wk", "weeks") and draft.word(place - 2) == "q")
            or (token.text in _ROUNDS and draft.tokens[place - 1].kind == "num")
        ):
            continue
        if token.text == "," and draft.word(place + 1) == "which":
            return _given_with(draft, place + 2)
        if token.text == ",":
            if not _list_closes(draft, place) and draft.word(place + 1) not in ("and", "plus", "with"):
                return None
            tied = True
        elif token.text not in _JOINTS and not (token.kind == "num" and _dosed(token)):
            return None
        tied = (
            tied
            or token.text in _TIES
            or (
                token.text in ("of", "using")
                and draft.tokens[step].sense("kind") is not None
                and _only_chemo(draft, place)
            )
        )
    return None


_FAILED = frozenset(("progression", "progressing", "progressed", "failing", "failed", "failure", "pd", "relapse"))
_WAS = frozenset(
    ("was", "is", "has been", "had been", "has", "had", "began", "then", "started", "commenced", "initiated",
     "introduced", "begun", "instead", "followed", "since", "from")
)  # fmt: skip


def _begun_after(draft: Draft, place: int) -> bool:
    """``after progressing on sorafenib cabozantinib was begun``: the line behind the one that failed."""
    verb = place + 1
    while (dose := draft.at(verb)) is not None and dose.kind == "num":
        verb += 1
    if draft.word(verb) not in _WAS:
        return False
    sentence = draft.tokens[place].sentence
    before = [one for one in draft.tokens[max(0, place - 7) : place] if one.sentence == sentence]
    return any(one.cue("progressed") or _FAILED & set(one.text.split(" ")) for one in before)


def _doubted_alone(draft: Draft, step: int, place: int) -> bool:
    """``lenvatinib (pembrolizumab?)``: of the two the second alone is in doubt."""
    return "uncertain" in draft.tokens[place].scope and "uncertain" not in draft.tokens[step].scope


_ROUNDS = ("cycle", "cycles", "course", "courses", "session", "sessions", "round", "rounds", "times")


def _given_with(draft: Draft, place: int) -> int | None:
    """``pembrolizumab, which she received with lenvatinib``: the drug behind ``with``."""
    for step in range(place, min(place + 6, len(draft.tokens))):
        token = draft.tokens[step]
        if token.text == "with":
            after = draft.at(step + 1)
            return step + 1 if after is not None and after.treats and is_given(draft, step + 1) else None
        if token.text not in _RELATIVE_CLAUSE:
            return None
    return None


_RELATIVE_CLAUSE = word_set("regimens_relative_clause")


def _dosed(token: Token) -> bool:
    """A dose: ``200 mg``, ``0.2 g``, ``1200mg/m2``."""
    return (token.unit or "").partition("/")[0] in ("mg", "g", "ug", "mcg", "iu")


def _only_chemo(draft: Draft, place: int) -> bool:
    """``infusion of cisplatin``: chemotherapy stands behind."""
    after = draft.at(place + 1)
    return after is not None and any("chemo" in draft.catalogue.drug_classes(one) for one in agents_of(after))


def _list_closes(draft: Draft, place: int) -> bool:
    """``oxaliplatin, leucovorin and 5-FU``: a comma inside a list of chemotherapy."""
    sides = [agents_of(one) for one in (draft.tokens[place - 1], draft.at(place + 1)) if one is not None]
    return len(sides) > 1 and all(
        len(drugs) == 1 and "chemo" in draft.catalogue.drug_classes(drugs[0]) for drugs in sides
    )


def _complement(draft: Draft, one: int, other: int) -> bool:
    """``HAIC FOLFOX``, ``anti-PD-1 sintilimab``: names that stand side by side and mean one thing."""
    first, second = draft.tokens[one], draft.tokens[other]
    kinds = {sense.id for token in (first, second) for sense in token.senses("kind")}
    agents = [*agents_of(first), *agents_of(second)]
    if not agents:
        return kinds == {"tace"} or len(kinds) == 1
    chemo = all("chemo" in draft.catalogue.drug_classes(agent) for agent in agents)
    return (chemo and bool(kinds & CHEMO_HOSTS)) or kinds == {"systemic"} or not kinds


def _build(draft: Draft, places: list[int]) -> list[Entry]:
    """Make the entries of one group of tied names."""
    hosts: list[Entry] = []
    drugs: list[tuple[str, int]] = []
    generic: list[int] = []
    for place in places:
        token = draft.tokens[place]
        kind = token.sense("kind")
        if kind is None:
            drugs.extend((agent, place) for agent in agents_of(token))
        elif kind.id == "systemic":
            generic.append(place)
        elif not any(one.kind == kind.id for one in hosts):
            hosts.append(Entry(kind.id, place, place))
        else:
            next(one for one in hosts if one.kind == kind.id).last = place
    systemic = _systemic(draft, drugs, generic, hosts)
    if systemic is not None:
        hosts.append(systemic)
    return sorted(hosts, key=lambda entry: entry.first)


def _systemic(draft: Draft, drugs: list[tuple[str, int]], generic: list[int], hosts: list[Entry]) -> Entry | None:
    """The agents that are no arterial chemotherapy make one systemic entry."""
    host = next((one for one in hosts if one.kind in CHEMO_HOSTS), None)
    own: list[tuple[str, int]] = []
    for agent, place in drugs:
        if host is not None and "chemo" in draft.catalogue.drug_classes(agent):
            host.last = max(host.last, place)
            host.first = min(host.first, place)
            if host.kind == "haic":
                host.agents.append(agent)
        else:
            own.append((agent, place))
    unnamed = [
        (UNNAMED[name], place)
        for place in generic
        if (name := _unnamed(draft.tokens[place])) and not _is_named(draft, own, name)
    ]
    if (
        not own
        and not unnamed
        and (
            not generic
            or (
                host is not None
                and host.kind == "haic"
                and all(draft.word(one) in ("chemotherapy", "chemo") for one in generic)
            )
        )
    ):
        return None
    spots = [place for _, place in own] + generic
    agents = [agent for agent, _ in own] + ([name for name, _ in unnamed] if own else [])
    return Entry("systemic", min(spots), max(spots), list(dict.fromkeys(agents)))


def _unnamed(token: Token) -> str:
    phrase = token.phrase
    return next((key for key in sorted(UNNAMED, key=len, reverse=True) if key in phrase), "")


def _is_named(draft: Draft, own: list[tuple[str, int]], name: str) -> bool:
    """Tell whether one of the agents already is of the class that a general word names."""
    wanted = {"pd 1": {"pd1"}, "pd1": {"pd1"}, "pd l1": {"pdl1"}, "pdl1": {"pdl1"}, "tki": {"tki"}}[name]
    return any(draft.catalogue.drug_classes(agent) & wanted for agent, _ in own)
