# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long simulated people take: seconds as people need them, divided by the speed, bounded by the timer on their screen."""

import asyncio
import random

from server.player.device import Device

SLACK_S = 30.0
"""How much longer than the timer says something may take before the play is given up."""


HASTE_PER_S = 18.0
HASTE_BURST = 50.0
"""How fast commands go at most: somewhat below what the server takes (`server/live/connection.py`): none comes too fast."""


class Haste:
    """Holds somebody back who would be too fast for the server."""

    def __init__(self) -> None:
        self._full_at_s = 0.0

    async def turn(self) -> None:
        """Wait until the next command may go."""
        now_s = asyncio.get_running_loop().time()
        self._full_at_s = max(self._full_at_s, now_s) + 1 / HASTE_PER_S
        await asyncio.sleep(max(0.0, self._full_at_s - now_s - HASTE_BURST / HASTE_PER_S))


class Tempo:
    """The pace of one simulated person, from a seed of his own: the same seed takes the same times."""

    def __init__(self, speed: float, seed: str) -> None:
        self._speed = speed
        self.random = random.Random(seed)  # noqa: S311 - play, not secrets

    async def spend(self, device: Device, seconds: float, *, part: float = 0.1) -> None:
        """Take about so many seconds, but never more than a part of the time that the run still has."""
        wanted_s = self.random.uniform(0.7, 1.3) * seconds / self._speed
        await asyncio.sleep(min(wanted_s, part * left_ms(device) / 1000))


def left_ms(device: Device) -> int:
    """The time that the run has left, as the records on a device tell it; 0 when none is on or its time is over."""
    run = device.run
    if run is None or run.timer_state == "ended":
        return 0
    return max(0, run.ends_at_ms - device.now_ms()) if run.timer_state == "running" else run.left_ms


def within_s(device: Device) -> float:
    """How long to wait at most for what the end of the timer brings."""
    return left_ms(device) / 1000 + SLACK_S
