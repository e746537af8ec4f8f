# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What half a year of cases says, computed: of each number the list that it counts, so that nobody has to believe a number.

A count is always the length of a list here, and counts cases or actions; never people, and never one organisation against
another (DOM-26).
"""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from organisation.dossier.state import Status
from sessions.material.framework import FoundationId
from sessions.material.limits import FurtherNames
from sessions.model.items import AccentRole
from sessions.model.poster_entries import Level
from sessions.model.state import Outcome


class CountedCase(Struct, frozen=True, kw_only=True):
    """A case that was looked at. `day` is when its report was established, or its last poster fixed where none was;
    `established` says which. Others name it by its place in the list. Where its report was not shared `case_id` is empty,
    `title` says so, and nothing else holds words of it.
    """

    case_id: str
    title: str
    day: str
    established: bool


class Mention(Struct, frozen=True):
    """Something that is true of a case (its place among the cases), and what was said there."""

    case: int
    notes: tuple[str, ...] = ()


class ValueFact(Struct, frozen=True, kw_only=True):
    """A value in all cases: where it came on the poster (`chosen`), where only a table chose it, where it was set aside, and
    where it clashed with another. Each case stands once in a list. `accent` says that it is an accent value of the strategy.
    """

    name: str
    foundation: FoundationId | None = None
    accent: bool = False
    chosen: tuple[Mention, ...] = ()
    at_tables: tuple[Mention, ...] = ()
    set_aside: tuple[Mention, ...] = ()
    in_tension: tuple[Mention, ...] = ()


class AccentFact(Struct, frozen=True, kw_only=True):
    """An accent value: on which posters it came, where people said what part it plays, where it was an accent and nobody said so,
    and where it was none yet: nobody was asked. A case in which tables differ stands in more than one list.
    """

    name: str
    chosen: tuple[Mention, ...] = ()
    answers: dict[AccentRole, tuple[Mention, ...]] = {}
    not_asked: tuple[Mention, ...] = ()
    unanswered: tuple[Mention, ...] = ()


class ActionFact(Struct, frozen=True, kw_only=True):
    """An action as it stood on the day of the analysis. `overdue` says that its day was over then and it was still open."""

    case: int
    action: str
    holder: str = ""
    level: Level | None = None
    measures: tuple[str, ...] = ()
    status: Status = "not_started"
    reason: str = ""
    due_day: str = ""
    overdue: bool = False
    wider: bool = False
    wider_note: str = ""
    needs: str = ""


UNTOLD = "…"
"""Instead of a choice that was made, and whose words may not be told."""


class TensionFact(Struct, frozen=True, kw_only=True):
    """Two that clashed, or more values with those in `further`; an empty choice was left open."""

    case: int
    one: str
    other: str
    choice: str = ""
    reason: str = ""
    further: FurtherNames = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """All that clashed."""
        return (self.one, self.other, *self.further)


def untold(action: ActionFact) -> ActionFact:
    """An action of which no words may be told: it counts as before."""
    return replace(action, action="", holder="", reason="", due_day="", wider_note="", needs="")


def untold_tension(tension: TensionFact) -> TensionFact:
    """The same of a tension: that there was one counts, and whether a choice was made."""
    return TensionFact(case=tension.case, one="", other="", choice=UNTOLD if tension.choice else "")


class DecisionFact(Struct, frozen=True, kw_only=True):
    """In which cases the project goes on like this, with the reasons."""

    outcome: Outcome
    cases: tuple[Mention, ...]


class AnalysisFacts(Struct, frozen=True, kw_only=True):
    """All that was computed, of the cases from one day to another, both included, as things stood on `as_of`. `left_out` are the
    titles of cases in the period that people left out. `strategy_version` is that of the accent values, 0 for none.
    """

    from_day: str
    to_day: str
    as_of: str
    strategy_version: int
    cases: tuple[CountedCase, ...]
    left_out: tuple[str, ...] = ()
    values: tuple[ValueFact, ...] = ()
    accents: tuple[AccentFact, ...] = ()
    actions: tuple[ActionFact, ...] = ()
    decisions: tuple[DecisionFact, ...] = ()
    tensions: tuple[TensionFact, ...] = ()


QuestionId = Literal["deviation", "governance", "stopping", "conclusions", "recommendations"]
QUESTION_IDS: tuple[QuestionId, ...] = ("deviation", "governance", "stopping", "conclusions", "recommendations")
