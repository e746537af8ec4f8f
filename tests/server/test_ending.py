# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a task has of whoever began it."""

from __future__ import annotations

from pathlib import Path

import pytest

import server
from server.ending import begin
from server.store.identity import ServerIdentity


async def test_a_task_that_is_begun_within_an_append_does_not_go_on_as_a_part_of_it() -> None:
    """[CLU-02]"""
    identity = ServerIdentity()

    async def told() -> bool:
        return identity.is_deciding

    with identity.of_now():
        assert await told()
        assert not await begin(told(), "told")


@pytest.mark.parametrize("package", ["store", "live"])
def test_no_task_of_the_store_and_its_rooms_is_begun_in_another_way(package: str) -> None:
    sources = (Path(server.__file__).parent / package).glob("*.py")
    assert [path.name for path in sources if "create_task" in path.read_text(encoding="utf-8")] == []
