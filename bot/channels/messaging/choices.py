"""What was offered last in a conversation, so that a button, its words, its number and a typo of them say the same.

Only what a whole message says counts here, and only against the latest offer; everything else the assistant reads as
it reads any message. A typo is told as the lexicon tells one: by edits, and never where two words are as near.
"""

import dataclasses
import re
import secrets
from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from bot.channels.messaging.dates import place_of
from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.outgoing import Button
from bot.replies import Message

OFFERS_KEPT = 6
DIALOGUES_KEPT = 2000
LONGEST_TITLE = 100
"""Characters of a message that can be a title with a typo."""
BARE = frozenset(("y", "n", "?", "yes", "no", "don't know", "more", "why do you ask"))
"""What says nothing without the question before it: from a button of an earlier question it is not taken."""
_CODE = re.compile(r"\d|^(?:[IVX]+[a-c]?|[A-D])\b")
"""A title that a number would be mistaken for, or mistaken with: a stage, a grade, a class, a date."""
_COUNTED = re.compile(r"^\d+\. ", re.MULTILINE)
_ASKS = re.compile(r"\?|Not recorded")
_DATED = re.compile(r"^\d.{5,}$")
DENIALS = frozenset(("none of these", "none", "never"))
"""Titles of answers beside which there are grades, or several facts."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class StaleButton(Exception):
    """A button was pressed that counts no more; `is_repeat`: it is the one that was pressed just before."""

    def __init__(self, is_repeat: bool) -> None:
        super().__init__("a button of an earlier question")
        self.is_repeat = is_repeat


@dataclass(frozen=True)
class Offer:
    """The answers that a reply offers. `keys` are those of a call, each with its title; `name` is in each `press`.

    `letters` are those of its keys that stand for a reading of what was told, with what they say; `asked` are the
    facts that the conversation is asked for after the reply, None where the reply does not tell. `is_counted_over`: a
    later reply had a numbered list, so that a number means something else.
    """

    name: str
    buttons: tuple[Button, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict, repr=False)
    in_call: bool = False
    asked: tuple[str, ...] | None = None
    text: str = field(default="", repr=False)
    is_counted_over: bool = False

    def leaves_open(self, before: "Offer") -> bool:
        """Whether after this reply the answers offered before it still answer the question that is open.

        So it is where it offers none, asks nothing else, and counts nothing that a number could be about.
        """
        return self.leaves_words(before) and not self.counts

    @property
    def counts(self) -> bool:
        """Whether a number may be about what the reply lists."""
        return _COUNTED.search(self.text) is not None

    def leaves_words(self, before: "Offer") -> bool:
        """Whether after this reply the words of the answers offered before it still answer the question."""
        if self.buttons or self.in_call:
            return False
        return not _ASKS.search(self.text) if self.asked is None else self.asked == before.asked

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands before each answer where they are listed: 1, 2, 3; letters before dates; nothing before codes."""
        count = len(self.buttons)
        if self.in_call or self.is_counted_over or count < 2:
            return ("",) * count
        if self._are_dates:
            return tuple(LETTERS[:count])
        if any(_CODE.search(one.title) for one in self.buttons):
            return ("",) * count
        return tuple(str(number) for number in range(1, count + 1))

    @property
    def needs_marks_shown(self) -> bool:
        """Whether a number may mean something else where the marks are not shown.

        The first of several things that are asked at once is no answer; ascites of grade 1 is not the first, "none".
        """
        return any(one.title.casefold() in DENIALS for one in self.buttons)

    def payload_of(self, typed: str, is_numbered: bool) -> str | None:
        """Give what an answer sends that was typed as its words, its mark or a typo of them; None: it is none.

        `is_numbered`: the marks were shown, so that those count too which could mean something else.
        """
        words = _folded(typed)
        if not words or len(words) > LONGEST_TITLE:
            return None
        for one in self.buttons:
            if words in (_folded(one.title), _folded(one.payload)):
                return one.payload
        return self.letters.get(words) or self._marked(words, is_numbered) or self._dated(words) or self._meant(words)

    @property
    def _dates(self) -> list[Button]:
        return [one for one in self.buttons if _DATED.match(one.title)]

    @property
    def _are_dates(self) -> bool:
        return len(self._dates) == len(self.buttons)

    def _dated(self, words: str) -> str | None:
        """Give what a date sends that was chosen in other words than those that stand on its button."""
        place = place_of(words, [one.title for one in self._dates])
        return None if place is None else self._dates[place].payload

    def _marked(self, words: str, is_numbered: bool) -> str | None:
        if self.in_call or (self.needs_marks_shown and not is_numbered):
            return None
        marked = zip(self.marks, self.buttons, strict=True)
        return next((one.payload for mark, one in marked if mark and mark == words.rstrip(")")), None)

    def _meant(self, words: str) -> str | None:
        """Give what the answer sends of which these words are a typo, where they are nearest to it alone."""
        far = sorted((OSA.distance(words, _folded(one.title)), place) for place, one in enumerate(self.buttons))
        if not far or (len(far) > 1 and far[0][0] == far[1][0]):
            return None
        edits, place = far[0]
        return self.buttons[place].payload if is_typo(words, _folded(self.buttons[place].title), edits) else None


def is_typo(words: str, title: str, edits: int) -> bool:
    """Whether these words may be a slip of a title: one edit from five letters on, two from nine, else a swap.

    A digit is never a slip: another digit is another date, another grade.
    """
    if re.findall(r"\d", words) != re.findall(r"\d", title):
        return False
    if len(title) < 5:
        return edits == 1 and len(title) > 2 and words != title and sorted(words) == sorted(title)
    return edits <= (2 if len(title) >= 9 else 1)


def offer_of(messages: Iterable[Message]) -> Offer:
    """Give what a reply offers; nothing is an offer too, since it ends the one before."""
    name = secrets.token_urlsafe(4)
    messages = list(messages)
    found = [button for message in messages for button in message.get("buttons") or ()]
    custom: Message = next((one["custom"] for one in messages if one.get("custom")), {})
    phone = custom.get("phone") or {}
    buttons = tuple(
        Button(str(one["title"]), str(one["payload"]), f"{name}.{place}") for place, one in enumerate(found)
    )
    in_call = bool(phone.get("on"))
    given = (phone.get("keys") or ()) if in_call else ()
    keys = {str(one["key"]): str(one["title"]) for one in given}
    letters = {str(one["key"]): str(one["say"]) for one in given if one["key"] in LETTERS and one["key"] not in "yn"}
    text = "\n".join(str(one.get("text") or "") for one in messages)
    return Offer(name, buttons, keys, letters, in_call, _asked(custom), text)


def _asked(custom: Message) -> tuple[str, ...] | None:
    """Give what is asked for, of what pages draw: the screening's next question, unless it names another."""
    screening = (custom.get("hepascreen") or {}).get("screening")
    if "asked" in custom:
        return tuple(custom["asked"])
    if screening is None:
        return None
    return tuple((screening.get("next") or {}).get("facts") or ())


class Choices:
    """The latest offers of each conversation; those longest unused are forgotten."""

    def __init__(self) -> None:
        self._offers: OrderedDict[str, deque[Offer]] = OrderedDict()
        self._pressed: dict[str, str] = {}

    def keep(self, dialogue: str, offer: Offer) -> None:
        """Remember what a reply offered; one that leaves the question open leaves its answers too."""
        offers = self._offers.setdefault(dialogue, deque(maxlen=OFFERS_KEPT))
        if not offers or not offer.leaves_words(offers[-1]):
            offers.append(offer)
        elif offer.counts:
            offers[-1] = dataclasses.replace(offers[-1], is_counted_over=True)
        self._offers.move_to_end(dialogue)
        while len(self._offers) > DIALOGUES_KEPT:
            self._pressed.pop(self._offers.popitem(last=False)[0], None)

    def said(self, dialogue: str, inbound: Inbound, dialect: Dialect) -> str:
        """Give what a message says to the assistant. Raises StaleButton."""
        if inbound.press is not None:
            return self._of_press(dialogue, inbound.press, "" if inbound.is_group else inbound.text)
        self._pressed.pop(dialogue, None)
        offers = self._offers.get(dialogue)
        if not offers:
            return inbound.text
        offer = offers[-1]
        payload = offer.payload_of(inbound.text, not dialect.takes([one.title for one in offer.buttons]))
        return inbound.text if payload is None else payload

    def _of_press(self, dialogue: str, press: str, carried: str) -> str:
        """Give what a press says; in a group a button that is not known may be somebody else's, so it says nothing."""
        is_repeat = self._pressed.get(dialogue) == press
        self._pressed[dialogue] = press
        offers = self._offers.get(dialogue) or deque[Offer]()
        for offer in offers:
            for button in offer.buttons:
                counts = offer is offers[-1] or (_stands_alone(button.payload) and not is_repeat)
                if button.press == press and counts:
                    return button.payload
                if button.press == press:
                    raise StaleButton(is_repeat)
        if carried and _stands_alone(carried) and not is_repeat:
            return carried
        raise StaleButton(is_repeat)


def _stands_alone(payload: str) -> bool:
    return payload.casefold() not in BARE


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split()).strip(" .!,;:\"“”'")
