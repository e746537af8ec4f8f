# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The camera case, played by simulated people from moment to moment, so that pictures can be taken and pages be looked at.

Call the acts in the order in which they stand here. Between them everything stands still, but for the time.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import Self

from server import content
from server.player.browser import Opened, join_workshop, open_workshop
from server.player.cast import cast, seats
from server.player.desk import Desk
from server.player.device import Device
from server.player.person import Notes, Person
from server.player.table import Table
from server.player.tempo import Tempo
from server.player.watch import Watcher
from sessions.cases.case import Case
from sessions.material.script import NoteKind, leaves
from sessions.wire import commands as c
from sessions.wire import records as r

SPEED = 60.0
"""Times faster than people: what takes them a few seconds is done in a blink."""
MUCH_S = 240
"""So many seconds are added to a silence that is to be looked at in peace."""


class Rehearsal:
    """One workshop with everybody in it. `people` sit at `tables` as the case says."""

    def __init__(self, case: Case, opened: Opened, desk: Desk, people: list[Person]) -> None:
        self.case = case
        self.opened = opened
        self.desk = desk
        self.people = people
        self.tables: list[Table] = []

    @classmethod
    async def open(cls, base_url: str, stack: AsyncExitStack, *, people: int = 15) -> Self:
        """Open a workshop and let everybody in; they leave when the stack closes."""
        case = content.case("camera")
        framework = content.framework(case.framework)
        fields = {
            "title": case.title,
            "organisation": case.organisation,
            "case_text": case.text,
            "language": "nl",
            "script": case.script,
        }
        opened = await open_workshop(base_url, fields)
        watcher, notes = Watcher(), Notes()
        device = await stack.enter_async_context(Device(opened.facilitator, opened.session_id, "facilitator"))
        rehearsal = cls(case, opened, Desk(device, case, framework, Tempo(SPEED, "desk"), watcher, people), [])
        for part in cast(case, people):
            browser = await join_workshop(base_url, opened.code, part.name, part.source.perspective)
            phone = await stack.enter_async_context(Device(browser, opened.session_id, "participant"))
            tempo = Tempo(SPEED, part.key)
            rehearsal.people.append(Person(part, browser, phone, framework=framework, tempo=tempo, watcher=watcher, notes=notes))
        await rehearsal._sit_down()
        return rehearsal

    async def go(self, leaf_id: str) -> str:
        """Start a step with its time; the id of its run, when everybody has it."""
        run = await self.desk.go_to(leaf_id)
        for person in self.people:
            await person.wait_for_step(leaf_id)
        return run.id

    async def be_silent(self, leaf_id: str, *, ready: int, hold: bool = False) -> None:
        """Everybody writes; so many, the last of them, say that they are ready. The silence goes on, with `hold` for long."""
        run_id = await self.go(leaf_id)
        if hold:
            await self.desk.must(c.AddTime(run_id, MUCH_S))
        for person in self.people:
            for note in person.part.contents(self._kind()) if self._kinds() else ():
                await person.write(run_id, note)
        for person in self.people[len(self.people) - ready :]:
            await person.do(c.SayReady(run_id, ready=True))
        await self.desk.device.until(lambda: self.desk.run.ready == ready)

    async def open_notes(self) -> None:
        """Shorten the silence and wait for its end."""
        run_id = self.desk.run.id
        await self.desk.must(c.ShortenTimer(run_id))
        for device in self._devices():
            await device.until(lambda d=device: _is_open(d, run_id))  # type: ignore[misc]  # the device is bound

    async def talk(self, tables: slice) -> None:
        """These tables make their sheets of what this step is about."""
        for table in self.tables[tables]:
            await table.discuss(self.desk.run.id, self._kind())

    async def begin_pitch(self, table: int) -> None:
        """Give a table the word."""
        await self.desk.must(c.StartPitch(self.desk.run.id, self.tables[table].id))

    async def hear_all(self) -> None:
        """Hear every table out, and put the values that they chose on the poster."""
        for table in self.tables:
            await self.desk.hear(table.id, self._kinds())

    async def discuss(self) -> None:
        """The plenary: what the poster says about values or actions."""
        if self._kind() == "value":
            await self.desk.discuss_values()
            await self.desk.put_tensions()
        else:
            await self.desk.discuss_actions()

    async def make_final(self) -> None:
        """The checklist, the decision, and the fixed poster."""
        await self.desk.check_and_fix()

    async def close(self) -> None:
        """End the workshop."""
        await self.desk.must(c.CloseWorkshop())
        for device in self._devices():
            await device.until(lambda d=device: d.workshop.phase == "closed")  # type: ignore[misc]  # the device is bound

    def person(self, table: str) -> Person:
        """Somebody at the table of this foundation, with a pseudonym and notes of both kinds."""
        return next(person for person in self.people if person.part.source.table == table and person.part.name)

    def _kinds(self) -> tuple[NoteKind, ...]:
        leaf_id = self.desk.run.leaf_id
        return next(leaf.kinds for leaf in leaves(content.script(self.case.script)) if leaf.id == leaf_id)

    def _kind(self) -> NoteKind:
        return self._kinds()[0]

    def _devices(self) -> list[Device]:
        return [self.desk.device, *(person.device for person in self.people)]

    async def _sit_down(self) -> None:
        device = self.desk.device
        await device.until(lambda: device.workshop.people == len(self.people))
        wanted = seats([person.part for person in self.people], device.all(r.TableRecord))
        await self.desk.seat({person.me.participant_id: wanted[person.part.key] for person in self.people})
        framework = content.framework(self.case.framework)
        for table in device.all(r.TableRecord):
            sitting = [person for person in self.people if wanted[person.part.key] == table.id]
            for person in sitting:
                await person.device.until(lambda p=person, t=table.id: p.me.table_id == t)  # type: ignore[misc]  # both are bound
            self.tables.append(Table(table, sitting, self.case, framework, Tempo(SPEED, table.id)))


def _is_open(device: Device, run_id: str) -> bool:
    run = device.records.get(run_id)
    return isinstance(run, r.RunRecord) and run.opened_to != "author"
