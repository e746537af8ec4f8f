# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The follow-up talk and who watches over the case: coordinator, appointment, answers, what is finished of the path."""

from typing import assert_never

from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier import events as e
from organisation.dossier.days import is_day, is_time
from organisation.dossier.state import Answer, Appointment, Coordination, Dossier
from sessions.material.typed import clean, clean_line
from sessions.model.codes import Refusal

Command = c.SetCoordinator | c.SetAppointment | c.AnswerFollowUp | c.SetDone
Event = e.CoordinatorSet | e.AppointmentSet | e.FollowUpAnswered | e.StepDone


def decide(dossier: Dossier, command: Command) -> e.Decision:
    """What follows from a command of this topic."""
    match command:
        case c.SetCoordinator():
            return _set_coordinator(dossier, command)
        case c.SetAppointment():
            return _set_appointment(dossier, command)
        case c.AnswerFollowUp():
            return _answer(dossier, command)
        case c.SetDone():
            if command.day and not is_day(command.day):
                return Refusal("invalid", "day")
            return () if dossier.done.get(command.step, "") == command.day else (e.StepDone(command.step, command.day),)
        case _:
            assert_never(command)


def reduce(dossier: Dossier, event: Event) -> Dossier:
    """The case after a fact of this topic."""
    match event:
        case e.CoordinatorSet():
            return replace(dossier, coordination=event.coordination)
        case e.AppointmentSet():
            return replace(dossier, appointment=event.appointment)
        case e.FollowUpAnswered():
            answers = list(dossier.answers)
            answers[event.question] = event.answer
            return replace(dossier, answers=tuple(answers))
        case e.StepDone():
            done = {step: day for step, day in dossier.done.items() if step != event.step}
            return replace(dossier, done={**done, event.step: event.day} if event.day else done)
        case _:
            assert_never(event)


def _set_coordinator(dossier: Dossier, command: c.SetCoordinator) -> e.Decision:
    was = dossier.coordination
    wanted = Coordination(clean_line(command.coordinator), command.from_day, was.rev)
    if wanted == was:
        return ()
    if command.base_rev != was.rev:
        return Refusal("stale_rev", "coordinator")
    if not wanted.coordinator:
        return Refusal("empty", "coordinator")
    if wanted.from_day and not is_day(wanted.from_day):
        return Refusal("invalid", "from_day")
    return (e.CoordinatorSet(replace(wanted, rev=was.rev + 1)),)


def _set_appointment(dossier: Dossier, command: c.SetAppointment) -> e.Decision:
    was = dossier.appointment
    wanted = Appointment(command.day, command.time, clean_line(command.with_whom), was.rev)
    if wanted == was:
        return ()
    if command.base_rev != was.rev:
        return Refusal("stale_rev", "day")
    if wanted.day and not is_day(wanted.day):
        return Refusal("invalid", "day")
    if wanted.time and not (wanted.day and is_time(wanted.time)):
        return Refusal("invalid", "time")
    return (e.AppointmentSet(replace(wanted, rev=was.rev + 1)),)


def _answer(dossier: Dossier, command: c.AnswerFollowUp) -> e.Decision:
    was = dossier.answers[command.question]
    text = clean(command.text)
    if text == was.text:
        return ()
    if command.base_rev != was.rev:
        return Refusal("stale_rev", "text")
    return (e.FollowUpAnswered(command.question, Answer(text, was.rev + 1)),)
