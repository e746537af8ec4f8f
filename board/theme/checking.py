# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a theme falls short: the contrast of every pair of colours that meet, and sizes that are too small for some people."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from board.theme.contrast import mixed, ratio
from board.theme.house_style import HouseStyle
from board.theme.pairs import MODES, PAIRS, Mode, Pair
from board.theme.tokens import own_tokens
from board.theme.values import NoValue, Values

Size = Literal["--codio-target", "--codio-text-xs", "--codio-text-md"]
LEAST_PX: dict[Size, float] = {"--codio-target": 44, "--codio-text-xs": 14, "--codio-text-md": 16}
"""The smallest side of a button (A11Y-06), the smallest letters anywhere, and those of running text."""
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(px|rem)")
_REM_PX = 16


class Meeting(Struct, frozen=True):
    """A pair as it is seen in one mode: its colours, their contrast (cut off, never rounded up), and what it needs."""

    pair: Pair
    mode: Mode
    front: str
    back: str
    ratio: float
    wanted: float

    @property
    def is_enough(self) -> bool:
        """Whether it may be so."""
        return self.ratio >= self.wanted


class TooSmall(Struct, frozen=True):
    """A size and what it has to be, in pixels of CSS."""

    name: Size
    px: float
    least_px: float


class Checked(Struct, frozen=True):
    """Every pair in every mode, and the sizes that are too small."""

    meetings: tuple[Meeting, ...]
    small: tuple[TooSmall, ...]

    @property
    def short(self) -> tuple[Meeting, ...]:
        """The pairs that fall short."""
        return tuple(each for each in self.meetings if not each.is_enough)

    @property
    def is_good(self) -> bool:
        """Whether nothing falls short."""
        return not self.short and not self.small


def check(style: HouseStyle) -> Checked:
    """All of a house style that can be computed. The style was read, so every colour is there."""
    return _check(tuple(style.declared.items()))


@lru_cache(maxsize=4)
def _check(declared: tuple[tuple[str, str], ...]) -> Checked:
    tokens, theme = own_tokens(), dict(declared)
    shown = tokens.shown(theme)
    colours = ((pair, mode, shown[mode][pair.front], shown[mode][pair.back]) for pair in PAIRS for mode in MODES)
    found = ((pair, mode, mixed(front, back, pair.share), back) for pair, mode, front, back in colours if front and back)
    meetings = tuple(
        Meeting(pair, mode, front, back, int(ratio(front, back) * 100) / 100, pair.wanted(mode))
        for pair, mode, front, back in found
    )
    values = Values({**tokens.declared["light"], **theme})
    return Checked(meetings, tuple(_small(values)))


def _small(values: Values) -> list[TooSmall]:
    found = []
    for name, least_px in LEAST_PX.items():
        px = _px(values, name)
        if px is not None and px < least_px:
            found.append(TooSmall(name, px, least_px))
    return found


def _px(values: Values, name: str) -> float | None:
    """A length in pixels; None for one that only a browser can compute."""
    try:
        read = _LENGTH.fullmatch(values.of(name))
    except NoValue:
        return None
    return float(read[1]) * (_REM_PX if read[2] == "rem" else 1) if read else None
