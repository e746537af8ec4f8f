# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sentence in both languages of the product."""

from typing import Literal, get_args

from msgspec import Struct

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""Every language of the product, the leading one in front."""
LEADING: Language = LANGUAGES[0]


def language_named(name: str) -> Language | None:
    """The language that a form, an address or a header means by `name`; None when it is none of ours."""
    return next((language for language in LANGUAGES if language == name), None)


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """Content that people read. Dutch (`nl`) is leading; English (`en`) says the same."""

    nl: str
    en: str

    def in_(self, language: Language) -> str:
        """What somebody reads who reads this language. Nobody else asks which of the two that is."""
        return self.nl if language == "nl" else self.en
