# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages ask of the archive: which public reports there are, and what earlier cases did with a value. Every answer comes from
the index of this machine, made in a thread of its own; it says up to when it is.
"""

import asyncio
import contextlib
import itertools
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from organisation.archive.asking import Question
from organisation.archive.facets import Known, Names
from organisation.archive.shared import shared_report
from organisation.archive.shelf import SHOWN, Answer
from organisation.dossier.report_state import PublicReport
from organisation.dossier.summary import CaseSummary, summary_of
from server import content
from server.archive.index_file import INTERN, PUBLIC, Looked, file_in, written
from server.archive.keeping_up import KeepingUp
from server.archive.side import CASES_AT_ONCE, Side, Standing
from server.dossiers.dossiers import Dossiers
from server.ending import end
from server.settings import Settings
from server.store import DOSSIER, Store
from sessions.material.text import Language, Text

FRAMEWORK = "waardenkader-2025"
"""By which values and principles are known again; its names are those of every shipped script."""
LOAD_AGAIN_S = 2.0
"""Until the index is looked at again, also when nobody asks: so whoever asks first after much was added does not wait for it."""
MOST_READ_ANEW = 60
"""Cases of an organisation that changed since the index looked at them."""
SMALL_ORGANISATION = 4 * CASES_AT_ONCE
LARGE_AT_ONCE = 2
"""Organisations with more cases that are gone through at the same time: each takes a megabyte for a thousand cases meanwhile."""
MOST_LARGE = 6
"""The same with those that wait for their turn: each has a first thousand cases at hand already. Whoever comes then is told to
come back."""
MOST_WAITING = 40
"""Questions to this worker at once: two seconds of work."""
_Made = TypeVar("_Made")


class Hit(Struct, frozen=True):
    """A public report that was found, and the id of its case."""

    case_id: str
    public: PublicReport


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
    """The cases of an organisation that were asked for, each with when anything last happened in it (ms). Without `is_whole`
    some may be missing: the index is still being made, or more changed just now than are read anew. `heads` are where the logs of
    these cases are, by their ids: as long as one stands there, its case is the same. `read_anew` counts those of which the log
    was read.
    """

    standing: Standing
    cases: tuple[tuple[CaseSummary, int], ...]
    is_whole: bool = False
    heads: dict[str, str] = {}
    read_anew: int = 0


class TooMany(Exception):
    """Too many questions wait already."""


def _every(_: CaseSummary) -> bool:
    return True


class Archive:
    """The archive of a worker; made by `open_archive`. One without a folder knows of nothing. `scope` is who looks: empty for
    everybody, else the id of the organisation of a member, for whom there is what was shared in it and nothing else.
    """

    def __init__(self, folder: Path | None = None, store: Store | None = None) -> None:
        self._cases = store.of(DOSSIER) if store is not None else None
        self._dossiers = Dossiers(store) if store is not None else None
        self._thread = ThreadPoolExecutor(1, "archive reader")
        self._public = Side(file_in(folder, PUBLIC) if folder is not None else None)
        self._intern = Side(file_in(folder, INTERN) if folder is not None else None)
        self._waiting = 0
        self._large = asyncio.Semaphore(LARGE_AT_ONCE)
        self._large_here = 0
        self.names = Names(Known(content.framework(FRAMEWORK), content.measures()))

    def is_read(self, standing: Standing) -> bool:
        """Whether all that there is was read, as an answer with this standing says: until then something may be missing."""
        return standing.checked_ms > 0 or self._cases is None

    async def load(self) -> None:
        """Read what is new in the index, piece by piece and between questions: those are answered at once, with what there is by
        then. Until cancelled.
        """
        while True:
            known = (self._public.last, self._intern.last)
            for side in (self._public, self._intern):
                with contextlib.suppress(TooMany):
                    await self.apart(side.standing)
            if (self._public.last, self._intern.last) == known:
                await asyncio.sleep(LOAD_AGAIN_S)

    async def find(self, question: Question, lang: Language, shown: int = SHOWN, scope: str = "") -> Found:
        """The reports on the asked page, and so many choices of each facet. Raises TooMany, StoreError."""
        seen = await self.apart(self._side(scope).find, scope, question, lang, shown)
        return Found(seen.standing, seen.answer, await self._confirmed(seen.hits, scope))

    async def about(self, facet_id: str, key: str, most: int, scope: str = "") -> Told:
        """The newest reports of one choice. Raises TooMany, StoreError."""
        seen = await self.apart(self._side(scope).about, scope, facet_id, key, most)
        return Told(seen.standing, seen.label, seen.count, await self._confirmed(seen.hits, scope), seen.parts)

    async def counts(
        self, facet_id: str, most_own: int, scope: str = ""
    ) -> tuple[Standing, dict[str, int], list[tuple[str, Text, int]]]:
        """How many reports have each choice of a facet; of organisations' own choices so many, with names. Raises TooMany."""
        return await self.apart(self._side(scope).counts, scope, facet_id, most_own)

    async def days(self, most: int) -> list[tuple[str, str]]:
        """The ids of the cases, the newest first, each with the day since which its report is public. Raises TooMany."""
        return await self.apart(self._public.days, most)

    async def all_of(self, question: Question, scope: str = "") -> list[str]:
        """The ids of all cases that are found by the words and choices of a question, the newest first. Raises TooMany."""
        return await self.apart(self._side(scope).ids, scope, question)

    async def taken(self, question: Question, first: int, most: int, scope: str = "") -> tuple[Hit, ...]:
        """Whole reports of what is found by words and choices, the newest first, from one on (0 for the first). Raises TooMany,
        StoreError.
        """
        return await self._confirmed(await self.apart(self._side(scope).taken, scope, question, first, most), scope)

    async def cases_of(
        self, organisation_id: str, wanted: Callable[[CaseSummary], bool] = _every, most: int | None = None
    ) -> Owned:
        """The cases of an organisation as they are now, those that are `wanted`: of one that changed since it was looked at its
        log is asked, of so many at most. However many there are, they are gone through piece by piece, and only what is wanted is
        held on to; when more than `most` are, the rest is not looked for. Raises TooMany, StoreError.
        """
        owned, after = Owned(Standing(0, 0, ""), (), is_whole=True), ""
        async with contextlib.AsyncExitStack() as turn:
            for number in itertools.count(1):
                owned, after = await self._more_of(owned, organisation_id, after, wanted)
                if not after or (most is not None and len(owned.cases) > most):
                    break
                if number * CASES_AT_ONCE == SMALL_ORGANISATION:
                    await turn.enter_async_context(self._turn_of_large())
        return owned

    @contextlib.asynccontextmanager
    async def _turn_of_large(self) -> AsyncIterator[None]:
        if self._large_here >= MOST_LARGE:
            raise TooMany
        self._large_here += 1
        try:
            async with self._large:
                yield
        finally:
            self._large_here -= 1

    async def _more_of(
        self, owned: Owned, organisation_id: str, after: str, wanted: Callable[[CaseSummary], bool]
    ) -> tuple[Owned, str]:
        """What is known with the next piece, and after which id there is more; empty for nothing."""
        standing, rows = await self.apart(self._intern.cases_of, organisation_id, after)
        if self._cases is None or self._dossiers is None:
            return Owned(standing, ()), ""
        found, heads, left = list[tuple[CaseSummary, int]](), dict[str, str](), MOST_READ_ANEW - owned.read_anew
        last = await self._cases.copies.last_ms([summary.id for _, summary in rows])
        is_whole = owned.is_whole and standing.checked_ms > 0
        for (head, known), (now, last_ms) in zip(rows, last, strict=True):
            summary: CaseSummary | None = known
            if written(now) != head:
                if not left:
                    is_whole = False
                    continue
                dossier = await self._dossiers.get(known.id)
                left -= dossier is not None
                summary = None
                if dossier is not None and dossier.organisation_id == organisation_id:
                    summary = await self.apart(summary_of, dossier)
            if summary is not None and wanted(summary):
                found.append((summary, last_ms))
                heads[summary.id] = written(now)
        more = rows[-1][1].id if len(rows) == CASES_AT_ONCE else ""
        grown = Owned(standing, (*owned.cases, *found), is_whole, {**owned.heads, **heads}, MOST_READ_ANEW - left)
        return grown, more

    def forget(self) -> None:
        """Ask the index anew for every word. In its thread: see `apart`."""
        self._public.forget()
        self._intern.forget()

    async def standing(self, scope: str = "") -> Standing:
        """How the index is doing. Raises TooMany."""
        return await self.apart(self._side(scope).standing, scope)

    def _side(self, scope: str) -> Side:
        return self._intern if scope else self._public

    async def _confirmed(self, hits: Sequence[Looked], scope: str) -> tuple[Hit, ...]:
        """The reports as they are now: of a case that changed since it was looked at its log is asked. What was withdrawn, or
        taken out of an organisation, is so in no answer, however far behind the index is.
        """
        if self._cases is None or self._dossiers is None:
            return ()
        heads = await self._cases.copies.last_ms([hit.id for hit in hits])
        found = []
        for hit, (head, _) in zip(hits, heads, strict=True):
            public = hit.public
            if written(head) != hit.head:
                dossier = await self._dossiers.get(hit.id)
                public = shared_report(dossier, scope) if scope else dossier.report.public if dossier is not None else None
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
        self._public.close()
        self._intern.close()


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
            await end(tasks)
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
