# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Composing the poster, fixing it, and ending the workshop."""

from typing import assert_never

from msgspec.structs import replace

from sessions import commands as c
from sessions import events as e
from sessions.canonical import sha256_hex
from sessions.codes import Refusal
from sessions.limits import MAX_POSTER_ENTRIES, MAX_SNAPSHOTS
from sessions.ordering import key_between
from sessions.poster import canonical_poster, entry_order, poster_content
from sessions.state import (
    ChecklistAnswer,
    PosterAction,
    PosterEntry,
    PosterValue,
    ProjectDecision,
    Session,
    Snapshot,
    Tension,
)
from sessions.wording import clean, clean_line, clean_value, clean_values

PutCommand = c.PutPosterValue | c.PutPosterAction | c.PutTension
EntryCommand = c.MovePosterEntry | c.RemovePosterEntry | c.RestorePosterEntry
Command = PutCommand | EntryCommand | c.AnswerChecklist | c.DecideProject | c.TakeSnapshot | c.CloseWorkshop
Event = e.PosterEntryPut | e.ChecklistAnswered | e.ProjectDecided | e.SnapshotTaken | e.WorkshopClosed
Decision = tuple[e.Event, ...] | Refusal


def decide(session: Session, command: Command, now_ms: int) -> Decision:
    """What follows from a command about the poster. The policy table has been asked already."""
    match command:
        case c.PutPosterValue() | c.PutPosterAction() | c.PutTension():
            return _put(session, command)
        case c.MovePosterEntry() | c.RemovePosterEntry() | c.RestorePosterEntry():
            return _arrange(session, command)
        case c.AnswerChecklist():
            if not any(item.id == command.item_id for item in session.script.checklist):
                return Refusal("unknown_entry", "item_id")
            answer = session.poster.answers.get(command.item_id) or ChecklistAnswer(command.item_id)
            if answer.rev != command.base_rev:
                return Refusal("stale_rev")
            return (e.ChecklistAnswered(ChecklistAnswer(command.item_id, clean(command.answer), command.done, answer.rev + 1)),)
        case c.DecideProject():
            decision = session.poster.decision
            if decision.rev != command.base_rev:
                return Refusal("stale_rev")
            return (e.ProjectDecided(ProjectDecision(command.outcome, clean(command.reason), decision.rev + 1)),)
        case c.TakeSnapshot():
            return _take_snapshot(session, now_ms)
        case c.CloseWorkshop():
            return (e.WorkshopClosed(now_ms),)
        case _:
            assert_never(command)


def reduce(session: Session, event: Event) -> Session:
    """The session after a fact about the poster."""
    poster = session.poster
    match event:
        case e.PosterEntryPut():
            entries = {**poster.entries, event.entry.id: event.entry}
            return replace(session, poster=replace(poster, entries=entries))
        case e.ChecklistAnswered():
            answers = {**poster.answers, event.answer.item_id: event.answer}
            return replace(session, poster=replace(poster, answers=answers))
        case e.ProjectDecided():
            return replace(session, poster=replace(poster, decision=event.decision))
        case e.SnapshotTaken():
            return replace(session, snapshots=(*session.snapshots, event.snapshot))
        case e.WorkshopClosed():
            return replace(session, phase="closed", pitch=None)
        case _:
            assert_never(event)


def _put(session: Session, command: PutCommand) -> Decision:
    entry = _entry_of(session, command)
    if isinstance(entry, Refusal):
        return entry
    known = session.poster.entries.get(command.entry_id)
    if known is None:
        if command.base_rev:
            return Refusal("unknown_entry", "entry_id")
        if len(session.poster.entries) >= MAX_POSTER_ENTRIES:
            return Refusal("too_many")
        last = max((other.order for other in session.poster.entries.values()), default="")
        return (e.PosterEntryPut(replace(entry, order=key_between(last, ""), rev=1)),)
    if type(known) is not type(entry):
        return Refusal("wrong_kind")
    if known.rev != command.base_rev or known.removed:
        return Refusal("stale_rev")
    return (e.PosterEntryPut(replace(entry, order=known.order, rev=known.rev + 1)),)


def _entry_of(session: Session, command: PutCommand) -> PosterEntry | Refusal:
    framework = session.framework
    if isinstance(command, c.PutTension):
        value_a, value_b = clean_value(command.value_a, framework), clean_value(command.value_b, framework)
        if isinstance(value_a, Refusal):
            return Refusal(value_a.code, "value_a")
        if isinstance(value_b, Refusal):
            return Refusal(value_b.code, "value_b")
        return Tension(
            id=command.entry_id,
            value_a=value_a,
            value_b=value_b,
            clash=clean(command.clash),
            affected=clean_line(command.affected),
            choice=clean(command.choice),
            reason=clean(command.reason),
            decides=clean_line(command.decides),
        )
    origins = tuple(dict.fromkeys(command.origins))
    known = getattr(session.poster.entries.get(command.entry_id), "origins", ())
    if any(note_id not in known and not _may_be_origin(session, note_id) for note_id in origins):
        return Refusal("unknown_note", "origins")
    if isinstance(command, c.PutPosterValue):
        value = clean_value(command.value, framework)
        if isinstance(value, Refusal):
            return value
        return PosterValue(command.entry_id, command.foundation, value, clean(command.meaning), origins)
    action = clean(command.action)
    if not action:
        return Refusal("empty", "action")
    values = clean_values(command.values, framework)
    if isinstance(values, Refusal):
        return values
    return PosterAction(
        id=command.entry_id,
        foundation=command.foundation,
        action=action,
        holder=clean_line(command.holder),
        term=clean_line(command.term),
        monitor=clean_line(command.monitor),
        level=command.level,
        audience=clean_line(command.audience),
        values=values,
        origins=origins,
    )


def _may_be_origin(session: Session, note_id: str) -> bool:
    """A note that has opened and is not hidden. What an entry has as origin already stays it, whatever became of the note."""
    note = session.notes.get(note_id)
    return note is not None and bool(note.order) and not note.deleted and not note.hidden


def _arrange(session: Session, command: EntryCommand) -> Decision:
    entry = session.poster.entries.get(command.entry_id)
    if entry is None:
        return Refusal("unknown_entry", "entry_id")
    if entry.rev != command.base_rev:
        return Refusal("stale_rev")
    rev = entry.rev + 1
    match command:
        case c.RemovePosterEntry():
            return () if entry.removed else (e.PosterEntryPut(replace(entry, removed=True, rev=rev)),)
        case c.RestorePosterEntry():
            return (e.PosterEntryPut(replace(entry, removed=False, rev=rev)),) if entry.removed else ()
        case c.MovePosterEntry():
            peers = sorted(
                (o for o in session.poster.entries.values() if type(o) is type(entry) and o.id != entry.id), key=entry_order
            )
            before = ""
            if command.after_id:
                after_entry = next((peer for peer in peers if peer.id == command.after_id), None)
                if after_entry is None:
                    return Refusal("unknown_entry", "after_id")
                before = after_entry.order
            after = next((peer.order for peer in peers if peer.order > before), "")
            return (e.PosterEntryPut(replace(entry, order=key_between(before, after), rev=rev)),)
        case _:
            assert_never(command)


def _take_snapshot(session: Session, now_ms: int) -> Decision:
    content = poster_content(session)
    if not content.values and not content.actions:
        return Refusal("poster_empty")
    canonical = canonical_poster(content)
    if session.snapshots and session.snapshots[-1].canonical == canonical:
        return Refusal("snapshot_unchanged")
    if len(session.snapshots) >= MAX_SNAPSHOTS:
        return Refusal("too_many")
    version = len(session.snapshots) + 1
    return (e.SnapshotTaken(Snapshot(version, canonical, sha256_hex(canonical), now_ms)),)
