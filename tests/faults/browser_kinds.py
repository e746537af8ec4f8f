# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A browser that ends in the silence and is opened again on the same profile: its person is known, and his words are there.

Chromium itself, closed or killed, with a note that was stored, one that was written without a network, and one that is half
written. Whoever is asked again who he is, sees words twice or not at all, or stores them twice, is a failure.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import BrowserContext, Page, Playwright, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from scripts.browser import LAUNCH_ARGS, BrowserMissing, find_or_install
from server.player.browser import Browser, Opened, open_workshop
from server.player.device import Device
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.clientqueue.processes import Server
from tests.e2e.people import Phone
from tests.faults.client import text_of
from tests.faults.history import History
from tests.faults.kinds import Kind, MakeStore, NotPossible
from tests.faults.result import Result, sum_up
from tests.patience import patient

STEP = "A2b"
"""Everybody writes for himself, in silence."""
VALUES = ("Privacy", "Transparantie", "Duurzaamheid", "Veiligheid", "Integriteit", "Effectiviteit", "Wendbaarheid")
"""What is searched; notes with one value would lie on one stack, of which only the first is shown."""
STORED_WITHIN_S = 20.0
_T = TypeVar("_T")


class _Seat:
    """One person with a browser, in a thread of its own: Playwright's synchronous API holds it. Async things run in `loop`."""

    def __init__(self, playwright: Playwright, chromium: Path, place: _Place) -> None:
        self.place = place
        self._playwright = playwright
        self._chromium = chromium
        self._context: BrowserContext | None = None

    def open(self) -> Page:
        """Start the browser on its profile and go to the workshop."""
        self._context = self._playwright.chromium.launch_persistent_context(
            self.place.profile,
            executable_path=self._chromium,
            args=list(LAUNCH_ARGS),
            locale="nl-NL",
            viewport={"width": 360, "height": 780},
        )
        self._context.set_default_timeout(patient(20_000))
        page = self._context.pages[0]
        page.goto(self.place.board_url)
        return page

    def close(self) -> None:
        """As its person does."""
        if self._context is not None:
            self._context.close()
        self._context = None

    def kill(self) -> None:
        """As a crash does, or an empty battery."""
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (process / "cmdline").read_bytes().split(b"\0")
                if f"--user-data-dir={self.place.profile}".encode() in words:
                    os.kill(int(process.name), signal.SIGKILL)
        with contextlib.suppress(Exception):
            self.close()
        self._context = None


class _Place:
    """A server, a workshop in its silence, and the history of what its one person did."""

    def __init__(self, folder: Path, server: Server, opened: Opened, run: Callable[[Coroutine[Any, Any, Any]], Any]) -> None:
        self.profile = folder / "profile"
        self.server = server
        self.history = History(folder / "history.jsonl")
        self.opened = opened
        self._run = run

    @property
    def board_url(self) -> str:
        return f"{self.server.base_url}/w/{self.opened.code}"

    def run(self, act: Coroutine[Any, Any, _T]) -> _T:
        """Do something in the loop of the server, and wait for its end."""
        found: _T = self._run(act)
        return found

    async def stored(self, browser: Browser) -> list[r.NoteRecord]:
        """The notes that this browser's person has, as a new page of his is shown them."""
        async with Device(browser, self.opened.session_id, "participant") as page:
            return page.all(r.NoteRecord)

    async def clear(self, browser: Browser) -> list[str]:
        """Take all those away; their words."""
        async with Device(browser, self.opened.session_id, "participant") as page:
            notes = page.all(r.NoteRecord)
            for note in notes:
                await page.must(c.DeleteNote(note.id, note.rev))
        return [text_of(note) for note in notes]

    async def people(self) -> list[str]:
        """The ids of everybody, as the facilitator is shown them."""
        async with Device(self.opened.facilitator, self.opened.session_id, "facilitator") as page:
            return sorted(person.participant_id for person in page.all(r.PersonRecord))


async def run(_make: MakeStore, folder: Path, times: int, _seed: int, result: Result) -> None:
    """One person, whose browser ends `times` times."""
    try:
        chromium = await asyncio.to_thread(find_or_install)
    except BrowserMissing as missing:
        raise NotPossible(str(missing)) from None
    server = Server(folder)
    await server.start()
    try:
        opened = await open_workshop(server.base_url, {"title": "Camera's", "organisation": "Gemeente"})
        async with Device(opened.facilitator, opened.session_id, "facilitator") as desk:
            await desk.must(c.GoToStep(STEP, ""))
        loop = asyncio.get_running_loop()
        place = _Place(folder, server, opened, lambda act: asyncio.run_coroutine_threadsafe(act, loop).result(patient(60)))
        try:
            await asyncio.to_thread(_live, chromium, place, times, result)
        finally:
            sum_up(place.history, result)
            place.history.close()
    finally:
        await server.close()


def _live(chromium: Path, place: _Place, times: int, result: Result) -> None:
    expect.set_options(timeout=patient(20_000))
    with sync_playwright() as playwright:
        seat = _Seat(playwright, chromium, place)
        try:
            place.history.write("room", people=place.run(place.people()))
            page = seat.open()
            _join(page)
            for person in place.run(place.people()):
                place.history.write("joined", form="Kim", person=person)
            # What a browser was told a moment ago it has not yet written to its profile.
            seat.close()
            page = seat.open()
            for number in range(times):
                page = _once(seat, page, number, result)
            notes = place.run(place.stored(_browser_of(page, place)))
            place.history.write("final", notes={text_of(note): [text_of(note), note.rev] for note in notes})
            place.history.write("room", people=place.run(place.people()))
        except PlaywrightError as error:
            raise RuntimeError(f"the page is not as it should be: {error}") from None
        finally:
            seat.kill()


def _once(seat: _Seat, page: Page, number: int, result: Result) -> Page:
    """Write, end, open again, look. The new page."""
    place, phone, history = seat.place, Phone(page), seat.place.history
    offline = number % 2 == 1
    told, untold, half = f"{number} bewaard", f"{number} zonder net", f"{number} half"
    browser = _browser_of(page, place)
    _write(phone, history, told, number)
    _settle(place, browser, told)
    history.write("settled", c="Kim", op=told)
    if offline:
        place.server.cut_off()
        _write(phone, history, untold, number + 1)
    phone.pick_value(VALUES[(number + 2) % len(VALUES)])
    phone.why.fill(half)
    history.write("fault", kind="browser ends", what="struck", under_way=int(offline), in_flight=0)
    # Longer than a page takes to bring what was typed to its device.
    page.wait_for_timeout(600)
    if number % 4 < 2:
        seat.close()
    else:
        seat.kill()
    place.server.reconnect()
    history.write("fault", kind="", what="lifted")
    began = time.monotonic()
    page = seat.open()
    phone = Phone(page)
    if page.get_by_role("button", name="Doe mee").count():
        history.write("fault", kind="browser ends", what="wedged", why="he is asked again who he is")
        _join(page)
    expect(phone.note(told)).to_have_count(1)
    expect(phone.why).to_have_value(half)
    history.write("invoke", c="Kim", op=half, what="add", note=half, text=half)
    phone.press("Bewaar briefje")
    written = [told, half, *([untold] if offline else [])]
    for words in written[1:]:
        _settle(place, browser, words)
        history.write("settled", c="Kim", op=words)
    for words in written:
        expect(phone.note(words)).to_have_count(1)
    seconds = time.monotonic() - began
    history.write("fault", kind="browser ends", what="recovered", ms=round(seconds * 1000))
    result.injected += 1
    result.recover_ms.append(round(seconds * 1000))
    for words, copies in Counter(place.run(place.clear(browser))).items():
        history.write("invoke", c="Kim", op=f"{words}, weg", what="delete", note=words, text="")
        history.write("settled", c="Kim", op=f"{words}, weg")
        if copies > 1:
            result.duplicated += 1
            result.problems.append(f"duplicated: {words!r} stands in {copies} notes")
    for words in written:
        expect(phone.note(words)).to_have_count(0)
    return page


def _join(page: Page) -> None:
    page.get_by_label("Hoe mogen we je noemen?").fill("Kim")
    page.get_by_role("button", name="Doe mee").click()
    expect(page.get_by_role("combobox", name="Welke waarde is hier belangrijk?")).to_be_visible()


def _write(phone: Phone, history: History, words: str, number: int) -> None:
    history.write("invoke", c="Kim", op=words, what="add", note=words, text=words)
    phone.write_value(VALUES[number % len(VALUES)], words)


def _settle(place: _Place, browser: Browser, words: str) -> None:
    """Wait until it is stored."""
    give_up_at = time.monotonic() + patient(STORED_WITHIN_S)
    while words not in (text_of(note) for note in place.run(place.stored(browser))):
        if time.monotonic() > give_up_at:
            raise RuntimeError(f"{words!r} is not stored")
        time.sleep(0.05)


def _browser_of(page: Page, place: _Place) -> Browser:
    """A browser of ours with this one's cookies."""
    browser = Browser(place.server.base_url)
    browser.cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    return browser


KINDS: list[Kind] = [
    Kind("browser closed or killed in the silence, and opened again", profile="browser", long=True, run=run),
]
