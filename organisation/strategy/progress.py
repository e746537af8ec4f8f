# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far a strategy is, and what is still to look at before it is established: without some of it nobody can, the rest is
advice.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from organisation.strategy.bounds import MAX_ADVISED, MIN_ADVISED
from organisation.strategy.form import FieldId, PhaseId, Row, RowId, StrategyForm
from organisation.strategy.state import Strategy

Advice = Literal[
    "rows_empty", "no_owner", "no_contact", "no_accents", "few_accents", "many_accents", "accents_bare",
    "no_governance", "no_actions",
]  # fmt: skip

Obstacle = Literal["no_administrator"]


class PhaseProgress(Struct, frozen=True):
    """Of a phase: which rows say something, of all that it has."""

    id: PhaseId
    filled: tuple[RowId, ...]
    rows: tuple[RowId, ...]


def progress(strategy: Strategy, form: StrategyForm) -> tuple[PhaseProgress, ...]:
    """How far each phase is."""
    return tuple(
        PhaseProgress(
            phase.id,
            tuple(row.id for row in phase.rows if is_filled(strategy, row)),
            tuple(row.id for row in phase.rows),
        )
        for phase in form.phases
    )


def is_filled(strategy: Strategy, row: Row) -> bool:
    """Whether a row says what it asks: a choice or values where it asks for those, else words of its own or of its parts."""
    if row.id == "approach":
        return strategy.chosen.approach is not None
    if row.id == "accents":
        return strategy.chosen.approach == "generic" or bool(strategy.accents)
    fields: tuple[FieldId, ...] = (row.id, *(field.id for field in row.fields))
    return any(strategy.text(field) for field in fields)


def obstacles(strategy: Strategy) -> tuple[Obstacle, ...]:
    """What has to be there first: as long as something is missing, the strategy cannot be established."""
    return () if strategy.people.administrator else ("no_administrator",)


def advice(strategy: Strategy, form: StrategyForm) -> tuple[Advice, ...]:
    """What is still to look at. Nothing is refused for it."""
    return tuple(_advice(strategy, form))


def _advice(strategy: Strategy, form: StrategyForm) -> Iterator[Advice]:
    if not all(is_filled(strategy, row) for row in form.rows):
        yield "rows_empty"
    people = strategy.people
    if not people.owner:
        yield "no_owner"
    if not people.contact:
        yield "no_contact"
    yield from _of_accents(strategy)
    if strategy.chosen.governance is None:
        yield "no_governance"
    if not any(action.is_open or action.status == "done" for action in strategy.actions.values()):
        yield "no_actions"


def _of_accents(strategy: Strategy) -> Iterator[Advice]:
    if strategy.chosen.approach == "generic":
        return
    accents = strategy.accents
    if not accents:
        yield "no_accents"
    elif len(accents) < MIN_ADVISED:
        yield "few_accents"
    elif len(accents) > MAX_ADVISED:
        yield "many_accents"
    if any(not (each.content.why and each.content.meaning) for each in accents):
        yield "accents_bare"
