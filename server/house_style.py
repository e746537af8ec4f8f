# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house style that the operator set, read once and given to every page."""

from functools import lru_cache
from pathlib import Path

from board.theme.house_style import NEUTRAL, HouseStyle, put_in_force
from server.settings import Settings, SettingsError


def wear(settings: Settings) -> HouseStyle:
    """Put the house style of the settings in force, and return it. Raises SettingsError with everything that is wrong with it."""
    style = NEUTRAL if settings.theme is None else _read(settings.theme)
    put_in_force(style)
    return style


@lru_cache(maxsize=4)
def _read(folder: Path) -> HouseStyle:
    # Not at the top: it reads a parser that few servers need.
    from board.theme.folder import ThemeError, read_theme

    try:
        return read_theme(folder)
    except ThemeError as error:
        raise SettingsError([f"WAARDENBORD_THEME: {problem}" for problem in error.problems]) from error
