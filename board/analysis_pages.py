# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the half-yearly analysis: begin one, write it beside what was computed, read it."""

from collections.abc import Sequence
from typing import Any, Protocol

from board.dates import spoken
from board.rendering import render
from board.strategy_pages import Drawn, shared
from organisation.dossier.days import day_after
from organisation.members.cases import IN_CASES
from organisation.members.seen import View
from organisation.report.content import blocks
from organisation.strategy.analysis import NOT_SHARED
from organisation.strategy.analysis_state import Analysis, AnalysisContent, Conclusion
from organisation.strategy.analysis_tables import FactTable, tables, unit_of
from organisation.strategy.bounds import FEW_CASES, MAX_SHOWN
from organisation.strategy.forgetting import ERASED
from organisation.strategy.state import Strategy
from sessions.material.text import Language

HALF_A_YEAR_DAYS = 182


class Offered(Protocol):
    """A case of the period: whether it takes part is chosen by its title and day (ISO 8601)."""

    @property
    def id(self) -> str:
        """Of the case."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def day(self) -> str:
        """By which it falls in the period."""

    @property
    def is_told_to_all(self) -> bool:
        """Whether all members may read words of it."""


def list_page(*, seen: View, strategy: Strategy, drawn: Drawn) -> str:
    """`…/analyse`: all analyses, the newest period first, and a form that begins one (POST to the same address; fields `from_day`
    and `to_day`).
    """
    analyses = sorted(strategy.analyses.values(), key=lambda each: (each.from_day, each.id), reverse=True)
    return render(
        "strategy_analyses.html",
        drawn.lang,
        analyses=analyses,
        half_a_year_ago=day_after(drawn.today, -HALF_A_YEAR_DAYS),
        **shared(seen, strategy, drawn),
    )


def analysis_page(
    *,
    seen: View,
    strategy: Strategy,
    analysis: Analysis,
    content: AnalysisContent,
    sha256: str,
    offered: Sequence[Offered],
    drawn: Drawn,
    is_counted: bool = True,
) -> str:
    """`…/analyse/<analysis>` for who writes it. `sha256` is of `content` as shown; `offered` are the cases of the period. Without
    `is_counted` the numbers in `content` mean nothing: they are not shown.
    """
    works_on_cases = "coordinator" in IN_CASES[seen.own.role]
    return render(
        "strategy_analysis.html",
        drawn.lang,
        analysis=analysis,
        sha256=sha256,
        is_counted=is_counted,
        offered=[
            (
                case.id,
                case.title if case.is_told_to_all or works_on_cases else NOT_SHARED.in_(drawn.lang),
                spoken(case.day, drawn.lang),
            )
            for case in offered
        ],
        concluded=lambda question: analysis.answers.get(question, Conclusion()),
        **_told(content, drawn.lang),
        **shared(seen, strategy, drawn),
    )


def reading_page(*, seen: View, content: AnalysisContent, writes: bool, analysis_id: str) -> str:
    """`…/analyse/<analysis>/lees`: an analysis as it is read, drawn from its content and nothing else."""
    lang = content.language
    return render(
        "strategy_analysis_read.html",
        lang,
        seen=seen,
        base=f"/strategie/{seen.id}",
        analysis_id=analysis_id,
        writes=writes,
        blocks=blocks,
        day_in=lambda day: spoken(day, lang),
        **_told(content, lang),
    )


def _told(content: AnalysisContent, lang: Language) -> dict[str, Any]:
    found = tables(content.facts, lang)
    by_question: dict[str, list[FactTable]] = {answer.id: [] for answer in content.answers}
    for table in found:
        by_question[table.question].append(table)
    return {
        "content": content,
        "tables_of": by_question,
        "few": FEW_CASES,
        "erased": ERASED.in_(lang),
        "shown": MAX_SHOWN,
        "unit_of": lambda table: unit_of(table, lang),
    }
