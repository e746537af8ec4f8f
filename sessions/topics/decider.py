# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workshop as one pure function pair: `decide` says what follows from a command, `reduce` what is true afterwards.

The Decider pattern (docs/architecture.md#the-domain). `reduce` never asks whether something is allowed; `decide` never changes
anything.
"""

from collections.abc import Iterable
from typing import assert_never

from sessions.material.script import leaves
from sessions.material.typed import clean, clean_line
from sessions.model.codes import Refusal
from sessions.model.state import Poster, Session
from sessions.model.viewer import Viewer
from sessions.topics import floor, keeping, notes, people, planning, posting, runs
from sessions.topics.policy import check_policy
from sessions.topics.seating import tables_for
from sessions.wire import commands as c
from sessions.wire import events as e

Decision = tuple[e.Event, ...] | Refusal


def open_workshop(command: c.OpenWorkshop, now_ms: int) -> Decision:
    """The first events of a session."""
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
        ),
    )


def decide(session: Session, command: c.AnyCommand, who: Viewer, now_ms: int) -> Decision:
    """What follows from a command: events (none when it changes nothing), or a refusal.

    The caller decides `runs.due_silence(session, now_ms)` first: silence that is over opens before anything else.
    """
    refusal = check_policy(session, command, who)
    if refusal is not None:
        return refusal
    match command:
        case c.OpenWorkshop():
            return Refusal("id_taken", "session_id")
        case (
            c.AddNote()
            | c.EditNote()
            | c.DeleteNote()
            | c.RestoreNote()
            | c.MoveNote()
            | c.StackNote()
            | c.UnstackNote()
            | c.ChooseNote()
            | c.HideNote()
        ):
            return notes.decide(session, command, who)
        case (
            c.GoToStep()
            | c.StartTimer()
            | c.AddTime()
            | c.PauseTimer()
            | c.ResumeTimer()
            | c.ShortenTimer()
            | c.SayReady()
            | c.AskMoreTime()
            | c.StartPitch()
            | c.EndPitch()
            | c.EndSilence()
        ):
            return runs.decide(session, command, who, now_ms)
        case (
            c.JoinWorkshop()
            | c.ChangeProfile()
            | c.AddProxy()
            | c.MovePerson()
            | c.MarkAway()
            | c.TakeSpokesperson()
            | c.MarkSheetReady()
            | c.ChangeKeys()
        ):
            return people.decide(session, command, who)
        case (
            c.PutPosterValue()
            | c.PutPosterAction()
            | c.PutTension()
            | c.MovePosterEntry()
            | c.RemovePosterEntry()
            | c.RestorePosterEntry()
            | c.MergePosterEntry()
            | c.OrderPoster()
            | c.AnswerChecklist()
            | c.DecideProject()
            | c.TakeSnapshot()
            | c.CloseWorkshop()
        ):
            return posting.decide(session, command, now_ms)
        case c.PutItem() | c.RemoveItem() | c.RestoreItem():
            return keeping.decide(session, command, who, now_ms)
        case c.RaiseHand() | c.GiveFloor() | c.LowerHand() | c.BringHere():
            return floor.decide(session, command, who)
        case c.ChangePlan() | c.FitPlan():
            return planning.decide(session, command, now_ms)
        case _:
            assert_never(command)


def reduce(session: Session | None, event: e.Event) -> Session:
    """The session after a fact. `session` is None only before `workshop_opened`."""
    if isinstance(event, e.WorkshopOpened):
        return _opened(event)
    if session is None:
        raise ValueError("a log begins with workshop_opened")
    match event:
        case (
            e.NoteAdded() | e.NoteEdited() | e.NoteDeleted() | e.NoteRestored() | e.NoteMoved() | e.NoteChosen() | e.NoteHidden()
        ):
            return notes.reduce(session, event)
        case (
            e.RunStarted()
            | e.RunsOpened()
            | e.SilenceEnded()
            | e.TimerSet()
            | e.ReadySaid()
            | e.MoreTimeAsked()
            | e.PitchStarted()
            | e.PitchEnded()
            | e.TablesFrozen()
        ):
            return runs.reduce(session, event)
        case (
            e.PersonJoined()
            | e.ProfileChanged()
            | e.TablesDivided()
            | e.PersonMoved()
            | e.AwayMarked()
            | e.SpokespersonTaken()
            | e.SheetMarkedReady()
            | e.KeysChanged()
        ):
            return people.reduce(session, event)
        case (
            e.PosterEntryPut()
            | e.ChecklistAnswered()
            | e.ProjectDecided()
            | e.PosterOrdered()
            | e.SnapshotTaken()
            | e.WorkshopClosed()
        ):
            return posting.reduce(session, event)
        case e.ItemPut():
            return keeping.reduce(session, event)
        case e.HandRaised() | e.FloorGiven() | e.BroughtHere():
            return floor.reduce(session, event)
        case e.PlanChanged():
            return planning.reduce(session, event)
        case _:
            assert_never(event)


def replay(events: Iterable[e.Event], session: Session | None = None) -> Session | None:
    """The session after a series of facts."""
    for event in events:
        session = reduce(session, event)
    return session


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
        notes={},
        sheets={},
        pitch=None,
        poster=Poster({}, {}),
        snapshots=(),
        plan=planning.plan_of(event.script),
        measures=event.measures,
        items={},
        rehearsal=event.rehearsal,
    )
