# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mutants: known bugs, each as a small change of the product that brings it back (bank/*.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

BANK = Path(__file__).resolve().parent / "bank"


class Stale(Exception):
    """A change that does not fit the product any more; the text says where. Write it anew, or take the mutant out."""


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """Text of `file` that is replaced. `search` stands in it exactly once."""

    file: str
    search: str
    replace: str


class Mutant(Struct, frozen=True, forbid_unknown_fields=True):
    """A bug, who had it, the invariants and rules that it breaks, how to bring it back, and the tests that must notice.

    A test is `file::name` or `file::class::name`, with `[parameters]` for one case of several; in a TypeScript file the name is
    the test's title.
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


def mutated(mutant: Mutant, tree: Path) -> dict[str, str]:
    """The texts that `mutant` makes of files in `tree`, by their names. Raises Stale."""
    texts: dict[str, str] = {}
    for change in mutant.change:
        path = tree / change.file
        if not path.is_file():
            raise Stale(f"{change.file} is not there")
        text = texts.get(change.file) or path.read_text(encoding="utf-8")
        times = text.count(change.search)
        if times != 1:
            first = change.search.strip().splitlines()[0].strip()
            raise Stale(f"what it replaces stands {times} times in {change.file}: {first}")
        texts[change.file] = text.replace(change.search, change.replace)
        if texts[change.file] == text:
            raise Stale(f"it changes nothing in {change.file}")
    return texts
