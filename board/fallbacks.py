# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""System typefaces that take as much room as ours while ours is on its way, so that nothing jumps when it comes.

`python -m board.fallbacks` writes board/static/css/base/fallbacks.css from the typeface as it is installed and the Dutch texts
of a participant: each system typeface is scaled until these texts are as wide in it as in ours, and gets our height of a line.
Used by developers only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from board.fonts import TEXT

PROJECT = Path(__file__).resolve().parent.parent
SHEET = PROJECT / "board" / "static" / "css" / "base" / "fallbacks.css"
TEXTS = PROJECT / "board" / "locale" / "nl" / "LC_MESSAGES" / "participant.po"
LETTERS = " abcdefghijklmnopqrstuvwxyz.,"
"""What is weighed; the rest is a few signs in a hundred."""
LIGHT = {"400Regular": 0.9, "600SemiBold": 0.1}
"""The weights of which running text, 420, is made: how much of each."""
HEAVY = {"600SemiBold": 0.5, "800ExtraBold": 0.5}
"""The same for what is strong, from 650 to 780."""

_HEAD = """\
/* SPDX-FileCopyrightText: 2026 Waardenbord contributors
   SPDX-License-Identifier: EUPL-1.2

   Made by `python -m board.fallbacks`; do not edit. What a system has, scaled to the room that our letters take, until those are
   there. Only Latin letters: other scripts keep their size. */
"""
_RANGE = "U+0000-02FF, U+2000-206F, U+20A0-20C0"


@dataclass(frozen=True, slots=True)
class System:
    """A typeface that systems have: names for `local()`, and the advance of each of `LETTERS` in thousandths of the em."""

    family: str
    light_names: tuple[str, ...]
    heavy_names: tuple[str, ...]
    light: tuple[int, ...]
    heavy: tuple[int, ...]


def _row(numbers: str) -> tuple[int, ...]:
    return tuple(map(int, numbers.split()))


# Roboto is Android's; Arial, Helvetica, Arimo and Liberation Sans were drawn to the same widths; DejaVu Sans is what a Linux has
# at least. The advances were read from Roboto 3, Liberation Sans 2.1.5 and DejaVu Sans, none of which a build needs.
SYSTEMS = (
    System(
        "Codio Roboto",
        ("Roboto", "Roboto Regular", "Roboto-Regular"),
        ("Roboto Bold", "Roboto-Bold"),
        _row(
            "248 544 562 523 564 530 348 562 551 243 239 507 243 877 552 570 562 568 339 516 327 551 484 751 496 473 496 264 197"
        ),
        _row(
            "249 535 562 521 563 540 358 571 560 265 260 534 265 866 561 564 562 564 366 514 338 560 506 734 509 503 509 290 246"
        ),
    ),
    System(
        "Codio Arial",
        ("Arial", "ArialMT", "Helvetica", "Liberation Sans", "LiberationSans", "Arimo", "Arimo Regular"),
        (
            "Arial Bold",
            "Arial-BoldMT",
            "Helvetica Bold",
            "Helvetica-Bold",
            "Liberation Sans Bold",
            "LiberationSans-Bold",
            "Arimo Bold",
        ),
        _row(
            "278 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 278 278"
        ),
        _row(
            "278 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 278 278"
        ),
    ),
    System(
        "Codio DejaVu",
        ("DejaVu Sans", "DejaVuSans"),
        ("DejaVu Sans Bold", "DejaVuSans-Bold"),
        _row(
            "318 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 635 411 521 392 634 592 818 592 592 525 318 318"
        ),
        _row(
            "348 675 716 593 716 678 435 716 712 343 343 665 343 1042 712 687 716 716 493 595 478 712 652 924 645 652 582 380 380"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Face:
    """One `@font-face`; the four measures are percentages, those of height of the scaled em."""

    family: str
    names: tuple[str, ...]
    weights: str
    size: float
    ascent: float
    descent: float
    gap: float


def faces() -> Iterator[Face]:
    """The faces as our typeface and our texts are now."""
    often = _often()
    for system in SYSTEMS:
        for names, advances, weights, mix in (
            (system.light_names, system.light, "200 599", LIGHT),
            (system.heavy_names, system.heavy, "600 800", HEAVY),
        ):
            theirs = sum(often[letter] * advance for letter, advance in zip(LETTERS, advances, strict=True)) / 1000
            ours = sum(share * _width(weight, often) for weight, share in mix.items())
            size = ours / theirs
            yield Face(system.family, names, weights, 100 * size, *(100 * height / size for height in _heights()))


def _often() -> Counter[str]:
    from babel.messages.pofile import read_po

    with TEXTS.open("rb") as file:
        texts = [message.string for message in read_po(file) if isinstance(message.string, str)]
    return Counter(letter for text in texts for letter in text.lower() if letter in LETTERS)


def _path(weight: str) -> Path:
    return next((PROJECT / "node_modules" / "@expo-google-fonts" / TEXT / weight).glob("*.ttf"))


def _width(weight: str, often: Counter[str]) -> float:
    """How wide the counted letters are together, in ems."""
    from fontTools.ttLib import TTFont

    with TTFont(_path(weight)) as font:
        names, advances = font.getBestCmap(), font["hmtx"].metrics
        return float(sum(often[letter] * advances[names[ord(letter)]][0] for letter in LETTERS) / font["head"].unitsPerEm)


def _heights() -> tuple[float, float, float]:
    """Above the line, below it, and between two, in ems."""
    from fontTools.ttLib import TTFont

    with TTFont(_path("400Regular")) as font:
        head, em = font["hhea"], font["head"].unitsPerEm
        return head.ascent / em, -head.descent / em, head.lineGap / em


def sheet() -> str:
    """The sheet, as it is kept."""
    return _HEAD + "".join(map(_rule, faces()))


def _rule(face: Face) -> str:
    sources = ", ".join(f"local('{name}')" for name in face.names)
    return f"""
@font-face {{
  font-family: '{face.family}';
  font-style: normal;
  font-weight: {face.weights};
  src: {sources};
  unicode-range: {_RANGE};
  size-adjust: {face.size:.1f}%;
  ascent-override: {face.ascent:.1f}%;
  descent-override: {face.descent:.1f}%;
  line-gap-override: {face.gap:.1f}%;
}}
"""


if __name__ == "__main__":
    SHEET.write_text(sheet(), encoding="utf-8")
