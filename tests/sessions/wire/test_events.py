# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logs of earlier releases are read as the events of today (tests/golden/ holds whole ones)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterActionContent, PosterEntry, PosterValueContent, TensionContent
from sessions.wire.events import PosterEntryPut, decode_events, encode_events

PRIVACY = {"value_id": "privacy", "principle_id": "", "name": ""}


def put(**entry: Any) -> bytes:
    return msgspec.msgpack.encode([{"type": "poster_entry_put", "entry": entry}])


@pytest.mark.parametrize(
    ("flat", "entry"),
    [
        (
            {"type": "value", "id": "v1", "foundation": "rechtsstaat", "value": PRIVACY, "meaning": "m", "order": "1", "rev": 2},
            PosterEntry(
                "v1",
                PosterValueContent("m", foundation="rechtsstaat", value=ValueRef("privacy")),
                order="1",
                rev=2,
            ),
        ),
        (
            {
                "type": "action",
                "id": "a1",
                "foundation": "democratie",
                "action": "Wis",
                "audience": "bewoners",
                "values": [PRIVACY],
                "origins": ["n1"],
                "removed": True,
                "merged_into": "a2",
                "dropped_because": "dubbel",
            },
            PosterEntry(
                "a1",
                PosterActionContent("democratie", "Wis", audience="bewoners", values=(ValueRef("privacy"),)),
                ("n1",),
                removed=True,
                merged_into="a2",
                dropped_because="dubbel",
            ),
        ),
        (
            {"type": "tension", "id": "x1", "value_a": PRIVACY, "value_b": PRIVACY, "choice": "tellen", "actions": ["a1"]},
            PosterEntry(
                "x1", TensionContent(choice="tellen", value_a=ValueRef("privacy"), value_b=ValueRef("privacy"), actions=("a1",))
            ),
        ),
    ],
    ids=["value", "action", "tension"],
)
def test_an_entry_that_lay_flat_in_the_log_is_read_with_its_content(flat: dict[str, Any], entry: PosterEntry) -> None:
    """[LOG-02]"""
    events = decode_events(put(**flat))
    assert events == (PosterEntryPut(entry),)
    assert decode_events(encode_events(events)) == events


@pytest.mark.parametrize("entry", [{}, {"type": "value", "id": "v1"}, {"type": "poem", "id": "v1", "text": "m"}])
def test_what_is_no_entry_is_not_read(entry: dict[str, Any]) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode_events(put(**entry))
