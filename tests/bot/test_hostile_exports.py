"""What was typed to do harm stays text in every file that goes out: CSV, spreadsheet, JSON lines, HTML, PDF, Markdown.

About three seconds.
"""

import csv
import datetime as dt
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from actions.desk import Desk, open_desk
from actions.log import Draft, Origin
from actions.log.register import history
from actions.page import page_of
from actions.wording.page import page_text
from bot.commands import export, log_export
from bot.commands.log_list import _history

DAY = dt.date(2026, 11, 20)
TYPED = [
    "<script>alert(1)</script>",
    "<img src=http://127.0.0.1:9/a.png onerror=alert(1)>",
    "![x](http://127.0.0.1:9/x.png)",
    "[click](http://evil.example)",
    "[click](javascript:alert(1))",
    "<http://evil.example>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "**bold** `code` # head\n# head\n---\n| a | b |",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1,1)",
    "＝1+1",
    "\t=1+1",
    '"; =1+1',
    "'; drop table observations; --",
    "${7*7} <% import os %> {{7*7}} %s",
    "http://evil.example/",
    "\u202etxt.exe\u202c",
    "x" * 3_000,
]
TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "em"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A log in which every text of the list was typed as the words of a value, as a unit and as a note."""
    found = open_desk(f"sqlite:///{tmp_path_factory.mktemp('log') / 'log.db'}")
    origin = Origin("<b>ana</b>", "rest", DAY)
    with found.log.transaction() as pages:
        number = pages.open(origin, "P-1").id
        for place, typed in enumerate(TYPED):
            drafts = [
                Draft("platelets", value={"value": 60 + place, "unit": "10*9/L"}, said=typed, unit_said=typed),
                Draft("note", value=typed, said=typed),
            ]
            after = len(pages.observations(number))
            pages.add(number, pages.add_message(number, origin), drafts, origin, after=after)
    return found


def page(desk: Desk, **how: Any) -> str:
    with desk.log.transaction(writes=False) as pages:
        screening, rows = pages.screening(1), pages.observations(1)
    return page_text(desk.catalogue, page_of(desk, screening, rows, DAY), **how)


def written(desk: Desk, kind: str) -> bytes:
    with desk.log.transaction(writes=False) as pages:
        return log_export.WRITERS[kind](pages, [1])


class Tags(HTMLParser):
    """Every tag of a page, with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[Any]]] = []

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        self.found.append((tag, attrs))


def test_html_has_no_tag_link_or_picture_of_what_was_typed(desk: Desk):
    tags = Tags()
    tags.feed(export.WRITERS["html"](page(desk, is_source=True), '<script>"P-1').decode())
    assert {tag for tag, _ in tags.found} <= TAGS
    assert {attribute for _, attrs in tags.found for attribute, _ in attrs} <= {"lang", "charset", "start"}


def test_pdf_has_no_link_and_reads_no_picture(desk: Desk):
    content = export.WRITERS["pdf"](page(desk, is_source=True), "P-1")
    assert content.startswith(b"%PDF-")
    assert not re.search(rb"/URI|/Launch|/JavaScript|/JS\b|/Subtype */Image", content)


def test_no_cell_of_a_csv_file_is_a_formula(desk: Desk):
    rows = list(csv.reader(io.StringIO(written(desk, "csv").decode("utf-8-sig"), newline="")))
    assert len(rows) == 2 * len(TYPED) + 1
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(log_export.FORMULA)] == []
    assert "'=cmd|' /C calc'!A0" in cells


def test_no_cell_of_a_spreadsheet_is_a_formula_or_a_link(desk: Desk):
    book = openpyxl.load_workbook(io.BytesIO(written(desk, "xlsx")))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert len(cells) > 2 * len(TYPED)
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert "=cmd|' /C calc'!A0" in [cell.value for cell in cells]


def test_json_lines_give_every_text_as_it_was_stored(desk: Desk):
    rows = [json.loads(line) for line in written(desk, "jsonl").decode().splitlines()]
    notes = [row["value"] for row in rows if row["table"] == "observations" and row["fact"] == "note"]
    assert notes == TYPED


def test_a_name_of_an_export_that_is_a_path_is_no_way_out(desk: Desk, tmp_path: Path):
    """The code of a screening names no file: only the command line does."""
    html = export.WRITERS["html"](page(desk, is_source=True), "../../etc/passwd")
    assert b"../../etc/passwd" in html
    assert list(tmp_path.iterdir()) == []


def test_the_history_in_a_terminal_is_one_line_a_step(desk: Desk):
    with desk.log.transaction(writes=False) as pages:
        lines = list(_history(pages.screening(1), history(pages, 1), desk.catalogue))
    assert len(lines) == 2 * len(TYPED) + 2
