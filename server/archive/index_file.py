# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index in a file: what is public of each case, its words for searching, and which state of which case was looked at.

One process writes, others read (SQLite, WAL). It is a cache: whoever finds none, or one of another `SCHEMA`, makes it anew from
the cases. Everything here blocks, for milliseconds: call it in a thread.
"""

import contextlib
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from organisation.archive.asking import Term
from organisation.archive.facets import Names, facts_of
from organisation.archive.shared import shared_report
from organisation.archive.shelf import Placed, bitmap
from organisation.archive.texts import Searched, searched
from organisation.dossier.report_state import PublicReport
from organisation.dossier.state import Dossier
from organisation.dossier.summary import CaseSummary, summary_of
from server.archive import vocabulary
from server.archive.vocabulary import Vocabulary, stands_in_a_word
from server.store import Head

SCHEMA = 9
"""Raised when the same report would be indexed in another way: also when folding or facets change."""
PUBLIC, INTERN = "openbaar", "intern"
"""Whose side of the archive a file is: everybody's, in which stands nothing but what is public, or that of the members of
organisations.
"""
PATTERN = "archief-*.sqlite*"
BUSY_MS = 10_000
MAX_KNOWN = 500
"""Words of which a reader keeps which reports have them, until anything changes; a bitmap is a kilobyte for 10,000 reports."""
SCRUB_PAGES = 500
"""Of 4 kB, written at once while what was deleted is taken out of the file."""
_MAKE = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS looked_at (id TEXT PRIMARY KEY, head TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reports (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, placed BLOB NOT NULL, packed BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS cases (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, summary BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS organisations ON cases (organisation);
CREATE VIRTUAL TABLE IF NOT EXISTS heads USING fts5 (words, tokenize = 'trigram case_sensitive 1');
CREATE VIRTUAL TABLE IF NOT EXISTS wholes USING fts5 (words, tokenize = 'trigram case_sensitive 1');
"""


_REPORT = "SELECT id, head, packed FROM reports JOIN looked_at USING (id) WHERE number = ?"
_NEWER = "SELECT number, scope, placed FROM reports WHERE number > ? ORDER BY number LIMIT ?"
_CASES = "SELECT head, summary FROM cases JOIN looked_at USING (id) WHERE organisation = ? AND id > ? ORDER BY id LIMIT ?"
_MERGES = (
    "INSERT INTO heads (heads, rank) VALUES ('merge', ?)",
    "INSERT INTO wholes (wholes, rank) VALUES ('merge', ?)",
    vocabulary.MERGE,
)


class Looked(Struct, frozen=True):
    """A case that was looked at: at which head, what is public of it, and the whole of it where it belongs to an organisation."""

    id: str
    head: str
    public: PublicReport | None
    owned: Dossier | None = None


class Made(Struct, frozen=True):
    """A case as it goes into the file; `report` is None where there is none to find, `owned` where it stands alone: of which
    organisation it is, and its summary.
    """

    id: str
    head: str
    report: tuple[str, bytes, bytes, Searched] | None = None
    owned: tuple[str, bytes] | None = None


class News(Struct, frozen=True):
    """What changed in the file since a change: the reports that are new or another, each with who may see it, and all numbers
    there are; None while more of them are to come.
    """

    change: int
    placed: dict[int, tuple[str, Placed]]
    numbers: frozenset[int] | None


def written(head: Head) -> str:
    """A head as the file keeps it."""
    return f"{head.epoch}:{head.seq}:{head.nonce}"


def file_in(folder: Path, side: str = PUBLIC) -> Path:
    """Where the index of this schema is, for everybody or for members."""
    return folder / f"archief-{side}-{SCHEMA}.sqlite"


def made(looked: Looked, names: Names) -> Made:
    """What of a case everybody may see: most of the work, and none of it with the file."""
    return Made(looked.id, looked.head, _report("", looked.id, looked.public, names))


def made_intern(looked: Looked, names: Names) -> Made:
    """What of a case the members of its organisation may see."""
    if looked.owned is None or not looked.owned.organisation_id:
        return Made(looked.id, looked.head)
    scope = looked.owned.organisation_id
    report = _report(scope, looked.id, shared_report(looked.owned, scope), names)
    # What came from elsewhere is read here, and no case to work on.
    summary = None if looked.owned.is_taken_over else (scope, msgspec.msgpack.encode(summary_of(looked.owned)))
    return Made(looked.id, looked.head, report, summary)


def _report(scope: str, case_id: str, public: PublicReport | None, names: Names) -> tuple[str, bytes, bytes, Searched] | None:
    if public is None:
        return None
    content = public.content
    placed = Placed(case_id, facts_of(content, names, public.day), public.day, content.title)
    packed = zlib.compress(msgspec.msgpack.encode(public), 1)
    return scope, msgspec.msgpack.encode(placed), packed, searched(content)


class IndexWriter:
    """The one who writes. Not for two threads at once. Raises sqlite3.Error, also when the file is damaged."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000)
        path.chmod(0o600)
        ask = self._connection.execute
        ask("PRAGMA journal_mode = WAL")
        ask("PRAGMA synchronous = NORMAL")
        # What is deleted is overwritten, whatever SQLite was built with.
        ask("PRAGMA secure_delete = ON")
        self._connection.executescript(_MAKE + vocabulary.MAKE)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def tell(self, name: str, value: str) -> None:
        """Keep a fact about the index."""
        self._connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def told(self, name: str) -> str:
        """A fact about the index; empty when nobody told it."""
        return _told(self._connection, name)

    def heads(self) -> dict[str, str]:
        """Which state of each case was looked at."""
        return dict(self._connection.execute("SELECT id, head FROM looked_at"))

    def put(self, cases: Sequence[Made], gone: Iterable[str] = ()) -> bool:
        """Take cases in as they are now, and leave out those that are gone, in one step. Whether anything public changed or went:
        then call `scrub` when there is time.
        """
        changed = removed = False
        with self._at_once():
            change = int(self.told("change") or 0) + 1
            for case_id in gone:
                removed |= self._remove(case_id) | self._leave_out(case_id)
                # Of a case that is gone not even the id stays, whether anything of it was to be found or not.
                removed |= self._connection.execute("DELETE FROM looked_at WHERE id = ?", (case_id,)).rowcount > 0
            for case in cases:
                removed |= self._remove(case.id) | self._leave_out(case.id)
                if case.owned is not None:
                    self._connection.execute("INSERT INTO cases VALUES (?, ?, ?)", (case.id, *case.owned))
                self._connection.execute("INSERT OR REPLACE INTO looked_at VALUES (?, ?)", (case.id, case.head))
                if case.report is not None:
                    self._add(case.id, case.report)
                    changed = True
            if removed:
                self.tell("unclean", "yes")
            if changed or removed:
                self.tell("change", str(change))
        return changed or removed

    def _add(self, case_id: str, report: tuple[str, bytes, bytes, Searched]) -> None:
        scope, placed, packed, words = report
        # A number is used once: whoever holds the old one finds nothing under it.
        number = int(self.told("last_number") or 0) + 1
        self.tell("last_number", str(number))
        self._connection.execute("INSERT INTO reports VALUES (?, ?, ?, ?, ?)", (number, case_id, scope, placed, packed))
        self._connection.execute("INSERT INTO heads (rowid, words) VALUES (?, ?)", (number, words.head))
        self._connection.execute("INSERT INTO wholes (rowid, words) VALUES (?, ?)", (number, words.whole))
        vocabulary.add(self._connection, number, words.whole)

    def _remove(self, case_id: str) -> bool:
        row = self._connection.execute("SELECT number FROM reports WHERE id = ?", (case_id,)).fetchone()
        if row is None:
            return False
        self._connection.execute("DELETE FROM heads WHERE rowid = ?", row)
        vocabulary.remove(self._connection, row[0])
        self._connection.execute("DELETE FROM wholes WHERE rowid = ?", row)
        self._connection.execute("DELETE FROM reports WHERE number = ?", row)
        return True

    def _leave_out(self, case_id: str) -> bool:
        return self._connection.execute("DELETE FROM cases WHERE id = ?", (case_id,)).rowcount > 0

    def scrub(self, go_on: Callable[[], bool] = lambda: True) -> bool:
        """Take out of the file what is deleted and still stands in it: postings of its words, and pages of the log in front of
        the file. Some pages at a time; False when `go_on` said to stop before it was done.
        """
        if self.told("unclean") != "yes":
            return True
        for merge in _MERGES:
            while True:
                before = self._connection.total_changes
                self._connection.execute(merge, (-SCRUB_PAGES,))
                # FTS5 says by this that nothing was left to do.
                if self._connection.total_changes - before < 2:
                    break
                if not go_on():
                    return False
        self.tell("unclean", "no")
        return self._truncate()

    def _truncate(self) -> bool:
        busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            self.tell("unclean", "yes")
        return not busy

    @contextlib.contextmanager
    def _at_once(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


class IndexReader:
    """One who reads. Not for two threads at once. Raises sqlite3.Error, also when there is no index."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False, timeout=BUSY_MS / 1000)
        self._connection.execute("PRAGMA query_only = ON")
        self._known: dict[tuple[str, tuple[str, ...]], int] = {}
        self._vocabulary = Vocabulary(self._connection)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def forget(self) -> None:
        """Look every word up anew."""
        self._known.clear()

    def told(self, name: str) -> str:
        """A fact about the index; empty when nobody told it."""
        return _told(self._connection, name)

    def news(self, since: int, last: int, most: int) -> News:
        """What is in the file since a change, after the report with the number `last`, and at most so many reports of it."""
        with self._connection:
            self._connection.execute("BEGIN")
            change = int(self.told("change") or 0)
            if change == since:
                return News(change, {}, frozenset())
            self.forget()
            self._vocabulary.forget()
            # Whatever changed has a new number, higher than all before: see `_add`.
            rows = self._connection.execute(_NEWER, (last, most + 1)).fetchall()
            placed = {number: (scope, _PLACED.decode(blob)) for number, scope, blob in rows[:most]}
            if len(rows) > most:
                return News(since, placed, None)
            numbers = frozenset(number for (number,) in self._connection.execute("SELECT number FROM reports"))
        return News(change, placed, numbers)

    def found(self, terms: Sequence[Term]) -> int | None:
        """The reports in which all of this stands, and nothing of what is excluded, as a bitmap; None when nothing was asked."""
        return self._of(terms, self._in_whole)

    def in_head(self, terms: Sequence[Term]) -> int:
        """The reports that are about all of this."""
        return self._of([term for term in terms if not term.excluded], self._in_head) or 0

    def _of(self, terms: Sequence[Term], matching: Callable[[Term], int]) -> int | None:
        if not terms:
            return None
        bits = -1
        for term in terms:
            bits &= ~matching(term) if term.excluded else matching(term)
            if not bits:
                break
        return bits

    def _in_whole(self, term: Term) -> int:
        return self._matching("SELECT rowid FROM wholes WHERE wholes MATCH ?", term)

    def _in_head(self, term: Term) -> int:
        return self._matching("SELECT rowid FROM heads WHERE heads MATCH ?", term)

    def _matching(self, select: str, term: Term) -> int:
        key = (select, term.needles)
        if key not in self._known:
            bits = self._looked_up(select, term)
            while len(self._known) >= MAX_KNOWN:
                del self._known[next(iter(self._known))]
            self._known[key] = bits
        return self._known[key]

    def _looked_up(self, select: str, term: Term) -> int:
        bits, rest = 0, term.needles
        if "wholes" in select:
            # Nearly all of them: by the words in which they stand.
            for needle in filter(stands_in_a_word, term.needles):
                bits |= self._vocabulary.reports_with(needle)
            rest = tuple(needle for needle in term.needles if not stands_in_a_word(needle))
        if rest:
            bits |= bitmap([number for (number,) in self._connection.execute(select, (_any_of(rest),)).fetchall()])
        return bits

    def cases_of(self, organisation_id: str, after: str, most: int) -> list[tuple[str, CaseSummary]]:
        """The cases of an organisation as they were when they were looked at, each with that head: so many whose ids come after
        one, by their ids.
        """
        rows = self._connection.execute(_CASES, (organisation_id, after, most))
        return [(head, _SUMMARY.decode(blob)) for head, blob in rows]

    def reports(self, numbers: Sequence[int]) -> Iterator[Looked]:
        """What is public under these numbers, in their order, and at which head of its case; those that went are left out."""
        for number in numbers:
            row = self._connection.execute(_REPORT, (number,)).fetchone()
            if row is not None:
                case_id, head, packed = row
                yield Looked(case_id, head, _PUBLIC.decode(zlib.decompress(packed)))


_PLACED = msgspec.msgpack.Decoder(Placed)
_SUMMARY = msgspec.msgpack.Decoder(CaseSummary)
_PUBLIC = msgspec.msgpack.Decoder(PublicReport)


def _told(connection: sqlite3.Connection, name: str) -> str:
    row = connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def _any_of(needles: Sequence[str]) -> str:
    # Needles hold letters, digits and spaces alone; quoted nothing of them means anything to FTS5.
    return " OR ".join('"' + needle.replace('"', "") + '"' for needle in needles)
