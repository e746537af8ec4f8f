# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shipped framework and the script CODIO Project 2025 have the numbers, names and languages that they must have."""

import re
from collections import Counter

import msgspec
import pytest

from sessions.material.framework import FOUNDATION_IDS, Framework
from sessions.material.perspectives import parse_perspectives
from sessions.material.script import Script, leaves
from tests.sessions.shipped import FRAMEWORK, MEASURES, SCRIPTS, texts_in, toml

VALUE_IDS = {
    "participation": "responsiveness inclusiveness transparency cooperation",
    "societal_value": "collective_interest sustainability harm_prevention protection",
    "procedural_justice": "fittingness explainability proportionality usability contestability solution_orientation",
    "human_rights": "non_discrimination freedom_of_expression privacy human_autonomy human_dignity",
    "governance_quality": "agility expertise due_care security effectiveness efficiency independence",
    "responsibility": "answerability verifiability human_final_responsibility risk_awareness integrity continuity",
}
VALUE_NAMES = """
Responsiviteit · Inclusiviteit · Transparantie · Samenwerking · Collectief belang · Duurzaamheid · Voorkomen van schade ·
Bescherming · Passendheid · Uitlegbaarheid · Proportionaliteit · Gebruiksvriendelijkheid · Aanvechtbaarheid ·
Oplossingsgerichtheid · Non-discriminatie · Vrijheid van meningsuiting · Privacy · Menselijke autonomie · Menselijke waardigheid ·
Wendbaarheid · Deskundigheid · Zorgvuldigheid · Veiligheid · Effectiviteit · Efficiëntie · Onafhankelijkheid · Aanspreekbaarheid ·
Controleerbaarheid · Menselijke eindverantwoordelijkheid · Risicobewustzijn · Integriteit · Continuïteit
"""
STEPS = [
    ("A1", "1", "Introductie", 15, "plenary"),
    ("A2a", "2", "Projectbeschrijving lezen", 5, "individual"),
    ("A2b", "2", "Waarden identificeren", 5, "individual"),
    ("A2c", "2", "Bespreken", 30, "group"),
    ("A3", "3", "Plenaire bespreking waarden", 20, "plenary"),
    ("B4a", "4", "Acties opschrijven", 5, "individual"),
    ("B4b", "4", "Bespreken", 30, "group"),
    ("B5", "5", "Plenaire bespreking acties", 20, "plenary"),
    ("B6", "6", "Checklist vervolgstappen", 15, "plenary"),
    ("B7", "7", "Reflectie", 10, "plenary"),
]


@pytest.fixture(scope="module")
def framework() -> Framework:
    return FRAMEWORK


@pytest.fixture(scope="module")
def script() -> Script:
    return SCRIPTS["codio-project-2025"]


@pytest.fixture(scope="module", params=SCRIPTS)
def any_script(request: pytest.FixtureRequest) -> Script:
    return SCRIPTS[str(request.param)]


def test_dom_01_the_framework_has_three_foundations_six_principles_and_thirty_two_values(framework: Framework) -> None:
    """[DOM-01]"""
    assert tuple(foundation.id for foundation in framework.foundations) == FOUNDATION_IDS
    assert [foundation.name.nl for foundation in framework.foundations] == ["Democratie", "Rechtsstaat", "Bestuurskracht"]
    assert len(framework.principles) == 6
    assert len(framework.values) == 32
    assert len({value.id for value in framework.values}) == 32


def test_dom_01_values_stand_in_order_under_their_principles_by_their_stable_ids(framework: Framework) -> None:
    found = {p.id: " ".join(v.id for v in framework.values if v.principle == p.id) for p in framework.principles}
    assert found == VALUE_IDS
    assert [len(ids.split()) for ids in found.values()] == [4, 4, 6, 5, 7, 6]
    per_foundation = Counter(framework.foundation_of_value(value.id) for value in framework.values)
    assert per_foundation == {"democratie": 8, "rechtsstaat": 11, "bestuurskracht": 13}


def test_dom_01_names_of_values_and_principles_are_those_of_the_source(framework: Framework) -> None:
    assert [value.name.nl for value in framework.values] == [name.strip() for name in VALUE_NAMES.split("·")]
    assert [principle.name.nl for principle in framework.principles] == [
        "participatie",
        "maatschappelijke waarde",
        "procedurele rechtvaardigheid",
        "mensenrechten",
        "bestuurskwaliteit",
        "verantwoordelijkheid",
    ]


def test_dom_01_a_definition_is_one_or_two_short_sentences(framework: Framework) -> None:
    for value in framework.values:
        for definition in (value.definition.nl, value.definition.en):
            assert 4 <= len(definition.split()) <= 25, definition
            assert definition.endswith("."), definition


def test_every_foundation_says_what_it_asks_in_one_sentence(framework: Framework) -> None:
    for foundation in framework.foundations:
        assert foundation.definition
        for question in (foundation.definition.nl, foundation.definition.en):
            assert 10 <= len(question.split()) <= 25, question
            assert question.endswith("?"), question


def test_every_value_is_found_by_two_to_five_other_words_that_are_no_name_of_another(framework: Framework) -> None:
    for language in ("nl", "en"):
        names = {getattr(value.name, language).casefold() for value in framework.values}
        used = Counter(word for value in framework.values for word in getattr(value, f"synonyms_{language}"))
        assert [word for word, times in used.items() if times > 1 or word in names or word != word.lower()] == []
        assert {len(getattr(value, f"synonyms_{language}")) for value in framework.values} <= {2, 3, 4, 5}


def test_dom_02_the_script_has_the_steps_minutes_and_modes_of_the_source(script: Script) -> None:
    """[DOM-02]"""
    steps = [step for part in script.parts for step in part.steps]
    assert [(step.id, step.stage, step.title.nl, step.minutes, step.mode) for step in steps] == STEPS


def test_dom_02_minutes_add_up_to_155_of_which_75_in_part_a_80_in_part_b_and_15_silent(script: Script) -> None:
    assert sum(leaf.minutes for leaf in leaves(script)) == 155
    per_part = Counter[str]()
    for leaf in leaves(script):
        per_part[leaf.part_id] += leaf.minutes
    assert per_part == {"A": 75, "B": 80}
    assert sum(leaf.minutes for leaf in leaves(script) if leaf.silent) == 15
    assert {leaf.id: leaf.minutes for leaf in leaves(script) if leaf.step_id in {"A2c", "B4b"}} == {
        "A2c1": 25,
        "A2c2": 5,
        "B4b1": 25,
        "B4b2": 5,
    }


def test_dom_02_exactly_the_steps_for_reading_and_writing_alone_are_silent(script: Script) -> None:
    assert [leaf.id for leaf in leaves(script) if leaf.silent] == ["A2a", "A2b", "B4a"]
    assert {leaf.screen for leaf in leaves(script) if leaf.silent} == {"silence"}


def test_what_may_be_written_and_which_sheet_is_made_follow_the_step(script: Script) -> None:
    steps = {step.id: step for part in script.parts for step in part.steps}
    assert {step.id: step.kinds for step in steps.values() if step.kinds} == {
        **dict.fromkeys(("A2b", "A2c", "A3"), ("value",)),
        **dict.fromkeys(("B4a", "B4b", "B5"), ("action",)),
    }
    assert {step.id: step.sheet for step in steps.values() if step.sheet} == {"A2c": "value", "B4b": "action"}
    assert [(leaf.id, leaf.screen) for leaf in leaves(script) if leaf.pitches] == [("A2c2", "pitches"), ("B4b2", "pitches")]


def test_dom_03_every_step_says_what_to_do_what_to_say_and_what_to_deliver(any_script: Script) -> None:
    for leaf in leaves(any_script):
        assert leaf.do.nl
        assert leaf.say.nl
        assert leaf.deliver, leaf.id


def test_every_script_says_what_is_left_to_do_once_it_is_over() -> None:
    lists = {script.after for script in SCRIPTS.values()}
    assert len(lists) == 1
    (after,) = lists
    assert len(after) == 8
    assert [
        word for word in ("vervolggesprek", "regievoerder", "verslag", "halfjaar") if word not in " ".join(t.nl for t in after)
    ] == []


def test_the_follow_up_talk_asks_what_the_handbook_asks() -> None:
    after = " ".join(text.nl for text in SCRIPTS["codio-project-2025"].after)
    asked = ("poster", "concreet en helder", "hoe, wanneer en door wie", "project anders moet", "ander werk", "andere projecten")
    followed = ("hoe ver is het", "wat houdt het tegen", "wat is er nodig", "moet de actie anders")
    assert [words for words in (*asked, *followed) if words not in after] == []


def test_one_voice_defines_all_values_for_officials_and_residents_sit_at_one_table() -> None:
    told = [value.definition for value in FRAMEWORK.values]
    told += [principle.definition for principle in FRAMEWORK.principles]
    told += [foundation.relation for foundation in FRAMEWORK.foundations]
    addressed = [text for text in told if re.search(r"\b(je|jij|jou|jouw|you|your)\b", f"{text.nl} {text.en}", re.IGNORECASE)]
    assert addressed == []


def test_nobody_counts_the_values_aloud_for_an_organisation_may_bring_eight() -> None:
    spoken = [leaf.say.nl + leaf.do.nl for script in SCRIPTS.values() for leaf in script.leaves]
    assert [text for text in spoken if "32" in text] == []


def test_the_plenary_steps_have_six_seven_six_and_two_questions(script: Script) -> None:
    questions = {step.id: len(step.questions) for part in script.parts for step in part.steps}
    assert (questions["A3"], questions["B5"], questions["B6"], questions["B7"]) == (6, 7, 6, 2)


def test_dom_09_the_accent_question_is_asked_at_the_tables_and_in_the_plenary_and_hidden_without_accents(script: Script) -> None:
    asked = {leaf.id: [q.only_with_accents for q in leaf.questions].count(True) for leaf in leaves(script)}
    assert {leaf_id: times for leaf_id, times in asked.items() if times} == {"A2c1": 1, "A3": 1}
    assert {leaf.id for leaf in leaves(script) if "accents" in leaf.tools} == {"A2c1", "A3"}


def test_what_lies_ready_in_each_step(script: Script) -> None:
    assert {leaf.id: leaf.tools for leaf in leaves(script) if leaf.tools} == {
        "A2c1": ("accents", "dots"),
        "A3": ("accents", "tensions"),
        "B4b1": ("examples", "joint_actions", "dots"),
        "B5": ("tensions", "ordering", "examples"),
        "B7": ("parked", "reflection"),
    }


def test_the_source_says_two_and_a_half_hours_and_actions_have_the_six_categories(script: Script) -> None:
    assert (script.stated_minutes, script.measures, script.label) == (150, "categories", None)
    assert len(script.prepare) >= 9


def test_dom_10_the_checklist_is_that_of_the_poster(any_script: Script) -> None:
    script = any_script
    assert [item.question.nl for item in script.checklist] == [
        "Is er een overzicht met concrete acties?",
        "Wie gaat dit monitoren?",
        "Wie is er verantwoordelijk voor deze acties?",
        "Hoe wordt dit nu verder opgepakt?",
    ]


def test_dom_28_the_content_names_its_source_with_authors_title_and_date(framework: Framework, script: Script) -> None:
    """[DOM-28]"""
    assert "CODIO" in framework.source.title
    assert framework.source.date == "2025-01-31"
    assert "31 januari 2025" in script.source
    for credit in (framework.source.authors, script.source):
        assert "Albert Meijer" in credit
        assert "Erna Ruijer" in credit
    assert script.framework == framework.id


def test_every_text_is_there_in_both_languages_without_loose_ends() -> None:
    perspectives = parse_perspectives(toml("perspectives"))
    found = texts_in((FRAMEWORK, MEASURES, *SCRIPTS.values(), perspectives))
    assert len(found) > 450
    for text in found:
        for sentence in (text.nl, text.en):
            assert sentence, text
            assert sentence == sentence.strip(), text
            assert "  " not in sentence, text


def test_dutch_content_speaks_to_you_informally_and_spells_rechtsstaat() -> None:
    dutch = " ".join(text.nl for text in texts_in((FRAMEWORK, MEASURES, *SCRIPTS.values()))).lower()
    assert " u " not in dutch
    assert " uw " not in dutch
    assert "rechtstaat" not in dutch


def test_spoken_texts_name_no_length_of_a_step_because_minutes_can_be_changed(any_script: Script) -> None:
    for leaf in leaves(any_script):
        for text in (leaf.do, leaf.say):
            assert "minuten" not in text.nl
            assert "minutes" not in text.en


def test_the_perspectives_are_ten_and_the_last_is_anders() -> None:
    perspectives = parse_perspectives(toml("perspectives"))
    assert " ".join(p.id for p in perspectives) == (
        "beleid data privacy inwoner uitvoering juridisch techniek ethiek bestuur anders"
    )


def test_a_perspective_that_stands_twice_is_refused() -> None:
    twice = '[[perspectives]]\nid = "data"\nname = { nl = "data", en = "data" }\n' * 2
    with pytest.raises(msgspec.ValidationError, match="same id"):
        parse_perspectives(twice)
