# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The board serves on uvloop where it is installed, and on Python's own loop everywhere."""

from __future__ import annotations

import asyncio
import stat
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from starlette.websockets import WebSocket

from server.live.sockets import _EXTENSION, Outbox
from server.process.loops import loop_maker
from server.settings import Settings
from server.store import open_store
from tests.server.processes import served


def test_python_s_own_loop_is_taken_where_uvloop_is_not_installed_or_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loop_maker("asyncio") is asyncio.new_event_loop
    monkeypatch.setitem(sys.modules, "uvloop", None)
    assert loop_maker("auto") is asyncio.new_event_loop


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="uvloop is not made for it")
@pytest.mark.parametrize(("wanted", "module"), [("auto", "uvloop"), ("asyncio", "asyncio")])
def test_on_either_loop_the_embedded_store_starts_with_files_for_its_owner_alone_and_stops(
    wanted: str, module: str, tmp_path: Path
) -> None:
    async def use() -> str:
        async with open_store(Settings(data_dir=tmp_path / "data")) as store:
            assert await store.log.now_ms() > 0
            modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").rglob("*")]  # a test
        assert len(modes) > 2
        assert not any(mode & 0o077 for mode in modes)
        return type(asyncio.get_running_loop()).__module__

    with asyncio.Runner(loop_factory=loop_maker(wanted)) as runner:  # type: ignore[arg-type]  # the parameters are two of it
        assert runner.run(use()).startswith(module)


@pytest.mark.slow
async def test_it_serves_on_python_s_own_loop_too(tmp_path: Path) -> None:
    async with served(str(tmp_path), WAARDENBORD_EVENT_LOOP="asyncio") as server:
        assert await server.readiness() == 200
        assert await server.stop() == 0


@pytest.mark.parametrize("wanted", ["auto", "asyncio"])
def test_who_is_gone_while_others_are_told_keeps_nothing_from_them(wanted: str) -> None:
    """uvloop's transports raise when they are written to after their end, asyncio's do not."""

    async def write_to_one_that_is_gone() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(asyncio.Protocol, "127.0.0.1", 0)
        transport, _ = await loop.create_connection(asyncio.Protocol, *server.sockets[0].getsockname())
        socket = SimpleNamespace(transport=transport, writable=asyncio.Event(), disconnected=False, close_sent=False)
        socket.writable.set()
        outbox = Outbox(cast("WebSocket", SimpleNamespace(scope={"extensions": {_EXTENSION: socket}})))
        try:
            outbox.send(b"frame")
            transport.abort()
            await asyncio.sleep(0.01)  # the loop ends it; the socket has not been told
            for _ in range(3):
                outbox.send(b"frame")
                outbox.flush()
        finally:
            server.close()

    with asyncio.Runner(loop_factory=loop_maker(wanted)) as runner:  # type: ignore[arg-type]  # the parameters are two of it
        runner.run(write_to_one_that_is_gone())
