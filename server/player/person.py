# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One simulated participant: reads, writes in silence, and does things at the table."""

import asyncio
from collections.abc import Callable

from server.player.browser import Browser
from server.player.cast import Part, column_of, half_written, text_of
from server.player.device import Device
from server.player.tempo import SLACK_S, Tempo, left_ms
from server.player.watch import Watcher, Written
from sessions.material.framework import FOUNDATION_IDS, FoundationId, Framework
from sessions.material.script import NoteKind
from sessions.model.codes import Refusal
from sessions.model.state import Content, ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r

TRIES = 8
"""How often somebody tries again what somebody else was quicker with."""
THINK_S = 6.0
READ_S = 9.0
TYPE_S = 4.0
QUICKER = ("stale_rev",)
"""What the server answers when somebody else was quicker."""
TOO_LATE = ("run_ended", "too_short")
"""What it answers when the clock was."""


class PlayError(Exception):
    """The play went otherwise than it must. The message is a sentence for people."""


class Notes:
    """How many notes were sent and what became of them."""

    def __init__(self) -> None:
        self.sent = self.settled = self.refused = 0
        self.edited = self.moved = self.deleted = self.restored = self.late = 0


class Person:
    """A participant with a phone. `habits` are what this person does besides writing: "asks", "drafts", "drops"."""

    def __init__(
        self,
        part: Part,
        browser: Browser,
        device: Device,
        *,
        framework: Framework,
        tempo: Tempo,
        watcher: Watcher,
        notes: Notes,
    ) -> None:
        self.part = part
        self.browser = browser
        self.device = device
        self.habits: set[str] = set()
        self._framework = framework
        self._tempo = tempo
        self._watcher = watcher
        self._notes = notes
        self._draft: tuple[str, Content, FoundationId] | None = None
        self.dropping = False

    @property
    def me(self) -> r.MeRecord:
        """What the server tells this person about himself."""
        return self.device.all(r.MeRecord)[0]

    async def do(self, command: c.Command, *, in_vain: tuple[str, ...] = ()) -> Refusal | None:
        """Carry out a command; refusals are counted, those of `in_vain` apart. One that came too fast is sent again."""
        for _ in range(TRIES):
            refusal = await self.device.do(command)
            if refusal is not None:
                (self._watcher.in_vain if refusal.code in in_vain else self._watcher.refusals)[refusal.code] += 1
            if refusal is None or refusal.code != "rate":
                return refusal
            await asyncio.sleep(0.2)
        return Refusal("rate")

    async def change(self, key: str, make: Callable[[r.NoteRecord], c.Command | None]) -> bool:
        """Do something with a note as it is now; when somebody was quicker, look again and try again.

        False when there was nothing left to do. Raises PlayError when the server refuses for another reason.
        """
        for _ in range(TRIES):
            await self.device.until(lambda: key in self.device.records)
            note = self.device.note(key)
            command = make(note)
            if command is None:
                return False
            refusal = await self.do(command, in_vain=QUICKER)
            if refusal is None:
                return True
            if refusal.code not in QUICKER:
                raise PlayError(f"{type(command).__name__} of {self.part.key} was refused: {refusal.code}.")
            await self.device.until(lambda old=note: self.device.records.get(key) is not old)  # type: ignore[misc]  # old is bound
        raise PlayError(f"{self.part.key} was never quick enough for note {key}.")

    async def write(self, run_id: str, content: Content, *, column: FoundationId | None = None) -> str:
        """Post a note; its id. Raises PlayError when it is refused."""
        kind: NoteKind = "value" if isinstance(content, ValueContent) else "action"
        note_id = f"n{self._tempo.random.getrandbits(64):016x}"
        self._watcher.wrote(Written(note_id, self.part.key, kind, run_id, [text for text in (text_of(content),) if text]))
        self._notes.sent += 1
        column = column or column_of(content, self._framework, self.part.source.table)
        refusal = await self.do(c.AddNote(note_id, run_id, content, column))
        if refusal is not None:
            self._notes.refused += 1
            raise PlayError(f"A note of {self.part.key} was refused: {refusal.code}.")
        self._notes.settled += 1
        note = self.device.records.get(note_id)
        if not isinstance(note, r.NoteRecord):
            raise PlayError(f"A note of {self.part.key} was settled, but its author does not see it.")
        if note.late:
            self._watcher.written[note_id].late = True
            self._notes.late += 1
        return note_id

    async def read(self, run_id: str) -> None:
        """Read in silence, then say ready."""
        await self._tempo.spend(self.device, READ_S, part=0.5)
        await self.do(c.SayReady(run_id, ready=True))

    async def write_in_silence(self, run_id: str, kind: NoteKind) -> None:
        """Write one's notes at one's own pace, with second thoughts; ask for time when it gets short; say ready."""
        notes = [(content, column_of(content, self._framework, own)) for content, own in self.part.notes(kind)]
        if "drafts" in self.habits and kind == "value" and len(notes) > 1:
            self._draft = (run_id, *notes.pop())
        # Everybody is done within half of what is left, however fast the clock of this workshop runs.
        part = 0.5 / (2 * len(notes) + 2)
        asked = False
        for number, (content, column) in enumerate(notes):
            await self._tempo.spend(self.device, THINK_S, part=part)
            await self._write_with_second_thoughts(run_id, content, column, part)
            short = left_ms(self.device) < _short_ms(self.device)
            if not asked and (short or (number == 0 and "asks" in self.habits)):
                asked = await self._ask_for_time(run_id)
            if number == 0 and "drops" in self.habits:
                await self._drop()
        await self._tempo.spend(self.device, TYPE_S, part=part)
        run = self.device.run
        if run is not None and run.id == run_id:
            await self.do(c.SayReady(run_id, ready=True), in_vain=TOO_LATE)

    async def post_draft(self) -> str | None:
        """Post what was still being written when the silence ended; it counts as later."""
        if self._draft is None:
            return None
        run_id, content, column = self._draft
        self._draft = None
        return await self.write(run_id, content, column=column)

    async def _write_with_second_thoughts(self, run_id: str, content: Content, home: FoundationId, part: float) -> None:
        habit = self._tempo.random.choice(("plain", "plain", "edit", "move", "twice"))
        if habit == "edit":
            note_id = await self.write(run_id, half_written(content), column=home)
            await self._tempo.spend(self.device, TYPE_S, part=part)
            self._watcher.written[note_id].texts.append(text_of(content))
            await self.change(note_id, lambda note: c.EditNote(note.id, note.rev, content))
            self._notes.edited += 1
        elif habit == "move":
            elsewhere = next(column for column in FOUNDATION_IDS if column != home)
            note_id = await self.write(run_id, content, column=elsewhere)
            await self._tempo.spend(self.device, TYPE_S, part=part)
            await self.change(note_id, lambda note: c.MoveNote(note.id, note.rev, home))
            self._notes.moved += 1
        elif habit == "twice":
            await self._write_twice(run_id, content, home, part)
        else:
            await self.write(run_id, content, column=home)

    async def _write_twice(self, run_id: str, content: Content, home: FoundationId, part: float) -> None:
        """Take a note away, have it back, and take away the double that was posted meanwhile."""
        note_id = await self.write(run_id, content, column=home)
        note = self.device.note(note_id)
        await self._must(c.DeleteNote(note_id, note.rev))
        double_id = await self.write(run_id, content, column=home)
        await self._must(c.RestoreNote(note_id, note.rev + 1))
        await self._tempo.spend(self.device, TYPE_S, part=part)
        await self.change(double_id, lambda double: c.DeleteNote(double.id, double.rev))
        self._watcher.written[double_id].gone = True
        self._notes.deleted += 2
        self._notes.restored += 1

    async def _ask_for_time(self, run_id: str) -> bool:
        run = self.device.run
        if run is None or run.id != run_id or run.opened_to != "author":
            return False
        return await self.do(c.AskMoreTime(run_id, asking=True), in_vain=TOO_LATE) is None

    async def _drop(self) -> None:
        """The phone locks and comes back: the same page, the same notes."""
        mine = set(self.me.mine)
        self.dropping = True
        await self.device.disconnect()
        await self.device.connect()
        self.dropping = False
        if self.device.closed is not None or not mine <= self.device.records.keys():
            raise PlayError(f"{self.part.key} came back and missed notes of his own.")

    async def _must(self, command: c.Command) -> None:
        refusal = await self.do(command)
        if refusal is not None:
            raise PlayError(f"{type(command).__name__} of {self.part.key} was refused: {refusal.code}.")

    async def take_the_floor(self, kind: NoteKind) -> None:
        """Be the spokesperson of one's table, and say that its sheet is ready to be told."""
        await self._must(c.TakeSpokesperson(kind, taking=True))
        await self._must(c.MarkSheetReady(self.me.table_id, kind, ready=True))

    async def wait_for_step(self, leaf_id: str) -> str:
        """Wait until a step is on; the id of its run."""
        await self.device.until(lambda: self.device.run is not None and self.device.run.leaf_id == leaf_id, SLACK_S)
        return self.device.workshop.current


def _short_ms(device: Device) -> int:
    """When time feels short: what "nog 20 seconden" leaves."""
    return device.workshop.minute_ms // 3
