# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole workshop with simulated people, over real HTTP and real WebSockets, from opening to closing."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from server import content
from server.player.afterwards import go_on
from server.player.browser import Browser, Opened, join_workshop, open_workshop, unlock
from server.player.cast import cast, seats, shared_out
from server.player.desk import Desk
from server.player.device import Device, first_lost
from server.player.extras import Extras
from server.player.kept import verify_outcome
from server.player.person import Notes, Person, PlayError
from server.player.scribe import Scribe, without_device
from server.player.summary import (
    Summary,
    check_everybody_sees_the_same,
    check_nothing_lost,
    items_of,
    notes_of,
    steps_of,
    verify_snapshot,
)
from server.player.table import Table
from server.player.tempo import SLACK_S, Tempo
from server.player.watch import Watcher
from sessions.cases.case import Case
from sessions.material.script import Leaf, leaves
from sessions.wire import commands as c
from sessions.wire import records as r

Say = Callable[[str], None]
Through = Literal["poster", "report"]
"""Where a play ends: at the fixed poster and the closed workshop, or at the established report of its case."""


LOBBY_S = 15.0
"""How long it takes at speed 1 until everybody has joined."""


class Plan(Struct, frozen=True):
    """What to play, where, with how many people, and how many times faster than people act."""

    url: str
    case: Case
    people: int
    speed: float
    through: Through = "poster"


async def play(plan: Plan, say: Say) -> Summary:
    """Play the case; `say` gets a line for people per step.

    Raises PlayError, PageMissing, TimeoutError, OSError or AssertionError when something went otherwise than it must.
    """
    case = plan.case
    fields = {
        "title": case.title,
        "organisation": case.organisation,
        # Whoever joins to look around reads that it is made up.
        "case_text": f"{case.text}\n\n{case.label}",
        "language": case.language,
        "script": case.script,
    }
    opened = await open_workshop(plan.url, fields)
    base = plan.url.rstrip("/")
    say(f"workshop  {case.title} ({case.organisation}), {plan.people} people, speed {plan.speed:g}")
    say(f"join      {base}/w/{opened.code}")
    say(f"screen    {base}/scherm/{opened.session_id}#{opened.screen_key}")
    say(f"poster    {base}/w/{opened.code}/poster")
    async with AsyncExitStack() as stack:
        stage = await _Stage.enter(plan, opened, stack)
        playing = asyncio.create_task(stage.play(say))
        losing = asyncio.create_task(stage.lost_connection())
        try:
            await asyncio.wait({playing, losing}, return_when=asyncio.FIRST_COMPLETED)
            if not playing.done():
                raise PlayError(losing.result())
            summary = playing.result()
        finally:
            playing.cancel()
            losing.cancel()
            await asyncio.gather(playing, losing, return_exceptions=True)
    if plan.through == "poster":
        return summary
    after, report = await go_on(base, opened, case, say)
    return replace(summary, after=after, report=report)


class _Stage:
    """Everybody who takes part, and what happens from step to step."""

    def __init__(self, plan: Plan, opened: Opened, desk: Desk, screen: Device, screen_browser: Browser) -> None:
        self._plan = plan
        self._opened = opened
        self._desk = desk
        self._screen = screen
        self._screen_browser = screen_browser
        self._people: list[Person] = []
        self._tables: list[Table] = []
        self._notes = Notes()
        self._began = time.monotonic()
        self._snapshot: r.SnapshotRecord | None = None
        self._watcher = desk.watcher
        self.extras: Extras
        self.scribe: Scribe
        self._trimmed = False

    @classmethod
    async def enter(cls, plan: Plan, opened: Opened, stack: AsyncExitStack) -> "_Stage":
        """Let everybody in: facilitator, screen, participants by code."""
        base, session_id = plan.url.rstrip("/"), opened.session_id
        framework = content.framework(plan.case.framework)
        watcher = Watcher()
        screen_browser = await unlock(base, "scherm", session_id, opened.screen_key)
        facilitator = Device(opened.facilitator, session_id, "facilitator")
        screen = Device(screen_browser, session_id, "screen")
        watcher.watch("facilitator", "facilitator", facilitator)
        watcher.watch("screen", "screen", screen)
        await stack.enter_async_context(facilitator)
        await stack.enter_async_context(screen)
        scribe_browser = await unlock(base, "notulen", session_id, opened.scribe_key)
        taking_notes = Device(scribe_browser, session_id, "scribe")
        watcher.watch("scribe", "scribe", taking_notes)
        await stack.enter_async_context(taking_notes)
        parts = cast(plan.case, plan.people)
        on_paper = without_device(parts, (table.speaker for table in plan.case.tables))
        with_device = len(parts) - (on_paper is not None)
        desk = Desk(facilitator, plan.case, framework, Tempo(plan.speed, "facilitator"), watcher, with_device)
        stage = cls(plan, opened, desk, screen, screen_browser)
        stage.scribe = Scribe(taking_notes, framework, watcher, stage._notes)
        stage.extras = Extras(plan.case, desk, stage.scribe, stage._people)
        await stage.extras.prepare()
        for part in parts:
            # One after the other, so that the lobby fills on the screen and whoever watches has time to open it.
            await asyncio.sleep(LOBBY_S / plan.people / plan.speed)
            if part is on_paper:
                await stage.scribe.add(part)
                continue
            browser = await join_workshop(base, opened.code, part.name, part.source.perspective)
            device = Device(browser, session_id, "participant")
            watcher.watch(part.key, "participant", device)
            await stack.enter_async_context(device)
            tempo = Tempo(plan.speed, part.key)
            stage._people.append(
                Person(part, browser, device, framework=framework, tempo=tempo, watcher=watcher, notes=stage._notes)
            )
        stage._give_habits()
        return stage

    def _give_habits(self) -> None:
        """One asks for more time, one's phone drops out, one still has a draft when the silence ends."""
        needed = {value.value_id for value in self._plan.case.poster.values}
        for person in self._people:
            values = [note.value for note in person.part.source.value_notes]
            if len(values) > 1 and values[-1] not in needed:
                person.habits.add("drafts")
                break
        self._people[len(self._people) // 2].habits.add("asks")
        self._people[-1].habits.add("drops")

    async def lost_connection(self) -> str:
        """Wait until a connection ends that nobody meant to end; the sentence about it."""
        devices = {person.part.key: person.device for person in self._people}
        devices |= {"the facilitator": self._desk.device, "the screen": self._screen, "the scribe": self.scribe.device}
        return await first_lost(devices, lambda device: any(p.dropping for p in self._people if p.device is device))

    async def play(self, say: Say) -> Summary:
        """From the lobby to the end."""
        await self._sit_down()
        await self.extras.change_plan()
        planned = leaves(content.script(self._plan.case.script))
        for leaf, following in zip(planned, (*planned[1:], planned[-1]), strict=True):
            run = await self._desk.go_to(leaf.id)
            say(self._line(leaf, run))
            await self._act(leaf, following, run)
            if self._watcher.leaks:
                raise PlayError(f"Something leaked: {self._watcher.leaks[0]}.")
        await self._desk.must(c.CloseWorkshop())
        await asyncio.gather(*(device.until(lambda d=device: d.workshop.phase == "closed") for device in self._devices()))  # type: ignore[misc]
        check_everybody_sees_the_same(self._devices(), self._desk.device)
        summary = await self._sum_up(planned)
        say(f"          closed; poster version {summary.snapshot.version}, SHA-256 {summary.snapshot.sha256}")
        return summary

    def _devices(self) -> list[Device]:
        return [*(person.device for person in self._people), self._screen, self.scribe.device]

    async def _sit_down(self) -> None:
        """The facilitator moves people to the tables of the case."""
        device = self._desk.device
        proxies = self.scribe.proxies
        parts = [*(person.part for person in self._people), *(part for _, part in proxies.values())]
        await device.until(lambda: device.workshop.people >= len(parts))
        wanted = seats(parts, device.all(r.TableRecord))
        ids = {person.part.key: person.me.participant_id for person in self._people}
        ids |= {key: person_id for key, (person_id, _) in proxies.items()}
        await self._desk.seat({ids[key]: table_id for key, table_id in wanted.items()})
        shared = {part.key: part for part in shared_out(self._plan.case, parts, wanted, device.all(r.TableRecord))}
        for person in self._people:
            person.part = shared[person.part.key]
            table_id = wanted[person.part.key]
            await person.device.until(lambda p=person, t=table_id: p.me.table_id == t)  # type: ignore[misc]  # both are bound
        for key in list(proxies):
            proxies[key] = (ids[key], shared[key])
            await self.scribe.device.until(lambda k=key: self.scribe.seat_of(k) == wanted[k])  # type: ignore[misc]  # k is bound
        tempo = Tempo(self._plan.speed, "tables")
        framework = content.framework(self._plan.case.framework)
        for table in device.all(r.TableRecord):
            sitting = [person for person in self._people if wanted[person.part.key] == table.id]
            if sitting:
                self._tables.append(Table(table, sitting, self._plan.case, framework, tempo))
        self.extras.tables = self._tables
        await self.extras.sit_down()

    async def _act(self, leaf: Leaf, following: Leaf, run: r.RunRecord) -> None:
        makes_sheet = leaf.mode == "group" and leaf.sheet is not None and following.step_id == leaf.step_id and following.pitches
        await self.extras.begin(leaf, leaf.sheet if makes_sheet else None)
        await self._do_step(leaf, following, run, makes_sheet=bool(makes_sheet))
        await self.extras.end(leaf)

    async def _do_step(self, leaf: Leaf, following: Leaf, run: r.RunRecord, *, makes_sheet: bool) -> None:
        desk = self._desk
        if leaf.silent:
            await self._be_silent(leaf, following, run)
        elif leaf.pitches:
            for table in self._tables:
                await desk.hear(table.id, leaf.kinds)
        elif makes_sheet and leaf.sheet:
            async with asyncio.TaskGroup() as group:
                for table in self._tables:
                    group.create_task(table.discuss(run.id, leaf.sheet))
                group.create_task(desk.stretch())
            await desk.device.until(lambda: all(self._sheet_ready(table.id, str(leaf.sheet)) for table in self._tables))
            await desk.shorten()
            await desk.beat()
        elif leaf.screen == "values":
            await self._trim_values()
        elif leaf.screen == "actions":
            # A script without a plenary on values makes them definite here.
            await self._trim_values()
            await desk.discuss_actions()
        elif leaf.screen == "checklist":
            self._snapshot = await desk.check_and_fix()
        else:
            await desk.beat()
            await desk.beat()

    async def _trim_values(self) -> None:
        if not self._trimmed:
            self._trimmed = True
            await self._desk.discuss_values()

    async def _be_silent(self, leaf: Leaf, following: Leaf, run: r.RunRecord) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._desk.keep_silence(following.id))
            if leaf.kinds:
                group.create_task(self.scribe.type_in(run.id, leaf.kinds[0]))
            for person in self._people:
                group.create_task(self._one_in_silence(person, leaf))
        for device in (*self._devices(), self._desk.device):
            await device.until(lambda d=device: _opened(d, run.id), SLACK_S)  # type: ignore[misc]  # the device is bound
        on_paper = {key: self.scribe.seat_of(key) for key in self.scribe.proxies}
        check_nothing_lost(self._watcher, run.id, self._people, self._desk.device, on_paper)
        await self._desk.beat()

    async def _one_in_silence(self, person: Person, leaf: Leaf) -> None:
        run_id = await person.wait_for_step(leaf.id)
        if leaf.kinds:
            await person.write_in_silence(run_id, leaf.kinds[0])
        else:
            await person.read(run_id)

    def _sheet_ready(self, table_id: str, kind: str) -> bool:
        sheet = self._desk.device.records.get(f"sheet:{table_id}:{kind}")
        return isinstance(sheet, r.SheetRecord) and sheet.ready and sheet.has_spokesperson

    def _line(self, leaf: Leaf, run: r.RunRecord) -> str:
        seconds = time.monotonic() - self._began
        return f"{seconds:7.1f} s {leaf.id:5} {leaf.title.in_(self._plan.case.language)} ({leaf.minutes} min planned, {run.id})"

    async def _sum_up(self, planned: tuple[Leaf, ...]) -> Summary:
        if self._snapshot is None:
            raise PlayError("The script has no step in which the poster is fixed.")
        device = self._desk.device
        holders = (self._people[0].browser, self._screen_browser)
        framework = content.framework(self._plan.case.framework)
        snapshot = await verify_snapshot(self._snapshot, self._opened.code, holders, self._plan.case, framework)
        kept = await verify_outcome(self._opened.facilitator, self._opened.session_id, self._plan.case, framework)
        return Summary(
            workshop=self._opened.session_id,
            code=self._opened.code,
            case=self._plan.case.id,
            people=device.workshop.people,
            tables={table.id: table.people for table in device.all(r.TableRecord)},
            notes=notes_of(self._notes),
            seen=self._watcher.seen(),
            leaks=self._watcher.leaks,
            refusals=dict(sorted(self._watcher.refusals.items())),
            in_vain=dict(sorted(self._watcher.in_vain.items())),
            items=items_of(device),
            steps=steps_of(device, planned),
            snapshot=snapshot,
            kept=kept,
            frames=self._watcher.frames_by_role(),
            duration_ms=round((time.monotonic() - self._began) * 1000),
        )


def _opened(device: Device, run_id: str) -> bool:
    run = device.records.get(run_id)
    return isinstance(run, r.RunRecord) and run.opened_to != "author"
