# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages about scripts: which there are, one shown whole, an own one as a form, and one read from a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast, get_args

import msgspec

from board.keeping import NOWHERE, Keeping
from board.rendering import render
from board.script_forms import Data, fields_of
from sessions.material.problems import Problem
from sessions.material.script import Mode, Screen, Script, Tool, leaves
from sessions.material.text import Language


class Overview(msgspec.Struct, frozen=True):
    """A script in a few numbers, minutes and steps. Pages show the sum beside the minutes that the source states (C6)."""

    script: Script
    minutes: int
    silent: int
    steps: int


def overview_of(script: Script) -> Overview:
    """The numbers of a script."""
    all_leaves = leaves(script)
    minutes = sum(leaf.minutes for leaf in all_leaves)
    silent = sum(leaf.minutes for leaf in all_leaves if leaf.silent)
    # As the source counts them: rows that share a number are one step, and what has none (the start) is not counted.
    numbers = {re.sub(r"\D", "", step.stage) for part in script.parts for step in part.steps}
    steps = len(numbers - {"", "0"})
    return Overview(script, minutes, silent, steps)


def scripts_page(*, lang: Language, scripts: Sequence[Script]) -> str:
    """`/draaiboeken`: every shipped script, with what can be done with it."""
    return render("scripts.html", lang, overviews=[overview_of(script) for script in scripts])


def script_page(*, lang: Language, script: Script, toml: str | None = None) -> str:
    """A script shown whole, to read and print. With `toml` it is an own one, which stands in the page's forms (POST
    /draaiboeken/inlezen, fields `script` and `do`: open, edit or download).
    """
    return render("script.html", lang, script=script, overview=overview_of(script), toml=toml, kept=None)


def script_form_page(
    *,
    lang: Language,
    data: Data,
    problems: Sequence[Problem] = (),
    checked: bool = False,
    moved: str = "",
    fresh: bool = False,
    keeping: Keeping = NOWHERE,
    mark: str = "",
) -> str:
    """`/draaiboeken/eigen`: the form for an own script (POST to the same address; `script_forms` reads its fields).

    The button is the field `do`: check, show, download, open, one that `script_forms.change` carries out, or one that begins with
    `keep:` and ends in the id of one of the organisations of `keeping`. `problems` stand at
    their fields and in a summary; `checked` says that there are none. `moved` is the path of the step to look at. `fresh` is a
    form that nobody has typed in yet: it does not take the place of what the device remembers.
    """
    it = fields_of(data)
    paths = [problem.field for problem in problems]
    steps = _steps(it)
    faulty = {path for path, _ in steps if any(name == path or name.startswith(f"{path}.") for name in paths)}
    in_english = {path for path, _ in _units(it) if any(n.endswith(".en") and n.startswith(f"{path}.") for n in paths)}
    values = {
        "it": it,
        "problems": problems,
        "errors": {name: problem for problem in reversed(problems) for name in _names(problem)},
        "faulty": faulty,
        "open": faulty
        | {path for path, _ in steps if moved.startswith(f"{path}.")}
        | ({"top"} if any(n.startswith(("label", "prepare", "after", "checklist", "title.en")) for n in paths) else set()),
        "english_open": in_english,
        "step_of": {n: title for n in paths for path, title in steps if n == path or n.startswith(f"{path}.")},
        "moved": moved,
        "checked": checked,
        "fresh": fresh,
        "keeping": keeping,
        "mark": mark,
        "modes": get_args(Mode),
        "screens": get_args(Screen),
        "tools": get_args(Tool),
    }
    return render("script_form.html", lang, **values, **_sums(it))


def read_script_page(
    *, lang: Language, text: str = "", file_name: str = "", problems: Sequence[Problem] = (), nothing: bool = False
) -> str:
    """`/draaiboeken/inlezen`: bring a script from a file (POST, multipart, fields `file`, `script` and `do`: show or edit).

    `problems` are shown with their lines, with the text that was read. With `nothing` there was neither file nor text.
    """
    return render("script_read.html", lang, text=text, file_name=file_name, problems=problems, nothing=nothing)


def _names(problem: Problem) -> tuple[str, ...]:
    """The fields at which a problem stands: a text that is missing stands at its Dutch."""
    return (problem.field, f"{problem.field}.nl")


def _steps(it: Data) -> list[tuple[str, str]]:
    """The path and the title of every step."""
    return [
        (f"parts.{part_number}.steps.{number}", f"{step['stage']}. {step['title']['nl']}")
        for part_number, part in enumerate(cast("list[dict[str, list[dict[str, dict[str, str]]]]]", it["parts"]))
        for number, step in enumerate(part["steps"])
    ]


def _units(it: Data) -> list[tuple[str, str]]:
    """The path and the title of every step and sub-step."""
    found = _steps(it)
    for part_number, part in enumerate(cast("list[dict[str, list[dict[str, list[object]]]]]", it["parts"])):
        for number, step in enumerate(part["steps"]):
            path = f"parts.{part_number}.steps.{number}"
            found += [(f"{path}.sub_steps.{sub}", "") for sub in range(len(step["sub_steps"]))]
    return found


def _sums(it: Data) -> dict[str, int]:
    """The minutes, those in silence, and the number of steps of what was typed so far."""
    steps = [step for part in cast("list[dict[str, list[Data]]]", it["parts"]) for step in part["steps"]]
    timed = [(each["minutes"], each["silent"]) for each in steps if isinstance(each["minutes"], int)]
    return {
        "minutes": sum(minutes for minutes, _ in timed),
        "silent": sum(minutes for minutes, silent in timed if silent),
        "count": len(steps),
    }
