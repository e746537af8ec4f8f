# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A value framework (waardenkader) as data: foundations, principles, values.

The shipped one is `content/waardenkader-2025.toml`; its source is bijlage 2 of the CODIO handbook (DOM-01).
"""

from typing import Literal

import msgspec
from msgspec import Struct

from sessions.material.limits import OptionalId, ShortText
from sessions.material.text import Text

FoundationId = Literal["democratie", "rechtsstaat", "bestuurskracht"]
FOUNDATION_IDS: tuple[FoundationId, ...] = ("democratie", "rechtsstaat", "bestuurskracht")


class ValueRef(Struct, frozen=True, forbid_unknown_fields=True):
    """A value: one of the framework (`value_id`), or an own one (`name` under `principle_id`). Never both."""

    value_id: OptionalId = ""
    principle_id: OptionalId = ""
    name: ShortText = ""


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the content comes from. Names and dates only; the sentences in the data are our own."""

    title: str
    authors: str
    date: str


class Foundation(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the three fundamenten. `relation` says between whom it is ("tussen het bestuur en alle inwoners"), `definition` what
    it asks; workshops of before it was there have none.
    """

    id: FoundationId
    name: Text
    relation: Text
    definition: Text | None = None


class Principle(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the six principes; every principle also offers "andere waarde, namelijk…"."""

    id: str
    foundation: FoundationId
    name: Text
    definition: Text


class Value(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the 32 waarden. `synonyms` are other words people search for; they are per language, lower case."""

    id: str
    principle: str
    name: Text
    definition: Text
    synonyms_nl: tuple[str, ...] = ()
    synonyms_en: tuple[str, ...] = ()


class Framework(Struct, frozen=True, weakref=True, forbid_unknown_fields=True):
    """A whole value framework. `version` changes whenever a published file changes.

    `owner` is the organisation whose own values are in it, `based_on` the id of the framework whose foundations and principles it
    has; both are empty for a shipped one (DOM-22). `own_principles` are the ids of the principles that it brought itself.
    """

    id: str
    version: int
    title: Text
    source: Source
    foundations: tuple[Foundation, ...]
    principles: tuple[Principle, ...]
    values: tuple[Value, ...]
    owner: str = ""
    based_on: str = ""
    own_principles: tuple[str, ...] = ()

    def value(self, value_id: str) -> Value | None:
        """The value with this id, or None when the framework has none."""
        return next((value for value in self.values if value.id == value_id), None)

    def principle(self, principle_id: str) -> Principle | None:
        """The principle with this id, or None when the framework has none."""
        return next((principle for principle in self.principles if principle.id == principle_id), None)

    def principle_of(self, ref: ValueRef) -> Principle | None:
        """The principle under which a value stands, an own one too; None for an unknown one."""
        value = self.value(ref.value_id) if ref.value_id else None
        return self.principle(value.principle if value else ref.principle_id)

    @property
    def bare_foundations(self) -> tuple[Foundation, ...]:
        """Those under which no value stands, as can be where an organisation brings its own alone."""
        used = {self.foundation_of_value(value.id) for value in self.values}
        return tuple(foundation for foundation in self.foundations if foundation.id not in used)

    def foundation_of_value(self, value_id: str) -> FoundationId | None:
        """The foundation under which a value stands, or None for an unknown value."""
        value = self.value(value_id)
        principle = self.principle(value.principle) if value else None
        return principle.foundation if principle else None


def parse_framework(toml_text: str) -> Framework:
    """Read a framework from TOML. Raises `msgspec.ValidationError` with a path when a field is wrong or missing."""
    return msgspec.toml.decode(toml_text, type=Framework)
