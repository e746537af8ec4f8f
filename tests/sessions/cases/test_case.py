# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The camera case is whole: every reference goes somewhere, and the poster is that of the example in the source."""

from typing import get_args

import msgspec
import pytest

from sessions.cases.case import Case, parse_case
from sessions.cases.case_check import check_case
from sessions.material.framework import FOUNDATION_IDS, Framework
from sessions.material.perspectives import parse_perspectives
from sessions.material.script import Script
from sessions.model.items import CaseRow
from tests.sessions.shipped import CASES, FRAMEWORK, MEASURES, SCRIPTS, toml

CAMERA = toml("camera")
ROWS = get_args(CaseRow)


@pytest.fixture(scope="module")
def case() -> Case:
    return CASES["camera"]


@pytest.fixture(scope="module")
def framework() -> Framework:
    return FRAMEWORK


@pytest.fixture(scope="module")
def script() -> Script:
    return SCRIPTS["codio-project-2025"]


def check(text: str) -> None:
    case = parse_case(text)
    check_case(case, FRAMEWORK, SCRIPTS[case.script], MEASURES)


def test_values_principles_checklist_and_perspectives_of_the_case_exist(case: Case, framework: Framework, script: Script) -> None:
    check_case(case, framework, script, MEASURES)
    assert (case.framework, case.script) == (framework.id, script.id)
    known = {p.id for p in parse_perspectives(toml("perspectives"))}
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
    assert [(tension.value_a, tension.value_b) for tension in case.poster.tensions] == [("effectiveness", "privacy")]
    assert list(case.poster.checklist) == [item.id for item in script.checklist]
    assert all(case.poster.checklist.values())
    assert case.poster.decision.outcome == "go_adapted"


def test_dom_28_the_case_names_its_source(case: Case) -> None:
    assert "Erna Ruijer" in case.source
    assert "2022" in case.source


def test_dom_09_five_to_eight_accent_values_are_answered_by_every_table_and_by_the_room(case: Case) -> None:
    ids = [accent.id for accent in case.accents]
    assert 5 <= len(ids) <= 8
    assert [accent.other.name for accent in case.accents if accent.other] == ["Goed opdrachtgever zijn"]
    for answers in (case.accent_answers, *(table.accent_answers for table in case.tables)):
        assert [answer.accent for answer in answers] == ids
        assert all(answer.why for answer in answers)
    assert {answer.role for table in case.tables for answer in table.accent_answers} == {"yes", "partly", "no"}


def test_the_case_form_is_filled_in_and_says_whether_a_dpia_was_done(case: Case) -> None:
    """[DOM-27]"""
    rows = (row for row in msgspec.structs.asdict(case.form).items() if row[0] in ROWS)
    assert all(text for _, text in rows)
    assert (case.form.dpia, case.form.iama) == ("done", "planned")


def test_actions_on_the_poster_are_ordered_by_necessity_and_importance_and_one_is_of_use_elsewhere(case: Case) -> None:
    assert all(action.necessity and action.importance and action.audience and action.values for action in case.poster.actions)
    assert [action.action for action in case.poster.actions if action.wider] == ["Meer uitleg aan inwoners geven"]


def test_of_the_points_parked_one_is_handled_and_one_forwarded(case: Case) -> None:
    assert {parked.outcome for parked in case.parked} == {"handled", "forwarded"}


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('id = "p02"', 'id = "p01"', "same id"),
        ('speaker = "p02"', 'speaker = "p09"', "does not sit there"),
        ('why = "Een klacht', 'other = { principle = "x", name = "y" }\nwhy = "Een klacht', "one of the two"),
        ('outcome = "go_adapted"', 'outcome = "perhaps"', "outcome"),
        ('forwarded_to = "Projectleider"', 'forwarded_to = ""', "goes with the outcome forwarded"),
        ('accent = "meedoen"', 'accent = "meedwalen"', "meedwalen is not an accent value"),
        ("actions = [3]", "actions = [4]", "not on the poster"),
        ('id = "meedoen"', 'id = "openheid"', "same id"),
        ('leaf_id = "A3"', 'leaf_id = "C3"', "C3 is not a step"),
        ("question = 1", "question = 2", "no question 2"),
        ('measures = ["stakeholders", "research"]', 'measures = ["magic"]', "magic is not a measure"),
        ("moment = 2\naction = 3", "moment = 2\naction = 4", "action 4, which is not on the poster"),
        ('value = "inclusiveness"\nreason', "reason", "one of the two"),
    ],
)
def test_a_case_that_does_not_fit_together_is_refused(right: str, wrong: str, said: str) -> None:
    assert right in CAMERA
    with pytest.raises(msgspec.ValidationError, match=said):
        check(CAMERA.replace(right, wrong, 1))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('value = "responsiveness"', 'value = "speed"'),
        ('principle = "societal_value"', 'principle = "speed"'),
        ('overview = "Ja', 'speed = "Ja'),
        ('value_a = "effectiveness"', 'value_a = "speed"'),
        ('values = ["cooperation"]', 'values = ["speed"]'),
    ],
)
def test_a_case_that_names_what_does_not_exist_is_refused(right: str, wrong: str) -> None:
    with pytest.raises(msgspec.ValidationError, match="speed is not"):
        check(CAMERA.replace(right, wrong, 1))
