# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables as CSV files that a Dutch Excel opens in columns: semicolons, CRLF, UTF-8 with a mark in front (PRIV-15)."""

import csv
import io
from collections.abc import Iterable, Sequence

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_APOSTROPHE = "'"
"""What stands before a text that a spreadsheet would calculate: it then shows it as it is."""


def csv_file(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The file. Cells hold texts of people: whatever begins as a formula is neutralised, also after blanks."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([neutral(cell) for cell in header])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def neutral(cell: str) -> str:
    """The cell as a text that no spreadsheet calculates."""
    cell = cell.replace("\0", "")
    begins = cell.lstrip(" \u00a0\u200b\ufeff")
    return _APOSTROPHE + cell if begins.startswith(_BEGINS_FORMULA) else cell
