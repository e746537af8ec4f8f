# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Views and their changes: `view` is everything that a viewer sees; `changes` is what became different, per circle.

For every command and every viewer, the old view with the changes applied is the new view (I2; zulip's `verify_action`).
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, compress, repeat
from operator import is_not

from msgspec import Struct, field

from sessions import records as r
from sessions.circles import Viewer, circles_of
from sessions.drawing import (
    Placed,
    me_record,
    note_record,
    poster_records,
    run_records,
    sheet_records,
    table_records,
    workshop_records,
)
from sessions.state import Session

Placements = dict[str, dict[str, r.Record]]
"""Per circle its records by id."""


class Change(Struct):
    """What changed in one circle: records to put, ids to drop."""

    put: dict[str, r.Record] = field(default_factory=dict)
    drop: set[str] = field(default_factory=set)


def placements(session: Session) -> Placements:
    """Everything that anybody sees, per circle."""
    placed: Placements = {}
    for circles, record in _everything(session):
        for circle in circles:
            placed.setdefault(circle, {})[record.id] = record
    return placed


def view(session: Session, viewer: Viewer, placed: Placements | None = None) -> dict[str, r.Record]:
    """Everything that one viewer sees, by id. `placed` may be given when `placements(session)` is at hand."""
    placed = placements(session) if placed is None else placed
    return {key: record for circle in circles_of(session, viewer) for key, record in placed.get(circle, {}).items()}


def changes(old: Session, new: Session) -> dict[str, Change]:
    """What became different between two states, per circle. Circles without change are left out."""
    changed: dict[str, Change] = {}
    for group, depends_on in _GROUPS:
        if _same(depends_on(old), depends_on(new)):
            continue
        before = {record.id: (circles, record) for circles, record in group(old)}
        after = {record.id: (circles, record) for circles, record in group(new)}
        for key in before.keys() | after.keys():
            _compare(changed, key, before.get(key), after.get(key))
    for note_id in _changed_notes(old, new):
        note_before, note_after = old.notes.get(note_id), new.notes.get(note_id)
        _compare(
            changed,
            note_id,
            note_record(old, note_before) if note_before else None,
            note_record(new, note_after) if note_after else None,
        )
    for person_id in _changed_people(old, new):
        me_before, me_after = old.people.get(person_id), new.people.get(person_id)
        _compare(
            changed,
            f"me:{person_id}",
            me_record(old, me_before) if me_before else None,
            me_record(new, me_after) if me_after else None,
        )
    return changed


def _everything(session: Session) -> Iterator[Placed]:
    for group, _ in _GROUPS:
        yield from group(session)
    for note in session.notes.values():
        yield note_record(session, note)
    for person in session.people.values():
        yield me_record(session, person)


def _withdrawn_origins(session: Session) -> frozenset[str]:
    ids = {i for entry in session.poster.entries.values() for i in getattr(entry, "origins", ())}
    return frozenset(i for i in ids if session.notes[i].deleted or session.notes[i].hidden)


_GROUPS: tuple[tuple[Callable[[Session], Iterable[Placed]], Callable[[Session], tuple[object, ...]]], ...] = (
    (workshop_records, lambda s: (s.phase, s.current, s.people, s.tables_frozen)),
    (run_records, lambda s: (s.runs, s.current, s.pitch)),
    (table_records, lambda s: (s.tables, s.people)),
    (sheet_records, lambda s: (s.sheets, s.people)),
    (poster_records, lambda s: (s.poster, s.snapshots, _withdrawn_origins(s))),
)
"""Groups of records with the parts of the state that they are made of: same parts, same records."""


def _same(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    return all(a is b or (isinstance(a, str | frozenset) and a == b) for a, b in zip(before, after, strict=True))


def _compare(changed: dict[str, Change], key: str, before: Placed | None, after: Placed | None) -> None:
    circles_before = before[0] if before else ()
    circles_after = after[0] if after else ()
    for circle in circles_before:
        if circle not in circles_after:
            changed.setdefault(circle, Change()).drop.add(key)
    if after is None:
        return
    for circle in circles_after:
        # Also when only the circles differ: whoever is in two of them must not lose the record with the one that it left.
        if before is None or circles_before != circles_after or before[1] != after[1]:
            changed.setdefault(circle, Change()).put[key] = after[1]


def _changed_notes(old: Session, new: Session) -> Iterator[str]:
    if old.notes is new.notes and old.runs is new.runs and old.people is new.people:
        return
    reopened = {i for i, run in new.runs.items() if i not in old.runs or old.runs[i].opened_to != run.opened_to}
    moved = (
        {i for i, person in new.people.items() if i in old.people and old.people[i].table_id != person.table_id}
        if old.people is not new.people
        else set()
    )
    if not reopened and not moved:
        yield from _replaced_notes(old, new)
        return
    before = old.notes
    for note_id, note in new.notes.items():
        if before.get(note_id) is not note or note.run_id in reopened or note.author in moved:
            yield note_id


def _replaced_notes(old: Session, new: Session) -> Iterator[str]:
    """Ids of the notes that are not the same object as before: every changed one, since a note is never changed in place.

    Notes keep their place in the dict, so that both can be walked side by side, without a step of Python for each note. Were
    they in another order, this would only name notes that did not change.
    """
    return compress(new.notes, map(is_not, new.notes.values(), chain(old.notes.values(), repeat(None))))


def _changed_people(old: Session, new: Session) -> set[str]:
    affected: set[str] = set()
    if old.people is not new.people:
        affected |= {i for i, person in new.people.items() if old.people.get(i) is not person}
    if old.notes is not new.notes:
        affected |= {new.notes[i].author for i in _replaced_notes(old, new)}
    for session in (old, new) if old.runs is not new.runs or old.current != new.current else ():
        run = session.run()
        affected |= (run.ready | run.asking) if run else set()
    for session in (old, new) if old.sheets is not new.sheets else ():
        affected |= {sheet.spokesperson for sheet in session.sheets.values() if sheet.spokesperson}
    return affected
