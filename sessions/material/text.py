# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sentence in both languages of the product."""

from msgspec import Struct


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """Content that people read. Dutch (`nl`) is leading; English (`en`) says the same."""

    nl: str
    en: str
