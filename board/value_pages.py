# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which an organisation's own values are written, looked at, kept as a file and used."""

from __future__ import annotations

from collections.abc import Sequence

from board.keeping import NOWHERE, Keeping
from board.rendering import render
from board.value_forms import ValuesForm, errors_by_field, principles_by_foundation, shown
from sessions.material.framework import Framework
from sessions.material.problems import Problem
from sessions.material.text import Language, Text


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
