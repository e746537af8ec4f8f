# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bare broadcast on picows and uvloop, as its documentation advises. Keeps nothing."""

import asyncio
import sys

import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, WSUpgradeRequest, ws_create_server

everybody: set[WSTransport] = set()


class Connection(WSListener):
    """One socket."""

    def on_ws_connected(self, transport: WSTransport) -> None:
        """He came."""
        everybody.add(transport)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """He left."""
        everybody.discard(transport)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """What he sent goes to everybody."""
        if frame.msg_type == WSMsgType.CLOSE:
            transport.send_close(frame.get_close_code())
            transport.disconnect()
            return
        edit = frame.get_payload_as_bytes()
        for other in everybody:
            other.send(WSMsgType.BINARY, edit)


async def serve(port: int) -> None:
    """Until it is ended."""

    def listener(_: WSUpgradeRequest) -> Connection:
        return Connection()

    server = await ws_create_server(listener, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(int(sys.argv[1])))
