# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The simulated scribe: observations, and what people without a device write on paper."""

from collections.abc import Iterable

from server.player.cast import Part, column_of, text_of
from server.player.device import Device
from server.player.person import Notes, PlayError
from server.player.tempo import Haste
from server.player.watch import Watcher, Written
from sessions.material.framework import Framework
from sessions.material.script import NoteKind
from sessions.model import items as i
from sessions.wire import commands as c
from sessions.wire import records as r

MIN_PEOPLE = 4
"""With fewer, everybody has a device."""


class Scribe:
    """Who takes notes. `proxies` are the people without a device for whom he types, with their ids, by key."""

    def __init__(self, device: Device, framework: Framework, watcher: Watcher, notes: Notes) -> None:
        self.device = device
        self.proxies: dict[str, tuple[str, Part]] = {}
        self._framework = framework
        self._watcher = watcher
        self._notes = notes
        self._haste = Haste()

    async def add(self, part: Part) -> None:
        """Let somebody take part who has no device. Where the seat is, the facilitator says."""
        person_id = f"paper-{len(self.proxies) + 1}"
        table = self.device.all(r.TableRecord)[0]
        await self.must(c.AddProxy(person_id, table.id, part.name, part.source.perspective))
        self._watcher.typed_for.add(part.key)
        self.proxies[part.key] = (person_id, part)

    def seat_of(self, key: str) -> str:
        """The table of somebody without a device; empty before he has one."""
        person = self.device.records.get(f"person:{self.proxies[key][0]}")
        return person.table_id if isinstance(person, r.PersonRecord) else ""

    async def type_in(self, run_id: str, kind: NoteKind) -> None:
        """Type the paper notes of this kind."""
        for key, (person_id, part) in self.proxies.items():
            for number, (content, own) in enumerate(part.notes(kind)):
                note_id = f"n-{run_id}-{person_id}-{number}"
                self._watcher.wrote(Written(note_id, key, kind, run_id, [text for text in (text_of(content),) if text]))
                self._notes.sent += 1
                column = column_of(content, self._framework, own)
                await self.must(c.AddNote(note_id, run_id, content, column, person_id))
                self._notes.settled += 1
                note = self.device.note(note_id)
                if note.late:
                    self._watcher.written[note_id].late = True
                    self._notes.late += 1

    async def observe(self, seen: Iterable[tuple[str, i.Observation]]) -> None:
        """Note what is to be seen, each with its id."""
        for item_id, observation in seen:
            await self.must(c.PutItem(item_id, 0, observation))

    async def must(self, command: c.Command) -> None:
        """Carry out a command that cannot be refused. Raises PlayError when it is."""
        await self._haste.turn()
        refusal = await self.device.do(command)
        if refusal is not None:
            self._watcher.refusals[refusal.code] += 1
            raise PlayError(f"{type(command).__name__} of the scribe was refused: {refusal.code} {refusal.field}".rstrip() + ".")


def without_device(parts: list[Part], speakers: Iterable[str]) -> Part | None:
    """Who of these people has no device: the last who neither speaks for a table nor has something to say in the reflection."""
    if len(parts) < MIN_PEOPLE:
        return None
    busy = set(speakers)
    quiet = [part for part in parts if part.source.id not in busy and not part.source.reflections]
    return (quiet or parts)[-1]
