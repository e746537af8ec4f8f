# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Simulated people beside those with a browser, in a thread of their own: Playwright's synchronous API holds the main one."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Self, TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

from server.player.browser import Browser, Opened, join_workshop, open_workshop, unlock
from server.player.device import Device
from sessions import commands as c
from sessions import records as r

_T = TypeVar("_T")
_WITHIN_S = 60.0

CASE = {
    "title": "Slimme camera's op het Stationsplein",
    "organisation": "Gemeente Meerdorp",
    "case_text": "De gemeente wil software die ziet wanneer een groep mensen ruzie krijgt.",
    "language": "nl",
    "script": "codio-project-2025",
}


class Crowd:
    """Runs what simulated people do, and waits for it."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="crowd", daemon=True)
        self._stack = AsyncExitStack()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._stack.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, act: Coroutine[object, object, _T]) -> _T:
        """Do something in the crowd's thread, and wait for its end."""
        return asyncio.run_coroutine_threadsafe(act, self._loop).result(_WITHIN_S)

    def stay(self, device: Device) -> Device:
        """Connect a device until the crowd goes home."""
        return self.run(self._stack.enter_async_context(device))

    @property
    def stack(self) -> AsyncExitStack:
        """What the crowd closes when it goes home."""
        return self._stack


class Room:
    """A workshop that was opened by a simulated facilitator."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self.opened: Opened = crowd.run(open_workshop(crowd.base_url, CASE))
        self.desk = crowd.stay(Device(self.opened.facilitator, self.opened.session_id, "facilitator"))

    @property
    def board_url(self) -> str:
        """The participants' page."""
        return f"{self.crowd.base_url}/w/{self.opened.code}"

    @property
    def run_id(self) -> str:
        """The run that is on."""
        return self.desk.workshop.current

    def join(self, name: str = "") -> Device:
        """Somebody takes part with a device of his own."""
        browser = self.crowd.run(join_workshop(self.crowd.base_url, self.opened.code, name))
        return self.crowd.stay(Device(browser, self.opened.session_id, "participant"))

    def join_as(self, context: BrowserContext, name: str = "") -> None:
        """Somebody joins, whose board then opens in a browser: `board_url`."""
        carry(self.crowd.run(join_workshop(self.crowd.base_url, self.opened.code, name)), context)

    def do(self, command: c.Command) -> None:
        """The facilitator does something that cannot be refused."""
        self.crowd.run(self.desk.must(command))

    def go(self, leaf_id: str) -> str:
        """Go to a step, silences on the way included; the id of its run."""
        self.do(c.GoToStep(leaf_id, self.run_id))
        self.crowd.run(self.desk.until(lambda: self.desk.run is not None and self.desk.run.leaf_id == leaf_id))
        return self.run_id

    def open_silence(self) -> None:
        """Shorten the silence that is on, and wait for its end."""
        run_id = self.run_id
        self.do(c.ShortenTimer(run_id))
        self.crowd.run(self.desk.until(lambda: _is_open(self.desk, run_id)))


def _is_open(device: Device, run_id: str) -> bool:
    run = device.records.get(run_id)
    return isinstance(run, r.RunRecord) and run.opened_to != "author"


def carry(browser: Browser, context: BrowserContext) -> None:
    """Give a real browser the cookies of a simulated one."""
    host = urlsplit(browser.base_url).hostname or ""
    context.add_cookies([{"name": name, "value": value, "domain": host, "path": "/"} for name, value in browser.cookies.items()])


__all__ = ["Crowd", "Room", "carry", "unlock"]
