"""A treatment that is named is taken back alone; one that is not named takes all with it."""

import pytest

TACE = {"kind": "tace", "start": "2026-08-02", "end": "2026-08-02"}
LATER = {"kind": "tace", "end": "2026-10-10"}
DRUGS = {"kind": "systemic", "agents": ["lenvatinib", "sintilimab"], "start": "2026-07", "outcome": "progression"}


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("forget the TACE", [DRUGS]),
        ("forget the TACE until 10 Oct 2026", [TACE, DRUGS]),
        ("forget the TACE on 2 Aug 2026", [LATER, DRUGS]),
        ("remove the second TACE", [TACE, DRUGS]),
        ("delete the first TACE", [LATER, DRUGS]),
        ("the last TACE was an error, remove it", [TACE, DRUGS]),
        ("forget the sintilimab", [TACE, LATER]),
        ("forget the lenvatinib + sintilimab since Jul 2026", [TACE, LATER]),
        ("forget the treatments", []),
    ],
)
def test_what_is_named_is_taken_back_and_nothing_else(ana, said, left):
    for entry in (TACE, LATER, DRUGS):
        ana.say("inform", treatments=[entry])
    ana.say("retract", said, retracted=["treatments"])
    with ana.desk.log.transaction(writes=False) as pages:
        rows = pages.observations(pages.current(ana.sender).id)
    gone = {row.replaces for row in rows if row.kind == "retraction"}
    assert [row.value for row in rows if row.kind == "value" and row.id not in gone] == left
