# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workshop as one pure function pair: `decide` says what follows from a command, `reduce` what is true afterwards.

The Decider pattern (docs/architecture.md#the-domain). Each topic says by its `Command` and `Event` what is its own; here it only
goes there, and the type checker sees that nothing is left over. `reduce` never asks whether something is allowed; `decide` never
changes anything.
"""

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from sessions.material.script import leaves
from sessions.material.typed import clean, clean_line
from sessions.model.codes import Refusal
from sessions.model.items import ItemContent
from sessions.model.notes import Notes
from sessions.model.state import Poster, Session
from sessions.model.viewer import Viewer
from sessions.topics import admission, course, floor, keeping, notes, people, planning, posting, runs
from sessions.topics.policy import check_policy
from sessions.topics.seating import tables_for
from sessions.wire import commands as c
from sessions.wire import events as e
from sessions.wire.checking import check_command


def begin(command: c.OpenWorkshop, items: Iterable[tuple[str, ItemContent]], now_ms: int) -> e.Decision:
    """The first entry of a log: the workshop is open, and `items` (contents by the id of their item) lie on its board.

    As no room is there yet to check what comes in by a page, this does.
    """
    events: e.Decision = check_command(command) or _open(command, now_ms)
    for item_id, content in items:
        if isinstance(events, Refusal):
            break
        put = c.PutItem(item_id, 0, content)
        session = replay(events)
        more = check_command(put) or decide(session, put, Viewer("facilitator"), now_ms) if session else ()
        events = more if isinstance(more, Refusal) else events + more
    return events


def decide(session: Session, command: c.AnyCommand, who: Viewer, now_ms: int) -> e.Decision:
    """What follows from a command: events (none when it changes nothing), or a refusal.

    The caller decides `runs.due_silence(session, now_ms)` first: silence that is over opens before anything else.
    """
    refusal = check_policy(session, command, who)
    if refusal is not None:
        return refusal
    if isinstance(command, c.OpenWorkshop):
        return Refusal("id_taken", "session_id")
    if isinstance(command, notes.Command):
        return notes.decide(session, command, who)
    if isinstance(command, runs.Command):
        return runs.decide(session, command, who, now_ms)
    if isinstance(command, people.Command):
        return people.decide(session, command, who)
    if isinstance(command, admission.Command):
        return admission.decide(session, command)
    if isinstance(command, posting.Command):
        return posting.decide(session, command, now_ms)
    if isinstance(command, keeping.Command):
        return keeping.decide(session, command, who, now_ms)
    if isinstance(command, floor.Command):
        return floor.decide(session, command, who)
    if isinstance(command, planning.Command):
        return planning.decide(session, command, now_ms)
    if isinstance(command, course.Command):
        return course.decide(session, command, now_ms)
    assert_never(command)


def reduce(session: Session | None, event: e.Event) -> Session:
    """The session after a fact. `session` is None only before the first."""
    if isinstance(event, e.WorkshopOpened):
        return _opened(event)
    if isinstance(event, e.WorkshopRewritten):
        return replace(event.session, notes=Notes(event.session.notes))
    if session is None:
        raise ValueError("a log begins with workshop_opened or workshop_rewritten")
    if isinstance(event, notes.Event):
        return notes.reduce(session, event)
    if isinstance(event, runs.Event):
        return runs.reduce(session, event)
    if isinstance(event, people.Event):
        return people.reduce(session, event)
    if isinstance(event, admission.Event):
        return admission.reduce(session, event)
    if isinstance(event, posting.Event):
        return posting.reduce(session, event)
    if isinstance(event, keeping.Event):
        return keeping.reduce(session, event)
    if isinstance(event, floor.Event):
        return floor.reduce(session, event)
    if isinstance(event, planning.Event):
        return planning.reduce(session, event)
    if isinstance(event, course.Event):
        return course.reduce(session, event)
    assert_never(event)


def replay(events: Iterable[e.Event], session: Session | None = None) -> Session | None:
    """The session after a series of facts."""
    for event in events:
        session = reduce(session, event)
    return session


def _open(command: c.OpenWorkshop, now_ms: int) -> e.Decision:
    title = clean_line(command.title)
    if not title:
        return Refusal("empty", "title")
    if any(leaf.minutes < 1 for leaf in leaves(command.script)):
        return Refusal("invalid", "minutes")
    return (
        e.WorkshopOpened(
            session_id=command.session_id,
            code=command.code,
            title=title,
            organisation=clean_line(command.organisation),
            case_text=clean(command.case_text),
            language=command.language,
            script=command.script,
            framework=command.framework,
            keys=command.keys,
            at_ms=now_ms,
            minute_ms=command.minute_ms,
            measures=command.measures,
            rehearsal=command.rehearsal,
            perspectives=command.perspectives,
            former=command.former,
            status_key=command.status_key,
            organisation_id=command.organisation_id,
            accents_left=command.accents_left,
        ),
    )


def _opened(event: e.WorkshopOpened) -> Session:
    return Session(
        id=event.session_id,
        code=event.code,
        title=event.title,
        organisation=event.organisation,
        case_text=event.case_text,
        language=event.language,
        script=event.script,
        framework=event.framework,
        keys=event.keys,
        minute_ms=event.minute_ms,
        opened_at_ms=event.at_ms,
        phase="lobby",
        people={},
        tables={table.id: table for table in tables_for(0)},
        tables_frozen=False,
        runs={},
        current="",
        notes=Notes(),
        sheets={},
        pitch=None,
        poster=Poster({}, {}),
        snapshots=(),
        plan=planning.plan_of(event.script),
        measures=event.measures,
        items={},
        rehearsal=event.rehearsal,
        perspectives=event.perspectives,
        former=event.former,
        status_key=event.status_key,
        organisation_id=event.organisation_id,
        accents_left=event.accents_left,
    )
