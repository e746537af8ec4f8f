# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tables of a worked case deliver, laid at once (`scripts/tableau.py`)."""

from __future__ import annotations

from itertools import cycle

from scripts.tableau_agenda import kind_of
from scripts.tableau_poster import MAX_ORIGINS, must
from server.player.cast import action_content, column_of
from server.player.device import Device
from sessions.cases.case import Case, Weighed
from sessions.cases.case import Table as Sheet
from sessions.material.framework import Framework, ValueRef
from sessions.material.script import Leaf, NoteKind
from sessions.model import items as i
from sessions.model.state import ActionContent, Content, ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r

Choice = tuple[i.Verdict, Content, str]
_CONTENT: dict[NoteKind, type[ValueContent | ActionContent]] = {"value": ValueContent, "action": ActionContent}


def me_of(phone: Device) -> r.MeRecord:
    """What a participant is told about himself."""
    return phone.all(r.MeRecord)[0]


async def put(device: Device, item_id: str, thing: i.ItemContent) -> None:
    """Add an item, or change it as it is now. Raises AssertionError when it is refused."""
    known = device.records.get(f"item:{item_id}")
    await must(device, c.PutItem(item_id, known.rev if isinstance(known, r.ItemRecord) else 0, thing))


class Tables:
    """All tables, and the people at them by their key in the case."""

    def __init__(self, case: Case, framework: Framework, desk: Device, phones: dict[str, Device]) -> None:
        self._case = case
        self._framework = framework
        self._desk = desk
        self._phones = phones

    async def lay(self, leaf: Leaf, duties: frozenset[str]) -> None:
        """Everything that the tables deliver in this step."""
        kind = kind_of(leaf)
        for table in self._desk.all(r.TableRecord):
            sheet = next(sheet for sheet in self._case.tables if sheet.foundation in table.foundations)
            if "accents" in duties:
                for answer in sheet.accent_answers:
                    given = i.AccentAnswer(answer.accent, table.id, answer.role, answer.why)
                    await put(self._desk, f"accent:{answer.accent}:{table.id}", given)
            if "research" in duties:
                for verdict in sheet.verdicts:
                    judged = i.ResearchVerdict(verdict.research, table.id, verdict.verdict, verdict.reason)
                    await put(self._desk, f"verdict:{verdict.research}:{table.id}", judged)
            if "dots" in duties and kind is not None:
                await self._lay_dots(table, kind)
            if "sheet" in duties and kind is not None:
                await self._choose(table, sheet, kind)
            if "joint_actions" in duties:
                await self._word_together(table, sheet)

    async def _choose(self, table: r.TableRecord, sheet: Sheet, kind: NoteKind) -> None:
        """Choose and set aside; what lies on no note yet the speaker writes. The last table is not ready yet."""
        speaker = self._phones[sheet.speaker]
        if kind == "value":
            verdicts: list[Choice] = [*_weighed("chosen", sheet.chosen), *_weighed("set_aside", sheet.set_aside)]
        else:
            verdicts = [("chosen", action_content(one), "") for one in sheet.actions]
        for number, (verdict, wanted, reason) in enumerate(verdicts):
            known = [n for n in speaker.all(r.NoteRecord) if n.table_id == table.id and _same(n.content, wanted)]
            note_id = known[0].id if known else f"n-{table.id}-{kind}-{number}"
            if not known:
                column = column_of(wanted, self._framework, sheet.foundation)
                await must(speaker, c.AddNote(note_id, self._desk.workshop.current, wanted, column))
            await must(speaker, c.ChooseNote(note_id, speaker.note(note_id).choice_rev, verdict, reason))
        await must(speaker, c.TakeSpokesperson(kind, taking=True))
        if sheet is not self._case.tables[-1]:
            await must(speaker, c.MarkSheetReady(table.id, kind, ready=True))

    async def _word_together(self, table: r.TableRecord, sheet: Sheet) -> None:
        """Out of the note with the same words, and of others for the same values."""
        notes = {n.id: n.content for n in self._desk.all(r.NoteRecord) if n.table_id == table.id}
        actions = {key: said for key, said in notes.items() if isinstance(said, ActionContent)}
        for number, joint in enumerate(sheet.joint_actions):
            values = tuple(map(ValueRef, joint.values))
            near = [key for key, said in actions.items() if set(values) & set(said.values)]
            origins = tuple(sorted(near, key=lambda key: actions[key].action != joint.action))
            worded = i.JointAction(
                table.id, joint.action, joint.actor, values, joint.measures, joint.consideration, origins[:MAX_ORIGINS]
            )
            await put(self._desk, f"j-{table.id}-{number}", worded)

    async def _lay_dots(self, table: r.TableRecord, kind: NoteKind) -> None:
        """All but one person of each table have laid theirs."""
        sitting = [phone for phone in self._phones.values() if me_of(phone).table_id == table.id]
        for phone in sitting[1:]:
            notes = [n.id for n in phone.all(r.NoteRecord) if n.table_id == table.id and isinstance(n.content, _CONTENT[kind])]
            if notes:
                me = me_of(phone).participant_id
                dots = i.Dots(table.id, kind, tuple(note for note, _ in zip(cycle(notes), range(3), strict=False)))
                await must(phone, c.PutItem(f"dots:{table.id}:{kind}:{me}", 0, dots))


def _weighed(verdict: i.Verdict, weighed: tuple[Weighed, ...]) -> list[Choice]:
    return [(verdict, ValueContent(ValueRef(one.value_id), one.reason), one.reason) for one in weighed if one.value_id]


def _same(lying: object, wanted: Content) -> bool:
    if isinstance(lying, ValueContent) and isinstance(wanted, ValueContent):
        return lying.value == wanted.value
    return isinstance(lying, ActionContent) and isinstance(wanted, ActionContent) and lying.action == wanted.action
