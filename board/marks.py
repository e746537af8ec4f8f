# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""By which a form that comes back tells what somebody touched: what stood in each field when it was drawn, in a few letters."""

import hashlib

MARK_CHARACTERS = 16


def mark_of(text: str) -> str:
    """The mark of a text (`MARK_CHARACTERS`); the same however a browser sends its line breaks, and whatever surrounds it."""
    return hashlib.sha256(text.replace("\r\n", "\n").strip().encode()).hexdigest()[:MARK_CHARACTERS]
