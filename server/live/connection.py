# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One socket: origin, identity, `hello`, then commands until it ends."""

import asyncio
import contextlib

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
from sessions.wire.frames import PROTOCOL, SUBPROTOCOL, Do, Hello, Ping, Pong, Refused, encode

HELLO_WITHIN_S = 10.0
COMMANDS_PER_S = 20.0
COMMANDS_BURST = 60.0
"""A phone that comes back with a queue sends it in one go; nobody types twenty notes a second."""
REFUSALS_PER_S = 1.0
FLOOD_REFUSALS = 200
"""With this many frames at once that are refused unread (bad, or too fast) the connection is a flood and is closed."""


class Sockets:
    """The WebSocket endpoint."""

    def __init__(self, rooms: Rooms, rate: Rate | None = None) -> None:
        self._rooms = rooms
        self._rate = rate or Rate(per_second=COMMANDS_PER_S, burst=COMMANDS_BURST)

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
        secret = access.secret_in(websocket.cookies, role, session_id)
        viewer = access.viewer_of(room.session, role, secret)
        if viewer is None:
            return Close.NOT_AUTHORISED
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
            return Close.NOT_AUTHORISED
        finally:
            room.leave(member)

    async def _listen(self, websocket: WebSocket, room: Room, member: Member) -> Close:
        refusals = Rate(per_second=REFUSALS_PER_S, burst=FLOOD_REFUSALS)
        while not room.gone:
            answer = self._take(room, member, await _receive(websocket))
            if answer is None:
                continue
            if not refusals.allow(member.client):
                return Close.FLOOD
            member.send(encode(answer))
        return Close.WORKSHOP_GONE

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


def _client_key(viewer: Viewer, client_id: str) -> str:
    """The counter of one page instance, bound to whoever it belongs to: nobody settles another's commands."""
    return f"{viewer.role}:{viewer.participant_id}:{client_id}"


async def _receive(websocket: WebSocket) -> bytes:
    """The next binary message. A text message counts as empty, which is no frame."""
    message = await websocket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1005))
    return bytes(message.get("bytes") or b"")
