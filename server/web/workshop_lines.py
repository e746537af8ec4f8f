# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workshops of an organisation from afar: when they are, and how far. Nothing of what is written in them."""

import asyncio

from organisation.dossier.going_on import cases_of
from organisation.members.dashboard import WorkshopLine
from organisation.members.state import Organisation, OwnTerms
from organisation.members.terms import due_in
from server.keeping.keeper import terms_of
from server.live.replaying import replay
from server.live.rooms import Rooms
from server.live.workshops import WORKSHOPS
from server.settings import Settings
from server.store import NO_LOG, Head
from sessions.model.items import Plan
from sessions.model.state import Session

MAX_KEPT = 2_000


class WorkshopLines:
    """The lines of a worker's store. Each workshop is read again only when anything happened in it."""

    def __init__(self, settings: Settings, rooms: Rooms) -> None:
        self._rooms = rooms
        self._terms = terms_of(settings)
        self._kept: dict[str, tuple[Head, OwnTerms, WorkshopLine]] = {}

    async def of(self, organisation: Organisation) -> list[WorkshopLine]:
        """Those that say themselves that they are of this organisation, the newest first. Raises StoreUnavailable."""
        ids = list(reversed(organisation.workshops))
        found = []
        for session_id, (head, last_ms) in zip(ids, await self._rooms.store.copies.last_ms(ids), strict=True):
            line = await self._line(session_id, head, last_ms, organisation.terms) if head != NO_LOG else None
            if line is not None and line.organisation_id == organisation.id:
                found.append(line)
        return found

    async def _line(self, session_id: str, head: Head, last_ms: int, own: OwnTerms) -> WorkshopLine | None:
        known = self._kept.pop(session_id, None)
        if known is None or known[:2] != (head, own):
            entries = await self._rooms.log.read_to(session_id, head)
            session = await asyncio.to_thread(replay, WORKSHOPS, entries) if entries else None
            if session is None:
                return None  # it went on meanwhile, or is gone
            known = (head, own, self._made(session, last_ms, own))
        while len(self._kept) >= MAX_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[session_id] = known
        return known[2]

    def _made(self, session: Session, last_ms: int, own: OwnTerms) -> WorkshopLine:
        item = session.items.get("plan")
        plan = item.content if item is not None and not item.removed and isinstance(item.content, Plan) else Plan()
        gone = [each.at_ms for each, _ in due_in(session, last_ms, self._terms, own) if each.what != "nameless"]
        return WorkshopLine(
            id=session.id,
            organisation_id=session.organisation_id,
            title=session.title,
            phase=session.phase,
            day=plan.date,
            time=plan.time,
            opened_at_ms=session.opened_at_ms,
            erased_ms=min(gone, default=0),
            case_ids=cases_of(session),
        )
