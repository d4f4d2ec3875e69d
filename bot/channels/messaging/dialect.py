"""What a channel can show: how long a message may be, whether it has buttons, how its plain text is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


def as_it_is(text: str) -> str:
    """Write plain text where a channel knows no markup."""
    return text


@dataclass(frozen=True)
class Dialect:
    """The limits and the markup of a channel.

    `longest` is how long one message may be, in what `measure` counts of the text as it is sent; `escape` writes
    plain text so that the channel shows it as it is, and `bold` is what stands around bold words. Without buttons, or
    where a question has more than `most_buttons`, the answers are listed with their numbers in the text. A reply of
    more than `most_messages` is cut, and says so; a page to file goes out as a PDF where the channel takes one.
    Where `cuts_titles` is False, answers too long for a button are listed, too; with `asks_apart` the last line, which
    asks, is a message of its own, where it has buttons.
    """

    longest: int
    has_buttons: bool = False
    most_buttons: int = 0
    longest_title: int = 75
    escape: Callable[[str], str] = as_it_is
    measure: Callable[[str], int] = len
    bold: tuple[str, str] = ("", "")
    most_messages: int = 20
    takes_documents: bool = False
    cuts_titles: bool = True
    asks_apart: bool = False

    def takes(self, titles: Sequence[str]) -> bool:
        """Whether answers with these titles can be buttons."""
        fit = self.cuts_titles or all(0 < len(one) <= self.longest_title for one in titles)
        return self.has_buttons and 0 < len(titles) <= self.most_buttons and fit
