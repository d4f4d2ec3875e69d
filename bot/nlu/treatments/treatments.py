"""Which treatments a message names, and whether the list is complete."""

from __future__ import annotations

from bot.nlu.dating.days import first_day, last_day
from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.lexicon.places import merged
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import TREATING
from bot.nlu.treatments.bounds import STARTS
from bot.nlu.treatments.completeness import told_complete
from bot.nlu.treatments.courses import describe
from bot.nlu.treatments.entries import Entry, begun_together, same_course
from bot.nlu.treatments.given import is_given
from bot.nlu.treatments.nothing_else import read_nothing_else
from bot.nlu.treatments.only_named import only_named
from bot.nlu.treatments.regimens import CHEMO_HOSTS, read_group


def read_treatments(draft: Draft) -> None:
    """Read the treatment history of a message into ``draft.treatments``."""
    told_complete(draft, any(is_given(draft, place) for place in draft.places.role(*TREATING)))
    entries = _into_hosts(draft, _entries(draft))
    read_nothing_else(draft, bool(entries))
    describe(draft, entries)
    merged: list[Entry] = []
    places: list[tuple[int, int, Entry]] = []
    for entry in (one for told in entries for one in told.procedures()):
        entry.close()
        twin = next(
            (
                one
                for one in merged[-40:]
                if same_course(one, entry)
                or (one is merged[-1] and (_same_ablation(one, entry) or begun_together(one, entry)))
            ),
            None,
        )
        places.append((entry.first, entry.last, twin or entry))
        if twin is None:
            merged.append(entry)
        else:
            twin.absorb(entry)
    merged = [
        entry
        for entry in merged
        if not (_empty(entry, merged) or _heads(draft, entry, merged) or only_named(draft, entry))
    ]
    merged = [one for one in merged if not _dose_of_running(one, merged)]
    for entry in [one for one in merged if _part_of_regimen(one, merged)]:
        merged.remove(entry)
        draft.ask("treatments", "two_readings", entry.first, entry.last)
    draft.treatments = [entry.as_record() for entry in merged if not entry.doubtful]
    for first, last, entry in places:
        if entry in merged and not entry.doubtful:
            draft.mention("treatments", entry.as_record(), first, max(first, last))


def _into_hosts(draft: Draft, entries: list[Entry]) -> list[Entry]:
    """``TACE performed with doxorubicin``, ``HAIC regimen: oxaliplatin 85 mg, …``: drugs that the artery was given."""
    kept: list[Entry] = []
    for entry in entries:
        host = kept[-1] if kept else None
        if host is not None and _names_again(draft, host, entry):
            host.last = entry.last + 1
            continue
        chemo = bool(entry.agents) and all("chemo" in draft.catalogue.drug_classes(one) for one in entry.agents)
        if entry.kind == "systemic" and chemo and host is not None and host.kind in CHEMO_HOSTS:
            between = draft.tokens[host.last + 1 : entry.first]
            loaded = _loaded(draft, entry) and len(between) <= 80
            if loaded or (len(between) <= 16 and not any(_parts_courses(one) for one in between)):
                dated = any(one.kind == "date" for one in between)
                host.last = host.last if dated else entry.last  # what stands behind a treatment dates it
                host.agents += entry.agents if host.kind == "haic" else []
                continue
        kept.append(entry)
    return kept


def _names_again(draft: Draft, host: Entry, entry: Entry) -> bool:
    """``sintilimab + bev biosimilar (IBI305)``: another name of a drug in brackets behind it."""
    if (draft.word(entry.first - 1), draft.word(entry.last + 1)) != ("(", ")") or entry.first - host.last > 4:
        return False
    if any(one.kind == "date" for one in draft.tokens[host.last + 1 : entry.first]):
        return False  # ``pembro since 14 May (Keytruda), continues``: the day is read first
    return entry.kind == host.kind == "systemic" and bool(entry.agents) and set(entry.agents) <= set(host.agents)


_CARRIERS = frozenset(
    (
        "beads",
        "bead",
        "lipiodol",
        "loaded",
        "emulsified",
        "emulsion",
        "microcatheter",
        "microspheres",
        "particles",
        "vials",
    )
)


def _loaded(draft: Draft, entry: Entry) -> bool:
    """``75 mg doxorubicin loaded on beads``: what an embolisation carries."""
    near = draft.tokens[max(0, entry.first - 6) : entry.last + 8]
    return any(one.text in _CARRIERS for one in near if one.sentence == draft.tokens[entry.last].sentence)


def _parts_courses(token: Token) -> bool:
    """Tell whether a word between an artery's treatment and a drug makes the drug a course of its own."""
    return token.cue("then", "now", "ongoing", "progressed", "after") or token.text in (
        ";",
        "followed",
        "systemic",
        "oral",
        "iv",
        "\n",
    )


def _same_ablation(one: Entry, other: Entry) -> bool:
    """``RFA + PEI in May``: one procedure, unless each has a date of its own."""
    dated = (one.start or one.end) and (other.start or other.end)
    return one.kind == other.kind == "ablation" and (not dated or one.start == other.start)


def _part_of_regimen(entry: Entry, entries: list[Entry]) -> bool:
    """``on atezo/bev …, then bevacizumab was stopped``: a drug of a regimen told before, no course of its own."""
    if entry.kind != "systemic" or not entry.agents or entry.start or entry.ongoing or entry.response:
        return False
    return (entry.stopped or entry.end is not None) and any(
        one is not entry and one.first < entry.first and set(entry.agents) < set(one.agents) for one in entries
    )


def _dose_of_running(entry: Entry, entries: list[Entry]) -> bool:
    """``on sintilimab + lenvatinib since 3 Sept. Sintilimab infusion 9 Nov``: a dose of what is given already."""
    day = entry.end or entry.start
    told = entry.outcome or entry.response or entry.stopped
    if entry.kind != "systemic" or not entry.agents or day is None or told or entry.start not in (None, entry.end, day):
        return False
    return any(
        one.outcome == "ongoing"
        and one.first < entry.first
        and set(entry.agents) < set(one.agents)
        and (one.start is None or last_day(day) >= first_day(one.start))
        for one in entries
    )


def _empty(entry: Entry, entries: list[Entry]) -> bool:
    """``only systemic therapy so far: durvalumab``: the general word beside the entry that it announces."""
    said = entry.agents or entry.start or entry.end or entry.outcome or entry.response
    return entry.kind == "systemic" and not said and any(one.kind == "systemic" and one.agents for one in entries)


def _heads(draft: Draft, entry: Entry, entries: list[Entry]) -> bool:
    """``anti-PD1 + TKI: sintilimab and lenvatinib``: the general words that the names behind the colon fill in."""
    if entry.kind != "systemic" or entry.agents or entry.start or entry.end or draft.word(entry.last + 1) != ":":
        return False
    return any(one.agents and one.first == entry.last + 2 for one in entries)


def _transplanted(draft: Draft, place: int) -> bool:
    """``transplanted for HCC in 2017``: a liver transplant, which is a treatment."""
    segment = draft.tokens[place].segment
    words = {one.text for one in draft.tokens[max(0, place - 8) : place + 12] if one.segment == segment}
    return bool(
        words & {"hcc", "cirrhosis", "liver", "hepatocellular carcinoma", "tace", "bridge", "bridging", "milan"}
    )


_DRUGS = ("drugs", "tablets", "pills", "capsules", "meds", "drug")
"""General words for the drugs of a treatment that was told before."""
_SPOKEN = (*_DRUGS, "one", "transplanted", "transplantation", "surgery", "operation")
"""Words that may speak of a treatment without a name of one."""


def _entries(draft: Draft) -> list[Entry]:
    entries: list[Entry] = []
    last = -1
    for place in merged(draft.places.role(*TREATING), draft.places.text(*_SPOKEN)):
        token = draft.tokens[place]
        if place <= last:
            continue
        if (again := _drugs_again(draft, place, entries)) is not None:
            entries.append(again)
        elif (
            not token.used
            and token.text in ("transplanted", "transplantation")
            and _transplanted(draft, place)
            and is_given(draft, place)
        ):
            entries.append(Entry("transplant", place, place))
            draft.use([place])
        elif token.text in ("surgery", "operation") and _unnamed_surgery(draft, place):
            draft.ask("treatments", "uncertain", place, place + 1)
        elif not token.used and token.treats and is_given(draft, place):
            if "uncertain" in token.scope:
                if not _denied_later(draft, place):
                    draft.ask("treatments", "uncertain", place, place)
            else:
                found, last = read_group(draft, place)
                entries.extend(found)
    return entries


def _one_before(draft: Draft, place: int) -> Entry | None:
    """``TACE planned for 3 Dec, previous one 3 Sept``: that one was given."""
    if draft.word(place) != "one" or draft.word(place - 1) not in ("previous", "last", "prior", "first", "earlier"):
        return None
    for step in range(place - 2, max(-1, place - 14), -1):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[place].sentence:
            return None
        if token.senses("kind"):
            planned = "plan" in token.scope and not token.used
            return Entry(token.senses("kind")[0].id, place, place) if planned else None
    return None


def _drugs_again(draft: Draft, place: int, entries: list[Entry]) -> Entry | None:
    """``TACE on 10 Feb, the drugs since 17 Feb``: the systemic treatment told before is spoken of again."""
    word = draft.word(place)
    if word == "one":
        return _one_before(draft, place)
    if word not in _DRUGS or not entries or entries[-1].kind == "systemic" or draft.barred(place):
        return None
    known = next((one for one in reversed(entries) if one.kind == "systemic" and one.agents), None)
    if known is None:
        return None
    parted = (",", ";", ".", "and", "\n")
    articled = draft.word(place - 1) in ("the", "both") and draft.word(place - 2) in parted
    opened = draft.word(place - 1) in parted and (draft.word(place + 1) in STARTS or draft.word(place + 1) == "added")
    return Entry("systemic", place, place, list(known.agents)) if articled or opened else None


_OPENS_SURGERY = ("", ",", ";", ".", "\n", "had", "underwent", "prior", "previous", "then", "hcc")


def _unnamed_surgery(draft: Draft, place: int) -> bool:
    """``surgery in 2020``: whether the tumour was resected is asked; ``gallbladder surgery`` is another matter."""
    step = place + 2 if draft.word(place + 1) in ("in", "on") else place + 1
    dated = day_at(draft, step) is not None
    return dated and draft.word(place - 1) in _OPENS_SURGERY and not draft.tokens[place].used and is_given(draft, place)


def _denied_later(draft: Draft, place: int) -> bool:
    """``post LT? no LT``: the doubt is resolved a little later."""
    phrase = draft.tokens[place].phrase
    return any(
        one.hit is not None and one.hit.phrase == phrase and "neg" in one.scope
        for one in draft.tokens[place + 1 : place + 9]
    )
