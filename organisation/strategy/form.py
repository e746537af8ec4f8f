# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of CODIO Strategie as data: four phases, the eleven rows of bijlage 3, who is involved, and what can be chosen.

The shipped one is `sessions/content/strategie-2025.toml`.
"""

from typing import Literal, get_args

import msgspec
from msgspec import Struct

from sessions.material.framework import Source
from sessions.material.text import Text

PhaseId = Literal["current", "desired", "plan", "implementation"]
RowId = Literal[
    "problems",
    "scope",
    "frames",
    "place",
    "approach",
    "accents",
    "measures",
    "projects",
    "steering",
    "monitoring",
    "adjusting",
]
FieldId = Literal[
    "explore.general",
    "explore.specific",
    "explore.examples",
    "explore.practice",
    "explore.stakeholders",
    "explore.landing",
    "problems",
    "scope",
    "frames",
    "place",
    "approach",
    "accents",
    "measures",
    "measures.stakeholders",
    "measures.procurement",
    "measures.standards",
    "measures.information",
    "measures.research",
    "measures.organisation",
    "projects",
    "projects.use",
    "projects.knowledge",
    "projects.responsibility",
    "steering",
    "monitoring",
    "adjusting",
]
"""All that is written as text: of each row one, and of some of them parts of their own."""
Approach = Literal["specific", "generic"]
ReasonId = Literal["documents", "practice", "society", "other"]
InstrumentId = Literal["project", "iama", "deda", "dpia"]
Use = Literal["always", "if_needed", "not"]
Governance = Literal["fit_in", "adapt", "specific"]
PHASE_IDS: tuple[PhaseId, ...] = get_args(PhaseId)
ROW_IDS: tuple[RowId, ...] = get_args(RowId)
FIELD_IDS: tuple[FieldId, ...] = get_args(FieldId)
REASON_IDS: tuple[ReasonId, ...] = get_args(ReasonId)
INSTRUMENT_IDS: tuple[InstrumentId, ...] = get_args(InstrumentId)


class Circle(Struct, frozen=True, forbid_unknown_fields=True):
    """People who are involved in something."""

    name: Text
    people: tuple[Text, ...]


class Field(Struct, frozen=True, forbid_unknown_fields=True):
    """A text that is asked for: what it is called, and what it asks."""

    id: FieldId
    name: Text
    questions: tuple[Text, ...]


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of the form; `fields` are its parts."""

    id: RowId
    heading: Text
    questions: tuple[Text, ...]
    fields: tuple[Field, ...] = ()


class Phase(Struct, frozen=True, forbid_unknown_fields=True):
    """A phase: what it is for, who is involved, what to look around with first, its rows, and what it delivers."""

    id: PhaseId
    name: Text
    about: Text
    delivers: Text
    involved: tuple[Circle, ...]
    rows: tuple[Row, ...]
    explore: tuple[Field, ...] = ()


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that can be chosen, and what it means."""

    id: str
    name: Text
    about: Text


class StrategyForm(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole form of one version."""

    id: str
    version: int
    title: Text
    source: Source
    phases: tuple[Phase, ...]
    approaches: tuple[Choice, ...]
    reasons: tuple[Choice, ...]
    instruments: tuple[Choice, ...]
    uses: tuple[Choice, ...]
    governance: tuple[Choice, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all phases, in order."""
        return tuple(row for phase in self.phases for row in phase.rows)

    @property
    def fields(self) -> tuple[FieldId, ...]:
        """All texts that are asked for, in order."""
        found: list[FieldId] = []
        for phase in self.phases:
            found += [field.id for field in phase.explore]
            for row in phase.rows:
                found += [row.id, *(field.id for field in row.fields)]
        return tuple(found)


_CHOICES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("approaches", get_args(Approach)),
    ("reasons", REASON_IDS),
    ("instruments", INSTRUMENT_IDS),
    ("uses", get_args(Use)),
    ("governance", get_args(Governance)),
)


def parse_form(toml_text: str) -> StrategyForm:
    """Read a form from TOML. Raises `msgspec.ValidationError` when a field is wrong, or when what it asks for is not exactly what
    a strategy keeps.
    """
    form = msgspec.toml.decode(toml_text, type=StrategyForm)
    if tuple(phase.id for phase in form.phases) != PHASE_IDS:
        raise msgspec.ValidationError("the phases are not the four of a strategy, in order")
    if tuple(row.id for row in form.rows) != ROW_IDS:
        raise msgspec.ValidationError("the rows are not the eleven of a strategy, in order")
    if sorted(form.fields) != sorted(FIELD_IDS):
        raise msgspec.ValidationError("the fields are not those that a strategy keeps, each once")
    for name, ids in _CHOICES:
        if tuple(choice.id for choice in getattr(form, name)) != ids:
            raise msgspec.ValidationError(f"{name} are not {', '.join(ids)}")
    return form
