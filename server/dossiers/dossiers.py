# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases: read and changed by request (`server.live.by_request`), and found by the key of their status page."""

import hashlib

from organisation.dossier import commands as c
from organisation.dossier import decider
from organisation.dossier.events import encode_events
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import Viewer
from server.dossiers.aggregate import DOSSIERS
from server.live.by_request import ByRequest
from server.store import Store
from sessions.model.codes import Refusal


def _status_name(status_key: str) -> str:
    return f"stand-{hashlib.sha256(status_key.encode()).hexdigest()[:32]}"


class Dossiers(ByRequest[Dossier, c.Command, Viewer]):
    """The cases of a store."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, DOSSIERS)

    async def lead_to(self, status_key: str, dossier_id: str) -> None:
        """The status page with this key is that of this case from now on, whichever case its address names."""
        await self._store.log.reserve_code(_status_name(status_key), dossier_id)

    async def led_by(self, status_key: str) -> Dossier | None:
        """The case to which the key of a status page leads, where it was said to."""
        dossier_id = await self._store.log.find_code(_status_name(status_key))
        return None if dossier_id is None else await self.get(dossier_id)

    async def open(self, command: c.OpenDossier | c.RestoreDossier) -> bool:
        """Begin a case; False when there is one by that id already."""
        events = decider.begin(command, await self.now_ms())
        assert not isinstance(events, Refusal)  # noqa: S101 - a beginning is never refused
        return await self.begin(command.dossier_id, encode_events(events))
