"""The page to file as PDF: room between the lines, a foot on every page, the signature never alone on one."""

import re
from pathlib import Path

from fpdf import FPDF, TextStyle

from bot.commands.export import FONT, STYLES

INK = "#1b2530"
PALE = 110
"""Grey of the foot, 0 (black) to 255."""
SIZE = 9
LINES = 1.25
"""Height of a line of text, in its own size."""
ROOM = {"<h2>Versions": 75, "<h2>Every criterion": 60, "<h2>": 30, "<h3>": 40}
"""Room that a part needs below its heading to begin on a page, in millimetres; the end of the page is not parted."""


class _Paper(FPDF):
    """Pages whose foot names the screening and counts."""

    def __init__(self, title: str, fonts: Path) -> None:
        super().__init__(format="A4")
        self._title = title
        self.set_title(title)
        self.set_lang("en")
        self.set_margins(18, 16)
        self.set_auto_page_break(True, margin=20)
        for style, suffix in STYLES.items():
            self.add_font(FONT, style, str(fonts / f"{FONT}{suffix}.ttf"))
        self.set_font(FONT, size=SIZE)
        self.add_page()

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font(FONT, size=7)
        self.set_text_color(PALE)
        self.cell(0, 5, f"{self._title} · page {self.page_no()} of {{nb}}", align="C")


def pdf_of(body: str, title: str, fonts: Path) -> bytes:
    """Give HTML as a PDF, in the font that a folder holds."""
    paper = _Paper(title, fonts)
    spaced = re.sub(r"<(ul|ol|p)>", rf'<\1 line-height="{LINES}">', body)
    for part in re.split(r"(?=<h[23]>)", spaced):
        room = next((room for mark, room in ROOM.items() if part.startswith(mark)), 0)
        if room and paper.will_page_break(room):
            paper.add_page()
        paper.write_html(part, font_family=FONT, tag_styles=_STYLES, li_prefix_color=INK)
    return bytes(paper.output())


def _head(size: int, above: float) -> TextStyle:
    return TextStyle(font_family=FONT, font_style="B", font_size_pt=size, color=INK, t_margin=above, b_margin=0.5)


_STYLES = {
    "h1": _head(16, 0),
    "h2": _head(12, 5),
    "h3": _head(10, 4),
    "ul": TextStyle(t_margin=0),
    "ol": TextStyle(t_margin=0),
    "li": TextStyle(l_margin=5, t_margin=1.2),
}
