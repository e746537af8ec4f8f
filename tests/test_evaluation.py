# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The evaluation of accessibility is whole: every criterion of WCAG 2.2 AA once, and every test that it names exists and runs.

What people must look at with a screen reader is not proven here: docs/accessibility/checklist.md is for them.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
DOCS = PROJECT / "docs"
CRITERIA = re.findall(
    r"\S+",
    "1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 "
    "2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11 2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8 "
    "3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3",
)
"""WCAG 2.2 (W3C, 2023), levels A and AA, without 4.1.1, which it took out."""
OWN = [f"A11Y-{number:02}" for number in range(1, 35)]
RESULTS = {"met", "people", "partly", "not applicable"}
WITHOUT_TEST = {"1.4.2"}
"""Met because there is nothing of the kind."""

_ROW = re.compile(r"^\| ((?:\d+(?:\.\d+)*|A11Y-\d\d)[^|]*) \|(.*)\|$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/.-]+\.(?:py|ts)::[^`]+)`")


def rows(page: str) -> dict[str, tuple[str, str]]:
    """Per criterion of a page its result and the whole row."""
    found: dict[str, tuple[str, str]] = {}
    for head, rest in _ROW.findall((DOCS / page).read_text(encoding="utf-8")):
        number = head.split()[0]
        assert number not in found, f"{number} is there twice"
        result = next((cell for cell in map(str.strip, rest.split("|")) if cell in RESULTS), "")
        assert result, f"{number} has no result"
        found[number] = (result, rest)
    return found


def named_tests() -> list[str]:
    """Every test that a page of the folder names."""
    return sorted(
        {found for page in (DOCS / "accessibility").glob("*.md") for found in _TEST.findall(page.read_text(encoding="utf-8"))}
    )


def exists(test: str) -> bool:
    """Whether a test of this name is written: `file::test`, `file::Class::test`, or of the client `file::title`."""
    name, *path = test.split("::")
    source = PROJECT / name
    if not source.is_file():
        return False
    text = source.read_text(encoding="utf-8")
    if source.suffix == ".ts":
        return f'"{path[0]}"' in text
    body: list[ast.stmt] = ast.parse(text).body
    for part in path:
        found = next((node for node in body if getattr(node, "name", "") == part), None)
        if found is None:
            return False
        body = getattr(found, "body", [])
    return path[-1].startswith("test_")


def test_every_criterion_of_wcag_2_2_is_evaluated_once() -> None:
    """[A11Y-30]"""
    assert [number for number in rows("accessibility/evaluation.md") if number in CRITERIA] == CRITERIA


def test_every_criterion_of_our_own_has_an_honest_line() -> None:
    """[A11Y-32] [A11Y-33] [A11Y-34]"""
    assert list(rows("accessibility/README.md")) == OWN


@pytest.mark.parametrize("page", ["accessibility/evaluation.md", "accessibility/README.md"])
def test_what_is_met_is_held_by_a_test(page: str) -> None:
    bare = [number for number, (result, row) in rows(page).items() if result == "met" and not _TEST.search(row)]
    assert [number for number in bare if number not in WITHOUT_TEST] == []


def test_every_test_that_is_named_exists() -> None:
    named = named_tests()
    assert len(named) > 40
    assert [test for test in named if not exists(test)] == []
