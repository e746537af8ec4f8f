# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sentence in both languages is read in one of them in one way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sessions.material.script import Question
from sessions.material.text import Text

PROJECT = Path(__file__).resolve().parents[3]
OWN_WAY = {
    ".py": re.compile(r"getattr\([^()]+, [\w.]*lang(uage)?\)"),
    ".html": re.compile(r"attr\(lang\)|\[lang\]"),
    ".ts": re.compile(r"\[language\]"),
    ".tsx": re.compile(r"\[language\]"),
}
"""How one would go round `Text.in_`, the filter `in_lang` and the client's `textIn`."""


def test_each_reads_in_his_own_language() -> None:
    assert (Text("waarde", "value").in_("nl"), Text("waarde", "value").in_("en")) == ("waarde", "value")
    assert Question("wat", "what").in_("en") == "what"


@pytest.mark.parametrize("package", ["sessions", "board", "server"])
def test_nobody_else_asks_which_of_the_two_is_read(package: str) -> None:
    dist = PROJECT / "board" / "static"
    found = [
        str(path.relative_to(PROJECT))
        for path in sorted((PROJECT / package).rglob("*"))
        if path.suffix in OWN_WAY and dist not in path.parents and OWN_WAY[path.suffix].search(path.read_text(encoding="utf-8"))
    ]
    assert found == (["board/client/core/content.ts"] if package == "board" else [])
