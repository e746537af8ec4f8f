# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Token buckets in memory: how often somebody may do something. Rates are per participant, never per room or address, because a
whole room shares one address; only wrong join codes are counted per address.
"""

import time
from collections.abc import Callable, Hashable

_KEPT = 10_000


class Rate:
    """`burst` at once, then `per_second`. Forgets whoever is at rest."""

    def __init__(self, *, per_second: float, burst: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_second
        self._burst = burst
        self._monotonic = monotonic
        self._left: dict[Hashable, tuple[float, float]] = {}

    def allow(self, key: Hashable, cost: float = 1.0) -> bool:
        """Take `cost` for this key; False when there is not enough left, and then nothing is taken."""
        left, now = self._now(key)
        if left < cost:
            return False
        self._left[key] = (left - cost, now)
        return True

    def empty(self, key: Hashable) -> bool:
        """Whether this key has less than one left."""
        return self._now(key)[0] < 1

    def _now(self, key: Hashable) -> tuple[float, float]:
        now = self._monotonic()
        left, at = self._left.get(key, (self._burst, now))
        if len(self._left) > _KEPT:
            full = self._burst / self._per_second
            self._left = {k: v for k, v in self._left.items() if now - v[1] < full}
        return min(self._burst, left + (now - at) * self._per_second), now
