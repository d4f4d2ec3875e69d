"""What was heard and waits for a yes: of speech, numbers, dates and choices count only once they were repeated.

What is plainly a yes or a no of a fact is recorded at once where the recogniser is sure: the reply reads it back.
"""

import dataclasses
import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from text_to_num import alpha2digit

from actions.codes import read_code
from actions.desk import the_desk
from actions.heard import Heard, read_heard
from actions.log import TREATMENTS
from actions.phone.keys import is_no, is_yes
from actions.rasa import ENTITY
from actions.reply import Turn
from actions.turn import would_tell
from actions.wording.readback import name_of, unused_line
from actions.wording.recorded import Told, recorded_line
from actions.wording.values import joined, number_text
from bot.channels.twilio_voice.speaking import spoken
from criteria import Catalogue


@dataclass(frozen=True)
class Pending:
    """Words that were heard, what they would record, read back, and of which facts.

    `name` is that of the fact or the treatment, where it is one alone: it stands before what replaces the value.
    """

    words: str = field(repr=False)
    read_back: str = field(repr=False)
    facts: tuple[str, ...]
    name: str = ""
    unused: str = field(default="", repr=False)
    message_id: str = ""

    @property
    def question(self) -> str:
        """What is asked before it counts."""
        return " ".join(filter(None, [f"I heard: {self.read_back}.", self.unused, "Right?"]))


def told(read: dict[str, Any], in_call: bool) -> Heard:
    """Give what a message would record, as the assistant reads it; `in_call` with the patient."""
    found = [one["value"] for one in read["entities"] if one["entity"] == ENTITY]
    turn = Turn(
        sender="",
        intent=read["intent"].get("name") or "nlu_fallback",
        confidence=float(read["intent"].get("confidence") or 0.0),
        text=read["text"],
        heard=read_heard(found[0] if found else None),
        today=dt.date.fromisoformat(read["metadata"]["today"]),
        asked=tuple(read["metadata"]["asked"]),
        on_phone=in_call,
    )
    return would_tell(turn, the_desk())


def pending_of(words: str, heard: Heard, is_sure: bool) -> Pending | None:
    """Give what is to be repeated before it counts; None where nothing of that is among what was heard."""
    catalogue = the_desk().catalogue
    if not (_is_exact(heard, catalogue) or (heard.changes and not is_sure)):
        return None
    parts = [spoken(recorded_line(catalogue, _as_told(heard))).removeprefix("Recorded: ").rstrip(".")]
    code = read_code(words, heard).code
    if code and parts[0] and (not code.isdigit() or _NAMES.search(words)):
        parts[0] = f"for {spoken(code)}: {parts[0]}"
    parts += [f"{one.new:g} instead of {one.old:g}" for one in heard.corrections]
    parts += [f"take back {joined(name_of(catalogue, one) for one in heard.retracted)}"] if heard.retracted else []
    read_back = "; ".join(filter(None, parts))
    return Pending(words, read_back, facts_of(heard), _name(heard, catalogue), spoken(unused_line(heard.unused)))


_NAMES = re.compile(
    r"\b(?:patient|screening|case|subject|code|back to|resume|open|close|phone)\W+(?:\w+\W+)?\d", re.IGNORECASE
)
"""Words before a code of digits alone: elsewhere such digits are those of a date or a dose."""


def _name(heard: Heard, catalogue: Catalogue) -> str:
    """Give the one thing that was heard by its name; empty where that were several."""
    found = [name_of(catalogue, one) for one in heard.facts]
    found += [" ".join(one.get("agents") or [one["kind"]]) for one in heard.treatments]
    return found[0] if len(found) == 1 else ""


def facts_of(heard: Heard) -> tuple[str, ...]:
    """Give the facts of which something was heard, the treatments as one."""
    return (*heard.facts, *((TREATMENTS,) if heard.treatments or heard.treatments_complete else ()))


def _as_told(heard: Heard) -> Told:
    facts: dict[str, Any] = {**heard.facts}
    if heard.treatments:
        facts[TREATMENTS] = heard.treatments
    if heard.treatments_complete:
        facts["treatments_complete"] = True
    inferred = [one for one in heard.inferred if not alpha2digit(one.text, "en").endswith(number_text(one.value))]
    # Whether anything was given before is not known here, so none is said to be given beside that.
    return Told(facts, before={TREATMENTS: True}, inferred=inferred, notes=heard.notes)


def _is_exact(heard: Heard, catalogue: Catalogue) -> bool:
    """Whether a number, a date, a choice, a drug, or that no other treatment was given, is among what was heard."""
    values = [value for name, value in heard.facts.items() if name in catalogue.facts]
    is_history = bool(heard.treatments) or heard.treatments_complete is not None
    return bool(heard.corrections) or is_history or any(not isinstance(value, bool) for value in values)


_NO_THEN = re.compile(
    r"\W*(?:no|nope|wrong|not right|incorrect|correction)\b[\s,.:;-]*(?:it's |it is |i said |that's )*"
)
_YES_TOO = re.compile(
    r"(?:yes|yeah|yep|yup|correct|right|affirmative|exactly)[\s,.]*"
    r"(?:(?:it|that)(?:'s| is)(?: it| right| correct)?|it does)?\W*"
)
_NO_TOO = re.compile(r"(?:(?:it|that)(?:'s not| is not| isn't)(?: it| right| correct)?|not quite|negative|not so)\W*")
_NOBODY = re.compile(r"\b(?:someone|somebody|another|different)\b", re.IGNORECASE)
_FILLER = re.compile(r"(?:(?:uh|um|er|erm|well|so|and|okay|ok)\b[\s,.]*)+(?=\w)")
_DROP = re.compile(r"\W*(?:undo|cancel|forget (?:it|that)|never ?mind|scrap that|delete that|scratch that)\W*")


@dataclass(frozen=True)
class Verdict:
    """What was said to a question whether something was heard right: yes, no, or other words in its place."""

    is_yes: bool = False
    is_no: bool = False
    words: str = field(default="", repr=False)


def verdict_on(pending: Pending, words: str) -> Verdict:
    """Give what words say of what waits for a yes; a no that goes on (``no, ninety two``) gives the words instead."""
    low = words.strip().lower()
    bare = _FILLER.sub("", low, count=1)
    if is_yes(bare) or _YES_TOO.fullmatch(bare):
        return Verdict(is_yes=True)
    if is_no(bare) or _NO_TOO.fullmatch(bare) or _DROP.fullmatch(bare):
        return Verdict(is_no=True)
    rest = _NO_THEN.match(low)
    if rest is None:
        return Verdict(words=words)
    return Verdict(is_no=True, words=words.strip()[rest.end() :])


def in_place_of(pending: Pending, words: str, heard: Heard) -> str:
    """Give the words that replace those that were heard wrongly: a bare value takes the name of the one fact.

    ``no, that was someone else`` is no value, and takes back nothing of what was recorded before.
    """
    bare = words and pending.name and not heard.changes and not _NOBODY.search(words)
    return f"{pending.name} {words}" if bare else words


def together(pending: Pending, words: str, facts: Collection[str]) -> str:
    """Give the words that wait, and more of them: what tells the same facts takes their place."""
    return words if set(pending.facts) & set(facts) else f"{pending.words}. {words}"


def marked(pending: Pending, message_id: str) -> Pending:
    """Give what waits with the id of its message."""
    return dataclasses.replace(pending, message_id=message_id)
