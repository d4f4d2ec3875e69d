"""The page to file in a reply: Markdown, which a channel writes in its own markup or takes as a document."""

import re

from markdown_it import MarkdownIt

from actions.wording import lines
from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.outgoing import Document

_PAGE = re.compile(r"^# Screening (.*)$", re.MULTILINE)
_END = re.compile(r"^Signature: \.+\n?", re.MULTILINE)
"""The last line of a page; what a reply says below it is no part of it."""
_TO_FILE = lines.to_file("").partition(":")[0]
_HEADING = re.compile(r"#{1,6} ")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
BRIEF = ("## Verdicts",)
"""The parts of a page that a message shows where the whole goes with it as a document."""


def is_page(line: str) -> bool:
    """Whether a page begins with this line."""
    return _PAGE.match(line) is not None


def document_in(text: str) -> Document | None:
    """Give the page that a reply holds, or None."""
    begin = _PAGE.search(text)
    if begin is None:
        return None
    end = _END.search(text, begin.end())
    return Document(text[begin.start() : end.end() if end else len(text)], plain(begin[1]))


def brief(document: Document) -> str:
    """Give title and verdicts of a page, as Markdown."""
    title, *parts = re.split(r"\n(?=## )", document.text)
    shown = [part.partition("\n")[2] for part in parts if part.startswith(BRIEF)]
    return "\n".join([*title.split("\n"), *shown])


def without_way_to_file(text: str) -> str:
    """Leave out how the page becomes a file, where it goes out as one."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(_TO_FILE)).strip()


def written(line: str, dialect: Dialect) -> str:
    """Write a line of a page in a channel's markup: headings and bold words bold, all else as it is."""
    before, after = dialect.bold
    heading = _HEADING.match(line)
    if heading:
        return f"{before}{dialect.escape(plain(line))}{after}"
    parts = _BOLD.split(line)
    shown = [dialect.escape(part) for part in parts]
    return "".join(f"{before}{part}{after}" if place % 2 else part for place, part in enumerate(shown))


def plain(line: str) -> str:
    """Give the words of a line of a page."""
    return _BOLD.sub(r"\1", _HEADING.sub("", line, count=1))


def pdf_of_page(document: Document) -> bytes:
    """Give a page as PDF; it takes a second or two, so not in the server's loop. Raises ExportError without a font.

    What people typed stands in it as typed, so nothing but headings, lists and bold words is taken for markup.
    """
    from bot.commands.export import font_folder
    from bot.commands.pdf import pdf_of

    markdown = MarkdownIt("zero").enable(["heading", "list", "emphasis", "escape"])
    return pdf_of(str(markdown.render(document.text)), f"Screening {document.code}", font_folder())
