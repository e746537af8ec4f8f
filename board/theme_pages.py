# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that shows the house style in force: its components in their states, and what falls short."""

from itertools import groupby
from typing import Literal

from board.rendering import render
from board.theme.house_style import in_force
from board.theme.pairs import MODES
from sessions.material.framework import FOUNDATION_IDS
from sessions.material.text import Language


def theme_page(*, lang: Language, light: Literal["light", "dark", "silent"] | None = None) -> str:
    """`/thema`. `light` shows it light or dark whatever the system says, or as in a silence. Computes: call it in a thread."""
    # Not at the top: it reads a parser that no other page needs.
    from board.theme.checking import check

    found = check(in_force())
    rows = [tuple(each) for _, each in groupby(found.meetings, key=lambda meeting: meeting.pair)]
    silent = light == "silent"
    colours = "" if silent or light is None else light
    return render(
        "theme.html", lang, found=found, rows=rows, modes=MODES, colours=colours, silent=silent, foundations=FOUNDATION_IDS
    )
