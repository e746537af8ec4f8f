# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking back: the history of a board, played again without authors; a page with a list of it, and the frames for its player."""

import asyncio
import gzip
from collections import deque
from collections.abc import Iterator
from weakref import WeakKeyDictionary

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import workshop_pages
from server.live.room import Room
from server.live.workshops import WORKSHOPS
from server.store import Head
from server.web.apart import turn
from server.web.boards import board_url
from server.web.languages import language_in
from server.web.outcomes import holder
from server.web.site import PageError, site_of
from sessions.afterwards.nameless import history_of
from sessions.afterwards.timelapse import Timelapse, timelapse
from sessions.model.state import Session
from sessions.wire.events import WorkshopRewritten, decode_events

KEPT = 8
"""Time-lapses that a worker keeps; one is some hundred kilobytes, and making it takes the log and a second."""

TURN_WITHIN_S = 20.0
"""How long somebody waits for those whose time-lapse is made first."""

_made: WeakKeyDictionary[Room, tuple[Head, Timelapse]] = WeakKeyDictionary()
"""Gone with their rooms: of a workshop that was destroyed nothing stays in memory."""
_making = asyncio.Lock()


async def show_timelapse(request: Request) -> Response:
    """GET /terugblik/<session>: for whoever holds a link, when the workshop is over; for the facilitator also before."""
    room, viewer = await holder(request, "timelapse")
    session = room.session
    page = workshop_pages.timelapse_page(
        lang=language_in(request, session.language),
        session_id=session.id,
        timelapse=await _timelapse(request, room),
        data_url=f"/terugblik/{session.id}.json",
        board_url=board_url(session, viewer),
        poster_url=f"/w/{session.code}/poster",
        leads=viewer.role == "facilitator",
        closed=session.phase == "closed",
    )
    return HTMLResponse(page)


async def timelapse_json(request: Request) -> Response:
    """GET /terugblik/<session>.json: the frames, compressed for whoever takes that."""
    room, _ = await holder(request, "timelapse")
    body = msgspec.json.encode(await _timelapse(request, room))
    headers = {"vary": "accept-encoding"}
    # Nothing secret is in it and nothing of the request, so that its length tells nothing (BREACH).
    if "gzip" in request.headers.get("accept-encoding", ""):
        body = await asyncio.to_thread(gzip.compress, body, 6)
        headers["content-encoding"] = "gzip"
    return Response(body, media_type="application/json", headers=headers)


async def _timelapse(request: Request, room: Room) -> Timelapse:
    """The time-lapse up to now; one is made at a time, in a thread, because a long log takes a while. Raises Busy."""
    async with turn(_making, TURN_WITHIN_S):
        kept = _made.get(room)
        if kept is not None and kept[0] == room.head:
            return kept[1]
        found = await site_of(request).rooms.log.read(room.session.id)
        if found is None:
            raise PageError(404, "unknown_workshop")
        head, entries = found
        made = await asyncio.to_thread(_play, [entry.payload for entry in entries])
        _made.pop(room, None)
        while len(_made) >= KEPT:
            del _made[next(iter(_made))]
        _made[room] = (head, made)
        return made


def _play(payloads: list[bytes]) -> Timelapse:
    """Twice through the log, because only its end tells what may be shown: no more than two states are kept."""
    (first, *_) = decode_events(payloads[0])
    if isinstance(first, WorkshopRewritten):
        return history_of(first)
    [final] = deque(_states(payloads), maxlen=1)
    return timelapse(_states(payloads), final)


def _states(payloads: list[bytes]) -> Iterator[Session]:
    state: Session | None = None
    for payload in payloads:
        state = WORKSHOPS.reduce(state, payload)
        yield state
