# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A word that must be nowhere is no word of a join code: codes stand on every page, and one in 341 would hold it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from server.content import join_words
from sessions.material.text import LANGUAGES

TESTS = Path(__file__).parent


def must_be_absent(source: str) -> Iterator[tuple[int, str]]:
    """The texts of which a test says that they are not in something: line and text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare) and any(isinstance(op, ast.NotIn) for op in node.ops):
            for text in ast.walk(node.left):
                if isinstance(text, ast.Constant) and isinstance(text.value, str | bytes):
                    yield node.lineno, text.value if isinstance(text.value, str) else text.value.decode("latin-1")


def test_what_must_be_absent_is_no_join_word() -> None:
    words = {word for language in LANGUAGES for word in join_words(language)}
    found = [
        f"{path.relative_to(TESTS)}:{line}: {text}"
        for path in sorted(TESTS.rglob("*.py"))
        for line, text in must_be_absent(path.read_text(encoding="utf-8"))
        if text in words
    ]
    assert not found, "\n".join(found)


def test_a_join_word_that_must_be_absent_is_found() -> None:
    assert list(must_be_absent('assert "kanarie" not in body\nassert b"x" not in y')) == [(1, "kanarie"), (2, "x")]
