# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The printed value framework: letters as large as one sheet takes."""

from __future__ import annotations

from board.framework_sheet import LETTERS_PT, letters_pt
from tests.sessions.shipped import FRAMEWORK


def columns_of(most: int = 99, more: int = 0, name: str = "Zorgvuldigheid") -> list[list[tuple[str, list[str]]]]:
    """The framework of the guide: so many values of each principle at most, and so many more."""
    named: dict[str, list[str]] = {p.id: [] for p in FRAMEWORK.principles}
    for value in FRAMEWORK.values:
        named[value.principle].append(value.name.nl)
    return [
        [(p.name.nl, named[p.id][:most] + [name] * more) for p in FRAMEWORK.principles if p.foundation == foundation.id]
        for foundation in FRAMEWORK.foundations
    ]


def test_the_framework_of_the_guide_is_printed_in_letters_that_a_table_reads_together() -> None:
    """[DOM-24]"""
    assert letters_pt(columns_of()) == 14


def test_fewer_values_make_larger_letters_more_and_longer_ones_smaller_and_at_last_more_pages() -> None:
    """[DOM-24]"""
    sizes = [letters_pt(columns_of(3, more)) for more in range(30)]
    assert sizes == sorted(sizes, reverse=True)
    assert set(sizes) == {*LETTERS_PT, 0}
    assert letters_pt(columns_of(3, 1, "Aansprakelijkheidsverzekeringsmaatschappij")) < letters_pt(columns_of(3, 1))
