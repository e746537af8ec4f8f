# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two worlds in which one silent author does different things with notes: nobody else can tell them apart (I9).

Ids are made by phones, at random, so no two people make the same; the plans keep them apart. Afterwards, when the notes have
opened to his table, the same holds for those who sit at others.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.model.circles import circles_of
from sessions.model.codes import Refusal
from sessions.model.items import Item, Parked
from sessions.model.state import Note, Session
from sessions.model.viewer import Viewer
from sessions.seen.view import changes, placements, view
from sessions.topics.policy import POLICY
from sessions.wire import commands as c
from sessions.wire.events import Decision
from sessions.wire.records import Record
from tests.sessions.asking import KINDS, Step, Tape, ask, plan_of
from tests.sessions.world import FACILITATOR, SCRIBE, World, filled, own_value, person, value

AUTHOR = "p1"
SECRET_IDS = tuple(f"s{number}" for number in range(6))
NOTE_KINDS = (c.AddNote, c.EditNote, c.MoveNote, c.DeleteNote, c.RestoreNote)
PARKED_KINDS = (c.PutItem, c.RemoveItem, c.RestoreItem)
SECRET_KINDS = (*NOTE_KINDS, *PARKED_KINDS)
PARKED_IDS = ("q1", "q2", "q3")
OTHER_KINDS = tuple(kind for kind in KINDS if kind is not c.OpenWorkshop)
# What is allowed in silence comes more often; the rest is there for its refusals.
COMMON = tuple(kind for kind in OTHER_KINDS if kind in POLICY and POLICY[kind].silence) * 2

ROUNDS = 30
SECRET_STEPS = 2
"""Steps of the silent author in each round, in each world."""

Told = dict[Viewer, tuple[dict[str, Record], frozenset[str]]]


def started(people: int = 5) -> World:
    """Five people, one of them without a device besides; two open notes; silence has begun."""
    world = World(people, checked=False)
    world.ok(c.AddProxy("oma", "t1"), SCRIBE)
    world.add_opened(AUTHOR, "old1", value("privacy"))
    world.add("p2", "old2", value("integrity"))
    world.go("A2b")
    return world


def others(session: Session) -> list[Viewer]:
    people = [Viewer("participant", i) for i in (*session.people, "nobody") if i != AUTHOR]
    return [*people, Viewer("facilitator"), Viewer("scribe"), Viewer("screen")]


def views(session: Session) -> dict[Viewer, dict[str, Record]]:
    placed = placements(session)
    return {viewer: view(session, viewer, placed) for viewer in others(session)}


def outsiders(session: Session) -> list[Viewer]:
    """Who sees none of the tables at which the silent author may have written."""
    tables = {note.table_id for note in session.notes.values() if note.author == AUTHOR} | {session.people[AUTHOR].table_id}
    elsewhere = [i for i, each in session.people.items() if each.table_id not in tables and i != AUTHOR]
    return [*(Viewer("participant", i) for i in elsewhere), Viewer("screen")]


def told(old: Session, new: Session, viewers: list[Viewer] | None = None) -> Told:
    """What each of the others is sent for a step: records to put, ids to drop. Nothing at all is no entry."""
    changed = changes(old, new)
    found: Told = {}
    for viewer in others(new) if viewers is None else viewers:
        parts = [changed[circle] for circle in circles_of(new, viewer) if circle in changed]
        if parts:
            put = {key: record for part in parts for key, record in part.put.items()}
            found[viewer] = (put, frozenset().union(*(part.drop for part in parts)))
    return found


def is_secret(note: Note, session: Session) -> bool:
    return note.author == AUTHOR and note.run_id == session.current


def is_parked_secretly(item: Item, session: Session) -> bool:
    return item.author == AUTHOR and item.run_id == session.current


def without_secrets(session: Session) -> Session:
    return filled(
        session,
        notes={i: note for i, note in session.notes.items() if not is_secret(note, session)},
        items={i: item for i, item in session.items.items() if not is_parked_secretly(item, session)},
    )


def park(world: World, kind: type[c.AnyCommand], numbers: list[int]) -> c.AnyCommand:
    """Something with the author's own parked points, most often right."""
    tape = Tape(numbers)
    item_id = tape.pick(PARKED_IDS)
    item = world.session.items.get(item_id)
    rev = tape.pick((*[item.rev if item else 0] * 4, 9))
    if kind is c.PutItem:
        return c.PutItem(item_id, rev, Parked(tape.pick(("wie betaalt", "wanneer dan", str(numbers)))))
    return c.RemoveItem(item_id, rev) if kind is c.RemoveItem else c.RestoreItem(item_id, rev)


def act_secretly(world: World, plan: list[Step]) -> None:
    """The silent author does something with notes, and nobody else is told anything."""
    for kind, numbers in plan:
        own = filled(world.session, notes={i: note for i, note in world.session.notes.items() if is_secret(note, world.session)})
        command, _, _ = ask((c.AddNote if kind in PARKED_KINDS else kind, numbers), own, SECRET_IDS)
        if kind in PARKED_KINDS:
            command = park(world, kind, numbers)
        if isinstance(command, c.AddNote):
            tape = Tape(numbers[::-1])
            content = tape.pick((value("privacy"), value("integrity"), own_value(str(numbers))))
            command = c.AddNote(tape.pick(SECRET_IDS), world.session.current, content, command.column)
        before = world.session
        world.do(command, person(AUTHOR))
        assert told(before, world.session) == {}


def act_openly(world: World, step: Step) -> tuple[Decision, Told]:
    before = world.session
    # The same command in both worlds: it is made from what both have in common, and aims at secret notes too.
    command, who, pause_ms = ask(step, without_secrets(before), SECRET_IDS)
    world.wait(ms=min(pause_ms, 20_000))
    if who.participant_id == AUTHOR and isinstance(command, SECRET_KINDS):
        who = person("p2")
    decision = world.do(command, who)
    return decision, told(before, world.session)


@settings(max_examples=250)
@given(seed=st.integers(0, 2**32), rounds=st.integers(1, ROUNDS))
def test_nobody_else_can_tell_what_a_silent_author_does(seed: int, rounds: int) -> None:
    """[LCK-03] [LCK-02] [CIR-12] [ITM-07] [DOM-04]"""
    one, other = started(), started()
    silent_run = one.session.current
    public = plan_of(seed, rounds, (*COMMON, *OTHER_KINDS))
    secret = [plan_of(seed + offset, rounds * SECRET_STEPS, SECRET_KINDS) for offset in (1, 2)]
    for number, step in enumerate(public):
        for world, plan in zip((one, other), secret, strict=True):
            act_secretly(world, plan[number * SECRET_STEPS : (number + 1) * SECRET_STEPS])
        was_one, was_other = act_openly(one, step), act_openly(other, step)
        holds = [world.session.runs[silent_run].locked for world in (one, other)]
        assert holds[0] == holds[1]
        if not holds[0]:
            break
        assert was_one == was_other
        assert views(one.session) == views(other.session)
        assert one.session.people == other.session.people
        assert one.session.runs == other.session.runs


ABOUT_NOTES = (*NOTE_KINDS, c.AddNote, c.MoveNote, c.StackNote, c.UnstackNote, c.ChooseNote)


@settings(max_examples=150)
@given(seed=st.integers(0, 2**32), rounds=st.integers(1, ROUNDS), seats=st.lists(st.tuples(st.integers(2, 9), st.integers(1, 3))))
def test_those_at_other_tables_cannot_tell_afterwards_either(seed: int, rounds: int, seats: list[tuple[int, int]]) -> None:
    """[LCK-19] [CIR-05] [CIR-12]"""
    worlds = [started(9), started(9)]
    for world, offset in zip(worlds, (1, 2), strict=True):
        for at in range(2, 10):
            world.add(f"p{at}", f"own{at}", own_value() if at % 2 else value("privacy"), "democratie")
        act_secretly(world, plan_of(seed + offset, rounds, NOTE_KINDS))
        for number, table in seats[:4]:
            world.do(c.MovePerson(f"p{number}", f"t{table}"), FACILITATOR)
        world.end_silence()
    watching = outsiders(worlds[0].session)
    assert watching == outsiders(worlds[1].session)
    for kind, numbers in plan_of(seed, rounds * 2, ABOUT_NOTES):
        happened = []
        for world in worlds:
            before = world.session
            command, who, _ = ask((kind, numbers), without_notes_of(AUTHOR, before), SECRET_IDS)
            who = watching[numbers[0] % (len(watching) - 1)] if len(watching) > 1 else who
            if who not in watching:
                continue
            decision = world.do(command, who)
            # What it makes of notes that lie where the author wrote is for those who sit there.
            refused = decision if isinstance(decision, Refusal) else None
            happened.append((command, refused, told(before, world.session, watching)))
        assert happened[:1] == happened[1:]
        placed = [placements(world.session) for world in worlds]
        for viewer in watching:
            one, other = (view(world.session, viewer, each) for world, each in zip(worlds, placed, strict=True))
            assert one == other
            assert list(one) == list(other)


def without_notes_of(author: str, session: Session) -> Session:
    return filled(session, notes={i: note for i, note in session.notes.items() if note.author != author})
