# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Simulated people beside those with a browser, in a thread of their own: Playwright's synchronous API holds the main one."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Self, TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

from server.player.browser import Browser, Opened, join_workshop, open_workshop, unlock
from server.player.device import Device
from sessions.model import items as i
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.patience import patient

_T = TypeVar("_T")
_R = TypeVar("_R", bound=r.Record)
_WITHIN_S = 60.0
MUCH_S = 240

CASE = {
    "title": "Slimme camera's op het Stationsplein",
    "organisation": "Gemeente Meerdorp",
    "case_text": "De gemeente wil software die ziet wanneer een groep mensen ruzie krijgt.",
    "language": "nl",
    "script": "codio-project-2025",
}
PAD = {**CASE, "script": "codio-pad"}


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
        return asyncio.run_coroutine_threadsafe(act, self._loop).result(patient(_WITHIN_S))

    def stay(self, device: Device) -> Device:
        """Connect a device until the crowd goes home."""
        return self.run(self._stack.enter_async_context(device))

    @property
    def stack(self) -> AsyncExitStack:
        """What the crowd closes when it goes home."""
        return self._stack


class Room:
    """A workshop that was opened by a simulated facilitator."""

    def __init__(self, crowd: Crowd, case: dict[str, str] = CASE) -> None:
        self.crowd = crowd
        self.opened: Opened = crowd.run(open_workshop(crowd.base_url, case))
        self.desk = crowd.stay(Device(self.opened.facilitator, self.opened.session_id, "facilitator"))

    @property
    def board_url(self) -> str:
        """The participants' page."""
        return f"{self.crowd.base_url}/w/{self.opened.code}"

    @property
    def run_id(self) -> str:
        """The run that is on."""
        return self.desk.workshop.current

    def join(self, name: str = "", *, keep_frames: bool = False) -> Device:
        """Somebody takes part with a device of his own."""
        browser = self.crowd.run(join_workshop(self.crowd.base_url, self.opened.code, name))
        return self.crowd.stay(Device(browser, self.opened.session_id, "participant", keep_frames=keep_frames))

    def join_as(self, context: BrowserContext, name: str = "") -> None:
        """Somebody joins, whose board then opens in a browser: `board_url`."""
        carry(self.crowd.run(join_workshop(self.crowd.base_url, self.opened.code, name)), context)

    def enter(self, door: str, key: str, context: BrowserContext) -> str:
        """Go through the door of a secret link ("scherm", "notulen"); the address of the page behind it."""
        carry(self.crowd.run(unlock(self.crowd.base_url, door, self.opened.session_id, key)), context)
        return f"{self.crowd.base_url}/{door}/{self.opened.session_id}"

    def do(self, command: c.Command) -> None:
        """The facilitator does something that cannot be refused."""
        self.crowd.run(self.desk.must(command))

    def do_as(self, person: Device, command: c.Command) -> None:
        """Somebody else does something that cannot be refused."""
        self.crowd.run(person.must(command))

    def put(self, item_id: str, content: i.ItemContent, *, by: Device | None = None) -> None:
        """Lay something on the board, as the facilitator or as somebody else; the case lies there from the start."""
        person = by or self.desk
        known = person.records.get(f"item:{item_id}")
        rev = known.rev if isinstance(known, r.ItemRecord) else 0
        self.do_as(person, c.PutItem(item_id, rev, content))

    def until(self, condition: Callable[[], bool], *, by: Device | None = None) -> None:
        """Wait until something holds of what the facilitator, or somebody else, has before him."""
        self.crowd.run((by or self.desk).until(condition))

    def one(self, kind: type[_R], which: Callable[[_R], bool] = lambda _: True, *, by: Device | None = None) -> _R:
        """What the facilitator, or somebody else, has before him of a kind, as soon as there is just one. A device follows the
        others in its own time, so a test never takes what it has at this very moment for all that it will have."""
        person = by or self.desk
        self.crowd.run(person.until(lambda: sum(which(record) for record in person.all(kind)) == 1))
        return next(record for record in person.all(kind) if which(record))

    def sees(self, words: str, *, by: Device) -> None:
        """Wait until a simulated person has these words before him."""
        self.crowd.run(by.until(lambda: any(words in str(record) for record in by.records.values())))

    def go(self, leaf_id: str) -> str:
        """Go to a step, silences on the way included; the id of its run."""
        self.do(c.GoToStep(leaf_id, self.run_id))
        self.crowd.run(self.desk.until(lambda: self.desk.run is not None and self.desk.run.leaf_id == leaf_id))
        return self.run_id

    def be_silent(self, leaf_id: str) -> str:
        """Go to a silent step, and give it time enough for a slow machine; the id of its run."""
        run_id = self.go(leaf_id)
        self.do(c.AddTime(run_id, MUCH_S))
        return run_id

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
