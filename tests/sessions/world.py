# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workshop to play with: the real script, a clock that is set by hand, and a check of every view after every command."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from sessions.authoring.own_values import OwnValues, with_own_values
from sessions.material.framework import FoundationId, Framework, Source, Value, ValueRef, parse_framework
from sessions.material.measures import Measure, MeasureSet
from sessions.material.script import Script
from sessions.material.script_rules import parse_script
from sessions.material.text import Text
from sessions.model.circles import circles_of
from sessions.model.codes import Refusal
from sessions.model.state import ActionContent, Content, Keys, Note, Run, Session, ValueContent
from sessions.model.viewer import SYSTEM, Viewer
from sessions.seen.view import changes, placements, view
from sessions.topics.decider import begin, decide, reduce, replay
from sessions.topics.runs import due_silence
from sessions.wire import commands as c
from sessions.wire import events as e
from sessions.wire.records import NoteRecord, Record

CONTENT = Path(__file__).parents[2] / "sessions" / "content"
START_MS = 1_700_000_000_000
MINUTE_MS = 60_000

FACILITATOR = Viewer("facilitator")
SCRIBE = Viewer("scribe")
SCREEN = Viewer("screen")

MEASURES = MeasureSet(
    id="klein",
    version=1,
    sources=(),
    categories=(Measure("register", Text("Register", "Register"), Text("wat er is", "what there is")),),
    mechanisms=(Measure("consent", Text("toestemming", "consent"), Text("eerst vragen", "ask first")),),
    examples=(),
)

View = dict[str, Record]


@cache
def framework() -> Framework:
    return parse_framework((CONTENT / "waardenkader-2025.toml").read_text(encoding="utf-8"))


@cache
def script() -> Script:
    return parse_script((CONTENT / "codio-project-2025.toml").read_text(encoding="utf-8"))


@cache
def other_framework() -> Framework:
    """The same with a value of an organisation beside the others."""
    made = Value("warmth", "participation", Text("Warmte", "Warmth"), Text("Er is iemand.", "Somebody is there."))
    own = OwnValues("eigen", 1, Text("Eigen", "Own"), "Team", Source("Kaart", "", ""), (made,))
    return with_own_values(framework(), own, alone=False)


def opening(*, session_id: str = "s1", minute_ms: int = MINUTE_MS, title: str = "Camera's in de wijk") -> c.OpenWorkshop:
    return c.OpenWorkshop(
        session_id=session_id,
        code="appel-boom-fiets",
        title=title,
        organisation="Gemeente Voorbeeld",
        case_text="Slimme camera's.",
        language="nl",
        script=script(),
        framework=framework(),
        keys=Keys("f" * 64, "s" * 64, "c" * 64),
        minute_ms=minute_ms,
        measures=MEASURES,
    )


def person(participant_id: str) -> Viewer:
    return Viewer("participant", participant_id)


def value(value_id: str = "privacy", why: str = "omdat het telt") -> ValueContent:
    return ValueContent(ValueRef(value_id=value_id), why)


def own_value(name: str = "Rust", principle_id: str = "participation", why: str = "") -> ValueContent:
    return ValueContent(ValueRef(principle_id=principle_id, name=name), why)


def action(text: str = "Maak een register", *value_ids: str, actor: str = "Team data") -> ActionContent:
    return ActionContent(text, actor, tuple(ValueRef(value_id=value_id) for value_id in value_ids))


class World:
    """One workshop. `do` decides as a room does: what is due first, then the command. Every view is checked on the way."""

    def __init__(self, people: int = 0, *, command: c.OpenWorkshop | None = None, checked: bool = True) -> None:
        self.now_ms = START_MS
        self.checked = checked
        self.log: list[tuple[e.Event, ...]] = []
        events = begin(command or opening(), (), self.now_ms)
        assert not isinstance(events, Refusal)
        self.log.append(events)
        session = replay(events)
        assert session is not None
        self.session: Session = session
        for number in range(1, people + 1):
            self.join(f"p{number}")

    def do(self, command: c.AnyCommand, who: Viewer) -> e.Decision:
        """What follows: events, already part of the session, or a refusal, which changed nothing."""
        self.settle_due()
        decision = decide(self.session, command, who, self.now_ms)
        if not isinstance(decision, Refusal):
            self.apply(decision)
        return decision

    def ok(self, command: c.AnyCommand, who: Viewer) -> tuple[e.Event, ...]:
        decision = self.do(command, who)
        assert not isinstance(decision, Refusal), decision
        return decision

    def refused(self, command: c.AnyCommand, who: Viewer) -> str:
        """The code of the refusal that must come; nothing may have changed."""
        self.settle_due()
        before = self.session
        decision = self.do(command, who)
        assert isinstance(decision, Refusal), decision
        assert self.session is before
        return decision.code

    def settle_due(self) -> tuple[e.Event, ...]:
        """The end of silence when it is due, as a room appends it before anything else."""
        due = due_silence(self.session, self.now_ms)
        if due is None:
            return ()
        decision = decide(self.session, due, SYSTEM, self.now_ms)
        assert not isinstance(decision, Refusal), decision
        self.apply(decision)
        return decision

    def apply(self, events: tuple[e.Event, ...]) -> None:
        old = self.session
        for event in events:
            self.session = reduce(self.session, event)
        if events:
            self.log.append(events)
        if self.checked:
            check_views(old, self.session)

    def wait(self, *, minutes: float = 0, ms: int = 0) -> None:
        self.now_ms += round(minutes * MINUTE_MS) + ms

    def join(self, participant_id: str, name: str = "", perspective: str = "") -> Viewer:
        self.ok(c.JoinWorkshop(participant_id, f"hash-{participant_id}", name, perspective), SYSTEM)
        return person(participant_id)

    def go(self, leaf_id: str) -> str:
        """Enter a step; the id of its run."""
        self.settle_due()
        self.ok(c.GoToStep(leaf_id, self.session.current), FACILITATOR)
        return self.session.current

    def end_silence(self) -> None:
        """Let the clock reach the deadline of the silence that holds."""
        run = self.run
        assert run.locked
        assert run.timer.state == "running"
        self.now_ms = max(self.now_ms, run.timer.ends_at_ms)
        assert self.settle_due()

    def add(
        self,
        participant_id: str,
        note_id: str,
        content: Content | None = None,
        column: FoundationId = "democratie",
        run_id: str = "",
    ) -> Note:
        command = c.AddNote(note_id, run_id or self.session.current, content or value(), column)
        self.ok(command, person(participant_id))
        return self.note(note_id)

    def add_opened(self, participant_id: str, note_id: str, content: Content | None = None) -> Note:
        """A note in a step where everybody at the table sees it at once; enters A2c1 when needed."""
        leaf = self.session.leaf()
        if leaf is None or leaf.id != "A2c1":
            self.go("A2c1")
        return self.add(participant_id, note_id, content)

    def note(self, note_id: str) -> Note:
        return self.session.notes[note_id]

    def rev(self, note_id: str) -> int:
        return self.note(note_id).rev

    @property
    def run(self) -> Run:
        run = self.session.run()
        assert run is not None
        return run

    def table_of(self, participant_id: str) -> str:
        return self.session.people[participant_id].table_id

    def seat(self, participant_id: str, table_id: str) -> None:
        self.ok(c.MovePerson(participant_id, table_id), FACILITATOR)

    def view(self, who: Viewer) -> View:
        return view(self.session, who)

    def notes_seen(self, who: Viewer) -> set[str]:
        return {record.id for record in self.view(who).values() if isinstance(record, NoteRecord)}

    def viewers(self) -> tuple[Viewer, ...]:
        return viewers_of(self.session)


def viewers_of(session: Session) -> tuple[Viewer, ...]:
    """Everybody who may look: each person, every other role, and somebody who has not joined."""
    return (
        *(Viewer("participant", participant_id) for participant_id in session.people),
        *(Viewer(role) for role in ("facilitator", "scribe", "screen")),
        Viewer("participant", "nobody"),
    )


def check_views(old: Session, new: Session) -> None:
    """For every viewer: the old view with the changes is the new view. Whose circles changed gets a full view instead."""
    changed = changes(old, new)
    placed_before, placed_after = placements(old), placements(new)
    for viewer in viewers_of(new):
        circles = circles_of(new, viewer)
        if circles_of(old, viewer) != circles:
            continue
        shown = view(old, viewer, placed_before)
        parts = [changed[circle] for circle in circles if circle in changed]
        for key in (key for part in parts for key in part.drop):
            assert key in shown, f"{viewer} is told to drop {key}, which was not there"
        shown = {key: record for key, record in shown.items() if not any(key in part.drop for part in parts)}
        for part in parts:
            shown.update(part.put)
        assert shown == view(new, viewer, placed_after), viewer


def replayed(log: list[tuple[e.Event, ...]]) -> Session:
    """The session that the bytes of a log give."""
    session: Session | None = None
    for events in log:
        session = replay(e.decode_events(e.encode_events(events)), session)
    assert session is not None
    return session


def filled(session: Session, **changed: object) -> Session:
    """The same session with some of its parts replaced: for limits that would take long to reach by commands."""
    return msgspec.structs.replace(session, **changed)
