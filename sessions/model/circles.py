# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what: the only place that says so (docs/architecture.md#the-domain).

A *circle* is a set of viewers with one name: `room`, `table:<id>`, `author:<participant>`, `crew` (facilitator and scribe),
`desk` (facilitator) and `case` (the project leader, until the workshop begins). Everything visible stands in circles, and a
viewer sees exactly the circles that he is in. Frames, full views, resume, pages and exports all go through `note_circles`,
`item_circles` and `circles_of`.
"""

from operator import itemgetter
from typing import assert_never

from sessions.material.framework import FoundationId
from sessions.material.script import leaves
from sessions.model import items as i
from sessions.model.notes import Group, Notes
from sessions.model.state import Note, Session
from sessions.model.viewer import Viewer

ROOM = "room"
CREW = "crew"
DESK = "desk"
CASE = "case"


def table_circle(table_id: str) -> str:
    """The circle of everybody at a table, and of the facilitator."""
    return f"table:{table_id}"


def author_circle(participant_id: str) -> str:
    """The circle of one person; of the scribe too when the person has no device."""
    return f"author:{participant_id}"


def circles_of(session: Session, viewer: Viewer) -> tuple[str, ...]:
    """The circles that a viewer is in. Nobody but a person himself, or his scribe, is in an author's circle."""
    match viewer.role:
        case "participant":
            person = session.participant(viewer.participant_id)
            return (ROOM, table_circle(person.table_id), author_circle(person.id)) if person else (ROOM,)
        case "facilitator":
            return (ROOM, CREW, DESK, *(table_circle(table_id) for table_id in session.tables))
        case "scribe":
            typed_for = [author_circle(person.id) for person in session.people.values() if person.proxy and not person.removed]
            return (ROOM, CREW, *(table_circle(table_id) for table_id in sorted(proxy_tables(session))), *typed_for)
        case "project_leader":
            return (CASE,)
        case _:
            return (ROOM,)


def proxy_tables(session: Session) -> frozenset[str]:
    """The tables where somebody has no device: there the scribe may do what people at the table do."""
    return frozenset(person.table_id for person in session.people.values() if person.proxy and not person.removed)


def open_circle(session: Session, note: Note) -> str:
    """The circle that a note has opened to, hidden or withdrawn since or not: by its run, never by the step that is on."""
    match session.runs[note.run_id].opened_to:
        case "author":
            return author_circle(note.author)
        case "table":
            return table_circle(note.table_id)
        case "room":
            return ROOM


def note_circles(session: Session, note: Note) -> tuple[str, ...]:
    """The circles in which a note stands: author → table → room."""
    if note.deleted:
        return ()
    author = author_circle(note.author)
    if note.hidden:
        return (DESK, author)
    # A note stays at the table where it was written; whoever was moved since still sees his own.
    circle = open_circle(session, note)
    return (circle, author) if author_sits_elsewhere(session, note) else (circle,)


def author_sits_elsewhere(session: Session, note: Note) -> bool:
    """Whether a note stands at a table where its author, who was moved since, sees nothing but his own."""
    person = session.people.get(note.author)
    return person is not None and person.table_id != note.table_id and session.runs[note.run_id].opened_to == "table"


def company(session: Session, circle: str, column: FoundationId) -> list[Note]:
    """The notes of a column that everybody in `circle` (the room or a table) sees. Where another note of that circle is put may
    depend on these alone: its place is seen by people who may know of no others.
    """
    laid = sorted((each for group in companions(session, circle, column) for each in group.laid()), key=itemgetter(0))
    return [note for _, note in laid]


def companions(session: Session, circle: str, column: FoundationId) -> list[Group]:
    """The same as groups, in which others may be that nobody sees (`Group.laid` leaves them out)."""
    # As `open_circle` says it, group by group: all notes of one are in the same circle once they lie there.
    table_id = circle.removeprefix(table_circle(""))
    found: list[Group] = []
    for (run_id, table), group in Notes.of(session).cells(column).items():
        opened_to = session.runs[run_id].opened_to
        if opened_to == "room" or (opened_to == "table" and table == table_id):
            found.append(group)
    return found


def sees_note(session: Session, viewer: Viewer, note: Note) -> bool:
    """Whether a viewer may see a note now."""
    return not set(note_circles(session, note)).isdisjoint(circles_of(session, viewer))


def item_circles(session: Session, item: i.Item) -> tuple[str, ...]:
    """The circles in which an item stands."""
    if item.removed:
        return ()
    content = item.content
    match content:
        case i.Observation() | i.Tick():
            return (CREW,)
        case i.Reflection():
            return (ROOM,) if content.shared else (author_circle(item.author),)
        case i.Dots():
            # Where the dots lie is told by their count, once everybody has placed them.
            return (author_circle(item.author),)
        case i.Parked():
            # Put in silence, it opens with the silence.
            run = session.runs.get(item.run_id)
            return (author_circle(item.author),) if item.author and run is not None and run.locked else (ROOM,)
        case i.ResearchValue():
            return (ROOM,) if research_is_laid_out(session) else (DESK,)
        case i.TableLink():
            return (table_circle(item.table_id),) if item.table_id in session.tables else (DESK,)
        case i.Help() | i.DotsShown():
            return (table_circle(item.table_id),)
        case i.AccentAnswer() | i.ResearchVerdict() | i.JointAction():
            run = session.runs.get(item.run_id)
            return (table_circle(item.table_id),) if item.table_id and run and run.opened_to == "table" else (ROOM,)
        case i.CaseForm():
            return (ROOM, CASE)
        case i.Plan() | i.Accent() | i.StepAnswer() | i.FollowUp():
            return (ROOM,)
        case _:
            assert_never(content)


def sees_item(session: Session, viewer: Viewer, item: i.Item) -> bool:
    """Whether a viewer may see an item now."""
    return not set(item_circles(session, item)).isdisjoint(circles_of(session, viewer))


def research_is_laid_out(session: Session) -> bool:
    """Whether the values from research may be seen: from the first leaf that lays them on the tables (DOM-23)."""
    laying = {leaf.id for leaf in leaves(session.script) if "research" in leaf.tools}
    return any(run.leaf_id in laying for run in session.runs.values())
