# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Any bytes become a frame or a clear refusal (I17)."""

from __future__ import annotations

import time
from typing import Any, get_args

import msgpack  # type: ignore[import-untyped]
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.live.decoding import BadCommand, BadFrame, decode
from sessions.material.framework import ValueRef
from sessions.material.limits import MAX_FRAME_BYTES
from sessions.model.poster_entries import TensionContent
from sessions.wire import commands as c
from sessions.wire.frames import PROTOCOL, Do, Hello, Ping
from tests.server.house import pack, value
from tests.sessions.samples import SAMPLES

CLIENT_COMMANDS = [SAMPLES[command] for command in get_args(c.Command)]
INTERNAL_COMMANDS = [SAMPLES[command] for command in get_args(c.Internal)]


def do(command: Any, **changed: Any) -> bytes:
    packed: bytes = msgpack.packb({"type": "do", "n": 1, "command": msgspec.to_builtins(command), **changed})
    return packed


def refused(data: bytes) -> BadCommand:
    with pytest.raises(BadCommand) as refusal:
        decode(data)
    return refusal.value


@pytest.mark.parametrize("command", CLIENT_COMMANDS, ids=lambda command: type(command).__name__)
def test_every_command_arrives_as_it_was_sent(command: c.Command) -> None:
    assert decode(do(command, client_id="page-1")) == Do(1, command, "page-1")


@pytest.mark.parametrize("frame", [Hello("page-1", PROTOCOL, "t", 3), Hello("p", 1), Ping(1.5), Do(2**53 - 1, c.TakeSnapshot())])
def test_every_other_frame_arrives_as_it_was_sent(frame: Hello | Ping | Do) -> None:
    assert decode(pack(frame)) == frame


def test_a_whole_number_is_a_time_too() -> None:
    assert decode(msgpack.packb({"type": "ping", "t": 7})) == Ping(7)


@pytest.mark.parametrize("command", INTERNAL_COMMANDS, ids=lambda command: type(command).__name__)
def test_what_only_the_server_asks_is_no_command_of_a_client(command: c.Internal) -> None:
    assert refused(do(command)).code == "invalid"


@pytest.mark.parametrize(
    "frame",
    [
        None,
        7,
        "do",
        [],
        {},
        {"type": None},
        {"type": ["do"]},
        {"type": {"do": 1}},
        {"type": "welcome"},
        {"type": "hello"},
        {"type": "hello", "client_id": "", "protocol": 1},
        {"type": "hello", "client_id": "a b", "protocol": 1},
        {"type": "hello", "client_id": "x" * 81, "protocol": 1},
        {"type": "hello", "client_id": "x\n", "protocol": 1},
        {"type": "hello", "client_id": "x", "protocol": "1"},
        {"type": "hello", "client_id": "x", "protocol": 1, "token": "t" * 121},
        {"type": "hello", "client_id": "x", "protocol": 1, "pending_n": -1},
        {"type": "hello", "client_id": "x", "protocol": 1, "more": 1},
        {"type": "ping"},
        {"type": "ping", "t": "1"},
        {"type": "ping", "t": 1.0, "more": 1},
        {"type": "do", "n": 1},
        {"type": "do", "command": {"type": "take_snapshot"}},
        {"type": "do", "n": 0, "command": {"type": "take_snapshot"}},
        {"type": "do", "n": -1, "command": {"type": "take_snapshot"}},
        {"type": "do", "n": 2**53, "command": {"type": "take_snapshot"}},
        {"type": "do", "n": 2**64 - 1, "command": {"type": "take_snapshot"}},
        {"type": "do", "n": 1.5, "command": {"type": "take_snapshot"}},
        {"type": "do", "n": True, "command": {"type": "take_snapshot"}},
        {"type": "do", "n": 1, "command": {"type": "take_snapshot"}, "client_id": "a b"},
        {"type": "do", "n": 1, "command": {"type": "take_snapshot"}, "client_id": "x" * 81},
        {"type": "do", "n": 1, "command": {"type": "take_snapshot"}, "client_id": None},
        {"type": "do", "n": 1, "command": {"type": "take_snapshot"}, "more": 1},
    ],
    ids=repr,
)
def test_what_is_no_frame_of_ours_is_a_bad_frame(frame: object) -> None:
    with pytest.raises(BadFrame):
        decode(msgpack.packb(frame))


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (None, ""),
        ({}, ""),
        ({"type": "fly"}, "type"),
        ({"type": 7}, "type"),
        ({"type": "take_snapshot", "force": True}, ""),
        ({"type": "add_time", "run_id": "r1", "seconds": 0}, "seconds"),
        ({"type": "add_time", "run_id": "r1", "seconds": "60"}, "seconds"),
        ({"type": "add_time", "run_id": "r1", "seconds": 2**60}, "seconds"),
        ({"type": "say_ready", "run_id": "r1"}, ""),
        ({"type": "say_ready", "run_id": "r1\n", "ready": True}, "run_id"),
        ({"type": "say_ready", "run_id": "r 1", "ready": True}, "run_id"),
        ({"type": "move_note", "note_id": "n1", "base_rev": 1, "column": "economie"}, "column"),
        ({"type": "move_note", "note_id": "n1", "base_rev": -1, "column": "democratie"}, "base_rev"),
        ({"type": "delete_note", "note_id": "n" * 81, "base_rev": 1}, "note_id"),
    ],
    ids=repr,
)
def test_a_wrong_command_is_refused_with_its_number_and_the_field_at_fault(command: object, field: str) -> None:
    """[WIR-01]"""
    refusal = refused(do(command, n=9, client_id="page-1"))
    assert (refusal.n, refusal.client_id, refusal.code) in {(9, "page-1", "invalid"), (9, "page-1", "too_long")}
    assert refusal.field == field


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (c.ChangeProfile(name="x" * 41), "name"),
        (c.AddNote("n1", "r1", value("x" * 501), "democratie"), "content.why"),
        (c.ChooseNote("n1", 0, "set_aside", "x" * 501), "reason"),
        (c.AnswerChecklist("i1", 0, "x" * 501), "answer"),
        (c.DecideProject(0, "go", "x" * 501), "reason"),
        (
            c.PutPosterEntry("x1", 0, TensionContent(affected="x" * 121, value_a=ValueRef(), value_b=ValueRef())),
            "content.affected",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_text_that_is_too_long_is_told_with_its_field(command: c.Command, field: str) -> None:
    """[WIR-01]"""
    refusal = refused(do(command))
    assert (refusal.code, refusal.field) == ("too_long", field)


def test_the_longest_text_is_taken_counted_in_characters_not_bytes() -> None:
    command = c.AddNote("n1", "r1", value("é" * 500), "democratie")
    assert decode(do(command)) == Do(1, command)
    assert refused(do(c.AddNote("n1", "r1", value("é" * 501), "democratie"))).code == "too_long"


def test_a_list_with_too_many_things_is_refused() -> None:
    many = msgspec.to_builtins(SAMPLES[c.PutPosterEntry]) | {"origins": ["n1"] * 61}
    assert refused(do(many)).field == "origins"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        b"\x00\x00",
        pack(Ping(1)) + b"\x00",
        pack(Ping(1))[:-1],
        b"\x81\xa4type\xa2\xff\xfe",
        b"\x91" * 60_000 + b"\xc0",
        b"\x81\xa1a" * 20_000 + b"\xc0",
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\xff\xff\xff\xff",
        b"\xdb\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
        b"\xc9\xff\xff\xff\xff\x01",
        b"\xc7\x00\xff",
        b"\xc7\x00\x05",
        b"\xd6\xff\x00\x00\x00\x01",
        b"\x81\x01\x01",
        b"\x81\xc4\x00\x01",
        b"\xde\x00\x41" + b"\xa1a\xc0" * 65,
        b"\xdc\xff\xff" + b"\xc0" * 65_535,
        b"\xdb\x00\x01\x00\x01" + b"x" * (MAX_FRAME_BYTES + 1),
    ],
    ids=lambda data: repr(data[:12]),
)
def test_broken_deep_or_boastful_bytes_are_a_bad_frame_at_once(data: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(BadFrame):
        decode(data)
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize("depth", [10, 500, 1000, 1024, 5000])
@pytest.mark.parametrize("kind", ["array", "map"])
def test_a_command_that_goes_deep_is_refused(depth: int, kind: str) -> None:
    opening = (b"\x91" if kind == "array" else b"\x81\xa1a") * depth + b"\xc0"
    with pytest.raises((BadFrame, BadCommand)):
        decode(b"\x83\xa4type\xa2do\xa1n\x01\xa7command" + opening)


def test_an_extension_type_inside_a_command_is_refused() -> None:
    with pytest.raises((BadFrame, BadCommand)):
        decode(b"\x83\xa4type\xa2do\xa1n\x01\xa7command\xc7\x00\x05")


_numbers = st.integers(-(2**63), 2**64 - 1) | st.floats()
_leaves = st.none() | st.booleans() | _numbers | st.text(max_size=20) | st.binary(max_size=3)
_words = st.sampled_from(
    ["type", "n", "command", "client_id", "t", "do", "hello", "ping", "token", "protocol", "content", "value"]
)
_anything = st.recursive(
    _leaves | _words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_words | st.text(max_size=3), inner, max_size=5),
    max_leaves=12,
)


def decoded_or_refused(data: bytes) -> None:
    try:
        frame = decode(data)
    except (BadFrame, BadCommand):
        return
    assert isinstance(frame, Hello | Do | Ping)


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    decoded_or_refused(data)


@given(_anything)
@settings(max_examples=300, deadline=None)
def test_any_messagepack_is_decoded_or_refused(thing: Any) -> None:
    decoded_or_refused(msgpack.packb(thing))


@given(st.sampled_from(CLIENT_COMMANDS), _words, _anything, st.integers(0, 400), st.integers(0, 255))
@settings(max_examples=300, deadline=None)
def test_any_damaged_command_is_decoded_or_refused(command: c.Command, name: str, thing: Any, at: int, byte: int) -> None:
    fields = msgspec.to_builtins(command)
    decoded_or_refused(do(fields | {name: thing}))
    decoded_or_refused(do({key: thing if key == list(fields)[at % len(fields)] else old for key, old in fields.items()}))
    damaged = bytearray(do(fields))
    damaged[at % len(damaged)] = byte
    decoded_or_refused(bytes(damaged))
