# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many notes stand beside each other on the sheet of each foundation of a poster, and so how wide that sheet is."""

from collections.abc import Sequence

MOST_ABREAST = 9
"""Of all foundations together; narrower notes would break most names."""


def spreads(counts: Sequence[int]) -> list[list[int]]:
    """Every spread worth trying for so many values in each foundation, the one with the widest notes first.

    In each the foundations need about as many rows, so that no sheet is half empty, and one without a value gets no room at all.
    When none has any, each has its own. The screen has the same rule (`board/client/views/screen/fit/spreads.ts`).
    """
    if not any(counts):
        return [[1 for _ in counts]]
    found: list[list[int]] = []
    for rows in range(max(counts), 0, -1):
        spread = [-(-count // rows) for count in counts]
        if spread not in found and (not found or sum(spread) <= MOST_ABREAST):
            found.append(spread)
    return found
