# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ends of a workshop, or of a page, that come while people have something unsent: their words still stand on the device.

Each takes a workshop of its own. Everybody writes on while nothing gets through; then the end comes, and then the devices die and
start again: what was not acknowledged has to be there both times, and what was acknowledged must not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from msgspec import Struct

from server.live.connection import OF_A_PERSON
from server.player.browser import Browser
from server.player.device import Device as Onlooker
from sessions.wire import commands as c
from tests.clientqueue.world import MIN_UNDER_WAY, PEOPLE, SPEED, TITLE, House, World
from tests.faults.checker import Verdict
from tests.faults.history import Line
from tests.patience import patient

DEVICES = 2
ALL = DEVICES * PEOPLE + 1
"""The facilitator's page too."""
HELD_MS = 60_000
"""Longer than anything here takes."""
UNSENT_WITHIN_S = 10.0
"""To have written more than can be sent."""


class Ending(Struct, frozen=True):
    """How it ends. `come` does it, past the people's line. `offline`: they have no network until it has come."""

    name: str
    come: Callable[[World, Browser, AsyncExitStack], Awaitable[None]]
    over: int = 0
    """How many of the pages are told not to come back."""
    offline: bool = True
    """They have no network until it has come; else the store takes nothing until then, and they hear of the end at once."""
    scribes: bool = False
    goes_on: bool = False
    """A page that is opened anew sends what was unsent."""
    erased: bool = False


class Ended(Struct):
    """What became of one. `seconds` is from the end until everything stood where it must."""

    under_way: int
    seconds: float
    verdict: Verdict
    lines: list[Line]


async def close(world: World, facilitator: Browser, _: AsyncExitStack) -> None:
    """The facilitator closes the workshop."""
    async with Onlooker(facilitator, world.opened.session_id, "facilitator") as desk:
        world.not_ours(desk.client_id)
        await desk.must(c.CloseWorkshop())


async def erase(world: World, facilitator: Browser, stack: AsyncExitStack) -> None:
    """He closes it and erases it at once."""
    await close(world, facilitator, stack)
    await _sent(facilitator, f"/regie/{world.opened.session_id}/wissen", {"title": TITLE}, 200)


async def hand_over(world: World, facilitator: Browser, _: AsyncExitStack) -> None:
    """All links but the participants' are new: those who came in by the former ones are out."""
    await _sent(facilitator, f"/regie/{world.opened.session_id}/links/overdragen", {"sure": "yes"}, 303)


async def crowd_out(world: World, _: Browser, stack: AsyncExitStack) -> None:
    """Everybody opens so many newer pages that the one with his words has to make place"""
    pages = [
        Onlooker(_near(world, browser), world.opened.session_id, "participant")
        for browser in world.browsers("participant")
        for _ in range(OF_A_PERSON.sockets)
    ]
    await asyncio.gather(*(stack.enter_async_context(page) for page in pages))


async def _sent(browser: Browser, path: str, fields: dict[str, str], status: int) -> None:
    answer = await browser.post(path, fields)
    if answer.status != status:
        raise RuntimeError(f"POST {path}: {answer.status}")


def _near(world: World, browser: Browser) -> Browser:
    """The same browser on a line of its own, past the proxy."""
    near = Browser(f"http://127.0.0.1:{world.server.port}")
    near.cookies = dict(browser.cookies)
    return near


ENDINGS: list[Ending] = [
    Ending("closed while people have something unsent", close),
    Ending("erased while people have something unsent", erase, over=ALL, erased=True),
    Ending("a link taken away while those who use it have something unsent", hand_over, over=ALL, scribes=True),
    Ending("a page with something unsent has to make place", crowd_out, over=ALL - 1, offline=False, goes_on=True),
]


async def run(ending: Ending, house: House, folder: Path, speed: float = SPEED) -> Ended:
    """One workshop to its end. Raises TimeoutError and RuntimeError."""
    await asyncio.to_thread(folder.mkdir)
    world = World(folder, house, speed=speed, ending=True)
    try:
        async with AsyncExitStack() as stack:
            await world.open_workshop(devices=DEVICES, scribes=ending.scribes)
            facilitator = _near(world, world.opened.facilitator)
            await world.rush()
            if ending.offline:
                house.server.cut_off()
            else:
                house.server.ask("CLIENT", "PAUSE", HELD_MS, "WRITE")
            if not await world.until(partial(_are_loaded, world), patient(UNSENT_WITHIN_S)):
                raise RuntimeError("people did not write enough")
            await world.all_say("rest")
            await world.struck(ending.name)
            await ending.come(world, facilitator, stack)
            house.server.reconnect()
            if not ending.offline:
                house.server.ask("CLIENT", "UNPAUSE")
            world.lifted()
            if not await world.until(partial(_is_over, world, ending), patient(world.recovery_limit_s)):
                world.wedged(ending.name, str(await world.all_say("status")))
        await world.look_at_devices()
        before = set(await world.unsent())
        await asyncio.gather(*(device.kill() for device in world.devices))
        await asyncio.gather(*(device.start() for device in world.devices))
        there = partial(_is_sent, world) if ending.goes_on else partial(_stands_there, world, before)
        if not await world.until(there, patient(world.recovery_limit_s)):
            world.wedged(ending.name, f"of {len(before)} unsent commands, {len(await world.unsent())} stand there afterwards")
        seconds = world.over(ending.name)
        await world.look_at_devices()
        if not ending.erased:
            await world.look(facilitator)
        return Ended(world.under_way, seconds, await world.verdict(), world.history())
    finally:
        house.server.reconnect()
        await world.close()


async def _are_loaded(world: World) -> bool:
    return await world.waiting() >= MIN_UNDER_WAY


async def _is_over(world: World, ending: Ending) -> bool:
    found = await world.all_say("status")
    waits = 0 if ending.over else sum(status["pending"] for status in found)
    return waits == 0 and sum(status["over"] for status in found) == ending.over


async def _stands_there(world: World, goal: set[str]) -> bool:
    return set(await world.unsent()) == goal


async def _is_sent(world: World) -> bool:
    # What lies on a device and on no page is still to be taken over.
    return not any(any(device.stored()) for device in world.devices) and not await world.unsent()
