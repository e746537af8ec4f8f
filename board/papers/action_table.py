# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The actions of a case as a table: for a spreadsheet program, with days that are days, and for any other."""

from datetime import date

from msgspec import Struct

from board.calendar_file import parse_day
from board.papers.odf import packed
from board.papers.report import Words
from board.spreadsheet import csv_file
from organisation.dossier.case_file import CaseFile
from organisation.dossier.days import day_in_the_netherlands
from organisation.dossier.state import LivingAction

Cell = str | int | date | None
"""None is empty."""
_COLUMNS = (
    ("number", 1.2),
    ("action", 8.0),
    ("foundation", 3.0),
    ("values", 5.0),
    ("holder", 4.5),
    ("monitor", 4.5),
    ("term", 3.5),
    ("due_day", 2.6),
    ("state", 3.0),
    ("reason", 5.0),
    ("looked_on", 2.8),
    ("check_day", 2.8),
    ("level", 3.0),
    ("audience", 3.5),
    ("necessity", 2.5),
    ("importance", 2.5),
    ("measures", 4.0),
    ("needs", 5.0),
    ("wider_use", 2.5),
    ("where_else", 5.0),
)
"""With their widths in cm. Each has a word in `report_words.html`."""


class ActionTable(Struct, frozen=True):
    """The actions, and what they are called together. `day` (ISO 8601) is what the file says it is of."""

    case: CaseFile
    day: str


def action_table(table: ActionTable, file: str) -> bytes:
    """The table as `ods` or `csv`."""
    words = Words(table.case.language)
    header = [words.word(name) for name, _ in _COLUMNS]
    living = [action for action in table.case.actions if not action.same_as]
    rows = [_row(number, action, words) for number, action in enumerate(living, start=1)]
    if file == "csv":
        return csv_file(header, ([_as_text(cell) for cell in row] for row in rows))
    return packed(
        "ods",
        table.case.language,
        title=words.said("actions_of", table.case.title),
        day=table.day,
        sheet=words.word("actions_sheet"),
        header=header,
        widths=[width for _, width in _COLUMNS],
        rows=[[_typed(cell) for cell in row] for row in rows],
    )


def _row(number: int, action: LivingAction, words: Words) -> list[Cell]:
    plan, told = action.plan, action.on_poster
    looked = parse_day(day_in_the_netherlands(action.told_ms)) if action.told_ms else None
    return [
        number,
        plan.action,
        words.keyed("foundation_name", action.foundation),
        ", ".join(told.values) if told else "",
        plan.holder,
        plan.monitor,
        plan.term,
        parse_day(plan.due_day),
        words.said("status_name", action.status, "case_parts.html"),
        action.reason,
        looked,
        parse_day(action.check_day),
        words.keyed("level_name", plan.level),
        told.audience if told else "",
        words.keyed("weight_name", told.necessity if told else None),
        words.keyed("weight_name", told.importance if told else None),
        ", ".join(told.measures) if told else "",
        plan.needs,
        words.said("yes_or_no", plan.wider, "workshop_parts.html"),
        plan.wider_note,
    ]


def _as_text(cell: Cell) -> str:
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


def _typed(cell: Cell) -> tuple[str, str]:
    """The kind of a cell and its value. A text is one whatever it begins with: a program calculates formulas only, and this is
    none.
    """
    match cell:
        case None | "":
            return "empty", ""
        case date():
            return "date", cell.isoformat()
        case int():
            return "number", str(cell)
        case _:
            return "text", cell
