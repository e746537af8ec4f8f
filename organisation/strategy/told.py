# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A strategy as it is read: what was written and chosen, with names in the place of ids."""

from collections.abc import Iterable

from organisation.strategy import content as told
from organisation.strategy.form import Choice, Field, PhaseId, Row
from organisation.strategy.material import Material
from organisation.strategy.state import AboutAction, ListedContent, Strategy
from sessions.material.credit import Credit, framework_credit
from sessions.material.framework import FOUNDATION_IDS
from sessions.material.text import Language


def strategy_content(strategy: Strategy, material: Material) -> told.StrategyContent:
    """The strategy as it is now, a draft of the next version; without a day."""
    language, form, people = strategy.language, material.form, strategy.people
    generic = strategy.chosen.approach == "generic"
    listed = [each.content for each in strategy.listed.values()]
    chosen = [] if generic else [each for each in listed if each.chosen]
    return told.StrategyContent(
        organisation=strategy.organisation,
        language=language,
        version=len(strategy.established) + 1,
        owner=people.owner,
        mandate=people.mandate,
        administrator=people.administrator,
        contact=people.contact,
        phases=tuple(
            told.StrategyPhase(
                id=phase.id, name=phase.name.in_(language), explored=_written(strategy, phase.explore, only_written=True)
            )
            for phase in form.phases
        ),
        rows=tuple(_row(strategy, row, phase.id, material) for phase in form.phases for row in phase.rows),
        approach=strategy.chosen.approach,
        governance=strategy.chosen.governance,
        governance_name=_name(form.governance, strategy.chosen.governance, language),
        accents=_values(chosen, material, language),
        also_listed=_values([each for each in listed if each not in chosen], material, language),
        instruments=_instruments(strategy, material),
        actions=tuple(_actions(strategy, material)),
        form=Credit(form.title.in_(language), form.version, "", form.source.title, form.source.authors, form.source.date),
        framework=framework_credit(material.framework, language),
    )


def _written(strategy: Strategy, fields: Iterable[Field], *, only_written: bool) -> tuple[told.TextPart, ...]:
    return tuple(
        told.TextPart(
            heading=field.name.in_(strategy.language),
            questions=tuple(question.in_(strategy.language) for question in field.questions),
            text=strategy.text(field.id),
        )
        for field in fields
        if strategy.text(field.id) or not only_written
    )


def _row(strategy: Strategy, row: Row, phase: PhaseId, material: Material) -> told.StrategyRow:
    choice = ""
    if row.id == "approach":
        choice = _name(material.form.approaches, strategy.chosen.approach, strategy.language)
    return told.StrategyRow(
        id=row.id,
        phase=phase,
        heading=row.heading.in_(strategy.language),
        questions=tuple(question.in_(strategy.language) for question in row.questions),
        choice=choice,
        text=strategy.text(row.id),
        parts=_written(strategy, row.fields, only_written=False),
    )


def _name(choices: Iterable[Choice], chosen: str | None, language: Language) -> str:
    return next((choice.name.in_(language) for choice in choices if choice.id == chosen), "")


def _values(listed: Iterable[ListedContent], material: Material, language: Language) -> tuple[told.ListedValue, ...]:
    """In the order of the framework, so that no order says which is more than another."""
    order = {value.id: place for place, value in enumerate(material.framework.values)}

    def place(each: ListedContent) -> tuple[int, int, str]:
        foundation = FOUNDATION_IDS.index(material.foundation_of(each))
        return foundation, order.get(each.value.value_id, len(order)), material.name(each, language)

    found = []
    for each in sorted(listed, key=place):
        principle = material.principle_of(each)
        found.append(
            told.ListedValue(
                value=each.value,
                name=material.name(each, language),
                foundation=material.foundation_of(each),
                principle=principle.in_(language) if principle else "",
                reasons=each.reasons,
                reason_names=tuple(_name(material.form.reasons, reason, language) for reason in each.reasons),
                note=each.note,
                why=each.why,
                meaning=each.meaning,
                orientation=each.orientation,
            )
        )
    return tuple(found)


def _instruments(strategy: Strategy, material: Material) -> tuple[told.PlacedInstrument, ...]:
    found = []
    for instrument in material.form.instruments:
        placed = next((each for key, each in strategy.instruments.items() if key == instrument.id), None)
        if placed is not None and (placed.use or placed.note):
            use = _name(material.form.uses, placed.use, strategy.language)
            found.append(told.PlacedInstrument(name=instrument.name.in_(strategy.language), use=use, note=placed.note))
    return tuple(found)


def _actions(strategy: Strategy, material: Material) -> Iterable[told.AgreedAction]:
    """What is agreed, without how it is doing: that changes, and a version does not."""
    living = [action for action in strategy.actions.values() if action.status != "dropped" and not action.same_as]
    for number, action in enumerate(living, start=1):
        about = strategy.about.get(action.id, AboutAction())
        plan = action.plan
        yield told.AgreedAction(
            number=number,
            action=plan.action,
            category=category_name(material, about.category, strategy.language),
            values=about.values,
            holder=plan.holder,
            monitor=plan.monitor,
            term=plan.term,
            due_day=plan.due_day,
            needs=plan.needs,
            from_projects=tuple(origin.said for origin in about.origins),
        )


def category_name(material: Material, category: str, language: Language) -> str:
    """What a kind of measure is called here, which is not what a project calls it; empty for none."""
    fields = (field for row in material.form.rows for field in row.fields)
    return next((field.name.in_(language) for field in fields if category and field.id == f"measures.{category}"), "")
