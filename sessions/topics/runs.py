# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs and their timers: entering steps, silence, time, "klaar", pitches."""

from typing import assert_never

from msgspec.structs import replace

from sessions.material.limits import MAX_RUNS, PITCH_MINUTES, SHORTEN_TO_PART
from sessions.material.script import NoteKind, find_leaf, is_break
from sessions.model.codes import Refusal
from sessions.model.state import Circle, Pitch, Run, Session, Sheet, Showing, Timer
from sessions.model.viewer import Viewer
from sessions.topics.keeping import answered_help, open_items, opening_items
from sessions.topics.notes import open_notes
from sessions.topics.places import place_hidden, shortened
from sessions.topics.planning import planned_minutes
from sessions.wire import commands as c
from sessions.wire import events as e

TimerCommand = c.StartTimer | c.AddTime | c.PauseTimer | c.ResumeTimer | c.ShortenTimer
Command = TimerCommand | c.GoToStep | c.SayReady | c.AskMoreTime | c.StartPitch | c.EndPitch | c.EndSilence
Event = (
    e.RunStarted
    | e.RunsOpened
    | e.SilenceEnded
    | e.TimerSet
    | e.ReadySaid
    | e.MoreTimeAsked
    | e.PitchStarted
    | e.PitchEnded
    | e.TablesFrozen
)


def decide(session: Session, command: Command, who: Viewer, now_ms: int) -> e.Decision:
    """What follows from a command about steps and time. The policy table has been asked already."""
    if command.run_id != session.current:
        return Refusal("stale_run", "run_id")
    if isinstance(command, c.GoToStep):
        return _go(session, command, now_ms)
    run = session.run()
    if run is None:
        return Refusal("not_now")
    match command:
        case c.SayReady():
            return _say_ready(session, run, command, who)
        case c.AskMoreTime():
            if (who.participant_id in run.asking) == command.asking:
                return ()
            return (e.MoreTimeAsked(run.id, who.participant_id, command.asking),)
        case c.StartPitch():
            leaf = session.leaf()
            if leaf is None or not leaf.pitches:
                return Refusal("not_now")
            if command.table_id not in session.tables:
                return Refusal("unknown_table", "table_id")
            return (e.PitchStarted(Pitch(run.id, command.table_id, now_ms + PITCH_MINUTES * session.minute_ms)),)
        case c.EndPitch():
            return (e.PitchEnded(),) if session.pitch else ()
        case c.EndSilence():
            return _end_silence(session, run, command, now_ms)
        case _:
            timer = _next_timer(session, run, command, now_ms)
            return timer if isinstance(timer, Refusal) else (e.TimerSet(run.id, timer, answered=isinstance(command, c.AddTime)),)


def due_silence(session: Session, now_ms: int) -> c.EndSilence | None:
    """The command that must go before any other: the silence whose time is over, or None.

    A room asks this before it decides anything, and when its own timer goes off (I10).
    """
    run = session.run()
    if run is None or not run.locked or run.timer.state != "running" or now_ms < run.timer.ends_at_ms:
        return None
    return c.EndSilence(run.id, run.timer.version)


def reduce(session: Session, event: Event) -> Session:
    """The session after a fact about runs."""
    match event:
        case e.RunStarted():
            runs = {**session.runs, event.run.id: event.run}
            return replace(session, phase="running", runs=runs, current=event.run.id, pitch=None, showing=Showing())
        case e.RunsOpened():
            runs = {**session.runs, **{i: replace(session.runs[i], opened_to=event.to) for i in event.run_ids}}
            return replace(session, runs=runs)
        case e.SilenceEnded():
            run = session.runs[event.run_id]
            ended = replace(run, opened_to="table", timer=Timer("ended", run.timer.version + 1))
            notes, items = open_notes(session, event.placed), open_items(session, event.items)
            return replace(session, runs={**session.runs, run.id: ended}, notes=notes, items=items)
        case e.TimerSet():
            run = session.runs[event.run_id]
            run = replace(run, timer=event.timer, asking=frozenset() if event.answered else run.asking)
            return replace(session, runs={**session.runs, run.id: run})
        case e.ReadySaid():
            run = session.runs[event.run_id]
            ready = run.ready | {event.participant_id} if event.ready else run.ready - {event.participant_id}
            return replace(session, runs={**session.runs, run.id: replace(run, ready=ready)})
        case e.MoreTimeAsked():
            run = session.runs[event.run_id]
            asking = run.asking | {event.participant_id} if event.asking else run.asking - {event.participant_id}
            return replace(session, runs={**session.runs, run.id: replace(run, asking=asking)})
        case e.PitchStarted():
            return replace(session, pitch=event.pitch)
        case e.PitchEnded():
            return replace(session, pitch=None)
        case e.TablesFrozen():
            sheets = {sheet_id(t, kind): Sheet(t, kind) for t in session.tables for kind in _sheet_kinds(session)}
            return replace(session, tables_frozen=True, sheets={**sheets, **session.sheets})
        case _:
            assert_never(event)


def _say_ready(session: Session, run: Run, command: c.SayReady, who: Viewer) -> e.Decision:
    """People say it themselves; for somebody without a device the scribe does."""
    person = session.participant(command.behalf if who.role == "scribe" else who.participant_id)
    if person is None or (who.role == "scribe" and not person.proxy) or (command.behalf and who.role != "scribe"):
        return Refusal("not_allowed", "behalf")
    return () if (person.id in run.ready) == command.ready else (e.ReadySaid(run.id, person.id, command.ready),)


def sheet_id(table_id: str, kind: str) -> str:
    """The key of a table's sheet of one kind."""
    return f"{table_id}:{kind}"


def _sheet_kinds(session: Session) -> set[NoteKind]:
    return {step.sheet for part in session.script.parts for step in part.steps if step.sheet}


def _go(session: Session, command: c.GoToStep, now_ms: int) -> e.Decision:
    leaf = find_leaf(session.script, command.leaf_id)
    pause = is_break(command.leaf_id)
    if leaf is None or (pause and not planned_minutes(session, leaf.id)):
        return Refusal("unknown_step", "leaf_id")
    if len(session.runs) >= MAX_RUNS:
        return Refusal("too_many")
    length_ms = planned_minutes(session, leaf.id) * session.minute_ms
    opened_to: Circle = "author" if leaf.silent else "room" if leaf.mode == "plenary" else "table"
    at_once = leaf.silent or pause
    timer = Timer("running", 1, ends_at_ms=now_ms + length_ms) if at_once else Timer("idle", 0, left_ms=length_ms)
    run = Run(f"r{len(session.runs) + 1}", leaf.id, leaf.silent, now_ms, timer, opened_to)
    events: list[e.Event] = []
    if leaf.mode != "plenary" and not session.tables_frozen:
        events.append(e.TablesFrozen())
    events += answered_help(session, now_ms)
    events.append(e.RunStarted(run))
    if leaf.mode == "plenary" and not pause:
        # In the plenary everything that the tables saw goes to the room.
        opened = tuple(run.id for run in session.runs.values() if run.opened_to == "table")
        if opened:
            events.append(e.RunsOpened(opened, "room"))
            events += shortened(reduce(session, e.RunsOpened(opened, "room")), opened)
    return tuple(events)


def _end_silence(session: Session, run: Run, command: c.EndSilence, now_ms: int) -> e.Decision:
    if not run.locked or run.timer.version != command.version or run.timer.state != "running":
        return Refusal("run_ended")
    if now_ms < run.timer.ends_at_ms:
        return Refusal("not_now")
    return (e.SilenceEnded(run.id, command.version, place_hidden(session, run.id), opening_items(session, run.id)),)


def _next_timer(session: Session, run: Run, command: TimerCommand, now_ms: int) -> Timer | Refusal:
    timer = run.timer
    version = timer.version + 1
    if timer.state == "ended":
        return Refusal("run_ended")
    left_ms = max(0, timer.ends_at_ms - now_ms) if timer.state == "running" else timer.left_ms
    match command:
        case c.StartTimer():
            if timer.state != "idle":
                return Refusal("timer_not_idle")
            return Timer("running", version, ends_at_ms=now_ms + left_ms)
        case c.AddTime():
            more_ms = left_ms + command.seconds * 1000
            if timer.state == "running":
                return Timer("running", version, ends_at_ms=now_ms + more_ms)
            return Timer(timer.state, version, left_ms=more_ms)
        case c.PauseTimer():
            if timer.state != "running" or not left_ms:
                return Refusal("timer_not_running")
            return Timer("paused", version, left_ms=left_ms)
        case c.ResumeTimer():
            if timer.state != "paused":
                return Refusal("timer_not_paused")
            return Timer("running", version, ends_at_ms=now_ms + left_ms)
        case c.ShortenTimer():
            short_ms = session.minute_ms // SHORTEN_TO_PART
            if timer.state == "idle":
                return Refusal("timer_not_running")
            if left_ms <= short_ms:
                return Refusal("too_short")
            return Timer("running", version, ends_at_ms=now_ms + short_ms)
        case _:
            assert_never(command)
