# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A WebSocket client that does as little as it can, so that the generator is never what is measured.

It reads what a server may send (not masked, not compressed, not fragmented) and masks with zeros, which the protocol allows.
"""

import asyncio
import base64
import secrets
from collections.abc import Callable
from typing import cast

OnFrame = Callable[[int, bytes], None]
_TEXT, _BINARY, _CLOSE, _PING, _PONG = 0x81, 0x82, 0x88, 0x89, 0x8A
_GOING_AWAY = (1001).to_bytes(2, "big")


class Socket(asyncio.Protocol):
    """Connection number `index`. `on_frame(index, payload)` gets every data frame, between reads of the socket."""

    def __init__(self, index: int, request: bytes, on_frame: OnFrame) -> None:
        self.index = index
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.closed = False
        self.close_code = 0
        self._request = request
        self.on_frame = on_frame
        self._rest = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def connection_lost(self, _: Exception | None) -> None:
        """A server that closes ends the run; the load says so."""
        self.closed = True
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("closed before the upgrade"))

    def data_received(self, data: bytes) -> None:
        """Split what came into frames; a part of one waits for the rest."""
        if self._rest:
            data = self._rest + data
        if not self.opened.done():
            answer, blank, data = data.partition(b"\r\n\r\n")
            if not blank:
                self._rest = answer
                return
            if not answer.startswith(b"HTTP/1.1 101"):
                self.opened.set_exception(ConnectionError(answer[:80].decode("latin-1")))
                return
            self.opened.set_result(None)
        at, end = 0, len(data)
        while end - at >= 2:
            start, length = at + 2, data[at + 1]
            if length == 126:
                start += 2
            elif length == 127:
                start += 8
            if start > end:
                break
            if length > 125:
                length = int.from_bytes(data[at + 2 : start], "big")
            if start + length > end:
                break
            if data[at] in {_TEXT, _BINARY}:
                self.on_frame(self.index, data[start : start + length])
            else:
                self._control(data[at], data[start : start + length])
            at = start + length
        self._rest = data[at:]

    def send(self, payload: bytes, *, text: bool = False) -> None:
        """One frame of data."""
        self._write(_TEXT if text else _BINARY, payload)

    def close(self) -> None:
        """Say goodbye; what still comes is not read."""
        self._write(_CLOSE, _GOING_AWAY)
        self._transport.close()

    def _control(self, kind: int, payload: bytes) -> None:
        if kind == _PING:
            self._write(_PONG, payload)
        elif kind == _CLOSE:
            self.closed, self.close_code = True, int.from_bytes(payload[:2], "big")

    def _write(self, kind: int, payload: bytes) -> None:
        length = len(payload)
        head = bytes((kind, 0x80 | length)) if length < 126 else bytes((kind, 0xFE)) + length.to_bytes(2, "big")
        self._transport.write(head + bytes(4) + payload)


async def connect(index: int, address: tuple[str, int], path: str, headers: dict[str, str], on_frame: OnFrame) -> Socket:
    """An open socket. Raises ConnectionError when the server does not upgrade."""
    lines = {
        "Host": f"{address[0]}:{address[1]}",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(secrets.token_bytes(16)).decode(),
        **headers,
    }
    request = f"GET {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
    loop = asyncio.get_running_loop()
    _, socket = await loop.create_connection(lambda: Socket(index, request.encode(), on_frame), *address)
    await socket.opened
    return socket
