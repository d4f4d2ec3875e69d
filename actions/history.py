"""The treatment history told in several messages: which entries are one treatment, and what it looks like then."""

from collections.abc import Iterable, Mapping
from typing import Any

Entry = dict[str, Any]
"""A treatment entry of the contract: kind, start, end, agents, outcome, response."""

ENDED = {"completed", "progression", "intolerance"}


def merge(known: Mapping[str, Entry], told: Iterable[Entry]) -> list[tuple[str | None, Entry]]:
    """Give each entry that was told as it now stands, with the key of the known entry that it continues.

    The key is None for a treatment that was not known. An entry that says nothing new is given too.
    """
    standing = dict(known)
    merged = []
    for entry in told:
        key = _same_treatment(standing, entry)
        now = entry if key is None else _joined(standing[key], entry)
        if key is not None:
            standing[key] = now
        merged.append((key, now))
    return merged


def _same_treatment(known: Mapping[str, Entry], told: Entry) -> str | None:
    """Find the one known entry that `told` continues; None where there is none or more than one could be meant."""
    fitting = {key: entry for key, entry in known.items() if _fits(entry, told)}
    for prefer in (_same_agents, _same_dates, _is_ongoing):
        preferred = [key for key, entry in fitting.items() if prefer(entry, told)]
        if len(preferred) == 1:
            return preferred[0]
        fitting = {key: fitting[key] for key in preferred} or fitting
    return next(iter(fitting)) if len(fitting) == 1 else None


def _fits(old: Entry, new: Entry) -> bool:
    return old["kind"] == new["kind"] and _agents_fit(old, new) and _dates_fit(old, new) and _course_fits(old, new)


def _agents_fit(old: Entry, new: Entry) -> bool:
    """Tell whether both may speak of one regimen: the same drugs, one says no drugs, or one adds to the other."""
    first, second = set(old.get("agents") or ()), set(new.get("agents") or ())
    if not first or not second or first == second:
        return True
    return (first <= second or second <= first) and not (_has_ended(old) or _has_ended(new))


def _has_ended(entry: Entry) -> bool:
    return entry.get("outcome") in ENDED or "end" in entry


def dates_agree(one: Entry, other: Entry) -> bool:
    """Tell whether two accounts give no different start and no different end."""
    return all(_agree(one.get(part), other.get(part)) for part in ("start", "end"))


def _dates_fit(old: Entry, new: Entry) -> bool:
    if _is_day_of(new, old) or _is_day_of(old, new):
        return True
    return (
        dates_agree(old, new)
        and _in_order(old.get("start"), new.get("end"))
        and _in_order(new.get("start"), old.get("end"))
    )


def _in_order(start: Any, end: Any) -> bool:
    """Tell whether a treatment that starts and ends so is possible, as far as both dates are known."""
    length = min(len(str(start)), len(str(end)))
    return start is None or end is None or str(start)[:length] <= str(end)[:length]


def _is_day_of(session: Entry, course: Entry) -> bool:
    """Tell whether a single session falls on the first or last day of a course of several."""
    day = session.get("start")
    if day is None or day != session.get("end") or not ("start" in course and "end" in course):
        return False
    return any(_agree(day, course[part]) for part in ("start", "end"))


def _agree(first: Any, second: Any) -> bool:
    """Tell whether two dates, each perhaps only a month or a year, can be the same."""
    if first is None or second is None:
        return True
    one, other = str(first), str(second)
    return one.startswith(other) or other.startswith(one)


def _course_fits(old: Entry, new: Entry) -> bool:
    """Tell whether the new entry can follow: what has ended does not start anew within the same entry."""
    if new.get("outcome") != "ongoing":
        return True
    return "end" not in old and old.get("outcome") not in {"completed", "intolerance"}


def _same_agents(entry: Entry, told: Entry) -> bool:
    return bool(told.get("agents")) and set(entry.get("agents") or ()) == set(told["agents"])


def _same_dates(entry: Entry, told: Entry) -> bool:
    shared = [part for part in ("start", "end") if part in entry and part in told]
    return bool(shared) and all(_agree(entry[part], told[part]) for part in shared)


def _is_ongoing(entry: Entry, _: Entry) -> bool:
    return not _has_ended(entry)


def _joined(old: Entry, new: Entry) -> Entry:
    """Join two accounts of one treatment: the more exact date, all drugs, the later outcome and response."""
    if _is_day_of(new, old):
        new = {part: value for part, value in new.items() if part not in ("start", "end")}
    joined = {**old, **{part: value for part, value in new.items() if value is not None}}
    for part in ("start", "end"):
        if part in old and part in new:
            joined[part] = max(old[part], new[part], key=lambda day: len(str(day)))
    agents = list(dict.fromkeys([*(old.get("agents") or ()), *(new.get("agents") or ())]))
    if agents:
        joined["agents"] = agents
    return _settled(joined, old, new)


def _settled(joined: Entry, old: Entry, new: Entry) -> Entry:
    """Let an end rule out `ongoing`, and progression outlast `ongoing` and `completed`."""
    if old.get("outcome") == "progression" and new.get("outcome") in ("ongoing", "completed"):
        joined["outcome"] = "progression"
    if "end" in joined and joined.get("outcome") == "ongoing":
        del joined["outcome"]
    return joined
