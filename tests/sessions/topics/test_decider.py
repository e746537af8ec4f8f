# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole: opening, ending, and a log that gives the same workshop again."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from sessions.model.codes import Refusal
from sessions.model.viewer import SYSTEM, Viewer
from sessions.topics import admission, course, floor, keeping, notes, people, planning, posting, runs
from sessions.topics.decider import begin, decide, reduce, replay
from sessions.topics.policy import POLICY
from sessions.wire import commands as c
from sessions.wire import events as e
from tests.sessions.samples import SAMPLES
from tests.sessions.world import FACILITATOR, SCRIBE, START_MS, World, opening, person, replayed


def test_a_workshop_opens_with_its_own_copy_of_script_and_framework() -> None:
    world = World()
    session = world.session
    assert (session.phase, session.current, session.opened_at_ms) == ("lobby", "", START_MS)
    assert session.script == opening().script
    assert session.framework == opening().framework
    assert len(session.tables) == 1


def test_the_opening_keeps_clean_words() -> None:
    command = msgspec.structs.replace(opening(), title=" Camera's \n in\u200b de wijk ", case_text=" een\r\ntwee ")
    session = World(command=command).session
    assert session.title == "Camera's in de wijk"
    assert session.case_text == "een\ntwee"


def test_a_workshop_without_a_title_is_refused() -> None:
    assert begin(opening(title=" \u200b "), (), START_MS) == Refusal("empty", "title")


@pytest.mark.parametrize("who", [FACILITATOR, SYSTEM, SCRIBE])
def test_a_workshop_cannot_be_opened_twice(who: Viewer) -> None:
    assert World().refused(opening(), who) == "not_allowed"


def test_a_closed_workshop_refuses_every_command_of_everybody_but_being_opened_again_or_taken_in_and_another_link() -> None:
    """[BRD-04]"""
    world = World(3)
    world.add_opened("p1", "n1")
    world.ok(c.CloseWorkshop(), FACILITATOR)
    for kind, rule in POLICY.items():
        for role in rule.roles if kind not in (c.ReopenWorkshop, c.TakeIn, c.ChangeKeys) else ():
            who = Viewer(role, "p1" if role == "participant" else "")
            assert world.refused(SAMPLES[kind], who) == "workshop_closed"


def test_after_closing_everybody_still_sees_what_he_saw() -> None:
    world = World(3)
    world.add_opened("p1", "n1")
    seen = world.notes_seen(person("p2"))
    world.ok(c.CloseWorkshop(), FACILITATOR)
    assert world.notes_seen(person("p2")) == seen == {"n1"}


def test_a_log_gives_the_same_workshop_again_also_from_its_bytes() -> None:
    """[LOG-01]"""
    world = World(4)
    world.go("A2b")
    world.add("p1", "n1")
    world.ok(c.SayReady(world.session.current, ready=True), person("p1"))
    world.end_silence()
    assert replayed(world.log) == world.session


def test_a_log_can_be_replayed_in_parts() -> None:
    """[LOG-01]"""
    world = World(3)
    world.add_opened("p1", "n1")
    events = [event for entry in world.log for event in entry]
    for cut in range(1, len(events)):
        assert replay(events[cut:], replay(events[:cut])) == world.session


def test_a_log_begins_with_the_opening() -> None:
    with pytest.raises(ValueError, match="workshop_opened"):
        reduce(None, e.WorkshopClosed(START_MS))
    assert replay(()) is None


def test_bytes_that_are_no_events_are_refused() -> None:
    for payload in (b"", b"\xc1", msgspec.msgpack.encode([{"type": "other"}]), msgspec.msgpack.encode({"type": "pitch_ended"})):
        with pytest.raises(msgspec.DecodeError):
            e.decode_events(payload)


@pytest.mark.parametrize(("name", "whole"), [("Command", c.AnyCommand), ("Event", e.Event)])
def test_every_command_and_every_fact_belongs_to_one_topic(name: str, whole: object) -> None:
    topics = (admission, course, floor, keeping, notes, people, planning, posting, runs)
    theirs = [kind for topic in topics for kind in get_args(getattr(topic, name)) or (getattr(topic, name),)]
    assert len(theirs) == len(set(theirs))
    # What a log begins with belongs to none: before it there is nothing.
    beginning = {c.OpenWorkshop} if name == "Command" else {e.WorkshopOpened, e.WorkshopRewritten}
    assert set(get_args(whole)) - set(theirs) == beginning


def test_deciding_changes_nothing() -> None:
    """[BRD-02]"""
    world = World(3)
    world.add_opened("p1", "n1")
    before = msgspec.msgpack.encode(world.session)
    for kind, rule in POLICY.items():
        for role in rule.roles:
            decide(world.session, SAMPLES[kind], Viewer(role, "p1" if role == "participant" else ""), world.now_ms)
    assert msgspec.msgpack.encode(world.session) == before
