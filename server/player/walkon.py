# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A simulated participant of a rehearsal, with any script: does what the step asks, as one of a group of people would.

Whatever is refused is let be: somebody else was quicker, or the facilitator went on.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import TypeVar

from msgspec import Struct
from websockets.exceptions import WebSocketException

from server.ending import end
from server.player.device import Device
from server.player.lines import Speech
from server.player.tempo import Tempo
from sessions.material.framework import FoundationId, Framework, ValueRef
from sessions.material.limits import MAX_DOTS
from sessions.material.script import Leaf, NoteKind
from sessions.material.text import Language
from sessions.model import items as i
from sessions.model.state import ActionContent, Content, ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r

READ_S = 40.0
THINK_S = 35.0
TALK_S = 45.0
HAND_S = 30.0
"""How long people take at a minute of a minute; the time of a step bounds it."""
LOOK_AGAIN_S = 600.0
"""How long somebody sits still before looking again whether anything changed."""

_I = TypeVar("_I", bound=i.ItemContent)


class Stage(Struct, frozen=True):
    """What everybody knows: the script's leaves by id, the framework, the language, and how many times faster than people."""

    leaves: dict[str, Leaf]
    framework: Framework
    language: Language
    speed: float


class WalkOn:
    """One person. `number` counts from 0 and gives each his own habits."""

    def __init__(self, number: int, device: Device, stage: Stage) -> None:
        self._number = number
        self._device = device
        self._stage = stage
        self._tempo = Tempo(stage.speed, f"walk-on {number}")
        self._speech = Speech(stage.language, f"speech {number}")

    async def take_part(self) -> bool:
        """Take part until the workshop is closed (true) or the connection ends (false)."""
        acting: asyncio.Task[None] | None = None
        run_id = ""
        try:
            while True:
                if self._device.closed is not None:
                    return False
                workshop = self._device.workshop
                if workshop.phase == "closed":
                    return True
                if workshop.current != run_id:
                    run_id = workshop.current
                    await end([acting])
                    acting = asyncio.create_task(self._act(run_id))
                await self._until(lambda seen=run_id: self._changed(seen))  # type: ignore[misc]  # bound
        finally:
            await end([acting])

    def _changed(self, run_id: str) -> bool:
        workshop = self._device.records.get("workshop")
        over = isinstance(workshop, r.WorkshopRecord) and (workshop.phase == "closed" or workshop.current != run_id)
        return over or self._device.closed is not None

    async def _until(self, condition: Callable[[], bool], within_s: float = LOOK_AGAIN_S) -> None:
        try:
            await self._device.until(condition, within_s)
        except TimeoutError:
            return

    # ── what a step asks ────────────────────────────────────────────────────────────────────────────────────────────

    async def _act(self, run_id: str) -> None:
        run = self._device.records.get(run_id)
        leaf = self._stage.leaves.get(run.leaf_id) if isinstance(run, r.RunRecord) else None
        if leaf is None:
            return
        try:
            if leaf.silent:
                await self._in_silence(run_id, leaf)
            elif leaf.mode == "group":
                await self._at_the_table(run_id, leaf)
            elif not leaf.pitches:
                await self._with_everybody(leaf)
        except (OSError, TimeoutError, RuntimeError, LookupError, WebSocketException):
            # The connection went, or a record did: the next step begins anew.
            return

    async def _in_silence(self, run_id: str, leaf: Leaf) -> None:
        if leaf.kinds:
            count = 1 + self._tempo.random.randrange(3)
            for written in range(count):
                await self._spend(THINK_S, part=0.5 / (count + 1))
                await self._write(run_id, leaf.kinds[0])
                if written == 0 and self._is(6, 2):
                    await self._do(c.AskMoreTime(run_id, asking=True))
        await self._spend(READ_S, part=0.4)
        await self._do(c.SayReady(run_id, ready=True))

    async def _at_the_table(self, run_id: str, leaf: Leaf) -> None:
        kind: NoteKind | None = leaf.sheet or (leaf.kinds[0] if leaf.kinds else None)
        await self._spend(TALK_S)
        steps: list[Callable[[], Awaitable[None]]] = []
        if "accents" in leaf.tools:
            steps.append(self._answer_accents)
        if "research" in leaf.tools:
            steps.append(self._judge_research)
        if kind is not None:
            steps += [lambda: self._weigh(run_id, kind)] * 2
            if "joint_actions" in leaf.tools:
                steps.append(lambda: self._word_together(kind))
            if "dots" in leaf.tools:
                steps.append(lambda: self._place_dots(kind))
        if self._is(5, 1):
            steps.append(self._park)
        if self._is(7, 4):
            steps.append(self._ask_help)
        for step in steps:
            await self._spend(TALK_S)
            await step()
        if kind is not None and leaf.sheet is not None:
            await self._speak_for_table(kind)

    async def _with_everybody(self, leaf: Leaf) -> None:
        await self._spend(HAND_S)
        if "reflection" in leaf.tools:
            await self._reflect()
        if self._is(5, 3):
            await self._park()
        if self._is(4, 3):
            await self._do(c.RaiseHand(raised=True))
            await self._until(lambda: self._me.hand == 0, 120 / self._stage.speed)
            if self._me.hand:
                await self._do(c.RaiseHand(raised=False))

    # ── what people do ──────────────────────────────────────────────────────────────────────────────────────────────

    async def _write(self, run_id: str, kind: NoteKind) -> None:
        foundation, ref, name = self._some_value()
        if kind == "value":
            content: Content = ValueContent(ref, self._speech.say("why", name))
        else:
            content = ActionContent(self._speech.say("actions", name), self._speech.say("actors"), (ref,))
        await self._do(c.AddNote(self._id("n"), run_id, content, foundation))

    async def _weigh(self, run_id: str, kind: NoteKind) -> None:
        """Choose a note for the sheet, or set it aside once there are three."""
        notes = self._table_notes(kind)
        undecided = [note for note in notes if note.verdict is None]
        if not undecided:
            if not notes:
                await self._write(run_id, kind)
            return
        note = self._tempo.random.choice(undecided)
        stacks = {other.stack_id for other in notes if other.verdict == "chosen"}
        aside = {other.stack_id for other in notes if other.verdict == "set_aside"}
        if len(stacks) >= 3 and len(aside) >= 2:
            return
        verdict: i.Verdict = "set_aside" if len(stacks) >= 3 else "chosen"
        await self._do(c.ChooseNote(note.id, note.choice_rev, verdict, self._speech.say(verdict)))

    async def _answer_accents(self) -> None:
        table = self._me.table_id
        answered = {answer.accent_id for answer in self._contents(i.AccentAnswer) if answer.table_id == table}
        for item in self._device.all(r.ItemRecord):
            if isinstance(item.content, i.Accent) and item.item_id not in answered:
                role: i.AccentRole = self._tempo.random.choice(("yes", "partly"))
                answer = i.AccentAnswer(item.item_id, table, role, self._speech.say(f"accents_{role}"))
                await self._do(c.PutItem(f"accent:{item.item_id}:{table}", 0, answer))
                return

    async def _judge_research(self) -> None:
        table = self._me.table_id
        judged = {verdict.research_id for verdict in self._contents(i.ResearchVerdict) if verdict.table_id == table}
        for item in self._device.all(r.ItemRecord):
            if not isinstance(item.content, i.ResearchValue) or item.item_id in judged:
                continue
            if item.content.foundation in self._foundations():
                verdict: i.Verdict = self._tempo.random.choice(("chosen", "set_aside"))
                content = i.ResearchVerdict(item.item_id, table, verdict, self._speech.say(verdict))
                await self._do(c.PutItem(f"verdict:{item.item_id}:{table}", 0, content))
                return

    async def _word_together(self, kind: NoteKind) -> None:
        chosen = [note for note in self._table_notes("action") if note.verdict != "set_aside"]
        if kind != "action" or not chosen or self._tempo.random.random() < 0.5:
            return
        note = self._tempo.random.choice(chosen)
        if isinstance(note.content, ActionContent):
            content = i.JointAction(
                self._me.table_id,
                note.content.action,
                note.content.actor,
                note.content.values,
                consideration=self._speech.say("considerations"),
                origins=(note.id,),
            )
            await self._do(c.PutItem(self._id("j"), 0, content))

    async def _place_dots(self, kind: NoteKind) -> None:
        me = self._me
        notes = self._table_notes(kind)
        if notes:
            picked = self._tempo.random.sample(notes, min(MAX_DOTS, len(notes)))
            dots = i.Dots(me.table_id, kind, tuple(note.id for note in picked))
            await self._do(c.PutItem(f"dots:{me.table_id}:{kind}:{me.participant_id}", 0, dots))

    async def _speak_for_table(self, kind: NoteKind) -> None:
        await self._spend(TALK_S, part=0.3)
        table = self._me.table_id
        sheet = self._device.records.get(f"sheet:{table}:{kind}")
        if isinstance(sheet, r.SheetRecord) and not sheet.has_spokesperson:
            await self._do(c.TakeSpokesperson(kind, taking=True))
        if kind in self._me.speaks_for:
            await self._spend(TALK_S)
            await self._do(c.MarkSheetReady(table, kind, ready=True))

    async def _ask_help(self) -> None:
        key = f"help:{self._me.table_id}"
        known = self._device.records.get(f"item:{key}")
        if isinstance(known, r.ItemRecord):
            return
        await self._do(c.PutItem(key, 0, i.Help(self._me.table_id, self._speech.say("help"))))
        await self._until(lambda: f"item:{key}" not in self._device.records, 60 / self._stage.speed)
        known = self._device.records.get(f"item:{key}")
        if isinstance(known, r.ItemRecord):
            await self._do(c.RemoveItem(key, known.rev))

    async def _park(self) -> None:
        text = self._speech.say("parked")
        if text not in {parked.text for parked in self._contents(i.Parked)}:
            await self._do(c.PutItem(self._id("k"), 0, i.Parked(text)))

    async def _reflect(self) -> None:
        me = self._me
        key = secrets.token_hex(6)
        if key not in me.items:
            content = i.Reflection(0, self._speech.say("reflections"), shared=self._number % 2 == 0)
            await self._do(c.PutItem(key, 0, content))

    # ── helpers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _do(self, command: c.Command) -> None:
        await self._device.do(command)

    async def _spend(self, seconds: float, *, part: float = 0.1) -> None:
        await self._tempo.spend(self._device, seconds, part=part)

    def _is(self, of: int, which: int) -> bool:
        """Whether this is one of the people with a habit: one in `of`."""
        return self._number % of == which

    def _id(self, letter: str) -> str:
        # Not from the person's seed: after a restart the same would come again.
        import secrets

        return f"{letter}{secrets.token_hex(8)}"

    @property
    def _me(self) -> r.MeRecord:
        return self._device.all(r.MeRecord)[0]

    def _contents(self, kind: type[_I]) -> list[_I]:
        return [item.content for item in self._device.all(r.ItemRecord) if isinstance(item.content, kind)]

    def _foundations(self) -> tuple[FoundationId, ...]:
        table = self._device.records.get(self._me.table_id)
        return table.foundations if isinstance(table, r.TableRecord) else ("democratie",)

    def _table_notes(self, kind: NoteKind) -> list[r.NoteRecord]:
        table = self._me.table_id
        notes = [note for note in self._device.all(r.NoteRecord) if note.table_id == table and note.order]
        return [note for note in notes if isinstance(note.content, ValueContent) == (kind == "value")]

    def _some_value(self) -> tuple[FoundationId, ValueRef, str]:
        foundation = self._tempo.random.choice(self._foundations())
        framework = self._stage.framework
        values = [value for value in framework.values if framework.foundation_of_value(value.id) == foundation]
        value = self._tempo.random.choice(values)
        return foundation, ValueRef(value.id), value.name.in_(self._stage.language)
