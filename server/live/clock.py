# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store's clock, as well as this process knows it. No deadline is decided on the machine's own wall clock."""

import time
from collections.abc import Callable


class StoreClock:
    """Estimates the store's clock from the answers it gave and this process's monotonic clock, in seconds."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._offset_ms = 0.0

    def learn(self, store_ms: int) -> None:
        """The store just said what time it is. Call with every answer that carries a time."""
        self._offset_ms = store_ms - self._monotonic() * 1000

    def now_ms(self) -> int:
        """The store's clock now, in milliseconds since 1970. Before the first `learn` it is meaningless."""
        return int(self._monotonic() * 1000 + self._offset_ms)
