# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A log that begins anew with what is true, so that what was taken away stands nowhere any more."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any

from server.live.by_request import KEPT_APART
from server.live.decided import Decided, Thing
from server.live.replaying import replay
from server.store import Store, WholeLog

_log = logging.getLogger(__name__)


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


def as_one_entry(
    kind: Decided[Any, Thing, Any, Any],
    whole: WholeLog,
    payload_of: Callable[[Thing, Sequence[str]], bytes],
    begun_anew: Callable[[Thing, Sequence[str]], Thing],
) -> bytes | None:
    """The payload of the one entry that stands for a whole log, with the forms that changed it; None when what is read back is
    not what `begun_anew` says it is to be.
    """
    thing = replay(kind, whole.entries)
    if thing is None:
        return None
    forms = [client.removeprefix(KEPT_APART) for client in whole.clients if client.startswith(KEPT_APART)]
    payload = payload_of(thing, forms)
    try:
        again = kind.reduce(None, payload)
    except ValueError:
        _log.exception("%s is not packed: it is too large", thing.id)
        return None
    if again == begun_anew(thing, forms):
        return payload
    _log.error("%s is not packed: it would become another", thing.id)
    return None
