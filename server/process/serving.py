# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process: uvicorn around the application, and a clean end."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Awaitable, Callable, Generator

import uvicorn
from starlette.types import ASGIApp

from server.live.sockets import WritableSocket
from server.process.connections import LOOK_EVERY_S, Connections, HttpConnection, most_connections
from server.process.descriptors import raise_limit
from sessions.material.limits import MAX_FRAME_BYTES

PING_EVERY_S = 20.0
"""Under the 60 seconds after which common proxies cut a silent socket (OPS-06)."""
GRACEFUL_S = 5
KEEP_ALIVE_S = 5
"""How long a connection may be idle between two requests."""

Hurried = Callable[[], bool]
OnStop = Callable[[Hurried], Awaitable[None]]
"""What happens between the signal and the closing of sockets; it is given a way to ask whether a second signal came."""


async def serve(
    app: ASGIApp, listening: socket.socket, on_ready: "asyncio.Event | None" = None, on_stop: OnStop | None = None
) -> None:
    """Serve until SIGTERM or SIGINT, or until cancelled. Sockets are closed with 1012, after which clients come back.

    After a signal nothing new is accepted, and `on_stop` is awaited before any socket is closed; when cancelled it is not.
    """
    config = uvicorn.Config(
        app,
        http=HttpConnection,
        ws=WritableSocket,
        ws_max_size=MAX_FRAME_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=PING_EVERY_S,
        ws_ping_timeout=PING_EVERY_S,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # `server.web.proxies`
        lifespan="off",
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=GRACEFUL_S,
    )
    # uvicorn's lines about single connections hold addresses of people, and below INFO whole frames (PRIV-08).
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    server = _Server(config, on_ready, on_stop)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        server.on_stop = None
        server.should_exit = True
        await task
        raise


class _Server(uvicorn.Server):
    """uvicorn's server, which says when it is ready, lets people go elsewhere before it closes their sockets, and does not raise
    a signal again when it has ended: SIGTERM would then end the process before the rooms and the store are closed.
    """

    def __init__(self, config: uvicorn.Config, on_ready: "asyncio.Event | None", on_stop: OnStop | None) -> None:
        super().__init__(config)
        self.server_state: Connections = Connections(most_connections(raise_limit()))
        self._leave = asyncio.Event()
        self.on_stop = on_stop
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._on_ready is not None:
            self._on_ready.set()

    # uvicorn looks ten times a second whether it was set, which is most of what a server does while nobody does anything.
    @property
    def should_exit(self) -> bool:
        """Whether to end."""
        return self._should_exit

    @should_exit.setter
    def should_exit(self, leaves: bool) -> None:
        self._should_exit = leaves
        if leaves:
            # Perhaps out of a signal, which wakes a loop that waits only so.
            with contextlib.suppress(RuntimeError):
                asyncio.get_running_loop().call_soon_threadsafe(self._leave.set)

    async def main_loop(self) -> None:
        while not await self.on_tick(0):
            self.server_state.look(asyncio.get_running_loop().time())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._leave.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self.on_stop is not None:
            # uvicorn's own way closes the sockets at once.
            for server in self.servers:
                server.close()
            for each in sockets or []:
                each.close()
            await self.on_stop(lambda: len(self._captured_signals) > 1)
        await super().shutdown(sockets)
        self.server_state.abort_all()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        with super().capture_signals():
            yield
            self._captured_signals.clear()
