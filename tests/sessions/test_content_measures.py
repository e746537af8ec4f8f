# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The six categories, the eight mechanisms and the thirty-one example actions."""

from collections import Counter

import msgspec
import pytest

from sessions.material.measures import parse_measures
from sessions.model.items import CaseRow
from tests.sessions.shipped import FRAMEWORK, MEASURES, toml

EXAMPLES = {
    "stakeholders": "responsiveness non_discrimination agility",
    "procurement": "cooperation sustainability protection human_dignity independence answerability",
    "standards": "inclusiveness freedom_of_expression privacy usability security",
    "information": "transparency collective_interest explainability contestability answerability verifiability",
    "research": "harm_prevention fittingness integrity due_care efficiency risk_awareness",
    "organisation": "human_autonomy solution_orientation expertise risk_awareness human_final_responsibility",
}


def test_there_are_six_categories_by_the_names_of_the_source() -> None:
    assert [category.name.nl for category in MEASURES.categories] == [
        "Interactie met stakeholders",
        "Aanbesteding en contacten met marktpartijen",
        "(Technische) standaarden",
        "Informatieverstrekking",
        "Onderzoek, monitoring & evaluatie",
        "Inrichting van de organisatie en competenties",
    ]


def test_there_are_eight_mechanisms_by_the_names_of_the_source() -> None:
    assert [mechanism.name.nl for mechanism in MEASURES.mechanisms] == [
        "toestemming",
        "standaarden rond het gebruik van data",
        "audits",
        "werkinstructies",
        "interne en externe samenwerking",
        "burgerbetrokkenheid",
        "verantwoordingsdocumenten",
        "cultuurinterventies",
    ]


def test_every_kind_of_measure_is_told_in_one_sentence() -> None:
    for measure in (*MEASURES.categories, *MEASURES.mechanisms):
        for about in (measure.about.nl, measure.about.en):
            assert about.count(".") == 1
            assert about.endswith(".")


def test_each_of_the_thirty_one_examples_stands_under_its_category() -> None:
    assert len(MEASURES.examples) == 31
    found = {c.id: " ".join(e.value_id for e in MEASURES.examples if e.category == c.id) for c in MEASURES.categories}
    assert found == EXAMPLES


def test_three_values_have_no_example_and_two_have_two() -> None:
    times = Counter(example.value_id for example in MEASURES.examples)
    assert len(times) == 29
    assert {value.id for value in FRAMEWORK.values} - times.keys() == {"proportionality", "effectiveness", "continuity"}
    assert {value_id for value_id, count in times.items() if count == 2} == {"answerability", "risk_awareness"}
    assert max(times.values()) == 2


def test_an_example_is_one_short_sentence_in_both_languages() -> None:
    for example in MEASURES.examples:
        for action in (example.action.nl, example.action.en):
            assert 4 <= len(action.split()) <= 22, action
            assert action.count(".") == 1, action
            assert action.endswith("."), action


def test_dom_28_the_measures_name_their_sources() -> None:
    """[DOM-28]"""
    handbook, guide = MEASURES.sources
    assert ("Erna Ruijer" in handbook.authors, handbook.date) == (True, "2025-01-31")
    assert "CODIO-PaD" in guide.title
    assert guide.date == "zonder datum"


def test_dom_15_the_case_form_has_the_nine_rows_of_the_handbook() -> None:
    """[DOM-15]"""
    rows = CaseRow.__args__  # type: ignore[attr-defined]
    assert " ".join(rows) == "aim description goal documents stage technology stakeholders issues questions"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('id = "audits"', 'id = "consent"', "same id"),
        ('category = "stakeholders"', 'category = "magic"', "magic is not a category"),
        ('value_id = "privacy"', 'value_id = "speed"', "speed is not a value"),
    ],
)
def test_measures_that_point_nowhere_are_refused(right: str, wrong: str, said: str) -> None:
    text = toml("measures-2025")
    assert right in text
    with pytest.raises(msgspec.ValidationError, match=said):
        parse_measures(text.replace(right, wrong, 1), FRAMEWORK)
