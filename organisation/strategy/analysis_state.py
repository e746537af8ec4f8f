# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is true of one half-yearly analysis: a period, a choice of cases, what people conclude, and how far it is."""

from typing import Literal

import msgspec
from msgspec import Struct

from organisation.dossier.days import Day
from organisation.strategy.analysis_facts import AnalysisFacts, QuestionId
from sessions.material.text import Language
from sessions.topics.canonical import canonical_json, sha256_hex, without_empty

SCHEMA_VERSION = 1
AnalysisStage = Literal["draft", "established", "shared"]


class Conclusion(Struct, frozen=True):
    """What people write at a question; `rev` counts changes."""

    text: str = ""
    rev: int = 0


class Answered(Struct, frozen=True, kw_only=True):
    """A question of the analysis and what people say to it."""

    id: QuestionId
    question: str
    text: str = ""


class AnalysisContent(Struct, frozen=True, kw_only=True):
    """An analysis as it is read: what was computed, and what people conclude. `contact` is whom it is for, a function."""

    schema_version: int = SCHEMA_VERSION
    organisation: str
    language: Language
    version: int
    day: str = ""
    contact: str = ""
    facts: AnalysisFacts
    answers: tuple[Answered, ...]


class FixedAnalysis(Struct, frozen=True):
    """An analysis as it was established."""

    version: int
    day: Day
    sha256: str
    content: AnalysisContent


class Analysis(Struct, frozen=True):
    """An analysis. `left_out` are ids of cases that people left out; `rev` counts changes of period and choice. `versions` counts
    those that were established, of which the latest is kept; `drafting` says that it is being written (again), `shared` that
    members who only read may read the latest. `titled` are the ids of those
    that were left out when the latest was established; None where that was not kept.
    """

    id: str
    from_day: Day
    to_day: Day
    begun_at_ms: int
    left_out: tuple[str, ...] = ()
    rev: int = 1
    answers: dict[QuestionId, Conclusion] = {}
    established: FixedAnalysis | None = None
    versions: int = 0
    drafting: bool = True
    shared: bool = False
    titled: tuple[str, ...] | None = None

    @property
    def stage(self) -> AnalysisStage:
        """How far what is being written is; an earlier version may be shared meanwhile."""
        if self.drafting:
            return "draft"
        return "shared" if self.shared else "established"


_CAME_LATER = frozenset({"further", "unanswered"})
"""Fields that analyses did not have that were established before."""


def canonical_analysis(content: AnalysisContent) -> str:
    """The canonical JSON of an analysis; its SHA-256 identifies it."""
    return canonical_json(without_empty(msgspec.to_builtins(content), _CAME_LATER))


def analysis_hash(content: AnalysisContent) -> str:
    """SHA-256, in hex."""
    return sha256_hex(canonical_analysis(content))
