"""Every past verdict follows again from its rows; a changed trial file flips only what it must, and says why."""

import datetime as dt
import shutil
from dataclasses import replace

import pytest
from sqlalchemy import update

from actions.desk import open_desk
from actions.log.models import CriteriaRow, ObservationRow, VerdictRow
from actions.log.replay import replay
from actions.log.rescreen import rescreen
from actions.rulebook import rulebook
from criteria import load_trials
from criteria.trial_loader import TRIALS_FOLDER
from tests.actions.conftest import Coordinator
from tests.log.conftest import DAY

PLATELETS = "must: {fact: platelets, above: 75}"


@pytest.fixture
def changed(desk, tmp_path):
    """Give a desk on the same log whose watch-and-wait asks other platelets."""

    def change(old=PLATELETS, new="must: {fact: platelets, above: 100}"):
        folder = tmp_path / "house" / "trials"
        shutil.copytree(TRIALS_FOLDER, folder)
        shutil.copytree(TRIALS_FOLDER.parent / "records", tmp_path / "house" / "records")
        path = folder / "watch-and-wait.yml"
        text = path.read_text()
        assert text.count(old) == 1
        path.write_text(text.replace(old, new))
        trials = load_trials(desk.catalogue, folder)
        return replace(desk, trials=trials, rules=rulebook(folder))

    return change


def replayed(desk):
    with desk.log.transaction(writes=False) as pages:
        return list(replay(pages, desk.catalogue, desk.trials))


def flips(desk, on=None):
    with desk.log.transaction(writes=False) as pages:
        return list(rescreen(pages, desk.catalogue, desk.trials, on))


def platelets(value, day=DAY):
    return {"value": value, "unit": "10*9/L", "date": day.isoformat()}


def test_every_message_that_changed_what_is_known_has_its_verdict(desk, ana):
    ana.say("new_patient", "new patient P-1")
    ana.tell(platelets=platelets(82))
    ana.say("status")
    ana.tell(hiv=True)
    ana.say("undo")
    with desk.log.transaction(writes=False) as pages:
        verdicts = pages.verdicts(1)
        rows = pages.observations(1)
    assert [one.sequence for one in verdicts] == [row.sequence for row in rows] == [1, 2, 3]
    assert [one.message for one in verdicts] == [row.message for row in rows]
    assert {trial: one["digest"] for trial, one in verdicts[0].trials.items()} == {
        trial.id: trial.digest for trial in desk.trials
    }
    assert {one.as_of for one in verdicts} == {DAY}


def test_a_verdict_says_what_the_reply_said(desk, ana):
    ana.say("new_patient", "new patient P-1")
    board = ana.say("inform", treatments=[{"kind": "tace", "start": "2026-08-02", "end": "2026-11-10"}])
    board = board.custom["hepascreen"]["screening"]
    with desk.log.transaction(writes=False) as pages:
        (verdict,) = pages.verdicts(1)
    assert {one["trial"]: (one["status"], one["open_from"]) for one in board["trials"]} == {
        trial: (one["status"], one["open_from"]) for trial, one in verdict.trials.items()
    }
    assert verdict.trials["haic-concurrent"]["status"] == "ruled_out"
    assert verdict.trials["haic-concurrent"]["violated"] == [
        one["id"] for one in board["trials"][0]["criteria"] if one["status"] == "violated"
    ]


def test_a_message_sent_twice_gives_one_verdict(desk, ana):
    for _ in range(2):
        ana.say("inform", facts={"age": 61}, message_id="m-1")
    with desk.log.transaction(writes=False) as pages:
        assert len(pages.verdicts(1)) == 1


def test_past_verdicts_follow_again_from_their_rows(desk, ana):
    later = Coordinator(desk, "ana", DAY + dt.timedelta(days=9))
    ana.say("new_patient", "new patient P-1")
    ana.tell(platelets={"value": 82, "unit": "10*9/L"}, pregnancy_test="negative", sex="female")
    ana.tell(platelets={"value": 28, "unit": "10*9/L"})
    ana.say("undo")
    ana.say("retract", retracted=["sex"])
    later.say("inform", treatments=[{"kind": "tace", "start": "2026-08-02", "end": "2026-11-20"}])
    later.say("inform", reply="unknown", asked=["ecog"])
    later.say("close_patient", "close this screening")
    found = replayed(desk)
    assert len(found) == 7
    assert [one.verdict.as_of for one in found] == [DAY] * 4 + [DAY + dt.timedelta(days=9)] * 3
    assert all(one.agrees and not one.unreadable for one in found)


def test_a_verdict_that_its_rows_do_not_give_is_found(desk, ana):
    ana.tell(platelets=platelets(82))
    ana.tell(age=61)
    with desk.log.transaction() as pages:
        table = ObservationRow.__table__
        forged = update(table).where(table.c.fact == "platelets").values(value=platelets(28))
        pages.connection.execute(forged)
    first, second = replayed(desk)
    assert not first.agrees
    assert not second.agrees
    said, now = first.differing["watch-and-wait"]
    assert (said["status"], now["status"], now["violated"]) == ("open", "ruled_out", ["I7a"])


def test_verdicts_are_replayed_by_the_criteria_of_their_time(desk, ana, changed):
    ana.tell(platelets=platelets(82))
    stricter = changed()
    Coordinator(stricter, "ana").tell(age=61)
    for one in (desk, stricter):
        found = replayed(one)
        assert [each.verdict.trials["watch-and-wait"]["status"] for each in found] == ["open", "ruled_out"]
        assert all(each.agrees and not each.unreadable for each in found)


def test_criteria_that_cannot_be_read_are_named_and_nothing_is_made_up(desk, ana, changed):
    stricter = changed()
    Coordinator(stricter, "ana").tell(platelets=platelets(82))
    with desk.log.transaction() as pages:
        table = CriteriaRow.__table__
        text = "id: watch-and-wait\n"
        digest = stricter.trials[3].digest
        pages.connection.execute(update(table).where(table.c.digest == digest).values(text=text))
    (one,) = replayed(desk)
    assert (one.unreadable, one.agrees) == (("watch-and-wait",), True)


def test_nothing_flips_while_the_files_stay(desk, ana):
    ana.tell(platelets=platelets(82))
    assert flips(desk) == []


def test_only_what_a_changed_file_flips_is_listed_and_why(desk, changed):
    for code, value in (("P-1", 82), ("P-2", 120), ("P-3", 60)):
        who = Coordinator(desk, code)
        who.say("new_patient", f"new patient {code}")
        who.tell(platelets=platelets(value))
    (flip,) = flips(changed())
    assert (flip.screening.code, flip.trial, flip.day) == ("P-1", "watch-and-wait", DAY)
    assert (flip.before, flip.now) == (("open", None), ("ruled_out", None))
    assert flip.digests[0] != flip.digests[1]
    (change,) = flip.changes
    assert (change.criterion, change.before, change.now) == ("I7a", "satisfied", "violated")
    assert "82" in change.found


def test_what_time_alone_changes_is_no_flip(desk, ana, changed):
    ana.say("inform", treatments=[{"kind": "tace", "start": "2026-11-10", "end": "2026-11-15"}])
    assert flips(changed(), DAY + dt.timedelta(days=90)) == []


def test_a_flip_can_be_looked_for_as_of_another_day(desk, ana, changed):
    ana.tell(platelets=platelets(82))
    (flip,) = flips(changed(), DAY + dt.timedelta(days=90))
    assert (flip.day, flip.before[0], flip.now[0]) == (DAY + dt.timedelta(days=90), "open", "ruled_out")


def test_a_trial_that_was_not_screened_then_is_listed_where_it_is_not_ruled_out(log_url, desk):
    without = open_desk(log_url, ["watch-and-wait"])
    for code, value in (("P-1", 82), ("P-2", 60)):
        who = Coordinator(without, code)
        who.say("new_patient", f"new patient {code}")
        who.tell(platelets=platelets(value))
    (flip,) = flips(desk)
    assert (flip.screening.code, flip.trial, flip.before, flip.now[0]) == ("P-1", "watch-and-wait", None, "open")


def test_a_verdict_of_another_program_flips_too(desk, ana):
    """The log says something else than the same file gives today: the program or the catalogue changed."""
    ana.tell(platelets=platelets(82))
    with desk.log.transaction() as pages:
        (verdict,) = pages.verdicts(1)
        trials = {**verdict.trials, "watch-and-wait": {**verdict.trials["watch-and-wait"], "status": "eligible"}}
        pages.connection.execute(update(VerdictRow.__table__).values(trials=trials))
    (flip,) = flips(desk)
    assert (flip.before[0], flip.now[0], flip.changes) == ("eligible", "open", ())
    assert flip.digests[0] == flip.digests[1]
