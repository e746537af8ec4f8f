# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages do over real sockets whatever pages can do, in any order, and a model says what must come of it.

The model is the decision itself, taken on the room's state before the command, and one line per page instance: the last number
and its outcome. So it knows nothing of sockets, batches, resumes and the append script, which are what is tried here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, TypeVar, cast, get_args

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from server.live import connection
from server.live.room import Room
from server.settings import Settings
from sessions.material.script import leaves
from sessions.model.codes import Close, Refusal
from sessions.model.viewer import HeldRole, Viewer
from sessions.seen.view import view
from sessions.topics.decider import decide
from sessions.topics.policy import POLICY
from sessions.wire import commands as c
from sessions.wire.frames import Do, Patch, Refused, View
from tests.server.conftest import MINUTE_MS, ServerProcess
from tests.server.house import House, Player, Workshop, pack, serving, until
from tests.sessions.asking import Tape, _Maker
from tests.sessions.world import script

T = TypeVar("T")

PEOPLE = 3
MOST_PAGES = 7
SOON_MS = 500
"""A silence that ends so soon is waited for, and a decision may be one of now or of so much later."""
KINDS: tuple[type[c.Command], ...] = get_args(c.Command)
ENDING = c.CloseWorkshop
"""After it nothing happens any more: rare."""
ABOUT_STEPS = (c.GoToStep, c.GoToStep, c.StartTimer, c.ShortenTimer, c.PauseTimer, c.ResumeTimer)
ABOUT_NOTES = (c.AddNote, c.AddNote, c.AddNote, c.EditNote, c.MoveNote, c.StackNote, c.DeleteNote, c.RestoreNote, c.ChooseNote)
STEPS = [leaf.id for leaf in leaves(script())]

Answer = tuple[int, str]
"""A number and its outcome; "" is done."""


class Page:
    """One page instance: its socket, its counter, and what it sent last."""

    def __init__(self, player: Player, viewer: Viewer) -> None:
        self.player = player
        self.viewer = viewer
        self.who = viewer
        self.n = 0
        self.last: c.Command | None = None

    @property
    def counter(self) -> str:
        """The name of its counter in the store."""
        return f"{self.viewer.role}:{self.viewer.participant_id}:{self.player.client_id}"


class Protocol(RuleBasedStateMachine):
    """One workshop, one room, and pages that come and go. `house` and `loop` are set before it runs."""

    house: House
    loop: asyncio.AbstractEventLoop

    def __init__(self) -> None:
        super().__init__()
        self.stack = AsyncExitStack()
        self.pages: list[Page] = []
        self.settled: dict[str, Answer] = {}

    def run(self, act: Coroutine[Any, Any, T]) -> T:
        """Let the house work until this is done; between two steps it stands still."""
        return self.loop.run_until_complete(act)

    def teardown(self) -> None:
        if self.pages:
            self.run(self._log_is_dense())
        self.run(self.stack.aclose())

    # ── who is there ────────────────────────────────────────────────────────────────────────────────────────────────

    @initialize()
    def open(self) -> None:
        self.run(self._open())

    async def _open(self) -> None:
        self.workshop: Workshop = await self.house.workshop(people=PEOPLE)
        self.room: Room = await self.workshop.room()
        for at in range(PEOPLE):
            await self._add_page(self.workshop.device(self.workshop.people[at]))
        self.ids = [page.viewer.participant_id for page in self.pages]
        await self._add_page(self.workshop.facilitator())
        self.desk = self.pages[-1]
        await self._add_page(await self.workshop.scribe())

    async def _add_page(self, player: Player) -> None:
        await self.stack.enter_async_context(player)
        role = cast("HeldRole", player._path.rpartition("/")[2])
        me = player.me.participant_id if role == "participant" else ""
        self.pages.append(Page(player, Viewer(role, me)))

    @precondition(lambda self: len(self.pages) < MOST_PAGES)
    @rule(at=st.integers(0, PEOPLE - 1))
    def open_a_second_tab(self, at: int) -> None:
        # Who was removed has nothing to open it with.
        if self._is_in(self.ids[at]):
            self.run(self._add_page(self.workshop.device(self.workshop.people[at])))

    @precondition(lambda self: len(self.pages) < MOST_PAGES)
    @rule()
    def look_at_the_screen(self) -> None:
        async def look() -> None:
            await self._add_page(await self.workshop.screen())

        self.run(look())

    # ── what pages do ───────────────────────────────────────────────────────────────────────────────────────────────

    @rule(at=st.integers(0, 99), seed=st.integers(0, 2**32))
    def ask_something(self, at: int, seed: int) -> None:
        page = self.pages[at % len(self.pages)]
        self.run(self._ask(page, page.n + 1, self._command(page, seed)))

    @rule(at=st.integers(0, PEOPLE - 1), seed=st.integers(0, 2**32))
    def write(self, at: int, seed: int) -> None:
        page = self._of_somebody(at)
        self.run(self._ask(page, page.n + 1, self._command(page, seed, ABOUT_NOTES)))

    @rule(leaf_id=st.sampled_from(STEPS))
    def go_on(self, leaf_id: str) -> None:
        self.run(self._ask(self.desk, self.desk.n + 1, c.GoToStep(leaf_id, self.room.session.current)))

    @rule(at=st.integers(0, 99), seed=st.integers(0, 2**32), skipped=st.integers(1, 50))
    def leave_a_gap_in_the_numbers(self, at: int, seed: int, skipped: int) -> None:
        page = self.pages[at % len(self.pages)]
        self.run(self._ask(page, page.n + 1 + skipped, self._command(page, seed)))

    @rule(at=st.integers(0, 99), times=st.integers(1, 3))
    def send_the_last_again(self, at: int, times: int) -> None:
        page = self.pages[at % len(self.pages)]
        if page.last is not None:
            for _ in range(times):
                self.run(self._ask(page, page.n, page.last))

    @rule(at=st.integers(0, 99), seed=st.integers(0, 2**32), back=st.integers(0, 3))
    def send_another_command_under_an_old_number(self, at: int, seed: int, back: int) -> None:
        page = self.pages[at % len(self.pages)]
        if page.n > back:
            self.run(self._ask(page, page.n - back, self._command(page, seed)))

    @rule(at=st.integers(0, 99), other=st.integers(0, 99), seed=st.integers(0, 2**32), again=st.booleans())
    def send_what_another_page_left(self, at: int, other: int, seed: int, again: bool) -> None:
        """A tab of the same person adopts the other's counter; under a stranger's it is one's own of that name."""
        page, left = self.pages[at % len(self.pages)], self.pages[other % len(self.pages)]
        if page is left:
            return
        command = left.last if again and left.last is not None else self._command(page, seed)
        counter = f"{page.viewer.role}:{page.viewer.participant_id}:{left.player.client_id}"
        n = left.n if again and left.n else self.settled.get(counter, (0, ""))[0] + 1
        self.run(self._ask(page, n, command, left.player.client_id, counter))
        if counter == left.counter:
            left.n, left.last = max(left.n, n), command

    # ── what happens to pages ───────────────────────────────────────────────────────────────────────────────────────

    @rule(at=st.integers(0, 99))
    def lose_the_connection(self, at: int) -> None:
        self.run(self._reconnect(self.pages[at % len(self.pages)]))

    @rule(at=st.integers(0, 99))
    def come_back_with_nothing(self, at: int) -> None:
        page = self.pages[at % len(self.pages)]
        page.player.token = ""
        self.run(self._reconnect(page))
        assert page.player.welcome is not None
        assert not page.player.welcome.resumed

    @rule(at=st.integers(0, PEOPLE - 1), seed=st.integers(0, 2**32))
    def lose_the_connection_with_a_command_in_flight(self, at: int, seed: int) -> None:
        """Carried out or not, its outcome is known after coming back and sending it again."""
        page = self._of_somebody(at)
        self.run(self._ask_and_break(page, page.n + 1, self._command(page, seed, ABOUT_NOTES)))

    @rule()
    def end_the_silence(self) -> None:
        """When there is one. (Not a condition of this rule: the clock may end it, and then runs would not be alike.)"""
        run = self.room.session.run()
        if run is not None and run.locked:
            self.run(self._end_silence())

    # ── what must be true ───────────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def every_page_holds_what_a_fresh_page_is_shown(self) -> None:
        if self.pages:
            self.run(self._compare())

    async def _compare(self) -> None:
        await self._quiet()
        await self._see_removed_ones_out()
        for page in self.pages:
            await page.player.settle()
            assert page.player.records == view(self.room.session, page.viewer), page.viewer

    async def _see_removed_ones_out(self) -> None:
        """Whoever was removed is told so, on each of his pages, and takes part no more."""
        for page in [each for each in self.pages if not self._is_in(each.viewer.participant_id)]:
            await page.player.wait_closed()
            assert page.player.closed == (Close.REMOVED, "removed")
            self.pages.remove(page)

    async def _log_is_dense(self) -> None:
        """Every number has effect at most once, in the order of numbers; and a fresh page over the wire is shown the same."""
        found = await self.house.rooms.log.read(self.workshop.id)
        assert found is not None
        last: dict[str, int] = {}
        for before, after in pairwise(found[1]):
            assert after.seq == before.seq + 1
        for entry in found[1]:
            if entry.client:
                assert entry.n > last.get(entry.client, 0), entry.client
                last[entry.client] = entry.n
        for counter, n in last.items():
            assert n <= self.settled[counter][0] if counter in self.settled else True
        await self._see_removed_ones_out()
        for at, own in enumerate(self.ids):
            page = next((each for each in self.pages if each.viewer.participant_id == own), None)
            if page is not None:
                async with self.workshop.device(self.workshop.people[at]) as fresh:
                    assert fresh.records == page.player.records
                break

    def _is_in(self, participant_id: str) -> bool:
        """Whether this is nobody who was removed. Roles that have no id are never."""
        return not participant_id or self.room.session.participant(participant_id) is not None

    def _of_somebody(self, at: int) -> Page:
        """A page of this person; of anybody once he has none any more."""
        return next((page for page in self.pages if page.viewer.participant_id == self.ids[at]), self.desk)

    # ── how ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _command(self, page: Page, seed: int, kinds: tuple[type[c.Command], ...] = ()) -> c.Command:
        """Something that this page's role may ask at all, mostly; about what there is now."""
        random = Random(seed)
        if not kinds:
            allowed = tuple(kind for kind in KINDS if page.who.role in POLICY[kind].roles and kind is not ENDING)
            kinds = (*allowed * 8, *KINDS) if allowed else KINDS
            kinds = (*kinds, *ABOUT_STEPS * 4) if page.who.role == "facilitator" else kinds
        kind = random.choice(kinds)
        tape = Tape([random.randrange(2**20) for _ in range(14)])
        return cast("c.Command", _Maker(kind, tape, self.room.session, page.who, ()).command())

    async def _ask(self, page: Page, n: int, command: c.Command, client_id: str = "", counter: str = "") -> None:
        """Send it, and hold the answer and the log against the model."""
        counter = counter or page.counter
        expected = await self._expected(page, counter, n, command)
        before = self.room.head.seq
        await page.player.heard()
        await page.player.send_raw(pack(Do(n, command, client_id)))
        code = await self._answer(page, n, client_id)
        self._check(counter, n, code, self.room.head.seq - before, expected)
        if not client_id:
            page.n, page.last = max(page.n, n), command if n >= page.n else page.last

    async def _ask_and_break(self, page: Page, n: int, command: c.Command) -> None:
        expected = await self._expected(page, page.counter, n, command)
        before = self.room.head.seq
        await page.player.send_raw(pack(Do(n, command)))
        await self._break(page)
        await page.player.connect()
        assert page.player.welcome is not None
        known = page.player.welcome.settled
        assert known.n in (n, self.settled.get(page.counter, (0, ""))[0])
        await page.player.heard()
        await page.player.send_raw(pack(Do(n, command)))
        code = await self._answer(page, n, "")
        assert known.n != n or known.code == code
        self._check(page.counter, n, code, self.room.head.seq - before, expected)
        page.n, page.last = n, command

    async def _expected(self, page: Page, counter: str, n: int, command: c.Command) -> set[tuple[str, int]]:
        """The outcomes that may come, each with the number of entries that it makes."""
        await self._quiet()
        last_n, last_code = self.settled.get(counter, (0, ""))
        if n <= last_n:
            return {(last_code if n == last_n else "", 0)}
        now_ms = self.house.rooms.clock.now_ms()
        outcomes = set()
        for at_ms in (now_ms, now_ms + SOON_MS):
            decision = decide(self.room.session, command, page.who, at_ms)
            outcomes.add((decision.code, 0) if isinstance(decision, Refusal) else ("", int(bool(decision))))
        return outcomes

    def _check(self, counter: str, n: int, code: str, entries: int, expected: set[tuple[str, int]]) -> None:
        assert (code, entries) in expected
        if n > self.settled.get(counter, (0, ""))[0]:
            self.settled[counter] = (n, code)

    async def _answer(self, page: Page, n: int, client_id: str) -> str:
        """The outcome that this page is told of a number."""

        def found() -> list[str]:
            codes: list[str] = []
            for frame in page.player.frames_seen:
                if isinstance(frame, Refused) and (frame.n, frame.client_id) == (n, client_id):
                    codes.append(frame.code)
                elif isinstance(frame, Patch | View) and frame.settled:
                    told = frame.settled
                    if (told.n, told.client_id) == (n, client_id):
                        codes.append(told.code)
            return codes

        await page.player.until(lambda: bool(found()))
        await page.player.settle()
        assert len(found()) == 1, "answered more than once"
        return str(found()[0])

    async def _break(self, page: Page) -> None:
        """Without goodbye, as a network does."""
        socket = page.player._socket
        assert socket is not None
        socket.transport.abort()
        await page.player.wait_closed()

    async def _reconnect(self, page: Page) -> None:
        await self._break(page)
        await page.player.connect()
        welcome = page.player.welcome
        assert welcome is not None
        assert (welcome.settled.n, welcome.settled.code) == self.settled.get(page.counter, (0, ""))

    async def _quiet(self) -> None:
        """Let a silence end that is about to."""
        run = self.room.session.run()
        if run is None or not run.locked or run.timer.state != "running":
            return
        if run.timer.ends_at_ms - self.house.rooms.clock.now_ms() < SOON_MS * 2:
            await until(lambda: not self.room.session.runs[run.id].locked)

    async def _end_silence(self) -> None:
        run = self.room.session.run()
        assert run is not None
        if run.timer.state == "paused":
            await self._ask(self.desk, self.desk.n + 1, c.ResumeTimer(run.id))
        if self.room.session.runs[run.id].locked:
            await self._ask(self.desk, self.desk.n + 1, c.ShortenTimer(run.id))
        run_now = self.room.session.runs[run.id]
        if run_now.locked and run_now.timer.ends_at_ms - self.house.rooms.clock.now_ms() < MINUTE_MS:
            await until(lambda: not self.room.session.runs[run.id].locked)


@pytest.fixture
def machine(
    redis_server: ServerProcess, key_prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[type[Protocol]]:
    """The machine with a worker of its own, which works only while a step waits for it."""
    # How fast one may ask is not what is tried here, and the machine asks after every step whether all has arrived.
    monkeypatch.setattr(connection, "COMMANDS_BURST", 1e9)
    own = Settings(
        host="127.0.0.1",
        port=0,
        redis_url=redis_server.url,
        key_prefix=key_prefix,
        data_dir=tmp_path / "data",
        minute_ms=MINUTE_MS,
    )
    loop = asyncio.new_event_loop()
    stack = AsyncExitStack()
    house = loop.run_until_complete(stack.enter_async_context(serving(own)))
    yield type("Machine", (Protocol,), {"house": house, "loop": loop})
    loop.run_until_complete(stack.aclose())
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


@pytest.mark.slow
def test_whatever_pages_do_every_command_counts_once_and_all_hold_what_they_may_see(machine: type[Protocol]) -> None:
    """[LOG-05] [WIR-06]"""
    short = settings(
        max_examples=20,
        stateful_step_count=30,
        deadline=None,
        derandomize=True,
        report_multiple_bugs=False,
        # A failing run is shown as it was: made shorter on real sockets it would take minutes.
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=short)
