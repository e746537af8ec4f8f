# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The end of a worker that loses nothing: people go elsewhere first, commands under way are finished, then sockets close.

In order: not ready → accepts nothing new (serving.py) → `drain{after_ms}` to everybody, spread so that they do not all come back
in one blow; a page opens its new socket before it leaves the old one → what is queued is stored and settled → whoever is left is
closed with 1012, after which he comes back (serving.py).
"""

import asyncio
import random
from collections.abc import Callable

from server.live.rooms import Rooms
from sessions.wire.frames import Drain, encode

BATCH = 100
"""Connections told in one go; others are served in between."""

SETTLE_WITHIN_S = 5.0
"""How long commands under way may take; whatever is not stored by then stays with its page, which sends it again."""

_POLL_S = 0.02
_SHARE = 0.7
"""Of the time there is, the part in which people are told to leave; the rest is for opening their new sockets."""


async def drain(rooms: Rooms, limit_ms: int, is_hurried: Callable[[], bool]) -> None:
    """Send everybody away within `limit_ms` and finish what was begun. Returns at once when nobody is there, or soon after
    `is_hurried` says so (a second signal). Close sockets and rooms afterwards.
    """
    rooms.draining = True
    members = rooms.members()
    for index, member in enumerate(members):
        member.send(encode(Drain(after_ms=int(random.uniform(0, limit_ms * _SHARE)))))  # noqa: S311 # not a secret
        if index % BATCH == BATCH - 1:
            await asyncio.sleep(0)
    now = asyncio.get_running_loop().time
    until = now() + limit_ms / 1000
    while rooms.members() and now() < until and not is_hurried():  # noqa: ASYNC110 # members tell nobody that they leave
        await asyncio.sleep(_POLL_S)
    await rooms.settle_all(SETTLE_WITHIN_S)
