"""`hepascreen export`: one page, three kinds of file, from the log of a conversation."""

import datetime as dt
import logging
import subprocess

import pytest

from actions.desk import open_desk
from actions.heard import read_heard
from actions.reply import Turn
from actions.turn import take_turn
from bot.commands import export
from tests.bot.conftest import command, environment

TODAY = dt.date(2026, 11, 20)
WORDS = "plt 60 <script>alert(1)</script>"


@pytest.fixture
def log_url(tmp_path):
    url = f"sqlite:///{tmp_path / 'log.db'}"
    say(url, "new_patient", "new patient P-017")
    mention = {"fact": "platelets", "text": WORDS, "start": 0, "end": len(WORDS)}
    say(url, "inform", WORDS, facts={"platelets": 60, "bilirubin": 23.9}, mentions=[mention])
    return url


def say(url, intent, text, sender="ana", **heard):
    return take_turn(Turn(sender, intent, text, read_heard(heard), TODAY), open_desk(url))


def hepascreen(log_url, *arguments, **settings):
    settings = {"HEPASCREEN_LOG_URL": log_url, "HEPASCREEN_TODAY": "2026-11-20", **settings}
    done = command("export", *map(str, arguments))
    return subprocess.run(done, env=environment(**settings), capture_output=True, text=True, check=False)


def test_without_a_file_markdown_is_printed(log_url):
    done = hepascreen(log_url, "P-017")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Screening P-017\n")
    assert "watch and wait" in done.stdout


def test_html_and_pdf_come_from_the_same_page_and_markup_that_was_typed_stays_text(log_url, tmp_path):
    html, pdf, md = (tmp_path / f"page.{kind}" for kind in ("html", "pdf", "md"))
    done = hepascreen(log_url, "p-017", "--html", html, "--pdf", pdf, "--md", md)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    written = html.read_text()
    assert "<script>" not in written
    assert "&lt;script&gt;" in written
    assert "<h2>Every criterion</h2>" in written
    assert "http://" not in written.replace("http://www.w3.org", "")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert md.read_text().startswith("# Screening P-017")


def test_the_font_of_the_pdf_has_every_sign_of_the_page(log_url, caplog):
    text = "# ≥ ≤ µ × ⁹ – “” … ✓ ✗ ⁃\n\n- **bold ≥** and µmol/L\n"
    with caplog.at_level(logging.WARNING, logger="fpdf"):
        assert export.WRITERS["pdf"](text, "P-1").startswith(b"%PDF-")
    assert [record.message for record in caplog.records if "missing" in record.message] == []


def test_without_such_a_font_no_pdf_is_written_and_one_line_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(export, "_font_folders", lambda: iter([tmp_path]))
    with pytest.raises(export.ExportError, match="no font with ≥ and µ was found"):
        export.WRITERS["pdf"]("# page\n", "P-1")


@pytest.mark.parametrize(
    ("code", "fault"), [("P-018", "no screening has the code P-018"), ("#99", "no screening has the code #99")]
)
def test_an_unknown_code_is_a_line_with_a_remedy(log_url, code, fault):
    done = hepascreen(log_url, code)
    assert (done.returncode, done.stdout) == (2, "")
    assert fault in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_code_of_two_screenings_is_asked_about_and_its_number_exports_one(log_url):
    say(log_url, "new_patient", "new patient P-017", sender="ben")
    done = hepascreen(log_url, "P-017")
    assert done.returncode == 2
    assert "#1 of 2026-11-20 by ana, #2 of 2026-11-20 by ben" in done.stderr
    assert "by ben" in hepascreen(log_url, "#2").stdout


def test_a_log_that_is_not_there_is_not_made(tmp_path):
    done = hepascreen(f"sqlite:///{tmp_path / 'none.db'}", "P-1")
    assert done.returncode == 2
    assert "there is no screening log at" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_named(log_url, tmp_path):
    done = hepascreen(log_url, "P-017", "--html", tmp_path / "no" / "page.html")
    assert done.returncode == 2
    assert "page.html cannot be written" in done.stderr


def test_a_closed_trial_is_named_and_not_screened(log_url):
    shown = hepascreen(log_url, "P-017", HEPASCREEN_CLOSED_TRIALS="watch-and-wait").stdout
    assert "**watch and wait**: closed at this site, not screened" in shown
    assert "NCT05349331" not in shown


@pytest.mark.parametrize("arguments", [["trials"], ["trials", "watch-and-wait"]])
def test_the_list_of_trials_says_which_are_closed(arguments):
    settings = environment(HEPASCREEN_CLOSED_TRIALS="watch-and-wait", HEPASCREEN_TODAY="2026-11-20")
    done = subprocess.run(command(*arguments), env=settings, capture_output=True, text=True, check=False)
    assert "closed at this site, not screened" in done.stdout


def test_a_closed_trial_that_does_not_exist_is_refused():
    done = subprocess.run(
        command("trials"), env=environment(HEPASCREEN_CLOSED_TRIALS="wach"), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("HEPASCREEN_CLOSED_TRIALS names no trial with wach") or "wach" in done.stderr


def test_the_pdf_counts_its_pages_and_does_not_begin_a_part_at_the_foot_of_one():
    from bot.commands.pdf import pdf_of

    lines = "<ul>" + "<li>ECOG 1</li>" * 58 + "</ul>"
    alone = pdf_of(f"<h2>What is known</h2>{lines}", "P-1", export.font_folder())
    parted = pdf_of(f"<h2>What is known</h2>{lines}<h2>Signature</h2><p>Name:</p>", "P-1", export.font_folder())
    assert alone.count(b"/Type /Page\n") == 1
    assert parted.count(b"/Type /Page\n") == 1 + 1
