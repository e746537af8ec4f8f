# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contact sheets, to look at everything that people see: no picture is left out, and none is cut."""

from __future__ import annotations

import pytest
from PIL import Image

from scripts.sheets_camera import SHEET_PX, laid_out

COLOURS = ("#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff")


@pytest.mark.parametrize("size", [(320, 2200), (1920, 1080)])
def test_every_picture_is_on_a_sheet_whole_and_in_order(size: tuple[int, int]) -> None:
    pictures = [(colour, Image.new("RGB", size, colour)) for colour in COLOURS]

    sheets = laid_out(pictures)

    assert all(sheet.width <= SHEET_PX[0] for sheet in sheets)
    boxes = [box for colour in COLOURS for sheet in sheets if (box := _box(sheet, colour))]
    assert len(boxes) == len(COLOURS)
    for left, top, right, bottom in boxes:
        assert abs((right - left) / (bottom - top) - size[0] / size[1]) < 0.01


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _box(sheet: Image.Image, colour: str) -> tuple[int, int, int, int] | None:
    """Where this colour is on a sheet; None where it is not."""
    wanted = _rgb(colour)
    bands = [
        band.point([255 if value == want else 0 for value in range(256)])
        for band, want in zip(sheet.split(), wanted, strict=True)
    ]
    mask = Image.merge("RGB", bands).convert("L").point([255 if value > 250 else 0 for value in range(256)])
    return mask.getbbox()
