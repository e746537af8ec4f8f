# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cases of an organisation that lie in the bin: nothing else lists them, and whoever works on cases may want one back."""

import asyncio
import time

from organisation.members.dashboard import BinnedCase
from server.dossiers.dossiers import Dossiers
from server.keeping.cases import BIN_DAYS
from server.store import Binned
from sessions.material.limits import DAY_MS

LOOK_EVERY_S = 60.0
"""Finding what lies in the bin walks over the names of all keys: when something was thrown away, and now and then, should that
not have been told."""
MOST_OF_ONE = 100
"""Of an organisation, the last that were thrown away."""


class BinnedCases:
    """Those of a worker's store. Whose a case is says its record; its title is read once."""

    def __init__(self, dossiers: Dossiers) -> None:
        self._dossiers = dossiers
        self._looked_s = float("-inf")
        self._times = 0
        self._looking = asyncio.Lock()
        self._lying: dict[str, list[Binned]] = {}
        self._titles: dict[tuple[str, int], str] = {}

    async def of(self, organisation_id: str) -> list[BinnedCase]:
        """Those of an organisation, with one that was thrown away just now. Raises StoreUnavailable."""
        async with self._looking:
            times = await self._dossiers.bin.times()
            if times != self._times or time.monotonic() - self._looked_s > LOOK_EVERY_S:
                await self._look()
                self._times = times
        # One may have been taken back since the look.
        return [
            BinnedCase(each.id.id, await self._title(each), each.at_ms + BIN_DAYS * DAY_MS)
            for each in self._lying.get(organisation_id, [])[-MOST_OF_ONE:]
            if await self._dossiers.bin.record(each.id.id) is not None
        ]

    async def _look(self) -> None:
        lying: dict[str, list[Binned]] = {}
        for each in await self._dossiers.bin.all():
            lying.setdefault(each.of, []).append(each)
        self._lying, self._looked_s = lying, time.monotonic()
        there = {(each.id.id, each.at_ms) for those in lying.values() for each in those}
        self._titles = {key: title for key, title in self._titles.items() if key in there}

    async def _title(self, each: Binned) -> str:
        key = (each.id.id, each.at_ms)
        if key not in self._titles:
            dossier = await self._dossiers.thrown_away(each.id.id)
            self._titles[key] = dossier.title if dossier is not None else ""
        return self._titles[key]
