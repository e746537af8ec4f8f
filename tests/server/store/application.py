# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An application with an embedded store, as a process of its own that tests may kill.

Appends without end, one line of output for each acknowledged entry, until it gets SIGTERM. Begins with the server's process id.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

from redis.asyncio import Redis

from server.settings import Settings
from server.store import NO_LOG, Appended, Conflict, Head, Item, LogStore, StoreError, StoreUnavailable, open_store

SESSION = "s1"


def tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def run(data_dir: Path) -> None:
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    async with open_store(Settings(data_dir=data_dir)) as store:
        async with Redis.from_url(store.url) as client:
            tell((await client.info("server"))["process_id"])
        found = await store.log.read(SESSION)
        head = found[0] if found else NO_LOG
        tell(str(head.seq))
        while not stopping.is_set():
            head = await one_more(store.log, head)
            tell(str(head.seq))


async def one_more(log: LogStore, head: Head) -> Head:
    while True:
        try:
            answer = await log.append(SESSION, head, [Item(b"note", head.seq + 1)])
        except StoreUnavailable:
            await asyncio.sleep(0.01)
            continue
        if isinstance(answer, Appended):
            return answer.head
        assert isinstance(answer, Conflict), answer
        # Its own entry, whose acknowledgement was lost.
        assert [entry.nonce for entry in answer.tail] == [head.seq + 1]
        return answer.head


if __name__ == "__main__":
    try:
        asyncio.run(run(Path(sys.argv[1])))
    except StoreError as error:
        sys.exit(f"{error.code}: {error.message}")
