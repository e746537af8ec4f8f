# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A log as a whole: begun by its opening, replayed when somebody wants to know what is true."""

import logging
import secrets
from collections.abc import Iterable

import msgspec

from server.live.aggregates import Aggregate, State
from server.live.healing import Kept
from server.store import NO_LOG, Appended, Entry, Item, LogStore

_log = logging.getLogger(__name__)


class NewerEntry(Exception):
    """An entry that this version does not know: a later one wrote it, as while workers are replaced one by one, or after whoever
    runs them went back. What is stored is untouched, and nothing is decided on what is not understood.
    """


def reduced(aggregate: Aggregate[State], state: State | None, entry: Entry) -> State:
    """What is true after one more entry. Raises NewerEntry, and others for what nobody of this kind wrote."""
    try:
        return aggregate.reduce(state, entry.payload)
    except msgspec.DecodeError as error:
        _log.warning(
            "an entry was written by a later version: what it belongs to waits until that version, or a later one, runs here"
        )
        raise NewerEntry from error


def replay(aggregate: Aggregate[State], entries: Iterable[Entry], state: State | None = None) -> State | None:
    """What is true after these entries of a log. Raises NewerEntry, and others for entries that nobody of this kind wrote."""
    for entry in entries:
        state = reduced(aggregate, state, entry)
    return state


async def load(aggregate: Aggregate[State], log: LogStore, log_id: str) -> tuple[State, Kept] | None:
    """What is true as its log tells it, with its last entries; None when there is no such log."""
    found = await log.read(log_id)
    if found is None:
        return None
    head, entries = found
    state = replay(aggregate, entries)
    return (state, Kept(head, entries)) if state is not None else None


async def create(log: LogStore, log_id: str, payload: bytes) -> bool:
    """Begin a log with its opening. False when the id is taken."""
    result = await log.append(log_id, NO_LOG, [Item(payload, secrets.randbits(64) | 1)])
    return isinstance(result, Appended)
