# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever anybody asks in whatever order: nothing raises, every view follows, and the log gives the same session again."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.model.circles import note_circles
from sessions.model.codes import CODES, Refusal
from sessions.model.state import Session
from sessions.topics.decider import decide
from sessions.topics.ordering import MAX_TABLE_KEY_CHARACTERS
from sessions.wire import commands as c
from tests.sessions.asking import KINDS, Step, ask, plans
from tests.sessions.samples import SAMPLES
from tests.sessions.world import SCRIBE, World, replayed, value

WIDER = {"author": 0, "table": 1, "room": 2}
# The end is rare, so that most plans get somewhere.
WORKING = tuple(kind for kind in KINDS if kind not in {c.CloseWorkshop, c.OpenWorkshop})
ABOUT_NOTES = (
    c.AddNote,
    c.AddNote,
    c.EditNote,
    c.MoveNote,
    c.StackNote,
    c.UnstackNote,
    c.ChooseNote,
    c.DeleteNote,
    c.RestoreNote,
)
PLANS = plans(90, (*WORKING * 6, *ABOUT_NOTES * 8, *KINDS))


def started(leaf_id: str) -> World:
    """Six people and one without a device; with a note that opened, in the given step."""
    world = World(6)
    world.ok(c.AddProxy("oma", "t1"), SCRIBE)
    if leaf_id:
        world.add_opened("p1", "n0", value("transparency"))
        world.go(leaf_id)
    return world


def act(world: World, plan: list[Step]) -> None:
    for step in plan:
        command, who, pause_ms = ask(step, world.session)
        world.wait(ms=pause_ms)
        before, entries = world.session, len(world.log)
        decision = world.do(command, who)
        if isinstance(decision, Refusal):
            assert decision.code in CODES
            assert len(world.log) <= entries + 1, "only the end of silence may have come before a refusal"
        check_step(before, world.session)


def check_step(old: Session, new: Session) -> None:
    """What may never happen in one step, whatever was asked."""
    for run_id, run in old.runs.items():
        assert WIDER[new.runs[run_id].opened_to] >= WIDER[run.opened_to]
        assert new.runs[run_id].timer.version >= run.timer.version
    for note_id, note in old.notes.items():
        now = new.notes[note_id]
        assert (now.author, now.run_id, now.table_id, now.kind) == (note.author, note.run_id, note.table_id, note.kind)
        assert now.rev >= note.rev
        assert now.rev > note.rev or now.content == note.content
    assert new.snapshots[: len(old.snapshots)] == old.snapshots
    # A closed workshop is as it was, or goes on as it was, whichever organisation has it and whichever links lead to it.
    reopened = msgspec.structs.replace(old, phase=new.phase, closed_at_ms=0)
    taken_in = msgspec.structs.replace(old, organisation_id=new.organisation_id)
    other_links = msgspec.structs.replace(old, keys=new.keys)
    assert old.phase != "closed" or new in (old, reopened, taken_in, other_links)
    for note in new.notes.values():
        hidden_in_silence = new.runs[note.run_id].locked
        # What was withdrawn before anybody saw it has no place until it comes back.
        assert bool(note.order) != hidden_in_silence or (note.deleted and not note.order)
        assert bool(note.stack_id) == bool(note.order)
        assert not hidden_in_silence or set(note_circles(new, note)) <= {f"author:{note.author}"}
    places = [(note.column, note.order) for note in new.notes.values() if note.order and not note.deleted and not note.hidden]
    assert all(len(order) <= MAX_TABLE_KEY_CHARACTERS for _, order in places)
    assert len(set(places)) == len(places), "two notes in one place"
    assert {person.table_id for person in new.people.values() if not person.removed} <= new.tables.keys()


@settings(max_examples=300)
@given(leaf_id=st.sampled_from(["", "A1", "A2b", "A2c1", "A3", "B4b1"]), plan=PLANS)
def test_every_view_follows_and_the_log_gives_the_same_session_again(leaf_id: str, plan: list[Step]) -> None:
    """[BRD-02] [CIR-01] [CIR-11] [LCK-02] [LOG-01] [PST-08] [TIM-05]"""
    world = started(leaf_id)
    act(world, plan)
    assert replayed(world.log) == world.session


@settings(max_examples=25)
@given(plan=PLANS, now_ms=st.integers(-(2**40), 2**50))
def test_every_command_gets_an_answer_at_any_time_in_any_state(plan: list[Step], now_ms: int) -> None:
    """[BRD-02]"""
    world = World(4, checked=False)
    for step in plan:
        command, who, pause_ms = ask(step, world.session)
        world.wait(ms=pause_ms)
        world.do(command, who)
        decide(world.session, SAMPLES[type(command)], who, now_ms)
