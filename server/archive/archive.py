# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages ask of the archive: which public reports there are, and what earlier cases did with a value. Every answer comes from
the index of this machine, made in a thread of its own; it says up to when it is.
"""

import asyncio
import contextlib
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from organisation.archive.asking import Question
from organisation.archive.facets import Known, Names
from organisation.archive.shelf import SHOWN, Answer, Shelf
from organisation.dossier.report_state import PublicReport
from organisation.dossier.summary import CaseSummary, summary_of
from server import content
from server.archive.index_file import IndexReader, Looked, file_in, written
from server.archive.keeping_up import KeepingUp
from server.dossiers.dossiers import Dossiers
from server.settings import Settings
from server.store import DOSSIER, Store
from sessions.material.text import Language, Text

FRAMEWORK = "waardenkader-2025"
"""By which values and principles are known again; its names are those of every shipped script."""
LOAD_AGAIN_S = 2.0
"""Until the index is looked at again, also when nobody asks: so whoever asks first after much was added does not wait for it."""
LOADED_AT_ONCE = 250
"""Reports that are put in their places before the next question has its turn: some tens of milliseconds."""
MOST_CASES = 2_000
"""Of one organisation, that are looked through at once: some ten milliseconds."""
MOST_READ_ANEW = 60
"""Of those, that changed since the index looked at them."""
MOST_WAITING = 40
"""Questions to this worker at once: two seconds of work."""
_Made = TypeVar("_Made")


class Hit(Struct, frozen=True):
    """A public report that was found, and the id of its case."""

    case_id: str
    public: PublicReport


class _Seen(Struct, frozen=True):
    """What the index has, before the cases were asked whether it still is so."""

    standing: "Standing"
    answer: Answer
    hits: tuple[Looked, ...]


class Standing(Struct, frozen=True):
    """How the index is doing: how many reports are in it, up to when (0 while that is not known, for it is being made or read),
    and the day since which the newest is public.
    """

    count: int
    checked_ms: int
    last_day: str


class Found(Struct, frozen=True):
    """An answer with its reports."""

    standing: Standing
    answer: Answer
    hits: tuple[Hit, ...]


class Told(Struct, frozen=True):
    """What there is of one choice: how it is called (None when no report has it), how many reports have it, the newest of them,
    and the choices of the values that a tension is of, with their names.
    """

    standing: Standing
    label: Text | None
    count: int
    hits: tuple[Hit, ...]
    parts: tuple[tuple[str, Text], ...]


class Owned(Struct, frozen=True):
    """The cases of an organisation, each with when anything last happened in it (ms)."""

    standing: Standing
    cases: tuple[tuple[CaseSummary, int], ...]


class TooMany(Exception):
    """Too many questions wait already."""


class Archive:
    """The archive of a worker; made by `open_archive`. One without a folder knows of nothing."""

    def __init__(self, folder: Path | None = None, store: Store | None = None) -> None:
        self._path = file_in(folder) if folder is not None else None
        self._cases = store.of(DOSSIER) if store is not None else None
        self._dossiers = Dossiers(store) if store is not None else None
        self._thread = ThreadPoolExecutor(1, "archive reader")
        self._reader: IndexReader | None = None
        self._inode = 0
        self._shelf = Shelf()
        self._change = 0
        self._last = 0
        self._waiting = 0
        self.names = Names(Known(content.framework(FRAMEWORK), content.measures()))

    async def load(self) -> None:
        """Read what is new in the index, piece by piece and between questions: those are answered at once, with what there is by
        then. Until cancelled.
        """
        while True:
            known = self._last
            with contextlib.suppress(TooMany):
                await self.apart(self._standing)
            if self._last == known:
                await asyncio.sleep(LOAD_AGAIN_S)

    async def find(self, question: Question, lang: Language, shown: int = SHOWN) -> Found:
        """The reports on the asked page, and so many choices of each facet. Raises TooMany, StoreError."""
        seen = await self.apart(self._find, question, lang, shown)
        return Found(seen.standing, seen.answer, await self._confirmed(seen.hits))

    async def about(self, facet_id: str, key: str, most: int) -> Told:
        """The newest reports of one choice. Raises TooMany, StoreError."""
        standing, label, count, hits, parts = await self.apart(self._about, facet_id, key, most)
        return Told(standing, label, count, await self._confirmed(hits), parts)

    async def counts(self, facet_id: str) -> tuple[Standing, dict[str, int]]:
        """How many reports have each choice of a facet. Raises TooMany."""
        return await self.apart(self._counts, facet_id)

    async def days(self, most: int) -> list[tuple[str, str]]:
        """The ids of the cases, the newest first, each with the day since which its report is public. Raises TooMany."""
        return await self.apart(self._days, most)

    async def all_of(self, question: Question) -> list[str]:
        """The ids of all cases that are found by the words of a question, the newest first. Raises TooMany."""
        return await self.apart(self._all_of, question)

    async def cases_of(self, organisation_id: str) -> Owned:
        """The cases of an organisation as they are now: of one that changed since it was looked at its log is asked, of so many
        at most. Raises TooMany, StoreError.
        """
        standing, rows = await self.apart(self._cases_of, organisation_id)
        if self._cases is None or self._dossiers is None:
            return Owned(standing, ())
        found, left = list[tuple[CaseSummary, int]](), MOST_READ_ANEW
        heads = await self._cases.copies.last_ms([summary.id for _, summary in rows])
        for (head, summary), (now, last_ms) in zip(rows, heads, strict=True):
            if written(now) == head:
                found.append((summary, last_ms))
            elif left and (dossier := await self._dossiers.get(summary.id)) is not None:
                left -= 1
                if dossier.organisation_id == organisation_id:
                    found.append((await self.apart(summary_of, dossier), last_ms))
        return Owned(standing, tuple(found))

    def forget(self) -> None:
        """Ask the index anew for every word. In its thread: see `apart`."""
        if self._reader is not None:
            self._reader.forget()

    async def standing(self) -> Standing:
        """How the index is doing. Raises TooMany."""
        return await self.apart(self._standing)

    async def _confirmed(self, hits: Sequence[Looked]) -> tuple[Hit, ...]:
        """The reports as they are now: of a case that changed since it was looked at its log is asked. What was withdrawn is so
        in no answer, however far behind the index is.
        """
        if self._cases is None or self._dossiers is None:
            return ()
        heads = await self._cases.copies.last_ms([hit.id for hit in hits])
        found = []
        for hit, (head, _) in zip(hits, heads, strict=True):
            public = hit.public
            if written(head) != hit.head:
                dossier = await self._dossiers.get(hit.id)
                public = dossier.report.public if dossier is not None else None
            if public is not None:
                found.append(Hit(hit.id, public))
        return tuple(found)

    async def apart(self, work: Callable[..., _Made], *arguments: object) -> _Made:
        """Work in the one thread of this archive. Raises TooMany."""
        if self._waiting >= MOST_WAITING:
            raise TooMany
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Close the file; nothing is asked afterwards."""
        self._thread.shutdown()
        self._drop()

    # ── in the thread ───────────────────────────────────────────────────────────────────────────────────────────────

    def _find(self, question: Question, lang: Language, shown: int) -> _Seen:
        standing, reader = self._standing(), self._reader
        found, best = None, 0
        if reader is not None and question.terms:
            found = reader.found(question.terms)
            # What is about all of the words comes first; else the newest do.
            best = reader.in_head(question.terms) if question.order == "best" else 0
        answer = self._shelf.answer(question, self._shelf.all, found, best, lang, shown=shown)
        return _Seen(standing, answer, self._hits(answer.numbers))

    def _about(
        self, facet_id: str, key: str, most: int
    ) -> tuple[Standing, Text | None, int, tuple[Looked, ...], tuple[tuple[str, Text], ...]]:
        standing, shelf = self._standing(), self._shelf
        bits = shelf.bits(facet_id, (key,))
        parts = tuple((part, label) for part in key.split("~") if (label := shelf.label("waarde", part)) is not None)
        return standing, shelf.label(facet_id, key), bits.bit_count(), self._hits(shelf.newest(bits, most)), parts

    def _counts(self, facet_id: str) -> tuple[Standing, dict[str, int]]:
        return self._standing(), self._shelf.counts(facet_id)

    def _all_of(self, question: Question) -> list[str]:
        self._standing()
        found = self._reader.found(question.terms) if self._reader is not None else 0
        those = self._shelf.all if found is None else self._shelf.all & found
        return self._shelf.ids(those)

    def _days(self, most: int) -> list[tuple[str, str]]:
        self._standing()
        return self._shelf.days(most)

    def _cases_of(self, organisation_id: str) -> tuple[Standing, list[tuple[str, CaseSummary]]]:
        standing = self._standing()
        return standing, self._reader.cases_of(organisation_id, MOST_CASES) if self._reader is not None else []

    def _hits(self, numbers: Sequence[int]) -> tuple[Looked, ...]:
        return tuple(self._reader.reports(numbers)) if self._reader is not None else ()

    def _standing(self) -> Standing:
        try:
            checked_ms = self._catch_up()
        except sqlite3.Error:
            # Not there yet, or thrown away.
            self._drop()
            checked_ms = 0
        return Standing(len(self._shelf), checked_ms, self._shelf.last_day)

    def _catch_up(self) -> int:
        """Up to when everything is in its place; 0 when it is not."""
        if self._path is None or not self._path.exists():
            raise sqlite3.OperationalError("there is no index")
        inode = self._path.stat().st_ino
        if self._reader is None or inode != self._inode:
            # It may have been made anew, and what is open is the one that went.
            self._drop()
            self._reader, self._inode = IndexReader(self._path), inode
        news = self._reader.news(self._change, self._last, LOADED_AT_ONCE)
        if news.placed:
            self._last = max(news.placed)
        if news.numbers is not None and news.change != self._change:
            for number in self._shelf.numbers - news.numbers:
                self._shelf.take(number)
        self._shelf.put(news.placed)
        self._change = news.change
        is_whole = news.numbers is not None and not self._reader.told("left").strip("0")
        return int(self._reader.told("checked_ms") or 0) if is_whole else 0

    def _drop(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        self._shelf, self._change, self._last = Shelf(), 0, 0


@contextlib.asynccontextmanager
async def open_archive(settings: Settings, store: Store) -> AsyncIterator[Archive]:
    """The archive of this worker, kept up while the context is open."""
    with _folder(settings) as folder:
        archive = Archive(folder, store)
        keeping_up = KeepingUp(store, folder, archive.names)
        await keeping_up.try_to_begin()
        tasks = [
            asyncio.create_task(keeping_up.run(), name="archive"),
            asyncio.create_task(archive.load(), name="archive loading"),
        ]
        try:
            yield archive
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            await keeping_up.close()
            archive.close()


@contextlib.contextmanager
def _folder(settings: Settings) -> Iterator[Path]:
    """Where the index is: the data directory, if it can be written; else a directory of its own that goes afterwards."""
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data_dir):
            pass
    except OSError:
        with tempfile.TemporaryDirectory(prefix="wb-archive-") as own:
            yield Path(own)
    else:
        yield settings.data_dir
