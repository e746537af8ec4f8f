# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens at one table: choosing, setting aside, laying together, and getting ready to tell."""

import asyncio
from collections.abc import Iterable

from msgspec.structs import replace

from server.player.cast import action_content, origins_by_words
from server.player.person import QUICKER, Person, PlayError
from server.player.tempo import Tempo
from sessions.cases import case as k
from sessions.material.framework import FoundationId, Framework, ValueRef
from sessions.material.limits import MAX_ORIGINS
from sessions.material.script import NoteKind
from sessions.model.items import Verdict
from sessions.model.state import ActionContent, ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r

TALK_S = 3.0


class Table:
    """The people at one table, and what the case says that the tables of its foundations deliver."""

    def __init__(self, table: r.TableRecord, people: list[Person], case: k.Case, framework: Framework, tempo: Tempo) -> None:
        self.id = table.id
        self.people = people
        self._plans = [plan for plan in case.tables if plan.foundation in table.foundations]
        self._framework = framework
        self._tempo = tempo
        self._turn = 0

    @property
    def accent_answers(self) -> list[k.AccentAnswer]:
        """What the table says about each accent value. A table of several foundations says once what each of them says."""
        found: dict[str, k.AccentAnswer] = {}
        for answer in (answer for plan in self._plans for answer in plan.accent_answers):
            known = found.get(answer.accent)
            if known is None:
                found[answer.accent] = answer
            else:
                role = known.role if known.role == answer.role else "partly"
                found[answer.accent] = replace(known, role=role, why=_joined((known.why, answer.why)))
        return list(found.values())

    @property
    def verdicts(self) -> list[k.ResearchVerdict]:
        """What the table does with values from research."""
        return [verdict for plan in self._plans for verdict in plan.verdicts]

    @property
    def joint_actions(self) -> list[k.JointAction]:
        """What the table words together."""
        return [action for plan in self._plans for action in plan.joint_actions]

    @property
    def speaker(self) -> Person:
        """Who speaks for the table: whom the case names, else the first."""
        named = {plan.speaker for plan in self._plans}
        return next((person for person in self.people if person.part.key in named), self.people[0])

    async def discuss(self, run_id: str, kind: NoteKind) -> None:
        """Make the sheet of this kind."""
        await asyncio.gather(*(person.device.until(lambda p=person: _run_is(p, run_id)) for person in self.people))  # type: ignore[misc]
        for person in self.people:
            await self._tempo.spend(person.device, TALK_S)
            await person.post_draft()
        if kind == "value":
            await self._move_at_once()
            await self._weigh_values(run_id)
        else:
            for plan in self._plans:
                await self._choose_actions(run_id, plan)
        await self._tempo.spend(self.speaker.device, TALK_S)
        await self.speaker.take_the_floor(kind)

    def _notes(self, person: Person) -> list[r.NoteRecord]:
        return sorted(
            (note for note in person.device.all(r.NoteRecord) if note.table_id == self.id), key=lambda n: (n.order, n.id)
        )

    def origins_of(self, text: str) -> tuple[str, ...]:
        """The action notes of the table that a sentence comes from, by its words."""
        notes = {n.id: n.content.action for n in self._notes(self.speaker) if isinstance(n.content, ActionContent) and n.order}
        return origins_by_words(text, notes, ())[:MAX_ORIGINS]

    def laid_open(self, kind: NoteKind) -> list[str]:
        """The notes of this kind that everybody at the table sees."""
        notes = (note for note in self._notes(self.speaker) if note.order)
        return [note.id for note in notes if isinstance(note.content, ValueContent) == (kind == "value")]

    def _next(self) -> Person:
        self._turn += 1
        return self.people[self._turn % len(self.people)]

    @property
    def weighed(self) -> list[tuple[Verdict, FoundationId, k.Weighed]]:
        """Every value that the table decides about, once: chosen when one of its foundations chooses it, with all reasons."""
        found: dict[tuple[str, str], tuple[Verdict, FoundationId, k.Weighed]] = {}
        both: tuple[Verdict, ...] = ("chosen", "set_aside")
        for verdict in both:
            for plan in self._plans:
                for entry in plan.chosen if verdict == "chosen" else plan.set_aside:
                    key = entry.value_id, entry.other
                    first, foundation, known = found.get(key, (verdict, plan.foundation, entry))
                    found[key] = (first, foundation, replace(known, reason=_joined((known.reason, entry.reason))))
        return list(found.values())

    async def _weigh_values(self, run_id: str) -> None:
        for verdict, foundation, entry in self.weighed:
            note_id = self._value_note(entry)
            if note_id is None and verdict == "set_aside":
                continue
            who = self._next()
            if note_id is None:
                column = self._framework.foundation_of_value(entry.value_id) or foundation
                note_id = await who.write(run_id, ValueContent(ValueRef(entry.value_id), entry.reason), column=column)
            await self._tempo.spend(who.device, TALK_S)
            await self._decide(who, note_id, verdict, entry.reason)

    def _value_note(self, entry: k.Weighed) -> str | None:
        for note in self._notes(self.speaker):
            if isinstance(note.content, ValueContent):
                value = note.content.value
                if (value.value_id, "" if value.value_id else value.name) == (entry.value_id, entry.other):
                    return note.id
        return None

    async def _choose_actions(self, run_id: str, plan: k.Table) -> None:
        """The actions of the sheet: notes as they stand or that the table writes together, what is alike on a stack."""
        chosen: list[tuple[k.SheetAction, str]] = []
        for action in plan.actions:
            who = self._next()
            texts = {note.content.action: note.id for note in self._notes(who) if isinstance(note.content, ActionContent)}
            note_id = texts.get(action.action)
            if note_id is None:
                note_id = await who.write(run_id, action_content(action), column=plan.foundation)
            chosen.append((action, note_id))
            await self._tempo.spend(who.device, TALK_S)
        ids = {note_id for _, note_id in chosen}
        for note in self._notes(self.speaker):
            if note.id in ids or note.verdict is not None or not isinstance(note.content, ActionContent):
                continue
            values = {value.value_id for value in note.content.values}
            onto = next((note_id for action, note_id in chosen if values & set(action.values)), None)
            if onto is not None and note.column == plan.foundation:
                who = self._next()
                await who.device.until(lambda w=who, o=onto: o in w.device.records)  # type: ignore[misc]  # both are bound
                await who.change(note.id, lambda n, o=onto: c.StackNote(n.id, n.rev, o))  # type: ignore[misc]
                await self._tempo.spend(who.device, TALK_S / 2)
        for _, note_id in chosen:
            who = self._next()
            await self._decide(who, note_id, "chosen", "")
            await self._tempo.spend(who.device, TALK_S)

    async def _decide(self, who: Person, note_id: str, verdict: Verdict, reason: str) -> None:
        await who.change(note_id, lambda note: c.ChooseNote(note.id, note.choice_rev, verdict, reason))

    async def _move_at_once(self) -> None:
        """Two people move the same note at the same moment: one is first, the other is refused, both see the same."""
        if len(self.people) < 2:
            return
        one, other = self.people[:2]
        if not self._notes(one):
            return
        note = self._notes(one)[-1]
        await other.device.until(lambda: other.device.records.get(note.id) == note)
        command = c.MoveNote(note.id, note.rev, note.column)
        refusals = await asyncio.gather(one.do(command, in_vain=QUICKER), other.do(command, in_vain=QUICKER))
        if sorted(refusal.code if refusal else "" for refusal in refusals) != ["", "stale_rev"]:
            raise PlayError("Two people moved the same note at once, and not exactly one of them was first.")
        await one.device.until(lambda: one.device.records[note.id] != note)
        await other.device.until(lambda: other.device.records[note.id] == one.device.records[note.id])


def _run_is(person: Person, run_id: str) -> bool:
    run = person.device.run
    return run is not None and run.id == run_id


def _joined(reasons: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(reason for reason in reasons if reason))
