# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a worker can do its work: what `/readyz` answers and what `/beheer` tells, from one place."""

import asyncio

from msgspec import Struct

from server.live.rooms import Rooms
from server.store import StoreUnavailable

READY_WITHIN_S = 2.0
"""How long readiness waits for the store's clock and its safety; longer than either waits for one server of a cluster."""


class Readiness(Struct, frozen=True):
    """`trouble` is why nobody should be sent here, "" for no reason; `beside` what is not well while work goes on. For
    programs and operators, in English.
    """

    trouble: str
    beside: str


async def readiness(rooms: Rooms, *, routing: bool = False) -> Readiness:
    """Ask the store, at most once in a while, and the worker itself. With `routing` trouble is only what another worker could do
    better.
    """
    trouble = "draining" if rooms.draining else ""
    if not trouble:
        # The last probe may be five seconds old.
        try:
            async with asyncio.timeout(READY_WITHIN_S):
                # Side by side: of a cluster each waits a while for a server that stands still.
                await asyncio.gather(rooms.log.now_ms(), rooms.safety.look(rooms.store))
            trouble = rooms.own_trouble if routing else rooms.trouble
        except (StoreUnavailable, TimeoutError):
            trouble = rooms.trouble or "the store does not answer"
    if not trouble and not rooms.connected:
        trouble = "the feed is not connected"
    space = f"the store is nearly full ({rooms.space.share:.0%})" if rooms.space.state else ""
    return Readiness(trouble, rooms.trouble or rooms.partly or space)
