# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with what people write, and where: the words that rules, readers and pages share."""

from typing import Literal

from msgspec import Struct

Path = tuple[str | int, ...]
"""Where something stands: ("parts", 0, "steps", 2, "title")."""

ProblemCode = Literal[
    "syntax",
    "not_utf8",
    "missing",
    "unknown_key",
    "not_text",
    "not_number",
    "not_yes_no",
    "not_list",
    "not_table",
    "choice",
    "empty",
    "too_long",
    "too_many",
    "key_parts",
    "too_deep",
    "too_low",
    "too_high",
    "bad_id",
    "id_twice",
    "id_taken",
    "name_twice",
    "name_taken",
    "silent_mode",
    "silent_parts",
    "silent_tools",
    "sheet_mode",
    "sheet_kinds",
    "pitches_mode",
    "answers_tool",
    "too_early",
    "minutes_sum",
    "no_steps",
    "unknown_framework",
    "unknown_principle",
]


class Problem(Struct, frozen=True):
    """What is wrong at `path`. `expected` is what may stand there instead: a number, or the words to choose from. `given` is what
    stood there, shortened. `line` is in the file, from 1; 0 when it came from a form.
    """

    path: Path
    code: ProblemCode
    expected: tuple[str, ...] = ()
    given: str = ""
    line: int = 0

    @property
    def field(self) -> str:
        """The path as one name ("parts.0.steps.2.title")."""
        return ".".join(str(key) for key in self.path)


MAX_PROBLEMS = 200
"""Told of one text or form: whoever mends these will see the rest."""
_MAX_GIVEN = 60


def shown(value: object) -> str:
    """A wrong value as it can be shown: short, on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= _MAX_GIVEN else text[: _MAX_GIVEN - 1] + "…"
