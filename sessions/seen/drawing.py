# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records: how each thing looks to those who may see it. Who may see it is said in `circles.py`."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, assert_never

from msgspec.structs import replace

from sessions.material.framework import ValueRef
from sessions.material.script import NoteKind
from sessions.model.circles import (
    CREW,
    DESK,
    ROOM,
    author_circle,
    author_sits_elsewhere,
    item_circles,
    note_circles,
    table_circle,
)
from sessions.model.items import CaseForm, Dots, DotsShown, Item
from sessions.model.notes import Notes
from sessions.model.poster_entries import EntryContent, PosterActionContent, PosterEntry, PosterValueContent, TensionContent
from sessions.model.state import Note, Participant, Session
from sessions.topics.keeping import dots_of, dots_shown
from sessions.topics.poster import accent_values, canonical_poster, poster_content, value_name
from sessions.wire import records as r

Placed = tuple[tuple[str, ...], r.Record]
"""The circles in which a record stands, and the record."""


def workshop_records(session: Session) -> Iterable[Placed]:
    """The workshop itself."""
    first = next(iter(session.runs.values()), None)
    yield (
        (ROOM,),
        r.WorkshopRecord(
            id="workshop",
            title=session.title,
            organisation=session.organisation,
            case_text=session.case_text,
            language=session.language,
            code=session.code,
            phase=session.phase,
            current=session.current,
            opened_at_ms=session.opened_at_ms,
            started_at_ms=first.started_at_ms if first else 0,
            minute_ms=session.minute_ms,
            people=sum(person.counted for person in session.people.values()),
            tables_frozen=session.tables_frozen,
            rehearsal=session.rehearsal,
            nameless=session.nameless,
            door_shut=session.door_shut,
            closed_at_ms=session.closed_at_ms,
            title_rev=session.title_rev,
            values_rev=session.values_rev,
        ),
    )


def run_records(session: Session) -> Iterable[Placed]:
    """Every run, with the number of people who said "klaar"; the number of requests for the facilitator alone. Also of those who
    are away or removed since: a number that goes down with somebody tells what he had said.
    """
    here = sum(person.counted for person in session.people.values())
    for ordinal, run in enumerate(session.runs.values(), start=1):
        yield (
            (ROOM,),
            r.RunRecord(
                id=run.id,
                leaf_id=run.leaf_id,
                ordinal=ordinal,
                silent=run.silent,
                opened_to=run.opened_to,
                started_at_ms=run.started_at_ms,
                timer_state=run.timer.state,
                timer_version=run.timer.version,
                ends_at_ms=run.timer.ends_at_ms,
                left_ms=run.timer.left_ms,
                ready=min(len(run.ready), here),
            ),
        )
    current = session.run()
    yield (DESK,), r.DeskRecord(id="desk", asking=len(current.asking) if current else 0)
    if session.pitch:
        yield (ROOM,), r.PitchRecord(id="pitch", table_id=session.pitch.table_id, ends_at_ms=session.pitch.ends_at_ms)


def table_records(session: Session) -> Iterable[Placed]:
    """Every table with its size, and for facilitator and scribe who sits there."""
    sizes: dict[str, int] = {}
    for ordinal, person in enumerate(session.people.values(), start=1):
        sizes[person.table_id] = sizes.get(person.table_id, 0) + person.counted
        yield (
            (CREW,),
            r.PersonRecord(
                id=f"person:{person.id}",
                participant_id=person.id,
                name=person.name,
                perspective=person.perspective,
                table_id=person.table_id,
                proxy=person.proxy,
                hand=hand_of(session, person.id),
                away=person.away,
                removed=person.removed,
                ordinal=ordinal,
            ),
        )
    yield (DESK,), r.SeatingRecord("seating", session.seating.tables, session.seating.rev)
    for table in session.tables.values():
        yield (
            (ROOM,),
            r.TableRecord(id=table.id, foundations=table.foundations, number=table.number, people=sizes.get(table.id, 0)),
        )


def sheet_records(session: Session) -> Iterable[Placed]:
    """How far every table is with its sheets: the room's, so that everybody sees who is ready to tell. What is on a sheet are the
    notes' choices, which stay in the notes' circles.
    """
    for key, sheet in session.sheets.items():
        speaker = session.people.get(sheet.spokesperson)
        record = r.SheetRecord(
            id=f"sheet:{key}",
            table_id=sheet.table_id,
            kind=sheet.kind,
            ready=sheet.ready,
            has_spokesperson=speaker is not None,
            spokesperson=speaker.name if speaker else "",
        )
        yield (ROOM,), record


def poster_records(session: Session) -> Iterable[Placed]:
    """The live poster and its fixed versions: the room's."""
    accents = accent_values(session)
    for entry in session.poster.entries.values():
        if not entry.removed:
            yield (ROOM,), _poster_record(session, entry, accents)
        elif not isinstance(entry.content, TensionContent):
            yield from _gone_records(session, entry, entry.content)
    yield (
        (ROOM,),
        r.PosterOrderRecord(
            "poster_order", session.poster.by_priority, session.poster.priority_rev, by_principle=session.poster.by_principle
        ),
    )
    for answer in session.poster.answers.values():
        yield (
            (ROOM,),
            r.AnswerRecord(
                id=f"answer:{answer.item_id}",
                item_id=answer.item_id,
                answer=answer.answer,
                done=answer.done,
                rev=answer.rev,
            ),
        )
    decision = session.poster.decision
    yield (ROOM,), r.DecisionRecord(id="decision", outcome=decision.outcome, reason=decision.reason, rev=decision.rev)
    if not session.snapshots:
        return
    current = canonical_poster(poster_content(session))
    for snapshot in session.snapshots:
        yield (
            (ROOM,),
            r.SnapshotRecord(
                id=f"snapshot:{snapshot.version}",
                version=snapshot.version,
                sha256=snapshot.sha256,
                at_ms=snapshot.at_ms,
                current=snapshot.canonical == current,
            ),
        )


def _gone_records(session: Session, entry: PosterEntry, content: PosterValueContent | PosterActionContent) -> Iterable[Placed]:
    """What left the poster: for the crew where it went, for everybody the reason that was given."""
    label = entry_label(session, content)
    if entry.merged_into:
        yield (CREW,), r.MergedRecord(f"merged:{entry.id}", entry.id, entry.merged_into, label, entry.rev)
    if entry.dropped_because:
        into = session.poster.entries.get(entry.merged_into)
        into_label = entry_label(session, into.content) if into is not None else ""
        kind: NoteKind = "value" if isinstance(content, PosterValueContent) else "action"
        yield (ROOM,), r.DroppedRecord(f"dropped:{entry.id}", entry.id, kind, label, into_label, entry.dropped_because)


def entry_label(session: Session, content: EntryContent) -> str:
    """A value's name or an action's words; a tension has no name of its own."""
    match content:
        case PosterValueContent():
            return value_name(session, content.value)
        case PosterActionContent():
            return content.action
        case TensionContent():
            return ""
        case _:
            assert_never(content)


def note_records(session: Session, note: Note) -> Iterator[Placed]:
    """A note, without its author. An author who sits elsewhere sees nothing around it, and so is not told its place."""
    record = r.NoteRecord(
        id=note.id,
        run_id=note.run_id,
        table_id=note.table_id,
        column=note.column,
        content=note.content,
        order=note.order,
        stack_id=note.stack_id,
        rev=note.rev,
        late=note.late,
        hidden=note.hidden,
        behalf=note.behalf,
        verdict=note.choice.verdict,
        reason=note.choice.reason,
        choice_rev=note.choice.rev,
    )
    circles = note_circles(session, note)
    author = author_circle(note.author)
    if author not in circles or not author_sits_elsewhere(session, note):
        yield circles, record
        return
    yield tuple(circle for circle in circles if circle != author), record
    yield (author,), replace(record, order="", stack_id="")


def item_record(session: Session, item: Item) -> Placed:
    """A thing, without its author."""
    run = session.runs.get(item.run_id)
    record = r.ItemRecord(
        id=f"item:{item.id}",
        item_id=item.id,
        content=item.content,
        table_id=item.table_id,
        leaf_id=run.leaf_id if run else "",
        rev=item.rev,
    )
    return item_circles(session, item), record


def dots_records(session: Session) -> Iterable[Placed]:
    """How many have placed their dots at a table, and once they are shown how many each note has."""
    used = {
        (item.content.table_id, item.content.kind)
        for item in session.items.values()
        if isinstance(item.content, Dots | DotsShown)
    }
    for table_id, kind in sorted(used):
        placed = dots_of(session, table_id, kind)
        shown = dots_shown(session, table_id, kind)
        counts: Counter[str] = Counter()
        for item in placed if shown else ():
            counts.update(item.content.note_ids if isinstance(item.content, Dots) else ())
        record = r.DotsRecord(
            id=f"dots:{table_id}:{kind}",
            table_id=table_id,
            kind=kind,
            shown=shown,
            placed=len(placed),
            people=sum(p.table_id == table_id and not p.proxy and p.counted for p in session.people.values()),
            counts=tuple(r.DotCount(note_id, dots) for note_id, dots in sorted(counts.items())),
        )
        yield (table_circle(table_id),), record


def floor_records(session: Session) -> Iterable[Placed]:
    """Who wants to speak, who speaks, where everybody looks, and what the screen draws."""
    queue = tuple(_speaker(session.people[hand]) for hand in session.hands)
    speaking = session.people.get(session.floor)
    yield (ROOM,), r.HandsRecord("hands", queue, _speaker(speaking) if speaking else None)
    spotlight = session.spotlight
    yield (ROOM,), r.SpotlightRecord("spotlight", spotlight.kind, spotlight.target, spotlight.n)
    showing = session.showing
    yield (ROOM,), r.ShowingRecord("showing", showing.stage, showing.table_id, showing.page)


def plan_records(session: Session) -> Iterable[Placed]:
    """Order and minutes of this workshop."""
    yield (ROOM,), r.PlanRecord("plan", session.plan.leaves, session.plan.rev)


def case_records(session: Session) -> Iterable[Placed]:
    """What of the case the project leader wrote, for the facilitator; nothing when he stored nothing."""
    rows: dict[str, None] = {}
    at_ms, before = 0, CaseForm()
    for version in session.case_versions:
        at_ms = version.at_ms if version.by else at_ms
        for row in CaseForm.__struct_fields__:
            if getattr(version.form, row) != getattr(before, row):
                rows.pop(row, None)
                if version.by:
                    rows[row] = None
        before = version.form
    if at_ms:
        yield (DESK,), r.CaseOriginRecord("case_origin", tuple(row for row in rows if getattr(before, row)), at_ms)


def hand_of(session: Session, participant_id: str) -> int:
    """Somebody's place among the speakers, from 1; 0 for none."""
    return session.hands.index(participant_id) + 1 if participant_id in session.hands else 0


def _speaker(person: Participant) -> r.Speaker:
    return r.Speaker(person.name, person.table_id)


def me_record(session: Session, person: Participant, notes: Notes) -> Placed:
    """What only the person himself is told: which of the workshop's `notes` are his, what he said."""
    run = session.run()
    record = r.MeRecord(
        id=f"me:{person.id}",
        participant_id=person.id,
        name=person.name,
        perspective=person.perspective,
        table_id=person.table_id,
        mine=tuple(note.id for note in notes.by(person.id) if not note.deleted),
        ready=run is not None and person.id in run.ready,
        asking=run is not None and person.id in run.asking,
        speaks_for=tuple(sheet.kind for sheet in session.sheets.values() if sheet.spokesperson == person.id),
        items=tuple(item.id for item in session.items.values() if item.author == person.id and not item.removed),
        hand=hand_of(session, person.id),
        has_floor=session.floor == person.id,
        away=person.away,
    )
    return (author_circle(person.id),), record


def _poster_record(session: Session, entry: PosterEntry, accents: frozenset[ValueRef]) -> r.Record:
    place: dict[str, Any] = {
        "id": entry.id,
        "origins": entry.origins,
        "withdrawn": sum(is_withdrawn(session, origin_id) for origin_id in entry.origins),
        "order": entry.order,
        "rev": entry.rev,
    }
    match entry.content:
        case PosterValueContent() as content:
            return r.PosterValueRecord(**place, content=content, accent=content.value in accents)
        case PosterActionContent() as content:
            return r.PosterActionRecord(**place, content=content)
        case TensionContent() as content:
            return r.TensionRecord(**place, content=content)
        case _:
            assert_never(entry.content)


def is_withdrawn(session: Session, origin_id: str) -> bool:
    """Whether a note or joint action from which a poster entry came was taken back or hidden since."""
    note = session.notes.get(origin_id)
    return note.deleted or note.hidden if note else session.items[origin_id].removed


def _withdrawn_origins(session: Session) -> frozenset[str]:
    ids = {i for entry in session.poster.entries.values() for i in entry.origins}
    return frozenset(i for i in ids if is_withdrawn(session, i))


GROUPS: tuple[tuple[Callable[[Session], Iterable[Placed]], Callable[[Session], tuple[object, ...]]], ...] = (
    (
        workshop_records,
        lambda s: (
            *(s.phase, s.current, s.people, s.tables_frozen, s.code, s.door_shut, s.closed_at_ms, s.title_rev),
            s.values_rev,
        ),
    ),
    (run_records, lambda s: (s.runs, s.current, s.pitch, s.people)),
    (table_records, lambda s: (s.tables, s.people, s.hands, s.seating)),
    (sheet_records, lambda s: (s.sheets, s.people)),
    (poster_records, lambda s: (s.poster, s.snapshots, _withdrawn_origins(s), s.items, s.title_rev)),
    (dots_records, lambda s: (s.items, s.people)),
    (floor_records, lambda s: (s.hands, s.floor, s.people, s.spotlight, s.showing)),
    (plan_records, lambda s: (s.plan,)),
    (case_records, lambda s: (s.case_versions,)),
)
"""Groups of records with the parts of the state that they are made of: same parts, same records."""

PARTS = attrgetter(
    *("phase", "current", "people", "tables_frozen", "code", "door_shut", "closed_at_ms", "title_rev", "values_rev", "runs"),
    *("pitch", "tables", "hands", "seating", "sheets", "poster", "snapshots", "items", "floor", "spotlight", "showing", "plan"),
    "case_versions",
)
"""All parts of which groups are made, but for the notes: where these are the same objects, most commands are done looking."""

OF_NOTES = tuple(group for group in GROUPS if group[0] is poster_records)
"""The groups that look at notes too."""
