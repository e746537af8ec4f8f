# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large the letters of the printed value framework can be, so that one sheet of A4 is full of it and all of it is on it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

LETTERS_PT = (18, 16, 14, 12, 10)
"""Sizes that the style sheet knows (static/css/print/handouts.css). Below them the sheet takes as many pages as it needs."""
_COLUMN_MM = 86
"""A third of A4 on its side within its margins."""
_HIGH_MM = 143
"""What is left under the title and the heads of the foundations, and over the line that says where the values come from."""
_MM_OF_PT = 25.4 / 72
_WIDE = 0.48
"""How wide a letter is on average, of its size, with a little to spare: measured on what is printed."""
_LINE, _HEAD_LINE = 1.25, 1.4
_ROOM_MM, _HEAD_ROOM_MM = 1.2, 2.5
_OWN = "Andere waarde, namelijk…"
"""Stands under each principle, in whatever language."""
_HEAD = 1.12
"""How much larger the name of a principle is than a value."""


def letters_pt(columns: Sequence[Sequence[tuple[str, Sequence[str]]]]) -> int:
    """The largest size in pt with which each column fits: its principles, their values, and room for an own one. 0 where the
    smallest is too large.

    A word is never broken: the longest one must fit across its column.
    """
    words = [word for column in columns for _, values in column for name in values for word in name.split()]
    words += [word for column in columns for principle, _ in column for word in principle.split()]
    for size in LETTERS_PT:
        mm = size * _MM_OF_PT
        if any(len(word) * _WIDE * mm * _HEAD > _COLUMN_MM for word in words):
            continue
        if all(_high_mm(column, mm) <= _HIGH_MM for column in columns):
            return size
    return 0


def _high_mm(column: Sequence[tuple[str, Sequence[str]]], mm: float) -> float:
    high = 0.0
    for principle, values in column:
        head = mm * _HEAD
        high += _HEAD_ROOM_MM + ceil(len(principle) * _WIDE * head / _COLUMN_MM) * head * _HEAD_LINE
        high += sum(_ROOM_MM + ceil(len(name) * _WIDE * mm / _COLUMN_MM) * mm * _LINE for name in (*values, _OWN))
    return high
