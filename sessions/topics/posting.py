# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Composing the poster, and fixing it."""

from typing import assert_never

from msgspec.structs import replace

from sessions.material.limits import MAX_ORIGINS, MAX_POSTER_ENTRIES, MAX_SNAPSHOTS
from sessions.material.typed import clean
from sessions.model.codes import Refusal
from sessions.model.items import JointAction
from sessions.model.poster_entries import PosterEntry, TensionContent
from sessions.model.state import ChecklistAnswer, ProjectDecision, Session, Snapshot
from sessions.topics.canonical import sha256_hex
from sessions.topics.entry_cleaning import clean_entry
from sessions.topics.made_ids import is_free
from sessions.topics.ordering import key_between
from sessions.topics.poster import canonical_poster, entry_order, poster_content
from sessions.wire import commands as c
from sessions.wire import events as e

EntryCommand = c.MovePosterEntry | c.RemovePosterEntry | c.RestorePosterEntry
Command = (
    c.PutPosterEntry | EntryCommand | c.MergePosterEntry | c.OrderPoster | c.AnswerChecklist | c.DecideProject | c.TakeSnapshot
)
Event = e.PosterEntryPut | e.ChecklistAnswered | e.ProjectDecided | e.PosterOrdered | e.SnapshotTaken


def decide(session: Session, command: Command, now_ms: int) -> e.Decision:
    """What follows from a command about the poster. The policy table has been asked already."""
    match command:
        case c.PutPosterEntry():
            return _put(session, command)
        case c.MovePosterEntry() | c.RemovePosterEntry() | c.RestorePosterEntry():
            return _arrange(session, command)
        case c.MergePosterEntry():
            return _merge(session, command)
        case c.OrderPoster():
            if session.poster.priority_rev != command.base_rev:
                return Refusal("stale_rev")
            poster = session.poster
            if (poster.by_priority, poster.by_principle) == (command.by_priority, command.by_principle):
                return ()
            return (e.PosterOrdered(command.by_priority, command.base_rev + 1, by_principle=command.by_principle),)
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
        case e.PosterOrdered():
            ordered = replace(poster, by_priority=event.by_priority, by_principle=event.by_principle, priority_rev=event.rev)
            return replace(session, poster=ordered)
        case e.SnapshotTaken():
            return replace(session, snapshots=(*session.snapshots, event.snapshot))
        case _:
            assert_never(event)


def _put(session: Session, command: c.PutPosterEntry) -> e.Decision:
    known = session.poster.entries.get(command.entry_id)
    origins = tuple(dict.fromkeys(command.origins))
    if origins and isinstance(command.content, TensionContent):
        return Refusal("wrong_kind", "origins")
    if not all(_may_be_origin(session, origin_id) for origin_id in origins if known is None or origin_id not in known.origins):
        return Refusal("unknown_note", "origins")
    content = clean_entry(session, command.content)
    if isinstance(content, Refusal):
        return content
    if known is None:
        if command.base_rev:
            return Refusal("unknown_entry", "entry_id")
        if not is_free(session, command.entry_id):
            return Refusal("id_taken", "entry_id")
        if len(session.poster.entries) >= MAX_POSTER_ENTRIES:
            return Refusal("too_many")
        last = max((other.order for other in session.poster.entries.values()), default="")
        return (e.PosterEntryPut(PosterEntry(command.entry_id, content, origins, key_between(last, ""), rev=1)),)
    if type(known.content) is not type(content):
        return Refusal("wrong_kind")
    if known.rev != command.base_rev or known.removed:
        return Refusal("stale_rev")
    return (e.PosterEntryPut(replace(known, content=content, origins=origins, rev=known.rev + 1)),)


def _may_be_origin(session: Session, origin_id: str) -> bool:
    """A note that has opened and is not hidden, or a joint action. What an entry has as origin already stays it, whatever became
    of the note.
    """
    item = session.items.get(origin_id)
    if item is not None:
        return isinstance(item.content, JointAction) and not item.removed
    note = session.notes.get(origin_id)
    return note is not None and bool(note.order) and not note.deleted and not note.hidden


def _arrange(session: Session, command: EntryCommand) -> e.Decision:
    entry = session.poster.entries.get(command.entry_id)
    if entry is None:
        return Refusal("unknown_entry", "entry_id")
    if entry.rev != command.base_rev:
        return Refusal("stale_rev")
    rev = entry.rev + 1
    match command:
        case c.RemovePosterEntry():
            if entry.removed:
                return ()
            why = "" if isinstance(entry.content, TensionContent) else clean(command.reason)
            return (e.PosterEntryPut(replace(entry, removed=True, dropped_because=why, rev=rev)),)
        case c.RestorePosterEntry():
            return _restore(session, entry) if entry.removed else ()
        case c.MovePosterEntry():
            peers = sorted(
                (o for o in session.poster.entries.values() if type(o.content) is type(entry.content) and o.id != entry.id),
                key=entry_order,
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


def _merge(session: Session, command: c.MergePosterEntry) -> e.Decision:
    """One entry goes into another: it disappears, its origins stay with the other (PST-12)."""
    entries = session.poster.entries
    entry, into = entries.get(command.entry_id), entries.get(command.into_id)
    if entry is None or entry.removed:
        return Refusal("unknown_entry", "entry_id")
    if into is None or into.removed or into.id == entry.id:
        return Refusal("unknown_entry", "into_id")
    if (entry.rev, into.rev) != (command.base_rev, command.into_base_rev):
        return Refusal("stale_rev")
    if isinstance(entry.content, TensionContent) or type(entry.content) is not type(into.content):
        return Refusal("wrong_kind", "into_id")
    why = clean(command.reason)
    origins = tuple(dict.fromkeys((*into.origins, *entry.origins)))[:MAX_ORIGINS]
    return (
        e.PosterEntryPut(replace(entry, removed=True, merged_into=into.id, dropped_because=why, rev=entry.rev + 1)),
        e.PosterEntryPut(replace(into, origins=origins, rev=into.rev + 1)),
    )


def _restore(session: Session, entry: PosterEntry) -> tuple[e.Event, ...]:
    """Back on the poster; one that was merged takes its origins with it."""
    rev = entry.rev + 1
    back = e.PosterEntryPut(replace(entry, removed=False, merged_into="", dropped_because="", rev=rev))
    into = session.poster.entries.get(entry.merged_into)
    if into is None:
        return (back,)
    kept = tuple(origin for origin in into.origins if origin not in entry.origins)
    return (back, e.PosterEntryPut(replace(into, origins=kept, rev=into.rev + 1)))


def _take_snapshot(session: Session, now_ms: int) -> e.Decision:
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
