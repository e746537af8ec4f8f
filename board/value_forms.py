# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation's own values and principles as a plain form, wherever it stands: a row for each, buttons that move rows about.

The whole set is in the form, so whoever shows it keeps nothing until it is right. A field is called `own.` and its path in the
set ("own.values.2.name.nl"), so that what is wrong finds its field. English that is left empty is the Dutch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from sessions.authoring.own_values import OwnValues, id_from, make_own_values
from sessions.material.framework import FOUNDATION_IDS, Framework, Principle, Value
from sessions.material.limits import MAX_CONTENT_ID_CHARACTERS, MAX_OWN_PRINCIPLES, MAX_OWN_VALUES
from sessions.material.problems import Problem
from sessions.material.text import Text

PREFIX = "own."
BLANK_ROWS = 3
"""Ready to be filled in, also after the last value: so many come with each press of the button for more."""
MAX_ROWS = MAX_OWN_VALUES + 50
"""Rows that are looked at: whoever has more than fit may still see and take away some."""
MAX_PRINCIPLE_ROWS = MAX_OWN_PRINCIPLES + 10


class ValueRow(msgspec.Struct, frozen=True):
    """One value as typed. `words_nl` and `words_en` are other words to search for, with commas. `id` may be empty yet."""

    principle: str = ""
    name_nl: str = ""
    name_en: str = ""
    definition_nl: str = ""
    definition_en: str = ""
    words_nl: str = ""
    words_en: str = ""
    id: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nobody wrote anything in it."""
        return not (self.name_nl or self.name_en or self.definition_nl or self.definition_en)


class PrincipleRow(msgspec.Struct, frozen=True):
    """One principle as typed. As soon as it has a name it has an `id`, by which values are placed under it."""

    foundation: str = ""
    name_nl: str = ""
    name_en: str = ""
    definition_nl: str = ""
    definition_en: str = ""
    id: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nobody wrote anything in it."""
        return not (self.name_nl or self.name_en or self.definition_nl or self.definition_en)


class ValuesForm(msgspec.Struct, frozen=True):
    """A set of own values as typed, right or wrong."""

    title_nl: str = ""
    title_en: str = ""
    owner: str = ""
    version: str = "1"
    id: str = ""
    source_title: str = ""
    source_authors: str = ""
    source_date: str = ""
    rows: tuple[ValueRow, ...] = ()
    principles: tuple[PrincipleRow, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it: no values, no principles, no title and no owner."""
        rows = all(row.is_blank for row in self.rows) and all(row.is_blank for row in self.principles)
        return rows and not (self.title_nl or self.owner)


Row = TypeVar("Row", "ValueRow", "PrincipleRow")
_FIELDS = {
    "title.nl": "title_nl",
    "title.en": "title_en",
    "owner": "owner",
    "version": "version",
    "id": "id",
    "source.title": "source_title",
    "source.authors": "source_authors",
    "source.date": "source_date",
}
_ROW_FIELDS = {
    "principle": "principle",
    "name.nl": "name_nl",
    "name.en": "name_en",
    "definition.nl": "definition_nl",
    "definition.en": "definition_en",
    "synonyms_nl": "words_nl",
    "synonyms_en": "words_en",
    "id": "id",
}
_PRINCIPLE_FIELDS = {
    "foundation": "foundation",
    "name.nl": "name_nl",
    "name.en": "name_en",
    "definition.nl": "definition_nl",
    "definition.en": "definition_en",
    "id": "id",
}


def form_of(fields: Iterable[tuple[str, object]]) -> ValuesForm:
    """The set that was typed, every row where it stood. Names that are none of ours are passed over."""
    typed: dict[str, str] = {}
    rows: dict[str, dict[int, dict[str, str]]] = {"values": {}, "principles": {}}
    for name, value in fields:
        if not (name.startswith(PREFIX) and isinstance(value, str)):
            continue
        key = name.removeprefix(PREFIX)
        text = value.replace("\r\n", "\n").strip()
        if key in _FIELDS:
            typed[_FIELDS[key]] = text
            continue
        of, _, rest = key.partition(".")
        number, _, field = rest.partition(".")
        known = {"values": _ROW_FIELDS, "principles": _PRINCIPLE_FIELDS}.get(of, {})
        if field in known and number.isascii() and number.isdigit() and len(number) < 4:
            rows[of].setdefault(int(number), {})[known[field]] = text
    ordered = [ValueRow(**rows["values"][number]) for number in sorted(rows["values"])[:MAX_ROWS]]
    principles = [PrincipleRow(**rows["principles"][number]) for number in sorted(rows["principles"])[:MAX_PRINCIPLE_ROWS]]
    return replace(ValuesForm(rows=tuple(ordered), principles=_named(principles)), **typed)


def _named(rows: Sequence[PrincipleRow]) -> tuple[PrincipleRow, ...]:
    """Principles that have a name have an id too, from then on."""
    taken = {row.id for row in rows if row.id}
    named: list[PrincipleRow] = []
    for row in rows:
        row_id = row.id or (_fresh(f"p-{id_from(row.name_nl)}"[:MAX_CONTENT_ID_CHARACTERS], taken) if row.name_nl else "")
        taken.add(row_id)
        named.append(replace(row, id=row_id))
    return tuple(named)


def form_of_own(own: OwnValues) -> ValuesForm:
    """The form with a set in it."""
    return ValuesForm(
        title_nl=own.title.nl,
        title_en=_other(own.title),
        owner=own.owner,
        version=str(own.version),
        id=own.id,
        source_title=own.source.title,
        source_authors=own.source.authors,
        source_date=own.source.date,
        rows=tuple(_row_of(value) for value in own.values),
        principles=tuple(
            PrincipleRow(
                foundation=each.foundation,
                name_nl=each.name.nl,
                name_en=_other(each.name),
                definition_nl=each.definition.nl,
                definition_en=_other(each.definition),
                id=each.id,
            )
            for each in own.principles
        ),
    )


def read_form(form: ValuesForm, base: Framework, *, alone: bool) -> OwnValues | list[Problem]:
    """The set that was typed, or everything that is wrong with it. Call `tidy` first, so that problems find their rows.

    Who leaves the source empty made the set himself; short names that were not given are made of the names.
    """
    taken = {row.id for row in form.rows} | (set() if alone else {value.id for value in base.values})
    values: list[object] = []
    for row in form.rows:
        row_id = row.id or _fresh(id_from(row.name_nl), taken)
        taken.add(row_id)
        values.append(
            {
                "id": row_id,
                "principle": row.principle,
                "name": {"nl": row.name_nl, "en": row.name_en},
                "definition": {"nl": row.definition_nl, "en": row.definition_en},
                "synonyms_nl": _words(row.words_nl),
                "synonyms_en": _words(row.words_en),
            }
        )
    data: dict[str, object] = {
        "id": form.id or _fresh(id_from(form.title_nl), {base.id}),
        "version": int(form.version) if _is_number(form.version) else form.version,
        "title": {"nl": form.title_nl, "en": form.title_en},
        "owner": form.owner,
        "source": {
            "title": form.source_title or form.title_nl,
            "authors": form.source_authors or form.owner,
            "date": form.source_date,
        },
        "values": values,
        "principles": [
            {
                "id": row.id,
                "foundation": row.foundation,
                "name": {"nl": row.name_nl, "en": row.name_en},
                "definition": {"nl": row.definition_nl, "en": row.definition_en},
            }
            for row in form.principles
        ],
    }
    made = make_own_values(data, base, alone=alone)
    return _told_once(made, form) if isinstance(made, list) else made


def tidy(form: ValuesForm) -> ValuesForm:
    """The form without the rows in which nothing was written."""
    return replace(
        form,
        rows=tuple(row for row in form.rows if not row.is_blank),
        principles=tuple(row for row in form.principles if not row.is_blank),
    )


def shown(form: ValuesForm) -> ValuesForm:
    """The form as a page shows it: with rows to write in behind the last value, as long as there may be more."""
    blank = 0
    while blank < len(form.rows) and form.rows[-1 - blank].is_blank:
        blank += 1
    room = MAX_OWN_VALUES - len(form.rows)
    more = 0 if blank else BLANK_ROWS if not form.rows else 1
    return replace(form, rows=form.rows + (ValueRow(),) * max(0, min(more, room)))


def change(form: ValuesForm, action: str) -> tuple[ValuesForm, str]:
    """Carry out a button ("up:values.3", "more:"); with it the path of the row to look at, empty when it cannot be done."""
    verb, _, place = action.partition(":")
    if verb == "take":
        # What was typed of principles is what values can be placed under from now on.
        return form, "values.0"
    of, _, digits = place.partition(".")
    if of == "principles":
        moved, at = _changed(list(form.principles), verb, digits, PrincipleRow(), MAX_OWN_PRINCIPLES)
        return replace(form, principles=tuple(moved)), at and f"principles.{at}"
    rows, at = _changed(list(form.rows), verb, digits, ValueRow(), MAX_OWN_VALUES)
    return replace(form, rows=tuple(rows)), at and f"values.{at}"


def _changed(rows: list[Row], verb: str, digits: str, blank: Row, most: int) -> tuple[list[Row], str]:
    """Rows after a button, and the number of the one to look at; empty when it cannot be done."""
    if verb == "more":
        while rows and rows[-1].is_blank:
            rows.pop()
        first = len(rows)
        rows += [blank] * max(0, min(BLANK_ROWS, most - len(rows)))
        return rows, str(first) if first < len(rows) else ""
    if not (digits.isascii() and digits.isdigit() and len(digits) < 4 and int(digits) < len(rows)):
        return rows, ""
    number = int(digits)
    if verb == "remove":
        del rows[number]
        return rows, str(max(0, min(number, len(rows) - 1)))
    if verb in ("up", "down"):
        target = max(0, min(len(rows) - 1, number + (-1 if verb == "up" else 1)))
        rows.insert(target, rows.pop(number))
        return rows, str(target)
    return rows, ""


def principles_by_foundation(base: Framework, form: ValuesForm) -> Sequence[tuple[Text, Sequence[Principle]]]:
    """What a value can be placed under: the principles that were typed, and those of the framework in its order."""
    own = [
        Principle(row.id, foundation, Text(row.name_nl, row.name_en or row.name_nl), Text("", ""))
        for foundation in FOUNDATION_IDS
        for row in form.principles
        if row.id and row.foundation == foundation
    ]
    return [
        (foundation.name, [each for each in (*own, *base.principles) if each.foundation == foundation.id])
        for foundation in base.foundations
    ]


def _row_of(value: Value) -> ValueRow:
    return ValueRow(
        principle=value.principle,
        name_nl=value.name.nl,
        name_en=_other(value.name),
        definition_nl=value.definition.nl,
        definition_en=_other(value.definition),
        words_nl=", ".join(value.synonyms_nl),
        words_en=", ".join(value.synonyms_en),
        id=value.id,
    )


def _other(text: Text) -> str:
    return "" if text.en == text.nl else text.en


def _words(typed: str) -> list[str]:
    return [word for each in typed.split(",") if (word := each.strip())]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 8


def _fresh(wanted: str, taken: set[str]) -> str:
    """The short name, or one after it that nothing has yet."""
    start = wanted or "eigen"
    number, name = 1, start
    while name in taken:
        number += 1
        name = f"{start[: MAX_CONTENT_ID_CHARACTERS - 4]}-{number}"
    return name


def _told_once(problems: list[Problem], form: ValuesForm) -> list[Problem]:
    """Without what follows from another one: the source and the short names that were made of what is wrong itself."""
    made = {"source.title": form.source_title, "source.authors": form.source_authors, "id": form.id}
    made |= {f"principles.{number}.id": "" for number in range(len(form.principles))}
    made |= {f"values.{number}.id": row.id for number, row in enumerate(form.rows)}
    return [each for each in problems if made.get(each.field, "given")] or problems


def errors_by_field(problems: Iterable[Problem]) -> dict[str, Problem]:
    """The first problem of each field, by the name of the field; a text that is missing stands at its Dutch."""
    found: dict[str, Problem] = {}
    for problem in problems:
        name = PREFIX + problem.field
        is_text = problem.path == ("title",) or (len(problem.path) == 3 and problem.path[2] in ("name", "definition"))
        found.setdefault(f"{name}.nl" if is_text else name, problem)
    return found
