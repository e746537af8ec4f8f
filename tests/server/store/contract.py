# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands below a log: a real server, and the simulated one of tests/simulation. A contract asks the same of both."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import Redis

from server.store.connections import make_client, open_pool
from tests.server.conftest import ServerProcess
from tests.simulation.log import SimulatedLog
from tests.simulation.network import Host, SimulatedClient

SERVERS = ("real", "simulated")


@asynccontextmanager
async def client_of(server: str, real: ServerProcess) -> AsyncIterator[Redis]:
    """A client of one of `SERVERS`, to build a log on and to meddle with."""
    if server == "simulated":
        yield SimulatedClient(Host(SimulatedLog(time.time)))
        return
    pool = open_pool(real.url)
    yield make_client(pool)
    await pool.aclose()
