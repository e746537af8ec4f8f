# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A script as a file to keep, change and bring back. What was written and is read again is the same script."""

from collections.abc import Iterable

import msgspec

from sessions.authoring import toml
from sessions.authoring.fitting import fit
from sessions.material.problems import MAX_PROBLEMS, Path, Problem
from sessions.material.script import Script
from sessions.material.script_rules import script_problems


def write_script(script: Script) -> str:
    """The script as TOML, laid out to be read and changed."""
    source = " ".join(script.source.split())
    return toml.write(script, f"Draaiboek voor Waardenbord / script for Waardenbord: {script.title.nl}\nBron / source: {source}")


def read_script(toml_text: str, frameworks: Iterable[str], shipped: Iterable[str] = ()) -> Script | list[Problem]:
    """The script in a file, or everything that is wrong, with lines. Arguments as those of `script_problems`."""
    data = toml.read_table(toml_text)
    if isinstance(data, list):
        return data
    made = make_script(data, frameworks, shipped)
    return toml.with_lines(made, toml_text) if isinstance(made, list) else made


def make_script(data: object, frameworks: Iterable[str], shipped: Iterable[str] = ()) -> Script | list[Problem]:
    """The script in plain data, or everything that is wrong with it."""
    wrong: list[Problem] = []
    script = msgspec.convert(fit(data, Script, wrong), Script)
    # What stands in for something wrong says nothing about the step or the list that it stands in.
    around = {_around(problem.path) for problem in wrong}
    named = {problem.path for problem in wrong}
    problems = wrong + [
        problem
        for problem in script_problems(script, frameworks, shipped)
        if problem.path not in named and (not _around(problem.path) or _around(problem.path) not in around)
    ]
    return problems[:MAX_PROBLEMS] or script


def shape_script(data: object) -> Script | None:
    """The script in plain data when every field has its kind, whatever else is wrong with it."""
    wrong: list[Problem] = []
    script = msgspec.convert(fit(data, Script, wrong), Script)
    return None if wrong else script


def _around(path: Path) -> Path:
    """The step or the part that something stands in; empty for what stands in neither."""
    places = [number for number, key in enumerate(path[:-1]) if key in ("parts", "steps")]
    return path[: places[-1] + 2] if places else ()
