# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A number that people feel is typed once, in `sessions/material/limits.py`: types, rules, forms and documentation take it from
there. What is bounded by another number of its own is listed here, each with the reason.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec

from board.calendar_file import ZONE
from sessions.authoring import own_values
from sessions.authoring.own_values import OwnValues
from sessions.material import limits, script_rules
from sessions.material.framework import Principle, Value
from sessions.material.rules import AtMost, Between, IsId, Table, Words
from sessions.material.script import ChecklistItem, Measures, Mode, NoteKind, Part, Script, Step, SubStep, Tool

PROJECT = Path(__file__).resolve().parent.parent
IN_TEMPLATES = {
    ("link_door.html", "400"),  # the same
    ("key.html", "400"),  # a key is ours: longer than any that we make
    ("links.html", "3"),  # digits of a number of people
}
IN_CLIENT = {
    "MAX_ASKED",  # values of a table, of which earlier cases are told; the server answers for no more
    "MAX_BROKEN_FRAMES",  # then the line is made anew
    "MAX_DRAWN",  # people as dots on the screen in the room: more is a crowd
    "MAX_PASTED",  # characters that a field keeps though they do not fit
    "MAX_LISTED",  # of who was taken out: more are put back all at once
    "MAX_KEPT",  # steps that can be undone
    "MAX_STROKES",  # of the dial of a timer
    "MAX_TRIES",  # of one command from the queue
    "MAX_VALUES",  # of before, on the screen in the room
}
IN_TYPES = {
    ("model/items.py", 8),  # mechanisms, there are eight
    ("model/items.py", 10),  # 2026-02-03
    ("model/items.py", 5),  # 09:30
    ("cases/case.py", 9),  # check moments that a worked case plays
    ("cases/case.py", 99),  # its actions, by number
    ("material/text.py", "^[a-z]{2,3}$"),  # codes of ISO 639 have so many letters
    ("wire/frames.py", 120),  # a token is ours
}
THINGS: dict[str, type[msgspec.Struct]] = {
    "checklist": ChecklistItem,
    "parts": Part,
    "parts.steps": Step,
    "parts.steps.sub_steps": SubStep,
    "values": Value,
    "principles": Principle,
}
"""What a table in a file is about."""
LARGE = 100
"""Smaller numbers mean something else too often."""


def files(folder: str, *suffixes: str) -> Iterator[tuple[str, str]]:
    """Names in the folder and texts; not what was generated or built."""
    for path in sorted((PROJECT / folder).rglob("*")):
        if path.suffix in suffixes and ".gen." not in path.name:
            yield path.relative_to(PROJECT / folder).as_posix(), path.read_text(encoding="utf-8")


def test_templates_take_the_bounds_of_fields_from_the_limits() -> None:
    typed = {
        (name, most)
        for name, text in files("board/templates", ".html")
        for most in re.findall(r'(?:max|maxlength|data-most)="(\d+)"', text)
    }
    assert typed == IN_TEMPLATES
    assert not [name for name, text in files("board/templates", ".html") if re.search(r"(?:[Aa]t most|from 1 to) \d", text)]


def test_the_client_takes_the_bounds_of_fields_from_what_is_generated() -> None:
    client = list(files("board/client", ".ts", ".tsx"))
    assert {name for _, text in client for name in re.findall(r"const (MAX_\w+) = [\d_]+;", text)} == IN_CLIENT
    assert not [name for name, text in client if re.search(r"\bmax(?:Length)?=\{\d", text)]


def test_the_client_tells_times_in_the_zone_of_the_servers_pages() -> None:
    told = (PROJECT / "board/client/core/when.ts").read_text(encoding="utf-8")
    assert f'export const ZONE = "{ZONE.key}";' in told


def test_types_take_their_bounds_from_the_limits() -> None:
    typed = {
        (name, keyword.value.value)
        for name, text in files("sessions", ".py")
        for node in ast.walk(ast.parse(text))
        if name != "material/limits.py" and isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Meta"
        for keyword in node.keywords
        if isinstance(keyword.value, ast.Constant) and keyword.value.value not in (0, 1)
    }
    assert typed == IN_TYPES


def test_no_function_of_the_core_types_a_large_limit_itself() -> None:
    numbers = {value for name, value in vars(limits).items() if name.startswith("MAX_") and value >= LARGE}
    typed = {
        (name, node.value)
        for name, text in files("sessions", ".py")
        for function in ast.walk(ast.parse(text))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value in numbers
    }
    assert not typed


class TestTheGuideForAuthors:
    """docs/own-content.md says to authors what the tables of rules hold them to."""

    PAGE = (PROJECT / "docs" / "own-content.md").read_text(encoding="utf-8")

    def rows(self, heading: str) -> dict[tuple[str, ...], str]:
        """What stands there, by the keys of a row."""
        section = self.PAGE.split(f"\n## {heading}\n")[1].partition("\n## ")[0]
        rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| `")]
        return {tuple(re.findall(r"`([^`]+)`", keys)): words for keys, words in rows}

    def bounds(self, heading: str, whole: type[msgspec.Struct]) -> Iterator[tuple[type[msgspec.Struct], str, int]]:
        """Every "at most": of which thing, of which field, and the number."""
        plain = whole
        for keys, words in self.rows(heading).items():
            table = keys[0].strip("[]") if keys[0].startswith("[[") else ""
            # The rows below that of the steps are about a step.
            plain = Step if table == "parts.steps" else plain
            for field, most in re.findall(r"(?:`(\w+)` \()?at most (\d+)", words):
                if field:
                    yield THINGS[table] if table else plain, field, int(most)
                else:
                    yield from ((whole, table, int(most)),) if table else ((plain, key, int(most)) for key in keys)

    def check(self, heading: str, whole: type[msgspec.Struct], table: Table) -> None:
        said = list(self.bounds(heading, whole))
        assert said
        for thing, field, most in said:
            known = {
                rule.most for rule in table[thing] if isinstance(rule, IsId | Words | AtMost | Between) and rule.field == field
            }
            assert most in known, (thing.__name__, field, most, known)

    def test_its_numbers_are_those_of_the_rules(self) -> None:
        self.check("An own script", Script, script_rules.rules_for_own(()))
        self.check("Own values", OwnValues, own_values.RULES)

    def test_it_names_the_words_to_choose_from(self) -> None:
        rows = self.rows("An own script")
        tools = rows["deliver", "tools"].rpartition("`")[0].rpartition("`")[2]
        assert set(tools.split()) == set(get_args(Tool))
        assert set(re.findall(r"`(\w+)`", rows["mode",])) == set(get_args(Mode))
        assert set(re.findall(r"`(\w+)`", rows["measures",])) == set(get_args(Measures))
        assert set(get_args(NoteKind)) <= set(re.findall(r"`(\w+)`", rows["kinds", "sheet"]))

    def test_it_says_how_many_minutes_and_steps_there_may_be(self) -> None:
        assert f"from 1 to {limits.MAX_LEAF_MINUTES}" in self.PAGE
        assert f"at most {limits.MAX_LEAVES} steps" in self.PAGE

    def test_it_has_every_key_of_a_script(self) -> None:
        named = {key.strip("[]").rpartition(".")[2] for keys in self.rows("An own script") for key in keys}
        named |= set(re.findall(r"`(\w+)`", self.PAGE))
        for thing in (Script, ChecklistItem, Part, Step, SubStep):
            assert set(thing.__struct_fields__) <= named, thing.__name__
