# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worked case laid on the board step by step, at once and without acting: for pictures of every step of its script.

`begin` a step, `fill` it with what the case says, look at it, and `finish` it. Everything goes through real sockets, as people's
devices send it, so the board only holds what it would hold in a room.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import Self

from scripts.tableau_agenda import agenda, kind_of
from scripts.tableau_poster import Poster, must
from scripts.tableau_tables import Tables, me_of, put
from server import content
from server.player.browser import Browser, Opened, join_workshop, open_workshop, unlock
from server.player.cast import Part, cast, column_of, seats
from server.player.device import Device
from sessions.cases.case import Case, form_after, value_of
from sessions.material.framework import ValueRef
from sessions.material.script import Leaf, NoteKind, leaves
from sessions.model import items as i
from sessions.model.state import ActionContent, Content, ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r

PROXY = "p-without-device"
TYPED: dict[NoteKind, Content] = {
    "value": ValueContent(ValueRef("explainability"), "Leg het uit zoals je het aan je buurvrouw uitlegt."),
    "action": ActionContent("Een nummer dat ik gewoon kan bellen", "Klantcontact"),
}
"""What the scribe types for this person."""
MUCH_S = 240
"""So many seconds are added to a silence, so that it can be looked at in peace."""


class Tableau:
    """One workshop of a case with everybody of the case in it. `phones` are the people's devices by their key in the case."""

    def __init__(self, case: Case, opened: Opened, desk: Device, scribe: Device) -> None:
        self.case = case
        self.opened = opened
        self.desk = desk
        self.scribe = scribe
        self.phones: dict[str, Device] = {}
        self.browsers: dict[str, Browser] = {}
        self.parts: dict[str, Part] = {}
        self.script = content.script(case.script)
        self.framework = content.framework(case.framework)
        self._poster = Poster(case, self.framework, desk)
        self._tables = Tables(case, self.framework, desk, self.phones)
        self._duties = agenda(self.script)

    @classmethod
    async def open(cls, base_url: str, case_id: str, stack: AsyncExitStack) -> Self:
        """Open a workshop, prepare it, and let everybody in; they leave when the stack closes."""
        case = content.case(case_id)
        fields = {"title": case.title, "organisation": case.organisation, "case_text": case.text, "language": "nl"}
        opened = await open_workshop(base_url, {**fields, "script": case.script})
        desk = await stack.enter_async_context(Device(opened.facilitator, opened.session_id, "facilitator"))
        writes = await unlock(base_url, "notulen", opened.session_id, opened.scribe_key)
        scribe = await stack.enter_async_context(Device(writes, opened.session_id, "scribe"))
        tableau = cls(case, opened, desk, scribe)
        await tableau._prepare()
        for part in cast(case, len(case.participants)):
            browser = await join_workshop(base_url, opened.code, part.name, part.source.perspective)
            tableau.phones[part.key] = await stack.enter_async_context(Device(browser, opened.session_id, "participant"))
            tableau.browsers[part.key] = browser
            tableau.parts[part.key] = part
        await tableau._sit_down()
        await tableau._add_proxy()
        return tableau

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every step that can be run."""
        return leaves(self.script)

    async def begin(self, leaf: Leaf) -> None:
        """Go to a step and start its time; wait until everybody is there."""
        await must(self.desk, c.GoToStep(leaf.id, self.desk.workshop.current))
        for device in (self.desk, self.scribe, *self.phones.values()):
            await device.until(lambda d=device: d.run is not None and d.run.leaf_id == leaf.id)  # type: ignore[misc]  # bound
        await must(self.desk, c.AddTime(self._run_id, MUCH_S) if leaf.silent else c.StartTimer(self._run_id))

    async def fill(self, leaf: Leaf) -> None:
        """Lay down everything that people bring in this step."""
        duties = self._duties[leaf.id]
        if leaf.silent:
            await self._write(leaf)
        if "case" in duties:
            await put(self.desk, "case", form_after(self.case.form, self.case.additions))
        if leaf.mode == "group" and "talk" in duties:
            await self._tables.lay(leaf, duties)
        if "pitches" in duties:
            await must(self.desk, c.StartPitch(self._run_id, self.desk.all(r.TableRecord)[1].id))
        await self._with_all(leaf)
        await self._beside(leaf)

    async def finish(self, leaf: Leaf) -> None:
        """End what must have ended before the next step: a silence, a table's minute, a call for help, somebody who speaks."""
        run_id = self._run_id
        if leaf.silent:
            await must(self.desk, c.ShortenTimer(run_id))
            for device in (self.desk, self.scribe, *self.phones.values()):
                await device.until(lambda d=device: _is_open(d, run_id))  # type: ignore[misc]  # the device is bound
        if leaf.pitches:
            await must(self.desk, c.EndPitch(run_id))
            if kind_of(leaf) == "value":
                await self._poster.put_values(with_meaning=False)
        for help_item in [one for one in self.desk.all(r.ItemRecord) if isinstance(one.content, i.Help)]:
            await must(self.desk, c.RemoveItem(help_item.item_id, help_item.rev))
        if any(hands.floor for hands in self.desk.all(r.HandsRecord)):
            await must(self.desk, c.GiveFloor(""))

    def is_done_here(self, leaf: Leaf) -> bool:
        """Whether the tables deliver something in this step, and do not only talk."""
        return bool(self._duties[leaf.id] - {"talk"}) or leaf.screen == "research"

    async def close(self) -> None:
        """End the workshop."""
        await must(self.desk, c.CloseWorkshop())

    # ── before it begins ────────────────────────────────────────────────────────────────────────────────────────────

    async def _prepare(self) -> None:
        plan = i.Plan(date="2026-12-01", time="09:30", place="Stadhuis, zaal 2", follow_up="8 december")
        await put(self.desk, "plan", plan)
        form = self.case.form if self.case.form != i.CaseForm() else i.CaseForm(description=self.case.text)
        await put(self.desk, "case", form)
        for accent in self.case.accents:
            await put(self.desk, accent.id, i.Accent(value_of(accent), accent.reason, accent.meaning))
        for found in self.case.research:
            await put(self.desk, found.id, i.ResearchValue(found.foundation, value_of(found), found.text, found.source))
        for number in range(max(0, len(self.script.prepare) - 2)):
            await put(self.desk, f"tick:prepare:{number}", i.Tick("prepare", number, done=True))

    async def _sit_down(self) -> None:
        await self.desk.until(lambda: self.desk.workshop.people == len(self.phones))
        wanted = seats(list(self.parts.values()), self.desk.all(r.TableRecord))
        for key, phone in self.phones.items():
            me = phone.all(r.MeRecord)[0]
            if me.table_id != wanted[key]:
                await must(self.desk, c.MovePerson(me.participant_id, wanted[key]))
            await phone.until(lambda p=phone, t=wanted[key]: me_of(p).table_id == t)  # type: ignore[misc]  # both are bound

    async def _add_proxy(self) -> None:
        """Somebody without a device, for whom the scribe types: he then has that table's board before him."""
        table = self.desk.all(r.TableRecord)[0]
        await must(self.scribe, c.AddProxy(PROXY, table.id, name="bewoner zonder telefoon"))
        await self.scribe.until(lambda: self.scribe.workshop.people == len(self.phones) + 1)

    # ── at the tables ───────────────────────────────────────────────────────────────────────────────────────────────

    async def _write(self, leaf: Leaf) -> None:
        """Everybody writes, and two of three say that they are ready. The scribe types a note for who has no device."""
        for kind in leaf.kinds:
            column = self.desk.all(r.TableRecord)[0].foundations[0]
            await must(self.scribe, c.AddNote(f"n-{leaf.id}-proxy", self._run_id, TYPED[kind], column, PROXY))
        for number, (key, phone) in enumerate(self.phones.items()):
            part = self.parts[key]
            for place, note in enumerate(part.contents(leaf.kinds[0]) if leaf.kinds else ()):
                column = column_of(note, self.framework, part.source.table)
                await must(phone, c.AddNote(f"n-{leaf.id}-{key}-{place}", self._run_id, note, column))
            if number % 3:
                await must(phone, c.SayReady(self._run_id, ready=True))

    # ── with everybody ──────────────────────────────────────────────────────────────────────────────────────────────

    async def _with_all(self, leaf: Leaf) -> None:
        duties = self._duties[leaf.id]
        if leaf.mode != "group" and "accents" in duties:
            for answer in self.case.accent_answers:
                await put(self.desk, f"accent:{answer.accent}:room", i.AccentAnswer(answer.accent, "", answer.role, answer.why))
        if "values" in duties:
            await self._poster.put_values(with_meaning=True)
        if "actions" in duties or ("ordering" in duties and not self.desk.all(r.PosterActionRecord)):
            await self._poster.put_actions()
        if "tensions" in duties:
            await self._poster.put_tensions()
        if "ordering" in duties and not any(order.by_priority for order in self.desk.all(r.PosterOrderRecord)):
            await must(self.desk, c.OrderPoster(self._order_rev, by_priority=True))
        if "wider" in duties:
            await self._poster.put_values(with_meaning=True)
        for kept in self.case.answers if "answers" in duties else ():
            key = f"answer:{kept.step_id}:{kept.question}"
            await put(self.desk, key, i.StepAnswer(kept.step_id, kept.question, kept.text))
        if "fix" in duties:
            await self._poster.fix()
        if "parked" in duties:
            for number, point in enumerate(self.case.parked):
                await put(self.desk, f"k-{number}", i.Parked(point.text, point.outcome, point.forwarded_to))
        if "reflection" in duties:
            for key, part in self.parts.items():
                for said in part.source.reflections:
                    item_id = f"reflect-{key}-{said.question}"
                    await must(self.phones[key], c.PutItem(item_id, 0, i.Reflection(said.question, said.text, said.shared)))

    async def _beside(self, leaf: Leaf) -> None:
        """What happens beside the step: parked points, what the scribe sees, ticks, hands, a table that asks for help."""
        somebody, other = list(self.phones.values())[1:3]
        for number, point in enumerate(self.case.parked):
            if point.leaf_id == leaf.id:
                await must(somebody, c.PutItem(f"k-{number}", 0, i.Parked(point.text)))
        for number, seen in enumerate(self.case.observations):
            if seen.leaf_id == leaf.id:
                await must(self.scribe, c.PutItem(f"o-{number}", 0, i.Observation(seen.leaf_id, seen.text)))
        for number in range(min(2, len(leaf.questions))):
            await put(self.desk, f"tick:{leaf.id}:{number}", i.Tick(leaf.id, number, done=True))
        if leaf.screen in ("values", "actions"):
            for phone in (somebody, other):
                await must(phone, c.RaiseHand(raised=True))
            await must(self.desk, c.GiveFloor(me_of(somebody).participant_id))
            await must(other, c.RaiseHand(raised=False))
        for table in self.desk.all(r.TableRecord)[:1]:
            if "dots" in self._duties[leaf.id] and kind_of(leaf) == "action":
                helped = next(phone for phone in self.phones.values() if me_of(phone).table_id == table.id)
                await must(helped, c.PutItem(f"help:{table.id}", 0, i.Help(table.id)))

    # ── helpers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _order_rev(self) -> int:
        return next((order.rev for order in self.desk.all(r.PosterOrderRecord)), 0)

    @property
    def _run_id(self) -> str:
        return self.desk.workshop.current


def _is_open(device: Device, run_id: str) -> bool:
    run = device.records.get(run_id)
    return isinstance(run, r.RunRecord) and run.opened_to != "author"
