# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Order keys: there is always room between two of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.topics.ordering import key_between, keys_after


def test_keys_after_each_other_rise_and_stay_short() -> None:
    keys = keys_after("", 500)
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) < 10


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
