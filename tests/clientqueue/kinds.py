# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to phones, to their network and to the server behind it. Each says whether it was seen to have struck."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from msgspec import Struct

from tests.clientqueue.processes import Device
from tests.clientqueue.world import World
from tests.faults.proxy import Way

STILL_S = 4.0
"""Longer than a page counts as alive without a sign, and than the others take to look: 13 seconds of theirs."""
LOST_REPLIES = 8
"""So many commands are carried out while nobody hears of it."""


class Kind(Struct, frozen=True):
    """A kind of fault. `number` counts its injections, so that each can take another device or way."""

    name: str
    inject: Callable[[World, int], Awaitable[bool]]
    long: bool = False
    """Not in the short selection."""
    tabs: int = 1
    """How many pages of one person are open at a time, each in a process of its own on the same device."""


def pick(world: World, number: int) -> list[Device]:
    """Half of the devices, another half each time."""
    return world.devices[number % 2 :: 2]


async def cut(world: World, _: int) -> bool:
    """Every connection breaks at once."""
    await world.rush()
    await world.struck("connections cut")
    broken = world.server.proxy.cut()
    world.lifted()
    return broken > 0


async def swallow(ways: tuple[Way, ...], lasts_s: float, world: World, _: int) -> bool:
    """Connections stand and nothing arrives, either way or one way only."""
    await world.rush()
    await world.struck("half-open")
    world.server.proxy.swallow(*ways)
    await asyncio.sleep(lasts_s)
    lost = world.server.proxy.lost_bytes
    world.server.proxy.heal()
    world.lifted()
    return lost > 0


async def delay(world: World, _: int) -> bool:
    """Everything takes 300 milliseconds more, each way."""
    await world.rush()
    await world.struck("slower")
    world.server.proxy.delay_s = 0.3
    await asyncio.sleep(1.5)
    late = world.server.proxy.delayed_bytes
    world.server.proxy.heal()
    world.lifted()
    return late > 0


async def slice_up(world: World, _: int) -> bool:
    """Bytes arrive one by one."""
    await world.rush()
    await world.struck("byte by byte")
    world.server.proxy.sliced = True
    await asyncio.sleep(1.0)
    torn = world.server.proxy.sliced_bytes
    world.server.proxy.heal()
    world.lifted()
    return torn > 0


async def lose_replies(world: World, _: int) -> bool:
    """Commands are carried out, and what the server says about it is lost with the connection."""
    await world.rush()
    await world.struck("replies lost")
    world.server.proxy.swallow("down", new=False)
    struck = await world.stored_more(LOST_REPLIES)
    world.server.proxy.heal()
    world.lifted()
    return struck


async def go_offline(world: World, _: int) -> bool:
    """No network at all for a while, in which people go on writing."""
    await world.rush()
    await world.struck("offline")
    before = await world.waiting()
    world.server.cut_off()
    await asyncio.sleep(3.0)
    more = await world.waiting()
    world.server.reconnect()
    world.lifted()
    return more > before


async def kill_server(world: World, number: int) -> bool:
    """SIGKILL under load, the store with it every second time; then the same again on the same data."""
    await world.rush()
    await world.struck("server killed")
    world.server.kill(store=number % 2 == 1)
    await world.server.start()
    world.lifted()
    return True


async def restart_server(world: World, _: int) -> bool:
    """SIGTERM under load, and the same again in its place."""
    await world.rush()
    await world.struck("server restarted")
    await world.server.end_gently()
    await world.server.start()
    world.lifted()
    return True


async def kill_phones(world: World, number: int) -> bool:
    """SIGKILL while they write: new pages on the same devices take over what the dead ones left."""
    await world.rush()
    await world.struck("phones killed")
    return await _kill_and_open(world, pick(world, number))


async def kill_phones_after_lost_replies(world: World, number: int) -> bool:
    """What was carried out, and what was not, lies in the dead pages' queues: sent again it must count once."""
    await world.rush()
    await world.struck("phones killed after lost replies")
    world.server.proxy.swallow("down", new=False)
    struck = await world.stored_more(LOST_REPLIES)
    await asyncio.gather(*(device.kill() for device in pick(world, number)))
    world.server.proxy.heal()
    return await _kill_and_open(world, pick(world, number)) and struck


async def kill_phones_offline(world: World, number: int) -> bool:
    """Phones die with a queue that never left them, twice, before there is a network again."""
    await world.rush()
    await world.struck("phones killed offline")
    world.server.cut_off()
    await asyncio.sleep(0.7)
    struck = await _kill_and_open(world, pick(world, number))
    await asyncio.sleep(0.5)
    struck = await _kill_and_open(world, pick(world, number)) and struck
    world.server.reconnect()
    world.lifted()
    return struck


async def jam(world: World, number: int) -> bool:
    """What cannot be sent comes before everything else: half a character, what no bytes can hold, more than a frame takes, a
    frame that arrives cut, one that makes the server hang up. Every second time offline, where a page dies with it besides.
    """
    offline = number % 2 == 1
    if offline:
        world.server.cut_off()
    await world.struck("heads that cannot be sent")
    hopeless = sum(await world.all_say("jam"))
    await world.rush()
    world.under_way = await world.waiting()
    struck = True
    if offline:
        struck = await _kill_and_open(world, pick(world, number // 2))
        world.server.reconnect()
    world.lifted()
    return struck and hopeless > 0


async def kill_all_offline(world: World, _: int) -> bool:
    """All pages die with a queue that never left them, and come back before there is a network again."""
    await world.rush()
    await world.struck("all tabs killed offline")
    world.server.cut_off()
    await asyncio.sleep(0.7)
    struck = await _kill_and_open(world, world.devices)
    world.server.reconnect()
    world.lifted()
    return struck


async def taken_for_dead(world: World, number: int) -> bool:
    """Some pages give no sign of life, as in the background, so that the other tabs take their queues over. They live and
    write on, and then all die. Without a network, so that everything is still there to be taken over, and from two sides.
    """
    await world.rush()
    await world.struck("tabs taken for dead")
    world.server.cut_off()
    hushed = pick(world, number)
    before = world.adopted_by(await world.all_say("status"))
    await asyncio.gather(*(device.say("hush") for device in hushed))
    await asyncio.sleep(STILL_S)
    await world.all_say("more")
    struck = world.adopted_by(await world.all_say("status")) > before
    struck = await _kill_and_open(world, world.devices) and struck
    world.server.reconnect()
    world.lifted()
    return struck


async def _kill_and_open(world: World, devices: list[Device]) -> bool:
    """Whether there was something on every one of these devices to take over."""
    await asyncio.gather(*(device.kill() for device in devices))
    left = [len(list(device.stored())) for device in devices]
    await asyncio.gather(*(device.start() for device in devices))
    world.lifted()
    return all(left)


KINDS: list[Kind] = [
    Kind("connections cut", cut),
    Kind("replies lost after the commit", lose_replies),
    Kind("connections half-open for 3 s", partial(swallow, ("up", "down"), 3.0), long=True),
    Kind("connections lose what phones say for 3 s", partial(swallow, ("up",), 3.0), long=True),
    Kind("connections lose what the server says for 3 s", partial(swallow, ("down",), 3.0), long=True),
    Kind("connections 300 ms slower each way", delay, long=True),
    Kind("connections byte by byte", slice_up, long=True),
    Kind("offline for 3 s, and people go on writing", go_offline),
    Kind("server killed", kill_server),
    Kind("server restarted (SIGTERM)", restart_server, long=True),
    Kind("phones killed while they write", kill_phones, long=True),
    Kind("phones killed after replies were lost", kill_phones_after_lost_replies),
    Kind("phones killed twice while offline", kill_phones_offline),
    Kind("heads of queues that cannot be sent", jam, long=True),
    Kind("one of a person's two tabs killed after replies were lost", kill_phones_after_lost_replies, long=True, tabs=2),
    Kind("one of a person's two tabs taken for dead, which lives", taken_for_dead, long=True, tabs=2),
    Kind("both tabs of everybody killed while offline", kill_all_offline, long=True, tabs=2),
]
