# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A script that asks for accent values or values from research though it was not written to."""

from __future__ import annotations

from importlib.resources import files

import pytest
from msgspec.structs import replace

from sessions.material.asked import ASKED, asks, can_ask, with_asked
from sessions.material.script import Script, leaves
from sessions.material.script_rules import parse_script


def shipped(name: str) -> Script:
    return parse_script(files("sessions").joinpath("content", f"{name}.toml").read_text(encoding="utf-8"))


PROJECT = shipped("codio-project-2025")
PAD = shipped("codio-pad")


@pytest.mark.parametrize(
    ("script", "what", "leaf_id", "only_with_accents"),
    [(PROJECT, "research", "A2c1", False), (PAD, "accents", "2c3", True)],
    ids=["project", "pad"],
)
def test_each_of_both_scripts_can_ask_what_the_other_asks(
    script: Script, what: str, leaf_id: str, only_with_accents: bool
) -> None:
    """[DOM-09] [DOM-23]"""
    assert can_ask(script) == (what,)
    made = with_asked(script, set(ASKED))
    before, after = ({leaf.id: leaf for leaf in leaves(each)} for each in (script, made))
    assert [leaf_id for leaf_id in after if after[leaf_id] != before[leaf_id]] == [leaf_id]
    assert after[leaf_id].tools == (*before[leaf_id].tools, what)
    assert after[leaf_id].questions[:-1] == before[leaf_id].questions
    assert after[leaf_id].questions[-1].only_with_accents is only_with_accents
    assert all(asks(made, each) for each in ASKED)
    assert can_ask(made) == ()


def test_nothing_changes_where_nothing_is_wanted_or_there_is_no_place() -> None:
    assert with_asked(PAD, ()) is PAD
    assert with_asked(PROJECT, {"accents"}) is PROJECT
    without = replace(
        PAD,
        parts=tuple(replace(part, steps=tuple(replace(step, sheet=None) for step in part.steps)) for part in PAD.parts),
    )
    assert can_ask(without) == ()
    assert with_asked(without, {"accents"}) is without
