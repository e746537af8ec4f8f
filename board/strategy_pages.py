# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of CODIO Strategie: how far it is, the four phases to write, the long list, actions of the organisation, and what was
established to read. Without JavaScript everything works.
"""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from msgspec import Struct

from board.case_pages import Typed
from board.credits import worded
from board.dates import spoken, spoken_at, spoken_term
from board.marks import mark_of
from board.rendering import render
from organisation.members.seen import View
from organisation.report.content import blocks
from organisation.strategy.analysis_state import FixedAnalysis
from organisation.strategy.bounds import MAX_ADVISED, MAX_FIELD_CHARACTERS, MIN_ADVISED
from organisation.strategy.content import StrategyContent
from organisation.strategy.form import INSTRUMENT_IDS, Approach, Governance, PhaseId, StrategyForm, Use
from organisation.strategy.material import Material
from organisation.strategy.progress import advice, is_filled, obstacles, progress
from organisation.strategy.state import Fixed, Listed, Placed, Strategy, TakenAway, Written
from sessions.material.text import Language

PHASE_NAMES: dict[PhaseId, str] = {"current": "nu", "desired": "straks", "plan": "actieplan", "implementation": "uitvoering"}
"""Of a phase, in addresses."""
APPROACHES: tuple[Approach, ...] = get_args(Approach)
GOVERNANCE: tuple[Governance, ...] = get_args(Governance)
USES: tuple[Use, ...] = get_args(Use)
INSTRUMENTS = INSTRUMENT_IDS


class Drawn(Struct, frozen=True):
    """What pages for those who write share: the language of whoever looks, what was stored just now, the mark of the drawn form,
    today (ISO 8601), and a form that was not kept. `values_n` counts the values that can weigh as accents.
    """

    lang: Language
    saved: str
    mark: str
    today: str
    typed: Typed | None = None
    values_n: int = 0


def empty_page(*, lang: Language, seen: View, writes: bool, form: StrategyForm) -> str:
    """`/strategie/<organisation>` before there is one: what it is, and for who may (`writes`) the button that begins it."""
    return render("strategy_begin.html", lang, seen=seen, writes=writes, form=form)


def overview_page(*, seen: View, strategy: Strategy, material: Material, sha256: str, drawn: Drawn) -> str:
    """`/strategie/<organisation>` for who writes it. `sha256` is of the whole as it is now."""
    return render(
        "strategy.html",
        drawn.lang,
        sha256=sha256,
        phases=tuple(zip(material.form.phases, progress(strategy, material.form), strict=True)),
        empty=[(row, phase.id) for phase in material.form.phases for row in phase.rows if not is_filled(strategy, row)],
        obstacles=obstacles(strategy),
        advice=advice(strategy, material.form),
        advised=(MIN_ADVISED, MAX_ADVISED),
        open_actions=sum(action.is_open for action in strategy.actions.values()),
        **shared(seen, strategy, drawn),
    )


def phase_page(*, seen: View, strategy: Strategy, material: Material, phase: PhaseId, drawn: Drawn) -> str:
    """`…/fase/<phase>`: a phase to write."""
    form = material.form
    number = [each.id for each in form.phases].index(phase)
    return render(
        "strategy_phase.html",
        drawn.lang,
        form=form,
        phase=form.phases[number],
        number=number + 1,
        progress=progress(strategy, form),
        written=lambda field: strategy.fields.get(field, Written()),
        placed=lambda instrument: strategy.instruments.get(instrument, Placed()),
        instruments=form.instruments if phase == "plan" else (),
        asks_governance=phase == "implementation",
        listed=named_values(strategy, material, drawn.lang),
        **shared(seen, strategy, drawn),
    )


def readers_page(
    *,
    lang: Language,
    seen: View,
    versions: Sequence[Fixed],
    analyses: Mapping[str, FixedAnalysis],
    taken_away: Sequence[TakenAway],
) -> str:
    """`/strategie/<organisation>` for a member who reads: the version that holds, earlier ones, shared analyses, and which of
    those were taken away.
    """
    return render(
        "strategy_readers.html",
        lang,
        seen=seen,
        base=f"/strategie/{seen.id}",
        versions=versions,
        analyses=analyses,
        taken_away=taken_away,
        day_in=lambda day: spoken(day, lang),
        day_at=lambda at_ms: spoken_at(at_ms, lang),
    )


def reading_page(*, seen: View, content: StrategyContent, writes: bool) -> str:
    """A strategy as it is read, drawn from its content and nothing else."""
    lang = content.language
    return render(
        "strategy_read.html",
        lang,
        seen=seen,
        base=f"/strategie/{seen.id}",
        content=content,
        writes=writes,
        blocks=blocks,
        day_in=lambda day: spoken(day, lang),
        term_of=lambda action: spoken_term(action.term, action.due_day, lang),
        credited=lambda credit: worded(credit, lang),
    )


def named_values(strategy: Strategy, material: Material, lang: Language) -> list[tuple[Listed, str]]:
    """What stands on the long list, each with the name of its value: those that were chosen first."""
    named = [(each, material.name(each.content, lang)) for each in strategy.listed.values()]
    return sorted(named, key=lambda pair: (not pair[0].content.chosen, pair[1].casefold()))


def shared(seen: View, strategy: Strategy, drawn: Drawn) -> dict[str, Any]:
    """What the templates for those who write share."""
    lang = drawn.lang
    return {
        "seen": seen,
        "strategy": strategy,
        "base": f"/strategie/{strategy.id}",
        "saved": drawn.saved,
        "mark": drawn.mark,
        "mark_of": mark_of,
        "today": drawn.today,
        "values_n": drawn.values_n,
        "typed": drawn.typed,
        "phase_names": PHASE_NAMES,
        "most": MAX_FIELD_CHARACTERS,
        "blocks": blocks,
        "day_in": lambda day: spoken(day, lang),
        "day_at": lambda at_ms: spoken_at(at_ms, lang),
    }
