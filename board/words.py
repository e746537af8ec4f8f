# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for what the domain names by keys, outside a page: the columns and cells of a table. They stand in
`templates/workshop_parts.html`, with the pages that say them too.
"""

from board.rendering import macro
from sessions.material.text import Language
from sessions.topics.poster import ActionLine

_COLUMNS = (
    "action",
    "foundation",
    "values",
    "holder",
    "term",
    "monitor",
    "level",
    "audience",
    "necessity",
    "importance",
    "measures",
    "needs",
    "wider",
    "wider_note",
    "principles",
)
_KEYED = {
    "foundation": "foundation_name",
    "level": "level_name",
    "necessity": "weight_name",
    "importance": "weight_name",
    "wider": "yes_or_no",
}
"""Columns whose cells are keys, and who knows the words for them. In the others stands what people typed, or names of things."""


def action_header(lang: Language) -> list[str]:
    """The names of the columns of the actions."""
    return [_word("action_field", lang, column) for column in ("number", *_COLUMNS)]


def action_row(number: int, action: ActionLine, lang: Language) -> list[str]:
    """One action, in the order of the columns; `number` is its place on the poster, from 1."""
    return [str(number), *(_cell(column, getattr(action, column), lang) for column in _COLUMNS)]


def _cell(column: str, told: object, lang: Language) -> str:
    if column in _KEYED:
        return _word(_KEYED[column], lang, told)
    return ", ".join(told) if isinstance(told, tuple) else str(told)


def _word(name: str, lang: Language, value: object) -> str:
    return macro("workshop_parts.html", name, lang, value)
