# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is judged before it goes, as its log told it at the head by which it is judged."""

import asyncio
import logging

from server.live.aggregates import Aggregate, State
from server.live.replaying import replay
from server.store import Head, LogId, Store

_log = logging.getLogger(__name__)


async def as_told(logs: Store, aggregate: Aggregate[State], log_id: str, head: Head) -> State | None:
    """What was true at `head`, read away from the boards. None when there is no such head any more, and when it cannot be read:
    that is named in the log, and whoever asks keeps it. Raises StoreError.
    """
    entries = await logs.log.read_to(log_id, head)
    try:
        return await asyncio.to_thread(replay, aggregate, entries) if entries else None
    except Exception:  # noqa: BLE001 - whatever is wrong with it: it is kept, and named
        _log.exception("%s cannot be read and is kept", LogId(aggregate.kind, log_id).name)
        return None
