# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What simulated people do beside notes and poster, told by the tools of a step alone: the case, accent values, research, joint
actions, dots, answers, ordering, wider use, the parking lot, observations, reflections, hands and help.
"""

from server import content
from server.player.cast import reflections_of
from server.player.desk import Desk
from server.player.device import Device
from server.player.lines import lines
from server.player.person import Person, PlayError
from server.player.scribe import Scribe
from server.player.table import Table
from sessions.cases import case as k
from sessions.material.framework import ValueRef
from sessions.material.script import Leaf, NoteKind
from sessions.material.text import Text
from sessions.model import items as i
from sessions.model.state import PlannedLeaf
from sessions.wire import commands as c
from sessions.wire import records as r


class Extras:
    """`people` and `tables` are those who sit; `scribe` is who takes notes."""

    def __init__(self, case: k.Case, desk: Desk, scribe: Scribe, people: list[Person]) -> None:
        self._case = case
        self._desk = desk
        self._scribe = scribe
        self._people = people
        self.tables: list[Table] = []
        self._told = False

    async def prepare(self) -> None:
        """In the lobby: the case, what the organisation stresses, what research found, and the day."""
        await self._put("case", self._case.form)
        follow_up = self._say("follow_up")
        await self._put("plan", i.Plan(date="2026-12-01", time="09:30", place=self._case.organisation, follow_up=follow_up))
        for accent in self._case.accents:
            await self._put(accent.id, i.Accent(k.value_of(accent), accent.reason, accent.meaning))
        for found in self._case.research:
            await self._put(found.id, i.ResearchValue(found.foundation, k.value_of(found), found.text, found.source))

        for number in range(len(content.script(self._case.script).prepare)):
            await self._put(f"tick:prepare:{number}", i.Tick("prepare", number, done=True))

    async def sit_down(self) -> None:
        """When everybody has a table: the call of each, for people who take part from elsewhere."""
        for number, table in enumerate(self.tables, start=1):
            await self._put(f"link:{table.id}", i.TableLink(table.id, f"https://example.org/{number}"))

    async def begin(self, leaf: Leaf, table_kind: NoteKind | None) -> None:
        """At the start of a step, before its people do what the step is about. `table_kind` is what the tables lay dots on."""
        if leaf.silent:
            return
        await self._park(leaf)
        await self._observe(leaf)
        if leaf.mode == "group" and not leaf.pitches:
            await self._at_tables(leaf, table_kind)
        if "case" in leaf.tools:
            await self._put("case", k.form_after(self._case.form, self._case.additions))
            await self._desk.beat()
        if not self._told and leaf.screen in ("values", "actions"):
            self._told = True
            await self._speak()

    async def end(self, leaf: Leaf) -> None:
        """At the end of a plenary step, when the poster holds what it is about."""
        if leaf.mode == "group" or leaf.silent:
            return
        if "accents" in leaf.tools:
            for answer in self._case.accent_answers:
                await self._put(f"accent:{answer.accent}:room", i.AccentAnswer(answer.accent, "", answer.role, answer.why))
        if "tensions" in leaf.tools:
            await self._desk.put_tensions()
        for kept in self._case.answers if "answers" in leaf.tools else ():
            await self._put(f"answer:{kept.step_id}:{kept.question}", i.StepAnswer(kept.step_id, kept.question, kept.text))
        if "ordering" in leaf.tools and not self._desk.device.all(r.PosterOrderRecord)[0].by_priority:
            await self._desk.must(c.OrderPoster(self._desk.device.all(r.PosterOrderRecord)[0].rev, by_priority=True))
        if "wider" in leaf.tools:
            await self._desk.mark_wider()
        if "parked" in leaf.tools:
            await self._settle_parked()
        if "reflection" in leaf.tools:
            await self._reflect()

    async def change_plan(self) -> None:
        """One step gets a minute more than the script gives it."""
        plan = self._desk.device.all(r.PlanRecord)[0]
        last = plan.leaves[-1]
        await self._desk.must(c.ChangePlan(plan.rev, (*plan.leaves[:-1], PlannedLeaf(last.leaf_id, last.minutes + 1))))

    async def _at_tables(self, leaf: Leaf, kind: NoteKind | None) -> None:
        first = self.tables[0].speaker
        help_id = f"help:{self.tables[0].id}"
        if first.device.records.get(f"item:{help_id}") is None and "dots" in leaf.tools:
            await self._by(first, help_id, i.Help(self.tables[0].id, self._say("help")))
            await self._desk.device.until(lambda: f"item:{help_id}" in self._desk.device.records)
            await self._desk.must(c.RemoveItem(help_id, self._rev(self._desk.device, help_id)))
        for table in self.tables:
            await self._at_table(leaf, table, kind)

    async def _at_table(self, leaf: Leaf, table: Table, kind: NoteKind | None) -> None:
        speaker = table.speaker
        if "accents" in leaf.tools:
            for answer in table.accent_answers:
                said = i.AccentAnswer(answer.accent, table.id, answer.role, answer.why)
                await self._by(speaker, f"accent:{answer.accent}:{table.id}", said)
        if "research" in leaf.tools:
            for verdict in table.verdicts:
                judged = i.ResearchVerdict(verdict.research, table.id, verdict.verdict, verdict.reason)
                await self._by(speaker, f"verdict:{verdict.research}:{table.id}", judged)
        if "joint_actions" in leaf.tools and not _joint_actions(speaker.device, table.id):
            for number, joint in enumerate(table.joint_actions, start=1):
                values = tuple(ValueRef(value) for value in joint.values)
                worded = i.JointAction(
                    table.id,
                    joint.action,
                    joint.actor,
                    values,
                    joint.measures,
                    joint.consideration,
                    table.origins_of(joint.action),
                )
                await self._by(speaker, f"joint-{table.id}-{number}", worded)
        if "dots" in leaf.tools and kind:
            await self._lay_dots(table, kind)

    async def _lay_dots(self, table: Table, kind: NoteKind) -> None:
        """Everybody at the table lays up to three dots; with the last one they are turned over."""
        notes = table.laid_open(kind)
        for number, person in enumerate(table.people):
            mine = tuple(notes[(number + step) % len(notes)] for step in range(3)) if notes else ()
            item_id = f"dots:{table.id}:{kind}:{person.me.participant_id}"
            await person.device.until(lambda p=person, m=mine: set(m) <= p.device.records.keys())  # type: ignore[misc]
            await self._by(person, item_id, i.Dots(table.id, kind, mine))
        key = f"dots:{table.id}:{kind}"
        await table.speaker.device.until(lambda: _is_shown(table.speaker.device, key))

    async def _park(self, leaf: Leaf) -> None:
        for number, parked in enumerate(self._case.parked):
            if parked.leaf_id == leaf.id:
                await self._by(self._people[number % len(self._people)], f"parked-{number}", i.Parked(parked.text))

    async def _settle_parked(self) -> None:
        for number, parked in enumerate(self._case.parked):
            await self._put(f"parked-{number}", i.Parked(parked.text, parked.outcome, parked.forwarded_to))

    async def _observe(self, leaf: Leaf) -> None:
        here = [(n, seen) for n, seen in enumerate(self._case.observations) if seen.leaf_id == leaf.id]
        await self._scribe.observe((f"seen-{n}", i.Observation(seen.leaf_id, seen.text)) for n, seen in here)

    async def _reflect(self) -> None:
        keys = {person.part.key: person.part.source.id for person in self._people if not person.part.copy}
        took_along = reflections_of(self._case, keys)
        for person in self._people:
            for reflection in took_along.get(person.part.key, []):
                said_now = i.Reflection(reflection.question, reflection.text, reflection.shared)
                await self._by(person, f"back-{person.part.key}-{reflection.question}", said_now)

    async def _speak(self) -> None:
        """Two hands go up, the first speaks, and the facilitator brings everybody to the poster."""
        one, other = self._people[0], self._people[-1]
        for person in (one, other):
            refusal = await person.do(c.RaiseHand(raised=True))
            if refusal is not None:
                raise PlayError(f"A hand was refused: {refusal.code}.")
        await self._desk.must(c.GiveFloor(one.me.participant_id))
        await one.device.until(lambda: one.me.has_floor)
        await self._desk.must(c.GiveFloor(""))
        await self._desk.must(c.LowerHand(other.me.participant_id))
        await self._desk.must(c.BringHere("block", "poster"))
        await self._desk.must(c.BringHere("block", ""))

    def _say(self, kind: str) -> str:
        texts: tuple[Text, ...] = getattr(lines(), kind)
        return texts[0].in_(self._desk.device.workshop.language)

    async def _put(self, item_id: str, wanted: i.ItemContent) -> None:
        device = self._desk.device
        await self._desk.must(c.PutItem(item_id, self._rev(device, item_id), wanted))
        await device.until(lambda: _content(device, item_id) is not None)

    async def _by(self, person: Person, item_id: str, wanted: i.ItemContent) -> None:
        refusal = await person.do(c.PutItem(item_id, self._rev(person.device, item_id), wanted))
        if refusal is not None:
            raise PlayError(f"{type(wanted).__name__} of {person.part.key} was refused: {refusal.code} {refusal.field}.")

    def _rev(self, device: Device, item_id: str) -> int:
        record = device.records.get(f"item:{item_id}")
        return record.rev if isinstance(record, r.ItemRecord) else 0


def _content(device: Device, item_id: str) -> i.ItemContent | None:
    record = device.records.get(f"item:{item_id}")
    return record.content if isinstance(record, r.ItemRecord) else None


def _joint_actions(device: Device, table_id: str) -> list[i.JointAction]:
    held = (record.content for record in device.all(r.ItemRecord))
    return [joint for joint in held if isinstance(joint, i.JointAction) and joint.table_id == table_id]


def _is_shown(device: Device, key: str) -> bool:
    record = device.records.get(key)
    return isinstance(record, r.DotsRecord) and record.shown
