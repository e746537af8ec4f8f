# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workshop script (draaiboek) as data: parts, steps and leaves.

A *leaf* is what the facilitator runs: a step without sub-steps, or one sub-step. Leaf minutes add up to the step's
(group talk 25 + pitches 5 = 30, domain.md C7 and C8).
"""

from typing import Literal

import msgspec
from msgspec import Struct

from sessions.text import Text

Mode = Literal["plenary", "individual", "group"]
NoteKind = Literal["value", "action"]
Screen = Literal["framework", "case", "silence", "tables", "pitches", "values", "actions", "poster", "checklist", "reflection"]


class SubStep(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a step with a time of its own. What it leaves out it takes from its step."""

    id: str
    title: Text
    minutes: int
    mode: Mode
    screen: Screen
    do: Text
    say: Text
    pitches: bool = False


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the script.

    `stage` is the number printed before it ("2"; several rows share one). `do` tells a participant what to do now, `say` is
    what the facilitator can say. `kinds` is what may be written; `sheet` names the kind of the table's sheet that is made.
    A silent step has no sub-steps.
    """

    id: str
    stage: str
    title: Text
    minutes: int
    mode: Mode
    screen: Screen
    do: Text
    say: Text
    silent: bool = False
    kinds: tuple[NoteKind, ...] = ()
    sheet: NoteKind | None = None
    questions: tuple[Text, ...] = ()
    deliver: tuple[Text, ...] = ()
    sub_steps: tuple[SubStep, ...] = ()


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """Deel A or deel B."""

    id: str
    title: Text
    steps: tuple[Step, ...]


class ChecklistItem(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the poster's checklist questions."""

    id: str
    question: Text


class Script(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole script. `version` changes whenever a published file changes; a session keeps its own copy."""

    id: str
    version: int
    title: Text
    source: str
    framework: str
    parts: tuple[Part, ...]
    checklist: tuple[ChecklistItem, ...]


class Leaf(Struct, frozen=True):
    """What one run is of: a step or sub-step with everything filled in."""

    id: str
    part_id: str
    step_id: str
    stage: str
    title: Text
    minutes: int
    mode: Mode
    screen: Screen
    do: Text
    say: Text
    silent: bool
    kinds: tuple[NoteKind, ...]
    sheet: NoteKind | None
    questions: tuple[Text, ...]
    deliver: tuple[Text, ...]
    pitches: bool


def leaves(script: Script) -> tuple[Leaf, ...]:
    """Everything that can be run, in order."""
    return tuple(leaf for part in script.parts for step in part.steps for leaf in _leaves_of(part, step))


def find_leaf(script: Script, leaf_id: str) -> Leaf | None:
    """The leaf with this id, or None."""
    return next((leaf for leaf in leaves(script) if leaf.id == leaf_id), None)


def parse_script(toml_text: str) -> Script:
    """Read a script from TOML. Raises `msgspec.ValidationError` when a field is wrong, or minutes or ids do not fit."""
    script = msgspec.toml.decode(toml_text, type=Script)
    check_script(script)
    return script


def check_script(script: Script) -> None:
    """Raise `msgspec.ValidationError` for what types cannot say: unique ids, fitting minutes, silence without sub-steps."""
    seen: set[str] = set()
    for part in script.parts:
        for step in part.steps:
            if step.silent and (step.sub_steps or step.mode != "individual"):
                raise msgspec.ValidationError(f"step {step.id}: a silent step is individual and has no sub-steps")
            if step.sub_steps and sum(sub.minutes for sub in step.sub_steps) != step.minutes:
                raise msgspec.ValidationError(f"step {step.id}: the minutes of its sub-steps do not add up to {step.minutes}")
            for leaf in _leaves_of(part, step):
                if leaf.minutes < 1:
                    raise msgspec.ValidationError(f"step {leaf.id}: minutes must be 1 or more")
                if leaf.id in seen:
                    raise msgspec.ValidationError(f"step {leaf.id}: this id is used twice")
                seen.add(leaf.id)
    if not seen:
        raise msgspec.ValidationError("a script needs at least one step")


def with_minutes(script: Script, minutes: dict[str, int]) -> Script:
    """The same script with other minutes per leaf id; a step's own minutes become the sum of its leaves."""

    def changed(step: Step) -> Step:
        if not step.sub_steps:
            return msgspec.structs.replace(step, minutes=minutes.get(step.id, step.minutes))
        subs = tuple(msgspec.structs.replace(sub, minutes=minutes.get(sub.id, sub.minutes)) for sub in step.sub_steps)
        return msgspec.structs.replace(step, sub_steps=subs, minutes=sum(sub.minutes for sub in subs))

    parts = tuple(msgspec.structs.replace(part, steps=tuple(changed(step) for step in part.steps)) for part in script.parts)
    changed_script = msgspec.structs.replace(script, parts=parts)
    check_script(changed_script)
    return changed_script


def _leaves_of(part: Part, step: Step) -> tuple[Leaf, ...]:
    units: tuple[Step | SubStep, ...] = step.sub_steps or (step,)
    return tuple(
        Leaf(
            id=unit.id,
            part_id=part.id,
            step_id=step.id,
            stage=step.stage,
            title=unit.title,
            minutes=unit.minutes,
            mode=unit.mode,
            screen=unit.screen,
            do=unit.do,
            say=unit.say,
            silent=step.silent,
            kinds=step.kinds,
            sheet=step.sheet,
            questions=step.questions,
            deliver=step.deliver,
            pitches=isinstance(unit, SubStep) and unit.pitches,
        )
        for unit in units
    )
