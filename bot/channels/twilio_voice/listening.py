"""What came over the line: words and how sure they are, keys, or silence; and words about the line itself."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

LOW = 0.4
"""Confidence below which words are not taken; the recognisers give 0 to 1, and 0 or nothing where they give none."""
SURE = 0.7
"""Confidence from which a plain yes or no of a fact needs no repeating."""
LONGEST = 2000

_PLEASE = r"(?:please |sorry,? |can you |could you |ok |okay )*"
_LINE = {
    "repeat": r"repeat(?: (?:it|that|this|the question|please))*|(?:say|read) (?:it|that|this) again|come again|"
    r"i beg your pardon|(?:what|sorry what) (?:did you say|was that)|pardon(?: me)?|sorry|once more",
    "more": r"(?:more|go on|continue|and then|the rest|keep going)",
    "goodbye": r"good ?bye|bye(?: bye)?|hang up|(?:end|finish|stop) (?:the |this )?call|that's all|that is all",
}
_WORDS = {name: re.compile(rf"\W*{_PLEASE}(?:{words})(?: please)?\W*", re.IGNORECASE) for name, words in _LINE.items()}


@dataclass(frozen=True)
class Sound:
    """What one listening gave. `confidence` is None where the recogniser told none."""

    words: str = field(default="", repr=False)
    digits: str = field(default="", repr=False)
    confidence: float | None = None

    @property
    def is_silence(self) -> bool:
        """Whether nothing came."""
        return not (self.words or self.digits)

    @property
    def is_unclear(self) -> bool:
        """Whether the recogniser doubts its words too much for them to be taken."""
        return bool(self.words) and self.confidence is not None and self.confidence < LOW

    @property
    def is_sure(self) -> bool:
        """Whether the recogniser says that it is sure."""
        return self.confidence is not None and self.confidence >= SURE

    @property
    def about_line(self) -> str | None:
        """Give what the words ask of the line, not of the assistant: `repeat`, `more` or `goodbye`."""
        return next((name for name, words in _WORDS.items() if words.fullmatch(self.words)), None)


def sound_of(form: Mapping[str, str]) -> Sound:
    """Read what Twilio's `<Gather>` hands over; keys go before what was heard beside them."""
    digits = form.get("Digits", "").strip()
    words = "" if digits else " ".join(form.get("SpeechResult", "").split())[:LONGEST]
    return Sound(words, digits, _confidence(form.get("Confidence", "")))


def _confidence(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) and 0 < found <= 1 else None
