# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A strategy as it is read: one value that says everything by itself. Pages and files are made of it and of nothing else. Its
SHA-256 is over the RFC 8785 canonical JSON of the whole, as a report's.
"""

import msgspec
from msgspec import Struct

from organisation.strategy.form import Approach, Governance, PhaseId, ReasonId, RowId
from sessions.material.credit import Credit
from sessions.material.framework import FoundationId, ValueRef
from sessions.material.text import Language
from sessions.model.poster_entries import Orientation
from sessions.topics.canonical import canonical_json, sha256_hex

SCHEMA_VERSION = 1
"""Raised when a program that reads a strategy would misread it; a key that comes does not raise it."""


class TextPart(Struct, frozen=True, kw_only=True):
    """A text with its heading and what it answers."""

    heading: str
    questions: tuple[str, ...] = ()
    text: str = ""


class StrategyRow(Struct, frozen=True, kw_only=True):
    """One of the eleven rows. `choice` is what was chosen on it, in words; `parts` are its texts with a heading of their own."""

    id: RowId
    phase: PhaseId
    heading: str
    questions: tuple[str, ...]
    choice: str = ""
    text: str = ""
    parts: tuple[TextPart, ...] = ()


class StrategyPhase(Struct, frozen=True, kw_only=True):
    """A phase by its name, with what was found while looking around."""

    id: PhaseId
    name: str
    explored: tuple[TextPart, ...] = ()


class ListedValue(Struct, frozen=True, kw_only=True):
    """A value of the long list, by its name; an accent value when it was chosen."""

    value: ValueRef
    name: str
    foundation: FoundationId
    principle: str
    reasons: tuple[ReasonId, ...] = ()
    reason_names: tuple[str, ...] = ()
    note: str = ""
    why: str = ""
    meaning: str = ""
    orientation: Orientation | None = None


class PlacedInstrument(Struct, frozen=True, kw_only=True):
    """An instrument and when it is used, in words."""

    name: str
    use: str = ""
    note: str = ""


class AgreedAction(Struct, frozen=True, kw_only=True):
    """An action of the organisation as it was agreed; how it is doing is told elsewhere. `from_projects` are the actions that it
    came from, each with the name of its case.
    """

    number: int
    action: str
    category: str = ""
    values: tuple[str, ...] = ()
    holder: str = ""
    monitor: str = ""
    term: str = ""
    due_day: str = ""
    needs: str = ""
    from_projects: tuple[str, ...] = ()


class StrategyContent(Struct, frozen=True, kw_only=True):
    """The whole strategy. `version` counts those that were established, `day` is when it was (ISO 8601), empty for a draft. Who
    is named is a function. `accents` is empty where all values weigh the same.
    """

    schema_version: int = SCHEMA_VERSION
    organisation: str
    language: Language
    version: int
    day: str = ""
    owner: str = ""
    mandate: str = ""
    administrator: str = ""
    contact: str = ""
    phases: tuple[StrategyPhase, ...]
    rows: tuple[StrategyRow, ...]
    approach: Approach | None = None
    governance: Governance | None = None
    governance_name: str = ""
    accents: tuple[ListedValue, ...] = ()
    also_listed: tuple[ListedValue, ...] = ()
    instruments: tuple[PlacedInstrument, ...] = ()
    actions: tuple[AgreedAction, ...] = ()
    form: Credit
    framework: Credit


def canonical_strategy(content: StrategyContent) -> str:
    """The canonical JSON of a strategy; its SHA-256 identifies it."""
    return canonical_json(msgspec.to_builtins(content))


def strategy_hash(content: StrategyContent) -> str:
    """SHA-256, in hex."""
    return sha256_hex(canonical_strategy(content))
