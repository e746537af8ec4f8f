# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be wrong with a script that has the right shape, each with its place: for whoever writes an own script.

Besides the rules of `script_rules.py` it holds how long things may be. Whoever adds a rule there says it here with its place;
until then `script_toml.make_script` names it without one.
"""

import re
from collections.abc import Iterable, Sequence

from sessions.authoring.fitting import MAX_PROBLEMS, Problem, ProblemCode, shown
from sessions.authoring.toml_lines import Path
from sessions.material.script import NoteKind, Script, Step, SubStep, Tool
from sessions.material.script_rules import PREPARE_ID
from sessions.material.text import Text

MAX_SCRIPT_ID = 40
MAX_STEP_ID = 20
"""Ids of things on the board are made of these (`answer:<step>:<question>`) and have at most 40 characters."""
MAX_STAGE = 10
MAX_TITLE = 120
MAX_SENTENCE = 500
MAX_SAY = 2000
MAX_LEAVES = 60
MAX_QUESTIONS = 30
MAX_LINES = 30
"""Deliverables of a step, rows of the preparation, questions of the checklist."""
MAX_PARTS = 12
MAX_LEAF_MINUTES = 600
MAX_STATED_MINUTES = 3000
MAX_VERSION = 100_000

_AFTER_SILENCE: tuple[tuple[Tool, NoteKind], ...] = (("research", "value"), ("examples", "action"))
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")


class Checker:
    """Gathers problems; `check_…` adds one when something does not fit."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, path: Path, code: ProblemCode, *expected: object, given: object = "") -> None:
        """Something is wrong at `path`. Beyond MAX_PROBLEMS it is not told."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(path, code, tuple(str(each) for each in expected), shown(given)))

    def check_id(self, path: Path, value: str, most: int) -> None:
        """An id is letters, digits and `_.-`, at most `most`."""
        if not value:
            self.add(path, "empty")
        elif len(value) > most or not _ID.fullmatch(value):
            self.add(path, "bad_id", most, given=value)

    def check_line(self, path: Path, value: str, most: int, *, needed: bool = True) -> None:
        """A string that is there and not too long."""
        if needed and not value:
            self.add(path, "empty")
        elif len(value) > most:
            self.add(path, "too_long", most)

    def check_text(self, path: Path, text: Text, most: int, *, needed: bool = True) -> None:
        """Both languages of a text."""
        self.check_line((*path, "nl"), text.nl, most, needed=needed)
        if text.en != text.nl:
            self.check_line((*path, "en"), text.en, most, needed=needed)

    def check_texts(self, path: Path, texts: Sequence[Text], most_texts: int) -> None:
        """A list of sentences."""
        self.check_count(path, texts, most_texts)
        for number, text in enumerate(texts):
            self.check_text((*path, number), text, MAX_SENTENCE)

    def check_count(self, path: Path, things: Sequence[object], most: int) -> None:
        """Not more things than fit."""
        if len(things) > most:
            self.add(path, "too_many", most, given=len(things))

    def check_between(self, path: Path, value: int, least: int, most: int) -> None:
        """A number within its bounds."""
        if value < least:
            self.add(path, "too_low", least, most, given=value)
        elif value > most:
            self.add(path, "too_high", least, most, given=value)

    def check_once(self, path: Path, words: Sequence[str]) -> None:
        """No word stands twice."""
        seen: set[str] = set()
        for number, word in enumerate(words):
            if word in seen:
                self.add((*path, number), "name_twice", given=word)
            seen.add(word)

    def check_unique(self, ids: Iterable[tuple[Path, str]]) -> None:
        """Every id once; the second one is the problem."""
        seen: set[str] = set()
        for path, value in ids:
            if value and value in seen:
                self.add(path, "id_twice", given=value)
            seen.add(value)


def script_problems(script: Script, frameworks: Iterable[str], shipped: Iterable[str] = ()) -> list[Problem]:
    """What is wrong with an own script. `frameworks` are the ids that it may name, `shipped` the script ids that are taken."""
    checker = Checker()
    checker.check_id(("id",), script.id, MAX_SCRIPT_ID)
    if script.id in tuple(shipped):
        checker.add(("id",), "id_taken", given=script.id)
    checker.check_between(("version",), script.version, 1, MAX_VERSION)
    checker.check_between(("stated_minutes",), script.stated_minutes, 0, MAX_STATED_MINUTES)
    checker.check_text(("title",), script.title, MAX_TITLE)
    if script.label is not None:
        checker.check_text(("label",), script.label, MAX_SENTENCE, needed=False)
    checker.check_line(("source",), script.source, MAX_SENTENCE)
    checker.check_line(("owner",), script.owner, MAX_TITLE)
    checker.check_line(("based_on",), script.based_on, MAX_SCRIPT_ID, needed=False)
    known = tuple(frameworks)
    if script.framework not in known:
        checker.add(("framework",), "unknown_framework", *known, given=script.framework)
    checker.check_texts(("prepare",), script.prepare, MAX_LINES)
    checker.check_count(("checklist",), script.checklist, MAX_LINES)
    for number, item in enumerate(script.checklist):
        checker.check_id(("checklist", number, "id"), item.id, MAX_STEP_ID)
        checker.check_text(("checklist", number, "question"), item.question, MAX_SENTENCE)
    checker.check_unique((("checklist", number, "id"), item.id) for number, item in enumerate(script.checklist))
    _check_parts(checker, script)
    return checker.problems


def _check_parts(checker: Checker, script: Script) -> None:
    checker.check_count(("parts",), script.parts, MAX_PARTS)
    checker.check_unique((("parts", number, "id"), part.id) for number, part in enumerate(script.parts))
    step_ids: list[tuple[Path, str]] = []
    leaves = 0
    for part_number, part in enumerate(script.parts):
        path: Path = ("parts", part_number)
        checker.check_id((*path, "id"), part.id, MAX_STEP_ID)
        checker.check_text((*path, "title"), part.title, MAX_TITLE)
        for step_number, step in enumerate(part.steps):
            at = (*path, "steps", step_number)
            leaves += len(step.sub_steps) or 1
            step_ids.append(((*at, "id"), step.id))
            step_ids += [((*at, "sub_steps", number, "id"), sub.id) for number, sub in enumerate(step.sub_steps)]
            _check_step(checker, at, step, least=0 if script.minutes_to_fill else 1)
    checker.check_unique(step_ids)
    for id_path, step_id in step_ids:
        if step_id == PREPARE_ID:
            checker.add(id_path, "id_taken", given=step_id)
    _check_order(checker, script)
    if not leaves:
        checker.add(("parts",), "no_steps")
    elif leaves > MAX_LEAVES:
        checker.add(("parts",), "too_many", MAX_LEAVES, given=leaves)


def _check_step(checker: Checker, path: Path, step: Step, least: int) -> None:
    checker.check_line((*path, "stage"), step.stage, MAX_STAGE)
    if step.silent and step.mode != "individual":
        checker.add((*path, "mode"), "silent_mode")
    if step.silent and step.sub_steps:
        checker.add((*path, "silent"), "silent_parts")
    if step.silent and step.tools:
        checker.add((*path, "tools"), "silent_tools")
    if step.sheet and step.mode != "group":
        checker.add((*path, "sheet"), "sheet_mode")
    if step.sheet and step.sheet not in step.kinds:
        checker.add((*path, "kinds"), "sheet_kinds", step.sheet)
    checker.check_once((*path, "kinds"), step.kinds)
    total = sum(sub.minutes for sub in step.sub_steps)
    if step.sub_steps and total != step.minutes:
        checker.add((*path, "minutes"), "minutes_sum", total, given=step.minutes)
    _check_unit(checker, path, step, least)
    for number, sub in enumerate(step.sub_steps):
        at = (*path, "sub_steps", number)
        _check_unit(checker, at, sub, least)
        if sub.pitches and sub.mode != "plenary":
            checker.add((*at, "mode"), "pitches_mode")


def _check_unit(checker: Checker, path: Path, unit: Step | SubStep, least: int) -> None:
    checker.check_id((*path, "id"), unit.id, MAX_STEP_ID)
    checker.check_text((*path, "title"), unit.title, MAX_TITLE)
    if not (isinstance(unit, Step) and unit.sub_steps):
        checker.check_between((*path, "minutes"), unit.minutes, least, MAX_LEAF_MINUTES)
    checker.check_text((*path, "do"), unit.do, MAX_SENTENCE)
    checker.check_text((*path, "say"), unit.say, MAX_SAY, needed=False)
    checker.check_texts((*path, "questions"), unit.questions, MAX_QUESTIONS)
    checker.check_texts((*path, "deliver"), unit.deliver, MAX_LINES)
    checker.check_once((*path, "tools"), unit.tools)
    if any(question.keep for question in unit.questions) and "answers" not in unit.tools:
        checker.add((*path, "tools"), "answers_tool", "answers")


def _check_order(checker: Checker, script: Script) -> None:
    """Values from research and example actions come after people wrote their own, else they prime them (DOM-23)."""
    placed: list[tuple[Path, Step, tuple[Tool, ...]]] = []
    for part_number, part in enumerate(script.parts):
        for number, step in enumerate(part.steps):
            path: Path = ("parts", part_number, "steps", number)
            for sub_number, sub in enumerate(step.sub_steps):
                placed.append(((*path, "sub_steps", sub_number), step, sub.tools) if sub.tools else (path, step, step.tools))
            if not step.sub_steps:
                placed.append((path, step, step.tools))
    for tool, kind in _AFTER_SILENCE:
        silent = next((at for at, (_, step, _) in enumerate(placed) if step.silent and kind in step.kinds), 0)
        early = dict.fromkeys(path for path, _, tools in placed[:silent] if tool in tools)
        for path in early:
            checker.add((*path, "tools"), "too_early", tool)
