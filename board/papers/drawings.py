# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stamps and icons of the sprite as pictures by themselves, in the ink of printed paper."""

import re
from functools import cache

from board.papers.look import Look
from board.rendering import BOARD
from sessions.material.framework import FOUNDATION_IDS

_SYMBOL = re.compile(r'<symbol id="([\w-]+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)


def icons(look: Look) -> dict[str, str]:
    """The foundations' stamps by their ids, and the icons `tension` (in ink) and `check` (in the colour of paper, for on ink)."""
    symbols = _symbols()
    stamps: dict[str, str] = {
        name: _picture(symbols[f"f-{name}"], look.colour(name), look.colour(f"{name}-on")) for name in FOUNDATION_IDS
    }
    check = _picture(symbols["i-check"], look.note, "")
    return {**stamps, "tension": _picture(symbols["i-tension"], look.ink, ""), "check": check}


@cache
def _symbols() -> dict[str, tuple[str, str]]:
    sprite = (BOARD / "static" / "icons.svg").read_text(encoding="utf-8")
    return {name: (box, drawn) for name, box, drawn in _SYMBOL.findall(sprite)}


def _picture(symbol: tuple[str, str], ink: str, glyph: str) -> str:
    box, drawn = symbol
    drawn = drawn.replace("currentColor", ink).replace("var(--codio-stamp-glyph)", glyph)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{drawn}</svg>'
