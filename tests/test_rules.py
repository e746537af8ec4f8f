# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/rules.md and the tests tell the same: every rule is proven by a test that carries its id, and no test carries another."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parent
RULES = TESTS.parent / "docs" / "rules.md"
KINDS = (
    "BRD",
    "LCK",
    "TIM",
    "CIR",
    "TBL",
    "ADM",
    "PST",
    "ITM",
    "FLR",
    "SCR",
    "PLN",
    "BND",
    "CON",
    "KEP",
    "CAS",
    "LVL",
    "ORG",
    "SIG",
    "REP",
    "PUB",
    "ARC",
    "STR",
    "FIL",
    "LIV",
    "DOM",
    "LNG",
    "LOG",
    "STO",
    "CLU",
    "WIR",
    "DEV",
    "THM",
)

NUMBERED_ELSEWHERE = {"DOM"}
"""Numbers are left out for what is not built yet."""

_LISTED = re.compile(rf"^- \*\*((?:{'|'.join(KINDS)})-\d\d)\*\* ([A-Z`\"].*[.])$")
_CARRIED = re.compile(rf"\[((?:{'|'.join(KINDS)})-\d\d)\]")
_TYPESCRIPT_TITLE = re.compile(r"\b(?:test|it|describe)\(\s*([\"'`].*?[\"'`])\s*,", re.DOTALL)


def listed_rules() -> dict[str, str]:
    """The rules by id, in the order of the page."""
    items = [line for line in RULES.read_text(encoding="utf-8").splitlines() if line.startswith("- ")]
    found = [_LISTED.match(item) for item in items]
    assert all(found), [item for item, match in zip(items, found, strict=True) if match is None]
    pairs = [(match[1], match[2]) for match in found if match]
    assert len(dict(pairs)) == len(pairs), "a rule id is given twice"
    return dict(pairs)


def titles(path: Path, *, short: bool = False) -> Iterator[str]:
    """The docstrings of tests and of the classes that hold them; of the client's tests, their titles."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from _TYPESCRIPT_TITLE.findall(text)
        return
    tree = ast.parse(text, str(path))
    for node in ast.walk(ShortOnly().visit(tree) if short and "mark.long" in text else tree):
        is_test = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test")
        if is_test or (isinstance(node, ast.ClassDef) and node.name.startswith("Test")):
            assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            yield ast.get_docstring(node) or ""


class ShortOnly(ast.NodeTransformer):
    """Takes away what is left to the long run: tests and classes of them that are marked so, and whole files."""

    def visit_Module(self, node: ast.Module) -> ast.Module:  # the name that ast looks for
        marks = [each for each in node.body if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "pytestmark"]
        if any("pytest.mark.long" in ast.unparse(each) for each in marks):
            return ast.Module([], [])
        self.generic_visit(node)
        return node

    def _kept(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> ast.AST | None:
        # A row of a matrix may be long; then other rows are short.
        is_long = any(ast.unparse(each) == "pytest.mark.long" for each in node.decorator_list)
        return None if is_long else self.generic_visit(node)

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = _kept  # noqa: N815 # as above


def carried_rules(*, short: bool = False) -> dict[str, set[str]]:
    """Per rule id the test files that carry it; with `short` in a test that `make test` runs."""
    found: dict[str, set[str]] = {}
    paths = [*TESTS.rglob("test_*.py"), *TESTS.rglob("*.test.ts"), *TESTS.rglob("*.test.tsx")]
    for path in sorted(paths):
        for title in titles(path, short=short):
            for rule in _CARRIED.findall(title):
                found.setdefault(rule, set()).add(str(path.relative_to(TESTS)))
    return found


def test_every_rule_is_carried_by_a_test() -> None:
    unproven = listed_rules().keys() - carried_rules().keys()
    assert not unproven, sorted(unproven)


def test_every_rule_is_carried_by_a_test_that_the_short_run_has() -> None:
    unproven = listed_rules().keys() - carried_rules(short=True).keys()
    assert not unproven, sorted(unproven)


def test_every_rule_that_a_test_carries_exists() -> None:
    unknown = carried_rules().keys() - listed_rules().keys()
    assert not unknown, sorted(unknown)


def test_rules_of_a_kind_are_numbered_from_one_without_a_hole() -> None:
    for kind in KINDS:
        numbers = [int(rule.partition("-")[2]) for rule in listed_rules() if rule.startswith(kind)]
        assert numbers == (sorted(numbers) if kind in NUMBERED_ELSEWHERE else list(range(1, len(numbers) + 1))), kind


def test_a_rule_is_one_sentence() -> None:
    several = [rule for rule, sentence in listed_rules().items() if re.search(r"[.?!] [A-Z]", sentence)]
    assert not several
