# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A script that the board could not run is refused with a sentence that says which step, and what is expected."""

import json
import pathlib
from collections.abc import Iterator

import msgspec
import pytest

from sessions.material.problems import Path
from sessions.material.rules import AtMost, Between, Finds, Forbids, IsId, Once, Rule, Words
from sessions.material.script import ChecklistItem, Part, Question, Script, Step, SubStep, find_leaf
from sessions.material.script_rules import (
    RULES,
    broken_rules,
    check_script,
    parse_script,
    rules_for_own,
    script_problems,
    sentence,
)
from sessions.material.text import Text
from sessions.topics.decider import replay
from sessions.wire.events import decode_events
from tests.sessions.shipped import SCRIPTS, toml

PAD = toml("codio-pad")
GOLDEN = pathlib.Path(__file__).parents[2] / "golden"


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
        ("1", 'id = "1"', f'id = "{"x" * 21}"', "at most 20 characters"),
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


FRAMEWORKS, SHIPPED = ("waardenkader-2025",), ("codio-pad",)
OWN = rules_for_own(FRAMEWORKS, SHIPPED)
SCRIPT = msgspec.structs.replace(parse_script(PAD), id="eigen", owner="Wij")


def path_of(step_id: str) -> Path:
    for part_number, part in enumerate(SCRIPT.parts):
        for number, step in enumerate(part.steps):
            path: Path = ("parts", part_number, "steps", number)
            if step.id == step_id:
                return path
            for sub_number, sub in enumerate(step.sub_steps):
                if sub.id == step_id:
                    return (*path, "sub_steps", sub_number)
    raise AssertionError(step_id)


def put(thing: object, path: Path, value: object) -> object:
    """The thing with something else at `path`."""
    if not path:
        return value
    key, *rest = path
    if isinstance(thing, tuple):
        return tuple(put(each, tuple(rest), value) if number == key else each for number, each in enumerate(thing))
    assert isinstance(thing, msgspec.Struct)
    return msgspec.structs.replace(thing, **{str(key): put(getattr(thing, str(key)), tuple(rest), value)})


THINGS: dict[type[msgspec.Struct], tuple[Path, str]] = {
    Script: ((), "script eigen"),
    ChecklistItem: (("checklist", 0), "checklist item overview"),
    Part: (("parts", 1), "part part-1"),
    Step: (path_of("1"), "step 1"),
    SubStep: (path_of("2c2"), "step 2c2"),
}
TEXT, PART = Text("x", "x"), SCRIPT.parts[0]
MANY = {
    "prepare": TEXT,
    "after": TEXT,
    "deliver": TEXT,
    "questions": Question("x", "x"),
    "checklist": SCRIPT.checklist[0],
    "parts": PART,
}
LISTS = {"prepare", "after", "deliver", "questions"}
TEXTS = {"title", "label", "do", "say", "question"}
BREAKS: dict[tuple[type[msgspec.Struct], str, str], tuple[Path, object, str, str]] = {
    (Script, "parts", "id_twice"): (path_of("2c2"), "1", "id", "step 1"),
    (Script, "parts", "no_steps"): ((), (), "parts", "script eigen"),
    (Script, "parts", "too_many"): ((), (msgspec.structs.replace(PART, steps=PART.steps[:1] * 61),), "parts", "script eigen"),
    (Script, "parts", "too_low"): (path_of("5"), 0, "minutes", "step 5"),
    (Script, "parts", "too_high"): (path_of("2c2"), 601, "minutes", "step 2c2"),
    (Script, "parts", "too_early"): (path_of("1"), ("research",), "tools", "step 1"),
    (Script, "id", "id_taken"): ((), "codio-pad", "id", "script codio-pad"),
    (Script, "framework", "unknown_framework"): ((), "x", "framework", "script eigen"),
    (Step, "id", "id_taken"): (path_of("1"), "prepare", "id", "step prepare"),
    (SubStep, "id", "id_taken"): (path_of("2c2"), "prepare", "id", "step prepare"),
    (Step, "tools", "answers_tool"): (path_of("4a"), (), "tools", "step 4a"),
    (SubStep, "tools", "answers_tool"): (path_of("2c2"), (Question("x", "x", keep=True),), "questions → tools", "step 2c2"),
    (Step, "mode", "silent_mode"): (path_of("2b"), "group", "mode", "step 2b"),
    (Step, "mode", "silent_parts"): (path_of("2c"), True, "silent", "step 2c"),
    (Step, "tools", "silent_tools"): (path_of("2b"), ("dots",), "tools", "step 2b"),
    (Step, "sheet", "sheet_mode"): (path_of("3b"), "action", "sheet", "step 3b"),
    (Step, "kinds", "sheet_kinds"): (path_of("3c"), "value", "sheet → kinds", "step 3c"),
    (Step, "minutes", "minutes_sum"): (path_of("2c"), 34, "minutes", "step 2c"),
    (SubStep, "mode", "pitches_mode"): (path_of("3c3"), "group", "mode", "step 3c3"),
}
"""For rules that say more than how much fits: where to put what, in which field (→ the one where it is told), in whose name."""


def wrong_values(rule: Rule) -> Iterator[tuple[str, object, Path]]:
    """For rules that say how much fits: the code, what does not fit in the field, and the path from the field on."""
    match rule:
        case IsId():
            yield "empty", "", ()
            yield "bad_id", "a:b", ()
            yield "bad_id", "x" * (rule.most + 1), ()
        case Words():
            for code, words in (("too_long", "x" * (rule.most + 1)), *((("empty", ""),) if rule.needed else ())):
                if rule.field in LISTS:
                    yield code, (msgspec.structs.replace(MANY[rule.field], nl=words),), (0, "nl")
                elif rule.field in TEXTS:
                    yield code, Text("x" if rule.needed else "", words), ("en",)
                else:
                    yield code, words, ()
        case AtMost():
            yield "too_many", (MANY[rule.field],) * (rule.most + 1), ()
        case Between():
            yield "too_low", rule.least - 1, ()
            yield "too_high", rule.most + 1, ()
        case Once():
            yield "name_twice", ("value", "value") if rule.field == "kinds" else ("dots", "dots"), (1,)


def breaks() -> Iterator[tuple[Rule, str, Path, object, Path, str]]:
    """For every rule of the table and every code that it can give: where to put what, where that is told, in whose name."""
    for kind, rules in OWN.items():
        for rule in rules:
            if isinstance(rule, Forbids | Finds):
                for known in rule.codes:
                    path, value, fields, called = BREAKS[kind, rule.field, known]
                    field, _, told = fields.partition(" → ")
                    yield rule, known, (*path, field), value, (*path, told or field), called
                continue
            path, called = THINGS[kind]
            for code, value, below in wrong_values(rule):
                named = f"{called.rpartition(' ')[0]} " + (f'"{value}"' if value in ("", "a:b") else str(value))
                at = (*path, rule.field)
                yield rule, code, at, value, (*at, *below), named if rule.field == "id" else called


def test_the_script_that_is_broken_here_breaks_no_rule_itself() -> None:
    assert not list(broken_rules(SCRIPT, OWN))


@pytest.mark.parametrize(
    ("rule", "code", "path", "value", "told", "called"),
    tuple(breaks()),
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "",
)
def test_every_rule_is_told_to_authors_at_its_place_and_to_operators_in_the_name_of_what_stands_there(
    rule: Rule, code: str, path: Path, value: object, told: Path, called: str
) -> None:
    wrong = put(SCRIPT, path, value)
    assert isinstance(wrong, Script)
    found = [problem for by, problem in broken_rules(wrong, OWN) if by is rule and problem.code == code]
    assert [problem.path for problem in found][:1] == [told]
    assert found[0] in script_problems(wrong, FRAMEWORKS, SHIPPED)
    words = sentence(wrong, rule, found[0])
    assert words.startswith(f"{called}: ")
    assert "{" not in words
    if any(rule in rules for rules in RULES.values()):
        with pytest.raises(msgspec.ValidationError) as caught:
            check_script(wrong)
        assert str(caught.value) in [sentence(wrong, by, problem) for by, problem in broken_rules(wrong)]


def test_every_code_of_every_rule_is_broken_above() -> None:
    assert {(id(rule), code) for rule, code, *_ in breaks()} == {
        (id(rule), code) for rules in OWN.values() for rule in rules for code in rule.codes if not _never_empty(rule, code)
    }
    assert len(BREAKS) == sum(len(rule.codes) for rules in OWN.values() for rule in rules if isinstance(rule, Forbids | Finds))


def _never_empty(rule: Rule, code: str) -> bool:
    """What may be left out is never empty."""
    return isinstance(rule, Words) and not rule.needed and code == "empty"


OPENED = [log for log in sorted(GOLDEN.glob("small-workshop-*.json")) if "-rewritten-" not in log.stem]
"""One that was rewritten after its end holds no opening any more."""


@pytest.mark.parametrize("log", OPENED, ids=lambda path: path.stem)
def test_a_script_in_a_log_is_not_asked_again_whether_it_keeps_rules_that_came_later(log: pathlib.Path) -> None:
    """[LOG-02]"""
    text = log.read_text(encoding="utf-8")
    events = [event for entry in json.loads(text)["log"] for event in entry]
    step_id = str(next(event for event in events if "script" in event)["script"]["parts"][0]["steps"][0]["id"])
    long_id = step_id + "x" * (24 - len(step_id))
    session = None
    for entry in json.loads(text.replace(json.dumps(step_id), json.dumps(long_id)))["log"]:
        session = replay(decode_events(msgspec.msgpack.encode(entry)), session)
    assert session is not None
    assert find_leaf(session.script, long_id)
    assert [problem.given for _, problem in broken_rules(session.script) if problem.code == "bad_id"] == [long_id]
