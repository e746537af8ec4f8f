# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One workshop of one seed: workers on a simulated store, pages, people who write, and what goes wrong. All of it repeatable."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import random as global_random
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from server.access import Secrets, hash_secret
from server.live import sockets
from server.live.room import Room
from server.live.sealing import Sealer
from server.store import NO_LOG, Item, RedisLog
from server.store.connections import Keys
from sessions.model.codes import Refusal
from sessions.model.state import Session
from sessions.model.viewer import SYSTEM, Viewer
from sessions.topics.decider import begin, decide, replay
from sessions.wire import commands as c
from sessions.wire.events import encode_events
from sessions.wire.frames import Patch, View, Welcome
from tests.sessions.world import START_MS, opening
from tests.simulation import faults, loop
from tests.simulation.invariants import Invariants
from tests.simulation.log import SimulatedLog
from tests.simulation.network import FaultyLine, Host, SimulatedClient
from tests.simulation.page import BEAT_S, Device, Page
from tests.simulation.people import next_command
from tests.simulation.queue import Ask, Ended
from tests.simulation.truth import Truth, Violation
from tests.simulation.wire import Wire
from tests.simulation.worker import SECRET_KEY, SESSION, Worker

T = TypeVar("T")
Profile = Literal["always", "everysec", "sentinel"]

CALM_WITHIN_S = 90.0
"""After the last fault everybody has everything within this time (I13): the longest pause before a page dials again is 20 s, a
dead link is noticed within 25 s, and then its command still has to travel."""

OUTBOX_BYTES = 16 * 1024
"""What may wait behind a slow page here; the frames of a small workshop are small."""


class Plan(Struct, frozen=True):
    """What a seed says about its schedule."""

    profile: Profile
    workers: int
    people: int
    active_s: float
    pause_s: float
    """Mean time between two commands of a page."""
    minute_ms: int
    kinds: tuple[str, ...]
    strikes: int


def plan_of(seed: int) -> Plan:
    """Most schedules are small, because small ones are quick and find most; some have a full room."""
    random = Random(f"plan {seed}")
    profile: Profile = random.choice(("always", "always", "everysec", "sentinel"))
    full = random.random() < 0.03
    kinds = sorted(faults.kinds_of(profile))
    chosen = random.sample(kinds, random.randint(1, 7)) if random.random() < 0.95 else []
    return Plan(
        profile=profile,
        workers=random.randint(1, 4),
        people=random.randint(12, 32) if full else random.randint(1, 5),
        active_s=random.uniform(2.5, 6.0),
        pause_s=random.choice((0.7, 1.5, 3.0)) * (3 if full else 1),
        minute_ms=random.choice((300, 600, 1500)),
        kinds=tuple(chosen),
        strikes=random.randint(1, 8) if chosen else 0,
    )


class Report(Struct):
    """How a schedule went."""

    seed: int
    plan: Plan
    violation: str = ""
    commands: int = 0
    entries: int = 0
    done: int = 0
    refused: int = 0
    silences: int = 0
    lost: int = 0
    """Entries that the store once held and does not hold any more."""
    healed: int = 0
    """Entries that were lost and that a worker put back."""
    started_over: int = 0
    """How often a page had to go back because what it had seen was lost."""
    appends: int = 0
    strikes: dict[str, int] = {}
    calm_after_s: float = 0.0
    trace: tuple[str, ...] = ()


class World:
    """Runs one schedule. Make it and `run` it inside a virtual loop; `play` does both."""

    def __init__(self, seed: int, plan: Plan, *, traced: bool) -> None:
        self.seed = seed
        self.plan = plan
        self.profile = plan.profile
        self.random = Random(f"world {seed}")
        self.loop = asyncio.get_running_loop()
        self.truth = Truth(self.fail)
        self.host = Host(SimulatedLog(lambda: START_MS / 1000 + self.loop.time(), self.truth))
        self.invariants = Invariants(self.truth, Sealer(SECRET_KEY, SESSION), may_lose=plan.profile != "always")
        self.devices: list[Device] = []
        self.pages: list[Page] = []
        self.workers: list[Worker] = []
        self.report = Report(seed, plan, strikes={})
        self._traced = traced
        self._trace: list[str] = []
        self._over: asyncio.Future[None] = self.loop.create_future()
        self._issued: dict[int, str] = {}
        self._made = 0
        self._calm = False
        self.loop.set_exception_handler(self._on_loop_error)

    # ── what faults use ─────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def alive(self) -> list[Worker]:
        """Workers that have not crashed or stopped."""
        return [worker for worker in self.workers if worker.is_alive]

    def some(self, options: Sequence[T]) -> T | None:
        """One of these, or None when there is none."""
        return self.random.choice(options) if options else None

    def draw(self, options: Sequence[T]) -> T:
        """One of these."""
        return self.random.choice(options)

    def between(self, low: float, high: float) -> float:
        """A number in this range."""
        return self.random.uniform(low, high)

    def later(self, seconds: float, what: Callable[[], object]) -> None:
        """Do this after a while."""
        self.loop.call_later(seconds, what)

    def start_worker(self) -> None:
        """A new process."""
        number = len(self.workers) + 1
        line = FaultyLine(Random(f"line {self.seed} {number}"))
        self.workers.append(Worker(f"w{number}", self.host, line, self.fail))
        self.trace("w%d starts", number)

    def open_page(self, device: Device) -> Page:
        """The person opens the page."""
        self._made += 1
        name = f"{device.viewer.participant_id or device.viewer.role}.{self._made}"
        page = Page(device, name, self, Random(f"page {self.seed} {self._made}"))
        self.pages.append(page)
        self._act_later(page)
        return page

    def end_page(self, page: Page) -> None:
        """The page's browser ends."""
        page.die()
        self.pages.remove(page)
        for wire in (page.serving,):
            if wire is not None:
                wire.cut(page_after_s=None, worker_after_s=self.between(0.0, 2.0))

    # ── what pages use ──────────────────────────────────────────────────────────────────────────────────────────────

    def dial(self, page: Page) -> Wire:
        """A connection to any worker: nothing makes pages come back to the one that they had."""
        self._made += 1
        wire = Wire(page, Random(f"wire {self.seed} {self._made}"), page.random.choice((0.005, 0.03, 0.2)))
        alive = self.alive
        if alive:
            page.random.choice(alive).accept(wire, page.viewer.role, page.device.cookie)
        else:
            wire.cut(page_after_s=0.05, worker_after_s=None)
        return wire

    def sent(self, page: Page, ask: Ask) -> None:
        """A command goes out."""
        self._issued.setdefault(ask.uid, type(ask.command).__name__)
        self.trace("%s sends %s/%d %s", page.client_id, ask.client_id, ask.n, type(ask.command).__name__)
        self.invariants.sent(page, ask)

    def took(self, page: Page, frame: Welcome | View | Patch) -> None:
        """A frame with records was taken in."""
        if self._traced:
            at = self.invariants.entry_of(frame)
            self.trace("%s takes %s at entry %s", page.client_id, type(frame).__name__, at)
        self.invariants.took(page, frame)

    def told(self, page: Page, ended: Ended, source: str) -> None:
        """A page was told how a command ended."""
        self.trace("%s is told %s/%d %s", page.client_id, ended.ask.client_id, ended.ask.n, ended.code or "done")
        self.invariants.told(page, ended, source)

    def fail(self, error: BaseException) -> None:
        """Something is wrong; the first time counts."""
        if not self._over.done():
            self._over.set_exception(error)

    def trace(self, text: str, *arguments: object) -> None:
        """Note what happened."""
        if self._traced:
            self._trace.append(f"{self.loop.time():9.4f}  {text % arguments}")

    # ── the schedule ────────────────────────────────────────────────────────────────────────────────────────────────

    async def run(self) -> Report:
        """Play it. The report tells what was violated, if anything was."""
        with _quiet(self.fail):
            try:
                schedule = asyncio.ensure_future(self._schedule())
                await asyncio.wait({schedule, self._over}, return_when=asyncio.FIRST_COMPLETED)
                if self._over.done():
                    schedule.cancel()
                    self._over.result()
                schedule.result()
            except Violation as violation:
                self.report.violation = str(violation)
            except Exception as error:  # whatever it was, it belongs to this seed
                self.report.violation = f"{type(error).__name__}: {error}"
                logging.getLogger(__name__).debug("schedule failed", exc_info=error)
            finally:
                for page in self.pages:
                    page.die()
                for worker in self.workers:
                    worker.is_alive = False
                if not self._over.done():
                    self._over.cancel()
        return self._reported()

    async def _schedule(self) -> None:
        await self._open_workshop()
        for _ in range(self.plan.workers):
            self.start_worker()
        for device in self.devices:
            self.later(self.between(0.0, 1.0), functools.partial(self.open_page, device))
        kinds = faults.kinds_of(self.profile)
        for _ in range(self.plan.strikes):
            name = self.draw(self.plan.kinds)
            self.later(self.between(0.3, self.plan.active_s), functools.partial(self._strike, name, kinds[name]))
        self._beat()
        await asyncio.sleep(self.plan.active_s)
        self._calm = True
        await self._mended()
        began_s = self.loop.time()
        while why := self._not_calm():
            if self._silence_left_s() > 0:
                began_s += 0.5  # it may last as long as it does
            elif self.loop.time() - began_s > CALM_WITHIN_S:
                raise Violation("I13", f"not calm {CALM_WITHIN_S:.0f} s after the last fault: {why}")
            await asyncio.sleep(0.5)
        self.report.calm_after_s = self.loop.time() - began_s
        await self._check_rest()

    def _strike(self, name: str, fault: faults.Fault) -> None:
        told = fault(self)
        if told:
            self.report.strikes[name] = self.report.strikes.get(name, 0) + 1
            self.trace("FAULT %s: %s", name, told)

    async def _mended(self) -> None:
        """Until every fault has been set right again, and everybody has a page."""
        while (  # noqa: ASYNC110 # a dozen things may be last; nobody waits for this in real time
            not self.host.is_up
            or self.host.loading
            or self.host.log.refusing is not None
            or any(worker.line.is_troubled for worker in self.alive)
            or len(self.alive) < self.plan.workers
            or any(page.is_frozen for page in self.pages)
            or {id(page.device) for page in self.pages} != {id(device) for device in self.devices}
        ):
            await asyncio.sleep(0.5)

    def _not_calm(self) -> str:
        """What still has to happen; "" when nothing has."""
        head = self.truth.head
        for page in self.pages:
            if page.gone is not None:
                return f"{page.client_id} was closed with {page.gone}"
            if page.serving is None or page.queue.asks or page.is_paused:
                return f"{page.client_id} has {len(page.queue.asks)} waiting, {'up' if page.serving else 'down'}"
            if self.invariants.is_untold(page):
                return f"{page.client_id} has shown what is lost and is not told so"
            if page.records != head.view(page.viewer):
                return f"{page.client_id} does not show entry {head.seq}"
        for device in self.devices:
            live = {page.client_id for page in self.pages if page.device is device}
            if any(stored.asks for client_id, stored in device.kept.items() if client_id not in live):
                return f"the queue of a dead page of {device.viewer} was not taken over"
        for worker in self.alive:
            room = worker.room
            if room is not None and (room.head.seq, room.head.nonce) != (head.seq, head.nonce):
                return f"{worker.name} is at entry {room.head.seq}, the log at {head.seq}"
        run = head.state.run() if head.state else None
        if run is not None and run.locked and run.timer.state == "running":
            return f"the silence of {run.id} runs"
        return ""

    def _silence_left_s(self) -> float:
        """How long a silence still runs by the clock of the log, which never goes back and may stand still for a while."""
        run = self.truth.head.state.run() if self.truth.head.state else None
        if run is None or not run.locked or run.timer.state != "running":
            return 0.0
        return (run.timer.ends_at_ms - self.host.log.now_ms()) / 1000

    async def _check_rest(self) -> None:
        found = await RedisLog(SimulatedClient(self.host), Keys("")).read(SESSION)
        if found is None or (found[0].seq, found[0].nonce) != (self.truth.head.seq, self.truth.head.nonce):
            raise Violation("I1", "the log reads otherwise than it was written")
        rooms: list[Room] = [worker.room for worker in self.alive if worker.room is not None]
        self.invariants.at_rest(self.pages, rooms, self._issued)

    # ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _open_workshop(self) -> None:
        secrets = Secrets("facilitator-secret-00000")
        payloads, session = _beginning(self.plan.people, self.plan.minute_ms, secrets)
        items = [Item(payload, nonce) for nonce, payload in enumerate(payloads, 1)]
        await RedisLog(SimulatedClient(self.host), Keys("")).append(SESSION, NO_LOG, items)
        for person in session.people:
            self.devices.append(Device(Viewer("participant", person), _secret_of(person)))
        self.devices.append(Device(Viewer("facilitator"), secrets.of("facilitator")))
        if self.random.random() < 0.5:
            self.devices.append(Device(Viewer("screen"), secrets.of("screen")))
        if self.random.random() < 0.3:
            self.devices.append(Device(Viewer("scribe"), secrets.of("scribe")))

    def _act_later(self, page: Page) -> None:
        self.later(page.random.expovariate(1 / self.plan.pause_s), functools.partial(self._act, page))

    def _act(self, page: Page) -> None:
        if self._calm or page.is_dead:
            return
        if not page.is_frozen:
            for _ in range(page.random.choice((1, 1, 1, 2, 3))):
                self._made += 1
                command = next_command(page, f"n{self._made}")
                if command is not None:
                    self.report.commands += 1
                    self._issued[self._made] = type(command).__name__
                    page.ask(self._made, command)
        self._act_later(page)

    def _beat(self) -> None:
        for page in self.pages:
            page.beat()
        self.later(BEAT_S, self._beat)

    def _on_loop_error(self, _: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        self.fail(error if isinstance(error, BaseException) else RuntimeError(str(context.get("message"))))

    def _reported(self) -> Report:
        report = self.report
        report.entries = self.truth.head.seq
        report.healed = self.truth.healed
        report.appends = self.truth.appends
        report.silences = self.truth.silences
        report.lost = sum(not self.truth.head.follows(node) for node in self.truth.nodes.values())
        report.done, report.refused = self.invariants.done, self.invariants.refused
        report.started_over = self.invariants.started_over
        report.trace = tuple(self._trace)
        return report


def play(seed: int, plan: Plan | None = None, *, traced: bool = False) -> Report:
    """Run the schedule of a seed, and tell how it went. The same seed gives the same schedule, always."""

    async def main() -> Report:
        return await World(seed, plan or plan_of(seed), traced=traced).run()

    state = global_random.getstate()
    queued_bytes = sockets.MAX_QUEUED_BYTES
    # The server draws its pauses from the module; the schedule depends on them.
    global_random.seed(f"server {seed}")
    sockets.MAX_QUEUED_BYTES = OUTBOX_BYTES
    try:
        return loop.run(main())
    finally:
        sockets.MAX_QUEUED_BYTES = queued_bytes
        global_random.setstate(state)


class _Listener(logging.Handler):
    def __init__(self, failed: Callable[[BaseException], None]) -> None:
        super().__init__(logging.ERROR)
        self._failed = failed

    def emit(self, record: logging.LogRecord) -> None:
        # Without a trace it is a message for the operator, of what the store has done to us.
        if record.exc_info and record.exc_info[1] is not None:
            self._failed(record.exc_info[1])


@contextlib.contextmanager
def _quiet(failed: Callable[[BaseException], None]) -> Iterator[None]:
    """Warnings of the server about the store are what is wanted here; its errors are not."""
    logger = logging.getLogger("server")
    listener = _Listener(failed)
    level, propagate = logger.level, logger.propagate
    logger.setLevel(logging.ERROR)
    logger.propagate = False
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
        logger.setLevel(level)
        logger.propagate = propagate


def _secret_of(participant_id: str) -> str:
    return participant_id.ljust(24, "x")


@functools.cache
def _beginning(people: int, minute_ms: int, secrets: Secrets) -> tuple[tuple[bytes, ...], Session]:
    """The entries of a workshop that so many have joined."""
    events = begin(_opening(minute_ms, secrets), (), START_MS)
    assert not isinstance(events, Refusal)
    session = replay(events)
    payloads = [encode_events(events)]
    for number in range(1, people + 1):
        assert session is not None
        join = c.JoinWorkshop(f"p{number}", hash_secret(_secret_of(f"p{number}")), f"P{number}", "")
        joined = decide(session, join, SYSTEM, START_MS)
        assert not isinstance(joined, Refusal)
        payloads.append(encode_events(joined))
        session = replay(joined, session)
    assert session is not None
    return tuple(payloads), session


def _opening(minute_ms: int, secrets: Secrets) -> c.OpenWorkshop:
    return msgspec.structs.replace(opening(session_id=SESSION, minute_ms=minute_ms), keys=secrets.hashes())
