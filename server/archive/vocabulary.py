# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of all reports, and in which reports each stands. What is looked for stands inside a word nearly always: then a walk
over some ten thousand words and the lists of those few that fit takes a tenth of what comparing letters in every report does.
"""

import sqlite3
from collections.abc import Iterator

from organisation.archive.shelf import bitmap

MAKE = """
CREATE VIRTUAL TABLE IF NOT EXISTS tokens USING fts5 (
    words, content = 'wholes', detail = none, columnsize = 0, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab (tokens, row);
"""
MERGE = "INSERT INTO tokens (tokens, rank) VALUES ('merge', ?)"
AT_ONCE = 30
"""Words that are asked for together: of a needle that stands in seventy, more take a quarter longer, and fewer too."""
_BETWEEN = "\n"


def add(connection: sqlite3.Connection, number: int, words: str) -> None:
    """Take in the words of a report, as they stand in `wholes`."""
    connection.execute("INSERT INTO tokens (rowid, words) VALUES (?, ?)", (number, words))


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Leave a report out, before it is gone from `wholes`."""
    row = connection.execute("SELECT words FROM wholes WHERE rowid = ?", (number,)).fetchone()
    if row is not None:
        connection.execute("INSERT INTO tokens (tokens, rowid, words) VALUES ('delete', ?, ?)", (number, row[0]))


def stands_in_a_word(needle: str) -> bool:
    """Whether a needle can only stand inside one word: of letters and digits that every SQLite takes for those, with a space
    before or behind it where a word begins or ends there.
    """
    return needle.isascii() and " " not in needle.strip(" ") and bool(needle.strip(" "))


class Vocabulary:
    """All words as one text, a line each; read anew when anything changed. Not for two threads at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._text: str | None = None

    def forget(self) -> None:
        """Read the words anew when they are asked for."""
        self._text = None

    def reports_with(self, needle: str) -> int:
        """The reports in which a needle stands (`stands_in_a_word`), as a bitmap."""
        words, bits = list(self._with(needle)), 0
        for at in range(0, len(words), AT_ONCE):
            asked = " OR ".join(f'"{word}"' for word in words[at : at + AT_ONCE])
            found = self._connection.execute("SELECT rowid FROM tokens WHERE tokens MATCH ?", (asked,))
            bits |= bitmap([number for (number,) in found.fetchall()])
        return bits

    def _with(self, needle: str) -> Iterator[str]:
        """The words in which a needle stands, each once."""
        if self._text is None:
            words = [word for (word,) in self._connection.execute("SELECT term FROM vocabulary")]
            self._text = f"{_BETWEEN}{_BETWEEN.join(words)}{_BETWEEN}"
        text, wanted = self._text, needle.replace(" ", _BETWEEN)
        at = text.find(wanted)
        while at >= 0:
            # A needle that ends a line ends before the line does.
            begin = text.rfind(_BETWEEN, 0, at + 1) + 1
            end = text.find(_BETWEEN, max(at + len(wanted) - 1, begin))
            yield text[begin:end]
            at = text.find(wanted, end)
