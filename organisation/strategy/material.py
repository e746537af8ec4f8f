# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a strategy is decided and told with: content of the server, and the organisation's own values."""

from msgspec import Struct

from organisation.strategy.form import StrategyForm
from organisation.strategy.state import ListedContent
from sessions.material.framework import FoundationId, Framework
from sessions.material.measures import MeasureSet
from sessions.material.text import Language, Text


class Material(Struct, frozen=True):
    """The form, the framework (with the organisation's own values, where it has some), and the kinds of measures."""

    form: StrategyForm
    framework: Framework
    measures: MeasureSet

    def knows(self, content: ListedContent) -> bool:
        """Whether this is a value of the framework or of a set of the organisation, or an own one under a principle."""
        ref = content.value
        if content.own is not None:
            return bool(ref.value_id) != bool(ref.name)
        if ref.value_id:
            return self.framework.value(ref.value_id) is not None and not ref.principle_id and not ref.name
        return bool(ref.name) and self.framework.principle(ref.principle_id) is not None

    def name(self, content: ListedContent, language: Language) -> str:
        """What a value is called; the id of one that the framework has no more."""
        ref = content.value
        if content.own is not None and content.own.name is not None:
            return content.own.name.in_(language)
        value = self.framework.value(ref.value_id) if ref.value_id else None
        return value.name.in_(language) if value else ref.name or ref.value_id

    def definition(self, content: ListedContent) -> Text | None:
        """What it means by itself; None for one that is nobody's but the strategy's."""
        if content.own is not None:
            return content.own.definition
        value = self.framework.value(content.value.value_id) if content.value.value_id else None
        return value.definition if value else None

    def principle_of(self, content: ListedContent) -> Text | None:
        """What the principle is called under which a value stands; None for one that the framework has no more."""
        if content.own is not None:
            return content.own.principle
        principle = self.framework.principle_of(content.value)
        return principle.name if principle else None

    def foundation_of(self, content: ListedContent) -> FoundationId:
        """The foundation under which a value stands."""
        if content.own is not None:
            return content.own.foundation
        principle = self.framework.principle_of(content.value)
        return principle.foundation if principle else self.framework.foundations[0].id
