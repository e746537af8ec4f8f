# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dividing people over tables, as numbers and lists only (DOM-17).

The facilitator may choose the tables and who sits where. Else there are three tables, one per foundation. Below nine people
`max(1, n // 3)` tables, each with more foundations. From nineteen people several tables per foundation, so that no table has more
than six (the handbook calls three to five ideal).
"""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from sessions.material.framework import FOUNDATION_IDS, FoundationId
from sessions.model.state import Participant, PreparedTable, Seating, Session, Table
from sessions.wire import events as e

BY_NUMBER = Seating()
"""No tables were chosen."""
_FULL_HOUSE = 9
_MOST_AT_TABLE = 6


def tables_for(people: int) -> tuple[Table, ...]:
    """The tables for this many people."""
    if people >= _FULL_HOUSE:
        per_foundation = -(-people // (len(FOUNDATION_IDS) * _MOST_AT_TABLE))
        names = [(foundation, number + 1) for number in range(per_foundation) for foundation in FOUNDATION_IDS]
        return tuple(Table(f"t{i + 1}", (foundation,), number) for i, (foundation, number) in enumerate(names))
    count = max(1, people // 3)
    shared: list[list[FoundationId]] = [[] for _ in range(count)]
    for index, foundation in enumerate(FOUNDATION_IDS):
        shared[index % count].append(foundation)
    return tuple(Table(f"t{i + 1}", tuple(foundations)) for i, foundations in enumerate(shared))


def wanted_tables(seating: Seating, people: int) -> tuple[Table, ...]:
    """The tables that were chosen beforehand, else those for this many people."""
    if not seating.tables:
        return tables_for(people)
    tables: list[Table] = []
    for prepared in seating.tables:
        alike = sum(table.foundations[0] == prepared.foundations[0] for table in tables)
        tables.append(Table(f"t{len(tables) + 1}", prepared.foundations, alike + 1))
    return tuple(tables)


def seated_anew(session: Session) -> tuple[e.TablesDivided, ...]:
    """What else follows when the number of people has changed, or other tables were chosen: until the tables are frozen everybody
    is divided over them when they are others.
    """
    if session.tables_frozen:
        return ()
    wanted = wanted_tables(session.seating, sum(person.counted for person in session.people.values()))
    if wanted == tuple(session.tables.values()):
        return ()
    return (e.TablesDivided(wanted, divide(wanted, session.people, session.seating)),)


def prepared_names(tables: tuple[PreparedTable, ...], table_id: str) -> tuple[str, ...]:
    """Who is expected at a table."""
    return next((prepared.names for number, prepared in enumerate(tables, start=1) if f"t{number}" == table_id), ())


def seat_by_name(seating: Seating, name: str) -> str:
    """The table at which somebody of this name is expected; empty when at none."""
    return Filled((), seating).expecting(name)


class Filled:
    """How full the tables are, person after person. Who is still expected takes a place, until somebody of that name comes."""

    def __init__(self, people: Iterable[Participant] = (), seating: Seating = BY_NUMBER) -> None:
        self._seating = seating
        self._sizes: Counter[str] = Counter()
        self._alike: Counter[tuple[str, str]] = Counter()
        self._expected: dict[str, list[str]] = {}
        for number, prepared in enumerate(seating.tables, start=1):
            for name in prepared.names:
                self._expected.setdefault(as_heard(name), []).append(f"t{number}")
        for seats in self._expected.values():
            self._sizes.update(seats)
        # Where a name is expected, also when somebody of that name has come.
        self._by_name = {name: seats[0] for name, seats in self._expected.items() if name}
        for person in people:
            self.add(person)

    def add(self, person: Participant) -> None:
        """One more person, at his own table."""
        self._sizes.subtract(self._expected.pop(as_heard(person.name), ()))
        self._sizes[person.table_id] += 1
        if person.perspective:
            self._alike[person.table_id, person.perspective] += 1

    def expecting(self, name: str) -> str:
        """The table at which somebody of this name is expected; empty when at none."""
        return self._by_name.get(as_heard(name), "")

    def best(self, tables: Iterable[Table], perspective: str) -> str:
        """The table for one more person: the smallest; among equals the one with the fewest of the same perspective."""
        return min(tables, key=lambda table: (self._sizes[table.id], self._alike[table.id, perspective])).id

    def seat_for(self, tables: Iterable[Table], person: Participant) -> str:
        """The table for one more person: where the name is expected, else the best of those that wait for the perspective, else
        the best of all.
        """
        tables = list(tables)
        by_name = self.expecting(person.name)
        if any(table.id == by_name for table in tables):
            return by_name
        numbered = enumerate(self._seating.tables, start=1)
        waiting = {f"t{number}" for number, prepared in numbered if person.perspective in prepared.perspectives}
        return self.best([table for table in tables if table.id in waiting] or tables, person.perspective)


def seat_for(seating: Seating, tables: Iterable[Table], people: Iterable[Participant], person: Participant) -> str:
    """The table for one more person beside these: see `Filled.seat_for`."""
    return Filled(people, seating).seat_for(tables, person)


def as_heard(name: str) -> str:
    """A name as it is compared: without capitals and double spaces."""
    return " ".join(name.split()).casefold()


def divide(tables: tuple[Table, ...], people: Mapping[str, Participant], seating: Seating = BY_NUMBER) -> dict[str, str]:
    """A seat for everybody: evenly, and mixed by perspective, or as it was prepared. Whoever the facilitator moved keeps the seat
    if it still exists.
    """
    known = {table.id for table in tables}
    seated = [person for person in people.values() if person.pinned and person.table_id in known and not person.removed]
    filled = Filled((), seating)
    expected = [(person, filled.expecting(person.name)) for person in people.values() if not person.removed]
    kept_ids = {person.id for person in seated}
    seated += [
        msgspec.structs.replace(person, table_id=seat) for person, seat in expected if seat in known and person.id not in kept_ids
    ]
    kept = {person.id for person in seated}
    # Who is away comes last, so that the others are divided as if they were alone.
    rest = [person for person in people.values() if person.id not in kept and not person.removed]
    # Perspective by perspective, the largest first: so that each is dealt out over all tables.
    frequency: dict[str, int] = {}
    for person in rest:
        frequency[person.perspective] = frequency.get(person.perspective, 0) + 1
    rest.sort(key=lambda person: (person.away, person.perspective == "", -frequency[person.perspective], person.perspective))
    for person in seated:
        filled.add(person)
    for person in rest:
        seated.append(msgspec.structs.replace(person, table_id=filled.seat_for(tables, person)))
        filled.add(seated[-1])
    return {person.id: person.table_id for person in seated}
