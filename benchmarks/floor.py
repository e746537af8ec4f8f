# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The floor: a bare `websockets` server that sends what it gets to everybody; who asks for `/<length>` gets so many bytes
first, and who asks for `/room/<name>` is together with those who ask for the same.

It keeps nothing, checks nothing and knows nobody; whatever a real board costs more than this, it costs for being a board.
"""

import argparse
import asyncio
import contextlib
import signal

from websockets import ConnectionClosedError
from websockets.asyncio.server import ServerConnection, broadcast, serve

from server.process.loops import loop_maker


async def run(port: int) -> None:
    """Serve until SIGTERM."""
    rooms: dict[str, set[ServerConnection]] = {}
    greetings: dict[str, bytes] = {}

    async def connected(connection: ServerConnection) -> None:
        path = connection.request.path if connection.request else "/"
        is_room = path.startswith("/room/")
        connections = rooms.setdefault(path if is_room else "", set())
        connections.add(connection)
        try:
            if path != "/" and not is_room:
                await connection.recv()
                await connection.send(greetings.setdefault(path, bytes(int(path[1:]))))
            with contextlib.suppress(ConnectionClosedError):  # when the bench ends
                async for message in connection:
                    broadcast(connections, message)
        finally:
            connections.discard(connection)

    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    # No compression, as in the board: it costs two to three times the CPU.
    async with serve(connected, "127.0.0.1", port, compression=None):
        await stop.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="A bare broadcast server on 127.0.0.1.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument(
        "--loop", choices=("asyncio", "auto"), default="asyncio", help="auto: uvloop, as the board (default: asyncio)"
    )
    options = parser.parse_args()
    with asyncio.Runner(loop_factory=loop_maker(options.loop)) as runner:
        runner.run(run(options.port))
