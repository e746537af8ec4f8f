# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a theme falls short: the contrast of every pair of colours that meet, and sizes that are too small for some people."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import tinycss2
from msgspec import Struct

from board.theme.contrast import mixed, ratio
from board.theme.house_style import HouseStyle
from board.theme.pairs import MODES, PAIRS, Mode, Pair
from board.theme.tokens import own_tokens
from board.theme.values import Node, NoValue, Values

Size = Literal["--codio-target", "--codio-text-xs", "--codio-text-md"]
LEAST_PX: dict[Size, float] = {"--codio-target": 44, "--codio-text-xs": 14, "--codio-text-md": 16}
"""The smallest side of a button (A11Y-06), the smallest letters anywhere, and those of running text."""
_IN_PX = {"px": 1, "rem": 16, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
"""CSS Values 4, 6.2; a rem is that of a browser in which nobody set another one."""

_ALMOST = 1e-6


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
    """A size and what it has to be, in pixels of CSS. `px` is None for one that only a browser can compute, and else cut off to a
    tenth and never rounded up.
    """

    name: Size
    px: float | None
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
        if px is None or px < least_px:
            found.append(TooSmall(name, None if px is None else int(px * 10 + _ALMOST) / 10, least_px))
    return found


def _px(values: Values, name: str) -> float | None:
    """A length in pixels; None for one that only a browser can compute."""
    node: Node
    try:
        node, *more = tinycss2.parse_component_value_list(values.of(name))
    except (NoValue, ValueError):
        return None
    if more or node.type != "dimension" or node.lower_unit not in _IN_PX:
        return None
    return float(node.value) * _IN_PX[node.lower_unit]
