# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A store, workers, and a workshop full of people who write without pause; what a fault is injected into."""

from __future__ import annotations

import asyncio
import contextlib
import random
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from websockets.exceptions import WebSocketException

from server.player.browser import Browser, Opened, join_workshop, open_workshop
from server.player.device import Device
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.faults.client import BACKLOG, Phone, digest, text_of
from tests.faults.history import History, Line
from tests.faults.processes import Store, Worker, until
from tests.patience import patient

PEOPLE = 26
"""With three commands each, 78 are under way at any time: more than the fifty that make an injection count."""
MIN_UNDER_WAY = 50
RECOVERY_LIMIT_S = 30.0
"""Who still waits so long after a fault is over is wedged (I13)."""
AT_EASE_S = 0.35
"""Mean pause between two commands of a person while nothing is going on."""
STEP = "A3"
"""Plenary, and everybody writes values in the room's circle: every screen shows the same notes."""
LOOK_AGAIN = 3
"""How many people's pages are compared with a fresh view after each fault; all of them after the last."""

MakeStore = Callable[[Path], Store]


class World:
    """Made by `open_world`. A fault calls `struck` when it strikes and `lifted` when it is over."""

    def __init__(self, folder: Path, store: Store, workers: list[Worker], history: History, seed: int) -> None:
        self.folder = folder
        self.store = store
        self.workers = workers
        self.history = history
        self.random = random.Random(seed)
        self.recovery_limit_s = RECOVERY_LIMIT_S
        """What the product promises; a test that shares its machine stretches it."""
        self.phones: list[Phone] = []
        self.opened: Opened | None = None
        self.under_way = 0
        """Commands that were issued and not settled when the fault struck."""
        self.in_flight = 0
        """Of those, how many had been sent."""
        self._struck_at = self._lifted_at = 0.0
        self.by_stream = False
        self.helper = ""
        """The page from which the step was begun."""
        self._rushing = False

    async def open_workshop(self, people: int) -> None:
        """Let everybody in and begin the step in which they write."""
        base = self.workers[0].base_url
        self.opened = await open_workshop(base, {"title": "Camera's", "organisation": "Gemeente"})
        facilitator = self._page("f", self.opened.facilitator, "facilitator")
        joined = [await join_workshop(base, self.opened.code) for _ in range(people)]
        self.phones = [facilitator, *(self._page(f"p{number}", browser, "participant") for number, browser in enumerate(joined))]
        async with Device(self.opened.facilitator, self.opened.session_id, "facilitator") as desk:
            self.helper = desk.client_id
            await desk.must(c.GoToStep(STEP, ""))
            run_id = desk.workshop.current
        for phone in self.phones:
            phone.run_id = run_id
            phone.start()
        if not await until(lambda: all(phone.up for phone in self.phones), patient(RECOVERY_LIMIT_S)):
            raise RuntimeError("not everybody could connect")

    def _page(self, name: str, browser: Browser, role: str) -> Phone:
        assert self.opened is not None
        doors = []
        for worker in self.workers:
            door = Browser(worker.base_url)
            door.cookies = dict(browser.cookies)
            doors.append(door)
        turn = len(self.phones) + sum(map(ord, name))
        doors = doors[turn % len(doors) :] + doors[: turn % len(doors)]
        phone = Phone(name, doors, self.opened.session_id, role, self.history, random.Random(self.random.random()))
        phone.by_stream = self.by_stream
        phone.pause_s = lambda: 0.0 if self._rushing else phone._random.uniform(0, 2 * AT_EASE_S)
        return phone

    # ── pressure ────────────────────────────────────────────────────────────────────────────────────────────────────

    def work(self) -> None:
        """Everybody but the facilitator writes from now on."""
        self._rushing = False
        for phone in self.phones[1:]:
            phone.busy = True
            phone.fill()

    def rush(self) -> None:
        """Everybody presses at once, and goes on so until `at_ease` or `work`."""
        self._rushing = True
        for phone in self.phones:
            phone.fill()

    def at_ease(self) -> None:
        """Everybody takes time again between two commands."""
        self._rushing = False

    def rest(self) -> None:
        """Nobody thinks of anything new; what waits is finished."""
        self._rushing = True
        for phone in self.phones:
            phone.busy = False
            phone.pump()

    # ── a fault ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def struck(self, kind: str) -> None:
        """The fault strikes now: note what is under way."""
        self.under_way = sum(len(phone.queue) for phone in self.phones)
        self.in_flight = sum(phone.in_flight for phone in self.phones)
        self._struck_at = time.monotonic()
        self._lifted_at = 0.0
        self.history.write("fault", kind=kind, what="struck", under_way=self.under_way, in_flight=self.in_flight)

    def lifted(self) -> None:
        """The fault is over. From here the time to recover counts."""
        self._lifted_at = time.monotonic()
        self.history.write("fault", kind="", what="lifted")

    async def recovered(self, kind: str, *, everybody: bool = False) -> float:
        """Wait until every command is settled and every screen shows the same; the seconds since the fault was over.

        Then pages at rest are compared with fresh full views through every worker.
        """
        self.rest()
        if not await until(self._at_rest, self.recovery_limit_s, every_s=0.02):
            self.history.write("fault", kind=kind, what="wedged", why=self._why())
        seconds = time.monotonic() - (self._lifted_at or self._struck_at)
        self.history.write("fault", kind=kind, what="recovered", ms=round(seconds * 1000))
        for worker in self.workers:
            if not worker.alive:
                await worker.start()
        chosen = self.phones[1:] if everybody else self.random.sample(self.phones[1:], min(LOOK_AGAIN, len(self.phones) - 1))
        for phone in (self.phones[0], *chosen):
            await self._look_again(phone)
        return seconds

    def _at_rest(self) -> bool:
        if any(phone.queue or not phone.up for phone in self.phones):
            return False
        return len({phone.notes_digest() for phone in self.phones}) == 1

    def _why(self) -> str:
        waiting = [phone.name for phone in self.phones if phone.queue]
        away = [phone.name for phone in self.phones if not phone.up]
        shown = len({phone.notes_digest() for phone in self.phones})
        return f"waiting: {waiting}; not connected: {away}; {shown} different screens"

    async def _look_again(self, phone: Phone) -> None:
        fresh: dict[str, str] = {}
        for browser in phone.doors:
            number = next(worker.number for worker in self.workers if worker.base_url == browser.base_url)
            page = await self._fresh_page(browser, phone)
            fresh[f"worker {number}"] = digest(list(page.records.values()))
            if phone is self.phones[0]:
                self._final(page)
        self.history.write("digest", c=phone.client_id, held=digest(list(phone.records.values())), fresh=fresh)

    async def _fresh_page(self, browser: Browser, phone: Phone) -> Device:
        """What a new page is shown. A worker that has just started may say "come back" first; a page does."""
        async with asyncio.timeout(patient(RECOVERY_LIMIT_S)):
            while True:
                page = Device(browser, *phone.address)
                with contextlib.suppress(WebSocketException, OSError):
                    async with page:
                        if page.welcome is not None:
                            return page
                await asyncio.sleep(0.1)

    def _final(self, page: Device) -> None:
        notes = {note.id: [text_of(note), note.rev] for note in page.all(r.NoteRecord)}
        self.history.write("final", notes=notes)
        self.tell_room(page)

    def tell_room(self, page: Device) -> None:
        """Write down who takes part, as the facilitator's page shows it."""
        self.history.write("room", people=sorted(person.participant_id for person in page.all(r.PersonRecord)))

    @property
    def code(self) -> str:
        """What people type to come in."""
        assert self.opened is not None
        return self.opened.code

    @property
    def session_id(self) -> str:
        """The workshop's."""
        assert self.opened is not None
        return self.opened.session_id

    def log_lines(self) -> list[Line]:
        """The log as it is stored, entry for entry, as lines of a history."""
        lines: list[Line] = []
        for stream_id, fields in self.store.ask("XRANGE", f"wb:{{s:{self.session_id}}}:log", "-", "+"):
            page = fields["c"].rpartition(":")[2]
            # Opening, joining and beginning are not the people's own commands.
            known = page if page != self.helper else ""
            lines.append({"k": "log", "at": 0, "seq": int(stream_id.partition("-")[0]), "c": known, "n": int(fields["k"])})
        return lines

    def head_seq(self) -> int:
        """How many entries the store has now."""
        return int(self.store.ask("HGET", f"wb:{{s:{self.session_id}}}:head", "seq") or 0)


@asynccontextmanager
async def open_world(
    make_store: MakeStore,
    *,
    workers: int = 2,
    several: int = 1,
    people: int = PEOPLE,
    seed: int = 1,
    folder: Path | None = None,
    by_stream: bool = False,
) -> AsyncIterator[World]:
    """A world that is at work; each worker is the parent of `several`. Its folder is removed afterwards unless it was given.
    `by_stream`: its people sit where the network lets no WebSocket through.
    """
    own = folder is None
    # Short: a socket's path has at most 108 bytes.
    folder = folder or Path(tempfile.mkdtemp(prefix="wbf-"))
    store = make_store(folder)
    world = World(
        folder,
        store,
        [Worker(number, folder, store, several) for number in range(workers)],
        History(folder / "history.jsonl"),
        seed,
    )
    world.by_stream = by_stream
    try:
        await store.start()
        for worker in world.workers:
            await worker.start()
        await world.open_workshop(people)
        yield world
    finally:
        for phone in world.phones:
            await phone.stop()
        for worker in world.workers:
            await worker.close()
        store.kill()
        world.history.close()
        if own:
            shutil.rmtree(folder, ignore_errors=True)


assert PEOPLE * BACKLOG > MIN_UNDER_WAY
