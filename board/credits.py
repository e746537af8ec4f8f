# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line under whatever shows or prints values: which they are, whose, where from, and after which script."""

import re
from datetime import date

import msgspec

from board.dates import day_text
from sessions.material.credit import Credit
from sessions.material.text import Language

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def worded(credit: Credit, lang: Language) -> Credit:
    """The same credit with its days as people read them ("31 januari 2025")."""
    return msgspec.structs.replace(credit, date=_ISO_DAY.sub(lambda found: _day(found[0], lang), credit.date))


def _day(iso: str, lang: Language) -> str:
    try:
        return day_text(date.fromisoformat(iso), lang)
    except ValueError:
        return iso  # what an organisation typed may be no day
