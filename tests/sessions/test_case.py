# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The camera case is whole: every reference goes somewhere, and the poster is that of the example in the source."""

from pathlib import Path

import msgspec
import pytest

from sessions.case import Case, check_case, parse_case
from sessions.framework import FOUNDATION_IDS, Framework, parse_framework
from sessions.perspectives import parse_perspectives
from sessions.script import Script, parse_script

CONTENT = Path(__file__).parents[2] / "sessions" / "content"
CAMERA = (CONTENT / "camera.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def case() -> Case:
    return parse_case(CAMERA)


@pytest.fixture(scope="module")
def framework() -> Framework:
    return parse_framework((CONTENT / "waardenkader-2025.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def script() -> Script:
    return parse_script((CONTENT / "codio-project-2025.toml").read_text(encoding="utf-8"))


def test_values_principles_checklist_and_perspectives_of_the_case_exist(case: Case, framework: Framework, script: Script) -> None:
    check_case(case, framework, script)
    assert (case.framework, case.script) == (framework.id, script.id)
    known = {p.id for p in parse_perspectives((CONTENT / "perspectives.toml").read_text(encoding="utf-8"))}
    assert {participant.perspective for participant in case.participants} <= known


def test_the_case_is_told_in_60_to_120_words(case: Case) -> None:
    assert (case.organisation, case.title) == ("Gemeente Meerdorp", "Slimme camera's op het Stationsplein")
    assert 60 <= len(case.text.split()) <= 120
    assert "\n" not in case.text


def test_fifteen_people_sit_five_to_a_table_and_look_from_different_sides(case: Case) -> None:
    assert len(case.participants) == 15
    for foundation in FOUNDATION_IDS:
        at_table = [participant for participant in case.participants if participant.table == foundation]
        assert len(at_table) == 5
        assert len({participant.perspective for participant in at_table}) >= 4


def test_dom_07_everybody_writes_one_or_two_value_notes_and_action_notes(case: Case) -> None:
    for participant in case.participants:
        assert 1 <= len(participant.value_notes) <= 2
        assert 1 <= len(participant.action_notes) <= 2
        assert all(note.why for note in participant.value_notes)
        assert all(note.action and note.actor and note.values for note in participant.action_notes)
    assert [note.other.name for p in case.participants for note in p.value_notes if note.other] == ["Je welkom voelen"]


def test_dom_08_every_table_chooses_values_of_its_own_foundation_and_gives_reasons(case: Case, framework: Framework) -> None:
    assert tuple(table.foundation for table in case.tables) == FOUNDATION_IDS
    for table in case.tables:
        assert table.chosen
        assert table.set_aside
        assert table.actions
        for weighed in (*table.chosen, *table.set_aside):
            assert weighed.reason
            assert framework.foundation_of_value(weighed.value_id) == table.foundation


def test_what_a_table_weighs_stands_on_a_note_of_someone_at_that_table(case: Case) -> None:
    for table in case.tables:
        written = {note.value for p in case.participants if p.table == table.foundation for note in p.value_notes}
        assert {weighed.value_id for weighed in (*table.chosen, *table.set_aside)} <= written


def test_what_tables_chose_is_on_the_poster_or_was_left_out_with_a_reason(case: Case) -> None:
    chosen = {weighed.value_id for table in case.tables for weighed in table.chosen}
    on_poster = {value.value_id for value in case.poster.values}
    left_out = {weighed.value_id for weighed in case.poster.left_out}
    assert chosen == on_poster | left_out
    assert not on_poster & left_out


def test_the_poster_has_the_four_values_and_three_actions_of_the_example(case: Case, script: Script) -> None:
    assert [value.value_id for value in case.poster.values] == [
        "transparency",
        "explainability",
        "privacy",
        "human_final_responsibility",
    ]
    assert [action.level for action in case.poster.actions] == ["project", "organisation", "project"]
    assert all(action.holder and action.term and action.monitor for action in case.poster.actions)
    assert [(tension.value_a, tension.value_b) for tension in case.poster.tensions] == [("security", "privacy")]
    assert list(case.poster.checklist) == [item.id for item in script.checklist]
    assert all(case.poster.checklist.values())
    assert case.poster.decision.outcome == "go_adapted"


def test_dom_28_the_case_names_its_source(case: Case) -> None:
    assert "Erna Ruijer" in case.source
    assert "2022" in case.source


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('id = "p02"', 'id = "p01"', "same id"),
        ('speaker = "p02"', 'speaker = "p09"', "does not sit there"),
        ('why = "Een klacht', 'other = { principle = "x", name = "y" }\nwhy = "Een klacht', "one of the two"),
        ('outcome = "go_adapted"', 'outcome = "perhaps"', "outcome"),
    ],
)
def test_a_case_that_does_not_fit_together_is_refused(right: str, wrong: str, said: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=said):
        parse_case(CAMERA.replace(right, wrong, 1))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('value = "responsiveness"', 'value = "speed"'),
        ('principle = "societal_value"', 'principle = "speed"'),
        ('overview = "Ja', 'speed = "Ja'),
        ('value_a = "security"', 'value_a = "speed"'),
        ('values = ["cooperation"]', 'values = ["speed"]'),
    ],
)
def test_a_case_that_names_what_does_not_exist_is_refused(right: str, wrong: str, framework: Framework, script: Script) -> None:
    case = parse_case(CAMERA.replace(right, wrong, 1))
    with pytest.raises(msgspec.ValidationError, match="speed is not"):
        check_case(case, framework, script)
