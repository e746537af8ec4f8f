# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text that people typed, made safe to keep: no control, zero-width or direction characters, no edges of white space."""

import unicodedata

_KEPT = {"\n", "\u200d"}
"""Line breaks, and the joiner that holds composed emoji together."""


def clean(text: str) -> str:
    """The text in NFC without what cannot be seen (categories Cc, Cf, Cs, Co): it could hide or reorder words."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    normal = unicodedata.normalize("NFC", plain)
    # A few letters have no composed form and get longer: a text at its limit would then no longer be read back from the log.
    normal = normal if len(normal) <= len(plain) else plain
    return "".join(ch for ch in normal if ch in _KEPT or unicodedata.category(ch) not in {"Cc", "Cf", "Cs", "Co"}).strip()


def clean_line(text: str) -> str:
    """Like `clean`, on one line."""
    return " ".join(clean(text).split())
