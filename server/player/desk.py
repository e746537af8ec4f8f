# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The simulated facilitator at the poster: pitches, values, actions, tensions, and the end."""

from msgspec.structs import replace

from server import content
from server.player.cast import origins_by_words, varied
from server.player.device import Device
from server.player.leader import GLANCE_S, Leader
from server.player.lines import lines
from server.player.person import PlayError
from server.player.tempo import Tempo
from server.player.watch import Watcher
from sessions.cases import case as k
from sessions.material.framework import FoundationId, Framework, ValueRef
from sessions.material.limits import MAX_ORIGINS, MAX_VALUES_PER_ACTION
from sessions.material.script import NoteKind, leaves
from sessions.model.items import JointAction
from sessions.model.poster_entries import (
    ActionFields,
    PosterActionContent,
    PosterValueContent,
    TensionContent,
    TensionFields,
    ValueFields,
    fields_of,
)
from sessions.model.state import ActionContent, ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r

PITCH_S = 6.0


class Desk(Leader):
    """What a facilitator does: leads, and puts the outcome of the case on the poster."""

    def __init__(
        self, device: Device, case: k.Case, framework: Framework, tempo: Tempo, watcher: Watcher, cast_size: int
    ) -> None:
        super().__init__(device, tempo, watcher, cast_size)
        self._case = case
        self._framework = framework
        self._asks_wider = any("wider" in leaf.tools for leaf in leaves(content.script(case.script)))

    async def hear(self, table_id: str, kinds: tuple[NoteKind, ...]) -> None:
        """A table's minute; meanwhile the values that it chose go on the poster. Actions are composed in the plenary."""
        await self.must(c.StartPitch(self.run.id, table_id))
        await self.beat(GLANCE_S)
        for value_id, origins in (self._chosen_values(table_id) if "value" in kinds else {}).items():
            known = self._poster_value(value_id)
            together = tuple(dict.fromkeys((*(known.origins if known else ()), *origins)))[:MAX_ORIGINS]
            await self._put_value(value_id, known.content.meaning if known else "", together)
            await self.beat(GLANCE_S)
        pitch = self.device.records.get("pitch")
        if isinstance(pitch, r.PitchRecord):
            await self._tempo.spend(self.device, min(PITCH_S, (pitch.ends_at_ms - self.device.now_ms()) / 1000))
        await self.must(c.EndPitch(self.run.id))

    async def discuss_values(self) -> None:
        """The plenary on values: what each means here, what is left out, and where two clash."""
        poster = self._case.poster
        for value in poster.values:
            known = self._poster_value(value.value_id)
            await self._put_value(value.value_id, value.meaning, known.origins if known else ())
            await self.beat()
        kept = {value.value_id for value in poster.values}
        for entry in self.device.all(r.PosterValueRecord):
            if entry.content.value.value_id not in kept:
                reason = next((gone.reason for gone in poster.left_out if gone.value_id == entry.content.value.value_id), "")
                await self.must(c.RemovePosterEntry(entry.id, entry.rev, reason))
                await self.beat()

    async def put_tensions(self) -> None:
        """Where two values clash. The actions that carry the choice out are named once they stand on the poster."""
        on_poster = {entry.id for entry in self.device.all(r.PosterActionRecord)}
        known = {entry.id: entry for entry in self.device.all(r.TensionRecord)}
        for number, tension in enumerate(self._case.poster.tensions, start=1):
            entry_id = f"clash-{number}"
            actions = tuple(key for n in tension.actions if (key := f"action-{n}") in on_poster)
            before = known.get(entry_id)
            if before is not None and before.content.actions == actions:
                continue
            clash = TensionContent(
                **fields_of(TensionFields, tension),
                value_a=ValueRef(tension.value_a),
                value_b=ValueRef(tension.value_b),
                actions=actions,
            )
            await self.must(c.PutPosterEntry(entry_id, before.rev if before else 0, clash))
            await self.beat()

    async def mark_wider(self) -> None:
        """What is of use to other projects too."""
        for value in self._case.poster.values:
            known = self._poster_value(value.value_id)
            if known is not None and value.wider and not known.content.wider:
                await self._put_value(value.value_id, value.meaning, known.origins, wider=True)
        for number, action in enumerate(self._case.poster.actions, start=1):
            entry = self.device.records.get(f"action-{number}")
            if isinstance(entry, r.PosterActionRecord) and action.wider and not entry.content.wider:
                await self._put_action(number, action, entry.origins, wider=True)
                await self.beat()

    async def discuss_actions(self) -> None:
        """The plenary on actions: what, who, when, who watches."""
        chosen = {
            note.id: note
            for note in self.device.all(r.NoteRecord)
            if note.verdict == "chosen" and isinstance(note.content, ActionContent)
        }
        texts = {key: note.content.action for key, note in chosen.items() if isinstance(note.content, ActionContent)}
        contents = {item.item_id: item.content for item in self.device.all(r.ItemRecord)}
        worded = {key: joint.action for key, joint in contents.items() if isinstance(joint, JointAction)}
        for number, action in enumerate(self._case.poster.actions, start=1):
            beside = tuple(key for key, note in chosen.items() if note.column == action.foundation)
            origins = origins_by_words(action.action, texts, beside)[:MAX_ORIGINS]
            values = [v for key in origins if isinstance(held := chosen[key].content, ActionContent) for v in held.values]
            together = (*origins_by_words(action.action, worded, ()), *origins)[:MAX_ORIGINS]
            await self._put_action(number, action, together, tuple(dict.fromkeys(values))[:MAX_VALUES_PER_ACTION])
            await self.beat()
        if self._case.poster.actions:
            await self._merge_a_double(texts)

    async def _put_action(
        self,
        number: int,
        action: k.PosterAction,
        origins: tuple[str, ...],
        values: tuple[ValueRef, ...] = (),
        *,
        wider: bool = False,
    ) -> None:
        """Add or change an action; its values are those of the case, else `values`."""
        entry_id = f"action-{number}"
        known = self.device.records.get(entry_id)
        entry = known if isinstance(known, r.PosterActionRecord) else None
        stated = tuple(ValueRef(value) for value in action.values) or values or (entry.content.values if entry else ())
        told = PosterActionContent(**fields_of(ActionFields, action), values=stated, measures=action.measures)
        if self._asks_wider and not wider:
            told = replace(told, wider=False, wider_note="")
        elif wider:
            told = replace(told, wider=True)
        await self.must(c.PutPosterEntry(entry_id, entry.rev if entry else 0, told, origins))

    async def _merge_a_double(self, notes: dict[str, str]) -> None:
        """A table's note turns out to be the first action in other words: it is laid into it, and its origins go along."""
        first = self._case.poster.actions[0]
        origins = origins_by_words(first.action, notes, ())[:MAX_ORIGINS]
        words = notes[origins[0]] if origins else varied(first.action, 2)
        double = PosterActionContent(first.foundation, words, first.holder)
        await self.must(c.PutPosterEntry("double", 0, double, origins))
        into = self.device.records["action-1"]
        if isinstance(into, r.PosterActionRecord):
            reason = lines().merged[0].in_(self.device.workshop.language)
            await self.must(c.MergePosterEntry("double", 1, into.id, into.rev, reason))

    async def check_and_fix(self) -> r.SnapshotRecord:
        """The checklist, the decision, and the fixed poster."""
        for item_id, answer in self._case.poster.checklist.items():
            await self.must(c.AnswerChecklist(item_id, 0, answer, done=True))
            await self.beat()
        rev = self.device.all(r.DecisionRecord)[0].rev
        await self.must(c.DecideProject(rev, self._case.poster.decision.outcome, self._case.poster.decision.reason))
        await self.beat()
        await self.must(c.TakeSnapshot())
        await self.device.until(lambda: bool(self.device.all(r.SnapshotRecord)))
        return max(self.device.all(r.SnapshotRecord), key=lambda snapshot: snapshot.version)

    def _chosen_values(self, table_id: str) -> dict[str, tuple[str, ...]]:
        """The values on a table's sheet in the order of the case, with the notes that they come from."""
        found: dict[str, tuple[str, ...]] = {}
        notes = (n for n in self.device.all(r.NoteRecord) if n.table_id == table_id and n.verdict == "chosen")
        for note in sorted(notes, key=lambda n: (n.order, n.id)):
            if isinstance(note.content, ValueContent) and note.content.value.value_id:
                found[note.content.value.value_id] = (*found.get(note.content.value.value_id, ()), note.id)
        stated = [weighed.value_id for table in self._case.tables for weighed in table.chosen]
        # What a guest chose comes last.
        known = [value_id for value_id in stated if value_id in found]
        return {value_id: found[value_id] for value_id in (*known, *(other for other in found if other not in known))}

    def _poster_value(self, value_id: str) -> r.PosterValueRecord | None:
        return next((entry for entry in self.device.all(r.PosterValueRecord) if entry.content.value.value_id == value_id), None)

    async def _put_value(self, value_id: str, meaning: str, origins: tuple[str, ...], *, wider: bool = False) -> None:
        stated = next((value for value in self._case.poster.values if value.value_id == value_id), None)
        known = self._poster_value(value_id)
        foundation: FoundationId | None = self._framework.foundation_of_value(value_id)
        if foundation is None:
            raise PlayError(f"{value_id} is no value of the framework.")
        told = fields_of(ValueFields, stated) if stated else {}
        if self._asks_wider and not wider:
            told |= {"wider": False, "wider_note": ""}
        elif wider:
            told |= {"wider": True}
        put = PosterValueContent(**(told | {"meaning": meaning}), foundation=foundation, value=ValueRef(value_id))
        await self.must(c.PutPosterEntry(known.id if known else f"value-{value_id}", known.rev if known else 0, put, origins))
