"""Every value of JSON is read again as it was kept, and what a database makes of a number breaks no chain."""

import pytest

from actions.log import Draft, Origin
from actions.log.verify import verify
from tests.log.conftest import DAY, record

AS_KEPT = [
    (82, 82),
    (82.0, 82),
    (0.0, 0),
    (-0.0, 0),
    (3.4, 3.4),
    (1e-7, 1e-7),
    (2.0**52, 2**52),
    (2**53 - 1, 2**53 - 1),
    (-(2**53), -(2**53)),
    (2**53, "9007199254740992"),
    (1e300, "1e+300"),
    (float("inf"), "inf"),
    (True, True),
    ({"value": 82.0, "date": "2026-11-18"}, {"value": 82, "date": "2026-11-18"}),
    ([1.0, {"low": 2.5}], [1, {"low": 2.5}]),
    ("82.0", "82.0"),
    ("a\0b\ud800", "a\ufffdb\ufffd"),
]


def kind(value):
    """Tell a number from a truth value, and a whole one from another, which Python takes for equal."""
    if isinstance(value, dict):
        return {name: kind(part) for name, part in value.items()}
    return [kind(one) for one in value] if isinstance(value, list) else type(value)


@pytest.mark.parametrize(("given", "kept"), AS_KEPT, ids=[repr(given) for given, _ in AS_KEPT])
def test_a_value_is_kept_so_that_the_chain_holds(log, given, kept):
    number = record(log, Origin("ana", "rest", DAY), Draft("platelets", value=given))
    with log.transaction(writes=False) as pages:
        (row,) = pages.observations(number)
    assert row.value == kept
    assert kind(row.value) == kind(kept)
    with log.snapshot() as connection:
        assert verify(connection).flaws == []
