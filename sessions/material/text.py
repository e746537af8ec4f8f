# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sentence in both languages of the product."""

from typing import Literal

from msgspec import Struct

Language = Literal["nl", "en"]


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """Content that people read. Dutch (`nl`) is leading; English (`en`) says the same."""

    nl: str
    en: str

    def in_(self, language: Language) -> str:
        """What somebody reads who reads this language. Nobody else asks which of the two that is."""
        return self.nl if language == "nl" else self.en
