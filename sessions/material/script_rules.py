# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold in a script: one table, asked of what we ship and of what people write themselves.

`parse_script` and `with_minutes` give scripts of which all of it is true, and say the first thing that is not in a sentence.
Who writes an own script is told everything, with its place: `script_problems`. A script in the log of a workshop is not asked
again: it was right by the rules of its day.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec
from msgspec import Struct

from sessions.material.limits import (
    MAX_CONTENT_ID_CHARACTERS,
    MAX_LEAF_MINUTES,
    MAX_LEAVES,
    MAX_LINES,
    MAX_PARTS,
    MAX_QUESTIONS,
    MAX_SAY_CHARACTERS,
    MAX_SENTENCE_CHARACTERS,
    MAX_STAGE_CHARACTERS,
    MAX_STATED_MINUTES,
    MAX_STEP_ID_CHARACTERS,
    MAX_TITLE_CHARACTERS,
    MAX_VERSION,
)
from sessions.material.problems import MAX_PROBLEMS, Path, Problem, shown
from sessions.material.rules import (
    AtMost,
    Between,
    Finds,
    Forbids,
    IsId,
    Once,
    Rule,
    Table,
    Words,
    broken,
    is_id,
    outside,
    said,
    twice,
)
from sessions.material.script import ChecklistItem, NoteKind, Part, Script, Step, SubStep, Tool

PREPARE_ID = "prepare"
"""Ticks on the preparation go by this step id, so no step may have it."""

_AFTER_SILENCE: dict[Tool, NoteKind] = {"research": "value", "examples": "action"}
_CALLED: dict[type[Struct], str] = {
    ChecklistItem: "checklist item",
    Part: "part",
    Step: "step",
    SubStep: "step",
}


def parse_script(toml_text: str) -> Script:
    """Read a script from TOML. Raises `msgspec.ValidationError` when a field is wrong, or a rule is broken."""
    script = msgspec.toml.decode(toml_text, type=Script)
    check_script(script)
    return script


def check_script(script: Script) -> None:
    """Raise `msgspec.ValidationError` for the first rule that it breaks: what types cannot say."""
    for rule, problem in broken_rules(script):
        raise msgspec.ValidationError(sentence(script, rule, problem))


def script_problems(script: Script, frameworks: Iterable[str], shipped: Iterable[str] = ()) -> list[Problem]:
    """What is wrong with an own script, the first MAX_PROBLEMS. `frameworks` are the ids that it may name, `shipped` the script
    ids that are taken.
    """
    found = broken_rules(script, rules_for_own(frameworks, shipped))
    return [problem for _, problem in islice(found, MAX_PROBLEMS)]


def broken_rules(script: Script, table: Table | None = None) -> Iterator[tuple[Rule, Problem]]:
    """Everything that is wrong by the table, which is RULES unless another is given, thing by thing in the order of the file."""
    return broken(RULES if table is None else table, _things(script))


def sentence(script: Script, rule: Rule, problem: Problem) -> str:
    """A problem with what stands there and what is expected: "step 2b: a silent step has no tools"."""
    here: object = script
    called = f"script {_named(script.id)}"
    for key in problem.path:
        here = getattr(here, key) if isinstance(key, str) else here[key]  # type: ignore[index]  # the path is of this script
        if isinstance(here, ChecklistItem | Part | Step | SubStep):
            called = f"{_CALLED[type(here)]} {_named(here.id)}"
    return f"{called}: {said(rule, problem)}"


def with_minutes(script: Script, minutes: dict[str, int]) -> Script:
    """The same script with other minutes per leaf id; a step's own minutes become the sum of its leaves.

    Raises `msgspec.ValidationError` when a leaf is left without minutes.
    """

    def changed(step: Step) -> Step:
        if not step.sub_steps:
            return msgspec.structs.replace(step, minutes=minutes.get(step.id, step.minutes))
        subs = tuple(msgspec.structs.replace(sub, minutes=minutes.get(sub.id, sub.minutes)) for sub in step.sub_steps)
        return msgspec.structs.replace(step, sub_steps=subs, minutes=sum(sub.minutes for sub in subs))

    parts = tuple(msgspec.structs.replace(part, steps=tuple(changed(step) for step in part.steps)) for part in script.parts)
    changed_script = msgspec.structs.replace(script, parts=parts, minutes_to_fill=False)
    check_script(changed_script)
    return changed_script


def _things(script: Script) -> Iterator[tuple[Path, Struct]]:
    """Everything that has rules, in the order of the file."""
    yield (), script
    for number, item in enumerate(script.checklist):
        yield ("checklist", number), item
    for part_number, part in enumerate(script.parts):
        yield ("parts", part_number), part
        yield from _steps_of(part_number, part)


def _units(script: Script) -> Iterator[tuple[Path, Step | SubStep]]:
    """The steps, each followed by its sub-steps."""
    for part_number, part in enumerate(script.parts):
        yield from _steps_of(part_number, part)


def _steps_of(part_number: int, part: Part) -> Iterator[tuple[Path, Step | SubStep]]:
    for number, step in enumerate(part.steps):
        path: Path = ("parts", part_number, "steps", number)
        yield path, step
        for sub_number, sub in enumerate(step.sub_steps):
            yield (*path, "sub_steps", sub_number), sub


def _is_leaf(unit: Step | SubStep) -> bool:
    return isinstance(unit, SubStep) or not unit.sub_steps


def _named(thing_id: str) -> str:
    return thing_id if is_id(thing_id) else f'"{thing_id}"'


def _minutes_of_leaves(script: Script) -> Iterator[Problem]:
    least = 0 if script.minutes_to_fill else 1
    for path, unit in _units(script):
        if _is_leaf(unit):
            yield from outside((*path, "minutes"), unit.minutes, least, MAX_LEAF_MINUTES)


def _ids_twice(script: Script) -> Iterator[Problem]:
    """Sub-steps are run as steps are, so their ids may not meet."""
    yield from twice((("checklist", number, "id"), item.id) for number, item in enumerate(script.checklist))
    yield from twice((("parts", number, "id"), part.id) for number, part in enumerate(script.parts))
    yield from twice(((*path, "id"), unit.id) for path, unit in _units(script))


def _number_of_leaves(script: Script) -> Iterator[Problem]:
    count = sum(_is_leaf(unit) for _, unit in _units(script))
    if count > MAX_LEAVES:
        yield Problem(("parts",), "too_many", (str(MAX_LEAVES),), str(count))


def _too_early(script: Script) -> Iterator[Problem]:
    placed: list[tuple[Path, Step, tuple[Tool, ...]]] = []
    step_path: Path = ()
    step: Step | None = None
    for path, unit in _units(script):
        if isinstance(unit, Step):
            step_path, step = path, unit
        if step is not None and _is_leaf(unit):
            placed.append((path, step, unit.tools) if unit.tools else (step_path, step, step.tools))
    for tool, kind in _AFTER_SILENCE.items():
        silent = next((at for at, (_, step, _) in enumerate(placed) if step.silent and kind in step.kinds), 0)
        for path in dict.fromkeys(path for path, _, tools in placed[:silent] if tool in tools):
            yield Problem((*path, "tools"), "too_early", (tool, kind))


def _silent_alone(step: Step) -> Iterator[Problem]:
    if step.silent and step.mode != "individual":
        yield Problem(("mode",), "silent_mode", given=step.mode)
    if step.silent and step.sub_steps:
        yield Problem(("silent",), "silent_parts")


_UNIT: tuple[Rule, ...] = (
    IsId("id", MAX_STEP_ID_CHARACTERS),
    Forbids[Step | SubStep](
        "id",
        "id_taken",
        '"{given}" is the id of the preparation, a step needs another one',
        lambda unit: unit.id == PREPARE_ID,
        given=lambda unit: unit.id,
    ),
    Words("title", MAX_TITLE_CHARACTERS),
    Words("do", MAX_SENTENCE_CHARACTERS),
    Words("say", MAX_SAY_CHARACTERS, needed=False),
    AtMost("questions", MAX_QUESTIONS),
    Words("questions", MAX_SENTENCE_CHARACTERS),
    AtMost("deliver", MAX_LINES),
    Words("deliver", MAX_SENTENCE_CHARACTERS),
    Once("tools", "tool"),
    Forbids[Step | SubStep](
        "tools",
        "answers_tool",
        'it keeps answers to questions, so its tools must hold "{0}"',
        lambda unit: "answers" not in unit.tools and any(question.keep for question in unit.questions),
        expected=lambda _: "answers",
    ),
)
"""For steps and sub-steps alike."""

RULES: Table = {
    Script: (
        IsId("id", MAX_CONTENT_ID_CHARACTERS),
        Between("version", 1, MAX_VERSION),
        Between("stated_minutes", 0, MAX_STATED_MINUTES),
        Words("title", MAX_TITLE_CHARACTERS),
        Words("label", MAX_SENTENCE_CHARACTERS, needed=False),
        Words("source", MAX_SENTENCE_CHARACTERS),
        Words("based_on", MAX_CONTENT_ID_CHARACTERS, needed=False),
        AtMost("prepare", MAX_LINES),
        Words("prepare", MAX_SENTENCE_CHARACTERS),
        AtMost("after", MAX_LINES),
        Words("after", MAX_SENTENCE_CHARACTERS),
        AtMost("checklist", MAX_LINES),
        AtMost("parts", MAX_PARTS),
        Finds[Script]("parts", ("id_twice",), "this id is used twice", _ids_twice),
        Forbids[Script](
            "parts",
            "no_steps",
            "a script needs at least one step",
            lambda script: not any(part.steps for part in script.parts),
        ),
        Finds[Script]("parts", ("too_many",), "{given} steps to run are too many, at most {0} fit", _number_of_leaves),
        # Unless who opens a workshop fills them in, every leaf has its minutes.
        Finds[Script]("parts", ("too_low", "too_high"), "minutes must be from {0} to {1}, not {given}", _minutes_of_leaves),
        # Values from research and example actions come after people wrote their own, else they prime them (DOM-23).
        Finds[Script]("parts", ("too_early",), 'the tool "{0}" comes only after the silent writing of {1}s', _too_early),
    ),
    ChecklistItem: (IsId("id", MAX_STEP_ID_CHARACTERS), Words("question", MAX_SENTENCE_CHARACTERS)),
    Part: (IsId("id", MAX_STEP_ID_CHARACTERS), Words("title", MAX_TITLE_CHARACTERS)),
    Step: (
        *_UNIT,
        Words("stage", MAX_STAGE_CHARACTERS),
        Words("stage_title", MAX_TITLE_CHARACTERS, needed=False),
        Finds[Step]("mode", ("silent_mode", "silent_parts"), "a silent step is individual and has no sub-steps", _silent_alone),
        Forbids[Step]("tools", "silent_tools", "a silent step has no tools", lambda step: step.silent and step.tools),
        Forbids[Step](
            "sheet",
            "sheet_mode",
            "only a group step makes a sheet, this one is {given}",
            lambda step: step.sheet and step.mode != "group",
            given=lambda step: step.mode,
        ),
        Forbids[Step](
            "kinds",
            "sheet_kinds",
            'it makes a sheet of {0}s, so its kinds must hold "{0}"',
            lambda step: step.sheet and step.sheet not in step.kinds,
            expected=lambda step: step.sheet,
        ),
        Once("kinds", "kind"),
        Forbids[Step](
            "minutes",
            "minutes_sum",
            "the minutes of its sub-steps do not add up to {given}, but to {0}",
            lambda step: step.sub_steps and sum(sub.minutes for sub in step.sub_steps) != step.minutes,
            expected=lambda step: sum(sub.minutes for sub in step.sub_steps),
            given=lambda step: step.minutes,
        ),
    ),
    SubStep: (
        *_UNIT,
        Forbids[SubStep](
            "mode",
            "pitches_mode",
            "with pitches its mode must be plenary, not {given}",
            lambda sub: sub.pitches and sub.mode != "plenary",
            given=lambda sub: sub.mode,
        ),
    ),
}
"""What is asked of every script."""


def rules_for_own(frameworks: Iterable[str], shipped: Iterable[str] = ()) -> Table:
    """The table with what is asked of an own script besides: somebody answers for it, it names a framework that there is, and
    does not take the id of a shipped one.
    """
    known, taken = tuple(frameworks), frozenset(shipped)

    def unknown_framework(script: Script) -> Iterator[Problem]:
        if script.framework not in known:
            yield Problem(("framework",), "unknown_framework", known, shown(script.framework))

    return {
        **RULES,
        Script: (
            *RULES[Script],
            Words("owner", MAX_TITLE_CHARACTERS),
            Forbids[Script](
                "id",
                "id_taken",
                '"{given}" is the id of a shipped script, an own one needs another',
                lambda script: script.id in taken,
                given=lambda script: script.id,
            ),
            Finds[Script]("framework", ("unknown_framework",), 'there is no framework "{given}"', unknown_framework),
        ),
    }
