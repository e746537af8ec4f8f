# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A log that begins anew with what is true, so that what was taken away stands nowhere any more."""

import asyncio
from collections.abc import Callable

from server.store import Store, WholeLog


async def begin_anew_as(logs: Store, log_id: str, packed: Callable[[WholeLog], bytes | None]) -> bool:
    """Put the payload that `packed` makes, in a thread, in the place of a log of the kind of `logs`; False when it went on
    meanwhile, or when there is no payload. Call `destruction.clean_up` afterwards. Raises StoreError.
    """
    whole = await logs.copies.take(log_id)
    if whole is None:
        return False
    payload = await asyncio.to_thread(packed, whole)
    ((_, last_ms),) = await logs.copies.last_ms([log_id])
    return payload is not None and await logs.destruction.replace(log_id, whole.head, [payload], last_ms, counters=False)
