# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dutch words as they are compared: without capitals, accents and apostrophes, and in one spelling where two are used.

What is folded away may be lost on both sides alike, and a word of a compound stays a part of it: "staat" is found in
"rechtsstaat", however many s's that has. What depends on the end of a word (plurals) is not folded: `forms.py` looks for all of
it instead.
"""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*")
"""A word as it stands in a text, also "foto's". The text has to be composed (`composed`)."""
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1+")
_HARD_C = re.compile(r"c(?![ehiyc])")
_OLD_END = re.compile(r"(?<=[a-z]{2})sch$")
_CONSONANT = "b-df-hj-np-tv-z"
_LINKING_S = re.compile(rf"(?<=[a-z]{{3}}[{_CONSONANT}])s(?=[{_CONSONANT}][a-z]{{3}})")
_LINKING_N = re.compile(rf"(?<=[a-z]{{2}}e)n(?=[{_CONSONANT}][a-z]{{3}})")
_JOINED = re.compile(r"(?<![^\W_])[^\W_]+(?:[-‐‑–][^\W_]+)+")
_SINGLE = {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}
LONGEST = 60
"""Letters of a word that are compared; Dutch has few that are longer, and made-up ones may be as long as a text."""


def composed(text: str) -> str:
    """A text in which a letter and its accent are one character."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """A word in small letters a to z, digits, and letters of other scripts; nothing else."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(_SINGLE.get(letter, letter) for letter in letters if letter.isalnum())[:LONGEST]


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A word as it is compared: `plain`, and in one spelling (aktie, actie; rechtstaat, rechtsstaat; mensch, mens; tekst)."""
    found = plain(word).replace("qu", "kw").replace("x", "ks").replace("mensch", "mens")
    found = _OLD_END.sub("s", found)
    found = _HARD_C.sub("k", found).replace("ck", "k")
    return _DOUBLED.sub(r"\1", found)


@lru_cache(maxsize=65_536)
def unlinked(word: str) -> str:
    """A folded word without the letters that may or may not link its parts (gezichtsherkenning, waardenkader)."""
    return _LINKING_N.sub("", _LINKING_S.sub("", word))


def folded_text(text: str) -> str:
    """A composed text as it is searched: its words, folded, one for each word of the text, with a space around each."""
    return f" {' '.join(map(folded, WORD.findall(text)))} "


def other_spellings(text: str) -> str:
    """Further words by which a composed text is found, as `folded_text` has them: compounds without linking letters, and in one
    word what is written with a hyphen.
    """
    found = dict.fromkeys(folded(joined) for joined in _JOINED.findall(text))
    words = dict.fromkeys(map(folded, WORD.findall(text)))
    found |= dict.fromkeys(bare for word in (*found, *words) if (bare := unlinked(word)) != word)
    return f" {' '.join(found)} "
