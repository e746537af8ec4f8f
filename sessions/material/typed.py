# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text that people typed, made safe to keep: no control, zero-width or direction characters, no edges of white space."""

import unicodedata

_KEPT = {"\n", "\u200d"}
"""Line breaks, and the joiner that holds composed emoji together."""
MAX_MARKS = 30
"""Combining marks in a row, as in the Stream-Safe Text Format of UAX #15: no language comes near it, and beyond it normalising
takes time that grows with the square of the row."""


def clean(text: str) -> str:
    """The text in NFC without what cannot be seen (categories Cc, Cf, Cs, Co): it could hide or reorder words."""
    plain = stream_safe(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    normal = unicodedata.normalize("NFC", plain)
    # A few letters have no composed form and get longer: a text at its limit would then no longer be read back from the log.
    normal = normal if len(normal) <= len(plain) else plain
    return "".join(ch for ch in normal if ch in _KEPT or unicodedata.category(ch) not in {"Cc", "Cf", "Cs", "Co"}).strip()


def stream_safe(text: str) -> str:
    """The text with at most MAX_MARKS combining marks in a row, so that it can be normalised in time linear in its length."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for ch in text:
        # A few letters are no marks themselves and come apart into marks (U+0F73).
        marks = 0 if ch.isascii() or not unicodedata.combining(unicodedata.normalize("NFKD", ch)[0]) else marks + 1
        if marks <= MAX_MARKS:
            kept.append(ch)
    return "".join(kept)


def clean_line(text: str) -> str:
    """Like `clean`, on one line."""
    return " ".join(clean(text).split())
