# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A script that the board could not run is refused with a sentence that says which step, and what is expected."""

import msgspec
import pytest

from sessions.material.script_rules import parse_script
from tests.sessions.shipped import SCRIPTS, toml

PAD = toml("codio-pad")


def step(text: str, step_id: str, right: str, wrong: str) -> str:
    """The script with something else in one step."""
    before, sign, after = text.partition(f'\nid = "{step_id}"\n')
    assert sign
    assert right in f"{sign}{after}"
    return before + f"{sign}{after}".replace(right, wrong, 1)


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_is_shipped_breaks_no_rule(name: str) -> None:
    assert SCRIPTS[name].id == name


@pytest.mark.parametrize(
    ("step_id", "right", "wrong", "said"),
    [
        ("1", 'id = "1"', 'id = "een stap"', 'step "een stap": an id is of letters'),
        ("1", 'id = "1"', 'id = ""', 'step "": an id is of letters'),
        ("1", 'id = "1"', 'id = "0"', "step 0: this id is used twice"),
        ("2c2", 'id = "2c2"', 'id = "2c"', "step 2c: this id is used twice"),
        ("1", 'id = "1"', f'id = "{"x" * 25}"', "at most 24 characters"),
        ("1", 'id = "1"', 'id = "prepare"', "is the id of the preparation"),
        ("part-2", 'id = "part-2"', 'id = "part-1"', "part part-1: this id is used twice"),
        ("monitoring", 'id = "monitoring"', 'id = "overview"', "checklist item overview: this id is used twice"),
        ("codio-pad", 'id = "codio-pad"', 'id = "codio pad"', 'script "codio pad": an id is of letters'),
        ("5", "minutes = 15", "minutes = 0", "step 5: minutes must be from 1 to 600, not 0"),
        ("5", "minutes = 15", "minutes = 601", "step 5: minutes must be from 1 to 600, not 601"),
        ("2c", "minutes = 35", "minutes = 34", "step 2c: the minutes of its sub-steps do not add up to 34, but to 35"),
        ("2b", 'mode = "individual"', 'mode = "group"', "step 2b: a silent step is individual and has no sub-steps"),
        ("2c", 'sheet = "value"', "silent = true", "step 2c: a silent step is individual and has no sub-steps"),
        ("2b", "silent = true", 'silent = true\ntools = ["dots"]', "step 2b: a silent step has no tools"),
        ("3b", 'kinds = ["action"]', 'kinds = ["action"]\nsheet = "action"', "step 3b: only a group step makes a sheet"),
        ("3c", 'sheet = "action"', 'sheet = "value"', 'step 3c: it makes a sheet of values, so its kinds must hold "value"'),
        ("3c", 'kinds = ["action"]', 'kinds = ["action", "action"]', "step 3c: a kind stands twice"),
        ("3c3", 'mode = "plenary"', 'mode = "group"', "step 3c3: with pitches its mode must be plenary, not group"),
        ("7", '"parked", ', '"reflection", ', "step 7: a tool stands twice"),
        ("4a", '"answers", ', "", 'step 4a: it keeps answers to questions, so its tools must hold "answers"'),
        (
            "1",
            'tools = ["case"]',
            'tools = ["research"]',
            'step 1: the tool "research" comes only after the silent writing of values',
        ),
        ("2c2", '["research"]', '["examples"]', 'step 2c2: the tool "examples" comes only after the silent writing of actions'),
    ],
)
def test_a_broken_rule_is_told_with_its_step(step_id: str, right: str, wrong: str, said: str) -> None:
    text = f"\n{PAD}"
    with pytest.raises(msgspec.ValidationError) as caught:
        parse_script(step(text, step_id, right, wrong))
    assert said in str(caught.value)


def test_a_script_without_steps_is_refused() -> None:
    text = PAD.partition("[[parts]]")[0] + "\n"
    head, _, checklist = text.partition("[[checklist]]")
    with pytest.raises(msgspec.ValidationError, match="at least one step"):
        parse_script(f"{head}parts = []\n\n[[checklist]]{checklist}")


def test_a_word_that_is_no_screen_tool_or_mode_is_refused_with_its_place() -> None:
    for right, wrong in (
        ('screen = "case"', 'screen = "kaas"'),
        ('"wider"]', '"wijder"]'),
        ('mode = "plenary"', 'mode = "plenair"'),
    ):
        with pytest.raises(msgspec.ValidationError, match=r"\$\.parts\[\d\]\.steps\[\d\]"):
            parse_script(PAD.replace(right, wrong, 1))


def test_without_silent_writing_examples_may_lie_anywhere() -> None:
    text = PAD.replace("silent = true\n", "").replace('tools = ["case"]', 'tools = ["case", "examples", "research"]')
    assert parse_script(text).leaf_of["1"].tools == ("case", "examples", "research")
