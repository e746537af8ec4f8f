# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker: the server's rooms, feed and socket endpoint as they are shipped, on a line to the simulated store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from server.access import cookie_name
from server.live.clock import StoreClock
from server.live.connection import COMMANDS_BURST, COMMANDS_PER_S, Sockets
from server.live.room import Room
from server.live.rooms import Rooms, open_rooms
from server.rates import Rate
from server.store import StoreError
from tests.simulation.network import FaultyLine, Host, make_store
from tests.simulation.wire import Wire

SESSION = "s1"
SECRET_KEY = b"k" * 32
RESTART_PAUSE_S = 0.2


class Worker:
    """One process. It crashes by being left alone: nothing of it reaches anybody any more."""

    def __init__(self, name: str, host: Host, line: FaultyLine, failed: Callable[[BaseException], None]) -> None:
        self.name = name
        self.line = line
        self.rooms: Rooms | None = None
        self.wires: dict[Wire, None] = {}
        self.is_alive = True
        self._host = host
        self._failed = failed
        self._sockets: Sockets | None = None
        self._stopping = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._spawn(asyncio.create_task(self._run(), name=f"worker {name}"))

    @property
    def room(self) -> Room | None:
        """Its room, when it is open."""
        return self.rooms._rooms.get(SESSION) if self.rooms else None

    def accept(self, wire: Wire, role: str, cookie: str) -> None:
        """Serve a connection, unless the worker is still starting or has ended."""
        sockets = self._sockets
        if sockets is None or not self.is_alive or self._stopping.is_set():
            wire.cut(page_after_s=0.05, worker_after_s=None)
            return
        self.wires[wire] = None
        websocket = wire.serve({"session": SESSION, "role": role}, f"{cookie_name(role, SESSION, https=False)}={cookie}")  # type: ignore[arg-type]
        task = asyncio.create_task(sockets.endpoint(websocket), name="socket")
        task.add_done_callback(lambda _: self.wires.pop(wire, None))
        self._spawn(task)

    def crash(self, page_after_s: float | None) -> None:
        """Kill -9: what was on its way is gone."""
        self.is_alive = False
        self.line.is_dead = True
        for wire in list(self.wires):
            wire.cut(page_after_s=page_after_s, worker_after_s=None)

    def stop(self) -> None:
        """SIGTERM: connections are closed, rooms are closed, the rest is settled first."""
        self.is_alive = False
        for wire in list(self.wires):
            wire.cut(page_after_s=0.01, worker_after_s=0.0)
        self._stopping.set()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        store = make_store(self._host, self.line)
        while True:
            try:
                async with open_rooms(store, SECRET_KEY, StoreClock(loop.time)) as rooms:
                    self.rooms = rooms
                    self._sockets = Sockets(rooms, Rate(per_second=COMMANDS_PER_S, burst=COMMANDS_BURST, monotonic=loop.time))
                    await self._stopping.wait()
            except StoreError:
                await asyncio.sleep(RESTART_PAUSE_S)
            else:
                return

    def _spawn(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            error = task.exception()
            assert error is not None
            self._failed(error)
