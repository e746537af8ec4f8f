# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The three worked cases of CODIO-PaD are whole: everything that a table wrote was weighed, and everything has its place."""

import re
from collections.abc import Iterator
from typing import get_args

import msgspec
import pytest

from sessions.cases.case import Case, form_after, parse_case, value_of
from sessions.cases.case_check import check_case
from sessions.material.framework import FOUNDATION_IDS, ValueRef
from sessions.material.perspectives import parse_perspectives
from sessions.model.items import CaseRow
from tests.sessions.shipped import CASE_NAMES, CASES, FRAMEWORK, MEASURES, PAD_CASES, SCRIPTS, toml

PAD = SCRIPTS["codio-pad"]
ROWS = get_args(CaseRow)


@pytest.fixture(scope="module", params=[f"{folder}{name}" for folder in ("", "en/") for name in PAD_CASES])
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[str(request.param)]


def test_what_a_case_points_at_is_there(case: Case) -> None:
    check_case(case, FRAMEWORK, PAD, MEASURES)
    assert case.script == PAD.id
    known = {perspective.id for perspective in parse_perspectives(toml("perspectives"))}
    assert {participant.perspective for participant in case.participants} <= known


def test_a_case_says_that_its_outcome_is_made_up(case: Case) -> None:
    begins, ends, organisation, source = {
        "nl": ("Verzonnen.", "zeggen niets over een echte gemeente.", "Gemeente Meerdorp", "Fictief voorbeeld"),
        "en": ("Made up.", "say nothing of a real municipality.", "Municipality of Meerdorp", "Made-up example"),
    }[case.language]
    assert case.label.startswith(begins)
    assert case.label.endswith(ends)
    assert case.organisation == organisation
    assert {value.source for value in case.research} == {source}


def test_a_case_is_told_in_60_to_140_words(case: Case) -> None:
    assert 60 <= len(case.text.split()) <= 140
    assert "\n" not in case.text


def test_twelve_to_fifteen_people_sit_evenly_at_three_tables_and_look_from_different_sides(case: Case) -> None:
    assert 12 <= len(case.participants) <= 15
    for foundation in FOUNDATION_IDS:
        at_table = [participant for participant in case.participants if participant.table == foundation]
        assert len(at_table) * 3 == len(case.participants)
        assert len({participant.perspective for participant in at_table}) >= 4
    assert "inwoner" in {participant.perspective for participant in case.participants}


def test_everything_written_at_a_table_or_read_from_research_is_chosen_or_set_aside_with_a_reason(case: Case) -> None:
    for table in case.tables:
        notes = [n for p in case.participants if p.table == table.foundation for n in p.value_notes]
        weighed = (*table.chosen, *table.set_aside)
        assert {n.value or (n.other and n.other.name) for n in notes} == {w.value_id or w.other for w in weighed}
        assert all(w.reason for w in weighed)
        assert not {w.value_id for w in table.chosen} & {w.value_id for w in table.set_aside if w.value_id}
        offered = [value.id for value in case.research if value.foundation == table.foundation]
        assert [verdict.research for verdict in table.verdicts] == offered
        assert {FRAMEWORK.foundation_of_value(w.value_id) for w in weighed if w.value_id} == {table.foundation}


def test_every_table_words_actions_together_with_a_mechanism_and_what_it_weighed(case: Case) -> None:
    mechanisms = {mechanism.id for mechanism in MEASURES.mechanisms}
    for table in case.tables:
        written = {n.action for p in case.participants if p.table == table.foundation for n in p.action_notes}
        assert {action.action for action in table.actions} <= written
        assert len(table.joint_actions) == 2
        for action in table.joint_actions:
            assert action.consideration
            assert set(action.measures) <= mechanisms
            assert action.measures


def test_what_tables_chose_is_on_the_poster_or_was_left_out_with_a_reason(case: Case) -> None:
    chosen = {weighed.value_id for table in case.tables for weighed in table.chosen}
    on_poster = {value.value_id for value in case.poster.values}
    left_out = {weighed.value_id for weighed in case.poster.left_out}
    assert chosen == on_poster | left_out
    assert not on_poster & left_out


def test_an_action_on_the_poster_says_everything_and_stands_in_order(case: Case) -> None:
    weights = ("high", "medium", "low")
    places = [(weights.index(a.necessity or ""), weights.index(a.importance or "")) for a in case.poster.actions]
    assert places == sorted(places)
    for action in case.poster.actions:
        told = (action.holder, action.monitor, action.term, action.audience, action.needs, action.values, action.measures)
        assert all(told), action.action
    assert {action.level for action in case.poster.actions} == {"project", "organisation", "other_level"}
    assert any(action.wider and action.wider_note for action in case.poster.actions)


def test_every_tension_has_a_choice_that_actions_carry_out(case: Case) -> None:
    assert len(case.poster.tensions) == 2
    for tension in case.poster.tensions:
        assert all((tension.clash, tension.affected, tension.choice, tension.reason, tension.decides, tension.actions))


def test_the_four_kept_questions_the_checklist_and_the_decision_are_answered(case: Case) -> None:
    kept = [at for at, question in enumerate(PAD.leaf_of["4a"].questions) if question.keep]
    assert [(answer.step_id, answer.question) for answer in case.answers] == [("4a", at) for at in kept]
    assert list(case.poster.checklist) == [item.id for item in PAD.checklist]
    assert case.poster.decision.reason


def test_parked_points_end_handled_or_forwarded_and_two_or_more_people_share_what_they_take_along(case: Case) -> None:
    assert {parked.outcome for parked in case.parked} == {"handled", "forwarded"}
    reflections = [reflection for participant in case.participants for reflection in participant.reflections]
    assert len([reflection for reflection in reflections if reflection.shared]) >= 2
    assert any(not reflection.shared for reflection in reflections)
    assert len(case.observations) >= 3


def test_the_three_cases_differ_in_origin_of_data_proactivity_and_outcome() -> None:
    forms = {name: form_after(CASES[name].form, CASES[name].additions) for name in PAD_CASES}
    assert {name: (form.data_origin, form.proactivity) for name, form in forms.items()} == {
        "apeldoorn": ("none", "low"),
        "arnhem": ("own", "high"),
        "utrecht": ("others", "moderate"),
    }
    assert [CASES[name].poster.decision.outcome for name in PAD_CASES] == ["go", "go_adapted", "stop"]


def test_what_is_added_when_a_case_is_validated_comes_after_what_stood_there(case: Case) -> None:
    after = form_after(case.form, case.additions)
    added = {addition.field: addition.text for addition in case.additions}
    assert after.data_used == f"{case.form.data_used}\n{added['data_used']}"
    assert case.form.proactivity == ""
    assert all(text for row, text in msgspec.structs.asdict(after).items() if row in ROWS)


def test_an_own_value_is_a_reference_with_a_principle_and_a_name() -> None:
    note = next(n for p in CASES["apeldoorn"].participants for n in p.value_notes if n.other)
    assert value_of(note) == ValueRef(principle_id="societal_value", name="Vertrouwen")
    assert value_of(CASES["apeldoorn"].research[0]) == ValueRef("inclusiveness")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('research = "o1"', 'research = "o9"', "o9 is not a value from research"),
        (
            '{ research = "o2", verdict = "set_aside", reason',
            '{ research = "o2", verdict = "chosen", reason',
            "not among its chosen",
        ),
        ('verdict = "chosen" },\n  { research = "o2"', 'verdict = "set_aside" },\n  { research = "o2"', "aside without a reason"),
        ('other = "Vertrouwen", reason', 'other = "Geloof", reason', "nobody there wrote Geloof"),
        ('other = "Vertrouwen", reason', "reason", "one of the two"),
        ("question = 3", "question = 2", "keeps no answer to question 2"),
        ('field = "proactivity"\ntext = "low"', 'field = "proactivity"\ntext = "none"', "Invalid enum value 'none'"),
        ('id = "o2"', 'id = "o1"', "same id"),
        ('leaf_id = "2c3"', 'leaf_id = "2c"', "2c is not a step"),
    ],
)
def test_a_case_that_does_not_fit_together_is_refused(right: str, wrong: str, said: str) -> None:
    text = toml("apeldoorn")
    assert right in text
    with pytest.raises(msgspec.ValidationError, match=said):
        check_case(parse_case(text.replace(right, wrong, 1)), FRAMEWORK, PAD, MEASURES)


SAYS = re.compile(
    r"\.(label|organisation|title|text|why|action|actor|reason|meaning|consideration|other|name|role|clash|affected|choice|decides"
    r"|holder|term|monitor|audience|needs|wider_note|forwarded_to|source|coordinator|with_whom|message|answers\.\d+|report\.\w+"
    r"|checklist\.\w+|form\.\w+)$"
)
"""Where a case says something in words: all that may differ from one language to another."""


def parts_of(thing: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Everything in a case, with its place."""
    if isinstance(thing, msgspec.Struct):
        thing = msgspec.structs.asdict(thing)
    pairs = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, tuple) else None
    if pairs is None:
        yield path, thing
        return
    for key, each in pairs:
        yield from parts_of(each, f"{path}.{key}")


@pytest.mark.parametrize("name", CASE_NAMES)
def test_a_case_goes_the_same_way_in_each_language(name: str) -> None:
    """[LNG-01] People, tables, choices and numbers are the same; every sentence is there in both, and none stayed Dutch."""
    dutch, english = (dict(parts_of(CASES[each])) for each in (name, f"en/{name}"))
    assert dutch.keys() == english.keys()
    differ = {path for path in dutch if dutch[path] != english[path]} - {".language"}
    assert [path for path in sorted(differ) if not SAYS.search(path)] == []
    same = {path for path in dutch if SAYS.search(path) and dutch[path] == english[path] and isinstance(dutch[path], str)}
    # Choices and roles are ids, a source in Dutch keeps its name, and what is not filled in is empty in both.
    words = {str(dutch[path]) for path in same if str(dutch[path]).count(" ") > 0} - {CASES[name].source}
    assert words == set()
    assert (CASES[name].language, CASES[f"en/{name}"].language) == ("nl", "en")
    assert len(differ) > 150
