# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every device of a play received, and when: who saw a note first, and whether anybody saw one that was hidden from him.

Hidden notes are looked for twice: as records in the decoded frame, and as ids and texts in its bytes.
"""

from collections import Counter

from msgspec import Struct

from server.player.device import Device
from sessions.material.script import NoteKind
from sessions.wire import records as r
from sessions.wire.frames import Patch, ServerFrame, View, Welcome


class Written(Struct):
    """A note that a simulated person sent. `texts` are all the words that it had; `gone` is true once it was deleted."""

    note_id: str
    author: str
    kind: NoteKind
    run_id: str
    texts: list[str]
    late: bool = False
    gone: bool = False


class Seen(Struct):
    """When a kind of silent notes reached a group of devices first, in ms after the opening of the notes' run: of how many
    notes on how many devices, the earliest and the latest.
    """

    notes: int = 0
    devices: int = 0
    first_ms: int = 0
    last_ms: int = 0


class Watcher:
    """Listens on all devices of one play. Register a note (`wrote`) before it is sent.

    `refusals` are those that nobody expected; `in_vain` are those that had to come: a step in the silence, somebody who was
    quicker. `typed_for` are the keys of people without a device: the scribe types their notes, and sees them.
    """

    def __init__(self) -> None:
        self.written: dict[str, Written] = {}
        self.typed_for: set[str] = set()
        self.leaks: list[str] = []
        self.refusals: Counter[str] = Counter()
        self.in_vain: Counter[str] = Counter()
        self.opened_at_ms: dict[str, int] = {}
        self._devices: dict[str, tuple[str, Device]] = {}
        self._first: dict[str, dict[str, int]] = {}
        self._found: dict[bytes, tuple[Written, ...]] = {}

    def watch(self, name: str, role: str, device: Device) -> None:
        """Look at every frame of a device from now on. `name` is the person's key; `role` as on the wire."""
        self._devices[name] = (role, device)
        self._first[name] = {}
        device.on_frame = lambda data, frame: self._look(name, data, frame)

    def wrote(self, written: Written) -> None:
        """A note that is about to be sent."""
        self.written[written.note_id] = written

    def saw(self, name: str, note_id: str) -> bool:
        """Whether a device ever received this note."""
        return note_id in self._first[name]

    def frames_by_role(self) -> dict[str, int]:
        """How many frames the devices of each role received together."""
        total: Counter[str] = Counter()
        for role, device in self._devices.values():
            total[role] += device.received
        return dict(total)

    def seen(self) -> dict[str, dict[str, Seen]]:
        """Per kind of the notes that were written in silence: when the table, the facilitator, the other tables and the screen
        saw them.
        """
        found: dict[str, dict[str, Seen]] = {}
        notes: dict[tuple[str, str], set[str]] = {}
        devices: dict[tuple[str, str], set[str]] = {}
        for name, first in self._first.items():
            for note_id, at_ms in first.items():
                written = self.written.get(note_id)
                if written is None or self._is_author(name, written) or written.late or written.run_id not in self.opened_at_ms:
                    continue
                group = self._group(name, note_id)
                entry = found.setdefault(written.kind, {}).setdefault(group, Seen(first_ms=2**53))
                after_ms = at_ms - self.opened_at_ms[written.run_id]
                entry.first_ms, entry.last_ms = min(entry.first_ms, after_ms), max(entry.last_ms, after_ms)
                notes.setdefault((written.kind, group), set()).add(note_id)
                devices.setdefault((written.kind, group), set()).add(name)
                entry.notes, entry.devices = len(notes[written.kind, group]), len(devices[written.kind, group])
        return found

    def _group(self, name: str, note_id: str) -> str:
        role, device = self._devices[name]
        if role != "participant":
            return role
        note = device.records.get(note_id)
        return "table" if isinstance(note, r.NoteRecord) and note.table_id in _tables_of(device) else "other_tables"

    def _is_author(self, name: str, written: Written) -> bool:
        return written.author == name or (self._devices[name][0] == "scribe" and written.author in self.typed_for)

    def _look(self, name: str, data: bytes, frame: ServerFrame) -> None:
        if not isinstance(frame, Patch | View | Welcome):
            return
        role, device = self._devices[name]
        now_ms = device.now_ms()
        for record in frame.put:
            if isinstance(record, r.RunRecord) and record.silent and record.opened_to != "author":
                if not isinstance(frame, Welcome):
                    self.opened_at_ms.setdefault(record.id, frame.at_ms)
            elif isinstance(record, r.NoteRecord):
                self._first[name].setdefault(record.id, now_ms)
                self._check_circle(name, role, device, record)
        run = device.run if "workshop" in device.records else None
        if run is None or not run.silent or run.opened_to != "author":
            return
        if isinstance(frame, Patch) and not (frame.put or frame.drop or frame.settled):
            self._leak(name, "an empty frame in the silence")
        self._check_bytes(name, data, run.id)

    def _check_circle(self, name: str, role: str, device: Device, note: r.NoteRecord) -> None:
        """A note as a record: nobody but the author before the opening, then the table and the facilitator, then all."""
        written = self.written.get(note.id)
        run = device.records.get(note.run_id)
        if written is None or self._is_author(name, written) or not isinstance(run, r.RunRecord) or run.opened_to == "room":
            return
        if run.opened_to == "author":
            self._leak(name, f"a {written.kind} note of {written.author} before it was opened")
        elif role != "facilitator" and note.table_id not in _tables_of(device):
            self._leak(name, f"a {written.kind} note of {written.author}'s table")

    def _check_bytes(self, name: str, data: bytes, run_id: str) -> None:
        """The ids and texts of hidden notes in the bytes of a frame.

        Devices of one circle get the same bytes: one look serves all, for what was written since cannot be in them.
        """
        found = self._found.get(data)
        if found is None:
            hidden = (written for written in self.written.values() if written.run_id == run_id)
            found = self._found[data] = tuple(w for w in hidden if any(mark.encode() in data for mark in (w.note_id, *w.texts)))
        for written in found:
            if not self._is_author(name, written) and not self._wrote_too(name, written, data):
                self._leak(name, f"words of a hidden {written.kind} note of {written.author}")

    def _wrote_too(self, name: str, written: Written, data: bytes) -> bool:
        """Whether the same words stand in something that this person wrote, and the id does not give the note away."""
        if written.note_id.encode() in data:
            return False
        own = [text for other in self.written.values() if other.author == name for text in other.texts]
        return all(any(text in mine for mine in own) for text in written.texts if text.encode() in data)

    def _leak(self, name: str, what: str) -> None:
        self.leaks.append(f"{name} received {what}")


def _tables_of(device: Device) -> set[str]:
    """The tables whose notes a device may have: its person's own; the scribe's, of those for whom he types; the screen none."""
    typed_for = {person.table_id for person in device.all(r.PersonRecord) if person.proxy}
    return {me.table_id for me in device.all(r.MeRecord)} | typed_for
