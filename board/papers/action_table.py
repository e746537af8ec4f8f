# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The actions of a case as a table: for a spreadsheet program, with days that are days, and for any other."""

from datetime import date

from msgspec import Struct

from board.calendar_file import parse_day
from board.papers.look import PLAIN, Look
from board.papers.odf import packed
from board.papers.report import Words
from board.spreadsheet import csv_file
from organisation.dossier.case_file import CaseFile
from organisation.dossier.days import day_in_the_netherlands
from organisation.dossier.state import LivingAction

Cell = str | int | date | None
"""None is empty."""
_COLUMNS = (
    ("number", 1.0),
    ("action", 7.0),
    ("holder", 3.8),
    ("monitor", 3.8),
    ("term", 2.9),
    ("due_day", 2.4),
    ("state", 2.7),
    ("reason", 4.0),
    ("foundation", 2.8),
    ("values", 3.4),
    ("principle", 2.9),
    ("looked_on", 2.3),
    ("check_day", 2.3),
    ("level", 2.3),
    ("needs", 3.6),
    ("audience", 3.6),
    ("necessity", 2.3),
    ("importance", 2.3),
    ("measures", 4.6),
    ("wider_use", 2.4),
    ("where_else", 4.4),
)
"""With their widths in cm. Each has a word in `report_words.html`."""
_KEPT_BESIDE = 2
"""So many columns stand again on every sheet of paper that lies to the right."""
_SHEETS_BEGIN = ("foundation", "audience")
"""The columns with which another sheet begins: what stands on one fits on A4, in letters that can be read."""


class ActionTable(Struct, frozen=True):
    """The actions, and what they are called together. `day` (ISO 8601) is what the file says it is of."""

    case: CaseFile
    day: str


def action_table(table: ActionTable, file: str, look: Look = PLAIN) -> bytes:
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
        look=look,
        title=words.said("actions_of", table.case.title),
        day=table.day,
        sheet=words.word("actions_sheet"),
        header=header,
        columns=[(width, name in _SHEETS_BEGIN) for name, width in _COLUMNS],
        kept_beside=_KEPT_BESIDE,
        rows=[[_typed(cell) for cell in row] for row in rows],
    )


def _row(number: int, action: LivingAction, words: Words) -> list[Cell]:
    plan, told = action.plan, action.on_poster
    looked = parse_day(day_in_the_netherlands(action.told_ms)) if action.told_ms else None
    cells: dict[str, Cell] = {
        "number": number,
        "action": plan.action,
        "holder": plan.holder,
        "monitor": plan.monitor,
        "term": plan.term,
        "due_day": parse_day(plan.due_day),
        "state": words.said("status_name", action.status, "case_parts.html"),
        "reason": action.reason,
        "foundation": words.keyed("foundation_name", action.foundation),
        "values": ", ".join(told.values) if told else "",
        "principle": ", ".join(told.principles) if told else "",
        "looked_on": looked,
        "check_day": parse_day(action.check_day),
        "level": words.keyed("level_name", plan.level),
        "needs": plan.needs,
        "audience": told.audience if told else "",
        "necessity": words.keyed("weight_name", told.necessity if told else None),
        "importance": words.keyed("weight_name", told.importance if told else None),
        "measures": ", ".join(told.measures) if told else "",
        "wider_use": words.said("yes_or_no", plan.wider, "workshop_parts.html"),
        "where_else": plan.wider_note,
    }
    return [cells[name] for name, _ in _COLUMNS]


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
