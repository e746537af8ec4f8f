# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text that people typed, made safe to keep: nothing unseen but what writing needs, and no edges of white space."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
"""All that Unicode makes a new line of (UAX #14, mandatory breaks)."""
_JOINERS = "\u200c\u200d"
"""ZWNJ and ZWJ: Persian spelling, letters of India and composed emoji need them; between other letters they only hide."""
_FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{3,6}\U000e007f")
"""The flag of a part of a country, such as Scotland: a black flag and the code of ISO 3166-2 in tags (UTS #51, ED-14a)."""
_BEFORE_NUMBERS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Signs that are drawn, though Unicode counts them as formatting (Prepended_Concatenation_Mark)."""
_FILLERS = frozenset("\u3164\uffa0")
"""Hangul fillers of an older encoding: letters by category, and nothing to be seen."""
_SPACES = " \n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""White space that is left when control characters are gone (category Zs)."""
_EMPTY = _SPACES + "\u115f\u1160\u2800"
"""What takes place and shows nothing: white space, fillers of Hangul, the empty pattern of braille."""
_BLANK = (
    _EMPTY
    + "\u034f\u17b4\u17b5\u200c\u200d"
    + "".join(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""What shows nothing by itself: that, joiners, and choices of a variant of the letter before."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
_VIRAMA = 9
"""The combining class of the sign behind which a joiner chooses the form of a letter (RFC 5892, appendix A)."""
MAX_MARKS = 30
"""Combining marks in a row, as in the Stream-Safe Text Format of UAX #15: no language comes near it, and beyond it normalising
takes time that grows with the square of the row."""


def clean(text: str) -> str:
    """The text in NFC without what cannot be seen (categories Cc, Cf, Cs, Co, fillers): it could hide or reorder words.

    Every kind of line end is one line feed. A joiner stays where writing needs it, and the tags of a flag; a text of which
    nothing can be seen is empty. Never longer than what was typed.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    plain = stream_safe(_visible(_LINE_ENDS.sub("\n", text).replace("\t", " ")))
    normal = unicodedata.normalize("NFC", plain)
    # A few letters have no composed form and get longer: a text at its limit would then no longer be read back from the log.
    normal = normal if len(normal) <= len(plain) else plain
    # `strip` looks at each end once; a pattern would begin anew at every space within.
    return normal.lstrip(_BLANK).rstrip(_EMPTY)


def _visible(text: str) -> str:
    if text.replace("\n", "").isprintable() and _FILLERS.isdisjoint(text):
        return text
    kept: list[str] = []
    ends = dict(match.span() for match in _FLAG.finditer(text))
    at = 0
    while at < len(text):
        ch = text[at]
        if at in ends:
            kept.append(text[at : ends[at]])
            at = ends[at]
            continue
        if ch in _JOINERS:
            if kept and _joins(ch, kept[-1][-1], text[at + 1 : at + 2]):
                kept.append(ch)
        elif ch == "\n" or ch in _BEFORE_NUMBERS or (ch not in _FILLERS and unicodedata.category(ch) not in _UNSEEN):
            kept.append(ch)
        at += 1
    return "".join(kept)


def _joins(joiner: str, before: str, after: str) -> bool:
    """Whether a joiner between two characters (`after` may be empty) changes what is seen."""
    if unicodedata.combining(before) == _VIRAMA:
        return True
    if unicodedata.bidirectional(before) in {"AL", "R"} or (unicodedata.combining(before) and _right_to_left(after)):
        return joiner == "\u200d" or _right_to_left(after)
    return joiner == "\u200d" and _drawn(before) and bool(after) and unicodedata.category(after)[0] == "S" and not after.isascii()


def _right_to_left(ch: str) -> bool:
    return bool(ch) and unicodedata.bidirectional(ch) in {"AL", "R"}


def _drawn(ch: str) -> bool:
    """A character with which the first half of a composed emoji ends: a symbol, a colour of skin, or how it is drawn."""
    return ch in "\ufe0f\u20e3\U000e007f" or (unicodedata.category(ch)[0] == "S" and not ch.isascii())


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
