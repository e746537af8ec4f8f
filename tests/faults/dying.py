# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole product that dies in the middle of something: `python -m tests.faults.dying FOLDER DEED STEP before|after`.

Worker, archive and embedded store serve the data directory in FOLDER; the deed is done over HTTP, and at its STEP-th step all of
them are killed at once, as by a power cut. A step is whatever goes to the store, and every statement of those who write an index.
With STEP 0 nobody dies, and how many steps there were is printed.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import sys
import threading
from pathlib import Path
from typing import Any

from redis.asyncio.client import Pipeline, Redis

from server.archive import keeping_up
from tests.faults.deeds import settings_in
from tests.faults.purging_deeds import DEEDS
from tests.server.house import serving

CALM_S = 0.1
"""What is deleted is taken out of the index so soon, so that this is among the steps."""


class Steps:
    """Counts them, and at one of them kills this process and its store."""

    def __init__(self, last: int, when: str) -> None:
        self.count = 0
        self.counting = False
        self._last = last
        self._when = when
        self._turn = threading.Lock()

    def before(self) -> bool:
        """A step begins; whether it is the last one, to be carried out first."""
        with self._turn:
            self.count += self.counting
            is_last = self.counting and self.count == self._last
        if is_last and self._when == "before":
            die()
        return is_last

    def to_store(self, kind: type, name: str) -> None:
        """Count what is asked by this method."""
        asked = getattr(kind, name)

        async def asking(client: Any, *arguments: Any, **more: Any) -> Any:
            is_last = self.before()
            answer = await asked(client, *arguments, **more)
            if is_last:
                die()
            return answer

        setattr(kind, name, asking)

    def to_index(self) -> None:
        """Count the statements of those who write: before each, and in the middle of what belongs together."""
        connect = sqlite3.connect

        def connected(*arguments: Any, **more: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*arguments, **more)
            if not more.get("uri"):
                connection.set_trace_callback(lambda _: die() if self.before() else None)
            return connection

        sqlite3.connect = connected  # type: ignore[assignment]


def die() -> None:
    """Kill the store, and then whoever calls: nobody has last words."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    for pid in children:
        os.kill(int(pid), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


async def main(folder: Path, name: str, last: int, when: str) -> None:
    """Do the deed, and die at its step."""
    keeping_up.CALM_S = CALM_S
    deed, told = DEEDS[name], json.loads((folder / "told.json").read_text(encoding="utf-8"))
    steps = Steps(last, when)
    steps.to_store(Redis, "execute_command")
    steps.to_store(Pipeline, "execute")
    steps.to_index()
    steps.counting = deed.from_start
    async with serving(settings_in(folder), with_archive=True) as house:
        steps.counting = True
        await deed.do(house, folder, told)
        steps.counting = False
    print(steps.count)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]))
