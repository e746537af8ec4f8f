# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a world is played: on servers in this process that can be made to leak, or on `waardenbord serve` as it is."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import os
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import server.access
import server.live.connection
import server.live.room
from server.settings import Settings
from tests.noninterference.base import Store
from tests.patience import patient
from tests.server.house import House, serving, until

READY_S = 20.0
_OURS = ("server", "sessions", "board", "uvicorn", "starlette")
_STAMP = re.compile(r'"time": "[^"]+", |"process": \d+, ')


class Place:
    """One or two servers on one store. `swift`: presence is told at once, so that each frame of it can be compared."""

    swift = False
    two_workers = False

    async def start(self) -> str:
        """Serve; the address."""
        raise NotImplementedError

    async def restart(self) -> str:
        """Stop the first server in order and start it again; its new address."""
        raise NotImplementedError

    async def second(self) -> str:
        """The address of a second server on the same store."""
        raise NotImplementedError

    async def level(self, session_id: str) -> None:
        """Wait until every server has told its people what the others stored."""

    async def occupied(self, session_id: str, connections: int) -> None:
        """Wait until the first server has noticed who left: that many connections are in the room."""

    async def mark(self, session_id: str, client_id: str, frame: bytes) -> None:
        """Queue a frame for the page of that name, behind whatever had been sent to it."""
        raise NotImplementedError

    def log(self) -> list[str]:
        """What was logged, without the time of day."""
        raise NotImplementedError


class HousePlace(Place):
    """Servers in this process."""

    swift = True
    two_workers = True

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stacks: list[AsyncExitStack] = []
        self.houses: list[House] = []
        self._lines: list[str] = []

    async def start(self) -> str:
        stack = AsyncExitStack()
        self.houses.append(await stack.enter_async_context(serving(self._settings)))
        self._stacks.append(stack)
        return self.houses[-1].base_url

    async def restart(self) -> str:
        await self._stacks[0].aclose()
        self._stacks[0] = AsyncExitStack()
        self.houses[0] = await self._stacks[0].enter_async_context(serving(self._settings))
        return self.houses[0].base_url

    async def second(self) -> str:
        return self.houses[1].base_url if len(self.houses) > 1 else await self.start()

    async def level(self, session_id: str) -> None:
        if len(self.houses) < 2:
            return
        rooms = [await house.rooms.get(session_id) for house in self.houses]

        async def are_level() -> bool:
            head = await self.houses[0].rooms.log.head(session_id)
            return all(room is not None and room.head == head for room in rooms)

        await until(are_level)

    async def occupied(self, session_id: str, connections: int) -> None:
        room = await self.houses[0].rooms.get(session_id)
        assert room is not None
        await until(lambda: len(room.fanout) == connections)

    async def mark(self, session_id: str, client_id: str, frame: bytes) -> None:
        rooms = [await house.rooms.get(session_id) for house in self.houses]
        members = [member for room in rooms if room is not None for member in room.fanout.members()]
        for member in members:
            if member.client.endswith(f":{client_id}"):
                member.send(frame)

    def log(self) -> list[str]:
        return self._lines

    @asynccontextmanager
    async def open(self) -> AsyncIterator[HousePlace]:
        """Stop the servers when the context ends."""
        with _listening(self._lines):
            try:
                yield self
            finally:
                for stack in reversed(self._stacks):
                    await stack.aclose()


@contextmanager
def _listening(lines: list[str]) -> Iterator[None]:
    """Keep every line of the product's loggers, at whatever level."""

    class _Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.levelname} {record.name} {record.getMessage()}")

    keeper = _Keeper()
    loggers = [logging.getLogger(name) for name in _OURS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(keeper)
        logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(keeper)
            logger.setLevel(level)


@contextmanager
def made_exact() -> Iterator[None]:
    """What depends on the speed of the machine or on chance, and has nothing to do with secrets, is the same in every world here:
    presence is told at once, nobody is too fast, and the ids and keys of people who join come in one order.
    """
    numbers = itertools.count(1)
    chance = SimpleNamespace(
        token_hex=lambda size: f"{next(numbers):0{2 * size}x}",
        token_bytes=lambda size: next(numbers).to_bytes(size, "big"),
    )
    with (
        patch.object(server.live.room, "PRESENCE_EVERY_S", 0.0),
        patch.object(server.live.connection, "COMMANDS_PER_S", 1e9),
        patch.object(server.live.connection, "COMMANDS_BURST", 1e9),
        patch.object(server.live.connection, "FLOOD_REFUSALS", 10**9),
        patch.object(server.access, "secrets", chance),
    ):
        yield


@asynccontextmanager
async def house_place(store: Store) -> AsyncIterator[HousePlace]:
    """A place that goes on from a copy of the past."""
    settings = await store.fork()
    with made_exact():
        async with HousePlace(settings).open() as place:
            yield place
    await store.forget(settings)


class ProcessPlace(Place):
    """`waardenbord serve` on a data directory of its own, with an embedded store, saying all that it ever logs."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._log = data_dir.with_suffix(".log")
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> str:
        kept = {name: text for name, text in os.environ.items() if name not in ("REDIS_URL", "PORT", "HOST")}
        ours = {
            "WAARDENBORD_DATA_DIR": str(self._data_dir),
            "WAARDENBORD_LOG_LEVEL": "debug",
            "WAARDENBORD_DRAIN_MS": "0",
            "PYTHONHASHSEED": "0",
        }
        with self._log.open("ab") as errors:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "server.cli", "serve", "--host", "127.0.0.1", "--port", "0"),
                env={**kept, **ours},
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
            )
        assert self._process.stdout is not None
        async with asyncio.timeout(patient(READY_S)):
            while line := await self._process.stdout.readline():
                if found := re.search(rb"http://localhost:(\d+)", line):
                    return f"http://localhost:{int(found[1])}"
        raise AssertionError(f"the server did not start: {self._log.read_text(encoding='utf-8')}")

    async def stop(self) -> None:
        """Stop it in order."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
            async with asyncio.timeout(patient(READY_S)):
                await self._process.communicate()
            self._process = None

    async def restart(self) -> str:
        await self.stop()
        return await self.start()

    def log(self) -> list[str]:
        return [_STAMP.sub("", line) for line in self._log.read_text(encoding="utf-8").splitlines()]


@asynccontextmanager
async def process_place(data_dir: Path) -> AsyncIterator[ProcessPlace]:
    """A server process that is stopped when the context ends."""
    place = ProcessPlace(data_dir)
    try:
        yield place
    finally:
        await place.stop()
