# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a system shows until our letters are there takes the room that they take."""

from __future__ import annotations

import re

import pytest

from board.fallbacks import LETTERS, SHEET, SYSTEMS, Face, faces
from board.rendering import DIST, static_url
from board.theme.house_style import TOKENS

MEASURES = {"size-adjust": "size", "ascent-override": "ascent", "descent-override": "descent", "line-gap-override": "gap"}
APART = 0.5
"""So many percents may a kept measure be off, for texts change each week; a line of 40 letters is then off by less than one."""


def kept(css: str) -> list[dict[str, str]]:
    """The descriptors of each face of a sheet."""
    return [dict(re.findall(r"([a-z-]+):\s*([^;}]+)", body)) for body in re.findall(r"@font-face\s*\{([^}]*)\}", css)]


def name(face: dict[str, str]) -> str:
    return face["font-family"].strip("'\"")


COMPUTED = list(faces())


@pytest.mark.parametrize("at", range(len(COMPUTED)), ids=[f"{face.family} {face.weights}" for face in COMPUTED])
def test_the_sheet_has_the_measures_of_the_typeface_that_is_installed(at: int) -> None:
    found, wanted = kept(SHEET.read_text(encoding="utf-8"))[at], COMPUTED[at]
    assert (name(found), found["font-weight"]) == (wanted.family, wanted.weights)
    for descriptor, field in MEASURES.items():
        assert float(found[descriptor].rstrip("%")) == pytest.approx(getattr(wanted, field), abs=APART), descriptor


def test_a_scaled_line_is_as_high_as_ours_in_every_system() -> None:
    def heights(face: Face) -> tuple[float, ...]:
        return tuple(round(face.size * part / 100, 6) for part in (face.ascent, face.descent, face.gap))

    assert len({heights(face) for face in COMPUTED}) == 1
    assert heights(COMPUTED[0])[0] > heights(COMPUTED[0])[1] > 0


def test_wider_letters_are_made_smaller() -> None:
    """What was weighed is the letters, not a number that fits all."""
    by_width = sorted(range(len(SYSTEMS)), key=lambda at: sum(SYSTEMS[at].light[1:27]))
    sizes = [COMPUTED[2 * at].size for at in by_width]
    assert len({len(row) for system in SYSTEMS for row in (system.light, system.heavy)} | {len(LETTERS)}) == 1
    assert sizes[-1] < min(sizes[:-1])


@pytest.mark.parametrize("sheet", ["main.css", "phone.css"])
def test_every_page_gets_them_behind_our_letters(sheet: str) -> None:
    css = (DIST / static_url(sheet).rpartition("/")[2]).read_text(encoding="utf-8")
    assert {system.family for system in SYSTEMS} <= {name(face) for face in kept(css)}
    stack = re.search(r"--codio-font:([^;]*);", (DIST / TOKENS).read_text(encoding="utf-8"))
    assert stack is not None
    in_turn = ["Atkinson Hyperlegible Next", *(system.family for system in SYSTEMS), "Segoe UI"]
    places = [stack[1].rindex(f"'{family}'") for family in in_turn]
    assert places == sorted(places)
