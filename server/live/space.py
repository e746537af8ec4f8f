# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How full the store's memory is, where it has a bound: said before it is full, and the last part is kept for what runs."""

import logging

from server.store import Store
from sessions.wire import frames

LOW_AT = 0.8
"""From this share on operators and facilitators are told."""

NO_NEW_AT = 0.9
"""From this share on no workshop is opened any more: what is left is for those that run."""

_log = logging.getLogger(__name__)


class Space:
    """What is known of it; `look` asks."""

    def __init__(self) -> None:
        self.state: frames.Space = ""
        self.share = 0.0
        """Of the memory that there is, how much is used; 0 where there is no bound."""

    @property
    def takes_new(self) -> bool:
        """Whether there is place for another workshop."""
        return self.share < NO_NEW_AT

    async def look(self, store: Store) -> bool:
        """Ask the store; whether people have to be told something else than before. Raises StoreUnavailable."""
        memory = await store.memory()
        self.share = memory.used_bytes / memory.most_bytes if memory.most_bytes else 0.0
        before = self.state
        self.state = "full" if self.share >= 1 else "low" if self.share >= LOW_AT else ""
        if self.state == before:
            return False
        match self.state:
            case "full":
                _log.error("the store is full: nothing is stored until there is place; waardenbord purge, or more memory for it")
            case "low":
                _log.warning("the store is nearly full (%d %%): waardenbord purge, or more memory for it", self.share * 100)
            case _:
                _log.warning("there is place in the store again")
        return True
