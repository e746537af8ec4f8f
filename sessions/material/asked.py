# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A script that asks for more than it was written to: about accent values, or with values from research on the tables.

It is asked where each table chooses its values together, so always after the silent writing (DOM-23).
"""

from collections.abc import Collection, Iterator
from typing import Literal, TypeVar, get_args

import msgspec
from msgspec.structs import replace

from sessions.material.script import Question, Script, Step, SubStep, Tool
from sessions.material.script_rules import check_script

Asked = Literal["accents", "research"]
ASKED: tuple[Asked, ...] = get_args(Asked)
_Unit = TypeVar("_Unit", Step, SubStep)

_QUESTIONS: dict[Asked, Question] = {
    "accents": Question(
        nl="Spelen jullie accentwaarden hier mee? Leg per accentwaarde uit waarom, of waarom niet.",
        en="Do your accent values play a part here? For each one, explain why, or why not.",
        only_with_accents=True,
    ),
    "research": Question(
        nl="Welke waarden uit onderzoek horen ook bij deze casus? Kies ze, of schrijf op waarom niet.",
        en="Which values from research belong to this case too? Choose them, or set them aside with the reason.",
    ),
}


def asks(script: Script, what: Asked) -> bool:
    """Whether the script asks about it by itself."""
    steps = [step for part in script.parts for step in part.steps]
    units: list[Step | SubStep] = [*steps, *(sub for step in steps for sub in step.sub_steps)]
    with_accents = what == "accents" and any(each.only_with_accents for unit in units for each in unit.questions)
    return with_accents or any(what in unit.tools for unit in units)


def can_ask(script: Script) -> tuple[Asked, ...]:
    """What the script does not ask by itself and has a place for."""
    return tuple(what for what in ASKED if not asks(script, what) and with_asked(script, {what}) != script)


def with_asked(script: Script, wanted: Collection[Asked]) -> Script:
    """The script with what is wanted and not asked yet, where the tables choose their values; as it was without such a place."""
    missing = [what for what in ASKED if what in wanted and not asks(script, what)]
    place = next(_places(script), "")
    if not missing or not place:
        return script

    def asking(unit: _Unit, step: Step) -> _Unit:
        if unit.id != place:
            return unit
        # What a sub-step leaves out it takes from its step.
        tools: tuple[Tool, ...] = (*(unit.tools or step.tools), *missing)
        questions = (*(unit.questions or step.questions), *(_QUESTIONS[what] for what in missing))
        return replace(unit, tools=tools, questions=questions)

    def changed(step: Step) -> Step:
        return replace(asking(step, step), sub_steps=tuple(asking(sub, step) for sub in step.sub_steps))

    parts = tuple(replace(part, steps=tuple(changed(step) for step in part.steps)) for part in script.parts)
    made = replace(script, parts=parts)
    try:
        check_script(made)
    except msgspec.ValidationError:
        # No more questions fit there, or nobody has written in silence before it.
        return script
    return made


def _places(script: Script) -> Iterator[str]:
    """Where a table makes its sheet of values: the last part at the tables of each such step."""
    for part in script.parts:
        for step in part.steps:
            if step.sheet == "value":
                units: list[Step | SubStep] = [*step.sub_steps] or [step]
                at_tables = [unit for unit in units if unit.mode == "group"]
                yield from (unit.id for unit in at_tables[-1:])
