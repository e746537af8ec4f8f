# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words in which the server refuses, and the codes with which it closes a connection.

A refusal answers one command and leaves the connection up. A close code says by its range whether to come back:
4000–4499 come back, 4500–4999 do not (the habit of centrifuge's disconnect codes).
"""

from enum import IntEnum
from typing import Literal, get_args

from msgspec import Struct

Code = Literal[
    "invalid",
    "too_long",
    "empty",
    "not_allowed",
    "not_now",
    "not_yours",
    "silence_running",
    "run_ended",
    "stale_run",
    "stale_rev",
    "unknown_note",
    "unknown_person",
    "unknown_table",
    "unknown_step",
    "unknown_value",
    "unknown_entry",
    "unknown_item",
    "bad_address",
    "bad_plan",
    "bad_tables",
    "id_taken",
    "wrong_kind",
    "too_many",
    "too_many_made",
    "timer_not_idle",
    "timer_not_running",
    "timer_not_paused",
    "too_short",
    "snapshot_unchanged",
    "poster_empty",
    "workshop_closed",
    "too_late",
    "rate",
    "unavailable",
    "door_shut",
    "internal",
]
CODES: tuple[str, ...] = get_args(Code)

RETRIABLE: frozenset[str] = frozenset({"rate", "unavailable", "silence_running"})
"""Refusals after which the same command may succeed later."""


class Refusal(Struct, frozen=True):
    """A command was not carried out; nothing changed. `field` names the field at fault, when there is one."""

    code: Code
    field: str = ""


class Close(IntEnum):
    """WebSocket close codes of our own."""

    COME_BACK = 4000
    STORE_DOWN = 4001
    RELOAD = 4500
    NOT_AUTHORISED = 4501
    BAD_FRAME = 4502
    FLOOD = 4503
    WORKSHOP_GONE = 4504
    TOO_MANY_PAGES = 4505
    OTHER_PERSON = 4506
    REMOVED = 4507


FINAL = range(4500, 5000)
"""Close codes after which a page does not come back; after every other it may."""
