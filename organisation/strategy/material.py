# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a strategy is decided and told with: content of the server, and the organisation's own values."""

from msgspec import Struct

from organisation.strategy.form import StrategyForm
from sessions.material.framework import FoundationId, Framework, ValueRef
from sessions.material.measures import MeasureSet
from sessions.material.text import Language


class Material(Struct, frozen=True):
    """The form, the framework (with the organisation's own values, where it has some), and the kinds of measures."""

    form: StrategyForm
    framework: Framework
    measures: MeasureSet

    def knows(self, ref: ValueRef) -> bool:
        """Whether this is a value of the framework, or an own one with a name under one of its principles."""
        if ref.value_id:
            return self.framework.value(ref.value_id) is not None and not ref.principle_id and not ref.name
        return bool(ref.name) and self.framework.principle(ref.principle_id) is not None

    def name(self, ref: ValueRef, language: Language) -> str:
        """What a value is called; the id of one that the framework has no more."""
        value = self.framework.value(ref.value_id) if ref.value_id else None
        return value.name.in_(language) if value else ref.name or ref.value_id

    def principle_of(self, ref: ValueRef) -> str:
        """The id of the principle under which a value stands; empty for one that the framework has no more."""
        value = self.framework.value(ref.value_id) if ref.value_id else None
        return value.principle if value else ref.principle_id

    def foundation_of(self, ref: ValueRef) -> FoundationId:
        """The foundation under which a value stands."""
        principle = self.framework.principle(self.principle_of(ref))
        return principle.foundation if principle else self.framework.foundations[0].id
