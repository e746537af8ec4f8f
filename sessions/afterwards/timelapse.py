# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The history of a board as the room's screen saw it, to be played again afterwards: without authors, names, ids and times.

What people wrote themselves (notes and other things) has its last words throughout, and is left out when the room may not see it
at the end: withdrawn, hidden, or shared no more. The poster is shown as it grew. What opened together is in no order that would
tell who was first.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from sessions.afterwards.invitation import in_short
from sessions.afterwards.outcome import step_title
from sessions.material.framework import FoundationId
from sessions.material.script import find_leaf
from sessions.material.text import Language
from sessions.model import items as i
from sessions.model.circles import ROOM
from sessions.model.state import Session, ValueContent
from sessions.model.viewer import Viewer
from sessions.seen.view import changes, view
from sessions.topics.poster import tension_line, value_name
from sessions.wire import records as r

MAX_FRAMES = 1500
"""Frames of a whole workshop; at two a second that is twelve minutes. In a longer history a frame holds more than one change."""
MAX_SAID = 30
"""What is told of one of those frames; the last of it."""
MAX_MORE_CHARACTERS = 160
"""Of a why or a meaning; the outcome has it whole."""

Kind = Literal["note", "value", "action", "tension", "joint", "parked", "answer", "reflection"]
Look = Literal["", "chosen", "aside"]
What = Literal[
    "opened",
    "note",
    "moved",
    "chosen",
    "aside",
    "value",
    "value_changed",
    "action",
    "action_changed",
    "tension",
    "tension_changed",
    "removed",
    "joint",
    "parked",
    "answer",
    "reflection",
    "case",
    "check",
    "decision",
    "tells",
    "fixed",
    "closed",
    "reopened",
]


class Thing(Struct, frozen=True):
    """Something on the board. `id` is a number of this time-lapse alone. `order` sorts within a column, `stack` lays together."""

    id: int
    kind: Kind
    column: FoundationId | Literal[""]
    text: str
    more: str = ""
    look: Look = ""
    order: str = ""
    stack: int = 0
    is_action: bool = False


class Happening(Struct, frozen=True):
    """What happened, in a word and the text that it happened to."""

    what: What
    text: str = ""


class Frame(Struct, frozen=True):
    """One change of the board."""

    put: tuple[Thing, ...]
    drop: tuple[int, ...]
    said: tuple[Happening, ...]


class Step(Struct, frozen=True):
    """A run of the script, or what was before it (no title). `first` is the index of its first frame, which may be the next
    step's too when nothing happened.
    """

    title: str
    stage: str
    silent: bool
    first: int
    said: tuple[Happening, ...] = ()


class Timelapse(Struct, frozen=True):
    """The whole history, bounded by `MAX_FRAMES`."""

    title: str
    organisation: str
    language: Language
    steps: tuple[Step, ...]
    frames: tuple[Frame, ...]


def timelapse(states: Iterable[Session], final: Session) -> Timelapse:
    """The history of a workshop from all its states in order; `final` is the last of them. Only two of `states` are kept
    at a time, and of what is made twice MAX_FRAMES.
    """
    recorder = _Recorder(final)
    before: Session | None = None
    for state in states:
        if before is not None:
            recorder.add(before, state)
        before = state
    return recorder.finished()


class _Recorder:
    def __init__(self, final: Session) -> None:
        self._final = final
        self._last = view(final, Viewer("screen"))
        self._numbers: dict[str, int] = {}
        self._shown: dict[str, Thing] = {}
        self._steps: list[Step] = [Step("", "", silent=False, first=0)]
        self._frames: list[list[Frame]] = [[]]
        self._total = 0

    def add(self, before: Session, after: Session) -> None:
        """One entry of the log."""
        if after.current != before.current:
            self._begin_step(after)
        change = changes(before, after, own=False).get(ROOM)
        if change is None:
            return
        put: list[Thing] = []
        said: list[Happening] = []
        for record in sorted(change.put.values(), key=self._place):
            said += self._told(before, after, record)
            thing = self._thing(after, record)
            known = self._shown.get(record.id)
            if thing is None or thing == known:
                continue
            said += _happened(known, thing)
            put.append(thing)
            self._shown[record.id] = thing
        gone = sorted((key for key in change.drop - change.put.keys() if key in self._shown), key=lambda key: self._numbers[key])
        # Other than the poster, nothing goes that is there at the end.
        said += [Happening("removed", self._shown[key].text) for key in gone]
        drop = tuple(self._shown.pop(key).id for key in gone)
        if put or drop or said:
            self._frames[-1].append(Frame(tuple(put), drop, tuple(said)))
            self._total += 1
            if self._total > 2 * MAX_FRAMES:
                self._thin(2)

    def finished(self) -> Timelapse:
        """The time-lapse, thinned where it is too long."""
        final = self._final
        self._thin(-(-self._total // max(1, MAX_FRAMES - len(self._steps))))
        steps: list[Step] = []
        frames: list[Frame] = []
        for step, of_step in zip(self._steps, self._frames, strict=True):
            said = tuple(happening for frame in of_step for happening in frame.said)
            steps.append(Step(step.title, step.stage, step.silent, len(frames), said))
            frames += of_step
        return Timelapse(final.title, final.organisation, final.language, tuple(steps), tuple(frames))

    def _thin(self, by: int) -> None:
        """Let each frame hold what so many of its step held."""
        if by > 1:
            self._frames = [[_merged(frames[n : n + by]) for n in range(0, len(frames), by)] for frames in self._frames]
            self._total = sum(len(frames) for frames in self._frames)

    def _begin_step(self, session: Session) -> None:
        run = session.run()
        leaf = find_leaf(session.script, run.leaf_id) if run else None
        if leaf is None:
            return
        self._steps.append(Step(step_title(session, leaf.id), leaf.stage, leaf.silent, 0))
        self._frames.append([])

    def _place(self, record: r.Record) -> tuple[str, str, str, str]:
        """An order that says nothing about who was first, nor who anybody is."""
        content = getattr(record, "content", None)
        if isinstance(content, i.Reflection):
            return "reflection", content.text, "", ""
        return type(record).__name__, getattr(record, "column", ""), getattr(record, "order", ""), record.id

    def _number(self, key: str) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def _thing(self, session: Session, record: r.Record) -> Thing | None:
        """How a record is drawn, or None when it is not."""
        match record:
            case r.NoteRecord():
                last = self._last.get(record.id)
                return self._note(record, last) if isinstance(last, r.NoteRecord) else None
            case r.PosterValueRecord(content=value):
                name, meaning = value_name(session, value.value), _cut(value.meaning)
                return Thing(self._number(record.id), "value", value.foundation, name, meaning, order=record.order)
            case r.PosterActionRecord(content=action):
                more = ", ".join(part for part in (action.holder, action.term) if part)
                number = self._number(record.id)
                return Thing(number, "action", action.foundation, action.action, more, order=record.order, is_action=True)
            case r.TensionRecord():
                return self._tension(session, record)
            case r.ItemRecord():
                last = self._last.get(record.id)
                return self._item(session, last) if isinstance(last, r.ItemRecord) else None
            case _:
                return None

    def _note(self, record: r.NoteRecord, last: r.NoteRecord) -> Thing:
        content = last.content
        is_value = isinstance(content, ValueContent)
        return Thing(
            self._number(record.id),
            "note",
            record.column,
            value_name(self._final, content.value) if isinstance(content, ValueContent) else content.action,
            _cut(content.why if isinstance(content, ValueContent) else content.actor),
            "chosen" if record.verdict == "chosen" else "aside" if record.verdict == "set_aside" else "",
            record.order,
            self._number(f"stack {record.stack_id}") if record.stack_id else 0,
            is_action=not is_value,
        )

    def _tension(self, session: Session, record: r.TensionRecord) -> Thing:
        content = record.content
        sides = tension_line(session, content).sides
        more = _cut(content.choice or content.clash)
        return Thing(self._number(record.id), "tension", "", " – ".join(sides), more, order=record.order)

    def _item(self, session: Session, record: r.ItemRecord) -> Thing | None:
        number = self._number(record.id)
        match record.content:
            case i.JointAction() as joint:
                table = session.tables.get(joint.table_id)
                column: FoundationId | Literal[""] = table.foundations[0] if table else ""
                return Thing(number, "joint", column, joint.action, joint.actor, is_action=True)
            case i.Parked() as parked:
                return Thing(number, "parked", "", parked.text)
            case i.StepAnswer() as answer:
                return Thing(number, "answer", "", _cut(answer.text))
            case i.Reflection() as reflection:
                return Thing(number, "reflection", "", _cut(reflection.text))
            case _:
                return None

    def _told(self, before: Session, after: Session, record: r.Record) -> list[Happening]:
        """What happened that is no thing on the board."""
        match record:
            case r.RunRecord(opened_to=opened, silent=True) if opened != "author":
                was = before.runs.get(record.id)
                return [Happening("opened")] if was is not None and was.locked else []
            case r.ItemRecord(content=i.CaseForm()):
                return [Happening("case")]
            case r.AnswerRecord() if record.answer or record.done:
                item = next((item for item in after.script.checklist if item.id == record.item_id), None)
                return [Happening("check", item.question.in_(after.language))] if item else []
            case r.DecisionRecord() if record.outcome != "open" or record.reason:
                return [Happening("decision")]
            case r.PitchRecord() if before.pitch is None or before.pitch.table_id != record.table_id:
                table = after.tables.get(record.table_id)
                names = {each.id: each.name.in_(after.language) for each in after.framework.foundations}
                return [Happening("tells", ", ".join(names[each] for each in table.foundations))] if table else []
            case r.SnapshotRecord() if len(before.snapshots) < record.version:
                return [Happening("fixed", str(record.version))]
            case r.WorkshopRecord() if record.phase == "closed" and before.phase != "closed":
                return [Happening("closed")]
            case r.WorkshopRecord() if before.phase == "closed" and record.phase != "closed":
                return [Happening("reopened")]
            case _:
                return []


def _happened(known: Thing | None, thing: Thing) -> list[Happening]:
    if known is None:
        first: What = thing.kind
        chosen = [Happening(thing.look, thing.text)] if thing.look else []
        return [Happening(first, thing.text), *chosen]
    if thing.kind == "note":
        found = [Happening("moved", thing.text)] if thing.column != known.column else []
        return [*found, Happening(thing.look, thing.text)] if thing.look and thing.look != known.look else found
    if thing.kind in ("value", "action", "tension") and (thing.text, thing.more) != (known.text, known.more):
        changed: dict[str, What] = {"value": "value_changed", "action": "action_changed", "tension": "tension_changed"}
        return [Happening(changed[thing.kind], thing.text)]
    return []


def _merged(frames: list[Frame]) -> Frame:
    if len(frames) == 1:
        return frames[0]
    put: dict[int, Thing] = {}
    drop: set[int] = set()
    for frame in frames:
        for number in frame.drop:
            put.pop(number, None)
            drop.add(number)
        for thing in frame.put:
            put[thing.id] = thing
            drop.discard(thing.id)
    said = dict.fromkeys(happening for frame in frames for happening in frame.said)
    return Frame(tuple(put.values()), tuple(sorted(drop)), tuple(said)[-MAX_SAID:])


def _cut(text: str) -> str:
    return in_short(text, MAX_MORE_CHARACTERS)
