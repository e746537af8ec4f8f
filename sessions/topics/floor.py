# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who speaks, and where everybody looks: raised hands, the floor, "iedereen hierheen", and what is on the screen."""

from typing import assert_never

from msgspec.structs import replace

from sessions.model.circles import ROOM, item_circles, note_circles
from sessions.model.codes import Refusal
from sessions.model.state import Session, Showing, Spotlight
from sessions.model.viewer import Viewer
from sessions.wire import commands as c
from sessions.wire import events as e

Command = c.RaiseHand | c.GiveFloor | c.LowerHand | c.BringHere | c.ShowOnScreen
Event = e.HandRaised | e.FloorGiven | e.BroughtHere | e.ScreenShown

BLOCKS = frozenset({"framework", "case", "values", "actions", "tensions", "checklist", "parked", "poster", "reflections"})
"""The blocks of the board that everybody can be brought to."""


def decide(session: Session, command: Command, who: Viewer) -> e.Decision:
    """What follows from a command about speaking or looking. The policy table has been asked already."""
    match command:
        case c.RaiseHand():
            raised = who.participant_id in session.hands
            return () if raised == command.raised else (e.HandRaised(who.participant_id, command.raised),)
        case c.LowerHand():
            if session.participant(command.participant_id) is None:
                return Refusal("unknown_person", "participant_id")
            return (e.HandRaised(command.participant_id, raised=False),) if command.participant_id in session.hands else ()
        case c.GiveFloor():
            if command.participant_id and session.participant(command.participant_id) is None:
                return Refusal("unknown_person", "participant_id")
            return () if session.floor == command.participant_id else (e.FloorGiven(command.participant_id),)
        case c.BringHere():
            return _bring(session, command)
        case c.ShowOnScreen():
            return _show(session, command)
        case _:
            assert_never(command)


def reduce(session: Session, event: Event) -> Session:
    """The session after a fact about speaking or looking."""
    match event:
        case e.HandRaised():
            others = tuple(hand for hand in session.hands if hand != event.participant_id)
            return replace(session, hands=(*others, event.participant_id) if event.raised else others)
        case e.FloorGiven():
            hands = tuple(hand for hand in session.hands if hand != event.participant_id)
            return replace(session, floor=event.participant_id, hands=hands)
        case e.BroughtHere():
            # The screen goes along: what was chosen for it before gives way.
            return replace(session, spotlight=event.spotlight, showing=Showing() if event.spotlight.target else session.showing)
        case e.ScreenShown():
            return replace(session, showing=event.showing)
        case _:
            assert_never(event)


def _bring(session: Session, command: c.BringHere) -> e.Decision:
    spotlight = session.spotlight
    if not command.target:
        return (e.BroughtHere(Spotlight(n=spotlight.n + 1)),) if spotlight.target else ()
    if not _seen_by_all(session, command):
        return Refusal("unknown_entry", "target")
    return (e.BroughtHere(Spotlight(command.kind, command.target, spotlight.n + 1)),)


def _show(session: Session, command: c.ShowOnScreen) -> e.Decision:
    """Only what is drawn is chosen: what the screen may hold is said in `circles.py`, as always."""
    if command.stage == "table":
        if command.table_id not in session.tables:
            return Refusal("unknown_table", "table_id")
    elif command.table_id:
        return Refusal("invalid", "table_id")
    showing = Showing(command.stage, command.table_id, command.page)
    return () if showing == session.showing else (e.ScreenShown(showing),)


def _seen_by_all(session: Session, command: c.BringHere) -> bool:
    """Only what the whole room sees: nobody is brought to a place that is empty for him."""
    match command.kind:
        case "note":
            note = session.notes.get(command.target)
            return note is not None and ROOM in note_circles(session, note)
        case "poster":
            entry = session.poster.entries.get(command.target)
            return entry is not None and not entry.removed
        case "item":
            item = session.items.get(command.target)
            return item is not None and ROOM in item_circles(session, item)
        case "block":
            return command.target in BLOCKS
