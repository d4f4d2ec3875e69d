"""Why (not) a trial, and why a question: one line, and on "more" the sources, quotes and limits of normal."""

import pytest

from actions.effects import effects_of
from actions.limits import assumed_limits
from criteria import load_catalogue, load_trials, read_record, screen

CATALOGUE = load_catalogue()
TRIALS = load_trials(CATALOGUE)
TACE = {"kind": "tace", "start": "2026-10-10", "end": "2026-10-10"}


def text(reply):
    return "\n".join(reply.texts)


def judged(today, **facts):
    return screen(read_record({"facts": facts}, CATALOGUE, today), TRIALS, CATALOGUE)


def test_one_line_by_default_and_the_number_of_further_reasons(ana):
    ana.tell(platelets=60, hiv=True, ecog="3")
    reply = ana.say("why_trial", "why not watch and wait")
    assert len(reply.texts) == 1
    assert reply.texts[0].endswith("2 more reasons: “more”.")
    assert [button.payload for button in reply.buttons] == ["more"]


def test_more_gives_each_reason_with_value_source_and_quote(ana):
    mention = {"fact": "platelets", "text": "plt 60", "start": 0, "end": 6}
    ana.say("inform", facts={"platelets": {"value": 60, "date": "2026-11-18"}, "hiv": True}, mentions=[mention])
    ana.say("why_trial", "why not watch and wait")
    reply = ana.say("more", "more")
    (line,) = [line for line in reply.texts if line.startswith("- Asks: Platelets")]
    assert "Found: platelets 60 ×10⁹/L (18 Nov 2026). Told by you on 20 Nov 2026: “plt 60”." in line
    assert "Record: “Normal hematological function (platelets>75×109/L”" in line
    assert any("HIV infection yes" in line for line in reply.texts)


def test_more_about_treatments_names_who_told_them(ana):
    ana.say(
        "inform", treatments=[TACE], mentions=[{"fact": "treatments", "text": "TACE 10 Oct", "start": 0, "end": 11}]
    )
    ana.say("why_trial", "why not haic concurrent")
    assert "Told by you on 20 Nov 2026: “TACE 10 Oct”." in text(ana.say("more", "more"))


def test_more_without_a_why_explains_what_is_out(ana):
    ana.tell(platelets=60)
    assert "watch and wait is ruled out: platelets 60" in text(ana.say("more", "more"))


def test_more_after_something_else_does_not_go_back(ana):
    ana.tell(platelets=60, bclc="A")
    ana.say("why_trial", "why not watch and wait")
    ana.say("status")
    assert "palliative hepatectomy is ruled out" in text(ana.say("more", "more"))


def test_an_open_trial_says_from_where_what_is_missing_comes(ana):
    ana.tell(bclc="C")
    line = text(ana.say("why_trial", "why is haic after ici open"))
    for source in ("in the chart", "from the patient", "by a test", "by the team's judgement"):
        assert source in line


@pytest.mark.parametrize(
    ("alt", "verdict", "limit"),
    [(110, "violated", 36.4), (130, "satisfied", 43.6), (60, None, None), (400, None, None)],
)
def test_an_assumed_limit_decides_where_another_laboratorys_would_turn_the_verdict(ana, alt, verdict, limit):
    (one,) = assumed_limits(judged(ana.today, alt=alt, sex="female"), "watch-and-wait")
    assert (one.fact, one.limits) == ("alt", (40,))
    assert one.otherwise == verdict
    assert one.turns == (None if limit is None else pytest.approx(limit))
    if limit is not None:  # the record asks for at most three times the limit
        assert (alt <= 3 * one.turns) == (verdict == "satisfied")


def test_while_the_sex_is_not_known_both_limits_are_assumed(ana):
    (one,) = assumed_limits(judged(ana.today, alt=140), "watch-and-wait")
    assert one.limits == (40, 50)
    assert judged(ana.today, alt=140).trials[3].trial.id == "watch-and-wait"
    assert one.otherwise in ("satisfied", "violated")


def test_a_limit_that_was_given_is_not_assumed(ana):
    assert assumed_limits(judged(ana.today, alt={"value": 110, "uln": 45}), "watch-and-wait") == []


def test_limits_that_turn_nothing_say_so(ana):
    ana.tell(alt=60, sex="female")
    ana.say("why_trial", "why watch and wait")
    assert "No limit from 30 to 60 U/L would change the verdict on: ALT at most 3 x ULN." in text(ana.say("more"))


def test_a_question_says_what_its_answer_can_do(ana):
    effects = {one.trial: one.otherwise for one in effects_of(judged(ana.today), ["stroke"])}
    assert effects == {"watch-and-wait": "deferred"}
    effects = {one.trial: one.otherwise for one in effects_of(judged(ana.today), ["ecog"])}
    assert effects["watch-and-wait"] == effects["haic-after-ici"] == "ruled_out"


def test_a_question_about_what_is_settled_has_no_effect(ana):
    assert effects_of(judged(ana.today, hiv=True), ["hiv"]) == []
    assert effects_of(judged(ana.today, ecog="0"), ["ecog"]) == []
