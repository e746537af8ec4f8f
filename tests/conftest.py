# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markers by folder, limits of time, and the browser that every browser test shares."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from board.theme.house_style import NEUTRAL, HouseStyle, put_in_force
from scripts.browser import LAUNCH_ARGS, find_or_install
from server.player.browser import Browser
from server.player.device import Device
from tests.patience import patient

TESTS = Path(__file__).parent
MARKED_FOLDERS = ("e2e", "faults")
LONGEST = ("workshop", "accessibility", "device", "queue", "scripts", "desk", "report", "every_button", "case_workshops", "time")
"""First of those in a browser: where files run side by side, nobody waits for one of these alone at the end."""
LONG_WITHIN_S = 3600
"""How long a test may take that is marked long; the limit of the others stands in pyproject.toml."""
GARBAGE_AT = 10_000
"""So many new objects until a look for garbage among the youngest: ten times what Python takes by itself."""
ANSWER_WITHIN_S = Device.answer_within_s
"""What simulated people wait for an answer where nobody else uses the machine."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by their folder, and run those in a browser last.

    Playwright's synchronous API keeps an event loop running in the main thread from its first use on, and pytest-asyncio could
    start none of its own after that.
    """
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
        if folder in MARKED_FOLDERS:
            item.add_marker(folder)
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.timeout(LONG_WITHIN_S))
    turns = {f"test_{name}.py": turn for turn, name in enumerate(LONGEST)}
    items.sort(key=lambda item: turns.get(item.path.name, len(turns)) if item.get_closest_marker("e2e") else -1)


def pytest_collection_finish() -> None:
    """What was collected stays until the end: nobody looks through all of it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_AT, 10, 10)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Simulated people are as patient as a test is now."""
    Device.answer_within_s = Browser.answer_within_s = patient(ANSWER_WITHIN_S)


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The Chromium to start; without one the tests that ask for it fail, they never skip."""
    return find_or_install()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium_path: Path) -> dict[str, Any]:
    """How pytest-playwright's own `browser` starts; with the asynchronous API, pass the same to `chromium.launch`."""
    return {**browser_type_launch_args, "executable_path": str(chromium_path), "args": list(LAUNCH_ARGS)}


@pytest.fixture
def zilte_gronden() -> Iterator[HouseStyle]:
    """The house style of themes/zilte-gronden, in force in this process for one test."""
    from board.theme.folder import read_theme

    style = read_theme(TESTS.parent / "themes" / "zilte-gronden")
    put_in_force(style)
    try:
        yield style
    finally:
        put_in_force(NEUTRAL)
