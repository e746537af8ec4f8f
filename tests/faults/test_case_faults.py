# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A short selection of what `make faults` does to cases: each kind once, on two real workers and one real store."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.faults import case_kinds, publishing_kinds
from tests.faults.case_kinds import CaseWorld, one, open_case_world
from tests.faults.kinds import ATTEMPTS
from tests.faults.processes import Store
from tests.faults.result import Result

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]
INJECTIONS = case_kinds.INJECTIONS | publishing_kinds.INJECTIONS
_FIRST = ("before the append of a form", "two editors", "packed")
"""Of each part that can fail, one; the rest are long."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world() -> AsyncIterator[CaseWorld]:
    """Two workers that survive all of it, in any order."""
    # Short: a socket's path has at most 108 bytes.
    folder = Path(tempfile.mkdtemp(prefix="wbf-"))
    try:
        async with open_case_world(Store, folder) as world:
            yield world
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if any(words in name for words in _FIRST) else pytest.mark.long) for name in INJECTIONS],
)
async def test_what_was_answered_is_in_the_case_once_and_the_same_for_everybody(world: CaseWorld, name: str) -> None:
    """[LVL-10]"""
    result = Result(name, "solo", may_lose=False)
    world.problems.clear()
    for attempt in range(ATTEMPTS):
        if await one(world, INJECTIONS[name], attempt, result):
            break
    assert result.injected == 1
    assert (result.lost, result.duplicated, result.diverged) == (0, 0, 0)
    assert world.problems == []
