# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the store may still hold workshops: a server that was in order at the start can be set otherwise while people write."""

import asyncio
import logging

from server.store import Store, StoreError, StoreUnavailable

FRESH_S = 1.0
"""So long an answer holds for whoever asks; strangers may ask for readiness as often as they like."""

_log = logging.getLogger(__name__)


class Safety:
    """What is known of it; `look` asks, at most once in FRESH_S."""

    def __init__(self) -> None:
        self.trouble = ""
        """What is wrong, by its code, for anybody to read; "" while nothing is, and while the store does not answer, which others
        tell.
        """
        self._asked_at_s = -FRESH_S

    async def look(self, store: Store) -> None:
        """Ask the store, and tell the operator of every change."""
        now_s = asyncio.get_running_loop().time()
        if now_s - self._asked_at_s < FRESH_S:
            return
        self._asked_at_s = now_s
        try:
            await store.check_again()
        except StoreUnavailable:
            return
        except StoreError as error:
            trouble = f"the store is not safe ({error.code})"
            if self.trouble != trouble:
                _log.error("the store is not safe any more: %s", error.message)
            self.trouble = trouble
            return
        if self.trouble:
            _log.warning("the store is safe again")
        self.trouble = ""
