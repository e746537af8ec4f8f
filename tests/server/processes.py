# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`waardenbord serve` as processes of their own, to be stopped, killed and replaced; and a device that goes on through it all."""

from __future__ import annotations

import asyncio
import contextlib
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from websockets.exceptions import WebSocketException

from server.player.browser import Browser, Opened
from server.player.device import Device
from sessions.model.codes import Refusal
from sessions.wire import commands as c
from sessions.wire import records as r
from sessions.wire.frames import Do, Drain, Lost, ServerFrame
from tests.patience import patient
from tests.running import NO_TLS, started
from tests.server.house import pack, value

READY_S = 20.0


class Served:
    """One `waardenbord serve`, with its workers if it has several."""

    def __init__(self, process: asyncio.subprocess.Process, base_url: str) -> None:
        self.process = process
        self.base_url = base_url

    def workers(self) -> list[int]:
        """The process ids of its workers, as the kernel tells; with the embedded store among them left out."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return [int(child) for child in children if b"--listen-fd" in _command_line(int(child))]

    async def readiness(self) -> int:
        """The status of /readyz; 0 when nobody listens."""
        async with httpx.AsyncClient(trust_env=False, timeout=patient(5), verify=NO_TLS) as client:
            try:
                return (await client.get(f"{self.base_url}/readyz")).status_code
            except httpx.HTTPError:
                return 0

    async def stop(self, number: int = signal.SIGTERM) -> int:
        """Its exit status."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)
        async with asyncio.timeout(patient(20)):
            return await self.process.wait()


def _command_line(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


@asynccontextmanager
async def served(data_dir: str, *arguments: str, port: int = 0, **environment: str) -> AsyncIterator[Served]:
    """A server that has said where it is; killed at the end if it still lives."""
    fixed = {"WAARDENBORD_DATA_DIR": data_dir, "WAARDENBORD_LOG_LEVEL": "warning", "WAARDENBORD_DRAIN_MS": "800"}
    serve = ("serve", "--host", "127.0.0.1", "--port", str(port))
    async with started(None, None, *serve, *arguments, **{**fixed, **environment}) as process:
        assert process.stdout is not None
        async with asyncio.timeout(patient(READY_S)):
            while True:
                line = await process.stdout.readline()
                assert line, f"the server ended with status {await process.wait()} before it said where it is"
                if found := re.search(rb"http://localhost:(\d+)", line):
                    break
        try:
            yield Served(process, f"http://127.0.0.1:{int(found[1])}")
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            async with asyncio.timeout(patient(20)):
                await process.wait()


class Steady(Device):
    """A device that comes back after every break, to the next of `addresses`, and sends again what was not settled, as the page
    does. When its worker drains, it leaves when it was told to.
    """

    def __init__(self, browser: Browser, session_id: str, role: str, addresses: list[str]) -> None:
        here = Browser(addresses[0])
        here.cookies = dict(browser.cookies)
        super().__init__(here, session_id, role)
        self.addresses = addresses
        self.codes: list[int] = []
        """With what its connections were closed by the server."""
        self.drained = 0
        self.lost = 0
        self.acknowledged: list[str] = []
        self._leave_at: float | None = None
        self.on_frame = self._heed

    def _heed(self, _: bytes, frame: ServerFrame) -> None:
        if isinstance(frame, Drain):
            self.drained += 1
            self._leave_at = asyncio.get_running_loop().time() + frame.after_ms / 1000
        self.lost += isinstance(frame, Lost)

    async def write(self, note_id: str, run_id: str) -> None:
        """Add a note; returns when it is acknowledged, through however many connections that takes."""
        self.n += 1
        n = self.n
        future = self._waiting[n] = asyncio.get_running_loop().create_future()
        async with asyncio.timeout(patient(READY_S)):
            while not future.done():
                await self._be_connected()
                with contextlib.suppress(WebSocketException, OSError):
                    await self.send_raw(pack(Do(n, c.AddNote(note_id, run_id, value(), "democratie"))))
                    await self.until(lambda: future.done() or self.closed is not None or self._is_late(), patient(10))
        refusal: Refusal | None = await future
        assert refusal is None, refusal
        self.acknowledged.append(note_id)

    def _is_late(self) -> bool:
        return self._leave_at is not None and asyncio.get_running_loop().time() >= self._leave_at

    async def _be_connected(self) -> None:
        if self._socket is not None and self.closed is None and not self._is_late():
            return
        if self.closed is not None:
            self.codes.append(self.closed[0])
        while True:
            self._leave_at = None
            with contextlib.suppress(WebSocketException, OSError):
                await self.disconnect()
                await self.connect()
                if self.closed is None:
                    return
                self.codes.append(self.closed[0])
            # To the next worker, as a balancer that has seen readiness would do.
            self.addresses.append(self.addresses.pop(0))
            self._browser.base_url = self.addresses[0]
            await asyncio.sleep(0.05)


def notes_of(device: Device) -> set[str]:
    """The ids of the notes that a device sees."""
    return {note.id for note in device.all(r.NoteRecord)}


def facilitator_of(opened: Opened, base_url: str) -> Device:
    """The facilitator's device at an address."""
    browser = Browser(base_url)
    browser.cookies = dict(opened.facilitator.cookies)
    return Device(browser, opened.session_id, "facilitator")
