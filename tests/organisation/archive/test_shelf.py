# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choices, counts and orders are those that a look at every report by itself gives."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisation.archive.asking import ORDERS, PER_PAGE, Question
from organisation.archive.facets import FACET_IDS, Choice
from organisation.archive.shelf import Placed, Shelf, bitmap, numbers_of
from sessions.material.text import Text

KEYS = ("a", "b", "c")
USED = FACET_IDS[:3]


@st.composite
def placed(draw: st.DrawFn) -> Placed:
    facts = {
        facet: tuple(
            Choice(key, Text(key.upper(), key)) for key in draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1))
        )
        for facet in draw(st.lists(st.sampled_from(USED), unique=True))
    }
    days = st.sampled_from(("2025-01-01", "2025-01-02", "2026-05-05"))
    return Placed(draw(st.text("xyz", min_size=3, max_size=6)), facts, draw(days), draw(st.text("AaBb", max_size=2)))


SHELVES = st.dictionaries(st.integers(1, 60), placed(), max_size=12)
CHOICES = st.dictionaries(st.sampled_from(USED), st.lists(st.sampled_from((*KEYS, "?")), unique=True, min_size=1).map(tuple))


def has(report: Placed, facet: str, keys: tuple[str, ...]) -> bool:
    return any(choice.key in keys for choice in report.facts.get(facet, ()))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(SHELVES, CHOICES, st.sets(st.integers(1, 60)), st.none() | st.sets(st.integers(1, 60)), st.sampled_from(ORDERS))
def test_answers_are_what_a_look_at_each_visible_report_gives(
    reports: dict[int, Placed], choices: dict[str, tuple[str, ...]], visible: set[int], words: set[int] | None, order: str
) -> None:
    """[ARC-04]"""
    shelf = Shelf()
    shelf.put(reports)
    question = Question(choices=tuple(choices.items()), order=order)  # type: ignore[arg-type]
    found = None if words is None else bitmap(words)
    best = bitmap(number for number in reports if number % 2)
    answer = shelf.answer(question, bitmap(visible), found, best, "nl")
    base = {n: each for n, each in reports.items() if n in visible and (words is None or n in words)}
    those = {n for n, each in base.items() if all(has(each, facet, keys) for facet, keys in choices.items())}
    assert answer.total == len(those)
    assert set(answer.numbers) == those or len(those) > PER_PAGE
    for facet in USED:
        of_others = [
            each for each in base.values() if all(has(each, other, keys) for other, keys in choices.items() if other != facet)
        ]
        counts = {key: sum(has(each, facet, (key,)) for each in of_others) for key in KEYS}
        shown = {each.key: each.count for each in answer.facets[facet].choices}
        assert {key: count for key, count in shown.items() if count} == {key: count for key, count in counts.items() if count}
        assert {each.key for each in answer.facets[facet].choices if each.chosen} == set(choices.get(facet, ()))
    days = [(reports[number].day, reports[number].id) for number in answer.numbers]
    if order == "newest":
        assert days == sorted(days, reverse=True)
    elif order == "oldest":
        assert days == sorted(days)
    elif order == "best" and best:
        assert [number % 2 for number in answer.numbers] == sorted((number % 2 for number in answer.numbers), reverse=True)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(SHELVES, SHELVES, CHOICES)
def test_what_came_and_went_leaves_no_trace(
    reports: dict[int, Placed], others: dict[int, Placed], choices: dict[str, tuple[str, ...]]
) -> None:
    """[ARC-01]"""
    plain, moved = Shelf(), Shelf()
    plain.put(reports)
    more = {number + 100: each for number, each in others.items()}
    moved.put({number: others.get(number, each) for number, each in reports.items()} | more)
    for number in more:
        moved.take(number)
    moved.put(reports)
    for order in ORDERS:
        question = Question(choices=tuple(choices.items()), order=order)
        assert moved.answer(question, moved.all, None, 0, "en") == plain.answer(question, plain.all, None, 0, "en")
    assert (moved.last_day, moved.days(99), moved.numbers) == (plain.last_day, plain.days(99), plain.numbers)


@given(st.sets(st.integers(0, 5_000)))
def test_a_bitmap_holds_the_numbers_that_were_put_in(numbers: set[int]) -> None:
    """[ARC-04]"""
    assert numbers_of(bitmap(numbers)) == sorted(numbers)
    assert bitmap(numbers) == sum(1 << number for number in numbers)
