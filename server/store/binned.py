# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logs that were thrown away and can be taken back for a while: they lie under other names, where nothing finds them."""

import contextlib
from importlib.resources import files

from msgspec import Struct

from .connections import Client, Keys, ask
from .copies import LogCopies
from .destroying import Why
from .entries import NO_LOG, Entry, Head, entry_from_stream
from .errors import StoreError
from .logid import LogId

_MOVE = files(__package__).joinpath("binned.lua").read_text(encoding="utf-8")


class Binned(Struct, frozen=True):
    """What lies in the bin, why it was thrown away, and of which organisation it was, empty for none. `gone_since` is the day
    since which what others may point to is gone (ISO 8601), empty where they could not.
    """

    id: LogId
    at_ms: int
    why: Why
    of: str = ""
    gone_since: str = ""


class Bin:
    """The bin for logs of one kind. Every method raises StoreUnavailable when there is no answer."""

    def __init__(self, client: Client, keys: Keys, copies: LogCopies) -> None:
        self._client = client
        self._keys = keys
        self._copies = copies

    async def put(self, log_id: str, why: Why, at: Head = NO_LOG, *, of: str = "", gone_since: str = "") -> bool:
        """Throw a log away, if it is still `at` that head (NO_LOG: wherever it is). False when not, when there is none, or
        when it is held. Workers that have it open hear that it is gone.
        """
        if not await self._renamed(log_id, "in", why, at, of, gone_since):
            return False
        # It lies there whether or not this is told.
        with contextlib.suppress(StoreError):
            await ask(self._client, "INCR", self._keys.binned_times)
        return True

    async def take_back(self, log_id: str) -> bool:
        """Put it back where it was. False when it is not here, or when there is another by its id meanwhile."""
        return await self._renamed(log_id, "out", "", NO_LOG)

    async def _renamed(self, log_id: str, where: str, why: str, at: Head, *told: str) -> bool:
        keys = self._keys
        parts = ("log", "head", "clients")
        names = (keys.log(log_id), keys.head(log_id), keys.clients(log_id), *(keys.binned(log_id, part) for part in parts))
        answer = await ask(
            self._client, "EVAL", keys.saying(_MOVE), 8, *names, keys.binned(log_id, "record"), keys.hold(log_id),
            where, why, at.epoch, at.seq, at.nonce, keys.channel(log_id), *(told or ("", "")),
        )  # fmt: skip
        return bool(answer == b"DONE")

    async def entries(self, log_id: str) -> tuple[Entry, ...]:
        """The log as it lies here; empty when it does not."""
        found = await ask(self._client, "XRANGE", self._keys.binned(log_id, "log"), "-", "+")
        return tuple(entry_from_stream(stream_id, fields) for stream_id, fields in found)

    async def record(self, log_id: str) -> Binned | None:
        """When and why it was thrown away, if it lies here."""
        fields = await ask(self._client, "HMGET", self._keys.binned(log_id, "record"), "at_ms", "why", "of", "gone_since")
        at_ms, why, of, since = fields
        if at_ms is None:
            return None
        return Binned(self._keys.which(log_id), int(at_ms), why.decode(), (of or b"").decode(), (since or b"").decode())

    async def times(self) -> int:
        """How often anything was thrown away: as long as it is the same number, nothing was added to what `all` told."""
        return int(await ask(self._client, "GET", self._keys.binned_times) or 0)

    async def all(self) -> list[Binned]:
        """Whatever lies here, the first one first."""
        found = [await self.record(log_id) async for log_id in self._copies.ids_in(self._keys.all_binned(), "bin:record")]
        return sorted((each for each in found if each is not None), key=lambda each: (each.at_ms, each.id.id))
