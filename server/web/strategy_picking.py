# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which values an organisation can put on the long list of its strategy: those of CODIO, and those of the sets that it keeps and
offers. Where all its sets stand instead of the thirty-two it steers on its own, and on nothing else.

In the form `<value>` is a value of CODIO and `+<principle>` another one under a principle of it; `@<set>/` before either says
that it is of a set.
"""

from collections.abc import Collection, Iterator

from board.strategy_lists import Offered
from organisation.members.state import KeptValues, Organisation
from organisation.strategy.state import OwnListed
from server.strategies.aggregate import material
from sessions.authoring.own_values import with_own_values
from sessions.material.framework import Framework, Principle, ValueRef
from sessions.material.text import Text

_OF_A_SET, _OTHER = "@", "+"


def offered_by(organisation: Organisation, taken: Collection[str]) -> list[Offered]:
    """All that can be put on the list, without what is `taken` (by id)."""
    sets = _sets(organisation)
    found = [] if sets and all(kept.latest.alone for kept in sets.values()) else list(_of_codio(taken))
    for set_id, kept in sets.items():
        found += _of_set(set_id, kept, taken)
    return found


def values_n(organisation: Organisation) -> int:
    """How many values can weigh as accents, before anything is chosen."""
    return sum(len(each.values) for each in offered_by(organisation, ()))


def chosen_of(organisation: Organisation, key: str, name: str) -> tuple[ValueRef, OwnListed | None]:
    """What somebody chose in the form; for an empty key a value that nobody knows."""
    set_id, _, rest = key.removeprefix(_OF_A_SET).partition("/") if key.startswith(_OF_A_SET) else ("", "", key)
    kept = _sets(organisation).get(set_id) if set_id else None
    if kept is not None:
        return _of_own(kept, rest, name)
    if set_id:
        return ValueRef(), None
    if rest.startswith(_OTHER):
        return ValueRef("", rest.removeprefix(_OTHER), name), None
    return ValueRef(rest), None


def _sets(organisation: Organisation) -> dict[str, KeptValues]:
    return {key: kept for key, kept in organisation.values.items() if kept.is_offered}


def _of_codio(taken: Collection[str]) -> Iterator[Offered]:
    framework = material().framework
    for each in framework.principles:
        yield Offered(each.name, _values(framework, each, taken, ""), f"{_OTHER}{each.id}")


def _of_set(set_id: str, kept: KeptValues, taken: Collection[str]) -> Iterator[Offered]:
    own, before = kept.latest.own, f"{_OF_A_SET}{set_id}/"
    made = with_own_values(material().framework, own, alone=kept.latest.alone)
    only = with_own_values(material().framework, own, alone=True)
    for each in made.principles:
        values = _values(only, each, taken, before)
        # Under a principle of CODIO another value is named among those of CODIO, where these are offered.
        other = f"{before}{_OTHER}{each.id}" if each in own.principles or kept.latest.alone else ""
        if values or other:
            yield Offered(each.name, values, other, own.title)


def _values(framework: Framework, principle: Principle, taken: Collection[str], before: str) -> list[tuple[str, Text]]:
    return [
        (f"{before}{value.id}", value.name)
        for value in framework.values
        if value.principle == principle.id and value.id not in taken
    ]


def _of_own(kept: KeptValues, rest: str, name: str) -> tuple[ValueRef, OwnListed | None]:
    own = kept.latest.own
    framework = with_own_values(material().framework, own, alone=True)
    if rest.startswith(_OTHER):
        principle = framework.principle(rest.removeprefix(_OTHER))
        told = OwnListed(own.title, principle.name, principle.foundation) if principle else None
        return ValueRef("", rest.removeprefix(_OTHER), name), told
    value = framework.value(rest)
    principle = framework.principle(value.principle) if value else None
    if value is None or principle is None:
        return ValueRef(), None
    return ValueRef(value.id), OwnListed(own.title, principle.name, principle.foundation, value.name, value.definition)
