# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A server, a proxy, and devices with people on the shipped client, who write without pause; what a fault is injected into."""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import re
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec

from server.player.browser import Browser, Opened, join_workshop, open_workshop
from server.player.device import Device as Onlooker
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.clientqueue.processes import Device, Server, bundle
from tests.faults.checker import Verdict, judge
from tests.faults.history import Line
from tests.faults.processes import until
from tests.patience import patient

DEVICES = 4
PEOPLE = 6
"""On each device, besides the facilitator: with three commands each, 72 are under way at any time."""
MIN_UNDER_WAY = 50
"""What makes an injection count."""
SPEED = 5.0
"""How much faster than real time goes by for the pages."""
RECOVERY_LIMIT_S = 30.0
"""Who still waits so long after a fault is over is wedged (I13)."""
STEP = "A3"
"""Plenary, and everybody writes values in the room's circle: every screen shows the same notes."""
LOOK_AGAIN = 8
"""How many pages are compared with a fresh view after each fault."""
LAST_BREATH_MS = 25.0
"""What was asked so shortly before a phone died may not have been written to it yet."""
_POLL_S = 0.05


class World:
    """Made by `open_world`. A fault calls `struck` when it strikes and `lifted` when it is over."""

    def __init__(self, folder: Path, speed: float = SPEED, plant: str = "") -> None:
        self.folder = folder
        self.server = Server(folder)
        self.recovery_limit_s = RECOVERY_LIMIT_S
        """What the product promises; a test that shares its machine stretches it."""
        self.devices: list[Device] = []
        self.under_way = 0
        """Commands that were issued and not settled when the fault struck."""
        self.adopted = 0
        """Commands that pages took over from dead ones."""
        self._speed = speed
        self._plant = plant
        self._random = random.Random(1)
        self._people: dict[str, tuple[Browser, str]] = {}
        """By the person's name: his cookies and his role, in the order of devices."""
        self._lines: list[Line] = []
        self._opened: Opened | None = None
        self._helper = ""
        self._struck_at = self._lifted_at = 0.0

    async def open_workshop(self) -> None:
        """Let everybody in and begin the step in which they write."""
        await self.server.start()
        base = self.server.base_url
        program = await asyncio.to_thread(bundle, self.folder)
        self._opened = opened = await open_workshop(base, {"title": "Camera's", "organisation": "Gemeente"})
        joined = [await join_workshop(base, opened.code) for _ in range(DEVICES * PEOPLE)]
        async with Onlooker(opened.facilitator, opened.session_id, "facilitator") as desk:
            self._helper = desk.client_id
            await desk.must(c.GoToStep(STEP, ""))
            run_id = desk.workshop.current
        content = await _content(joined[0], opened)
        for number in range(DEVICES):
            mine = joined[number * PEOPLE : (number + 1) * PEOPLE]
            people = [(f"d{number}p{at}", browser, "participant") for at, browser in enumerate(mine)]
            if number == 0:
                people.append(("f", opened.facilitator, "facilitator"))
            setting = {
                "base_url": base,
                "speed": self._speed,
                "plant": self._plant,
                # On plain http in a local network a browser has none.
                "locks": number < DEVICES // 2,
                "session": opened.session_id,
                "run_id": run_id,
                "content": content,
                "people": [{"name": name, "role": role, "cookie": browser.cookie_header} for name, browser, role in people],
            }
            self._people |= {name: (browser, role) for name, browser, role in people}
            self.devices.append(Device(self.folder / f"d{number}", program, setting))
        await asyncio.gather(*(device.start() for device in self.devices))
        if not await self._until(self._all_up, patient(RECOVERY_LIMIT_S)):
            raise RuntimeError("not everybody could connect")

    # ── pressure ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def all_say(self, order: str) -> list[Any]:
        """The answers of all devices."""
        return list(await asyncio.gather(*(device.say(order) for device in self.devices)))

    async def work(self) -> None:
        """Every participant writes from now on, with pauses."""
        await self.all_say("work")

    async def rush(self) -> None:
        """Every participant writes as fast as it goes."""
        await self.all_say("rush")

    async def waiting(self) -> int:
        """How many commands have no end yet."""
        return sum(status["pending"] for status in await self.all_say("status"))

    def stored(self) -> int:
        """How many entries the log has."""
        return int(self.server.ask("XLEN", self._log_key))

    async def stored_more(self, count: int, within_s: float = 10.0) -> bool:
        """Whether so many entries come to the log in time."""
        goal = self.stored() + count
        return await until(lambda: self.stored() >= goal, patient(within_s), every_s=0.01)

    @property
    def _log_key(self) -> str:
        assert self._opened is not None
        return f"wb:{{s:{self._opened.session_id}}}:log"

    # ── a fault ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def struck(self, kind: str) -> None:
        """The fault strikes now: note what is under way."""
        self.under_way = await self.waiting()
        self._struck_at = time.monotonic()
        self._lifted_at = 0.0
        self._write("fault", kind=kind, what="struck", under_way=self.under_way)

    def lifted(self) -> None:
        """The fault is over. From here the time to recover counts."""
        self._lifted_at = time.monotonic()
        self._write("fault", kind="", what="lifted")

    async def recovered(self, kind: str) -> float:
        """Wait until every command has its end and every screen shows the same; the seconds since the fault was over.

        Then what the pages hold is compared with fresh full views.
        """
        await self.all_say("rest")
        if not await self._until(self._at_rest, self.recovery_limit_s):
            self._write("fault", kind=kind, what="wedged", why=str(await self.all_say("status")))
        seconds = time.monotonic() - (self._lifted_at or self._struck_at)
        self._write("fault", kind=kind, what="recovered", ms=round(seconds * 1000))
        await self._compare()
        return seconds

    async def _all_up(self) -> bool:
        up: int = sum(status["up"] for status in await self.all_say("status"))
        return up == len(self._people)

    async def _at_rest(self) -> bool:
        found = await self.all_say("status")
        self.adopted = sum(status["adopted"] for status in found)
        if any(status["pending"] for status in found) or sum(status["up"] for status in found) != len(self._people):
            return False
        # What lies on a device belongs to a page that died, and is still to be taken over.
        if any(any(device.stored()) for device in self.devices):
            return False
        return len({digest for status in found for digest in status["notes"]}) == 1

    async def _until(self, holds: Any, within_s: float) -> bool:
        give_up_at = time.monotonic() + within_s
        while not await holds():
            if time.monotonic() > give_up_at:
                return False
            await asyncio.sleep(_POLL_S)
        return True

    async def _compare(self) -> None:
        held = [page for answer in await self.all_say("held") for page in answer]
        pages = list(zip(held, self._people.values(), strict=True))
        for page, (browser, role) in self._random.sample(pages, LOOK_AGAIN):
            fresh = await self._fresh(browser, role)
            self._write("digest", c=page["c"], held=page["held"], fresh={"the server": _digest(list(fresh.values()))})
        assert self._opened is not None
        shown = await self._fresh(self._opened.facilitator, "facilitator")
        found = {note.id: [_words(note), note.rev] for note in shown.values() if isinstance(note, r.NoteRecord)}
        self._write("final", notes=found)

    async def _fresh(self, browser: Browser, role: str) -> dict[str, r.Record]:
        """What a new page of this person is shown."""
        assert self._opened is not None
        async with Onlooker(browser, self._opened.session_id, role) as page:
            return page.records

    # ── what happened ───────────────────────────────────────────────────────────────────────────────────────────────

    def _write(self, k: str, **fields: Any) -> None:
        self._lines.append({"k": k, "at": time.monotonic() * 1000, **fields})

    async def verdict(self) -> Verdict:
        """Judge everything so far; the pages say what they still show as waiting, and write no more."""
        await self.all_say("close")
        return judge(self.history())

    def history(self) -> list[Line]:
        """What happened on all devices and here, in order, and the log as it is stored."""
        lines = list(self._lines)
        for device in self.devices:
            lines += [json.loads(line) for line in device.history.read_text(encoding="utf-8").splitlines()]
        lines.sort(key=lambda line: line["at"])
        return [*_without_last_breath(lines), *self._log_lines()]

    def _log_lines(self) -> list[Line]:
        lines: list[Line] = []
        for stream_id, fields in self.server.ask("XRANGE", self._log_key, "-", "+"):
            page = fields["c"].rpartition(":")[2]
            # Opening, joining and beginning are not the people's own commands.
            known = page if page != self._helper else ""
            lines.append({"k": "log", "at": 0, "seq": int(stream_id.partition("-")[0]), "c": known, "n": int(fields["k"])})
        return lines

    async def close(self) -> None:
        """End everything that was started."""
        for device in self.devices:
            await device.kill()
        await self.server.close()


async def _content(browser: Browser, opened: Opened) -> Any:
    """What the board's page loads besides its code, by the address that the page gives."""
    page = await browser.get(f"/w/{opened.code}/bord")
    found = re.search(r'data-content-url="([^"]+)"', page.body)
    assert found, "the page of the board names no content"
    return json.loads((await browser.get(found[1])).body)


def _without_last_breath(lines: list[Line]) -> list[Line]:
    """Without what somebody asked at the very moment that his phone died, before it was stored or sent: it was never promised.

    A page that lives stores everything at once, so there this changes nothing.
    """
    safe = {line["op"] for line in lines if line["k"] in ("kept", "sent")}
    # What others send for a dead page carries its name too.
    died_at = {line["c"]: line["at"] for line in lines if line["k"] in ("invoke", "kept", "settled", "seen")}
    return [
        line for line in lines if line["k"] != "invoke" or line["op"] in safe or line["at"] < died_at[line["c"]] - LAST_BREATH_MS
    ]


def _digest(records: list[r.Record]) -> str:
    """As person.ts has it."""
    plain = msgspec.to_builtins(sorted(records, key=lambda record: record.id))
    encoded = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(encoded.encode()).hexdigest()[:16]


def _words(note: r.NoteRecord) -> str:
    return getattr(note.content, "why", "")


@asynccontextmanager
async def open_world(speed: float = SPEED, plant: str = "") -> AsyncIterator[World]:
    """A world that is at work. `plant` is a flaw that its pages have when they take over a queue (see person.ts)."""
    # Short: a socket's path has at most 108 bytes.
    folder = Path(tempfile.mkdtemp(prefix="wbq-"))
    world = World(folder, speed, plant)
    try:
        await world.open_workshop()
        yield world
    finally:
        await world.close()
        shutil.rmtree(folder, ignore_errors=True)


assert DEVICES * PEOPLE * 3 > MIN_UNDER_WAY
