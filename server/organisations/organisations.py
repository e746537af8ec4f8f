# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Organisations: read and changed by request (`server.live.by_request`)."""

from organisation.members import commands as c
from organisation.members import decider
from organisation.members.events import encode_events
from organisation.members.state import Organisation
from organisation.members.viewer import Viewer
from server.live.by_request import ByRequest
from server.organisations.aggregate import ORGANISATIONS
from server.store import Store
from sessions.model.codes import Refusal
from sessions.wire.checking import check_command


class Organisations(ByRequest[Organisation, c.Command, Viewer]):
    """The organisations of a store."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, ORGANISATIONS)

    async def open(self, command: c.Opening) -> Refusal | None:
        """Begin an organisation; None when it was done, `id_taken` when there is one by that id. Raises StoreUnavailable."""
        if wrong := check_command(command):
            return wrong
        events = decider.begin(command, await self.now_ms())
        if isinstance(events, Refusal):
            return events
        begun = await self.begin(command.organisation_id, encode_events(events))
        return None if begun else Refusal("id_taken", "organisation_id")
