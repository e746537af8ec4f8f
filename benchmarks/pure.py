# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the rules alone cost, without socket or store: `python -m benchmarks --only pure`.

Microseconds of CPU of one edit and of one added note on boards of fifty, five hundred and five thousand notes, taken apart into
deciding, reducing and telling what changed. Boards take turns, so that whatever else the machine does meets all; the least
median of the rounds is told.
"""

import gc
import time
from statistics import median

import msgspec
from msgspec import Struct

from benchmarks.prepared import Script, values
from benchmarks.units import SIZES
from sessions.model.codes import Refusal
from sessions.model.state import Session
from sessions.model.viewer import Viewer
from sessions.seen.view import changes
from sessions.topics import decider
from sessions.wire import commands as c

_CONNECTED = 15
_TIMES = 30
COMMANDS = ("edit", "added note")


class Cost(Struct):
    """Of one kind of command on a board of `notes`: microseconds of CPU."""

    command: str
    notes: int
    decide: float
    reduce: float
    changes: float

    @property
    def together(self) -> float:
        """All three."""
        return self.decide + self.reduce + self.changes


def board(notes: int) -> Script:
    """A workshop with so many notes."""
    return Script(f"met{notes}", _CONNECTED, notes)


def measure(rounds: int) -> list[Cost]:
    """Medians over the rounds."""
    boards = {size: board(size) for size in SIZES}
    found: dict[tuple[str, int], list[tuple[float, ...]]] = {}
    gc.collect()
    gc.disable()
    for round_number in range(rounds):
        for size, made in boards.items():
            session = made.session
            for name in COMMANDS:
                spent = []
                for number in range(_TIMES):
                    asked = command(name, session, number, round_number)
                    times, session = once(session, asked, number % _CONNECTED)
                    spent.append(times)
                found.setdefault((name, size), []).append(tuple(median(each) for each in zip(*spent, strict=True)))
            made.session = session
    gc.enable()
    return [
        Cost(name, size, *(min(each) for each in zip(*all_rounds, strict=True))) for (name, size), all_rounds in found.items()
    ]


def command(name: str, session: Session, number: int, round_number: int) -> c.Command:
    """The next one of those with sockets, in turn."""
    kind = values()[number % 15]
    if name == "edit":
        note = session.notes[f"n{number % _CONNECTED}"]
        # The same value: another one would take the note to another column.
        content = msgspec.structs.replace(note.content, why=f"ronde {round_number}, zin {number}")
        return c.EditNote(note.id, note.rev, content)
    return msgspec.structs.replace(kind, note_id=f"x{round_number}-{number}", run_id=session.current)


def once(session: Session, command: c.Command, author: int) -> tuple[tuple[float, float, float], Session]:
    """Carry it out: what deciding, reducing and telling took, and what is true then. Raises TypeError when it is refused."""
    who, clock = Viewer("participant", [*session.people][author]), time.process_time_ns
    begun = clock()
    decision = decider.decide(session, command, who, 0)
    decided = clock()
    if isinstance(decision, Refusal):
        raise TypeError(f"{command} was refused: {decision}")
    after = decider.replay(decision, session)
    reduced = clock()
    if after is None:
        raise TypeError("a workshop is gone")
    changes(session, after)
    told = clock()
    return ((decided - begun) / 1e3, (reduced - decided) / 1e3, (told - reduced) / 1e3), after


def told(costs: list[Cost]) -> str:
    """The figures as a Markdown table; the ratio is to the smallest board."""
    least = {each.command: each.together for each in costs if each.notes == SIZES[0]}
    lines = ["| µs of CPU | decide | reduce | changes | together | ratio |", "|---|---:|---:|---:|---:|---:|"]
    for each in sorted(costs, key=lambda each: (each.command, each.notes)):
        figures = " | ".join(f"{figure:,.0f}" for figure in (each.decide, each.reduce, each.changes, each.together))
        lines.append(f"| {each.command}, {each.notes:,} notes | {figures} | {each.together / least[each.command]:.2f} |")
    return "\n".join(lines)
