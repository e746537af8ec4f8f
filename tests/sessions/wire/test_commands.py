# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a client may send, as types: the first check of everything that comes in."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
import pytest

from sessions.wire import commands as c
from sessions.wire.frames import Do
from tests.sessions.samples import SAMPLES

DECODER = msgspec.msgpack.Decoder(c.Command)


def decoded(**fields: Any) -> c.Command:
    command: c.Command = DECODER.decode(msgspec.msgpack.encode(fields))
    return command


ADD = {
    "type": "add_note",
    "note_id": "n1",
    "run_id": "r1",
    "column": "democratie",
    "content": {"type": "value", "value": {"value_id": "privacy"}, "why": "daarom"},
}
ACTION = {"type": "action", "action": "Wis", "actor": "", "values": []}


@pytest.mark.parametrize("command", [SAMPLES[kind] for kind in get_args(c.Command)], ids=lambda command: type(command).__name__)
def test_every_command_of_a_client_survives_the_wire(command: c.Command) -> None:
    assert DECODER.decode(msgspec.msgpack.encode(command)) == command
    do = Do(1, command)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(do), type=Do) == do


@pytest.mark.parametrize("kind", get_args(c.Internal))
def test_what_only_the_server_asks_cannot_be_sent(kind: type[c.Internal]) -> None:
    """[LCK-08]"""
    with pytest.raises(msgspec.ValidationError):
        DECODER.decode(msgspec.msgpack.encode(SAMPLES[kind]))


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "fly"},
        {"type": None},
        {"note_id": ""},
        {"note_id": "a" * 81},
        {"note_id": "a b"},
        {"note_id": "é"},
        {"note_id": "a~b"},
        {"note_id": "a\n"},
        {"note_id": 7},
        {"run_id": None},
        {"behalf": "a/b"},
        {"column": "midden"},
        {"extra": 1},
        {"content": {"type": "poem"}},
        {"content": {**ADD["content"], "why": "x" * 501}},  # type: ignore[dict-item]
        {"content": {**ADD["content"], "author": "p1"}},  # type: ignore[dict-item]
        {"content": {**ADD["content"], "value": {"name": "x" * 121}}},  # type: ignore[dict-item]
        {"content": {**ACTION, "action": "x" * 501}},
        {"content": {**ACTION, "actor": "x" * 121}},
        {"content": {**ACTION, "values": 3}},
    ],
    ids=str,
)
def test_a_wrong_field_is_refused(wrong: dict[str, Any]) -> None:
    decoded(**ADD)
    with pytest.raises(msgspec.ValidationError):
        decoded(**{**ADD, **wrong})


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "add_time", "run_id": "r1", "seconds": 0},
        {"type": "add_time", "run_id": "r1", "seconds": 3601},
        {"type": "add_time", "run_id": "r1", "seconds": 1.5},
        {"type": "delete_note", "note_id": "n1", "base_rev": -1},
        {"type": "choose_note", "note_id": "n1", "base_choice_rev": 0, "verdict": "maybe"},
        {"type": "change_profile", "name": "x" * 41},
        {"type": "decide_project", "base_rev": 0, "outcome": "later"},
        {
            "type": "put_poster_entry",
            "entry_id": "v1",
            "base_rev": 0,
            "content": {"type": "value", "foundation": "rechtsstaat", "value": {"value_id": "privacy"}},
            "origins": ["n1"] * 61,
        },
    ],
    ids=str,
)
def test_what_is_out_of_bounds_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        decoded(**fields)


def test_a_text_at_its_limit_is_taken() -> None:
    command = decoded(**{**ADD, "content": {**ADD["content"], "why": "é" * 500}})  # type: ignore[dict-item]
    assert isinstance(command, c.AddNote)
