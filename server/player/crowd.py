# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The simulated people of one rehearsal, on the worker that has them. `server/player/rehearsal.py` says when and how many."""

import asyncio
import logging

from websockets.exceptions import WebSocketException

from server import access, content
from server.ending import end
from server.live.rehearsals import Rehearsals
from server.player.browser import Browser, PageMissing, join_workshop
from server.player.device import Device
from server.player.lines import lines
from server.player.walkon import Stage, WalkOn
from server.store import StoreError
from sessions.material.script import leaves
from sessions.model.state import Session

JOIN_EVERY_S = 1.5
COME_BACK_S = 2.0

_log = logging.getLogger(__name__)


class Crowd:
    """The people of the rehearsal `session`, who come to the server at `base_url`. `close` it in the end."""

    def __init__(self, kept: Rehearsals, session: Session, base_url: str) -> None:
        self._kept = kept
        self._base_url = base_url
        self._id, self._code = session.id, session.code
        self._stage = _stage(session)
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._known: dict[int, str] | None = None
        self._joining: set[asyncio.Task[Browser]] = set()

    async def be(self, people: int) -> None:
        """Let so many take part."""
        if self._known is None:
            self._known = await self._kept.secrets(self._id)
        await end([self._tasks.pop(number) for number in list(self._tasks) if number >= people])
        for number in range(people):
            if number not in self._tasks:
                # One after the other, as people come in.
                delay_s = 0 if number in self._known else JOIN_EVERY_S * number / self._stage.speed
                self._tasks[number] = asyncio.create_task(self._simulate(number, delay_s), name=f"walk-on {number}")

    async def close(self) -> None:
        """They all go. Who is just joining is let finish: he would come back as somebody else."""
        await end(self._tasks.values())
        await asyncio.gather(*self._joining, return_exceptions=True)
        self._tasks.clear()

    async def _simulate(self, number: int, delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        closed = False
        while not closed:
            try:
                closed = await self._take_part(number, await self._browser(number))
            except (OSError, TimeoutError, PageMissing, WebSocketException, StoreError) as error:
                _log.info("a simulated person comes back: %s", type(error).__name__)
            if not closed:
                await asyncio.sleep(COME_BACK_S)

    async def _take_part(self, number: int, browser: Browser) -> bool:
        device = Device(browser, self._id, "participant")
        try:
            await device.connect()
            return device.closed is None and await WalkOn(number, device, self._stage).take_part()
        finally:
            # Also when called away while connecting, and whole: who goes leaves no open socket behind.
            await asyncio.shield(asyncio.create_task(device.disconnect()))

    async def _browser(self, number: int) -> Browser:
        """The browser of a person, who joins when he has not yet."""
        known = self._known if self._known is not None else {}
        name = access.cookie_name("participant", self._id, https=False)
        if number in known:
            browser = Browser(self._base_url)
            browser.cookies[name] = known[number]
            return browser
        joining = asyncio.create_task(self._join(number, known), name=f"walk-on {number} joins")
        self._joining.add(joining)
        joining.add_done_callback(self._joining.discard)
        return await asyncio.shield(joining)

    async def _join(self, number: int, known: dict[int, str]) -> Browser:
        """Join, and keep the secret so that a restart finds the same person."""
        names, perspectives = lines().names, content.perspectives()
        called = names[number % len(names)]
        if number >= len(names):
            called = f"{called} {number // len(names) + 1}"
        browser = await join_workshop(self._base_url, self._code, called, perspectives[number % len(perspectives)].id)
        known[number] = access.secret_in(browser.cookies, "participant", self._id)
        await self._kept.keep_secret(self._id, number, known[number])
        return browser


def _stage(session: Session) -> Stage:
    return Stage(
        leaves={leaf.id: leaf for leaf in leaves(session.script)},
        framework=session.framework,
        language=session.language,
        speed=60_000 / session.minute_ms,
    )
