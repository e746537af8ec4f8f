# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Content that people read: a sentence by language."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$")]
"""A language by its code of ISO 639. Which of them a server offers is decided by its catalogues (`board.i18n.languages`)."""
LANGUAGES: tuple[Language, ...] = ("nl", "en")
"""The languages that the product comes in, the leading one in front."""
LEADING: Language = LANGUAGES[0]
_ENDS = (*".?!…:;",)
_AFTER_THE_END = "”’»\"')]"
"""What may stand after the end of a sentence and belongs to it."""


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """A map from languages to what is said in them. Dutch leads: what is not said in another language is read in Dutch.

    It is stored as a table of languages, `{nl, en}`, as it always was; what further languages say stands beside those, in
    `others`, and is left out while there is none.
    """

    nl: str
    en: str
    others: dict[str, str] | UnsetType = UNSET

    def __hash__(self) -> int:
        """By the languages that are always there: a map has no hash of its own."""
        return hash((self.nl, self.en))

    def by_language(self) -> dict[Language, str]:
        """The whole map, the leading language in front."""
        return {"nl": self.nl, "en": self.en, **(self.others or {})}

    def in_(self, language: Language) -> str:
        """What somebody reads who reads this language. Nobody else asks which of them that is."""
        words = self.by_language()
        return words.get(language, words[LEADING])

    def read_in(self, language: Language) -> Language:
        """The language of what `in_` gives: the same, or the leading one. Whoever shows it says so (`lang`)."""
        return language if language in self.by_language() else LEADING


def ends_itself(line: str) -> bool:
    """Whether what somebody typed has an end of a sentence, with or without quotation marks or brackets after it."""
    return line.rstrip().rstrip(_AFTER_THE_END)[-1:] in _ENDS


def closed(line: str) -> str:
    """What somebody typed, with a full stop unless it has an end of its own; nothing stays nothing."""
    line = line.rstrip()
    return line if not line or ends_itself(line) else f"{line}."


def unclosed(line: str) -> str:
    """What somebody typed, without the full stop at its end, to stand within a sentence. That of a short form stays: "B.V."."""
    line = line.rstrip()
    word = (line.split() or [""])[-1]
    return line[:-1] if word.endswith(".") and word.count(".") == 1 else line


def sentences(*parts: str) -> str:
    """Parts that people typed, one after another as sentences: each but the last gets a full stop, unless it has an end of its
    own. Empty ones are left out.
    """
    said = [part.rstrip() for part in parts if part.strip()]
    return " ".join([*map(closed, said[:-1]), *said[-1:]])
