# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One connection: origin, identity, `hello`, then commands until it ends; and commands that come by requests of their own, where
a network lets no WebSocket through (`server.live.streams`).
"""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from starlette.websockets import WebSocket, WebSocketDisconnect

from server import access
from server.live.batch import Ticket, refused
from server.live.decoding import BadCommand, BadFrame, decode
from server.live.fanout import Member
from server.live.lines import Gone, Line, SocketLine, Visit, drawn_for
from server.live.recalling import recall
from server.live.replaying import NewerEntry
from server.live.room import Room
from server.live.rooms import Rooms
from server.live.sockets import payload_of
from server.rates import Rate
from server.store import StoreError
from sessions.model.codes import Close, Refusal
from sessions.model.viewer import HELD_ROLES, Viewer
from sessions.wire.frames import PROTOCOL, SUBPROTOCOL, Do, Hello, Patch, Ping, Pong, Refused, Settled, Swapped, encode

HELLO_WITHIN_S = 10.0
COMMANDS_PER_S = 20.0
COMMANDS_BURST = 60.0
"""A phone that comes back with a queue sends it in one go; nobody types twenty notes a second."""
ANSWER_WITHIN_S = 10.0
"""So long a command that came by a request of its own is waited for."""
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


class Admitted(Struct, frozen=True):
    """Who came in where, and by which secret."""

    room: Room
    viewer: Viewer
    secret: str

    @property
    def place(self) -> _Place:
        """Whose connections are counted together."""
        return self.room.session.id, self.viewer

    @property
    def bounds(self) -> Bounds:
        """Of how many there may be."""
        return OF_A_PERSON if self.viewer.participant_id else OF_A_LINK


class Answers:
    """A `Sink` for who waits for the answer to one frame: the last one it was given."""

    payload = b""

    def send(self, frame: bytes) -> None:
        """Keep it."""
        self.payload = payload_of(frame)

    def receive(self, take: Callable[[bytes], bool] | None) -> None:
        """Its one frame has come."""


class Sockets:
    """The WebSocket endpoint, and the rules of every connection."""

    def __init__(self, rooms: Rooms, rate: Rate | None = None) -> None:
        self._rooms = rooms
        self._rate = rate or Rate(per_second=COMMANDS_PER_S, burst=COMMANDS_BURST)
        self._openings = {each: Rate(per_second=each.per_s, burst=each.burst) for each in (OF_A_PERSON, OF_A_LINK)}
        # What so many sockets could send.
        self._beside = {
            each: Rate(per_second=COMMANDS_PER_S * each.sockets, burst=COMMANDS_BURST * each.sockets)
            for each in (OF_A_PERSON, OF_A_LINK)
        }
        self._places: dict[_Place, dict[asyncio.Task[Any], None]] = {}
        self._displaced: set[asyncio.Task[Any]] = set()

    async def endpoint(self, websocket: WebSocket) -> None:
        """`/ws/<session>/<role>`. The origin has been checked by the middleware, before this accepts."""
        # The other side may go at any moment, also while it is let in or told why not: that is nobody's error.
        try:
            await websocket.accept(subprotocol=SUBPROTOCOL if SUBPROTOCOL in websocket.scope["subprotocols"] else None)
        except OSError:
            return
        with contextlib.suppress(Gone, WebSocketDisconnect):
            code = await self.serve(SocketLine(websocket))
            with contextlib.suppress(RuntimeError):
                await websocket.close(int(code), code.name.lower())

    async def serve(self, line: Line) -> Close:
        """Serve a connection until it ends; with which code. Raises Gone when the other side ended it."""
        try:
            return await self._serve(line)
        except (StoreError, NewerEntry):
            return Close.STORE_DOWN

    async def admit(self, visit: Visit) -> "Admitted | Close":
        """Whom a visit's cookies let in where, or why they do not. Raises StoreError."""
        role, session_id = visit.path_params["role"], visit.path_params["session"]
        if SUBPROTOCOL not in visit.offered:
            return Close.RELOAD
        if role not in HELD_ROLES:
            return Close.NOT_AUTHORISED
        room = await self._rooms.get(session_id)
        if room is None:
            return Close.WORKSHOP_GONE
        viewer, secret = access.enter(room.session, role, visit.cookies)
        if viewer is None and access.holds_unknown(room.session, visit.cookies):
            # Another worker may have let him in, and this one not have heard it yet.
            await room.look()
            viewer, secret = access.enter(room.session, role, visit.cookies)
        if room.gone:
            return Close.WORKSHOP_GONE
        if viewer is None:
            was_here = role == "participant" and access.person_of(room.session, secret) is not None
            return Close.REMOVED if was_here else Close.NOT_AUTHORISED
        return Admitted(room, viewer, secret)

    async def _serve(self, line: Line) -> Close:
        admitted = await self.admit(line)
        if isinstance(admitted, Close):
            return admitted
        room, viewer, secret = admitted.room, admitted.viewer, admitted.secret
        if not self._openings[admitted.bounds].allow(admitted.place):
            return Close.COME_BACK
        if drawn_for(line) not in ("", viewer.participant_id):
            person = room.session.people.get(viewer.participant_id)
            name = person.name if person else ""
            # Before a word of the page is read: what waits on it was written by somebody else than the cookie says.
            await line.tell(encode(Swapped(name)))
            return Close.OTHER_PERSON
        place = admitted.place
        task = self._take_place(place, admitted.bounds.sockets)
        try:
            return await self._serve_viewer(line, room, viewer, secret)
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

    async def _serve_viewer(self, line: Line, room: Room, viewer: Viewer, secret: str) -> Close:
        session_id = room.session.id
        try:
            async with asyncio.timeout(HELLO_WITHIN_S):
                hello = decode(await line.receive())
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
        member = Member(viewer, _client_key(viewer, hello.client_id), line.outbox(), secret_hash, stop)
        try:
            await recall(self._rooms.log, session_id, room.aggregate, room.fanout.memory, hello.token, lambda: room.head)
            await room.join(member, hello.token)
            return await self._listen(line, room, member)
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

    async def _listen(self, line: Line, room: Room, member: Member) -> Close:
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
            if not isinstance(answer, Refused):
                return True
            if not refusals.allow(member.client):
                ended = Close.FLOOD
                return False
            member.send(encode(answer))
            return True

        while ended is None:
            # What came before goes first; from then on this task sleeps until the socket closes, or `take` wants to end.
            member.outbox.receive(take)
            data = await line.receive()
            if ended is None:
                take(data)
        return ended

    async def take_beside(self, visit: Visit, page: str, data: bytes) -> bytes | Close:
        """Carry out one frame of a page whose connection is a stream, perhaps to another worker. The frame that answers it; empty
        when the stream does, which tells what was stored with its change; or why nothing was done. Raises StoreError.
        """
        admitted = await self.admit(visit)
        if isinstance(admitted, Close):
            return admitted
        room, viewer = admitted.room, admitted.viewer
        if drawn_for(visit) not in ("", viewer.participant_id):
            return Close.OTHER_PERSON
        if not self._beside[admitted.bounds].allow(admitted.place):
            return Close.FLOOD
        answers = Answers()
        member = Member(viewer, _client_key(viewer, page), answers)
        ticket = self._take(room, member, data)
        if isinstance(ticket, Refused):
            return encode(ticket)
        if ticket is not None:
            ticket.future = asyncio.get_running_loop().create_future()
            # Never cancelled: what was taken in is carried out, as over a socket. The stream or the next welcome tells the end.
            await asyncio.wait({ticket.future}, timeout=ANSWER_WITHIN_S)
            if ticket.future.done() and not answers.payload and (ticket.client_id or not ticket.stored):
                settled = Settled(n=ticket.n, client_id=ticket.client_id)
                return encode(Patch(token="", at_ms=self._rooms.clock.now_ms(), put=(), drop=(), settled=settled))
        return answers.payload

    def _take(self, room: Room, member: Member, data: bytes) -> Ticket | Refused | None:
        """Carry out one frame; its ticket when that takes a while, the refusal when it is refused unread: bad, or too fast."""
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

    def _submit(self, room: Room, member: Member, frame: Do) -> Ticket | Refused:
        client = member.client
        if frame.client_id:
            client = _client_key(member.viewer, frame.client_id)
            # Whoever comes by a request of his own waits for this one command, and listens to nobody.
            if not isinstance(member.outbox, Answers) and not room.fanout.listen(member, client, frame.client_id):
                # More pages than a browser leaves behind. Nothing is settled: on another connection it can be sent again.
                return refused(frame.n, frame.client_id, Refusal("rate"))
        ticket = Ticket(frame.command, member.viewer, client=client, n=frame.n, client_id=frame.client_id, member=member)
        room.submit(ticket)
        return ticket


def _client_key(viewer: Viewer, client_id: str) -> str:
    """The counter of one page instance, bound to whoever it belongs to: nobody settles another's commands."""
    return f"{viewer.role}:{viewer.participant_id}:{client_id}"
