# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mutants: known bugs, each as a small change of the product that brings it back (bank/*.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from tests.mutants.places import Stale, find, find_test

BANK = Path(__file__).resolve().parent / "bank"


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """Text that is replaced at a place of the product (see places.py). `search` stands there exactly once."""

    at: str
    search: str
    replace: str


class Mutant(Struct, frozen=True, forbid_unknown_fields=True):
    """A bug, who had it, the invariants and rules that it breaks, how to bring it back, and the tests that must notice.

    A test is `file::name` or `file::class::name`, with `[parameters]` for one case of several; in a TypeScript file the name is
    the test's title. Of the file its name is enough where no other has it.
    """

    id: str
    title: str
    known: str
    breaks: tuple[str, ...]
    change: tuple[Change, ...]
    tests: tuple[str, ...]
    link: str = ""


class _Part(Struct, frozen=True, forbid_unknown_fields=True):
    mutant: tuple[Mutant, ...]


def load(folder: Path = BANK) -> list[Mutant]:
    """All mutants, file by file. Raises msgspec.ValidationError or tomllib.TOMLDecodeError for a file that is none."""
    parts = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    return [mutant for part in parts for mutant in msgspec.convert(part, _Part).mutant]


def named_tests(mutant: Mutant, tree: Path) -> tuple[str, ...]:
    """Its tests, with the whole path of each file in `tree`. Raises Stale."""
    return tuple(find_test(test, tree) for test in mutant.tests)


def mutated(mutant: Mutant, tree: Path) -> dict[str, str]:
    """The texts that `mutant` makes of files in `tree`, by their names. Raises Stale."""
    pieces: dict[Path, list[tuple[int, Change]]] = {}
    for change in mutant.change:
        place = find(change.at, tree)
        lines = place.path.read_text(encoding="utf-8").splitlines(keepends=True)
        there = "".join(lines[place.first : place.end])
        times = there.count(change.search)
        if times != 1:
            first = change.search.strip().splitlines()[0].strip()
            raise Stale(f"what it replaces stands {times} times in {change.at}: {first}")
        if change.search == change.replace:
            raise Stale(f"it changes nothing in {change.at}")
        begin = len("".join(lines[: place.first])) + there.index(change.search)
        pieces.setdefault(place.path, []).append((begin, change))
    return {path.relative_to(tree).as_posix(): _replaced(path.read_text(encoding="utf-8"), all_) for path, all_ in pieces.items()}


def _replaced(text: str, pieces: list[tuple[int, Change]]) -> str:
    # The last first: what stands before it keeps its place.
    for begin, change in sorted(pieces, key=lambda piece: piece[0], reverse=True):
        text = text[:begin] + change.replace + text[begin + len(change.search) :]
    return text
