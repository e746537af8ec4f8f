# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bench of peers counts what comes: an edit that somebody did not get, or got twice, is told, and takes the figures away."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import msgspec
import pytest
from websockets.asyncio.server import ServerConnection, serve

from benchmarks.peers import installed, rooms, yjs
from benchmarks.peers.figures import Phase, Round, Row, lost_in, table, together
from benchmarks.peers.rooms import Room, Slice
from benchmarks.peers.running import PEERS
from benchmarks.peers.wires import Hocuspocus, Relay, SocketIo, Tldraw, Told, YWebsocket, text_of

PEOPLE = 4
linux = pytest.mark.skipif(sys.platform != "linux", reason="the bench reads /proc")


@asynccontextmanager
async def relayed(times: Callable[[int, int], int]) -> AsyncIterator[Room]:
    """A full room of a server that sends its edit number `n`, from 0, to connection `to` so many times."""
    connections: list[ServerConnection] = []
    count = 0

    async def connected(connection: ServerConnection) -> None:
        nonlocal count
        connections.append(connection)
        async for edit in connection:
            for to, other in enumerate(connections):
                for _ in range(times(count, to)):
                    await other.send(edit)
            count += 1

    async with serve(connected, "127.0.0.1", 0, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        room = Room(f"http://127.0.0.1:{port}", [os.getpid()], Relay(200), PEOPLE)
        await room.come()
        yield room
        room.leave()


@linux
async def test_a_server_that_loses_nothing_has_figures() -> None:
    async with relayed(lambda _n, _to: 1) as room:
        steady, full = await room.steady(200, 0.1), await room.full(0.1)
    assert (steady.edits, steady.deliveries, steady.lost, steady.twice) == (20, 20 * PEOPLE, 0, 0)
    assert len(steady.late_ms) == steady.deliveries
    assert full.deliveries == full.edits * PEOPLE
    assert full.edits > PEOPLE
    assert full.lost == full.twice == 0
    assert steady.frame_bytes == 200


@linux
@pytest.mark.parametrize(
    ("times", "lost", "twice"),
    [
        (lambda n, to: 0 if n == 3 and to == 1 else 1, 1, 0),
        (lambda n, to: 2 if n == 3 and to == 1 else 1, 0, 1),
        # As many came as should have: only who got what tells.
        (lambda n, to: {0: 2, 1: 0}.get(to, 1) if n == 3 else 1, 1, 1),
    ],
)
async def test_a_server_that_loses_or_repeats_a_delivery_is_seen_and_has_none(
    times: Callable[[int, int], int], lost: int, twice: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "WITHIN_S", 1.0)
    async with relayed(times) as room:
        found = await room.steady(200, 0.1)
    assert (found.lost, found.twice) == (lost, twice)
    phase = together([found])
    assert not phase.is_whole
    its = {"steady": phase, "full": whole(), "small": whole()}
    told = lost_in([Round(1, its, dict.fromkeys(its, whole()))])
    assert told == f"steady: {lost} of 80 deliveries lost, {twice} came twice"
    drawn = table([Row("Verliest", "1", "nothing", (Round(1, its, its),), lost=told)], PEOPLE, 2, 20)
    assert f"no figures: {told}" in drawn
    assert "×" not in drawn


@linux
async def test_who_is_refused_ends_the_measuring() -> None:
    class Refusing(Relay):
        def read(self, payload: bytes) -> Told:
            return Told(refused="vol")

    async with relayed(lambda _n, _to: 1) as room:
        room.wire = Refusing(200)
        with pytest.raises(RuntimeError, match="vol"):
            await room.steady(200, 0.1)


def whole(cpu_s: float = 1.0) -> Phase:
    return Phase(10, 40, 0, 0, cpu_s, 20, 1, 2, 1)


def test_a_floor_that_loses_takes_the_figures_away_too() -> None:
    its = dict.fromkeys(("steady", "full", "small"), whole())
    assert lost_in([Round(1, its, its)]) == ""
    lost = msgspec.structs.replace(whole(), lost=2)
    assert lost_in([Round(1, its, {**its, "small": lost})]).startswith("the floor: small: 2 of 42")
    nothing = msgspec.structs.replace(whole(), deliveries=0)
    assert lost_in([Round(1, {**its, "full": nothing}, its)])


def test_a_round_that_could_not_be_measured_is_told_beside_the_others() -> None:
    its = dict.fromkeys(("steady", "full", "small"), whole())
    drawn = table([Row("Iets", "1", "nothing", (Round(1, its, its),), "a socket was closed")], PEOPLE, 2, 20)
    assert "| Iets (rounds: 1; a socket was closed) |" in drawn
    assert "×" in drawn
    assert "no figures: cannot be had here" in table([Row("Iets", "1", "nothing", (), "cannot be had here")], PEOPLE, 2, 20)


def test_slices_make_a_phase_and_ratios_are_taken_within_a_round() -> None:
    slices = [Slice(10, 30, 0, 0, 0.5, 0.006, (1.0,) * 30, 30, 200), Slice(10, 30, 0, 0, 0.5, 0.012, (9.0,) * 30, 10, 200)]
    phase = together(slices)
    assert phase.cpu_s == pytest.approx(30)  # 18 ms for 60
    assert (phase.edits, phase.edits_per_s, phase.p99_ms, phase.edits_per_frame) == (20, 20, 9, 1.5)
    rounds = tuple(
        Round(
            12, dict.fromkeys(("steady", "full", "small"), whole(mine)), dict.fromkeys(("steady", "full", "small"), whole(floor))
        )
        for mine, floor in ((2, 1), (9, 3), (4, 1))
    )
    # The median of 2, 3 and 4, not the ratio of the medians.
    assert "4.00 (3.00 ×)" in table([Row("Iets", "1", "nothing", rounds)], 4, 2, 20)


def test_updates_of_a_shared_map_are_what_yjs_itself_sends() -> None:
    """Taken down from Yjs 13.6: one client sets its key three times."""
    assert yjs.set_key(1003, 0, "n3", "#3.1; hallo").hex() == "0101eb07002801056e6f746573026e3301770b23332e313b2068616c6c6f00"
    assert yjs.set_key(1003, 1, "n3", "#3.2; hallo").hex() == "0101eb0701a8eb070001770b23332e323b2068616c6c6f01eb07010001"
    assert yjs.set_key(1003, 2, "n3", "#3.3; hallo").hex() == "0101eb0702a8eb070101770b23332e333b2068616c6c6f01eb07010101"


def test_frames_are_read_as_the_servers_send_them() -> None:
    one, other = text_of(3, 1).encode(), text_of(12, 40).encode()
    assert Relay(0).read(one + other).edits == ((3, 1), (12, 40))
    assert len(Relay(300).edit(0, 1)) == len(SocketIo(300).edit(0, 1)) == 300
    io = SocketIo(0)
    assert io.read(b'0{"sid":"a"}').answer == b"40"
    assert io.read(b'40{"sid":"b"}').welcome
    assert io.read(b"2").answer == b"3"
    assert io.read(b'44{"message":"no"}').refused
    assert io.read(b'42["edit",{"text":"' + one + b'"}]').edits == ((3, 1),)
    plain, named = YWebsocket("zaal"), Hocuspocus("zaal")
    for wire, before in ((plain, b""), (named, b"\x04zaal")):
        assert wire.edit(3, 1).startswith(before + b"\x00\x02")
        assert wire.read(wire.edit(3, 1)).edits == ((3, 1),)
        assert wire.read(before + b"\x00\x01\x02\x00\x00").welcome
    assert named.read(b"\x04zaal\x02\x01\x02no").refused
    tldraw = Tldraw.__new__(Tldraw)
    pushed = {"type": "push_result", "clientClock": 7, "serverClock": 9, "action": "commit"}
    assert tldraw.read(msgspec.json.encode({"type": "data", "data": [pushed]})).own == (7,)
    assert tldraw.read(msgspec.json.encode({"type": "data", "data": [{**pushed, "action": "discard"}]})).refused


def test_every_peer_has_its_server_and_its_versions_in_a_lock() -> None:
    for peer in PEERS:
        assert (installed.HERE / "servers" / f"{peer.server}.{'mjs' if peer.in_node else 'py'}").exists()
        assert all(installed.version(package)[0].isdigit() for package in peer.packages)
    listed = {path.stem for path in (installed.HERE / "servers").iterdir() if path.is_file()}
    assert listed == {peer.server for peer in PEERS}
