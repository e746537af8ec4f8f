# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker that looks once for mail that is due and hands it on, in a process of its own:
`python -m tests.faults.mail_worker <redis url> <smtp url> <milliseconds>`. It believes a mail that is on its way lost at once, so
that nobody waits a quarter of an hour.
"""

from __future__ import annotations

import asyncio
import sys

from organisation.dossier import due_mails
from server.live.rooms import open_rooms
from server.mailing.mailer import Mailer
from server.settings import Settings
from server.store import open_store

SECRET_KEY = b"k" * 32


async def main(redis_url: str, smtp_url: str, now_ms: int) -> None:
    due_mails.SETTLED_WITHIN_MS = 0
    settings = Settings(
        redis_url=redis_url, smtp_url=smtp_url, mail_from="bord@example.nl", public_url="https://waarden.example.nl"
    )
    async with open_store(settings) as store, open_rooms(store, SECRET_KEY) as rooms:
        lease = store.lease("mailing")
        await Mailer(rooms, settings, lease).look(now_ms)
        await lease.release()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
