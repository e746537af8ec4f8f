# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workshop that is over, without who did what: whatever was done in it, what stays is what was seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from sessions.afterwards.nameless import history_of, nameless, rewritten
from sessions.afterwards.outcome import outcome
from sessions.afterwards.timelapse import timelapse
from sessions.material.framework import ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterValueContent
from sessions.model.state import Session
from sessions.model.viewer import Viewer
from sessions.seen.view import view
from sessions.topics.decider import reduce, replay
from sessions.topics.poster import canonical_poster, poster_content
from sessions.wire import commands as c
from sessions.wire import records as r
from sessions.wire.events import decode_events, encode_events
from tests.sessions.asking import Step
from tests.sessions.test_properties import PLANS, act, started
from tests.sessions.world import FACILITATOR, SCRIBE, World, person, value, viewers_of

SCREEN = Viewer("screen")
NAMES = ("Noor de Vries", "Kim Jansen")


def states_of(world: World) -> list[Session]:
    states: list[Session] = []
    for events in world.log:
        state = replay(events, states[-1] if states else None)
        assert state is not None
        states.append(state)
    return states


def close(world: World) -> Session:
    if world.session.locked():
        if world.run.timer.state == "paused":
            world.ok(c.ResumeTimer(world.run.id), FACILITATOR)
        world.end_silence()
    if world.session.phase != "closed":
        world.ok(c.CloseWorkshop(), FACILITATOR)
    return world.session


def check(before: Session, after: Session) -> None:
    """Nothing of what the room saw is another, nobody sees more than before, and nobody can be told from another."""
    assert after.snapshots == before.snapshots
    assert not any(note.former_rev for note in after.notes.values())
    assert not any(item.former_rev for item in after.items.values())
    assert canonical_poster(poster_content(after)) == canonical_poster(poster_content(before))
    for viewer in (SCREEN, FACILITATOR, SCRIBE):
        assert outcome(after, viewer) == outcome(before, viewer)
    for viewer in viewers_of(before):
        was, now = view(before, viewer), view(after, viewer)
        for key, record in now.items():
            if isinstance(record, r.NoteRecord | r.ItemRecord):
                old = was[key]
                assert record == (replace(old, behalf=False) if isinstance(old, r.NoteRecord) else old)
            if isinstance(record, r.PersonRecord | r.MeRecord):
                assert (record.name, record.perspective) == ("", "")
            if isinstance(record, r.MeRecord):
                assert record.mine == record.items == ()
        if viewer.role == "screen":
            gone = [each for each in was.values() if isinstance(each, r.NoteRecord | r.ItemRecord) and each.id not in now]
            assert gone == []
    assert {note.author for note in after.notes.values()} | {item.author for item in after.items.values()} <= {""}
    assert list(after.notes) == sorted(after.notes)
    assert list(after.people) == sorted(after.people)


@settings(max_examples=40)
@given(PLANS)
def test_whatever_was_done_what_was_seen_stays_and_who_did_it_goes(plan: list[Step]) -> None:
    """[KEP-01]"""
    world = started("A2b")
    world.checked = False
    act(world, plan)
    before = close(world)
    event = rewritten(states_of(world), before)
    (read,) = decode_events(encode_events((event,)))
    after = reduce(None, read)
    assert after == nameless(before)
    check(before, after)
    assert history_of(event) == timelapse(states_of(world), before)


def test_no_name_no_perspective_and_no_silent_word_is_left_in_its_bytes() -> None:
    """[KEP-01]"""
    world = World()
    for number, name in enumerate(NAMES, start=1):
        world.join(f"p{number}", name, "burger")
    world.go("A2b")
    world.add("p1", "seen", value("privacy", "omdat iedereen kijkt"))
    world.add("p2", "withdrawn", value("integrity", "dit neem ik terug"))
    world.ok(c.DeleteNote("withdrawn", 1), person("p2"))
    world.end_silence()
    world.ok(c.TakeSpokesperson("value", taking=True), person("p1"))
    world.ok(c.RaiseHand(raised=True), person("p2"))
    world.go("A3")
    world.ok(c.PutItem("own", 0, i.Reflection(0, "dit houd ik voor mij")), person("p1"))
    world.ok(c.PutItem("shared", 0, i.Reflection(1, "dit deel ik", shared=True)), person("p2"))
    before = close(world)
    stored = encode_events((rewritten(states_of(world), before),))
    for word in (*NAMES, "dit neem ik terug", "dit houd ik voor mij"):
        assert word.encode() not in stored
    assert {(one.name, one.perspective) for one in nameless(before).people.values()} == {("", "")}
    assert b"omdat iedereen kijkt" in stored
    assert b"dit deel ik" in stored
    check(before, nameless(before))


def test_nothing_is_left_that_ties_a_note_to_a_person_or_to_a_moment_within_its_step() -> None:
    """[KEP-01] [PRIV-04]"""
    world = World(3)
    world.go("A2b")
    for person_id in ("p1", "p2"):
        world.add(person_id, f"note-of-{person_id}", value("privacy", "omdat"))
    final = close(world)
    kept = msgspec.to_builtins(nameless(final))
    tied, moments = set[str](), set[str]()
    for path, told in _leaves(kept):
        if told in final.people or path.rpartition(".")[2] in final.people:
            tied.add(path.partition(".")[0])
        if path.endswith("_ms") and told:
            moments.add(re.sub(r"\.[^.]*(?=\.started_at_ms)", "", path))
    assert tied == {"people"}
    assert moments <= {"minute_ms", "opened_at_ms", "closed_at_ms", "runs.started_at_ms"}


def _leaves(told: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(told, dict):
        for key, value_ in told.items():
            yield from _leaves(value_, f"{path}.{key}" if path else str(key))
    elif isinstance(told, list | tuple):
        for each in told:
            yield from _leaves(each, path)
    else:
        yield path, told


def test_that_an_origin_was_withdrawn_is_still_told_and_its_words_are_gone() -> None:
    """[KEP-01]"""
    world = World(2)
    world.go("A2c1")
    world.add("p1", "n1", value("privacy", "eerst gezegd"))
    world.go("A3")
    world.ok(
        c.PutPosterEntry(
            "v1", 0, PosterValueContent(foundation="democratie", value=ValueRef("privacy"), meaning="mening"), origins=("n1",)
        ),
        FACILITATOR,
    )
    world.ok(c.DeleteNote("n1", 1), person("p1"))
    before = close(world)
    after = nameless(before)
    entries = [each for each in view(after, SCREEN).values() if isinstance(each, r.PosterValueRecord)]
    assert [each.withdrawn for each in entries] == [1]
    assert b"eerst gezegd" not in msgspec.msgpack.encode(after)
    check(before, after)


def test_a_history_that_nobody_of_ours_packed_is_refused() -> None:
    event = rewritten(states_of(World(1)), World(1).session)
    with pytest.raises(ValueError, match="cannot be unpacked"):
        history_of(replace(event, history="no zlib"))
