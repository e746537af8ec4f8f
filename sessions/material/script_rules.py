# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold in every script for the board to run it: ids, minutes, silence, sheets, and tools where they work.

`parse_script` and `with_minutes` give scripts of which it is true. How long texts may be is not here: that is for who writes
an own script, see `script_check.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sessions.material.limits import Id
from sessions.material.script import Leaf, NoteKind, Script, Step, SubStep, Tool

MAX_MINUTES = 600
"""Of one leaf; as `Minutes` in limits.py."""
MAX_STEP_ID_CHARACTERS = 24
"""Ids on the board are made of these (`answer:<step>:<question>`)."""
PREPARE_ID = "prepare"
"""Ticks on the preparation go by this step id, so no step may have it."""

_AFTER_SILENCE: dict[Tool, NoteKind] = {"research": "value", "examples": "action"}
_WORDS: dict[NoteKind, str] = {"value": "values", "action": "actions"}


def parse_script(toml_text: str) -> Script:
    """Read a script from TOML. Raises `msgspec.ValidationError` when a field is wrong, or minutes or ids do not fit."""
    script = msgspec.toml.decode(toml_text, type=Script)
    check_script(script)
    return script


def check_script(script: Script) -> None:
    """Raise `msgspec.ValidationError` for the first rule that it breaks: what types cannot say."""
    for sentence in broken_rules(script):
        raise msgspec.ValidationError(sentence)


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


def broken_rules(script: Script) -> Iterator[str]:
    """Everything that is wrong, in the order of the file: a sentence each, with the step and what is expected."""
    seen: dict[str, set[str]] = {"script": set(), "part": set(), "step": set(), "checklist item": set()}
    yield from _id(script.id, "script", seen)
    for item in script.checklist:
        yield from _id(item.id, "checklist item", seen)
    for part in script.parts:
        yield from _id(part.id, "part", seen)
        for step in part.steps:
            yield from _step(script, step, seen)
    if not script.leaves:
        yield "a script needs at least one step"
    yield from _too_early(script.leaves)


def _step(script: Script, step: Step, seen: dict[str, set[str]]) -> Iterator[str]:
    yield from _unit(script, step, seen, is_leaf=not step.sub_steps)
    if step.silent and (step.sub_steps or step.mode != "individual"):
        yield f"step {step.id}: a silent step is individual and has no sub-steps"
    if step.silent and step.tools:
        yield f"step {step.id}: a silent step has no tools"
    if step.sheet and step.mode != "group":
        yield f"step {step.id}: only a group step makes a sheet, this one is {step.mode}"
    if step.sheet and step.sheet not in step.kinds:
        yield f'step {step.id}: it makes a sheet of {_WORDS[step.sheet]}, so its kinds must hold "{step.sheet}"'
    if len(set(step.kinds)) != len(step.kinds):
        yield f"step {step.id}: a kind stands twice"
    for sub in step.sub_steps:
        yield from _unit(script, sub, seen, is_leaf=True)
        if sub.pitches and sub.mode != "plenary":
            yield f"step {sub.id}: with pitches its mode must be plenary, not {sub.mode}"
    total = sum(sub.minutes for sub in step.sub_steps)
    if step.sub_steps and total != step.minutes:
        yield f"step {step.id}: the minutes of its sub-steps do not add up to {step.minutes}, but to {total}"


def _unit(script: Script, unit: Step | SubStep, seen: dict[str, set[str]], *, is_leaf: bool) -> Iterator[str]:
    """What holds for a step and a sub-step alike; their ids may not meet."""
    yield from _id(unit.id, "step", seen)
    if len(unit.id) > MAX_STEP_ID_CHARACTERS:
        yield f"step {unit.id}: its id must have at most {MAX_STEP_ID_CHARACTERS} characters"
    if unit.id == PREPARE_ID:
        yield f'step {unit.id}: "{PREPARE_ID}" is the id of the preparation, a step needs another one'
    least = 0 if script.minutes_to_fill else 1
    if is_leaf and not least <= unit.minutes <= MAX_MINUTES:
        yield f"step {unit.id}: minutes must be from {least} to {MAX_MINUTES}, not {unit.minutes}"
    if len(set(unit.tools)) != len(unit.tools):
        yield f"step {unit.id}: a tool stands twice"
    if any(question.keep for question in unit.questions) and "answers" not in unit.tools:
        yield f'step {unit.id}: it keeps answers to questions, so its tools must hold "answers"'


def _too_early(leaves: tuple[Leaf, ...]) -> Iterator[str]:
    """Values from research and example actions come after people wrote their own, else they prime them (DOM-23)."""
    for tool, kind in _AFTER_SILENCE.items():
        silent = [at for at, leaf in enumerate(leaves) if leaf.silent and kind in leaf.kinds]
        for leaf in leaves[: min(silent, default=0)]:
            if tool in leaf.tools:
                yield f'step {leaf.id}: the tool "{tool}" comes only after the silent writing of {_WORDS[kind]}'


def _id(given: str, what: str, seen: dict[str, set[str]]) -> Iterator[str]:
    try:
        msgspec.convert(given, Id)
    except msgspec.ValidationError:
        yield f'{what} "{given}": an id is of letters, digits, dots, hyphens, colons and underscores'
    if given in seen[what]:
        yield f"{what} {given}: this id is used twice"
    seen[what].add(given)
