# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a table of rules is made of, and how it is asked what is wrong.

A rule says what must hold for a thing, and gives a problem with its place for what breaks it. Pages put the problem in words;
`says` are the words for who has no page.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

import msgspec
from msgspec import Struct

from sessions.material.problems import Path, Problem, ProblemCode, shown
from sessions.material.text import LEADING, Text

Thing = TypeVar("Thing")

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")


class Rule(Struct, frozen=True):
    """What must hold for a field of a thing."""

    field: str

    @property
    def codes(self) -> tuple[ProblemCode, ...]:
        """What can be wrong."""
        raise NotImplementedError

    @property
    def says(self) -> str:
        """What is expected. In braces stand what a problem holds: `{0}` and `{1}` of its `expected`, and `{given}`."""
        raise NotImplementedError

    def look(self, thing: Any) -> Iterator[Problem]:
        """What breaks the rule in this thing, with paths from the thing on."""
        raise NotImplementedError


Table = Mapping[type[Struct], Sequence[Rule]]
"""The rules for every kind of thing."""


class IsId(Rule, frozen=True):
    """A short name. Without a colon: that stands between the parts of an item's id (`answer:<step>:<question>`)."""

    most: int
    codes: ClassVar[tuple[ProblemCode, ...]] = ("empty", "bad_id")

    @property
    def says(self) -> str:
        """What an id is."""
        return f"an id is of letters, digits, dots, hyphens and underscores, with at most {self.most} characters"

    def look(self, thing: Any) -> Iterator[Problem]:
        """Nothing, or something else than an id."""
        value = getattr(thing, self.field)
        if not value:
            yield Problem((self.field,), "empty")
        elif len(value) > self.most or not is_id(value):
            yield Problem((self.field,), "bad_id", (str(self.most),), shown(value))


class Words(Rule, frozen=True):
    """A string, a text in both languages, or a list of these: each is there, unless not `needed`, and not too long."""

    most: int
    needed: bool = True
    codes: ClassVar[tuple[ProblemCode, ...]] = ("empty", "too_long")

    @property
    def says(self) -> str:
        """How long it may be."""
        return f"{self.field} must have {'1 to' if self.needed else 'at most'} {self.most} characters"

    def look(self, thing: Any) -> Iterator[Problem]:
        """Every string in the field that does not fit."""
        for path, words in _strings(getattr(thing, self.field), (self.field,)):
            if self.needed and not words:
                yield Problem(path, "empty")
            elif len(words) > self.most:
                yield Problem(path, "too_long", (str(self.most),))


class AtMost(Rule, frozen=True):
    """Not more of them than fit."""

    most: int
    codes: ClassVar[tuple[ProblemCode, ...]] = ("too_many",)
    says = "{given} {field} are too many, at most {0} fit"

    def look(self, thing: Any) -> Iterator[Problem]:
        """Too many."""
        count = len(getattr(thing, self.field))
        if count > self.most:
            yield Problem((self.field,), "too_many", (str(self.most),), shown(count))


class Between(Rule, frozen=True):
    """A number within its bounds."""

    least: int
    most: int
    codes: ClassVar[tuple[ProblemCode, ...]] = ("too_low", "too_high")
    says = "{field} must be from {0} to {1}, not {given}"

    def look(self, thing: Any) -> Iterator[Problem]:
        """A number outside them."""
        yield from outside((self.field,), getattr(thing, self.field), self.least, self.most)


class Once(Rule, frozen=True):
    """No word stands twice."""

    word: str
    codes: ClassVar[tuple[ProblemCode, ...]] = ("name_twice",)

    @property
    def says(self) -> str:
        """What stands twice."""
        return f"a {self.word} stands twice"

    def look(self, thing: Any) -> Iterator[Problem]:
        """Every word that stood there already."""
        seen: set[str] = set()
        for number, word in enumerate(getattr(thing, self.field)):
            if word in seen:
                yield Problem((self.field, number), "name_twice", given=shown(word))
            seen.add(word)


class Forbids(Rule, Generic[Thing], frozen=True):
    """What may not be: then `field` is where it is told. `expected` and `given` are those of the problem."""

    code: ProblemCode
    says: str
    broken: Callable[[Thing], object]
    expected: Callable[[Thing], object] | None = None
    given: Callable[[Thing], object] | None = None

    @property
    def codes(self) -> tuple[ProblemCode, ...]:
        """The one."""
        return (self.code,)

    def look(self, thing: Thing) -> Iterator[Problem]:
        """The field, when it is broken."""
        if self.broken(thing):
            expected = () if self.expected is None else (str(self.expected(thing)),)
            yield Problem((self.field,), self.code, expected, "" if self.given is None else shown(self.given(thing)))


class Finds(Rule, Generic[Thing], frozen=True):
    """A rule that looks at several fields, or far into a thing. `find` gives paths from the thing on, most in `field`."""

    codes: tuple[ProblemCode, ...]
    says: str
    find: Callable[[Thing], Iterable[Problem]]

    def look(self, thing: Thing) -> Iterator[Problem]:
        """What was found."""
        yield from self.find(thing)


def broken(table: Table, things: Iterable[tuple[Path, Struct]]) -> Iterator[tuple[Rule, Problem]]:
    """Everything that is wrong, with the rule that says so. `things` are all things to look at, with their paths."""
    for path, thing in things:
        for rule in table.get(type(thing), ()):
            for problem in rule.look(thing):
                yield rule, msgspec.structs.replace(problem, path=(*path, *problem.path))


def said(rule: Rule, problem: Problem) -> str:
    """What is expected, with what the problem holds filled in."""
    return rule.says.format(*problem.expected, field=rule.field, given=problem.given)


def is_id(text: str) -> bool:
    """Whether it is made of what an id is made of, however long."""
    return _ID.fullmatch(text) is not None


def outside(path: Path, value: int, least: int, most: int) -> Iterator[Problem]:
    """The problem of a number that is not within its bounds."""
    if not least <= value <= most:
        yield Problem(path, "too_low" if value < least else "too_high", (str(least), str(most)), shown(value))


def twice(ids: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    """The problems of ids that were there already."""
    seen: set[str] = set()
    for path, value in ids:
        if value and value in seen:
            yield Problem(path, "id_twice", given=shown(value))
        seen.add(value)


def _strings(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """The strings in a field, each with its path; a text that is the same in both languages once."""
    match value:
        case str():
            yield path, value
        case Text():
            for language, said in value.by_language().items():
                if language == LEADING or said != value.nl:
                    yield (*path, language), said
        case tuple():
            for number, each in enumerate(value):
                yield from _strings(each, (*path, number))
