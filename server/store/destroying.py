# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking whole logs away so that they are gone: from the store, from what workers hold, and from the disk.

Three steps, each of which may be done again: the log itself (one script, which leaves a record without content), what else is
named after it, and the append-only file. A crash in between leaves a record that is not finished, or a mark that the file still
holds what is gone; whoever looks next goes on from there. What the record names is put back by nobody but a restore that is told
to.
"""

import asyncio
import secrets
from collections.abc import Callable
from importlib.resources import files
from typing import Any, Literal, cast

from msgspec import Struct

from .beside import RELEASE
from .connections import Client, Keys, ask
from .copies import LogCopies
from .entries import NO_LOG, Entry, Head
from .errors import StoreError
from .logid import LogId
from .servers import Servers

Why = Literal["over", "unused", "unclosed", "operator", "facilitator", "coordinator", "manager"]
"""Why a log was taken away: its term after closing was over, it was never used, never closed, or somebody asked for it."""

FILE_REWRITTEN_WITHIN_S = 600.0
"""Rewriting goes at some hundred megabytes a second, and people may be appending."""

_POLL_S = 0.05
_MOMENT_S = 0.2
_DESTROY = files(__package__).joinpath("destroy.lua").read_text(encoding="utf-8")
_MARK = "#!lua flags=allow-oom\nreturn redis.call('SET', KEYS[1], ARGV[1])"
_REPLACE = files(__package__).joinpath("replace.lua").read_text(encoding="utf-8")


class Destroyed(Struct, frozen=True):
    """The record of a log that was taken away. It holds nothing of what was in it."""

    id: LogId
    at_ms: int
    why: Why
    entries: int
    """How many there were."""
    unfinished: bool
    """Something that is named after it may still be there."""
    rule: str = ""
    """The setting by which it went, with its days; "" when no term was over."""
    gone_since: str = ""
    """The day since which what others may point to is gone (ISO 8601); "" where they could not."""


class Destruction:
    """Takes away logs of one kind. Every method raises StoreUnavailable when there is no answer."""

    def __init__(self, servers: Servers, keys: Keys, copies: LogCopies) -> None:
        self._servers = servers
        self._client = servers.client
        self._keys = keys
        self._copies = copies

    async def destroy(self, log_id: str, why: Why, at: Head = NO_LOG, *, rule: str = "", gone_since: str = "") -> bool:
        """Take a log away, if it is still `at` that head (NO_LOG: wherever it is). False when not, when there is nothing, or when
        it is held. Workers that have it open hear of it. Call `finish`, then `clean_file` afterwards; `gone_since` stays
        on record.
        """
        keys = self._keys
        parts = (keys.log(log_id), keys.head(log_id), keys.clients(log_id))
        return await self._destroy(log_id, parts, (why, rule, gone_since), at)

    async def destroy_binned(self, log_id: str, why: Why, *, rule: str = "") -> bool:
        """The same with one that lies in the bin. Of one that lives again only what lies there goes, and the answer is False."""
        keys = self._keys
        parts = (keys.binned(log_id, "log"), keys.binned(log_id, "head"), keys.binned(log_id, "clients"))
        living = (keys.log(log_id), keys.head(log_id), keys.clients(log_id))
        return await self._destroy(log_id, parts, (why, rule, ""), NO_LOG, (keys.binned(log_id, "record"), *living))

    async def _destroy(
        self, log_id: str, parts: tuple[str, str, str], told: tuple[Why, str, str], at: Head, besides: tuple[str, ...] = ()
    ) -> bool:
        await self._mark_file()
        keys, (why, rule, gone_since) = self._keys, told
        answer = await self._ask(
            "EVAL", keys.saying(_DESTROY), 5 + len(besides), *parts, keys.destroyed(log_id), keys.hold(log_id), *besides,
            at.epoch, at.seq, at.nonce, why, keys.channel(log_id), rule, gone_since,
        )  # fmt: skip
        return bool(answer == b"DONE")

    async def finish(self) -> None:
        """Take away what else is named after logs that were destroyed: their join codes and what lies beside them. Also what a
        crash left there.
        """
        keys = self._keys
        unfinished = {record.id.id for record in await self.records() if record.unfinished}
        if not unfinished:
            return
        left: dict[str, list[str]] = {log_id: [] for log_id in unfinished}
        for code, log_id in await self._copies.all_codes():
            if log_id in unfinished:
                left[log_id].append(keys.code(code))
        # One look at all names, for many logs at once.
        async for key in self._copies.scan(keys.all_of_kind()):
            owner = keys.owner_of(key)
            if owner in unfinished and key != keys.destroyed(owner):
                left[owner].append(key)
        for log_id, names in left.items():
            for name in names:  # one by one: a code lies elsewhere than its log
                await self._ask("DEL", name)
            await self._ask("HDEL", keys.destroyed(log_id), "unfinished")

    async def clean_up(self) -> None:
        """Finish what was taken away, also what a crash left: everything named after it, and the append-only file."""
        await self.finish()
        await self.clean_file()

    async def records(self) -> list[Destroyed]:
        """Every log of this kind that was taken away, the first one first."""
        found = [await self.record(log_id) async for log_id in self._copies.ids_in(self._keys.all_destroyed(), "destroyed")]
        return sorted((each for each in found if each is not None), key=lambda each: (each.at_ms, each.id.id))

    async def record(self, log_id: str) -> Destroyed | None:
        """The record of this log, if it was taken away."""
        names = ("at_ms", "why", "entries", "unfinished", "rule", "gone_since")
        at_ms, why, entries, unfinished, *rest = await self._ask("HMGET", self._keys.destroyed(log_id), *names)
        if at_ms is None:
            return None
        rule, gone_since = ((each or b"").decode() for each in rest)
        which = self._keys.which(log_id)
        return Destroyed(which, int(at_ms), cast("Why", why.decode()), int(entries), unfinished is not None, rule, gone_since)

    async def replace(self, log_id: str, at: Head, payloads: list[bytes], at_ms: int, *, counters: bool = True) -> bool:
        """Let a log begin anew with these entries, as a new life of it, if it is still `at` that head; counters stay, unless the
        entries tell what they told. False when it is not. Workers that have it open hear of it. Call `clean_file` afterwards.
        """
        await self._mark_file()
        keys, copies = self._keys, self._copies
        entries = [Entry(seq, secrets.randbits(64) | 1, at_ms, payload, "", 0) for seq, payload in enumerate(payloads, start=1)]
        staged = keys.staged(log_id, "log", secrets.token_hex(8))
        try:
            await copies.stage_entries(staged, entries)
            answer = await self._ask(
                "EVAL", keys.saying(_REPLACE), 4, staged, keys.log(log_id), keys.head(log_id), keys.clients(log_id),
                at.epoch, at.seq, at.nonce, secrets.token_hex(8), len(entries), entries[-1].nonce, keys.channel(log_id),
                "0" if counters else "1",
            )  # fmt: skip
        except BaseException:
            await copies.forget_staged(staged)
            raise
        if answer != b"DONE":
            await copies.forget_staged(staged)
        return bool(answer == b"DONE")

    # ── the append-only file ────────────────────────────────────────────────────────────────────────────────────────

    async def _mark_file(self) -> None:
        """Before anything is taken away: then a crash after it leaves the mark."""
        await self._ask("EVAL", _MARK, 1, self._keys.unclean, secrets.token_hex(8))

    async def clean_file(self) -> bool:
        """Let the append-only file be written anew when it may still hold what was taken away; returns when it was. False when
        there was nothing to do.

        Raises StoreError when the server does not do it: not permitted, or it failed.
        """
        mark = await self._ask("GET", self._keys.unclean)
        if mark is None:
            return False
        await self.rewrite_file()
        await self._ask("EVAL", RELEASE, 1, self._keys.unclean, mark)
        return True

    async def rewrite_file(self) -> None:
        """Let every append-only file hold only what is there now; returns when they do. Raises StoreError or TimeoutError."""
        # One after another: a machine that holds two of them writes one at a time.
        for server in await self._servers.all():
            await _rewrite_file(server.client)

    async def _ask(self, *arguments: str | bytes | int) -> Any:
        return await ask(self._client, *arguments)


async def _rewrite_file(client: Client) -> None:
    async with asyncio.timeout(FILE_REWRITTEN_WITHIN_S):
        # One that is under way began before what has to be gone was.
        await _until(client, lambda told: not _is_rewriting(told))
        while True:
            try:
                await ask(client, "BGREWRITEAOF")
                break
            except StoreError as error:
                if "already in progress" not in str(error.__cause__):
                    raise
                await asyncio.sleep(_MOMENT_S)
        told = await _until(client, lambda told: not _is_rewriting(told))
    if told.get("aof_last_bgrewrite_status", "ok") != "ok":
        raise StoreError("file_not_clean", "Redis could not write its append-only file anew: see its log and its disk.")


async def _until(client: Client, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    while True:
        told: dict[str, Any] = await ask(client, "INFO", "persistence")
        if holds(told):
            return told
        await asyncio.sleep(_POLL_S)


def _is_rewriting(told: dict[str, Any]) -> bool:
    return bool(int(told.get("aof_rewrite_in_progress", 0)) or int(told.get("aof_rewrite_scheduled", 0)))
