"""Several figures of one notice: which is the programme's number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.comparison.claims import Claim, settle

YEAR = ("2024-01-01", "2024-12-31")
PLAN = ("2023-01-01", "2025-12-31")


def _claim(value: int, at: int = 0, **about: Any) -> Claim:
    about.setdefault("period", YEAR)
    return Claim(Decimal(value), (f"r{value}-{at}",), at=(at, at + 4), **about)


CASES: list[tuple[list[Claim], list[int], bool, str]] = [
    ([_claim(58), _claim(58, 900)], [58], False, "the same twice"),
    ([_claim(58), _claim(58, 900, period=(None, YEAR[1]))], [58], False, "one of them less dated"),
    ([_claim(58), _claim(60, 900)], [58, 60], True, "two numbers far apart"),
    ([_claim(58, section=("a",)), _claim(10, 20, section=("a",))], [58], False, "a part behind it"),
    ([_claim(58, section=("a",)), _claim(10, 20, section=("b",))], [58, 10], True, "not its part"),
    ([_claim(58), _claim(30, 10), _claim(28, 20)], [58], False, "parts that add up"),
    (
        [_claim(58, thing="小区"), _claim(10, 900, thing="示范小区")],
        [58],
        False,
        "a narrower thing anywhere",
    ),
    (
        [_claim(400, thing="就业"), _claim(900, 900, thing="创业人数")],
        [400, 900],
        False,
        "two things hold together",
    ),
    ([_claim(54, comparator="approx"), _claim(55, 900)], [55], False, "about, and exactly"),
    ([_claim(50, comparator="approx"), _claim(60, 900)], [50, 60], True, "about something else"),
    ([_claim(45, comparator="range", value_max=Decimal(60)), _claim(50, 90)], [50], False, "range"),
    ([_claim(60, comparator="le"), _claim(50, 900)], [50], False, "at most, and exactly"),
    ([_claim(70, hedged=True), _claim(58, 900)], [58], False, "firm goes before softened"),
    ([_claim(70, hedged=True)], [70], False, "softened alone"),
    (
        [_claim(126, period=PLAN), _claim(32, 900, period=("2023-01-01", "2023-12-31"))],
        [126],
        False,
        "a year of the plan",
    ),
    (
        [_claim(72, period=(None, "2024-06-30")), _claim(331, 900, period=(None, "2024-12-31"))],
        [331],
        False,
        "a milestone on the way",
    ),
    (
        [_claim(460, period=(None, "2024-06-30")), _claim(300, 900, period=(None, "2024-12-31"))],
        [460, 300],
        True,
        "no milestone is larger than the goal",
    ),
    (
        [_claim(30), _claim(40, 900, period=("2025-01-01", "2025-12-31"))],
        [70],
        False,
        "years that share no day are summed",
    ),
    (
        [_claim(30, comparator="lt"), _claim(40, 900, period=("2025-01-01", "2025-12-31"))],
        [30, 40],
        True,
        "upper bounds are not summed",
    ),
    (
        [_claim(30), _claim(99, 900, period=(None, "2024-12-31"), stock=True)],
        [30],
        False,
        "what is added goes before the stock reached",
    ),
    (
        [_claim(50), _claim(100, 900, period=(None, "2025-12-31"), stock=True)],
        [100],
        False,
        "a stock reached later is the goal",
    ),
]


@pytest.mark.parametrize(("claims", "values", "clash", "reason"), CASES)
def test_the_number(claims: list[Claim], values: list[int], clash: bool, reason: str) -> None:
    settled = settle(claims)
    assert [claim.value for claim in settled.claims] == values, reason
    assert settled.clash == clash, reason


def test_what_is_taken_as_a_part_is_told() -> None:
    settled = settle([_claim(58), _claim(10, 20)])
    assert [part.value for part in settled.parts] == [10]
    assert settle([_claim(58), _claim(30, 10), _claim(28, 20)]).parts == (), "these add up"


def test_the_sum_of_years_has_their_bounds_and_records() -> None:
    years = [("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31")]
    first, second = (_claim(30 + n, n * 900, period=period) for n, period in enumerate(years))
    (both,) = settle([first, second]).claims
    assert both.period == ("2024-01-01", "2025-12-31")
    assert both.records == first.records + second.records
    (about,) = settle([first, _claim(31, 900, period=years[1], comparator="approx")]).claims
    assert about.comparator == "approx"


claims_ = st.builds(
    lambda value, at, period, comparator, hedged: _claim(
        value, at, period=period, comparator=comparator, hedged=hedged
    ),
    st.integers(1, 99),
    st.integers(0, 2000),
    st.sampled_from([YEAR, PLAN, (None, "2024-12-31"), (None, None), ("2025-01-01", "2025-12-31")]),
    st.sampled_from(["eq", "ge", "le", "approx"]),
    st.booleans(),
)


@given(st.lists(claims_, min_size=1, max_size=6))
def test_there_is_always_an_answer_from_records_that_were_given(claims: list[Claim]) -> None:
    settled = settle(claims)
    assert settled.claims
    given_ = {record for claim in claims for record in claim.records}
    assert {record for claim in settled.claims for record in claim.records} <= given_


@given(st.lists(claims_, min_size=1, max_size=6))
def test_saying_everything_twice_changes_no_number(claims: list[Claim]) -> None:
    again = settle([*claims, *claims])
    assert {c.value for c in again.claims} == {c.value for c in settle(claims).claims}
