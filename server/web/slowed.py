# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trying secrets that people type: after a while every try waits, right or wrong, and none is refused for others."""

import asyncio
from ipaddress import IPv6Address, ip_address

from server.web.apart import turn

MAX_SLOWED = 20
"""So many wait at a time on one worker, each `SLOWED_S`: seven tries a second at most."""
SLOWED_S = 3.0
UNKNOWN_S = 0.25
"""No answer that there is no such code comes sooner: longer than it takes to load the workshop that has closed."""


class Slowed:
    """The turns of those who tried too often."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(MAX_SLOWED)

    async def wait(self, since_s: float | None = None) -> None:
        """Wait for a turn, and `SLOWED_S` in it: less by what passed since `since_s` on the loop's clock, so that what was
        looked up since then tells nothing by its time. Raises Busy when too many wait.
        """
        now_s = asyncio.get_running_loop().time()
        rest_s = max(0.0, SLOWED_S - (now_s - (now_s if since_s is None else since_s)))
        async with turn(self._turns):
            await asyncio.sleep(rest_s)


async def wait_as_unknown(since_s: float) -> None:
    """Wait until `UNKNOWN_S` after `since_s` on the loop's clock: what had to be read to say no tells nothing by its time."""
    await asyncio.sleep(max(0.0, since_s + UNKNOWN_S - asyncio.get_running_loop().time()))


def network_of(address: str) -> str:
    """Whom an address stands for: one of IPv6 its /64, of which a single line has all."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or IPv6Address(int(parsed) >> 64 << 64))
    return str(parsed)
