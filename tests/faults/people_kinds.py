# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faults of coming in: one form that arrives many times, at several workers at once, and one of them dies meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import re

from server import access
from server.player.browser import Browser
from tests.faults.kinds import Kind, pick
from tests.faults.processes import Worker
from tests.faults.world import World
from tests.patience import patient

FORMS = 4
PRESSES = 6
"""Of each form, in turn at one worker and the other."""
IN_WITHIN_S = 20.0
_MARK = re.compile(r'name="mark" value="([^"]+)"')


async def press_often(world: World, number: int) -> bool:
    """A slow line and an impatient finger: whatever becomes of the answers, every form is one person."""
    return await _press(world, number, dies=False)


async def press_often_while_a_worker_dies(world: World, number: int) -> bool:
    """The same, and one of the workers is killed while the forms are under way; who has no answer presses again."""
    return await _press(world, number, dies=True)


async def _press(world: World, number: int, *, dies: bool) -> bool:
    world.tell_room(world.phones[0])
    marks = [await _form(world, number) for _ in range(FORMS)]
    world.rush()
    world.struck("forms sent often")
    sending = [
        asyncio.create_task(_send(world, world.workers[at % len(world.workers)], mark)) for mark in marks for at in range(PRESSES)
    ]
    if dies:
        await asyncio.sleep(world.random.uniform(0.0, 0.1))
        pick(world, number).kill()
    answered = await asyncio.gather(*sending)
    world.lifted()
    async with asyncio.timeout(patient(IN_WITHIN_S)):
        for mark in marks:
            await _send_until_in(world, pick(world, number + 1), mark)
    return not all(answered) if dies else all(answered)


async def _send_until_in(world: World, worker: Worker, mark: str) -> None:
    while True:
        if await _send(world, worker, mark):
            return
        await asyncio.sleep(0.1)


async def _form(world: World, number: int) -> str:
    """What marks a joining form that somebody has before him."""
    page = await Browser(pick(world, number).base_url).get(f"/w/{world.code}")
    found = _MARK.search(page.body)
    assert found, "the joining form has no mark"
    return found[1]


async def _send(world: World, worker: Worker, mark: str) -> bool:
    """Press once; whether there was an answer that lets him in. It is written down as whom."""
    browser = Browser(worker.base_url)
    with contextlib.suppress(OSError):
        answer = await browser.post(f"/w/{world.code}", {"name": "", "perspective": "", "mark": mark})
        secret = access.secret_in(browser.cookies, "participant", world.session_id)
        if answer.status == 303 and secret:
            world.history.write("joined", form=mark[:8], person=f"p{access.hash_secret(secret)[:16]}")
            return True
    return False


KINDS: list[Kind] = [
    Kind("one joining form sent six times at once", press_often),
    Kind("one joining form sent six times while a worker is killed", press_often_while_a_worker_dies),
]
