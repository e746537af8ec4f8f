# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`waardenbord theme check`: what of a theme cannot be used, and what falls short."""

import sys
from pathlib import Path

from board.papers.typesetting import logo_problem
from board.rendering import macro
from board.theme.checking import Checked, check
from board.theme.folder import ThemeError, read_theme
from board.theme.house_style import NEUTRAL, HouseStyle

GOOD, FALLS_SHORT, NOT_USABLE = 0, 1, 2


def check_command(folder: Path | None) -> int:
    """Check the theme in a folder, our own neutral one without; print sentences and return the exit status."""
    try:
        style = NEUTRAL if folder is None else read_theme(folder)
    except ThemeError as error:
        for problem in error.problems:
            print(f"waardenbord: {problem}", file=sys.stderr)
        return NOT_USABLE
    found = check(style)
    refused = logo_problem(style.look) if style.logo else ""
    for sentence in _sentences(style, found, refused):
        print(sentence)
    return GOOD if found.is_good and not refused else FALLS_SHORT


def _sentences(style: HouseStyle, found: Checked, refused: str) -> list[str]:
    told = [macro("theme_words.html", "short", "en", each) for each in found.short]
    told += [macro("theme_words.html", "small", "en", each) for each in found.small]
    if refused:
        told.append(f"The logo cannot stand on paper: {refused}.")
    if style.logo and not style.logo_dark:
        told.append("There is no logo_dark: look whether the logo can be seen on a dark page.")
    pairs = len(found.meetings)
    short = len(found.short) + len(found.small) + bool(refused)
    named = style.name or "our own neutral style"
    verdict = "nothing falls short" if not short else f"{short} fall short" if short > 1 else "one falls short"
    return [*told, f"{named}: {pairs} pairs of colours, light, dark and on the projector; {verdict}."]
