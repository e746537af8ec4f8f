# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the typefaces of files can set. The build writes their code points; what they lack is replaced, and told."""

import json
import unicodedata
from functools import cache
from pathlib import Path

from board.rendering import DIST, AssetMissingError

FONTS = DIST / "fonts"
GLYPHS = "glyphs.json"
UNKNOWN = "¤"
_OTHERWISE = {"→": "->", "←": "<-", "✓": "✔", "✗": "✖", "★": "⭐", "☐": "□", "−": "-", "‑": "-", "‐": "-", "\u202f": "\u00a0"}
"""What says the same with signs that these typefaces have."""
_AS_PICTURES = {"↔": "–"}
"""What only the typeface of emoji has, on a ground of its own: within a sentence it is no picture."""
_WORDS = str.maketrans(_AS_PICTURES)
_UNSEEN = {"\u200d", "\u200b", "\u2060", "\ufe0e", "\ufe0f", "\u00ad"}
"""Joins and choices between drawings, which the typeface of emoji makes by itself or not at all."""


@cache
def known(fonts: Path = FONTS) -> frozenset[str]:
    """The characters that can be set. Raises AssetMissingError when they were not built."""
    try:
        ranges: list[tuple[int, int]] = json.loads((fonts / GLYPHS).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise AssetMissingError("the typefaces of files are not built: run make build") from error
    return frozenset(chr(point) for first, last in ranges for point in range(first, last + 1))


class Setting:
    """Makes texts ready to be set, and remembers what could not be."""

    def __init__(self) -> None:
        self._lacking: dict[str, None] = {}

    def __call__(self, text: str) -> str:
        """The text with blanks for line ends, and with UNKNOWN for what the typefaces lack."""
        text = " ".join(text.translate(_WORDS).split())
        return text if known().issuperset(text) else "".join(self._sign(sign) for sign in text)

    @property
    def replaced(self) -> tuple[str, ...]:
        """The code points of what was replaced so far ("U+6F22"), in the order in which they came."""
        return tuple(f"U+{ord(sign):04X}" for sign in self._lacking)

    def _sign(self, sign: str) -> str:
        if sign in _UNSEEN:
            return ""
        if sign in known():
            return sign
        other = _OTHERWISE.get(sign, "") or unicodedata.normalize("NFKD", sign)
        said = "".join(part for part in other if part in known() and not unicodedata.combining(part))
        if said and (sign in _OTHERWISE or unicodedata.decomposition(sign)):
            return said
        if unicodedata.combining(sign):
            return ""
        self._lacking.setdefault(sign)
        return UNKNOWN
