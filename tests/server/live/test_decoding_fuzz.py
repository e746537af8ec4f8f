# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Valid frames of every command, damaged as bytes and as what they say: a frame, or a clear refusal, within bounds (I17)."""

from __future__ import annotations

import copy
import time
import tracemalloc
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, cast, get_args

import msgpack  # type: ignore[import-untyped]
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from server.live.batch import refused
from server.live.decoding import BadCommand, BadFrame, decode
from sessions.material.limits import MAX_FRAME_BYTES
from sessions.model.codes import CODES, Close, Refusal
from sessions.wire import commands as c
from sessions.wire.frames import PROTOCOL, Do, Hello, Ping, Refused, encode
from tests.server.house import House, Player, raw_socket
from tests.sessions.samples import SAMPLES

MAX_ANSWER_BYTES = 2 * MAX_FRAME_BYTES
"""What a refusal may take at most: it names the field at fault, and goes to the sender alone."""
MAX_DECODING_BYTES = 24 * 1024 * 1024
MAX_DECODING_S = 0.5

COMMANDS = cast("list[c.Command]", [SAMPLES[command] for command in get_args(c.Command)])
GREETING = Hello("page-1", PROTOCOL, "token", 3)


def valid(random: Random) -> Any:
    """A valid frame: of ten, one greets and one pings."""
    frames: list[Hello | Do | Ping] = [GREETING, Ping(1.5)]
    frames += [Do(7, random.choice(COMMANDS), random.choice(["", "page-1"])) for _ in range(8)]
    return msgspec.to_builtins(random.choice(frames))


class Pairs(list[tuple[Any, Any]]):
    """A map whose names may come twice."""


def packed(thing: Any) -> bytes:
    """As MessagePack, names that come twice included."""
    packer = msgpack.Packer(autoreset=False)
    _pack(packer, thing)
    return bytes(packer.bytes())


def _pack(packer: Any, thing: Any) -> None:
    if isinstance(thing, Pairs):
        packer.pack_map_header(len(thing))
        for name, value in thing:
            packer.pack(name)
            _pack(packer, value)
    elif isinstance(thing, dict):
        _pack(packer, Pairs(thing.items()))
    elif isinstance(thing, list | tuple):
        packer.pack_array_header(len(thing))
        for value in thing:
            _pack(packer, value)
    else:
        packer.pack(thing)


def places(thing: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a frame, as the way there."""
    yield path
    inner = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    for name, value in inner:
        yield from places(value, (*path, name))


STRANGE: tuple[Callable[[Random], Any], ...] = (
    lambda _: None,
    lambda random: random.choice([True, False, 0, -1, 1.5, float("nan"), float("inf"), 2**31, 2**53, 2**63, 2**64 - 1, -(2**63)]),
    lambda random: random.choice(
        ["", " ", "\x00", "x\n", "é" * 300, "x" * 5_000, "\u202e\u200b", "__class__", "type", "0", "$.why`"]
    ),
    lambda random: bytes(random.randrange(256) for _ in range(random.randrange(9))),
    lambda random: msgpack.ExtType(random.randrange(128), b"x"),
    lambda _: msgpack.Timestamp(1, 2),
    lambda random: [[]] * random.randrange(1_100),
    lambda random: {str(number): number for number in range(random.randrange(80))},
    lambda random: nested(random, random.choice([1, 3, 60, 600])),
    lambda random: msgspec.to_builtins(random.choice(COMMANDS)),
)


def nested(random: Random, depth: int) -> Any:
    """A thing in a thing in a thing. Deeper ones are bytes, see `deep`: nobody packs them."""
    thing: Any = None
    as_list = random.random() < 0.5
    for _ in range(min(depth, 200)):
        thing = [thing] if as_list else {"a": thing}
    return thing


def damage(frame: Any, random: Random) -> Any:
    """One change somewhere in what a frame says: another value, gone, twice, under another name, swapped, or wrapped."""
    changed: Any = copy.deepcopy(frame)
    path = random.choice(list(places(changed)))
    if not path:
        return random.choice(STRANGE)(random) if random.random() < 0.5 else [changed]
    holder = changed
    for name in path[:-1]:
        holder = holder[name]
    last = path[-1]
    change = random.randrange(7)
    if isinstance(holder, Pairs):
        holder.append(("type", random.choice(STRANGE)(random)))
    elif change == 0:
        del holder[last]
    elif change == 1 and isinstance(holder, dict):
        holder[random.choice(["", "Type", "n ", "extra", "__init__", 3])] = holder.pop(last)
    elif change == 2 and isinstance(holder, dict):
        other = random.choice(list(holder))
        holder[last], holder[other] = holder[other], holder[last]
    elif change == 3:
        holder[last] = [holder[last]] if random.random() < 0.5 else {"value": holder[last]}
    elif change == 4 and isinstance(holder[last], dict):
        twice = Pairs(holder[last].items())
        holder[last] = Pairs([*twice, *((name, random.choice(STRANGE)(random)) for name, _ in twice[:2])])
    else:
        holder[last] = random.choice(STRANGE)(random)
    return changed


def shake(data: bytes, random: Random) -> bytes:
    """Some bytes flipped, put in, taken out, doubled, or all behind a point cut off."""
    shaken = bytearray(data)
    for _ in range(random.randint(1, 4)):
        at, length = random.randint(0, len(shaken)), random.randint(1, 8)
        match random.randrange(5):
            case 0 if at < len(shaken):
                shaken[at] ^= 1 << random.randrange(8)
            case 1:
                shaken[at:at] = random.randbytes(length)
            case 2:
                del shaken[at : at + length]
            case 3:
                shaken[at:at] = shaken[at : at + length]
            case _:
                del shaken[at:]
    return bytes(shaken)


def damaged(random: Random) -> bytes:
    """A valid frame that went through one to three changes, or through a bad line."""
    frame = valid(random)
    if random.random() < 0.4:
        return shake(packed(frame), random)
    try:
        for _ in range(random.randint(1, 3)):
            frame = damage(frame, random)
            if not isinstance(frame, dict):
                break
        return packed(frame)
    except (OverflowError, ValueError, TypeError, KeyError):
        # Two changes can make what cannot be packed; then it is the line that was bad.
        return shake(packed(valid(random)), random)


def answer_to(data: bytes) -> Hello | Do | Ping | BadFrame | BadCommand:
    """The frame, or what it is refused with; that can be sent, and is not longer than what was received allows."""
    try:
        answer: Hello | Do | Ping | BadFrame | BadCommand = decode(data)
    except (BadFrame, BadCommand) as error:
        answer = error
    if isinstance(answer, BadCommand):
        assert answer.code in CODES
        refusal = refused(answer.n, answer.client_id, Refusal(answer.code, answer.field))
        assert len(encode(refusal)) <= MAX_ANSWER_BYTES
    elif not isinstance(answer, BadFrame):
        # Whatever is taken is within its limits, and the same when it is sent again. (In bytes: there is a number unlike itself.)
        again = msgspec.convert(msgspec.to_builtins(answer), type(answer))
        assert msgspec.msgpack.encode(again) == msgspec.msgpack.encode(answer)
    return answer


@settings(max_examples=1_500, deadline=None, derandomize=True, database=None)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_frame_of_any_command_is_a_frame_or_clearly_refused(seed: int) -> None:
    answer_to(damaged(Random(seed)))


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(seed=st.integers(0, 2**32), times=st.integers(2, 6))
def test_frames_behind_each_other_in_one_message_are_no_frame(seed: int, times: int) -> None:
    random = Random(seed)
    data = b"".join(packed(valid(random)) for _ in range(times))
    assert isinstance(answer_to(data), BadFrame)


def test_damage_of_every_outcome_is_tried() -> None:
    """Otherwise the sentences above would be true of a decoder that refuses everything."""
    found = {type(answer_to(damaged(Random(seed)))) for seed in range(3_000)}
    assert found == {Hello, Do, Ping, BadFrame, BadCommand}


@pytest.mark.parametrize(
    "data",
    [
        b"\x83\xa4type\xa2do\xa1n\x01\xa7command" + b"\xdc\x04\x00" * 60 + b"\xc0" * 60_000,
        b"\xdc\x04\x00" + b"\x80" * 1024,
        packed([["x" * 60] * 1_000]),
        packed({"type": "do", "n": 1, "command": [[{}] * 1_000] * 60}),
        packed({"type": "do", "n": 1, "command": {str(number): [{}] * 900 for number in range(60)}}),
        packed({"type": "do", "n": 1, "command": {"type": "x" * 60_000}}),
        packed({"type": "do", "n": 1, "command": {"type": "take_snapshot", "x" * 60_000: 1}}),
        b"\x91" * 65_000,
        b"\x81\xa1a" * 21_000,
    ],
    ids=lambda data: repr(data[:10]),
)
def test_what_is_made_to_be_heavy_takes_little_memory_and_time(data: bytes) -> None:
    assert len(data) <= 2 * MAX_FRAME_BYTES
    begun = time.process_time()
    tracemalloc.start()
    try:
        assert isinstance(answer_to(data[:MAX_FRAME_BYTES]), BadFrame | BadCommand)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MAX_DECODING_BYTES
    assert time.process_time() - begun < MAX_DECODING_S * 4  # tracing takes most of it


@pytest.mark.asyncio(loop_scope="module")
class TestOverASocket:
    async def test_bad_frames_are_answered_to_their_sender_and_change_nothing_for_anybody(self, house: House) -> None:
        """A hundred at a time: two hundred refused unread at once close a connection as a flood."""
        workshop = await house.workshop(people=2)
        attacker, other = (workshop.device(browser) for browser in workshop.people)
        async with workshop.facilitator() as facilitator, other:
            await facilitator.go("A3")
            await other.heard()
            before = (await workshop.room()).head
            for round_ in range(3):
                await self._attack(attacker, Random(round_))
            assert await other.heard() == []
            assert (await workshop.room()).head == before
            async with workshop.device(workshop.people[0]) as again:
                await again.add("n1")
            await other.settle()
            assert "n1" in other.records

    async def _attack(self, attacker: Player, random: Random) -> None:
        async with attacker:
            sent = 0
            while sent < 100:
                data = damaged(random)
                # What happens to be valid would be carried out, or is a ping.
                if len(data) > MAX_FRAME_BYTES or not isinstance(answer_to(data), BadFrame | BadCommand):
                    continue
                await attacker.send_raw(data)
                sent += 1
            await attacker.settle()
            assert attacker.closed is None
            assert len([frame for frame in attacker.frames_seen if isinstance(frame, Refused)]) == sent
            attacker.bytes_received.clear()

    async def test_a_damaged_hello_closes_with_the_code_for_it(self, house: House) -> None:
        workshop = await house.workshop(people=1)
        cookie = workshop.people[0].cookie_header
        path = f"/ws/{workshop.id}/participant"
        random = Random(5)
        hello = packed(msgspec.to_builtins(GREETING))
        tried = 0
        while tried < 30:
            data = shake(hello, random)
            if isinstance(answer_to(data), Hello):
                continue
            tried += 1
            async with raw_socket(house.base_url, path, cookie=cookie) as socket:
                await socket.send(data)
                assert await _closed_with(socket) == Close.BAD_FRAME


async def _closed_with(socket: ClientConnection) -> int | None:
    try:
        while True:
            await socket.recv()
    except ConnectionClosed:
        return socket.close_code
