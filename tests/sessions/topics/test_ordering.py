# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Order keys: there is always room between two of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.topics.ordering import key_between, keys_between, mark


def test_keys_one_after_another_rise_and_stay_short() -> None:
    keys = [""]
    for _ in range(500):
        keys.append(key_between(keys[-1], "") + mark(7))
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) < 14


@pytest.mark.parametrize(("before", "after"), [("", ""), ("V11", ""), ("", "1"), ("111", "121"), ("1z1", "2"), ("1", "11")])
@pytest.mark.parametrize("many", [0, 1, 62, 63, 30_000])
def test_many_keys_at_once_rise_between_two_others_and_are_short(before: str, after: str, many: int) -> None:
    keys = [key + mark(3) for key in keys_between(before, after, many)]
    assert len(keys) == many
    assert keys == sorted(set(keys))
    assert not keys or (before < keys[0] and (keys[-1] < after or not after))
    assert all(len(key) <= max(len(before), len(after)) + 1 + 3 + 2 for key in keys)
    assert not any(key.endswith("0") for key in keys)


def test_every_table_has_a_mark_of_its_own() -> None:
    """[LCK-19]"""
    marks = [mark(number) for number in range(500)]
    assert len(set(marks)) == len(marks)
    assert {len(each) for each in marks} == {2}
    assert not any(each.endswith("0") for each in marks)


@given(st.lists(st.tuples(st.integers(min_value=0), st.integers(0, 3)), max_size=60))
def test_marked_keys_stay_between_their_neighbours_whoever_made_these(places: list[tuple[int, int]]) -> None:
    """[LCK-19]"""
    keys: list[str] = []
    for place, table in places:
        index = place % (len(keys) + 1)
        key = key_between(keys[index - 1] if index else "", keys[index] if index < len(keys) else "") + mark(table)
        keys.insert(index, key)
    assert keys == sorted(set(keys))


@given(st.lists(st.integers(min_value=0), max_size=60))
def test_between_any_two_neighbours_there_is_another_key(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        index = place % (len(keys) + 1)
        before = keys[index - 1] if index else ""
        after = keys[index] if index < len(keys) else ""
        keys.insert(index, key_between(before, after))
        assert not keys[index].endswith("0")
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("place", ["top", "bottom", "middle"])
def test_a_thousand_notes_put_in_the_same_place_keep_keys_that_fit(place: str) -> None:
    low, high = key_between("", ""), ""
    if place == "middle":
        high = key_between(low, "")
    for _ in range(1000):
        low = key_between("", low) if place == "top" else key_between(low, high)
    assert len(low) < 400


@pytest.mark.parametrize(("before", "after"), [("2", "2"), ("3", "2"), ("2V", "2")])
def test_keys_in_the_wrong_order_are_a_mistake_of_the_caller(before: str, after: str) -> None:
    with pytest.raises(ValueError, match="below"):
        key_between(before, after)
