# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One side of the archive as it is read: what everybody may see, or what the members of organisations see. Each has a file of its
own and a shelf for each of those who see something else, so that nothing of one is in any answer of another, counts included.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from organisation.archive.asking import Question
from organisation.archive.facets import BETWEEN_SIDES
from organisation.archive.shelf import Answer, Shelf
from organisation.dossier.summary import CaseSummary
from server.archive.index_file import IndexReader, Looked
from sessions.material.text import Language, Text

LOADED_AT_ONCE = 250
"""Reports that are put in their places before the next question has its turn: some tens of milliseconds."""
CASES_AT_ONCE = 250
"""Of one organisation, that are looked through before the next question has its turn: some milliseconds."""


class Standing(Struct, frozen=True):
    """How the index is doing: how many reports are in it, up to when (0 while that is not known, for it is being made or read),
    and the day since which the newest is in it.
    """

    count: int
    checked_ms: int
    last_day: str


class Seen(Struct, frozen=True):
    """What the index has, before the cases were asked whether it still is so."""

    standing: Standing
    answer: Answer
    hits: tuple[Looked, ...]


class SeenOfOne(Struct, frozen=True):
    """The same of one choice: its name, how many reports have it, the newest of them, and the values that a tension is of."""

    standing: Standing
    label: Text | None
    count: int
    hits: tuple[Looked, ...]
    parts: tuple[tuple[str, Text], ...]


class Side:
    """A file of the index, read in one thread. `scope` is whose shelf is asked: empty for everybody's."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._reader: IndexReader | None = None
        self._inode = 0
        self._shelves: dict[str, Shelf] = {}
        self._scopes: dict[int, str] = {}
        self._change = 0
        self.last = 0
        """The highest number that was read."""

    def close(self) -> None:
        """Close the file."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        self._shelves, self._scopes, self._change, self.last = {}, {}, 0, 0

    def forget(self) -> None:
        """Look every word up anew."""
        if self._reader is not None:
            self._reader.forget()

    def standing(self, scope: str = "") -> Standing:
        """How it is doing, after a look at what is new."""
        try:
            checked_ms = self._catch_up()
        except sqlite3.Error:
            # Not there yet, or thrown away.
            self.close()
            checked_ms = 0
        shelf = self._shelf(scope)
        return Standing(len(shelf), checked_ms, shelf.last_day)

    def find(self, scope: str, question: Question, lang: Language, shown: int) -> Seen:
        """The asked page, and so many choices of each facet."""
        standing, reader, shelf = self.standing(scope), self._reader, self._shelf(scope)
        found, best = None, 0
        if reader is not None and question.terms:
            found = reader.found(question.terms)
            # What is about all of the words comes first; else the newest do.
            best = reader.in_head(question.terms) if question.order == "best" else 0
        answer = shelf.answer(question, shelf.all, found, best, lang, shown=shown)
        return Seen(standing, answer, self._hits(answer.numbers))

    def about(self, scope: str, facet_id: str, key: str, most: int) -> SeenOfOne:
        """The newest reports of one choice."""
        standing, shelf = self.standing(scope), self._shelf(scope)
        bits = shelf.bits(facet_id, (key,))
        parts = tuple((part, label) for part in key.split(BETWEEN_SIDES) if (label := shelf.label("waarde", part)) is not None)
        return SeenOfOne(standing, shelf.label(facet_id, key), bits.bit_count(), self._hits(shelf.newest(bits, most)), parts)

    def ids(self, scope: str, question: Question) -> list[str]:
        """The ids of all cases that are found, the newest first: by words and choices."""
        self.standing(scope)
        return self._shelf(scope).ids(self._found(scope, question))

    def taken(self, scope: str, question: Question, first: int, most: int) -> tuple[Looked, ...]:
        """The reports themselves, from one on."""
        self.standing(scope)
        return self._hits(self._shelf(scope).newest(self._found(scope, question), first + most)[first:])

    def _found(self, scope: str, question: Question) -> int:
        shelf = self._shelf(scope)
        those = shelf.all
        if question.terms:
            those &= (self._reader.found(question.terms) or 0) if self._reader is not None else 0
        for facet_id, keys in question.choices:
            those &= shelf.bits(facet_id, keys)
        return those

    def days(self, most: int) -> list[tuple[str, str]]:
        """The newest of everybody's, each with its day."""
        self.standing()
        return self._shelf("").days(most)

    def counts(self, scope: str, facet_id: str, most_own: int) -> tuple[Standing, dict[str, int], list[tuple[str, Text, int]]]:
        """How many reports have each choice of a facet, and `Shelf.own`."""
        shelf = self._shelf(scope)
        return self.standing(scope), shelf.counts(facet_id), shelf.own(facet_id, most_own)

    def cases_of(self, organisation_id: str, after: str = "") -> tuple[Standing, list[tuple[str, CaseSummary]]]:
        """The cases of an organisation from afar, by their ids: CASES_AT_ONCE after one."""
        standing = self.standing()
        return standing, self._reader.cases_of(organisation_id, after, CASES_AT_ONCE) if self._reader is not None else []

    def _shelf(self, scope: str) -> Shelf:
        return self._shelves.get(scope) or Shelf()

    def _hits(self, numbers: Sequence[int]) -> tuple[Looked, ...]:
        return tuple(self._reader.reports(numbers)) if self._reader is not None else ()

    def _catch_up(self) -> int:
        """Up to when everything is in its place; 0 when it is not."""
        if self._path is None or not self._path.exists():
            raise sqlite3.OperationalError("there is no index")
        inode = self._path.stat().st_ino
        if self._reader is None or inode != self._inode:
            # It may have been made anew, and what is open is the one that went.
            self.close()
            self._reader, self._inode = IndexReader(self._path), inode
        news = self._reader.news(self._change, self.last, LOADED_AT_ONCE)
        if news.numbers is not None and news.change != self._change:
            for number in self._scopes.keys() - news.numbers:
                self._take(number)
        for scope in {scope for scope, _ in news.placed.values()}:
            of_it = {number: placed for number, (other, placed) in news.placed.items() if other == scope}
            self._shelves.setdefault(scope, Shelf()).put(of_it)
            self._scopes |= dict.fromkeys(of_it, scope)
        self.last = max(news.placed, default=self.last)
        self._change = news.change
        is_whole = news.numbers is not None and not self._reader.told("left").strip("0")
        return int(self._reader.told("checked_ms") or 0) if is_whole else 0

    def _take(self, number: int) -> None:
        scope = self._scopes.pop(number)
        self._shelves[scope].take(number)
        if not self._shelves[scope]:
            del self._shelves[scope]
