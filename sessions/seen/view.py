# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Views and their changes: `view` is everything that a viewer sees; `changes` is what became different, per circle.

For every command and every viewer, the old view with the changes applied is the new view (I2; zulip's `verify_action`).
"""

from collections.abc import Iterator, Mapping
from operator import is_

from msgspec import Struct, field

from sessions.model.circles import circles_of, research_is_laid_out
from sessions.model.items import Item, ResearchValue, TableLink
from sessions.model.notes import Notes
from sessions.model.state import Session
from sessions.model.viewer import Viewer
from sessions.seen.drawing import GROUPS, OF_NOTES, PARTS, Placed, item_record, me_record, note_records
from sessions.wire import records as r

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


def changes(old: Session, new: Session, *, own: bool = True) -> dict[str, Change]:
    """What became different between two states, per circle. Circles without change are left out. Without `own` nobody's own page
    is looked at, which is much of the work and in no circle of the room's.
    """
    changed: dict[str, Change] = {}
    notes, moved = _changed_notes(old, new)
    same_parts = all(map(is_, PARTS(old), PARTS(new)))
    for group, depends_on in (OF_NOTES if notes and new.poster.entries else ()) if same_parts else GROUPS:
        if _same(depends_on(old), depends_on(new)):
            continue
        before = {record.id: (circles, record) for circles, record in group(old)}
        after = {record.id: (circles, record) for circles, record in group(new)}
        for key in before.keys() | after.keys():
            _compare(changed, key, _shown(before.get(key)), _shown(after.get(key)))
    # By id: in the order of writing they would tell who was first.
    for note_id in sorted(notes if same_parts else notes | _seen_otherwise(old, new)):
        note_before, note_after = old.notes.get(note_id), new.notes.get(note_id)
        was, is_now = (
            _shown(*note_records(session, note)) if note else {} for session, note in ((old, note_before), (new, note_after))
        )
        # A scribe may see what he typed in two circles, of which the last counts; both are told when one changes.
        _compare(changed, note_id, was, is_now, together=note_after is not None and note_after.behalf)
    for item_id in () if same_parts else sorted(_changed_items(old, new)):
        item_before, item_after = old.items.get(item_id), new.items.get(item_id)
        _compare(
            changed,
            f"item:{item_id}",
            _shown(item_record(old, item_before) if item_before else None),
            _shown(item_record(new, item_after) if item_after else None),
        )
    people = _changed_people(old, new, notes, moved) if own else set[str]()
    wrote_before, wrote_after = (Notes.of(old), Notes.of(new)) if people else (Notes(), Notes())
    for person_id in people:
        me_before, me_after = old.people.get(person_id), new.people.get(person_id)
        _compare(
            changed,
            f"me:{person_id}",
            _shown(me_record(old, me_before, wrote_before) if me_before else None),
            _shown(me_record(new, me_after, wrote_after) if me_after else None),
        )
    return changed


def _everything(session: Session) -> Iterator[Placed]:
    for group, _ in GROUPS:
        yield from group(session)
    for note in session.notes.values():
        yield from note_records(session, note)
    for item in session.items.values():
        yield item_record(session, item)
    notes = Notes.of(session)
    for person in session.people.values():
        yield me_record(session, person, notes)


def _same(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    return all(a is b or (isinstance(a, str | frozenset) and a == b) for a, b in zip(before, after, strict=True))


Shown = Mapping[str, r.Record]
"""How a thing looks in each of its circles."""


def _shown(*placed: Placed | None) -> Shown:
    return {circle: each[1] for each in placed if each is not None for circle in each[0]}


def _compare(changed: dict[str, Change], key: str, before: Shown, after: Shown, *, together: bool = False) -> None:
    for circle in before:
        if circle not in after:
            changed.setdefault(circle, Change()).drop.add(key)
    # Also when only the circles differ: whoever is in two of them must not lose the record with the one that it left.
    anew = before.keys() != after.keys() or (together and before != after)
    for circle, record in after.items():
        if anew or before[circle] != record:
            changed.setdefault(circle, Change()).put[key] = record


def _changed_notes(old: Session, new: Session) -> tuple[set[str], set[str]]:
    """The notes that are others than before, and those of them that may stand elsewhere in the order of all."""
    if old.notes is new.notes:
        return set(), set()
    known = new.notes.since(old.notes) if isinstance(new.notes, Notes) else None
    if known is not None:
        return known
    before = old.notes
    changed = {note_id for note_id, note in new.notes.items() if before.get(note_id) is not note}
    return changed, changed


def _seen_otherwise(old: Session, new: Session) -> set[str]:
    """Notes that are seen by others than before, changed or not: their run opened, or their author was given another table."""
    if old.runs is new.runs and old.people is new.people:
        return set()
    reopened = {i for i, run in new.runs.items() if i not in old.runs or old.runs[i].opened_to != run.opened_to}
    moved = (
        {i for i, person in new.people.items() if i in old.people and old.people[i].table_id != person.table_id}
        if old.people is not new.people
        else set()
    )
    if not reopened and not moved:
        return set()
    return {note_id for note_id, note in new.notes.items() if note.run_id in reopened or note.author in moved}


def _changed_items(old: Session, new: Session) -> Iterator[str]:
    if old.items is new.items and old.runs is new.runs and old.tables is new.tables:
        return
    reopened = {i for i, run in new.runs.items() if i not in old.runs or old.runs[i].opened_to != run.opened_to}
    laid_out = research_is_laid_out(new) != research_is_laid_out(old) if old.runs is not new.runs else False
    before = old.items
    for item_id, item in new.items.items():
        if (
            before.get(item_id) is not item
            or item.run_id in reopened
            or _moves(item, old, new)
            or (laid_out and isinstance(item.content, ResearchValue))
        ):
            yield item_id


def _moves(item: Item, old: Session, new: Session) -> bool:
    """A call that was prepared for a table which is there now, or no longer."""
    content = item.content
    return isinstance(content, TableLink) and (content.table_id in old.tables) != (content.table_id in new.tables)


def _changed_people(old: Session, new: Session, notes: set[str], moved: set[str]) -> set[str]:
    """Whose own page may be another: of a note it tells only that it is his."""
    affected = {new.notes[i].author for i in moved}
    for note_id in notes - moved:
        before, after = old.notes.get(note_id), new.notes[note_id]
        if before is None or before.deleted != after.deleted:
            affected.add(after.author)
    if old.people is not new.people:
        affected |= {i for i, person in new.people.items() if old.people.get(i) is not person}
        affected |= old.people.keys() - new.people.keys()
    if old.items is not new.items:
        affected |= {item.author for i, item in new.items.items() if item.author and old.items.get(i) is not item}
    if old.hands is not new.hands or old.floor != new.floor:
        affected |= {person_id for person_id in (*old.hands, *new.hands, old.floor, new.floor) if person_id}
    for session in (old, new) if old.runs is not new.runs or old.current != new.current else ():
        run = session.run()
        affected |= (run.ready | run.asking) if run else set()
    for session in (old, new) if old.sheets is not new.sheets else ():
        affected |= {sheet.spokesperson for sheet in session.sheets.values() if sheet.spokesperson}
    return affected
