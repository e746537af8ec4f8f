# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for what the domain names by keys, outside a page: the columns and cells of a table. They stand in
`templates/workshop_parts.html`, with the pages that say them too.
"""

from board.rendering import macro
from sessions.afterwards.outcome_lines import ActionLine
from sessions.material.text import Language

_COLUMNS = (
    "number",
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
)


def action_header(lang: Language) -> list[str]:
    """The names of the columns of the actions."""
    return [_word("action_field", lang, column) for column in _COLUMNS]


def action_row(number: int, action: ActionLine, lang: Language) -> list[str]:
    """One action, in the order of the columns; `number` is its place on the poster, from 1."""
    return [
        str(number),
        action.action,
        _word("foundation_name", lang, action.foundation),
        ", ".join(action.values),
        action.holder,
        action.term,
        action.monitor,
        _word("level_name", lang, action.level),
        action.audience,
        _word("weight_name", lang, action.necessity),
        _word("weight_name", lang, action.importance),
        ", ".join(action.measures),
        action.needs,
        _word("yes_or_no", lang, action.wider),
        action.wider_note,
    ]


def _word(name: str, lang: Language, value: object) -> str:
    return macro("workshop_parts.html", name, lang, value)
