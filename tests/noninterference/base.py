# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The common past of two worlds: one workshop, opened, joined and played over HTTP and sockets up to a silent step.

Both worlds go on from copies of its store, so that every id, code, key and address in them is the same.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from msgspec import Struct
from redis.asyncio import Redis

from server.settings import Settings
from server.store.embedded import EmbeddedServer
from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.server.house import Player, Workshop, serving

MINUTE_MS = 600
"""A script's minute: five minutes of silence last three seconds, until the first action makes them an hour; shortened, 200 ms."""

PREFIX = "base:"


class Past(Struct, frozen=True):
    """The workshop. `people` are ids by label, `tables` where they sit, `cookies` the browser of each label."""

    session_id: str
    code: str
    content_hash: str
    people: dict[str, str]
    tables: dict[str, str]
    cookies: dict[str, dict[str, str]]


ROLES = {"facilitator": "facilitator", "screen": "screen", "scribe": "scribe"}
"""The labels that are not participants."""
PARTICIPANTS = ("author", "companion", "neighbour", "elsewhere")
"""`author` and `neighbour` sit at one table, `companion` and `elsewhere` at another; two more, who look at nothing, fill them."""
PROXIES = {"oma": "author", "opa": "elsewhere"}
"""Who has no device, and at whose table."""


class Store:
    """A real store in a directory of its own, with the past in it, and copies of it for as many worlds as are asked for."""

    def __init__(self, server: EmbeddedServer, folder: Path, past: Past) -> None:
        self.past = past
        self._server = server
        self._folder = folder
        self._worlds = 0

    async def fork(self) -> Settings:
        """Settings of a server that goes on from a copy of the past, under keys of its own."""
        self._worlds += 1
        prefix = f"w{self._worlds}:"
        async with Redis.from_url(self._server.url) as client:
            async for key in client.scan_iter(match=f"{PREFIX}*"):
                await client.copy(key, key.decode().replace(PREFIX, prefix, 1))
        return _settings(self._server.url, prefix, self._folder)

    async def forget(self, settings: Settings) -> None:
        """Drop a world that has been played."""
        async with Redis.from_url(self._server.url) as client:
            keys = [key async for key in client.scan_iter(match=f"{settings.key_prefix}*")]
            if keys:
                await client.unlink(*keys)


def _settings(url: str, prefix: str, folder: Path) -> Settings:
    return Settings(host="127.0.0.1", port=0, redis_url=url, key_prefix=prefix, data_dir=folder / "settings", minute_ms=MINUTE_MS)


@asynccontextmanager
async def open_past(folder: Path, prefix: str = PREFIX) -> AsyncIterator[Store]:
    """Play the past on a store in `folder`, and keep the store for worlds that follow."""
    async with EmbeddedServer(folder / "data") as server:
        async with serving(_settings(server.url, prefix, folder)) as house:
            past = await _play(await house.workshop(people=6))
        yield Store(server, folder, past)


async def make_past_folders(folder: Path, count: int) -> tuple[Past, list[Path]]:
    """The past as data directories, for servers that run as processes and bring their own store."""
    async with open_past(folder / "first", prefix=Settings().key_prefix) as store:
        past = store.past
    copies = [folder / f"world-{number}" for number in range(count)]
    for copy in copies:
        await asyncio.to_thread(shutil.copytree, folder / "first" / "data", copy)
    return past, copies


async def _play(workshop: Workshop) -> Past:
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        facilitator = await enter(workshop.facilitator())
        screen, scribe = await enter(await workshop.screen()), await enter(await workshop.scribe())
        phones = [await enter(workshop.device(browser)) for browser in workshop.people]
        await facilitator.go("A2c1")
        for phone in phones:
            await phone.settle()
        seated = _seat(phones)
        for proxy, beside in PROXIES.items():
            await scribe.must(c.AddProxy(proxy, seated[beside].me.table_id, proxy))
        await _write(facilitator, seated)
        people = {label: phone.me.participant_id for label, phone in seated.items()}
        board = await facilitator.browser.get(f"/regie/{workshop.id}")
        found = re.search(rf"/inhoud/{workshop.id}/(\w+)\.json", board.body)
        assert found, "the board's page names its content"
        browsers = {"facilitator": facilitator, "screen": screen, "scribe": scribe, **seated}
        return Past(
            session_id=workshop.id,
            code=workshop.code,
            content_hash=found[1],
            people={**people, **{proxy: proxy for proxy in PROXIES}},
            tables={label: phone.me.table_id for label, phone in seated.items()},
            cookies={label: dict(player.browser.cookies) for label, player in browsers.items()},
        )


def _seat(phones: list[Player]) -> dict[str, Player]:
    first = phones[0].me.table_id
    here = [phone for phone in phones if phone.me.table_id == first]
    there = [phone for phone in phones if phone.me.table_id != first]
    return {"author": here[0], "neighbour": here[1], "companion": there[0], "elsewhere": there[1]}


async def _write(facilitator: Player, seated: dict[str, Player]) -> None:
    """Open notes, chosen and hidden ones, a poster with a fixed version that it has left behind."""
    for number, phone in enumerate(seated.values()):
        await phone.add(f"old{number}", f"reden {number}", ("democratie", "rechtsstaat")[number % 2])
    await facilitator.settle()
    await facilitator.must(c.ChooseNote("old0", 0, "chosen"))
    await facilitator.must(c.HideNote("old1", hidden=True))
    await facilitator.go("A3")
    await facilitator.must(
        c.PutPosterEntry(
            "v1", 0, PosterValueContent(foundation="democratie", value=ValueRef("privacy"), meaning="wat het betekent"), ("old0",)
        )
    )
    await facilitator.must(c.TakeSnapshot())
    await facilitator.must(
        c.PutPosterEntry(
            "v2", 0, PosterValueContent(foundation="rechtsstaat", value=ValueRef("integrity"), meaning=""), ("old3",)
        )
    )
    # Notes that only one table sees.
    await facilitator.go("A2c1")
    for label in ("author", "elsewhere"):
        await seated[label].add(f"table-{label}", "aan tafel")
    assert all(isinstance(note, r.NoteRecord) for note in facilitator.all(r.NoteRecord))
