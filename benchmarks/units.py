# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one change and one joining cost, in CPU of all processes and the store, beside the floor in the same round.

    python -m benchmarks --only fifteen|growth|join|resume

CPU and not time, ratios within a round, medians of many short rounds: figures that mean something on a machine that does other
things too. A change that is refused or does not reach everybody ends the run.
"""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from statistics import median

import msgspec
from msgspec import Struct

from benchmarks import processes, servers
from benchmarks.client import Socket, connect
from benchmarks.prepared import Prepared, store_workshops, values
from benchmarks.rooms import address_of
from sessions.wire.commands import AddNote, EditNote
from sessions.wire.frames import PROTOCOL, Do, Hello

PEOPLE = 15
STORM = 300
STORM_NOTES = 500
MISSED = 20
SIZES = (50, 500, 5_000)
_WITHIN_S = 60.0
_CALM_S = 0.3


class Unit(Struct, frozen=True):
    """One line: what was measured, in which unit, the median over the rounds, and of the ratios to what stands in `beside`."""

    name: str
    unit: str
    median: float
    beside: str = ""
    ratio: float | None = None
    rounds: tuple[float, ...] = ()


class _Settled(Struct):
    n: int


class _Record(Struct):
    id: str
    type: str
    rev: int = 0


class _Frame(Struct):
    type: str
    put: tuple[_Record, ...] = ()
    token: str = ""
    settled: _Settled | None = None
    code: str = ""


_decode = msgspec.msgpack.Decoder(_Frame).decode
_encode = msgspec.msgpack.encode


class People:
    """The sockets of one room, of the board (`prepared`) or of the floor (None), where a frame has `frame_bytes`."""

    def __init__(self, url: str, prepared: Prepared | None, count: int) -> None:
        self.url, self.prepared, self.count = url, prepared, count
        self.sockets: list[Socket] = []
        self.received = self.welcomed = self.frame_bytes = self.welcome_bytes = self.command_bytes = 0
        self.token = ""
        self.refused = ""
        self._n = [0] * count
        self._rev = [1] * count
        self._kinds = values()
        self._name = secrets.token_hex(4)
        # Of each note that was written here the revision that everybody is to have, and has. Several changes may share a frame.
        self._wanted: dict[str, int] = {}
        self._seen: list[dict[str, int]] = [{} for _ in range(count)]
        self._last = b"", _Frame("")

    async def come(self, *, token: str = "", floor_bytes: int = 0) -> None:
        """Everybody at once, each greeted."""
        address = address_of(self.url)
        prepared = self.prepared

        async def one(index: int) -> Socket:
            path, headers = (f"/{floor_bytes or ''}", {}) if prepared is None else prepared.way_in(self.url, index)
            socket = await connect(index, address, path, headers, self._take)
            if prepared is not None:
                socket.send(_encode(Hello(f"{self._name}-{index}", PROTOCOL, token)))
            elif floor_bytes:
                socket.send(b"hello")
            return socket

        self.sockets = await asyncio.gather(*(one(index) for index in range(self.count)))
        await self.until(lambda: self.welcomed == self.count or (prepared is None and not floor_bytes))

    def leave(self) -> None:
        """All sockets closed."""
        for socket in self.sockets:
            socket.close()

    async def edit(self, times: int, rate: float) -> None:
        """So many edits, each of his own note, people in turn; everybody has got all of them afterwards."""
        await self._change(times, rate, self._edit)

    async def add(self, times: int, rate: float) -> None:
        """So many notes added."""
        await self._change(times, rate, self._add)

    async def _change(self, times: int, rate: float, make: Callable[[int], AddNote | EditNote]) -> None:
        loop, before = asyncio.get_running_loop(), self.received
        begun = loop.time()
        for number in range(times):
            await asyncio.sleep(begun + number / rate - loop.time())
            index = number % self.count
            if self.prepared is None:
                self.sockets[index].send(bytes(self.frame_bytes))
            else:
                self._n[index] += 1
                command = make(index)
                self._wanted[command.note_id] = self._rev[index] if isinstance(command, EditNote) else 1
                payload = _encode(Do(self._n[index], command))
                self.command_bytes = len(payload)
                self.sockets[index].send(payload)
        if self.prepared is None:
            await self.until(lambda: self.received - before >= times * self.count)
        else:
            await self.until(lambda: all(seen == self._wanted for seen in self._seen))

    def has_all(self, others: "People") -> bool:
        """Whether everybody here has what these wrote."""
        return all(seen.get(note_id, 0) >= rev for seen in self._seen for note_id, rev in others._wanted.items())  # noqa: SLF001 # a twin

    def _edit(self, index: int) -> EditNote:
        self._rev[index] += 1
        kind = self._kinds[index % len(self._kinds)]
        content = msgspec.structs.replace(kind.content, why=f"Dit was te lezen in versie {self._rev[index]} van deze zin.")
        return EditNote(f"n{index}", self._rev[index] - 1, content)

    def _add(self, index: int) -> AddNote:
        run_id = self.prepared.run_id if self.prepared else ""
        kind = self._kinds[self._n[index] % len(self._kinds)]
        return msgspec.structs.replace(kind, note_id=f"{self._name}-{index}-{self._n[index]}", run_id=run_id)

    def _take(self, index: int, payload: bytes) -> None:
        if self.prepared is None:
            self.received += 1
            self.welcomed += 1
            return
        # Many sockets get the same bytes, one after another.
        if self._last[0] != payload:
            self._last = payload, _decode(payload)
        frame = self._last[1]
        self.token = frame.token or self.token
        if frame.type == "welcome":
            self.welcomed += 1
            self.welcome_bytes = len(payload)
        elif frame.type == "patch":
            self._seen[index].update((each.id, each.rev) for each in frame.put if each.type == "note")
            if frame.settled is None:
                self.frame_bytes = len(payload)
        elif frame.type == "refused":
            self.refused = frame.code

    async def until(self, condition: Callable[[], bool]) -> None:
        """Raises TimeoutError when it does not come true, RuntimeError when something was refused."""
        async with asyncio.timeout(_WITHIN_S):
            while not condition():
                if self.refused or any(socket.closed for socket in self.sockets):
                    raise RuntimeError(f"refused: {self.refused or 'a socket was closed'}")
                await asyncio.sleep(0.01)


async def cost_ms(pid: int, work: Callable[[], Awaitable[None]]) -> float:
    """CPU milliseconds that a server, with all that it started, used meanwhile."""
    await asyncio.sleep(_CALM_S)
    before = processes.cpu_ns(pid)
    await work()
    return (processes.cpu_ns(pid) - before) / 1e6


class Bench:
    """The board with its workshops, and the floor, on this machine."""

    def __init__(self, board: servers.Running, floor: servers.Running, prepared: dict[str, Prepared]) -> None:
        self.board, self.floor, self.prepared = board, floor, prepared

    def people(self, session_id: str, count: int) -> People:
        """People of a workshop who are not there yet."""
        return People(self.board.url, self.prepared[session_id], count)


@asynccontextmanager
async def bench(loop: str, sizes: dict[str, int], connected: int) -> AsyncIterator[Bench]:
    """Both servers, with these workshops on the board."""
    with ExitStack() as stack:
        board, floor = stack.enter_context(servers.board(loop)), stack.enter_context(servers.floor())
        yield Bench(board, floor, await store_workshops(Path(board.data_dir), sizes, connected))


async def fifteen(rounds: int, rate: float, loop: str = "auto", times: int = 40) -> list[Unit]:
    """The everyday workshop: what one edit costs that reaches fifteen people."""
    ours: list[float] = []
    floors: list[float] = []
    async with bench(loop, {"meting": 60}, PEOPLE) as here:
        people, bare = here.people("meting", PEOPLE), People(here.floor.url, None, PEOPLE)
        await people.come()
        await bare.come()
        await people.edit(PEOPLE * 2, rate * 4)
        bare.frame_bytes = people.frame_bytes
        await bare.edit(PEOPLE * 2, rate * 4)
        for _ in range(rounds):
            ours.append(await cost_ms(here.board.pid, lambda: people.edit(times, rate)) / times)
            floors.append(await cost_ms(here.floor.pid, lambda: bare.edit(times, rate)) / times)
        idle = await cost_ms(here.board.pid, lambda: asyncio.sleep(3)) / 3
    return [
        Unit("one edit, 15 people", "ms", median(ours), "floor", _ratio(ours, floors), tuple(ours)),
        Unit("the floor", "ms", median(floors)),
        Unit("nobody does anything, a second", "ms", idle),
    ]


async def growth(rounds: int, rate: float, loop: str = "auto", times: int = 30) -> list[Unit]:
    """The same on boards of fifty to five thousand notes: edits, and notes added."""
    found: dict[tuple[str, int], list[float]] = {}
    async with bench(loop, {f"met{size}": size for size in SIZES}, PEOPLE) as here:
        rooms = {size: here.people(f"met{size}", PEOPLE) for size in SIZES}
        for people in rooms.values():
            await people.come()
            await people.edit(PEOPLE, rate * 4)
        for _ in range(rounds):
            for size, people in rooms.items():
                for name, work in (("edit", people.edit), ("added note", people.add)):
                    spent = await cost_ms(here.board.pid, lambda work=work: work(times, rate))  # type: ignore[misc]  # bound now
                    found.setdefault((name, size), []).append(spent / times)
    return [
        Unit(f"one {name}, {size:,} notes", "ms", median(spent), f"{SIZES[0]} notes", _ratio(spent, found[name, SIZES[0]]))
        for (name, size), spent in sorted(found.items())
    ]


async def storm(rounds: int, loop: str = "auto", *, resumed: bool = False) -> list[Unit]:
    """Three hundred who come at once to five hundred notes: for the first time, or with a token and twenty changes missed."""
    ours: list[float] = []
    floors: list[float] = []
    async with bench(loop, {"storm": STORM_NOTES}, STORM) as here:
        stayer = here.people("storm", 1)
        await stayer.come()
        welcome_bytes = 0
        for _ in range(rounds):
            token = stayer.token
            if resumed:
                await stayer.edit(MISSED, 20)
            people, bare = here.people("storm", STORM), People(here.floor.url, None, STORM)
            ours.append(await cost_ms(here.board.pid, lambda: people.come(token=token if resumed else "")))  # noqa: B023 # called at once
            welcome_bytes = people.welcome_bytes
            floors.append(await cost_ms(here.floor.pid, lambda: bare.come(floor_bytes=welcome_bytes)))  # noqa: B023 # at once
            people.leave()
            bare.leave()
            await asyncio.sleep(_CALM_S)
    name = "back with a token" if resumed else "come"
    return [
        Unit(f"{STORM} {name} to {STORM_NOTES} notes", "s", median(ours) / 1e3, "floor", _ratio(ours, floors), tuple(ours)),
        Unit("the floor, as many bytes", "s", median(floors) / 1e3),
        Unit("bytes of a welcome", "", welcome_bytes),
    ]


def told(units: list[Unit]) -> str:
    """The figures as a Markdown table."""
    lines = ["| | | ratio |", "|---|---:|---:|"]
    for each in units:
        ratio = "" if each.ratio is None else f"{each.ratio:.2f} × {each.beside}"
        lines.append(f"| {each.name} | {each.median:,.3g} {each.unit} | {ratio} |")
    return "\n".join(lines)


def _ratio(ours: list[float], others: list[float]) -> float:
    return median(mine / other for mine, other in zip(ours, others, strict=True))


async def measure(only: str, rounds: int, rate: float, loop: str) -> list[Unit]:
    """One of the workloads. Raises RuntimeError or TimeoutError when something does not arrive."""
    with contextlib.suppress(KeyError):
        return await {"fifteen": fifteen, "growth": growth}[only](rounds, rate, loop)
    return await storm(rounds, loop, resumed=only == "resume")
