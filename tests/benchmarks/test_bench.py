# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bench works: whole runs with a few people. Counts only; times are for quiet machines."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable

import pytest

from benchmarks.__main__ import main
from benchmarks.client import connect
from sessions.material.limits import MAX_NOTES_PER_PERSON

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the bench reads /proc"),
]
PEOPLE = 8


@pytest.mark.parametrize("nothing", [["--workshops", "0"], ["--rate", "0.1", "--seconds", "5"], ["--people", "0"]])
def test_of_nothing_it_measures_nothing_and_says_so(nothing: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--only", "many", *nothing])
    assert (ended.value.code, "--" in capsys.readouterr().err) == (2, True)


@pytest.mark.long
def test_every_note_reaches_every_socket_on_the_board_and_on_both_floors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--people", str(PEOPLE), "--seconds", "2", "--rate", "20", "--runs", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (run,) = told["runs"]
    for room in (run["board"], run["floor"], run["fast_floor"]):
        assert room["steady"]["notes"] == 40
        assert room["steady"]["deliveries"] == room["steady"]["expected"] == 40 * PEOPLE
        assert PEOPLE <= room["full"]["notes"] <= PEOPLE * MAX_NOTES_PER_PERSON - 40
        assert room["full"]["deliveries"] == room["full"]["expected"] == room["full"]["notes"] * PEOPLE
        assert room["steady"]["refused"] == room["full"]["refused"] == 0
    # The floor's notes are as long as the board's frames, or the comparison would favour one.
    assert run["floor"]["steady"]["frame_bytes"] == pytest.approx(run["board"]["steady"]["frame_bytes"], abs=2)
    assert run["board"]["full"]["frames"] <= run["board"]["full"]["deliveries"]
    assert len(told["figures"]) == 13


@pytest.mark.parametrize("length", [1, 125, 126, 70_000])
async def test_its_client_reads_frames_of_every_length_however_they_are_cut(length: int) -> None:
    payload = bytes(length)
    wide = 0 if length < 126 else 2 if length < 65_536 else 8
    head = bytes((0x82, {0: length, 2: 126, 8: 127}[wide])) + (length.to_bytes(wide, "big") if wide else b"")

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        # The answer, a ping, and the frame twice, in pieces that fit nothing.
        stream = b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + bytes((0x89, 1, 7)) + (head + payload) * 2
        for at in range(0, len(stream), max(1, len(stream) // 7)):
            writer.write(stream[at : at + max(1, len(stream) // 7)])
            await writer.drain()
        pong.set_result(await reader.readexactly(7))
        writer.close()

    pong: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
    got: asyncio.Queue[bytes] = asyncio.Queue()
    take: Callable[[int, bytes], None] = lambda _, frame: got.put_nowait(frame)  # noqa: E731 - mypy needs its type
    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        address = ("127.0.0.1", int(server.sockets[0].getsockname()[1]))
        await connect(0, address, "/", {}, take)
        assert [await got.get(), await got.get()] == [payload, payload]
        assert await pong == bytes((0x8A, 0x81, 0, 0, 0, 0, 7))


async def test_its_client_says_what_refused_it() -> None:
    async def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 403 Forbidden\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        address = ("127.0.0.1", int(server.sockets[0].getsockname()[1]))
        with pytest.raises(ConnectionError, match="403"):
            await connect(0, address, "/", {}, lambda _index, _frame: None)
