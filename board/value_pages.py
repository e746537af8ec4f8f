# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which an organisation's own values are written, looked at, kept as a file and used; and the one on which a workshop
that has not begun gets other values.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from board.keeping import NOWHERE, Keeping
from board.rendering import render
from board.value_forms import ValuesForm, errors_by_field, principles_by_foundation, shown
from sessions.material.framework import Framework
from sessions.material.problems import Problem
from sessions.material.text import Language, Text

NotChosen = Literal["", "missing", "unknown", "in_use", "often", "begun"]
"""Why other values were not taken: none were chosen, there is no such set, something was laid ready that it does not have, it
was done too often, or the workshop has begun.
"""


class ValueChoice(Struct, frozen=True):
    """A set of values that can be chosen: its name in the form (empty for those of CODIO alone), and what it makes. `had` is one
    that this workshop alone keeps.
    """

    key: str
    framework: Framework
    had: bool = False


def own_values_page(
    *,
    lang: Language,
    base: Framework,
    form: ValuesForm,
    alone: bool = False,
    problems: Sequence[Problem] = (),
    toml: str = "",
    toml_problems: Sequence[Problem] = (),
    nothing: bool = False,
    bare: Sequence[Text] = (),
    moved: str = "",
    checked: bool = False,
    fresh: bool = False,
    keeping: Keeping = NOWHERE,
    mark: str = "",
) -> str:
    """`/draaiboeken/waarden`: the form for own values (POST to the same address; `value_forms` reads its fields).

    The button is the field `do`: check, download, open, or one that begins with `own:`, or with `keep:` and the id of one of the
    organisations of `keeping`. `problems` stand at their fields and in a
    summary, `toml_problems` at the text `own_values` with their lines; with `nothing` there was neither file nor text. `bare` are
    the foundations without a value, `moved` is the row to look at, `checked` says that all is right. `fresh` is a form that
    nobody has typed in yet.
    """
    values = {"form": form, "values": shown(form), "alone": alone, "toml": toml, "nothing": nothing, "bare": bare}
    values |= {"problems": problems, "own_errors": errors_by_field(problems), "toml_problems": toml_problems}
    values |= {"principles": principles_by_foundation(base, form), "moved": moved, "checked": checked, "fresh": fresh}
    values |= {"keeping": keeping, "mark": mark}
    return render("own_values.html", lang, **values)


def choosing_page(
    *,
    lang: Language,
    session_id: str,
    now: Framework,
    choices: Sequence[ValueChoice],
    is_open: bool,
    saved: bool,
    problem: NotChosen = "",
    wanted: str = "",
) -> str:
    """`/regie/<session>/waarden`: of which values the workshop is (`now`), and as long as it `is_open` to that a form with the
    others (POST to the same address, field `values`). `saved` when they were chosen just now, else `problem`
    says why `wanted` was not.
    """
    chosen = next((each.key for each in choices if each.framework == now), None)
    return render(
        "choose_values.html",
        lang,
        session_id=session_id,
        now=now,
        choices=[(each, each.framework.bare_foundations) for each in choices],
        chosen=wanted if problem == "in_use" else chosen,
        is_open=is_open,
        saved=saved,
        problem=problem,
    )
