# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records: how each thing looks to those who may see it. Who may see it is said in `circles.py`."""

from collections.abc import Iterable

from sessions import records as r
from sessions.circles import CREW, DESK, ROOM, author_circle, note_circles
from sessions.poster import canonical_poster, poster_content
from sessions.state import Note, Participant, PosterAction, PosterEntry, PosterValue, Session

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
            people=len(session.people),
            tables_frozen=session.tables_frozen,
        ),
    )


def run_records(session: Session) -> Iterable[Placed]:
    """Every run, with the number of people who said "klaar"; the number of requests for the facilitator alone."""
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
                ready=len(run.ready),
            ),
        )
    current = session.run()
    yield (DESK,), r.DeskRecord(id="desk", asking=len(current.asking) if current else 0)
    if session.pitch:
        yield (ROOM,), r.PitchRecord(id="pitch", table_id=session.pitch.table_id, ends_at_ms=session.pitch.ends_at_ms)


def table_records(session: Session) -> Iterable[Placed]:
    """Every table with its size, and for facilitator and scribe who sits there."""
    sizes: dict[str, int] = {}
    for person in session.people.values():
        sizes[person.table_id] = sizes.get(person.table_id, 0) + 1
        yield (
            (CREW,),
            r.PersonRecord(
                id=f"person:{person.id}",
                participant_id=person.id,
                name=person.name,
                perspective=person.perspective,
                table_id=person.table_id,
                proxy=person.proxy,
            ),
        )
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
    for entry in session.poster.entries.values():
        if not entry.removed:
            yield (ROOM,), _poster_record(session, entry)
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


def note_record(session: Session, note: Note) -> Placed:
    """A note, without its author."""
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
    return note_circles(session, note), record


def me_record(session: Session, person: Participant) -> Placed:
    """What only the person himself is told: which notes are his, what he said."""
    run = session.run()
    record = r.MeRecord(
        id=f"me:{person.id}",
        participant_id=person.id,
        name=person.name,
        perspective=person.perspective,
        table_id=person.table_id,
        mine=tuple(note.id for note in session.notes.values() if note.author == person.id and not note.deleted),
        ready=run is not None and person.id in run.ready,
        asking=run is not None and person.id in run.asking,
        speaks_for=tuple(sheet.kind for sheet in session.sheets.values() if sheet.spokesperson == person.id),
    )
    return (author_circle(person.id),), record


def _poster_record(session: Session, entry: PosterEntry) -> r.Record:
    if isinstance(entry, PosterValue):
        return r.PosterValueRecord(
            id=entry.id,
            foundation=entry.foundation,
            value=entry.value,
            meaning=entry.meaning,
            origins=entry.origins,
            withdrawn=_withdrawn(session, entry.origins),
            order=entry.order,
            rev=entry.rev,
        )
    if isinstance(entry, PosterAction):
        return r.PosterActionRecord(
            id=entry.id,
            foundation=entry.foundation,
            action=entry.action,
            holder=entry.holder,
            term=entry.term,
            monitor=entry.monitor,
            level=entry.level,
            audience=entry.audience,
            values=entry.values,
            origins=entry.origins,
            withdrawn=_withdrawn(session, entry.origins),
            order=entry.order,
            rev=entry.rev,
        )
    return r.TensionRecord(
        id=entry.id,
        value_a=entry.value_a,
        value_b=entry.value_b,
        clash=entry.clash,
        affected=entry.affected,
        choice=entry.choice,
        reason=entry.reason,
        decides=entry.decides,
        order=entry.order,
        rev=entry.rev,
    )


def _withdrawn(session: Session, origins: tuple[str, ...]) -> int:
    return sum(session.notes[note_id].deleted or session.notes[note_id].hidden for note_id in origins)
