"""The treatment history as it would be: courses taken away, moved to another date, added."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from actions.heard import Supposed
from actions.history import Entry, dates_agree, merge


@dataclass
class Imagined:
    """The entries that there would be, and what makes them different from those that are known.

    `without` are the entries (or drugs of one) that are taken away, `moved` pairs of an entry as it was and as it
    would be on another date, `told` all others that are supposed, `absent` what was to be taken away
    and is not known.
    """

    entries: list[Entry] = field(default_factory=list)
    without: list[Entry] = field(default_factory=list)
    moved: list[tuple[Entry, Entry]] = field(default_factory=list)
    told: list[Entry] = field(default_factory=list)
    absent: list[Entry] = field(default_factory=list)


def imagine(known: Mapping[str, Entry], supposed: Supposed) -> Imagined:
    """Give the history as it would be; what is known stays as it is."""
    imagined = Imagined()
    left = {} if supposed.naive else _left(known, supposed.removed, imagined)
    touched: set[str] = set()
    for told in supposed.treatments:
        touched |= _suppose(left, told, supposed, imagined)
    if supposed.only:
        left = {key: entry for key, entry in left.items() if key in touched}
    imagined.entries = list(left.values())
    return imagined


def _left(known: Mapping[str, Entry], removed: Iterable[Entry], imagined: Imagined) -> dict[str, Entry]:
    """Take entries away, or single drugs of one that had others too."""
    left = dict(known)
    for gone in removed:
        keys = [key for key, entry in left.items() if _is_of(entry, gone)]
        for key in keys:
            entry = left.pop(key)
            others = [drug for drug in entry.get("agents") or () if drug not in (gone.get("agents") or ())]
            if gone.get("agents") and others:
                left[key] = {**entry, "agents": others}
                imagined.without.append({"kind": entry["kind"], "agents": gone["agents"]})
            else:
                imagined.without.append(entry)
        if not keys:
            imagined.absent.append(gone)
    return left


def _is_of(entry: Entry, gone: Entry) -> bool:
    drugs = set(gone.get("agents") or ())
    return entry["kind"] == gone["kind"] and drugs <= set(entry.get("agents") or ()) and dates_agree(entry, gone)


def _suppose(left: dict[str, Entry], told: Entry, supposed: Supposed, imagined: Imagined) -> set[str]:
    """Put a supposed entry in its place; give the keys of the entries that it is now."""
    ((key, entry),) = [(None, told)] if supposed.further else merge(left, [told])
    if key is None and not supposed.further:
        key = _course_meant(left, told, supposed.earliest)
        if key is not None:
            moved = _moved(left[key], told)
            imagined.moved.append((left[key], moved))
            left[key] = moved
            return {key}
    key = key or f"supposed {len(left)}"
    left[key] = entry = _as_supposed(entry, told)
    imagined.told.append(entry)
    return {key}


def _as_supposed(entry: Entry, told: Entry) -> Entry:
    """Let a supposed outcome stand, whatever was: a course that would go on has not ended."""
    if told.get("outcome") != "ongoing":
        return entry
    return {part: value for part, value in entry.items() if part != "end"} | {"outcome": "ongoing"}


def _course_meant(known: Mapping[str, Entry], told: Entry, earliest: bool) -> str | None:
    """Give the known course of which another date is supposed: the latest, unless the first is named."""
    if not ("start" in told or "end" in told):
        return None
    same = [key for key, entry in known.items() if _is_of(entry, {"kind": told["kind"], "agents": told.get("agents")})]
    dated = sorted(same, key=lambda key: str(known[key].get("end") or known[key].get("start") or ""))
    return (dated[0] if earliest else dated[-1]) if dated else None


def _moved(old: Entry, told: Entry) -> Entry:
    """Give a course with its new dates; a date of old that is no longer possible beside them is unknown."""
    new = {**old, **told}
    start, end = str(new.get("start", "")), str(new.get("end", ""))
    length = min(len(start), len(end))
    if start and end and start[:length] > end[:length]:
        stale = "end" if "start" in told else "start"
        del new[stale]
        if old.get("start") == old.get("end"):
            new[stale] = told["start" if stale == "end" else "end"]
    return new
