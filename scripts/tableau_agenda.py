# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is laid on the board in which step of a script, told by its modes, screens and tools alone (`scripts/tableau.py`)."""

from __future__ import annotations

from sessions.material.script import Leaf, NoteKind, Script, Tool

AT_TABLES: tuple[Tool, ...] = ("accents", "research", "joint_actions", "dots")
WITH_ALL: tuple[Tool, ...] = ("case", "accents", "tensions", "ordering", "answers", "wider", "parked", "reflection")


def agenda(script: Script) -> dict[str, frozenset[str]]:
    """The duties of every leaf: names of tools, and `talk`, `sheet` (of a table), `pitches`, `values` and `actions` (laying the
    poster), `fix` (checklist, decision, snapshot). What is laid ready more than once is done the last time: first people talk.
    """
    found: dict[str, set[str]] = {leaf.id: set() for leaf in script.leaves}
    _at_tables(script, found)
    plenary = [leaf for leaf in script.leaves if leaf.mode != "group" and not leaf.silent and not leaf.pitches]
    for leaf in script.leaves:
        if leaf.pitches:
            found[leaf.id].add("pitches")
    for leaf in plenary:
        found[leaf.id] |= {tool for tool in WITH_ALL if tool in leaf.tools}
    for duty in ("values", "actions"):
        first = next((leaf for leaf in plenary if leaf.screen in (duty, "poster")), None)
        if first is not None:
            found[first.id].add(duty)
    last = next((leaf for leaf in plenary if leaf.screen == "checklist"), script.leaves[-1])
    found[last.id].add("fix")
    return {leaf_id: frozenset(duties) for leaf_id, duties in found.items()}


def kind_of(leaf: Leaf) -> NoteKind | None:
    """What a step is about: the kind of its sheet, or else of what may be written."""
    return leaf.sheet or (leaf.kinds[0] if leaf.kinds else None)


def _at_tables(script: Script, found: dict[str, set[str]]) -> None:
    last: dict[tuple[str, str], str] = {}
    for leaf in script.leaves:
        if leaf.mode != "group" or leaf.pitches or leaf.silent:
            continue
        found[leaf.id].add("talk")
        if leaf.sheet:
            last[leaf.step_id, "sheet"] = leaf.id
        for tool in AT_TABLES:
            if tool in leaf.tools:
                last[leaf.step_id, tool] = leaf.id
    for (_, duty), leaf_id in last.items():
        found[leaf_id].add(duty)
