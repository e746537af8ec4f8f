# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dividing people over tables, as numbers and lists only (DOM-17).

Three tables by default, one per foundation. Below nine people `max(1, n // 3)` tables, each with more foundations. From
nineteen people several tables per foundation, so that no table has more than six (the handbook calls three to five ideal).
"""

from collections.abc import Iterable, Mapping

import msgspec

from sessions.material.framework import FOUNDATION_IDS, FoundationId
from sessions.model.state import Participant, Session, Table
from sessions.wire import events as e

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


def seated_anew(session: Session) -> tuple[e.TablesDivided, ...]:
    """What else follows when the number of people has changed: until the tables are frozen it gives the number of tables, over
    which everybody is divided when that is another one.
    """
    if session.tables_frozen:
        return ()
    wanted = tables_for(sum(person.counted for person in session.people.values()))
    if wanted == tuple(session.tables.values()):
        return ()
    return (e.TablesDivided(wanted, divide(wanted, session.people)),)


def best_seat(tables: Iterable[Table], people: Iterable[Participant], perspective: str) -> str:
    """The table for one more person: the smallest; among equals the one with the fewest of the same perspective."""
    people = list(people)
    sizes: dict[str, int] = {}
    alike: dict[str, int] = {}
    for person in people:
        sizes[person.table_id] = sizes.get(person.table_id, 0) + 1
        if perspective and person.perspective == perspective:
            alike[person.table_id] = alike.get(person.table_id, 0) + 1
    return min(tables, key=lambda table: (sizes.get(table.id, 0), alike.get(table.id, 0))).id


def divide(tables: tuple[Table, ...], people: Mapping[str, Participant]) -> dict[str, str]:
    """A seat for everybody: evenly, and mixed by perspective. Whoever the facilitator moved keeps the seat if it still exists."""
    known = {table.id for table in tables}
    seated = [person for person in people.values() if person.pinned and person.table_id in known and not person.removed]
    kept = {person.id for person in seated}
    # Who is away comes last, so that the others are divided as if they were alone.
    rest = [person for person in people.values() if person.id not in kept and not person.removed]
    # Perspective by perspective, the largest first: so that each is dealt out over all tables.
    frequency: dict[str, int] = {}
    for person in rest:
        frequency[person.perspective] = frequency.get(person.perspective, 0) + 1
    rest.sort(key=lambda person: (person.away, person.perspective == "", -frequency[person.perspective], person.perspective))
    for person in rest:
        seated.append(msgspec.structs.replace(person, table_id=best_seat(tables, seated, person.perspective)))
    return {person.id: person.table_id for person in seated}
