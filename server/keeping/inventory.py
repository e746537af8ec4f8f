# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that is stored, by kind: what for, on which basis, who sees it, where it is and how long (PRIV-01).

The files of `server/keeping/stored` say it. A test walks what is really stored and holds it to them, both ways; `/privacy` and
docs/privacy are made of them. Who stores something new adds the field to a kind, or a kind; an aggregate gets a file of its own.
A score or a profile of somebody would have to stand there too, and none does (PRIV-19).
"""

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

from server.settings import Settings
from sessions.material.text import Language, Text

FILES = ("workshop.toml", "case.toml", "organisation.toml", "strategy.toml", "server.toml", "device.toml")
"""In the order in which people read them."""

Personal = Literal["yes", "maybe", "no"]
"""Whether it is about somebody: by what it is, only when people write it there, or never."""


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """Fields that are stored for the same reason."""

    id: str
    title: Text
    purpose: Text
    seen: Text
    """Who sees it."""
    basis: str
    """Id of one of `Inventory.bases`."""
    personal: Personal
    places: tuple[str, ...]
    """Ids of `Inventory.places`."""
    terms: tuple[str, ...]
    """Ids of `Inventory.terms`: more than one where it is kept in several places for different terms."""
    fields: dict[str, tuple[str, ...]]
    """By what holds them: a struct as its module and name, a table, a kind of cookies or keys."""


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """How long something is kept. With a `setting`, `{time}` stands for its days, and `for_ever` is said where they are 0."""

    is_: Text = msgspec.field(name="is")
    setting: str = ""
    for_ever: Text | None = None

    def said(self, lang: Language, settings: Settings) -> str:
        """In words, as this server is set."""
        days = getattr(settings, self.setting) if self.setting else 1
        text = self.is_ if days or self.for_ever is None else self.for_ever
        return text.in_(lang).format(time=_time(days, lang))


def _time(days: int, lang: Language) -> str:
    years, rest = divmod(days, 365)
    if years > 1 and not rest:
        return Text(f"{years} jaar", f"{years} years").in_(lang)
    return Text(f"{days} dagen", f"{days} days").in_(lang)


class Group(Struct, frozen=True):
    """The kinds of one file."""

    id: str
    kinds: tuple[Kind, ...]


class Inventory(Struct, frozen=True):
    """All of it. Dicts keep the order of the files."""

    groups: tuple[Group, ...]
    bases: dict[str, Text]
    places: dict[str, Text]
    terms: dict[str, Term]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """All kinds, of all files."""
        return tuple(kind for group in self.groups for kind in group.kinds)


class _Kinds(Struct, forbid_unknown_fields=True):
    kinds: tuple[Kind, ...]


class _Names(Struct, forbid_unknown_fields=True):
    bases: dict[str, Text]
    places: dict[str, Text]
    terms: dict[str, Term]


@cache
def inventory() -> Inventory:
    """Read once. Raises `msgspec.ValidationError` when a file is wrong, KeyError when it names what `terms.toml` does not."""
    names = msgspec.toml.decode(_text("terms.toml"), type=_Names)
    groups = tuple(Group(name.removesuffix(".toml"), msgspec.toml.decode(_text(name), type=_Kinds).kinds) for name in FILES)
    found = Inventory(groups, names.bases, names.places, names.terms)
    for kind in found.kinds:
        _ = found.bases[kind.basis], [found.terms[term] for term in kind.terms], [found.places[place] for place in kind.places]
    return found


class Line(Struct, frozen=True):
    """A kind as people read it, in one language and with the terms of one server."""

    id: str
    title: str
    purpose: str
    basis: str
    seen: str
    personal: Personal
    places: tuple[str, ...]
    term: str
    fields: dict[str, tuple[str, ...]]


class Lines(Struct, frozen=True):
    """The kinds of one file, as people read them."""

    id: str
    kinds: tuple[Line, ...]


def told(lang: Language, settings: Settings) -> tuple[Lines, ...]:
    """The whole inventory in words."""
    return tuple(Lines(group.id, tuple(_line(kind, lang, settings) for kind in group.kinds)) for group in inventory().groups)


def _line(kind: Kind, lang: Language, settings: Settings) -> Line:
    known = inventory()
    return Line(
        kind.id,
        kind.title.in_(lang),
        kind.purpose.in_(lang),
        known.bases[kind.basis].in_(lang),
        kind.seen.in_(lang),
        kind.personal,
        tuple(known.places[place].in_(lang) for place in kind.places),
        "; ".join(known.terms[term].said(lang, settings) for term in kind.terms),
        kind.fields,
    )


def _text(name: str) -> str:
    return files(__package__).joinpath("stored", name).read_text(encoding="utf-8")
