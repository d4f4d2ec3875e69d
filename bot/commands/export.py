"""`hepascreen export`: the page of one screening to file, as HTML, PDF or Markdown from one template."""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from markdown_it import MarkdownIt

from actions.page import page_of
from actions.wording.page import page_text
from bot.commands.log_open import LogError, find, reading
from bot.settings import Settings

BAD_INPUT = 2
FONT = "DejaVuSans"
STYLES = {"": "", "B": "-Bold", "I": "-Oblique", "BI": "-BoldOblique"}
"""The files of each style of the font, by what follows its name."""
STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1b2530; }
h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid #ccd4dc }
h3 { font-size: 1rem } li { margin: .3rem 0 }
@media print { body { margin: 0; max-width: none } h2, h3 { break-after: avoid } }
"""


class ExportError(LogError):
    """The page cannot be made; `str()` is one line that says why and what helps."""


def export(code: str, files: dict[str, Path | None], settings: Settings) -> int:
    """Write the page of the screening with this code, or `#number`; to standard output where no file is named."""
    try:
        text = _page(code, settings)
        for kind, path in files.items():
            if path is not None:
                _write(path, WRITERS[kind](text, code))
    except LogError as error:
        sys.stderr.write(f"hepascreen: {error}\n")
        return BAD_INPUT
    if not any(files.values()):
        sys.stdout.write(text)
    return 0


def _page(code: str, settings: Settings) -> str:
    with reading(settings) as (desk, pages):
        screening = find(pages, code)
        rows = pages.observations(screening.id)
    return page_text(desk.catalogue, page_of(desk, screening, rows, settings.today()))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror}") from None


def _markdown(text: str, title: str) -> bytes:
    return text.encode()


def body_of(text: str) -> str:
    """Give the page as HTML; whatever looks like HTML in it is shown as text."""
    return str(MarkdownIt("commonmark", {"html": False}).render(text))


def _html(text: str, title: str) -> bytes:
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")
    head = f'<meta charset="utf-8"><title>Screening {escaped}</title><style>{STYLE}</style>'
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>\n{body_of(text)}</body></html>\n'.encode()


def _pdf(text: str, title: str) -> bytes:
    from bot.commands.pdf import pdf_of

    return pdf_of(body_of(text), f"Screening {title}", font_folder())


def font_folder() -> Path:
    """Give the folder that holds DejaVu Sans: an installed package's or the system's.

    Raises ExportError where there is none: a font without ≥ and µ would drop them in silence.
    """
    for folder in _font_folders():
        if all((folder / f"{FONT}{suffix}.ttf").is_file() for suffix in STYLES.values()):
            return folder
    raise ExportError("no font with ≥ and µ was found, so no PDF was written; install fonts-dejavu, or use --html")


def _font_folders() -> Iterator[Path]:
    package = find_spec("matplotlib")
    if package is not None and package.origin:
        yield Path(package.origin).parent / "mpl-data" / "fonts" / "ttf"
    yield Path("/usr/share/fonts/truetype/dejavu")


WRITERS = {"html": _html, "pdf": _pdf, "md": _markdown}
"""What makes the bytes of each kind of file from the Markdown page and its title."""
