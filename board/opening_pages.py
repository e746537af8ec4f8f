# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that opens a workshop: what it is about, which script, how long each step, whose values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from board.rendering import render
from board.script_pages import Overview, overview_of
from board.value_forms import ValuesForm, errors_by_field, principles_by_foundation, shown
from sessions.authoring.own_values import OwnValues
from sessions.cases.case import Case
from sessions.material.asked import Asked, can_ask
from sessions.material.framework import Framework
from sessions.material.problems import Problem
from sessions.material.script import Leaf, Script, leaves, name_in_step
from sessions.material.text import Language, Text

FieldError = Literal[
    "missing",
    "too_long",
    "unknown",
    "minutes",
    "date",
    "time",
    "toml",
    "own",
    "bare",
    "wrong_key",
    "no_case",
    "no_member",
    "both",
    "elsewhere",
]
OWN = "eigen"
"""The choice for an own script, beside the ids of the shipped ones."""


class KeptChoice(msgspec.Struct, frozen=True):
    """A set of values that an organisation keeps and offers. `key` names it in the form, with whose it is."""

    key: str
    organisation_id: str
    organisation: str
    own: OwnValues
    alone: bool


class NewWorkshopForm(msgspec.Struct, frozen=True):
    """What somebody filled in on the page, as typed.

    `minutes` is by "<script>.<leaf>", where an own script is called `eigen`; what is absent is as the script has it. `own_script`
    and `own_values` are TOML; `own` are own values in fields, of which TOML takes the place. They are used beside the
    framework's, or alone; `bare_is_right` when a foundation may be without any. `own_set` is the key of a set that an
    organisation keeps, which is then used and no other. `asked` is what a script asks beyond what it was
    written to, by "<script>.<what>". `example` is the id of an example case, or empty.
    `trying`: a rehearsal that begins where everybody writes, with who opens it among them. `case_id` is the case that the
    workshop goes on with, at this `stage` of the project. `organisation_id` is the organisation that it belongs to, empty where
    it stands alone. `mark` is a secret that is drawn with the form: sent twice it opens one workshop.
    """

    title: str = ""
    organisation: str = ""
    case_text: str = ""
    language: str = "nl"
    script_id: str = ""
    minutes: Mapping[str, str] = msgspec.field(default_factory=dict)
    date: str = ""
    time: str = ""
    own_script: str = ""
    own_values: str = ""
    own: ValuesForm = ValuesForm()
    own_values_alone: bool = False
    bare_is_right: bool = False
    own_set: str = ""
    asked: tuple[str, ...] = ()
    rehearsal: bool = False
    trying: bool = False
    example: str = ""
    case_id: str = ""
    stage: str = ""
    organisation_id: str = ""
    mark: str = ""


class MinutesTable(msgspec.Struct, frozen=True):
    """The minutes of one script: per part its title and rows. `key` is the script's name in the field names."""

    key: str
    overview: Overview
    total: int
    can_ask: Sequence[Asked]
    parts: Sequence[tuple[Text, Sequence[MinutesRow]]]


class MinutesRow(msgspec.Struct, frozen=True):
    """A step that can be run, with the name of its field and what stands in it."""

    field: str
    name: str
    value: str
    silent: bool


def new_workshop_page(
    *,
    lang: Language,
    scripts: Sequence[Script],
    form: NewWorkshopForm | None = None,
    errors: Mapping[str, FieldError] | None = None,
    problems: Mapping[str, Sequence[Problem]] | None = None,
    own: Script | None = None,
    cases: Sequence[Case] = (),
    asks_key: bool = False,
    wait_minutes: int = 0,
    full: bool = False,
    going_on: str = "",
    base: Framework,
    bare: Sequence[Text] = (),
    moved: str = "",
    organisations: Sequence[tuple[str, str]] = (),
    may_stand_alone: bool = True,
    kept_values: Sequence[KeptChoice] = (),
    kept_scripts: Sequence[tuple[str, Script]] = (),
) -> str:
    """`/nieuw`: the form that opens a workshop (POST /nieuw, multipart).

    Fields: `title`, `organisation`, `case_text`, `language`, `script` (an id, or `eigen`), `minutes.<script>.<leaf>`, `date`,
    `time`, `own_script` with `own_script_file`, `own_values` with `own_values_file`, those of `value_forms`,
    `own_values_alone`, `own_set`, `own_bare`, `ask.<script>.<what>`, `rehearsal`, `example`, `case_id`, `stage` and
    `organisation_id`; and buttons `do` that begin with `own:`. `errors` is by field name; the page shows each at its field and
    all in a summary. `problems` say per TOML field what is wrong in it. `own` is the own script, where it is right. `scripts`
    holds at least one.
    `cases` are the examples to begin with. With `asks_key` there is a field `opening_key`. `wait_minutes` is how long to wait
    before another can be opened; `full` says that the store has no place for another. `going_on` is the title of the case that
    the workshop goes on with. `base` has the principles for own values, `bare` are the foundations without any, and `moved` is
    the row to look at. `organisations` are those for which this browser opens workshops, id and name; with `may_stand_alone` it
    can be of none of them. `kept_values` and `kept_scripts` (with the key by which the form names each) are what these keep.
    """
    filled = form or NewWorkshopForm(language=lang)
    tables = [_minutes_table(script.id, script, filled, lang) for script in scripts]
    tables += [_minutes_table(key, script, filled, lang) for key, script in kept_scripts]
    if own is not None:
        tables.append(_minutes_table(OWN, own, filled, lang))
    chosen = filled.script_id if filled.script_id in (OWN, *(table.key for table in tables)) else scripts[0].id
    own_errors = errors_by_field(dict(problems or {}).get("own", ()))
    names = {row.field: row.name for table in tables for _, rows in table.parts for row in rows}
    return render(
        "new.html",
        lang,
        tables=tables,
        chosen=chosen,
        own=own,
        cases=_labelled(cases),
        steps=names,
        form=filled,
        errors=dict(errors or {}),
        problems=dict(problems or {}),
        asks_key=asks_key,
        wait_minutes=wait_minutes,
        full=full,
        going_on=going_on,
        values=shown(filled.own),
        own_errors=own_errors,
        principles=principles_by_foundation(base, filled.own),
        bare=bare,
        moved=moved,
        organisations=organisations,
        names_of=dict(organisations),
        may_stand_alone=may_stand_alone,
        kept_values=kept_values,
    )


def members_only_page(*, lang: Language, sign_in: str = "") -> str:
    """`/nieuw` where members of an organisation alone open workshops, for everybody else. `sign_in` is where they sign in with an
    account, empty where nobody can.
    """
    return render("new_members.html", lang, sign_in=sign_in)


def _labelled(cases: Sequence[Case]) -> list[tuple[str, Sequence[Case]]]:
    """Cases by what their label says of them."""
    labels = dict.fromkeys(case.label for case in cases)
    return [(label, [case for case in cases if case.label == label]) for label in labels]


def _minutes_table(key: str, script: Script, form: NewWorkshopForm, lang: Language) -> MinutesTable:
    def row(leaf: Leaf) -> MinutesRow:
        value = form.minutes.get(f"{key}.{leaf.id}", str(leaf.minutes or ""))
        return MinutesRow(f"minutes.{key}.{leaf.id}", _step_name(leaf, script, lang), value, leaf.silent)

    all_leaves = leaves(script)
    parts = [(part.title, [row(leaf) for leaf in all_leaves if leaf.part_id == part.id]) for part in script.parts]
    typed = [row.value for _, rows in parts for row in rows]
    total = sum(int(value) for value in typed if value.isascii() and value.isdigit() and len(value) < 5)
    return MinutesTable(key, overview_of(script), total, can_ask(script), parts)


def _step_name(leaf: Leaf, script: Script, lang: Language) -> str:
    """A sub-step's name with its step's before it ("Bespreken: vertellen")."""
    own = leaf.title.in_(lang)
    step = next(step for part in script.parts for step in part.steps if step.id == leaf.step_id)
    whole = step.title.in_(lang)
    return name_in_step(whole, own)
