# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Token buckets in memory: how often somebody may do something. Rates are per participant, never per room or address, because a
whole room shares one address; only wrong join codes are counted per network.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

MAX_KEPT = 10_000
"""So many are remembered; beyond that whoever has asked for nothing the longest is at rest again."""


class Rate:
    """`burst` at once, then `per_second`, for each of MAX_KEPT at most."""

    def __init__(self, *, per_second: float, burst: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_second
        self._burst = burst
        self._monotonic = monotonic
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def allow(self, key: Hashable, cost: float = 1.0) -> bool:
        """Take `cost` for this key; False when there is not enough left, and then nothing is taken."""
        left, now = self._now(key)
        if left < cost:
            return False
        self._left[key] = (left - cost, now)
        self._left.move_to_end(key)
        if len(self._left) > MAX_KEPT:
            self._left.popitem(last=False)
        return True

    def empty(self, key: Hashable) -> bool:
        """Whether this key has less than one left."""
        return self._now(key)[0] < 1

    def _now(self, key: Hashable) -> tuple[float, float]:
        now = self._monotonic()
        left, at = self._left.get(key, (self._burst, now))
        return min(self._burst, left + (now - at) * self._per_second), now
