# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What earlier cases did with a value, or with two that clash: how they filled it in, what they chose and why, and what they did
about it. Made of public reports alone, and of each only what it says itself.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from organisation.archive.facets import Names, own_values, tension_choices
from organisation.archive.folding import composed, folded_text
from organisation.dossier.report_state import PublicReport
from organisation.report.content import ReportedAction, ReportedSetAside, ReportedTension, ReportedValue
from sessions.material.text import Text
from sessions.model.former import ActionState

Public = tuple[str, PublicReport]
"""A case by its id, and what is public of it."""


class FilledIn(Struct, frozen=True):
    """What a value means in a case."""

    case_id: str
    public: PublicReport
    value: ReportedValue


class Clash(Struct, frozen=True):
    """A tension of a case, and the key and name of all that clash in it; `keys` are those of every two of them too."""

    case_id: str
    public: PublicReport
    tension: ReportedTension
    key: str
    label: Text
    keys: tuple[str, ...]


class Done(Struct, frozen=True):
    """An action that a case took for a value."""

    case_id: str
    public: PublicReport
    action: ReportedAction


class Aside(Struct, frozen=True):
    """A value that a case set aside."""

    case_id: str
    public: PublicReport
    gone: ReportedSetAside


class Pair(Struct, frozen=True):
    """Two values that clash: in how many tensions, and in how many of those nothing was chosen yet."""

    key: str
    label: Text
    count: int
    open: int


class Way(Struct, frozen=True):
    """Which way a choice between two values went, and how often: to one of them, or otherwise; None is still open."""

    label: Text | None
    count: int


class Earlier(Struct, frozen=True):
    """What cases did with a value, in the order in which the cases were given. `states` counts the actions by how they are,
    `pairs` the tensions by what clashed (the most frequent first), `ways` the choices of one pair by what they went to.
    """

    filled_in: tuple[FilledIn, ...]
    clashes: tuple[Clash, ...]
    actions: tuple[Done, ...]
    set_aside: tuple[Aside, ...]
    states: dict[ActionState, int]
    pairs: tuple[Pair, ...] = ()
    ways: tuple[Way, ...] = ()


OTHERWISE = Text("iets anders, of beide", "something else, or both")


def filled_in(cases: Sequence[Public], key: str, names: Names) -> tuple[FilledIn, ...]:
    """How these cases filled in the value of this key, and nothing else of them."""
    is_it = _is_it(key, names)
    return tuple(
        FilledIn(case_id, public, value) for case_id, public in cases for value in public.content.values if is_it(value.name)
    )


def of_value(cases: Sequence[Public], key: str, names: Names) -> Earlier:
    """What these cases did with the value of this key."""
    is_it = _is_it(key, names)
    actions = tuple(
        Done(case_id, public, action)
        for case_id, public in cases
        for action in public.content.actions
        if any(map(is_it, action.values))
    )
    clashes = tuple(each for each in _clashes(cases, names) if any(map(is_it, each.tension.sides)))
    return Earlier(
        filled_in=filled_in(cases, key, names),
        clashes=clashes,
        actions=actions,
        set_aside=tuple(
            Aside(case_id, public, gone) for case_id, public in cases for gone in public.content.set_aside if is_it(gone.name)
        ),
        states=_states(actions),
        pairs=_pairs(clashes),
    )


def of_tension(cases: Sequence[Public], key: str, names: Names) -> Earlier:
    """What these cases did where the values of this key clashed, also together with others: their choices, and the actions for
    them.
    """
    clashes = tuple(each for each in _clashes(cases, names) if key in each.keys)
    meant = {(each.case_id, action) for each in clashes for action in each.tension.actions}
    actions = tuple(
        Done(case_id, public, action)
        for case_id, public in cases
        for action in public.content.actions
        if (case_id, action.action) in meant
    )
    states = _states(actions)
    return Earlier(filled_in=(), clashes=clashes, actions=actions, set_aside=(), states=states, ways=_ways(clashes, names))


def _is_it(key: str, names: Names) -> Callable[[str], bool]:
    def is_it(name: str) -> bool:
        found = names.value(name)
        return found is not None and found.key == key

    return is_it


def _clashes(cases: Sequence[Public], names: Names) -> list[Clash]:
    return [
        Clash(case_id, public, tension, choices[0].key, choices[0].label, tuple(choice.key for choice in choices))
        for case_id, public in cases
        for own in (own_values(public.content, names),)
        for tension in public.content.tensions
        if (choices := tension_choices(tension, own, names))
    ]


def _pairs(clashes: Sequence[Clash]) -> tuple[Pair, ...]:
    found: dict[str, list[Clash]] = {}
    for each in clashes:
        found.setdefault(each.key, []).append(each)
    counted = (
        Pair(key, those[0].label, len(those), sum(not each.tension.choice for each in those)) for key, those in found.items()
    )
    return tuple(sorted(counted, key=lambda pair: (-pair.count, pair.label.nl)))


def _ways(clashes: Sequence[Clash], names: Names) -> tuple[Way, ...]:
    """The two values, then what went otherwise, then what is open; what never happened is left out."""
    counts: dict[Text | None, int] = {}
    for each in clashes:
        way = _way(each.tension, names) if each.tension.choice else None
        counts[way] = counts.get(way, 0) + 1
    order = sorted(counts, key=lambda way: (way is None, way == OTHERWISE, -counts[way], way.nl if way else ""))
    return tuple(Way(way, counts[way]) for way in order)


def _way(tension: ReportedTension, names: Names) -> Text:
    """The value that a choice names, when it names one of those that clash and no other. What a text means beyond that nobody
    guesses.
    """
    said = folded_text(composed(tension.choice))
    sides = [choice.label for name in tension.sides if (choice := names.value(name)) is not None]
    named = [label for label in sides if any(folded_text(composed(name)) in said for name in (label.nl, label.en))]
    return named[0] if len(named) == 1 else OTHERWISE


def _states(actions: tuple[Done, ...]) -> dict[ActionState, int]:
    order: tuple[ActionState, ...] = ("done", "busy", "not_started", "stuck", "dropped")
    counts = {state: sum(each.action.status == state for each in actions) for state in order}
    return {state: count for state, count in counts.items() if count}
