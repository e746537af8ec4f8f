# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""People and tables: joining, profiles, seats, and the state of a table's sheet."""

from typing import assert_never

from msgspec.structs import replace

from sessions.material.framework import FOUNDATION_IDS
from sessions.material.typed import clean_line
from sessions.model.circles import proxy_tables
from sessions.model.codes import Refusal
from sessions.model.state import Participant, PreparedTable, Seating, Session, Sheet
from sessions.model.viewer import Viewer
from sessions.topics.admission import room_for_one
from sessions.topics.runs import sheet_id
from sessions.topics.seating import divide, seat_by_name, seat_for, seated_anew, wanted_tables
from sessions.wire import commands as c
from sessions.wire import events as e

Command = (
    c.JoinWorkshop
    | c.ChangeProfile
    | c.AddProxy
    | c.SetTables
    | c.MovePerson
    | c.MarkAway
    | c.TakeSpokesperson
    | c.MarkSheetReady
    | c.ChangeKeys
    | c.TakeIn
)
Event = (
    e.PersonJoined
    | e.ProfileChanged
    | e.TablesDivided
    | e.TablesPrepared
    | e.PersonMoved
    | e.AwayMarked
    | e.SpokespersonTaken
    | e.SheetMarkedReady
    | e.KeysChanged
    | e.TakenIn
)


def decide(session: Session, command: Command, who: Viewer) -> e.Decision:
    """What follows from a command about people. The policy table has been asked already."""
    if isinstance(command, c.JoinWorkshop | c.AddProxy | c.ChangeProfile) and not _is_offered(session, command.perspective):
        return Refusal("invalid", "perspective")
    match command:
        case c.JoinWorkshop():
            name = clean_line(command.name)
            person = Participant(command.participant_id, name, command.perspective, "", command.secret_hash)
            there = session.people.get(person.id)
            if there is not None and there.secret_hash == person.secret_hash:
                # The same form once more: a second press on a slow line.
                return ()
            if session.door_shut:
                return Refusal("door_shut")
            return _join(session, person, "")
        case c.AddProxy():
            if command.table_id not in session.tables:
                return Refusal("unknown_table", "table_id")
            name = clean_line(command.name)
            person = Participant(command.participant_id, name, command.perspective, command.table_id, "", proxy=True)
            return _join(session, person, command.table_id)
        case c.ChangeProfile():
            me = session.participant(who.participant_id)
            if me is None:
                return Refusal("unknown_person")
            name = clean_line(command.name)
            if (me.name, me.perspective) == (name, command.perspective):
                return ()
            changed = e.ProfileChanged(me.id, name, command.perspective)
            seat = seat_by_name(session.seating, name)
            # Who says only now to be somebody who is expected, goes there.
            moves = not session.tables_frozen and not me.pinned and seat in session.tables and seat != me.table_id
            return (changed, e.TablesDivided(tuple(session.tables.values()), {me.id: seat})) if moves else (changed,)
        case c.SetTables():
            return _set_tables(session, command)
        case c.MovePerson():
            moving = session.participant(command.participant_id)
            if moving is None:
                return Refusal("unknown_person", "participant_id")
            if command.table_id not in session.tables:
                return Refusal("unknown_table", "table_id")
            if moving.table_id == command.table_id:
                return ()
            # Who leaves a table no longer speaks for it.
            spoke = (sheet for sheet in session.sheets.values() if sheet.spokesperson == moving.id)
            released = (e.SpokespersonTaken(sheet.table_id, sheet.kind, "") for sheet in spoke)
            return (e.PersonMoved(moving.id, command.table_id), *released)
        case c.MarkAway():
            return _mark_away(session, command, who)
        case c.TakeSpokesperson():
            return _take_spokesperson(session, command, who)
        case c.MarkSheetReady():
            sheet = session.sheets.get(sheet_id(command.table_id, command.kind))
            if sheet is None:
                return Refusal("not_now" if command.table_id in session.tables else "unknown_table", "table_id")
            if who.role == "participant" and session.people[who.participant_id].table_id != sheet.table_id:
                return Refusal("not_yours")
            if who.role == "scribe" and sheet.table_id not in proxy_tables(session):
                return Refusal("not_yours")
            if sheet.ready == command.ready:
                return ()
            return (e.SheetMarkedReady(sheet.table_id, sheet.kind, command.ready),)
        case c.ChangeKeys():
            old = session.keys
            keys = replace(
                old,
                facilitator=old.facilitator if command.facilitator is None else command.facilitator,
                second=old.second if command.second is None else command.second,
                screen=old.screen if command.screen is None else command.screen,
                scribe=old.scribe if command.scribe is None else command.scribe,
                project_leader=old.project_leader if command.project_leader is None else command.project_leader,
                project_leader_links=old.project_leader_links + bool(command.project_leader),
            )
            return () if keys == old else (e.KeysChanged(keys),)
        case c.TakeIn():
            same = session.organisation_id == command.organisation_id
            return () if same else (e.TakenIn(command.organisation_id),)
        case _:
            assert_never(command)


def reduce(session: Session, event: Event) -> Session:
    """The session after a fact about people."""
    match event:
        case e.KeysChanged():
            return replace(session, keys=event.keys)
        case e.TakenIn():
            return replace(session, organisation_id=event.organisation_id)
        case e.PersonJoined():
            return replace(session, people={**session.people, event.person.id: event.person})
        case e.ProfileChanged():
            person = replace(session.people[event.participant_id], name=event.name, perspective=event.perspective)
            return replace(session, people={**session.people, person.id: person})
        case e.TablesDivided():
            tables = {table.id: table for table in event.tables}
            people = {
                person.id: replace(person, table_id=event.seats.get(person.id, person.table_id))
                for person in session.people.values()
            }
            return replace(session, tables=tables, people=people)
        case e.TablesPrepared():
            return replace(session, seating=event.seating)
        case e.PersonMoved():
            person = replace(session.people[event.participant_id], table_id=event.table_id, pinned=True)
            return replace(session, people={**session.people, person.id: person})
        case e.AwayMarked():
            person = replace(session.people[event.participant_id], away=event.away)
            hands = tuple(hand for hand in session.hands if hand != person.id) if event.away else session.hands
            floor = "" if event.away and session.floor == person.id else session.floor
            return replace(session, people={**session.people, person.id: person}, hands=hands, floor=floor)
        case e.SpokespersonTaken():
            key = sheet_id(event.table_id, event.kind)
            sheet: Sheet = replace(session.sheets[key], spokesperson=event.participant_id)
            return replace(session, sheets={**session.sheets, key: sheet})
        case e.SheetMarkedReady():
            key = sheet_id(event.table_id, event.kind)
            sheet = replace(session.sheets[key], ready=event.ready)
            return replace(session, sheets={**session.sheets, key: sheet})
        case _:
            assert_never(event)


def _is_offered(session: Session, perspective: str) -> bool:
    """Whether people of this workshop may choose a perspective. None is always right."""
    offered = session.perspectives
    return not perspective or not offered or any(perspective == one.id for one in offered)


def _join(session: Session, person: Participant, table_id: str) -> e.Decision:
    """A seat for somebody new. Until the tables are frozen their number follows the number of people."""
    if person.id in session.people:
        return Refusal("id_taken", "participant_id")
    before = room_for_one(session)
    if isinstance(before, Refusal):
        return before
    there = [other for other in session.people.values() if other.counted]
    tables = tuple(session.tables.values())
    wanted = tables if session.tables_frozen else wanted_tables(session.seating, len(there) + 1)
    if wanted == tables:
        seat = table_id or seat_for(session.seating, tables, there, person)
        return (*before, e.PersonJoined(replace(person, table_id=seat)))
    people = {**session.people, person.id: replace(person, table_id=wanted[0].id)}
    seats = divide(wanted, people, session.seating)
    return (*before, e.PersonJoined(replace(person, table_id=seats[person.id])), e.TablesDivided(wanted, seats))


def _set_tables(session: Session, command: c.SetTables) -> e.Decision:
    """Other tables, over which everybody is divided anew. Once people have written at them they stay."""
    if session.tables_frozen:
        return Refusal("not_now")
    if command.base_rev != session.seating.rev:
        return Refusal("stale_rev")
    tables = tuple(_cleaned(table) for table in command.tables)
    taken = {foundation for table in tables for foundation in table.foundations}
    if tables and taken != set(FOUNDATION_IDS):
        return Refusal("bad_tables", "tables")
    if any(len(set(table.foundations)) != len(table.foundations) for table in tables):
        return Refusal("bad_tables", "tables")
    if any(not _is_offered(session, perspective) for table in tables for perspective in table.perspectives):
        return Refusal("invalid", "tables")
    if tables == session.seating.tables:
        return ()
    prepared = e.TablesPrepared(Seating(tables, session.seating.rev + 1))
    after = reduce(session, prepared)
    wanted = wanted_tables(after.seating, sum(person.counted for person in after.people.values()))
    return (prepared, e.TablesDivided(wanted, divide(wanted, after.people, after.seating)))


def _cleaned(table: PreparedTable) -> PreparedTable:
    names = tuple(dict.fromkeys(name for name in map(clean_line, table.names) if name))
    return replace(table, names=names, perspectives=tuple(dict.fromkeys(table.perspectives)))


def _mark_away(session: Session, command: c.MarkAway, who: Viewer) -> e.Decision:
    """Seat and notes stay; who is away is not counted, and until the tables are frozen the others are divided anew."""
    person = session.participant(command.participant_id)
    if person is None:
        return Refusal("unknown_person", "participant_id")
    if who.role == "participant" and (person.id != who.participant_id or command.away):
        return Refusal("not_yours", "participant_id")
    if person.away == command.away:
        return ()
    marked: tuple[e.Event, ...] = (e.AwayMarked(person.id, command.away),)
    if command.away:
        spoke = (sheet for sheet in session.sheets.values() if sheet.spokesperson == person.id)
        marked = (*marked, *(e.SpokespersonTaken(sheet.table_id, sheet.kind, "") for sheet in spoke))
    return (*marked, *seated_anew(reduce(session, e.AwayMarked(person.id, command.away))))


def _take_spokesperson(session: Session, command: c.TakeSpokesperson, who: Viewer) -> e.Decision:
    person = session.participant(who.participant_id)
    if person is None:
        return Refusal("unknown_person")
    sheet = session.sheets.get(sheet_id(person.table_id, command.kind))
    if sheet is None:
        return Refusal("not_now")
    if command.taking:
        return () if sheet.spokesperson == person.id else (e.SpokespersonTaken(sheet.table_id, sheet.kind, person.id),)
    return (e.SpokespersonTaken(sheet.table_id, sheet.kind, ""),) if sheet.spokesperson == person.id else ()
