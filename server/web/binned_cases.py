# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cases of an organisation that lie in the bin: nothing else lists them, and whoever works on cases may want one back."""

import time

from organisation.members.dashboard import BinnedCase
from server.dossiers.dossiers import Dossiers
from server.keeping.cases import BIN_DAYS
from server.store import Binned
from sessions.material.limits import DAY_MS

LOOK_EVERY_S = 60.0
"""Finding what lies in the bin walks over the names of all keys."""
MOST_READ = 300
"""Of all organisations together, the last that were thrown away."""


class BinnedCases:
    """Those of a worker's store. Each is read once."""

    def __init__(self, dossiers: Dossiers) -> None:
        self._dossiers = dossiers
        self._looked_s = float("-inf")
        self._lying: tuple[Binned, ...] = ()
        self._read: dict[tuple[str, int], tuple[str, str]] = {}

    async def of(self, organisation_id: str) -> list[BinnedCase]:
        """Those of an organisation; one that was thrown away just now may come a minute later. Raises StoreUnavailable."""
        if time.monotonic() - self._looked_s > LOOK_EVERY_S:
            self._lying = tuple((await self._dossiers.bin.all())[-MOST_READ:])
            self._looked_s = time.monotonic()
            there = {(each.id.id, each.at_ms) for each in self._lying}
            self._read = {key: told for key, told in self._read.items() if key in there}
        found = []
        for each in self._lying:
            whose, title = await self._told(each)
            # It may have been taken back since the look.
            if whose == organisation_id and await self._dossiers.bin.record(each.id.id) is not None:
                found.append(BinnedCase(each.id.id, title, each.at_ms + BIN_DAYS * DAY_MS))
        return found

    async def _told(self, each: Binned) -> tuple[str, str]:
        """Of which organisation it is, and its title; nothing of what is not there any more."""
        key = (each.id.id, each.at_ms)
        if key not in self._read:
            dossier = await self._dossiers.thrown_away(each.id.id)
            self._read[key] = (dossier.organisation_id, dossier.title) if dossier is not None else ("", "")
        return self._read[key]
