# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections for commands are given out in the order in which they were asked for."""

from __future__ import annotations

import asyncio

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError

from server.store.connections import command
from server.store.errors import translate
from server.store.turns import Turns, TurnsPool
from tests.patience import patient
from tests.server.conftest import ServerProcess


async def test_who_asks_all_the_time_keeps_nobody_waiting(redis_server: ServerProcess) -> None:
    """With redis-py's own pool the others wait until all hundred are done."""
    pool = TurnsPool.from_url(f"unix://{redis_server.socket}", max_connections=1, timeout=patient(5))
    client, asked = Redis(connection_pool=pool), list[str]()

    async def ask(who: str, times: int) -> None:
        for _ in range(times):
            await command(client, "PING")
            asked.append(who)

    busy = asyncio.create_task(ask("busy", 100))
    await asyncio.sleep(0)
    await asyncio.gather(*(ask("once", 1) for _ in range(3)), busy)
    assert len(asked) == 103
    assert asked[:7].count("once") == 3
    await pool.aclose()


async def test_who_waits_too_long_is_told_so_and_connections_stay(redis_server: ServerProcess) -> None:
    pool = TurnsPool.from_url(f"unix://{redis_server.socket}", max_connections=1, timeout=patient(0.05))
    held = await pool.get_connection()
    with pytest.raises(RedisTimeoutError) as raised:
        await pool.get_connection()
    assert translate(raised.value).code == "timeout"
    await pool.release(held)
    assert await pool.get_connection() is held
    await pool.release(held)
    await pool.aclose()


async def test_a_turn_comes_back_whatever_became_of_it(redis_server: ServerProcess) -> None:
    pool = TurnsPool.from_url(f"unix://{redis_server.socket}.not-there", max_connections=1, timeout=patient(5))
    for _ in range(3):
        with pytest.raises(RedisError):
            await pool.get_connection()
    pool.connection_kwargs["path"] = str(redis_server.socket)
    pool._available_connections.clear()  # those lead to the other place
    held = await pool.get_connection()
    waiting = asyncio.create_task(pool.get_connection())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await pool.release(held)
    async with asyncio.timeout(patient(5)):
        again = await pool.get_connection()
    await pool.release(again)
    await pool.aclose()


async def test_a_turn_that_came_to_who_no_longer_waits_goes_to_the_next() -> None:
    turns, got = Turns(1), list[str]()

    async def wait(who: str) -> None:
        await turns.wait()
        got.append(who)

    assert turns.take()
    assert not turns.take()
    gone, late, next_one = (asyncio.create_task(wait(who)) for who in ("gone", "late", "next"))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.sleep(0)
    turns.give_back()  # to the second, who is told to stop before he knows
    late.cancel()
    await asyncio.wait({next_one}, timeout=patient(1))
    assert got == ["next"]
    assert not turns.take()
    turns.give_back()
    assert turns.take()
