# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a value and of a tension count of earlier cases."""

from __future__ import annotations

from msgspec.structs import replace

from benchmarks.archive_cases import cases
from organisation.archive.earlier import OTHERWISE, Public, of_tension, of_value
from organisation.archive.facets import Known, Names
from organisation.report.content import ReportedTension
from tests.sessions.shipped import FRAMEWORK, MEASURES

NAMES = Names(Known(FRAMEWORK, MEASURES))
(REPORT,) = cases(1)


def case(number: int, *tensions: tuple[str, str, str]) -> Public:
    """A public case with these tensions: two values, and the choice."""
    found = tuple(ReportedTension(one=one, other=other, choice=choice) for one, other, choice in tensions)
    return f"c{number}", replace(REPORT, content=replace(REPORT.content, tensions=found))


def test_a_value_is_told_with_what_it_clashed_with_most_and_what_is_open_of_that() -> None:
    """[ARC-08]"""
    told = of_value(
        [
            case(1, ("Privacy", "Veiligheid", "Privacy"), ("Privacy", "Transparantie", "")),
            case(2, ("Security", "Privacy", ""), ("Transparantie", "Veiligheid", "Veiligheid")),
        ],
        "privacy",
        NAMES,
    )
    assert [(pair.key, pair.count, pair.open) for pair in told.pairs] == [
        ("privacy~veiligheid", 2, 1),
        ("privacy~transparantie", 1, 1),
    ]
    assert told.ways == ()


def test_a_tension_is_told_with_which_way_its_choices_went_and_nobody_guesses_at_a_text() -> None:
    """[ARC-08] [DOM-26]"""
    told = of_tension(
        [
            case(1, ("Privacy", "Veiligheid", "Privacy gaat voor.")),
            case(2, ("Veiligheid", "Privacy", "privacy")),
            case(3, ("Privacy", "Veiligheid", "Security")),
            case(4, ("Privacy", "Veiligheid", "Eerst veiligheid, daarna privacy")),
            case(5, ("Privacy", "Veiligheid", "Alleen op het plein")),
            case(6, ("Privacy", "Veiligheid", ""), ("Privacy", "Transparantie", "Privacy")),
        ],
        "privacy~veiligheid",
        NAMES,
    )
    ways = [(way.label.nl if way.label else None, way.count) for way in told.ways]
    assert ways == [("Privacy", 2), ("Veiligheid", 1), (OTHERWISE.nl, 2), (None, 1)]
    assert sum(way.count for way in told.ways) == len(told.clashes)
