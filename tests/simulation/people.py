# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do with what they see: real commands of the real script, also those that come too late."""

from __future__ import annotations

from random import Random

from sessions.material.framework import FOUNDATION_IDS, ValueRef
from sessions.model.poster_entries import PosterValueContent
from sessions.model.state import ActionContent, Content, ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.simulation.page import Page

VALUES = ("privacy", "integrity", "transparency", "security")
LEAVES = ("A2b", "A2b", "B4a", "A2c1", "A2c1", "A3", "B4b1", "A2c2", "A1")
"""Steps that are entered, those with silence and those at the tables most."""


def next_command(page: Page, fresh_id: str) -> c.Command | None:
    """What the person behind this page asks now; None when there is nothing to do."""
    workshop = page.records.get("workshop")
    if not isinstance(workshop, r.WorkshopRecord):
        return None
    run = page.records.get(workshop.current)
    run = run if isinstance(run, r.RunRecord) else None
    match page.viewer.role:
        case "participant":
            return _participant(page, run, fresh_id)
        case "facilitator":
            return _facilitator(page, workshop, run, fresh_id)
        case "scribe":
            return _scribe(page, run, fresh_id)
        case _:
            return None


def _participant(page: Page, run: r.RunRecord | None, fresh_id: str) -> c.Command:
    random = page.random
    me = page.records.get(f"me:{page.viewer.participant_id}")
    if run is None or random.random() < 0.08 or not isinstance(me, r.MeRecord):
        return c.ChangeProfile(f"naam {random.randrange(9)}", random.choice(("", "beleid", "data")))
    seen = [note for note in page.records.values() if isinstance(note, r.NoteRecord)]
    mine = [note for note in seen if note.id in me.mine]
    draw = random.random()
    if draw < 0.4 or not seen:
        kind = "action" if run.leaf_id.startswith("B4") else "value"
        return c.AddNote(fresh_id, run.id, _content(random, kind), random.choice(FOUNDATION_IDS))
    if draw < 0.62 and mine:
        note = random.choice(mine)
        rev = note.rev - (random.random() < 0.05)
        match random.randrange(3):
            case 0:
                return c.DeleteNote(note.id, rev)
            case _:
                return c.EditNote(note.id, max(0, rev), _content(random, note.content))
    if draw < 0.68:
        return c.SayReady(run.id, not me.ready)
    if draw < 0.72:
        return c.AskMoreTime(run.id, not me.asking)
    if draw < 0.75:
        return c.TakeSpokesperson("value", random.random() < 0.7)
    return _arrange(random, seen)


def _arrange(random: Random, seen: list[r.NoteRecord]) -> c.Command:
    """Move, stack, unstack or choose a note; in silence most of these are refused."""
    note, other = random.choice(seen), random.choice(seen)
    match random.randrange(5):
        case 0 | 1:
            return c.MoveNote(note.id, note.rev, random.choice(FOUNDATION_IDS), random.choice(("", other.id)))
        case 2:
            return c.StackNote(note.id, note.rev, other.id)
        case 3:
            return c.UnstackNote(note.id, note.rev)
        case _:
            return c.ChooseNote(note.id, note.choice_rev, random.choice(("chosen", "set_aside", None)), "reden")


def _facilitator(page: Page, workshop: r.WorkshopRecord, run: r.RunRecord | None, fresh_id: str) -> c.Command:
    random = page.random
    if run is None:
        return c.GoToStep(random.choice(LEAVES), workshop.current)
    draw = random.random()
    if run.silent and run.opened_to == "author":
        if run.timer_state == "paused" and draw < 0.6:
            return c.ResumeTimer(run.id)
        return (
            c.AddTime(run.id, random.choice((1, 1, 2)))
            if draw < 0.4
            else c.ShortenTimer(run.id)
            if draw < 0.6
            else c.PauseTimer(run.id)
            if draw < 0.8
            else c.GoToStep(random.choice(LEAVES), workshop.current)
        )
    people = [each for each in page.records.values() if isinstance(each, r.PersonRecord)]
    tables = [each for each in page.records.values() if isinstance(each, r.TableRecord)]
    notes = [each for each in page.records.values() if isinstance(each, r.NoteRecord)]
    values = [each for each in page.records.values() if isinstance(each, r.PosterValueRecord)]
    if draw < 0.3:
        return c.GoToStep(random.choice(LEAVES), workshop.current)
    if draw < 0.4:
        return random.choice((c.StartTimer(run.id), c.PauseTimer(run.id), c.AddTime(run.id, 60)))
    if draw < 0.55 and people and tables:
        return c.MovePerson(random.choice(people).participant_id, random.choice(tables).id)
    if draw < 0.65 and notes:
        note = random.choice(notes)
        return c.HideNote(note.id, not note.hidden)
    if draw < 0.75 and values:
        entry = random.choice(values)
        return random.choice((c.MovePosterEntry(entry.id, entry.rev), c.RemovePosterEntry(entry.id, entry.rev)))
    if draw < 0.8:
        return c.TakeSnapshot()
    origins = (random.choice(notes).id,) if notes else ()
    return c.PutPosterEntry(
        fresh_id,
        0,
        PosterValueContent(foundation=random.choice(FOUNDATION_IDS), value=ValueRef("privacy"), meaning="omdat"),
        origins,
    )


def _scribe(page: Page, run: r.RunRecord | None, fresh_id: str) -> c.Command:
    proxies = [each for each in page.records.values() if isinstance(each, r.PersonRecord) and each.proxy]
    tables = [each for each in page.records.values() if isinstance(each, r.TableRecord)]
    if tables and (run is None or not proxies or page.random.random() < 0.1):
        return c.AddProxy(fresh_id, page.random.choice(tables).id, "Oma")
    behalf = page.random.choice(proxies).participant_id if proxies else ""
    run_id = run.id if run else "r0"
    return c.AddNote(fresh_id, run_id, _content(page.random, "value"), page.random.choice(FOUNDATION_IDS), behalf)


def _content(random: Random, like: str | Content) -> Content:
    if like == "action" or isinstance(like, ActionContent):
        return ActionContent(f"Doe {random.randrange(99)}", "Team")
    return ValueContent(ValueRef(random.choice(VALUES)), f"omdat {random.randrange(99)}")
