# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stamps and icons of the sprite as pictures by themselves, in the ink of printed paper."""

import re
from functools import cache

from board.rendering import BOARD

PAPER_WHITE = "#FFFEFB"
INK = "#16203A"
FOUNDATION_INKS = {"democratie": "#8A2F04", "rechtsstaat": "#163F7C", "bestuurskracht": "#054638"}
"""As in `static/css/base/tokens.css` for the printed poster; a test holds them together."""
_SYMBOL = re.compile(r'<symbol id="([\w-]+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)


@cache
def icons() -> dict[str, str]:
    """The foundations' stamps by their ids, and the icons `tension` (in ink) and `check` (in white, for on ink)."""
    symbols = _symbols()
    stamps = {name: _picture(symbols[f"f-{name}"], ink, PAPER_WHITE) for name, ink in FOUNDATION_INKS.items()}
    return {**stamps, "tension": _picture(symbols["i-tension"], INK, ""), "check": _picture(symbols["i-check"], PAPER_WHITE, "")}


def _symbols() -> dict[str, tuple[str, str]]:
    sprite = (BOARD / "static" / "icons.svg").read_text(encoding="utf-8")
    return {name: (box, drawn) for name, box, drawn in _SYMBOL.findall(sprite)}


def _picture(symbol: tuple[str, str], ink: str, glyph: str) -> str:
    box, drawn = symbol
    drawn = drawn.replace("currentColor", ink).replace("var(--codio-stamp-glyph)", glyph)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{drawn}</svg>'
