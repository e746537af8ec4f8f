# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers that people read, in the tables of an analysis: each recounted, case by case, from the bytes of the logs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, get_args

import pytest

from organisation.report.words import DECISIONS, ROLES
from organisation.strategy.analysis_tables import LEVELS, STATES, FactTable, tables
from sessions.model.items import AccentRole
from tests.organisation.strategy.test_analysis import ACCENTS, AS_OF, FROM, TO, Recount, facts_of, played_year, strategy

Said = dict[str, Counter[str]]
"""Of each row the cases that it counts, by their titles."""


def shown(table: FactTable) -> Said:
    assert all(row.count == len(row.lines) for row in table.rows)
    return {row.label.casefold(): Counter(line.case for line in row.lines) for row in table.rows if row.lines}


def counted(rows: Iterable[tuple[str, str]]) -> Said:
    """Of pairs of a row and a title."""
    found: Said = {}
    for label, title in rows:
        found.setdefault(label.casefold(), Counter())[title] += 1
    return found


def knew(case: Recount, name: str) -> bool:
    """Whether it was an accent value in one of the workshops of a case."""
    return any(accent["value"] == name for poster in case.posters.values() for accent in poster["accents"])


def by_hand(those: list[Recount]) -> dict[str, Said]:
    """Every table but that of the kinds of measures, which has a test of its own."""
    living = [(each.title, action) for each in those for action in each.actions.values() if not action.get("same_as")]
    # One that a later workshop of the case took along, as it was, is one.
    tensions = {
        (each.title, line["one"], line["other"], *line["further"], line["choice"], line["reason"]): line["choice"]
        for each in those
        for poster in each.posters.values()
        for line in poster["tensions"]
    }
    of: Callable[[Callable[[Any], bool], str], list[tuple[str, str]]] = lambda fits, label: [  # noqa: E731
        (label, title) for title, action in living if fits(action)
    ]
    answers = {(each.title, a["value"], a["role"]) for each in those for p in each.posters.values() for a in p["accent_answers"]}
    accents = [(f"{name}: {ROLES[role].nl}", title) for title, name, role in answers]
    accents += [(f"{name}: op de poster", each.title) for each in those for name in ACCENTS if name in each.names("chosen")]
    accents += [
        (f"{name}: {'geen antwoord' if knew(each, name) else 'niet gevraagd'}", each.title)
        for each in those
        for name in ACCENTS
        if not any((each.title, name, role) in answers for role in get_args(AccentRole))
    ]
    late = of(
        lambda a: "" < a["plan"].get("due_day", "") < AS_OF and a.get("status") not in ("done", "dropped"),
        "over de dag heen en nog open",
    )
    return {
        **{
            kind: counted((name, each.title) for each in those for name in each.names(kind))
            for kind in ("chosen", "at_tables", "set_aside", "in_tension")
        },
        "accents": counted(accents),
        "decisions": counted((DECISIONS[each.last["decision"]["outcome"]].nl, each.title) for each in those),
        "levels": counted((LEVELS[action["plan"].get("level")].nl, title) for title, action in living),
        "states": counted([*((STATES[action.get("status", "not_started")].nl, title) for title, action in living), *late]),
        "wider": counted(of(lambda a: a["plan"].get("wider", False), "ook goed voor andere projecten")),
        "tensions": counted(
            ("keuze gemaakt" if choice else "nog open gelaten", title) for (title, *_), choice in tensions.items()
        ),
    }


@pytest.mark.parametrize("seed", range(6))
def test_every_row_of_every_table_counts_the_cases_of_which_the_logs_say_it(seed: int) -> None:
    """[STR-08] [DOM-14]"""
    cases = played_year(seed)
    facts = facts_of(strategy(), cases)
    those = [each for each in (Recount(case.log) for case in cases) if FROM <= each.day <= TO]
    told = {table.id: shown(table) for table in tables(facts, "nl") if table.id != "measures"}
    wanted = by_hand(those)
    for name in wanted.keys() | told.keys():
        assert told.get(name, {}) == wanted.get(name, {}), name
    totals = {table.id: table.total for table in tables(facts, "nl")}
    assert totals["chosen"] == len(those)
    assert totals["states"] == sum(len([a for a in each.actions.values() if not a.get("same_as")]) for each in those)
