# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which colours meet, and how far they have to stand apart: the one list, for our own tokens and every theme (A11Y-16)."""

from typing import Literal, get_args

from msgspec import Struct

from sessions.material.framework import FOUNDATION_IDS

Mode = Literal["light", "dark", "projector"]
MODES: tuple[Mode, ...] = get_args(Mode)
"""In which a colour has a value of its own. The projector and the printed poster are always light."""

TEXT = 4.5
"""WCAG 1.4.3 (AA)."""
SHAPE = 3.0
"""Edges, marks and focus: WCAG 1.4.11."""
PROJECTOR_TEXT = 7.0
"""Own norm: text that is read from ten metres."""
SOFT_SHARE = 0.8
"""Of soft text, whatever it stands on (base/ground.css). It stands in ink, never in ink-2, which is too weak on light papers:
tests/e2e/inspecting.py looks for that on every page."""
EDGE_SHARE = 0.78
"""The edge of a note is its foundation's ink on its paper, in this share (parts/note.css)."""


class Pair(Struct, frozen=True):
    """A colour on another, by their names in the tokens. `least` is TEXT or SHAPE. `share` is how much of the front is seen: soft
    text lets its ground shine through.
    """

    front: str
    back: str
    least: float
    share: float = 1.0

    def wanted(self, mode: Mode) -> float:
        """The ratio that it needs in a mode."""
        return PROJECTOR_TEXT if mode == "projector" and self.least == TEXT else self.least


_PAPERS = ("table", "sheet", "note")
_SOFTS = tuple(f"{name}-soft" for name in FOUNDATION_IDS)
_TEXT = (
    *((text, ground) for text in ("ink", "ink-2") for ground in (*_PAPERS, *_SOFTS)),
    *((name, ground) for name in FOUNDATION_IDS for ground in ("note", f"{name}-soft")),
    *((f"{name}-on", name) for name in FOUNDATION_IDS),
    ("on-ink", "ink"),
    ("on-action", "action"),
    ("on-action", "action-hover"),
    ("ink", "field"),
    ("on-honey", "honey"),
    *((text, ground) for text in ("ink",) for ground in ("honey-soft", "alarm-soft")),
    *(("alarm", ground) for ground in (*_PAPERS, "alarm-soft")),
    *((text, "night") for text in ("night-text", "night-text-2", "honey")),
)
_SHAPES = (
    *(("line", ground) for ground in (*_PAPERS, *_SOFTS)),
    *(("action", ground) for ground in _PAPERS),
    *(("field-line", ground) for ground in (*_PAPERS, "field")),
    ("alarm", "field"),
    *(("focus", ground) for ground in (*_PAPERS, "focus-halo", *_SOFTS)),
    *((f"{name}-edge", f"{name}-soft") for name in FOUNDATION_IDS),
    ("night-line", "night"),
)
_SOFT_TEXT = (
    *(("ink", ground) for ground in (*_PAPERS, *_SOFTS, "honey-soft", "alarm-soft")),
    ("night-text", "night"),
)
PAIRS = (
    *(Pair(*each, TEXT) for each in _TEXT),
    *(Pair(*each, TEXT, SOFT_SHARE) for each in _SOFT_TEXT),
    *(Pair(*each, SHAPE) for each in _SHAPES),
)
