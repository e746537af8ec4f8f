# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One death of a whole product in each thing that takes several steps; `make faults` does ten, each at another moment."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.dying_kinds import run_deed
from tests.faults.processes import Store
from tests.faults.purging_deeds import DEEDS
from tests.faults.result import Result

pytestmark = [pytest.mark.asyncio, pytest.mark.slow, pytest.mark.long]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short: a socket's path has at most 108 bytes."""
    made = Path(tempfile.mkdtemp(prefix="wbf-"))
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.mark.parametrize("name", DEEDS)
async def test_a_product_that_dies_in_the_middle_leaves_nothing_half_and_ends_it_when_asked_again(
    name: str, folder: Path
) -> None:
    """[KEP-05] [ARC-06] [PUB-05]"""
    result = Result(name, "solo", may_lose=False)
    await run_deed(name, Store, folder, 1, 3, result)
    assert result.injected == 1
    assert (result.lost, result.duplicated, result.diverged) == (0, 0, 0)
    assert result.problems == []
