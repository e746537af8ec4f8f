# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker that keeps up the index, to be killed: `python -m tests.server.archive.writer URL PREFIX FOLDER AT_ONCE`."""

import asyncio
import sys
from pathlib import Path

from server.archive import keeping_up
from server.archive.archive import open_archive
from server.settings import Settings
from server.store import open_store


async def main(url: str, prefix: str, folder: str, at_once: str) -> None:
    keeping_up.AT_ONCE = int(at_once)
    settings = Settings(redis_url=url, key_prefix=prefix, data_dir=Path(folder))
    async with open_store(settings) as store, open_archive(settings, store):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
