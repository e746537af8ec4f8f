# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/theming.md tells every token with its value, and of each part the states and what it reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from board.theme.pairs import MODES
from board.theme.tokens import COLOUR, own_tokens

PROJECT = Path(__file__).resolve().parents[3]
PAGE = (PROJECT / "docs" / "theming.md").read_text(encoding="utf-8")
CSS = PROJECT / "board" / "static" / "css"
PARTS = {
    "codio-note": "parts/note.css",
    "codio-column": "parts/column.css",
    "codio-timer": "parts/timer.css",
    "codio-poster": "poster/poster.css",
    "codio-button": "parts/buttons.css",
    "codio-input": "parts/forms.css",
}
FOREIGN = r"--(?:basis|nl|utrecht)-[\w-]+"


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its own head."""
    section = PAGE[PAGE.index(f"{heading}\n") :]
    lines = [line for line in section.splitlines() if line.startswith("| ") or not line.startswith(("|", " ")) or not line]
    table = []
    for line in lines[1:]:
        if line.startswith("| "):
            table.append([cell.strip() for cell in line.strip("|").split(" | ")])
        elif table:
            break
    return table[1:]


def test_every_colour_is_told_with_its_values_and_the_names_it_resolves_through() -> None:
    """[THM-08]"""
    tokens, shown = own_tokens(), own_tokens().shown({})
    told = {row[0].strip("`"): row[2:] for row in rows("### Colours")}
    assert told == {
        name: [
            *(str(shown[mode][name]) for mode in MODES),
            ", ".join(f"`{each}`" for each in re.findall(FOREIGN, tokens.declared["light"][f"{COLOUR}{name}"])) or "–",
        ]
        for name in tokens.colours
    }


def test_every_other_token_is_told_with_the_names_it_resolves_through() -> None:
    """[THM-08]"""
    tokens = own_tokens()
    told = {row[0].strip("`"): row[2] for row in rows("### Letters, sizes and shapes")}
    assert told == {
        name: ", ".join(f"`{each}`" for each in re.findall(FOREIGN, tokens.declared["light"][name])) or "–"
        for name in tokens.values
    }


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_told_with_its_states_and_the_tokens_that_it_reads(part: str) -> None:
    """[THM-08]"""
    css = re.sub(r"/\*.*?\*/", "", (CSS / PARTS[part]).read_text(encoding="utf-8"), flags=re.DOTALL)
    states = [state for row in rows(f"### `{part}`") for state in re.findall(r"`--([a-z]+)`", row[0])]
    assert sorted(states) == sorted(set(re.findall(rf"\.{part}--([a-z]+)", css)))
    section = PAGE[PAGE.index(f"### `{part}`\n") :]
    read = re.search(r"^Reads (.*)\.$", section, re.MULTILINE)
    assert read
    told = set(re.findall(r"`([^`]+)`", read[1]))
    assert told <= own_tokens().declared["light"].keys()
    assert told <= set(re.findall(r"var\(\s*(--codio-[\w-]+)", css))
