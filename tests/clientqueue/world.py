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
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec

from server import access
from server.player.browser import Browser, Opened, join_workshop, open_workshop, unlock
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
"""On each device, besides the facilitator: with five commands each, 120 are under way at any time."""
MIN_UNDER_WAY = 50
"""What makes an injection count."""
SPEED = 5.0
"""How much faster than real time goes by for the pages."""
RECOVERY_LIMIT_S = 30.0
"""Who still waits so long after a fault is over is wedged (I13)."""
TITLE = "Camera's"
STEP = "A3"
"""Plenary, and everybody writes values in the room's circle: every screen shows the same notes."""
LOOK_AGAIN = 8
"""How many pages are compared with a fresh view after each fault."""
LAST_BREATH_MS = 25.0
"""What was asked so shortly before a phone died may not have been written to it yet."""
_POLL_S = 0.05


class House:
    """What several workshops of a run share: a server, and the program of the devices."""

    def __init__(self, folder: Path) -> None:
        self.server = Server(folder)
        self.program = Path()
        self._folder = folder

    async def start(self) -> None:
        """Returns when the server is ready. Call `server.close` afterwards."""
        await self.server.start()
        self.program = await asyncio.to_thread(bundle, self._folder)


class World:
    """Made by `open_world`. A fault calls `struck` when it strikes and `lifted` when it is over."""

    def __init__(
        self, folder: Path, house: House, *, speed: float = SPEED, plant: str = "", tabs: int = 1, ending: bool = False
    ) -> None:
        self.folder = folder
        self.server = house.server
        self.recovery_limit_s = RECOVERY_LIMIT_S
        """What the product promises; a test that shares its machine stretches it."""
        self.devices: list[Device] = []
        self.under_way = 0
        """Commands that were issued and not settled when the fault struck."""
        self.adopted = 0
        """Commands that pages took over from dead ones."""
        self._program = house.program
        self._speed = speed
        self._plant = plant
        self._tabs = tabs
        self._ending = ending
        self._random = random.Random(1)
        self._people: dict[str, tuple[Browser, str]] = {}
        """By the name of a page: its person's cookies and role, in the order of devices."""
        self._lines: list[Line] = []
        self._opened: Opened | None = None
        self._run_id = ""
        self._others: set[str] = set()
        """Pages that are not the people's: from there the step was begun, for example."""
        self._struck_at = self._lifted_at = 0.0

    @property
    def opened(self) -> Opened:
        """The workshop that these people are in."""
        assert self._opened is not None
        return self._opened

    async def open_workshop(self, *, devices: int = DEVICES, scribes: bool = False) -> None:
        """Let everybody in and begin the step in which they write. With `scribes` nobody has a device but those who type."""
        base = self.server.base_url
        self._opened = opened = await open_workshop(base, {"title": TITLE, "organisation": "Gemeente"})
        async with Onlooker(opened.facilitator, opened.session_id, "facilitator") as desk:
            self.not_ours(desk.client_id)
            await desk.must(c.GoToStep(STEP, ""))
            self._run_id = desk.workshop.current
        browsers = await (self._scribes if scribes else self._joined)(devices * PEOPLE // self._tabs)
        content = await _content(base, opened)
        for number in range(devices):
            people = self._of_device(number, browsers, scribes=scribes)
            if number == 0:
                people.append(({"name": "f", "person": "f", "role": "facilitator", "behalf": ""}, opened.facilitator))
            setting = {
                "base_url": base,
                "speed": self._speed,
                "plant": self._plant,
                "tabs": self._tabs,
                "ending": self._ending,
                # On plain http in a local network a browser has none; in Node they reach no further than one process.
                "locks": number < devices // 2 and self._tabs == 1,
                "session": opened.session_id,
                "run_id": self._run_id,
                "content": content,
                "people": [{**who, "cookie": browser.cookie_header} for who, browser in people],
            }
            self._people |= {who["name"]: (browser, who["role"]) for who, browser in people}
            shared = self.folder / f"kept{number // self._tabs}"
            self.devices.append(Device(self.folder / f"d{number}", self._program, setting, shared))
        await asyncio.gather(*(device.start() for device in self.devices))
        if not await self.until(self._all_up, patient(RECOVERY_LIMIT_S)):
            raise RuntimeError("not everybody could connect")

    def _of_device(
        self, number: int, browsers: list[tuple[Browser, str]], *, scribes: bool
    ) -> list[tuple[dict[str, str], Browser]]:
        """Whose pages are open there; with two tabs a person's second one is on the next device, a process of its own."""
        place, tab = divmod(number, self._tabs)
        role = "scribe" if scribes else "participant"
        return [
            (
                {
                    "name": f"d{place}p{at}{'abc'[tab]}",
                    "person": f"p{at}",
                    "id": self._id(browser),
                    "role": role,
                    "behalf": behalf,
                },
                browser,
            )
            for at, (browser, behalf) in enumerate(browsers[place * PEOPLE : (place + 1) * PEOPLE])
        ]

    def _id(self, browser: Browser) -> str:
        """Of the participant whose browser it is; empty for other roles."""
        secret = access.secret_in(browser.cookies, "participant", self.opened.session_id)
        return f"p{access.hash_secret(secret)[:16]}" if secret else ""

    async def _joined(self, count: int) -> list[tuple[Browser, str]]:
        return [(await join_workshop(self.server.base_url, self.opened.code), "") for _ in range(count)]

    async def _scribes(self, count: int) -> list[tuple[Browser, str]]:
        """Pages of one link, each for somebody else without a device."""
        scribe = await unlock(self.server.base_url, "notulen", self.opened.session_id, self.opened.scribe_key)
        async with Onlooker(scribe, self.opened.session_id, "scribe") as page:
            self.not_ours(page.client_id)
            for number in range(count):
                await page.must(c.AddProxy(f"proxy{number}", page.all(r.TableRecord)[0].id))
        return [(scribe, f"proxy{number}") for number in range(count)]

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

    def adopted_by(self, found: list[Any]) -> int:
        """How many commands the pages of which this is the status have taken over."""
        return sum(status["adopted"] for status in found)

    async def unsent(self) -> list[str]:
        """What stands on the pages as not stored."""
        return [op for ops in await self.all_say("unsent") for op in ops]

    def not_ours(self, client_id: str) -> None:
        """A page whose commands are none of the people's."""
        self._others.add(client_id)

    def browsers(self, role: str) -> list[Browser]:
        """Of everybody in this role."""
        return [browser for browser, held in self._people.values() if held == role]

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
        return f"wb:{{s:{self.opened.session_id}}}:log"

    # ── a fault ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def struck(self, kind: str) -> None:
        """The fault strikes now: note what is under way."""
        self.under_way = await self.waiting()
        self._struck_at = time.monotonic()
        self._lifted_at = 0.0
        self.write("fault", kind=kind, what="struck", under_way=self.under_way)

    def lifted(self) -> None:
        """The fault is over. From here the time to recover counts."""
        self._lifted_at = time.monotonic()
        self.write("fault", kind="", what="lifted")

    async def recovered(self, kind: str) -> float:
        """Wait until every command has its end and every screen shows the same; the seconds since the fault was over.

        Then what the pages hold is compared with fresh full views.
        """
        await self.all_say("rest")
        if not await self.until(self._at_rest, self.recovery_limit_s):
            self.wedged(kind, str(await self.all_say("status")))
        seconds = self.over(kind)
        await self._compare()
        return seconds

    def wedged(self, kind: str, why: str) -> None:
        """People still wait after the limit."""
        self.write("fault", kind=kind, what="wedged", why=why)

    def over(self, kind: str) -> float:
        """Everything is as it should be; the seconds since the fault was over."""
        seconds = time.monotonic() - (self._lifted_at or self._struck_at)
        self.write("fault", kind=kind, what="recovered", ms=round(seconds * 1000))
        return seconds

    async def _all_up(self) -> bool:
        up: int = sum(status["up"] for status in await self.all_say("status"))
        return up == len(self._people)

    async def _at_rest(self) -> bool:
        found = await self.all_say("status")
        self.adopted = self.adopted_by(found)
        if any(status["pending"] for status in found) or sum(status["up"] for status in found) != len(self._people):
            return False
        # What lies on a device belongs to a page that died, and is still to be taken over.
        if any(any(device.stored()) for device in self.devices):
            return False
        return len({digest for status in found for digest in status["notes"]}) == 1

    async def until(self, holds: Callable[[], Awaitable[bool]], within_s: float) -> bool:
        """Whether it came true in time."""
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
            self.write("digest", c=page["c"], held=page["held"], fresh={"the server": _digest(list(fresh.values()))})
        await self.look()

    async def look_at_devices(self) -> None:
        """Write down what stands on the pages as not stored."""
        self.write("device", ops=await self.unsent())

    async def look(self, facilitator: Browser | None = None) -> None:
        """Write down which notes there are now; with another browser when his link is a new one."""
        shown = await self._fresh(facilitator or self.opened.facilitator, "facilitator")
        found = {note.id: [_words(note), note.rev] for note in shown.values() if isinstance(note, r.NoteRecord)}
        self.write("final", notes=found)

    async def _fresh(self, browser: Browser, role: str) -> dict[str, r.Record]:
        """What a new page of this person is shown."""
        async with Onlooker(browser, self.opened.session_id, role) as page:
            return page.records

    # ── what happened ───────────────────────────────────────────────────────────────────────────────────────────────

    def write(self, k: str, **fields: Any) -> None:
        """A line of the history, now."""
        self._lines.append({"k": k, "at": time.monotonic() * 1000, **fields})

    async def verdict(self) -> Verdict:
        """Judge everything so far; the pages say what they still show as waiting, and write no more."""
        if self._tabs > 1:
            # Of the tabs that share a device one tells for all.
            said = await asyncio.gather(*(device.say("drafts") for device in self.devices[:: self._tabs]))
            self.write("drafts", texts=[text for texts in said for text in texts])
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
        # Gone when the workshop was erased.
        for stream_id, fields in self.server.ask("XRANGE", self._log_key, "-", "+"):
            page = fields["c"].rpartition(":")[2]
            # Opening, joining and beginning are not the people's own commands.
            known = page if page not in self._others else ""
            lines.append({"k": "log", "at": 0, "seq": int(stream_id.partition("-")[0]), "c": known, "n": int(fields["k"])})
        return lines

    async def close(self) -> None:
        """End the devices; the house stands."""
        for device in self.devices:
            await device.kill()


async def _content(base_url: str, opened: Opened) -> Any:
    """What the board's page loads besides its code, by the address that the page gives."""
    browser = await join_workshop(base_url, opened.code)
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
async def open_house() -> AsyncIterator[tuple[Path, House]]:
    """A folder and a server in it, for workshops that one makes oneself."""
    # Short: a socket's path has at most 108 bytes.
    folder = Path(tempfile.mkdtemp(prefix="wbq-"))
    house = House(folder)
    try:
        await house.start()
        yield folder, house
    finally:
        await house.server.close()
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def open_world(speed: float = SPEED, plant: str = "", tabs: int = 1) -> AsyncIterator[World]:
    """A world that is at work. `plant` is a flaw that its pages have when they take over a queue (see person.ts)."""
    async with open_house() as (folder, house):
        world = World(folder, house, speed=speed, plant=plant, tabs=tabs)
        try:
            await world.open_workshop()
            yield world
        finally:
            await world.close()


assert DEVICES * PEOPLE * 5 > MIN_UNDER_WAY
