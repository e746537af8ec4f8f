# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looks behind the store: its keys, and the server itself."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from server.store.connections import Keys
from tests.server.conftest import ServerProcess


@pytest.fixture
def keys(key_prefix: str) -> Keys:
    return Keys(key_prefix)


@pytest.fixture
async def redis(redis_server: ServerProcess) -> AsyncIterator[Redis]:
    async with Redis(unix_socket_path=str(redis_server.socket)) as client:
        yield client
