# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One socket: origin, identity, `hello`, then commands until it ends."""

import asyncio
import contextlib
from typing import Any

from msgspec import Struct
from starlette.websockets import WebSocket, WebSocketDisconnect

from server import access
from server.live.batch import Ticket, refused
from server.live.decoding import BadCommand, BadFrame, decode
from server.live.fanout import Member
from server.live.recalling import recall
from server.live.room import Room
from server.live.rooms import Rooms
from server.live.sockets import Outbox
from server.rates import Rate
from server.store import StoreError
from sessions.model.codes import Close, Refusal
from sessions.model.viewer import HELD_ROLES, Viewer
from sessions.wire.frames import DRAWN_FOR, PROTOCOL, SUBPROTOCOL, Do, Hello, Ping, Pong, Refused, Swapped, encode

HELLO_WITHIN_S = 10.0
COMMANDS_PER_S = 20.0
COMMANDS_BURST = 60.0
"""A phone that comes back with a queue sends it in one go; nobody types twenty notes a second."""
REFUSALS_PER_S = 1.0
FLOOD_REFUSALS = 200
"""With this many frames at once that are refused unread (bad, or too fast) the connection is a flood and is closed."""


class Bounds(Struct, frozen=True):
    """How many connections one worker keeps of the same person or link, the newest, and how fast they may be opened."""

    sockets: int
    per_s: float
    burst: float


OF_A_PERSON = Bounds(12, 2, 60)
"""A phone, a laptop, some windows, and lines that broke and are not yet known to be dead."""
OF_A_LINK = Bounds(60, 5, 200)
"""Several people and screens share one."""

_Place = tuple[str, Viewer]
"""A workshop, and whose connection."""


class Sockets:
    """The WebSocket endpoint."""

    def __init__(self, rooms: Rooms, rate: Rate | None = None) -> None:
        self._rooms = rooms
        self._rate = rate or Rate(per_second=COMMANDS_PER_S, burst=COMMANDS_BURST)
        self._openings = {each: Rate(per_second=each.per_s, burst=each.burst) for each in (OF_A_PERSON, OF_A_LINK)}
        self._places: dict[_Place, dict[asyncio.Task[Any], None]] = {}
        self._displaced: set[asyncio.Task[Any]] = set()

    async def endpoint(self, websocket: WebSocket) -> None:
        """`/ws/<session>/<role>`. The origin has been checked by the middleware, before this accepts."""
        await websocket.accept(subprotocol=SUBPROTOCOL if SUBPROTOCOL in websocket.scope["subprotocols"] else None)
        try:
            code = await self._serve(websocket)
        except WebSocketDisconnect:
            return
        except StoreError:
            code = Close.STORE_DOWN
        with contextlib.suppress(RuntimeError):
            await websocket.close(int(code), code.name.lower())

    async def _serve(self, websocket: WebSocket) -> Close:
        role = websocket.path_params["role"]
        if SUBPROTOCOL not in websocket.scope["subprotocols"]:
            return Close.RELOAD
        if role not in HELD_ROLES:
            return Close.NOT_AUTHORISED
        session_id = websocket.path_params["session"]
        room = await self._rooms.get(session_id)
        if room is None:
            return Close.WORKSHOP_GONE
        viewer, secret = access.enter(room.session, role, websocket.cookies)
        if viewer is None and access.holds_unknown(room.session, websocket.cookies):
            # Another worker may have let him in, and this one not have heard it yet.
            await room.look()
            viewer, secret = access.enter(room.session, role, websocket.cookies)
        if room.gone:
            return Close.WORKSHOP_GONE
        if viewer is None:
            was_here = role == "participant" and access.person_of(room.session, secret) is not None
            return Close.REMOVED if was_here else Close.NOT_AUTHORISED
        place = session_id, viewer
        bounds = OF_A_PERSON if viewer.participant_id else OF_A_LINK
        if not self._openings[bounds].allow(place):
            return Close.COME_BACK
        if _drawn_for(websocket) not in ("", viewer.participant_id):
            person = room.session.people.get(viewer.participant_id)
            name = person.name if person else ""
            # Before a word of the page is read: what waits on it was written by somebody else than the cookie says.
            await websocket.send_bytes(encode(Swapped(name)))
            return Close.OTHER_PERSON
        task = self._take_place(place, bounds.sockets)
        try:
            return await self._serve_viewer(websocket, room, viewer, secret)
        except asyncio.CancelledError:
            if task not in self._displaced:
                raise
            task.uncancel()
            return Close.TOO_MANY_PAGES
        finally:
            self._leave_place(place, task)

    def _take_place(self, place: "_Place", most: int) -> "asyncio.Task[Any]":
        """Count this connection; the oldest of the same person or link makes place when there are too many."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - this is called in a coroutine
        here = self._places.setdefault(place, {})
        here[task] = None
        if len(here) > most:
            oldest = next(iter(here))
            del here[oldest]
            self._displaced.add(oldest)
            oldest.cancel()
        return task

    def _leave_place(self, place: "_Place", task: "asyncio.Task[Any]") -> None:
        self._displaced.discard(task)
        here = self._places.get(place, {})
        here.pop(task, None)
        if not here:
            self._places.pop(place, None)

    async def _serve_viewer(self, websocket: WebSocket, room: Room, viewer: Viewer, secret: str) -> Close:
        session_id = room.session.id
        try:
            async with asyncio.timeout(HELLO_WITHIN_S):
                hello = decode(await _receive(websocket))
        except TimeoutError:
            return Close.COME_BACK
        except (BadFrame, BadCommand):
            return Close.BAD_FRAME
        if not isinstance(hello, Hello):
            return Close.BAD_FRAME
        if hello.protocol != PROTOCOL:
            return Close.RELOAD
        if self._rooms.draining:
            return Close.COME_BACK
        listening = asyncio.current_task()
        assert listening is not None  # noqa: S101 - this is a coroutine
        # Waiting for its next frame, which may never come, a connection can only be cancelled.
        secret_hash, stop = access.hash_secret(secret), listening.cancel
        member = Member(viewer, _client_key(viewer, hello.client_id), Outbox(websocket), secret_hash, stop)
        try:
            await recall(self._rooms.log, session_id, room.aggregate, room.fanout.memory, hello.token, lambda: room.head)
            await room.join(member, hello.token)
            return await self._listen(websocket, room, member)
        except asyncio.CancelledError:
            if not member.revoked:
                raise
            listening.uncancel()
            if room.gone:
                return Close.WORKSHOP_GONE
            return Close.REMOVED if viewer.participant_id else Close.NOT_AUTHORISED
        finally:
            member.outbox.receive(None)
            room.leave(member)

    async def _listen(self, websocket: WebSocket, room: Room, member: Member) -> Close:
        refusals = Rate(per_second=REFUSALS_PER_S, burst=FLOOD_REFUSALS)
        ended: Close | None = None

        def take(data: bytes) -> bool:
            nonlocal ended
            if member.revoked:
                return True  # its last words: this task is about to end
            if room.gone:
                ended = Close.WORKSHOP_GONE
                return False
            answer = self._take(room, member, data)
            if answer is None:
                return True
            if not refusals.allow(member.client):
                ended = Close.FLOOD
                return False
            member.send(encode(answer))
            return True

        while ended is None:
            # What came before goes first; from then on this task sleeps until the socket closes, or `take` wants to end.
            member.outbox.receive(take)
            data = await _receive(websocket)
            if ended is None:
                take(data)
        return ended

    def _take(self, room: Room, member: Member, data: bytes) -> Refused | None:
        """Carry out one frame; the refusal when it is refused unread: bad, or too fast."""
        try:
            frame = decode(data)
        except BadFrame:
            # Answered and not closed: one bad frame of a page is no reason to lose its socket.
            return refused(0, "", Refusal("invalid"))
        except BadCommand as error:
            # Not settled: it never was a command. The text stays in the editor.
            return refused(error.n, error.client_id, Refusal(error.code, error.field))
        if isinstance(frame, Hello):
            return refused(0, "", Refusal("invalid"))
        if not self._rate.allow(member.viewer.participant_id or member.client):
            n, client_id = (frame.n, frame.client_id) if isinstance(frame, Do) else (0, "")
            return refused(n, client_id, Refusal("rate"))
        if isinstance(frame, Ping):
            member.send(encode(Pong(t=frame.t, server_ms=self._rooms.clock.now_ms())))
            return None
        return self._submit(room, member, frame)

    def _submit(self, room: Room, member: Member, frame: Do) -> Refused | None:
        client = member.client
        if frame.client_id:
            client = _client_key(member.viewer, frame.client_id)
            if not room.fanout.listen(member, client, frame.client_id):
                # More pages than a browser leaves behind. Nothing is settled: on another connection it can be sent again.
                return refused(frame.n, frame.client_id, Refusal("rate"))
        room.submit(Ticket(frame.command, member.viewer, client=client, n=frame.n, client_id=frame.client_id, member=member))
        return None


def _drawn_for(websocket: WebSocket) -> str:
    """The person whose page says so; empty for other roles, and for pages of before they said it."""
    offered: list[str] = websocket.scope["subprotocols"]
    return next((each.removeprefix(DRAWN_FOR) for each in offered if each.startswith(DRAWN_FOR)), "")


def _client_key(viewer: Viewer, client_id: str) -> str:
    """The counter of one page instance, bound to whoever it belongs to: nobody settles another's commands."""
    return f"{viewer.role}:{viewer.participant_id}:{client_id}"


async def _receive(websocket: WebSocket) -> bytes:
    """The next binary message. A text message counts as empty, which is no frame."""
    message = await websocket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1005))
    return bytes(message.get("bytes") or b"")
