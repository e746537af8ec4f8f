# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scripts CODIO-PaD and CODIO 2022 have the steps, minutes and questions that they must have."""

from collections import Counter

import msgspec
import pytest

from sessions.material.script import Script, leaves, name_in_step
from sessions.material.script_rules import with_minutes
from tests.sessions.shipped import SCRIPTS

PAD_STEPS = [
    ("0", "0", "Start", 5, "plenary"),
    ("1", "1", "Validatie beschrijving casus", 15, "plenary"),
    ("2a", "2a", "Toelichting op CODIO-PaD", 5, "plenary"),
    ("2b", "2b", "Publieke waarden beschrijven", 5, "individual"),
    ("2c", "2c", "Bespreken", 35, "group"),
    ("3a", "3a", "Introductie van acties", 5, "plenary"),
    ("3b", "3b", "Acties opschrijven", 10, "individual"),
    ("3c", "3c", "Bespreken", 20, "group"),
    ("4a", "4a", "Plenair gesprek over acties", 10, "plenary"),
    ("4b", "4b", "Invullen poster", 10, "plenary"),
    ("5", "5", "Bespreken of acties breder inzetbaar zijn", 15, "plenary"),
    ("6", "6", "Opstellen checklist met vervolgstappen", 10, "plenary"),
    ("7", "7", "Afsluiten en reflecteren", 10, "plenary"),
]
PAD_SUB_STEPS = [
    ("2c1", "Bespreken: eigen waarden", 5, "group"),
    ("2c2", "Bespreken: waarden uit onderzoek", 5, "group"),
    ("2c3", "Bespreken: gezamenlijke keuze", 20, "group"),
    ("2c4", "Presentatie", 5, "plenary"),
    ("3c1", "Bespreken", 5, "group"),
    ("3c2", "Gezamenlijk opstellen", 10, "group"),
    ("3c3", "Presentatie", 5, "plenary"),
]


@pytest.fixture(scope="module")
def pad() -> Script:
    return SCRIPTS["codio-pad"]


@pytest.fixture(scope="module")
def reconstruction() -> Script:
    return SCRIPTS["codio-2022"]


def test_dom_02_pad_has_a_start_and_seven_steps_with_the_minutes_and_modes_of_the_source(pad: Script) -> None:
    """[DOM-02]"""
    steps = [step for part in pad.parts for step in part.steps]
    assert [(step.id, step.stage, step.title.nl, step.minutes, step.mode) for step in steps] == PAD_STEPS
    subs = [(sub.id, sub.title.nl, sub.minutes, sub.mode) for step in steps for sub in step.sub_steps]
    assert subs == PAD_SUB_STEPS


def test_dom_02_pad_minutes_add_up_to_155_per_step_and_15_are_silent(pad: Script) -> None:
    """[DOM-02]"""
    assert sum(leaf.minutes for leaf in leaves(pad)) == 155
    per_step = Counter[str]()
    for leaf in leaves(pad):
        per_step[leaf.stage[0]] += leaf.minutes
    assert list(per_step.items()) == [("0", 5), ("1", 15), ("2", 45), ("3", 35), ("4", 20), ("5", 15), ("6", 10), ("7", 10)]
    assert {part.title.nl: sum(step.minutes for step in part.steps) for part in pad.parts} == {
        "Start": 5,
        "Deel 1": 15,
        "Deel 2": 45,
        "Deel 3": 90,
    }
    assert {leaf.id: leaf.minutes for leaf in leaves(pad) if leaf.silent} == {"2b": 5, "3b": 10}
    assert (pad.stated_minutes, pad.measures) == (150, "mechanisms")


def test_rows_of_a_step_with_a_title_of_its_own_carry_it() -> None:
    """[DOM-02]"""
    titles = {
        name: {leaf.step_id: leaf.stage_title.nl for leaf in leaves(script) if leaf.stage_title}
        for name, script in SCRIPTS.items()
    }
    assert titles == {
        "codio-project-2025": {
            **dict.fromkeys(("A2a", "A2b", "A2c"), "Identificeren van waarden"),
            **dict.fromkeys(("B4a", "B4b"), "Identificeren van acties om waarden te borgen"),
        },
        "codio-pad": {
            **dict.fromkeys(("2a", "2b", "2c"), "Identificeren waarden"),
            **dict.fromkeys(("3a", "3b", "3c"), "Opstellen acties"),
            **dict.fromkeys(("4a", "4b"), "Opstellen van een samenhangend actieplan"),
        },
        "codio-2022": {},
    }


def test_pad_asks_as_many_questions_as_the_source_and_keeps_the_four_of_4a(pad: Script) -> None:
    asked = {leaf.id: leaf.questions for leaf in leaves(pad)}
    # At 1 two of the source, and the place in its grid, which it asks in its text.
    assert {step: len(asked[step]) for step in ("1", "4a", "5", "6", "7")} == {"1": 3, "4a": 7, "5": 2, "6": 6, "7": 3}
    assert [question.keep for question in asked["4a"]] == [False] * 3 + [True] * 4
    assert [leaf_id for leaf_id, questions in asked.items() if any(q.keep for q in questions)] == ["4a"]
    assert asked["6"] == SCRIPTS["codio-project-2025"].leaf_of["B6"].questions


def test_what_lies_ready_in_each_step_of_pad(pad: Script) -> None:
    assert {leaf.id: leaf.tools for leaf in leaves(pad) if leaf.tools} == {
        "1": ("case",),
        "2c2": ("research",),
        "2c3": ("research", "dots"),
        "3c1": ("joint_actions", "examples"),
        "3c2": ("joint_actions", "examples", "dots"),
        "4a": ("answers", "tensions", "ordering"),
        "4b": ("ordering", "tensions"),
        "5": ("wider",),
        "7": ("parked", "reflection"),
    }
    screens = {
        "1": "case",
        "2c2": "research",
        "3a": "mechanisms",
        "4b": "poster",
        "5": "wider",
        "6": "checklist",
        "7": "reflection",
    }
    assert {step: pad.leaf_of[step].screen for step in screens} == screens


def test_what_may_be_written_in_pad_and_which_sheet_is_made_follow_the_step(pad: Script) -> None:
    steps = [step for part in pad.parts for step in part.steps]
    assert {step.id: step.kinds for step in steps if step.kinds} == {
        **dict.fromkeys(("2b", "2c"), ("value",)),
        **dict.fromkeys(("3b", "3c", "4a", "4b"), ("action",)),
    }
    assert {step.id: step.sheet for step in steps if step.sheet} == {"2c": "value", "3c": "action"}
    assert [leaf.id for leaf in leaves(pad) if leaf.pitches] == ["2c4", "3c3"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_examples_and_research_come_only_after_the_silent_writing(name: str) -> None:
    """[DOM-23]"""
    ids = [leaf.id for leaf in leaves(SCRIPTS[name])]
    for tool, kind in (("research", "value"), ("examples", "action")):
        written = [leaf.id for leaf in leaves(SCRIPTS[name]) if leaf.silent and kind in leaf.kinds]
        for leaf in leaves(SCRIPTS[name]):
            if tool in leaf.tools:
                assert all(ids.index(silent) < ids.index(leaf.id) for silent in written), leaf.id


def test_the_reconstruction_says_what_it_is_and_has_six_steps_without_minutes(reconstruction: Script) -> None:
    assert reconstruction.title.nl == "CODIO 2022 (reconstructie, niet uit de handleiding)"
    assert reconstruction.label is not None
    assert "Onze reconstructie" in reconstruction.label.nl
    assert "stilte" in reconstruction.label.nl
    assert [leaf.stage for leaf in leaves(reconstruction)] == ["1", "2", "2", "3", "4", "5", "6"]
    assert {leaf.minutes for leaf in leaves(reconstruction)} == {0}
    assert reconstruction.minutes_to_fill
    assert [leaf.id for leaf in leaves(reconstruction) if leaf.silent] == ["W2a"]


def test_the_reconstruction_runs_once_every_minute_is_filled_in(reconstruction: Script) -> None:
    minutes = {leaf.id: 20 for leaf in leaves(reconstruction)}
    filled = with_minutes(reconstruction, minutes)
    assert sum(leaf.minutes for leaf in leaves(filled)) == 140
    assert not filled.minutes_to_fill
    del minutes["W3"]
    with pytest.raises(msgspec.ValidationError, match="step W3: minutes must be from 1 to 600"):
        with_minutes(reconstruction, minutes)


@pytest.mark.parametrize("name", SCRIPTS)
def test_dom_28_every_script_names_its_source_with_title_and_authors_or_that_there_are_none(name: str) -> None:
    """[DOM-28]"""
    source = SCRIPTS[name].source
    assert "CODIO" in source
    assert any(author in source for author in ("Albert Meijer", "Fleur Stalenhoef"))
    assert any(date in source for date in ("31 januari 2025", "geen datum", "2022"))
    assert SCRIPTS[name].framework == "waardenkader-2025"


@pytest.mark.parametrize(
    ("whole", "own", "name"),
    [
        ("Bespreken", "vertellen", "Bespreken: vertellen"),
        ("Bespreken", "Bespreken", "Bespreken"),
        ("Bespreken", "Bespreken: eigen waarden", "Bespreken: eigen waarden"),
        ("Bespreken.", "bespreken aan tafel", "bespreken aan tafel"),
    ],
)
def test_a_sub_step_that_opens_with_its_steps_title_does_not_say_it_twice(whole: str, own: str, name: str) -> None:
    assert name_in_step(whole, own) == name
