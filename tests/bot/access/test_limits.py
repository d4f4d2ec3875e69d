"""How often somebody may do something."""

from bot.access.limits import NAMES_KEPT, Limiter


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_a_minute_and_again_when_time_has_passed():
    clock = Clock()
    limiter = Limiter(6, clock)
    assert [limiter.take("anna") for _ in range(8)] == [True] * 6 + [False] * 2
    clock.now = 10
    assert [limiter.take("anna") for _ in range(2)] == [True, False]
    clock.now = 3600
    assert [limiter.take("anna") for _ in range(7)] == [True] * 6 + [False]


def test_one_name_takes_nothing_from_another():
    limiter = Limiter(1, Clock())
    assert (limiter.take("anna"), limiter.take("anna"), limiter.take("ben")) == (True, False, True)


def test_a_flood_of_names_is_forgotten():
    limiter = Limiter(1, Clock())
    for number in range(NAMES_KEPT + 5):
        limiter.take(str(number))
    assert len(limiter._left) == NAMES_KEPT
