# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A server that waits does nothing, and ends at once all the same."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Literal

import pytest

from server.process import serving
from server.process.connections import Connections
from server.process.listening import listen
from server.process.loops import loop_maker
from server.settings import Settings
from tests.patience import patient


async def nothing(scope: Any, receive: Any, send: Any) -> None:
    """No application."""


def by_signal(_: asyncio.Task[None]) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def by_cancelling(task: asyncio.Task[None]) -> None:
    task.cancel()


@pytest.mark.parametrize("end", [by_signal, by_cancelling])
@pytest.mark.parametrize("loop", ["asyncio", "auto"])
def test_it_ends_at_once_and_not_when_it_next_looks_around(
    monkeypatch: pytest.MonkeyPatch, loop: Literal["auto", "asyncio"], end: Callable[[asyncio.Task[None]], None]
) -> None:
    monkeypatch.setattr(serving, "LOOK_EVERY_S", patient(4))

    async def run() -> None:
        ready = asyncio.Event()
        task = asyncio.create_task(serving.serve(nothing, listen(Settings(host="127.0.0.1", port=0)), ready))
        async with asyncio.timeout(patient(10)):
            await ready.wait()
        await asyncio.sleep(0)
        end(task)
        await asyncio.wait({task}, timeout=patient(2))
        assert task.done()

    with asyncio.Runner(loop_factory=loop_maker(loop)) as runner:
        runner.run(run())


async def test_while_nobody_does_anything_it_looks_around_once_in_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    looked, times = asyncio.Queue[float](), 4
    monkeypatch.setattr(Connections, "look", lambda _, now_s: looked.put_nowait(now_s))
    monkeypatch.setattr(serving, "LOOK_EVERY_S", 0.05)
    task = asyncio.create_task(serving.serve(nothing, listen(Settings(host="127.0.0.1", port=0))))
    async with asyncio.timeout(patient(10)):
        moments = [await looked.get() for _ in range(times)]
    task.cancel()
    await asyncio.wait({task})
    assert all(later - earlier > 0.04 for earlier, later in pairwise(moments))
