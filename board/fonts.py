# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The typefaces of files that are printed or kept, and what they can set. Used at build time only."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

FOLDER = "fonts"
GLYPHS = "glyphs.json"
LICENCES = "licences.txt"
TEXT = "atkinson-hyperlegible-next"
WEIGHTS = ("400Regular", "600SemiBold", "800ExtraBold")
EMOJI = "noto-emoji"


class FontError(RuntimeError):
    """A typeface is missing; the text says which."""


def build_fonts(project: Path, out: Path) -> None:
    """Copy the typefaces into `out`/fonts, with their licences and the code points that at least one of them has in every
    weight. Raises FontError.
    """
    packages = project / "node_modules" / "@expo-google-fonts"
    text = [_font(packages / TEXT / weight) for weight in WEIGHTS]
    emoji = _font(packages / EMOJI / "400Regular")
    folder = out / FOLDER
    folder.mkdir()
    for font in (*text, emoji):
        shutil.copy2(font, folder / font.name)
    points = set.intersection(*map(_points, text)) | _points(emoji)
    (folder / GLYPHS).write_text(json.dumps(list(_ranges(sorted(points)))) + "\n", encoding="utf-8")
    licences = [(packages / name / "LICENSE_FONT").read_text(encoding="utf-8").strip() for name in (TEXT, EMOJI)]
    (folder / LICENCES).write_text("\n\n\n".join(licences) + "\n", encoding="utf-8")


def _font(folder: Path) -> Path:
    found = sorted(folder.glob("*.ttf"))
    if not found:
        raise FontError(f"the typeface {folder.parent.name} is not installed: run make build")
    return found[0]


def _points(font: Path) -> set[int]:
    from fontTools.ttLib import TTFont

    with TTFont(font, lazy=True) as read:
        return set(read.getBestCmap())


def _ranges(points: list[int]) -> Iterable[tuple[int, int]]:
    """The points, which rise, as ranges with both ends."""
    first = last = None
    for point in points:
        if first is not None and last is not None and point != last + 1:
            yield first, last
            first = None
        first, last = (point if first is None else first), point
    if first is not None and last is not None:
        yield first, last
