"""Of a long history, a reason names only the treatments that decide."""

import datetime as dt

from actions.decisive import brief_found, trials_to_read
from criteria import load_catalogue, load_trials, read_record, screen

CATALOGUE = load_catalogue()
TODAY = dt.date(2026, 11, 20)
ABLATION = {"kind": "ablation", "start": "2024-01-10", "end": "2024-01-10"}
TACE = {"kind": "tace", "start": "2026-11-10", "end": "2026-11-10"}
LENVATINIB = {"kind": "systemic", "agents": ["lenvatinib"], "start": "2026-07", "outcome": "progression"}


def judged(*entries, complete=False):
    record = {"treatments": list(entries), "treatments_complete": complete}
    return screen(read_record(record, CATALOGUE, TODAY), load_trials(CATALOGUE), CATALOGUE)


def found(screening, trial, part):
    trials = {one.trial.id: one for one in screening.trials}
    (one,) = [one for one in trials[trial].criteria if part in one.criterion.requirement and one.status == "violated"]
    return brief_found(one)


def test_the_treatment_inside_the_window_is_named_alone():
    assert found(judged(ABLATION, LENVATINIB, TACE), "haic-after-ici", "4 weeks") == "TACE on 2026-11-10"


def test_where_any_treatment_violates_the_first_is_named():
    assert found(judged(ABLATION, LENVATINIB, TACE), "haic-concurrent", "treatment").startswith("ablation on 2024")


def test_where_a_treatment_is_lacking_no_entry_is_named():
    screening = judged(ABLATION, LENVATINIB, TACE, complete=True)
    assert found(screening, "haic-after-ici", "Progression") == "none of the 3 treatments given"


def test_a_history_of_one_stands_as_it_is():
    screening = judged(TACE)
    assert [one["trial"] for one in trials_to_read(screening)] == [one.trial.id for one in screening.trials]
    assert trials_to_read(screening) == screening.as_json()["trials"]
