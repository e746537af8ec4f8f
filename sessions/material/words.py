# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Join codes: three easy words in the language of the workshop, written `appel-boom-fiets`.

The words are `content/join-words.nl.txt` and `content/join-words.en.txt`. Three of 1,024 make 2**30 codes (about a
billion) in each: enough because a code only lives as long as its session and tries are limited.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence

WORDS_IN_CODE = 3
MIN_WORD_LETTERS = 3
MAX_WORD_LETTERS = 8
MAX_TYPED = 200  # characters; room for noise around a code, and a bound on the work for a hostile one

_NOT_LETTERS = re.compile(r"[^a-z]+")


def parse_words(text: str) -> tuple[str, ...]:
    """The words of a word list: one a line, lines that begin with `#` are left out."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def code_from_numbers(words: Sequence[str], a: int, b: int, c: int) -> str:
    """The code of three places in the word list; the caller draws them, each in `range(len(words))`.

    Raises `IndexError` for a place outside the list (a negative one too).
    """
    for number in (a, b, c):
        if not 0 <= number < len(words):
            raise IndexError(f"there is no word {number} in a list of {len(words)}")
    return "-".join((words[a], words[b], words[c]))


def normalise_code(typed: str, lists: Sequence[Collection[str]] = ()) -> str:
    """What someone typed or pasted, as a code to look up.

    Case, accents, spaces, hyphens, dots and underscores do not matter. Words typed together are taken apart when that can be
    done in one way only, into three of one of the `lists` (pass sets): a code has words of one language. Anything
    else comes back cleaned, at most 200 characters of it, and is simply no code that exists; nothing is refused here. Empty when
    there is no letter in it.
    """
    plain = unicodedata.normalize("NFKD", typed[:MAX_TYPED]).casefold().encode("ascii", "ignore").decode("ascii")[:MAX_TYPED]
    parts = [part for part in _NOT_LETTERS.split(plain) if part]
    if len(parts) != WORDS_IN_CODE:
        splits = {split for words in lists for split in _three_words("".join(parts), words)}
        if len(splits) == 1:
            parts = list(splits.pop())
    return "-".join(parts)


def _three_words(letters: str, words: Collection[str]) -> list[tuple[str, str, str]]:
    if len(letters) > WORDS_IN_CODE * MAX_WORD_LETTERS:
        return []
    lengths = range(MIN_WORD_LETTERS, MAX_WORD_LETTERS + 1)
    return [
        (letters[:first], letters[first : first + second], letters[first + second :])
        for first in lengths
        for second in lengths
        if letters[:first] in words and letters[first : first + second] in words and letters[first + second :] in words
    ]
