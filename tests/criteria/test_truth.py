"""Strong Kleene logic over three answers, and no way to mistake one of three for one of two."""

from itertools import permutations, product

import pytest

from criteria.truth import Truth, all_of, any_of, certain

S, V, U = Truth.SATISFIED, Truth.VIOLATED, Truth.UNKNOWN


@pytest.mark.parametrize("truth", Truth)
def test_a_truth_is_no_boolean(truth: Truth) -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(truth)
    with pytest.raises(TypeError):
        _ = not truth


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [(S, S, S, S), (S, V, V, S), (S, U, U, S), (V, V, V, V), (V, U, V, U), (U, U, U, U)],
)
def test_conjunction_and_disjunction(one: Truth, other: Truth, both: Truth, either: Truth) -> None:
    for pair in permutations((one, other)):
        assert all_of(pair) is both
        assert any_of(pair) is either


def test_negation() -> None:
    assert [~one for one in (S, V, U)] == [V, S, U]


@pytest.mark.parametrize("three", product(Truth, repeat=3))
def test_de_morgan(three: tuple[Truth, ...]) -> None:
    assert ~all_of(three) is any_of(~one for one in three)


def test_nothing_is_all_satisfied_and_none_of_it_satisfied() -> None:
    assert all_of([]) is S
    assert any_of([]) is V


def test_certain_asks_for_every_case_or_for_none() -> None:
    assert [certain(True, False), certain(False, True), certain(False, False)] == [S, V, U]
