# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the store is asked for who comes: how his last command ended, and how far the log goes.

A hall that comes back at once asks together: one question is under way, and whoever comes meanwhile is in the next one.
"""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Protocol

from server.ending import begin, end
from server.store import Head, StoreUnavailable

AT_ONCE = 256
"""Clients in one question."""

Standing = tuple[int, str] | None
"""A client's last number and its outcome; None before its first."""


class _Log(Protocol):
    async def standing(self, log_id: str, clients: Sequence[str]) -> tuple[list[Standing], Head]:
        """The outcomes of these clients, and then the head: what was settled stands in a log that goes so far."""


class Arriving:
    """Asks for all who come. Call `close` at the end."""

    def __init__(self, log: _Log, log_id: str) -> None:
        self._log = log
        self._log_id = log_id
        self._waiting: list[_Arrival] = []
        self._asking: asyncio.Task[None] | None = None
        self._is_closed = False

    async def standing(self, client: str) -> tuple[Standing, Head]:
        """What the store says after now. Raises StoreError."""
        if self._is_closed:
            raise _closed()
        answered: asyncio.Future[tuple[Standing, Head]] = asyncio.get_running_loop().create_future()
        self._waiting.append((client, answered))
        if self._asking is None:
            self._asking = begin(self._ask_all(), name="ask for who comes")
        return await answered

    async def close(self) -> None:
        """Whoever waits now, or comes later, is told StoreUnavailable, and comes back."""
        self._is_closed = True
        await end([self._asking])
        _fail(self._waiting, _closed())

    async def _ask_all(self) -> None:
        try:
            while self._waiting:
                asked, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
                await self._ask(asked)
        finally:
            self._asking = None
            waiting, self._waiting = self._waiting, []
            _fail(waiting, _closed())

    async def _ask(self, asked: list["_Arrival"]) -> None:
        try:
            standings, head = await self._log.standing(self._log_id, [client for client, _ in asked])
            for (_, answered), standing in zip(asked, standings, strict=True):
                if not answered.done():
                    answered.set_result((standing, head))
        except asyncio.CancelledError:
            _fail(asked, _closed())
            raise
        except Exception as error:  # noqa: BLE001 # whatever it is: each of them is told
            _fail(asked, error)


_Arrival = tuple[str, "asyncio.Future[tuple[Standing, Head]]"]
"""A client, and who waits for what is known of it."""


def _closed() -> StoreUnavailable:
    return StoreUnavailable("lost", "The room was closed meanwhile.")


def _fail(arrivals: Iterable[_Arrival], error: Exception) -> None:
    for _, answered in arrivals:
        if not answered.done():
            answered.set_exception(error)
