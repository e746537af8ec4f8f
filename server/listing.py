# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`waardenbord scripts`: every shipped script with its steps and sums, as a table or as JSON."""

import textwrap
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from server import content
from sessions.material.script import ChecklistItem, Leaf, Measures, Mode, NoteKind, Question, Screen, Script, Step, Tool
from sessions.material.text import Text

_TITLE_WIDTH = 52


class SubStepLine(Struct, frozen=True):
    """A part of a step with minutes of its own; together they are those of the step. What it leaves out it has from its step."""

    id: str
    title: Text
    minutes: int
    mode: Mode
    screen: Screen
    pitches: bool
    questions: tuple[Question, ...]
    deliver: tuple[Text, ...]
    tools: tuple[Tool, ...]


class StepLine(Struct, frozen=True):
    """A row of the script. `part` is the id of its part, `stage` the number printed before it."""

    id: str
    part: str
    stage: str
    stage_title: Text | None
    title: Text
    minutes: int
    mode: Mode
    silent: bool
    kinds: tuple[NoteKind, ...]
    sheet: NoteKind | None
    screen: Screen
    questions: tuple[Question, ...]
    deliver: tuple[Text, ...]
    tools: tuple[Tool, ...]
    sub_steps: tuple[SubStepLine, ...]


class PartLine(Struct, frozen=True):
    """A part of the script with the sum of its steps."""

    id: str
    title: Text
    minutes: int


class Sums(Struct, frozen=True):
    """Minutes: of all steps, of the silent ones, per part by id, and what the source itself says that it takes."""

    total: int
    silent: int
    parts: dict[str, int]
    stated: int


class ScriptLine(Struct, frozen=True):
    """A whole script. With `minutes_to_fill` its minutes are 0 and the facilitator fills them in."""

    id: str
    version: int
    title: Text
    label: Text | None
    source: str
    framework: str
    measures: Measures
    minutes_to_fill: bool
    prepare: tuple[Text, ...]
    after: tuple[Text, ...]
    checklist: tuple[ChecklistItem, ...]
    parts: tuple[PartLine, ...]
    steps: tuple[StepLine, ...]
    sums: Sums


def script_line(script: Script) -> ScriptLine:
    """A script as it is listed."""
    minutes = {part.id: sum(step.minutes for step in part.steps) for part in script.parts}
    return ScriptLine(
        id=script.id,
        version=script.version,
        title=script.title,
        label=script.label,
        source=script.source,
        framework=script.framework,
        measures=script.measures,
        minutes_to_fill=script.minutes_to_fill,
        prepare=script.prepare,
        after=script.after,
        checklist=script.checklist,
        parts=tuple(PartLine(part.id, part.title, minutes[part.id]) for part in script.parts),
        steps=tuple(_step_line(script, part.id, step) for part in script.parts for step in part.steps),
        sums=Sums(
            total=sum(leaf.minutes for leaf in script.leaves),
            silent=sum(leaf.minutes for leaf in script.leaves if leaf.silent),
            parts=minutes,
            stated=script.stated_minutes,
        ),
    )


def scripts_as_json() -> str:
    """Every shipped script in a JSON list, with every question."""
    lines = [script_line(script) for script in content.scripts()]
    return msgspec.json.format(msgspec.json.encode(lines), indent=2).decode()


def scripts_as_table() -> str:
    """Every shipped script as a table to read."""
    return "\n\n".join("\n".join(_table(script_line(script))) for script in content.scripts())


def _step_line(script: Script, part_id: str, step: Step) -> StepLine:
    return StepLine(
        id=step.id,
        part=part_id,
        stage=step.stage,
        stage_title=step.stage_title,
        title=step.title,
        minutes=step.minutes,
        mode=step.mode,
        silent=step.silent,
        kinds=step.kinds,
        sheet=step.sheet,
        screen=step.screen,
        questions=step.questions,
        deliver=step.deliver,
        tools=step.tools,
        sub_steps=tuple(_sub_step_line(sub.screen, script.leaf_of[sub.id]) for sub in step.sub_steps),
    )


def _sub_step_line(screen: Screen, sub: Leaf) -> SubStepLine:
    return SubStepLine(
        id=sub.id,
        title=sub.title,
        minutes=sub.minutes,
        mode=sub.mode,
        screen=screen,
        pitches=sub.pitches,
        questions=sub.questions,
        deliver=sub.deliver,
        tools=sub.tools,
    )


def _table(script: ScriptLine) -> Iterator[str]:
    sums = script.sums
    yield f"{script.id}  {script.title.in_('nl')}  (version {script.version})"
    if script.label:
        yield from textwrap.wrap(script.label.in_("en"), 100, initial_indent="  ", subsequent_indent="  ")
    yield _row("step", "title", "min", "mode", "silent", "writes", "questions")
    for part in script.parts:
        yield _row("", part.title.in_("nl"), _minutes(script, part.minutes))
        for step in script.steps:
            if step.part == part.id:
                yield from _rows(script, step)
    told = f"{sums.total} minutes, {sums.silent} of them silent" if not script.minutes_to_fill else "minutes to be filled in"
    yield f"  {told}; the source says about {sums.stated}"


def _rows(script: ScriptLine, step: StepLine) -> Iterator[str]:
    silent = "silent" if step.silent else ""
    asked = str(len(step.questions) or "")
    title = f"  {step.title.in_('nl')}"
    yield _row(step.id, title, _minutes(script, step.minutes), step.mode, silent, ", ".join(step.kinds), asked)
    for sub in step.sub_steps:
        yield _row(
            sub.id, f"    {sub.title.in_('nl')}", _minutes(script, sub.minutes), sub.mode, "", "", str(len(sub.questions) or "")
        )


def _minutes(script: ScriptLine, minutes: int) -> str:
    return "-" if script.minutes_to_fill else str(minutes)


def _row(step: str, title: str, minutes: str, mode: str = "", silent: str = "", writes: str = "", questions: str = "") -> str:
    return f"  {step:<6} {title:<{_TITLE_WIDTH}} {minutes:>4}  {mode:<11}{silent:<7} {writes:<14}{questions:>9}".rstrip()
