# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The texts and choices of the form. Two who write the same text at once lose nothing: the second is refused, and keeps his."""

from typing import assert_never

from msgspec.structs import replace

from organisation.strategy import commands as c
from organisation.strategy import events as e
from organisation.strategy.state import Chosen, People, Placed, Strategy, Written
from sessions.material.typed import clean, clean_line
from sessions.model.codes import Refusal

Command = c.SetPeople | c.WriteField | c.SetChosen | c.PlaceInstrument
Event = e.PeopleSet | e.FieldWritten | e.ChosenSet | e.InstrumentPlaced


def decide(strategy: Strategy, command: Command) -> e.Decision:
    """What follows from a command of this topic."""
    match command:
        case c.SetPeople():
            return _people(strategy.people, command)
        case c.WriteField():
            was, text = strategy.fields.get(command.field, Written()), clean(command.text)
            if text == was.text:
                return ()
            if command.base_rev != was.rev:
                return Refusal("stale_rev", "text")
            return (e.FieldWritten(command.field, Written(text, was.rev + 1)),)
        case c.SetChosen():
            chosen = strategy.chosen
            if (command.approach, command.governance) == (chosen.approach, chosen.governance):
                return ()
            if command.base_rev != chosen.rev:
                return Refusal("stale_rev", "approach")
            return (e.ChosenSet(Chosen(command.approach, command.governance, chosen.rev + 1)),)
        case c.PlaceInstrument():
            placed, note = strategy.instruments.get(command.instrument, Placed()), clean(command.note)
            if (command.use, note) == (placed.use, placed.note):
                return ()
            if command.base_rev != placed.rev:
                return Refusal("stale_rev", "note")
            return (e.InstrumentPlaced(command.instrument, Placed(command.use, note, placed.rev + 1)),)
        case _:
            assert_never(command)


def reduce(strategy: Strategy, event: Event) -> Strategy:
    """The strategy after a fact of this topic."""
    match event:
        case e.PeopleSet():
            return replace(strategy, people=event.people)
        case e.FieldWritten():
            return replace(strategy, fields={**strategy.fields, event.field: event.written})
        case e.ChosenSet():
            return replace(strategy, chosen=event.chosen)
        case e.InstrumentPlaced():
            return replace(strategy, instruments={**strategy.instruments, event.instrument: event.placed})
        case _:
            assert_never(event)


def _people(was: People, command: c.SetPeople) -> e.Decision:
    now = People(
        owner=clean_line(command.owner),
        mandate=clean(command.mandate),
        administrator=clean_line(command.administrator),
        contact=clean_line(command.contact),
        rev=was.rev + 1,
    )
    if replace(now, rev=was.rev) == was:
        return ()
    return (e.PeopleSet(now),) if command.base_rev == was.rev else Refusal("stale_rev", "people")
