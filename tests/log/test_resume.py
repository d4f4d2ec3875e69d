"""A screening goes on by its code: on another day, over another channel, by another coordinator of the site."""

import datetime as dt
import threading

import pytest

from actions.desk import open_desk
from actions.heard import read_heard
from actions.reply import Turn
from actions.turn import take_turn
from tests.actions.conftest import Coordinator
from tests.log.conftest import DAY

LATER = DAY + dt.timedelta(days=9)


class Colleague(Coordinator):
    """A coordinator of a site."""

    def __init__(self, desk, sender, site="north", today=DAY, channel="rest"):
        super().__init__(desk, sender, today)
        self.site, self.channel = site, channel

    def say(self, intent, text="", *, message_id=None, asked=None, **heard):
        turn = Turn(
            self.sender, intent, text, read_heard(heard), self.today, site=self.site, channel=self.channel,
            message_id=message_id, asked=tuple(asked or ()),
        )  # fmt: skip
        return take_turn(turn, self.desk)


def text(reply):
    return "\n".join(reply.texts)


def trial(reply, name):
    return next(one for one in reply.custom["hepascreen"]["screening"]["trials"] if one["trial"] == name)


def criterion(reply, name, number):
    return next(one for one in trial(reply, name)["criteria"] if one["id"] == number)


def known(desk, screening=1):
    with desk.log.transaction(writes=False) as pages:
        return pages.observations(screening)


def test_another_day_knows_all_that_was_known(desk):
    Colleague(desk, "ana").say("new_patient", "new patient P-1", facts={"age": 61, "sex": "female"})
    reply = Colleague(desk, "ana", today=LATER).say("resume_patient", "back to P-1")
    assert "Back to screening P-1 of 20 Nov 2026: 2 facts known." in text(reply)
    assert reply.custom["hepascreen"]["screening"]["screening_date"] == LATER.isoformat()


def test_another_coordinator_over_another_channel_knows_all_that_was_known(desk, log_url):
    Colleague(desk, "ana").say("new_patient", "new patient P-1", facts={"age": 61})
    ben = Colleague(open_desk(log_url), "ben", channel="slack")
    assert "1 fact known" in text(ben.say("resume_patient", "back to p-1"))
    ben.say("inform", facts={"hiv": False})
    assert [(row.fact, row.sender) for row in known(desk)] == [("age", "ana"), ("hiv", "ben")]
    seen = Colleague(desk, "ana").say("status").custom["hepascreen"]["screening"]
    assert seen == ben.say("status").custom["hepascreen"]["screening"]


def test_an_undated_test_stays_of_the_day_on_which_it_was_recorded(desk):
    """haic-after-ici wants platelets of the last 7 days: nine days later they are too old, whoever asks."""
    labs = {"platelets": {"value": 82, "unit": "10*9/L"}}
    fresh = Colleague(desk, "ana").say("new_patient", "new patient P-1", facts=labs)
    assert criterion(fresh, "haic-after-ici", "I7c")["status"] == "satisfied"
    reply = Colleague(desk, "ben", today=LATER).say("resume_patient", "back to P-1")
    found = criterion(reply, "haic-after-ici", "I7c")
    assert (found["status"], found["notes"]) == ("unknown", ["stale_lab"])


@pytest.mark.parametrize("days", [6, 7, 8])
def test_an_undated_test_is_valid_up_to_and_including_day_seven(desk, days):
    Colleague(desk, "ana").say("new_patient", "new patient P-1", facts={"platelets": {"value": 82, "unit": "10*9/L"}})
    reply = Colleague(desk, "ana", today=DAY + dt.timedelta(days=days)).say("resume_patient", "back to P-1")
    expected = "satisfied" if days <= 7 else "unknown"
    assert criterion(reply, "haic-after-ici", "I7c")["status"] == expected


def test_mending_a_slip_makes_no_new_test(desk):
    Colleague(desk, "ana").say("new_patient", "new patient P-1", facts={"platelets": {"value": 28, "unit": "10*9/L"}})
    later = Colleague(desk, "ana", today=LATER)
    reply = later.say("inform", corrections=[{"text": "82 not 28", "new": 82, "old": 28}])
    assert reply.custom["hepascreen"]["recorded"]["platelets"]["date"] == DAY.isoformat()
    assert criterion(reply, "haic-after-ici", "I7c")["notes"] == ["stale_lab"]


def test_what_undo_brings_back_is_of_its_own_day(desk):
    Colleague(desk, "ana").say("new_patient", "new patient P-1", facts={"platelets": {"value": 82, "unit": "10*9/L"}})
    later = Colleague(desk, "ana", today=LATER)
    later.say("inform", facts={"platelets": {"value": 28, "unit": "10*9/L"}})
    assert criterion(later.say("undo"), "haic-after-ici", "I7c")["notes"] == ["stale_lab"]


def test_a_test_that_is_told_again_is_a_new_one(desk):
    Colleague(desk, "ana").say("new_patient", "new patient P-1", facts={"platelets": {"value": 82, "unit": "10*9/L"}})
    later = Colleague(desk, "ana", today=LATER)
    reply = later.say("inform", facts={"platelets": {"value": 82, "unit": "10*9/L"}})
    assert criterion(reply, "haic-after-ici", "I7c")["status"] == "satisfied"


def test_two_coordinators_on_one_patient_both_count_in_order_of_arrival(desk):
    ana, ben = Colleague(desk, "ana"), Colleague(desk, "ben")
    ana.say("new_patient", "new patient P-1")
    ben.say("resume_patient", "back to P-1")
    ana.say("inform", facts={"platelets": {"value": 82, "unit": "10*9/L"}})
    reply = ben.say("inform", facts={"platelets": {"value": 28, "unit": "10*9/L"}})
    assert "82" in text(reply)
    rows = known(desk)
    assert [(row.sender, row.value["value"]) for row in rows] == [("ana", 82), ("ben", 28)]
    assert rows[1].replaces == rows[0].id
    assert trial(ana.say("status"), "watch-and-wait")["status"] == "ruled_out"


def test_undo_takes_back_ones_own_last_message(desk):
    ana, ben = Colleague(desk, "ana"), Colleague(desk, "ben")
    ana.say("new_patient", "new patient P-1")
    ben.say("resume_patient", "back to P-1")
    ana.say("inform", facts={"age": 61})
    ben.say("inform", facts={"hiv": False})
    ana.say("undo")
    assert [(row.kind, row.fact, row.sender) for row in known(desk)][-1] == ("undo", "age", "ana")
    ben.say("undo")
    assert "nothing to undo" in text(ben.say("undo"))


def test_both_at_once_lose_nothing(desk, log_url):
    desks = {"ana": desk, "ben": open_desk(log_url)}
    people = {name: Colleague(one, name) for name, one in desks.items()}
    people["ana"].say("new_patient", "new patient P-1")
    people["ben"].say("resume_patient", "back to P-1")
    start = threading.Barrier(2)

    def write(name):
        start.wait()
        for value in range(10, 20):
            people[name].say("inform", facts={"albumin": {"value": value, "unit": "g/L"}})

    writers = [threading.Thread(target=write, args=(name,)) for name in people]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    rows = known(desk)
    assert [row.sequence for row in rows] == list(range(1, 21))
    for name in people:
        assert [row.value["value"] for row in rows if row.sender == name] == list(range(10, 20))
    by_id = {row.id: row for row in rows}
    assert all(by_id[row.replaces].sequence == row.sequence - 1 for row in rows[1:])


def test_both_starting_one_patient_at_once_start_one_screening(desk, log_url):
    people = [Colleague(open_desk(log_url), name) for name in ("ana", "ben", "cleo", "dan")]
    with desk.log.transaction():
        pass
    start = threading.Barrier(len(people))

    def begin(who):
        start.wait()
        who.say("new_patient", "new patient P-1", facts={"age": 61})

    starting = [threading.Thread(target=begin, args=(who,)) for who in people]
    for one in starting:
        one.start()
    for one in starting:
        one.join()
    with desk.log.transaction(writes=False) as pages:
        assert pages.numbers() == [1]
        assert sorted(row.sender for row in pages.observations(1)) == ["ana", "ben", "cleo", "dan"]


def test_closing_and_resuming_counts_for_all(desk):
    ana, ben = Colleague(desk, "ana"), Colleague(desk, "ben")
    ana.say("new_patient", "new patient P-1")
    ben.say("resume_patient", "back to P-1")
    ana.say("close_patient", "close this screening")
    ben.say("inform", facts={"age": 50})
    assert known(desk) == []
    assert [row.fact for row in known(desk, 2)] == ["age"]


@pytest.mark.parametrize(("site", "other"), [(None, None), ("north", "south"), ("north", None), (None, "north")])
def test_a_code_opens_nothing_to_whoever_is_not_of_the_site(desk, site, other):
    Colleague(desk, "ana", site).say("new_patient", "new patient P-1", facts={"hiv": True})
    ben = Colleague(desk, "ben", other)
    assert "You have no screening with the code P-1" in text(ben.say("resume_patient", "back to P-1"))
    assert "P-1" not in text(ben.say("list_patients"))
    assert "You have no screening" in text(ben.say("close_patient", "close P-1"))
    ben.say("new_patient", "new patient P-1", facts={"age": 50})
    assert [row.fact for row in known(desk, 2)] == ["age"]
    assert [row.fact for row in known(desk)] == ["hiv"]


def test_whoever_changes_the_site_leaves_its_screenings_behind(desk):
    ana = Colleague(desk, "ana")
    ana.say("new_patient", "new patient P-1", facts={"hiv": True})
    ana.site = "south"
    assert "You have no screening" in text(ana.say("resume_patient", "back to P-1"))
    ana.say("inform", facts={"age": 50})
    assert [row.fact for row in known(desk, 2)] == ["age"]


def test_what_was_private_stays_with_its_sender_when_the_site_is_named_later(desk):
    Colleague(desk, "ana", None).say("new_patient", "new patient P-1", facts={"age": 61})
    assert "1 fact known" in text(Colleague(desk, "ana").say("resume_patient", "back to P-1"))
    assert "You have no screening" in text(Colleague(desk, "ben").say("resume_patient", "back to P-1"))


def test_a_code_that_another_screening_has_is_not_given_twice(desk):
    Colleague(desk, "ana").say("new_patient", "new patient P-1", facts={"age": 61})
    ben = Colleague(desk, "ben")
    ben.say("inform", facts={"age": 50})
    assert "P-1 is another screening already, of 20 Nov 2026." in text(ben.say("name_patient", "code P-1"))
    assert [row.value for row in known(desk, 2)] == [50]
    with desk.log.transaction(writes=False) as pages:
        assert pages.screening(2).code is None


def test_naming_that_is_sent_twice_happens_once(desk):
    ana = Colleague(desk, "ana")
    ana.say("inform", facts={"age": 50})
    first = ana.say("name_patient", "code P-1", message_id="m-1")
    assert ana.say("name_patient", "code P-1", message_id="m-1").texts[0] == first.texts[0]
    from actions.log.register import history

    with desk.log.transaction(writes=False) as pages:
        assert [one.row["kind"] for one in history(pages, 1) if one.table == "events"] == ["opened", "named"]


def test_a_message_that_is_sent_again_later_is_answered_as_it_was_then(desk):
    """After a new start, when the replies are no longer in memory: what came after it is not in the answer."""
    ana = Colleague(desk, "ana")
    first = ana.say("inform", facts={"platelets": {"value": 82, "unit": "10*9/L"}}, message_id="m-1")
    ana.say("inform", facts={"platelets": {"value": 28, "unit": "10*9/L"}}, message_id="m-2")
    again = ana.say("inform", facts={"platelets": {"value": 82, "unit": "10*9/L"}}, message_id="m-1")
    assert again.custom == first.custom
    assert trial(ana.say("status"), "watch-and-wait")["status"] == "ruled_out"
    assert [row.value["value"] for row in known(desk)] == [82, 28]
