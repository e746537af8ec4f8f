# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may come in and stay: the door, the code, and people who are taken out and put back.

Who is removed stays known, so that it can be undone: he is not counted, has no seat, and his link opens nothing. What others see
of his stays as it is. A double is one too many, and removed like anybody else: were its notes given to the person that stays, he
would read which notes were the double's, and a facilitator with a phone of his own could ask that of everybody in turn. For the
same reason nothing that is counted without names (dots, "klaar", requests for time) changes when somebody goes.
"""

from collections.abc import Iterator
from typing import assert_never

from msgspec.structs import replace

from sessions.material.limits import MAX_FORMER_CODES, MAX_PEOPLE, MAX_PEOPLE_EVER
from sessions.model.codes import Refusal
from sessions.model.state import Session
from sessions.topics.seating import Filled, seated_anew
from sessions.wire import commands as c
from sessions.wire import events as e

Command = c.RemovePeople | c.RestorePeople | c.SetDoor | c.ChangeCode
Event = e.PeopleRemoved | e.PeopleRestored | e.PeopleForgotten | e.DoorSet | e.CodeChanged


def decide(session: Session, command: Command) -> e.Decision:
    """What follows from a command about who may come in. The policy table has been asked already."""
    match command:
        case c.RemovePeople():
            return _remove(session, command)
        case c.RestorePeople():
            return _restore(session, command)
        case c.SetDoor():
            return () if session.door_shut == command.shut else (e.DoorSet(command.shut),)
        case c.ChangeCode():
            if session.code == command.code:
                return ()
            if command.code not in session.former_codes and len(session.former_codes) >= MAX_FORMER_CODES:
                return Refusal("too_many")
            return (e.CodeChanged(command.code),)
        case _:
            assert_never(command)


def reduce(session: Session, event: Event) -> Session:
    """The session after a fact about who may come in."""
    match event:
        case e.PeopleRemoved():
            return _reduce_removed(session, event)
        case e.PeopleRestored():
            back = {i: replace(session.people[i], removed=False) for i in event.participant_ids}
            seated = {i: replace(back[i], table_id=table_id) for i, table_id in event.seats.items()}
            return replace(session, people={**session.people, **back, **seated})
        case e.PeopleForgotten():
            gone = set(event.participant_ids)
            return replace(session, people={i: person for i, person in session.people.items() if i not in gone})
        case e.DoorSet():
            return replace(session, door_shut=event.shut)
        case e.CodeChanged():
            former = tuple(code for code in (*session.former_codes, session.code) if code != event.code)
            return replace(session, code=event.code, former_codes=former)
        case _:
            assert_never(event)


def room_for_one(session: Session) -> tuple[e.Event, ...] | Refusal:
    """What has to go before somebody new can come in: nothing, mostly. Who is away or removed takes nobody's place, and of those
    who were removed the ones that left nothing are forgotten when there have been very many.
    """
    if sum(person.counted for person in session.people.values()) >= MAX_PEOPLE:
        return Refusal("too_many")
    if len(session.people) < MAX_PEOPLE_EVER:
        return ()
    forgotten = tuple(_traceless(session))
    return (e.PeopleForgotten(forgotten),) if forgotten else Refusal("too_many")


def _traceless(session: Session) -> Iterator[str]:
    """Who was removed and left nothing: nothing refers to them."""
    left = {note.author for note in session.notes.values()} | {item.author for item in session.items.values()}
    left |= {person_id for run in session.runs.values() for person_id in run.ready | run.asking}
    return (person.id for person in session.people.values() if person.removed and person.id not in left)


def _remove(session: Session, command: c.RemovePeople) -> e.Decision:
    ids = tuple(dict.fromkeys(command.participant_ids))
    if any(person_id not in session.people for person_id in ids):
        return Refusal("unknown_person", "participant_ids")
    ids = tuple(person_id for person_id in ids if not session.people[person_id].removed)
    if not ids:
        return ()
    spoke = (sheet for sheet in session.sheets.values() if sheet.spokesperson in ids)
    released = (e.SpokespersonTaken(sheet.table_id, sheet.kind, "") for sheet in spoke)
    removed = e.PeopleRemoved(ids)
    return (removed, *released, *seated_anew(_reduce_removed(session, removed)))


def _reduce_removed(session: Session, event: e.PeopleRemoved) -> Session:
    gone = set(event.participant_ids)
    people = {i: replace(person, removed=True) if i in gone else person for i, person in session.people.items()}
    hands = tuple(hand for hand in session.hands if hand not in gone)
    floor = "" if session.floor in gone else session.floor
    return replace(session, people=people, hands=hands, floor=floor)


def _restore(session: Session, command: c.RestorePeople) -> e.Decision:
    ids = tuple(dict.fromkeys(command.participant_ids))
    if any(person_id not in session.people for person_id in ids):
        return Refusal("unknown_person", "participant_ids")
    back = [session.people[person_id] for person_id in ids if session.people[person_id].removed]
    if not back:
        return ()
    there = [person for person in session.people.values() if person.counted]
    if len(there) + len(back) > MAX_PEOPLE:
        return Refusal("too_many")
    seats, filled = dict[str, str](), Filled(there)
    for person in back:
        # The table may be gone: it is, when the others were divided anew without this person.
        if person.table_id not in session.tables:
            seats[person.id] = filled.best(session.tables.values(), person.perspective)
        filled.add(replace(person, table_id=seats.get(person.id, person.table_id)))
    restored = e.PeopleRestored(tuple(person.id for person in back), seats)
    return (restored, *seated_anew(reduce(session, restored)))
