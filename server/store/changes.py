# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word of every change to any log of one kind, for what is made of many of them: one connection that hears all channels of the
kind. It says which log changed and not what: the log is the truth. Word may be lost; whoever depends on it compares all heads
whenever `on_change` says None, and now and then.
"""

import asyncio
import contextlib
import logging
import math
from collections.abc import Callable
from typing import Any

from redis.asyncio.connection import AbstractConnection
from redis.exceptions import RedisError

from server.ending import begin

from .connections import Keys
from .feed import PING_EVERY_S, RECONNECT_LONGEST_S

_log = logging.getLogger(__name__)

OnChange = Callable[[str | None], None]
"""Given the id of a log that changed, began or was taken away; or None when any of them may have, unheard."""


class Changes:
    """`on_change` is called from one task; it returns at once."""

    def __init__(self, connect: Callable[[], AbstractConnection], keys: Keys, on_change: OnChange) -> None:
        """`connect` makes a connection that is not connected yet, to where changes are heard of."""
        self._make = connect
        self._keys = keys
        self._on_change = on_change
        self._heard = False
        self.connected = False
        """Whether word of changes comes in."""

    async def run(self) -> None:
        """Listen until cancelled; connects anew whenever the line breaks."""
        failures = 0
        while True:
            connection: AbstractConnection | None = None
            pinger: asyncio.Task[None] | None = None
            try:
                connection = self._make()
                await connection.connect()  # type: ignore[no-untyped-call]
                await connection.send_command("PSUBSCRIBE", self._keys.all_channels())
                pinger = begin(self._ping(connection), name="changes ping")
                while True:
                    reply = await connection.read_response(timeout=math.inf)
                    self._heard, failures = True, 0
                    self._take(reply)
            except Exception as error:  # noqa: BLE001 # whatever it was: it is listened to again
                if not failures:
                    _log.warning("word of changes from Redis stopped: %s", error)
                failures += 1
            finally:
                self.connected = False
                if pinger:
                    pinger.cancel()
                if connection:
                    await connection.disconnect(nowait=True)
            await asyncio.sleep(RECONNECT_LONGEST_S)

    async def _ping(self, connection: AbstractConnection) -> None:
        silent = 0
        while silent < 2:
            self._heard = False
            with contextlib.suppress(RedisError, OSError):
                if not connection.is_connected:
                    return
                await connection.send_command("PING")
            await asyncio.sleep(PING_EVERY_S)
            silent = 0 if self._heard else silent + 1
        await connection.disconnect(nowait=True)  # ends the read

    def _take(self, reply: Any) -> None:
        if not isinstance(reply, list):
            return  # a pong
        if reply[0] == b"psubscribe":
            self.connected = True
            # What changed before now was not heard.
            self._on_change(None)
        elif reply[0] == b"pmessage" and (log_id := self._keys.id_of(reply[2].decode(), "ev")):
            self._on_change(log_id)
