"""The page to file: everything that is known and judged, with its sources, from one template."""

import pytest

from actions.page import page_of
from actions.wording.page import escaped, page_text
from actions.wording.sources import readable
from criteria import load_catalogue

TACE = {"kind": "tace", "start": "2026-10-10", "end": "2026-10-10"}


def text(reply):
    return "\n".join(reply.texts)


def page(desk, day, full=True, is_source=True):
    with desk.log.transaction() as pages:
        screening = pages.screening(1)
        return page_text(desk.catalogue, page_of(desk, screening, pages.observations(1), day), full, is_source)


@pytest.fixture
def told(ana):
    ana.say("new_patient", "new patient P-017")
    mention = {"fact": "platelets", "text": "plt 60", "start": 0, "end": 6}
    ana.say("inform", facts={"platelets": 60, "bclc": "C"}, treatments=[TACE], notes=["HBV"], mentions=[mention])
    ana.say("pending", "pending", reply="pending", asked=["qtc"])
    return ana


def test_the_page_has_every_criterion_of_every_trial_with_its_words(told, desk):
    written = page(desk, told.today, is_source=False)
    for trial in desk.trials:
        assert trial.title in written
        assert trial.digest[:12] in written
    assert sum(line.startswith("- **") and "Record: “" in line for line in written.splitlines()) == sum(
        len(trial.criteria) for trial in desk.trials
    )


def test_the_page_names_value_date_source_and_quote_of_a_violated_criterion(told, desk):
    (line,) = [
        line for line in page(desk, told.today).splitlines() if "Platelets above 75" in line and "violated" in line
    ]
    assert "Found: platelets 60 ×10⁹/L." in line
    assert "Source: told by coordinator-1 on 20 Nov 2026: “plt 60”." in line
    assert "platelets>75×109/L" in line.replace("\\", "")


def test_the_page_lists_what_is_known_open_and_to_fetch_with_versions_and_room_to_sign(told, desk):
    written = page(desk, told.today)
    for part in (
        "# Screening P-017",
        "As of 20 Nov 2026",
        "**TACE on 10 Oct 2026**: told by coordinator-1",
        "Note: **HBV**",
        "- in the chart: ",
        "## To fetch\n\n- QTc",
        "- Hepascreen 0.",
        "Signature: ......",
    ):
        assert part in written


def test_a_conflict_stands_on_the_page_with_both_values(ana, desk):
    child = {"bilirubin": 80, "albumin": 25, "inr": 2.5, "ascites": "moderate_severe", "encephalopathy": "never"}
    options = load_catalogue().facts["ascites"].options
    ana.tell(**{**child, "ascites": list(options)[-1]}, child_pugh_class="A")
    assert "## Conflicts" in page(desk, ana.today)
    assert "Child-Pugh class A was given" in page(desk, ana.today)


def test_the_summary_leaves_the_single_criteria_out(told, desk):
    short = text(told.say("summary", "summary"))
    assert "platelets 60 ×10⁹/L" in short
    assert "Every criterion" not in short
    assert "“export” gives every criterion" in short
    assert "Every criterion" in text(told.say("export", "export"))


def test_the_chat_shows_no_escapes(told):
    chat, source = text(told.say("export", "export")), page(told.desk, told.today)
    assert ("\\[" in chat, "\\[" in source) == (False, True)


def test_what_was_typed_is_no_markup(ana, desk):
    words = "plt 60 <script>alert(1)</script> **x** [a](b)"
    mention = {"fact": "platelets", "text": words, "start": 0, "end": len(words)}
    ana.say("inform", facts={"platelets": 60}, mentions=[mention])
    assert escaped("<b>*_[x]") == "\\<b\\>\\*\\_\\[x\\]"
    assert "<script>" not in page(desk, ana.today)


def test_a_summary_before_any_fact_says_that_no_screening_is_open(ana):
    assert text(ana.say("summary", "summary")) == (
        "No screening is open; facts start one, or say “new patient” with a code."
    )


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("ben", "ben"),
        ("coordinator-1", "coordinator-1"),
        ("Maria Lopez", "Maria Lopez"),
        ("terminal-3f2a9c1d7e5b4a60", None),
        ("b1946ac92492d2347c6235b4d2611184", None),
        ("U02ABCDEF12", None),
        ("4915112345678", None),
        ("29:1a2b3c", None),
        ("liver-centre/anna/0123456789abcdef", "anna"),
        ("/ben.b/0123456789abcdef", "ben.b"),
    ],
)
def test_a_sender_is_named_where_people_can_read_it(sender, name):
    assert readable(sender) == name


def test_senders_that_nobody_can_read_are_numbered_on_the_page(desk, coordinator):
    ana = coordinator(desk, "terminal-3f2a9c1d7e5b4a60")
    ana.say("new_patient", "new patient P-017")
    ana.tell(platelets=60)
    page = text(ana.say("export", "export"))
    assert "opened on 20 Nov 2026 by coordinator." in page
    assert "told by coordinator on 20 Nov 2026" in page
    assert "3f2a9c1d" not in page
