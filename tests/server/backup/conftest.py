# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2

"""A file, what a command told, and a way to empty the store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from server.settings import Settings
from tests.server.backup.around import Told


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file"


@pytest.fixture
async def empty(settings: Settings) -> AsyncIterator[Callable[[], Any]]:
    """Empties this test's part of the store."""
    assert settings.redis_url is not None
    async with Redis.from_url(settings.redis_url) as redis:

        async def run() -> None:
            names = [key async for key in redis.scan_iter(match=f"{settings.key_prefix}*", count=1000)]
            await redis.delete(*names)

        yield run
