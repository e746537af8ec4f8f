# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeps the index up with the cases: one worker of a machine at a time writes, whoever holds the lock on the file.

What is in the index follows from the cases alone. Of each it is kept which head was looked at; every other head is looked at
anew. So whoever takes over, after a crash or a pause, compares all heads and is as right as if nothing had happened.
"""

import asyncio
import fcntl
import logging
import os
import sqlite3
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from organisation.archive.facets import Names
from server.archive.index_file import INTERN, PATTERN, PUBLIC, Looked, file_in, written
from server.archive.writers import Writers
from server.dossiers.dossiers import Dossiers
from server.store import DOSSIER, NO_LOG, Store, StoreError

TRY_AGAIN_S = 0.5
"""Until a worker asks again whether it is the one who writes; so long nobody does when the one who did is gone. Also the first
pause after something failed; each that follows is twice as long.
"""
PAUSE_AT_MOST_S = 30.0
"""Between tries while something goes on failing: a full disk is not empty sooner for being asked more often."""
COMPARE_EVERY_S = 60.0
"""All heads, also when nothing was said to have changed: word of a change may get lost."""
TOLD_EVERY_S = 10.0
"""How often the index says that it is up to date, when nothing changes."""
MAX_FAILING = 20
AT_ONCE = 25
"""Cases taken in at once: some tens of milliseconds of writing."""
CALM_S = 2.0
"""Without a change, before what was deleted is taken out of the file."""
_Made = TypeVar("_Made")

_log = logging.getLogger(__name__)


class KeepingUp:
    """The writing of an index in `folder`. Call `begin`, run `run` as a task, and `close` when that has ended."""

    def __init__(self, store: Store, folder: Path, names: Names) -> None:
        self._store = store.of(DOSSIER)
        self._dossiers = Dossiers(store)
        self._folder = folder
        self._names = names
        self._thread = ThreadPoolExecutor(1, "archive writer")
        self._writer: Writers | None = None
        self._lock = -1
        self._dirty: dict[str, None] = {}
        self._compare = True
        self._woken = asyncio.Event()
        self._unreadable: set[str] = set()
        self._failing: set[str] = set()
        self._pause_s = TRY_AGAIN_S

    async def begin(self) -> None:
        """Try to be the one who writes. From now on nobody takes what is in the index for new that is not compared yet."""
        if self._writer is None and self._try_lock():
            self._writer = await self._apart(self._opened)

    async def try_to_begin(self) -> None:
        """`begin`, and where that fails nothing but a line in the log: boards run without an archive, and `run` tries again."""
        try:
            await self.begin()
        except (sqlite3.Error, OSError) as error:
            self._say_failing("the index of the archive cannot be opened", error)

    async def run(self) -> None:
        """Write whenever no other worker does, until cancelled."""
        changes = self._store.changes(self._on_change)
        while True:
            try:
                await self.begin()
                if self._writer is None:
                    await asyncio.sleep(TRY_AGAIN_S)
                    continue
                listening = asyncio.create_task(changes.run(), name="archive changes")
                try:
                    await self._write_on(self._writer)
                finally:
                    listening.cancel()
            except (sqlite3.Error, OSError) as error:
                # A full disk or a busy file is no reason to make everything anew; what is damaged, or goes on failing, is one.
                is_damaged = not isinstance(error, sqlite3.OperationalError | OSError)
                await self._let_go(throw_away=is_damaged or self._pause_s >= PAUSE_AT_MOST_S)
                await self._pause("the index of the archive cannot be written", error)
            except Exception as error:  # noqa: BLE001 - whatever it is: an index that nobody keeps up grows wrong unseen
                await self._pause("keeping up the archive failed and begins anew", error)

    async def _pause(self, what: str, error: Exception) -> None:
        """After a failure: long enough that one that lasts costs nothing."""
        self._say_failing(what, error)
        await asyncio.sleep(self._pause_s)
        self._pause_s = min(2 * self._pause_s, PAUSE_AT_MOST_S)

    def _say_failing(self, what: str, error: Exception) -> None:
        """Once for each kind of failure, however often it comes back."""
        if repr(error) not in self._failing:
            is_known = isinstance(error, sqlite3.Error | OSError | StoreError)
            _log.warning("%s, and again until it works: %s", what, error, exc_info=None if is_known else error)
            # Kinds, not numbers of an endless row of different ones.
            self._failing = {*list(self._failing)[-MAX_FAILING:], repr(error)}

    def _works_again(self) -> None:
        if self._failing:
            _log.warning("the archive is kept up again")
        self._failing, self._pause_s = set(), TRY_AGAIN_S

    async def close(self) -> None:
        """Let another worker write."""
        # What cleans the file in calm times stops at its next page.
        self._compare = True
        writer, self._writer = self._writer, None
        if writer is not None:
            await self._apart(writer.close)
        self._thread.shutdown()
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    # ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _write_on(self, writer: Writers) -> None:
        loop = asyncio.get_running_loop()
        compared_at, self._compare = -COMPARE_EVERY_S, True
        while True:
            try:
                if self._compare or loop.time() - compared_at > COMPARE_EVERY_S:
                    self._compare = False
                    await self._compare_all(writer)
                    compared_at = loop.time()
                await self._take_in_changed(writer)
                await self._tell_checked(writer)
            except StoreError as error:
                self._compare = True
                await self._pause("the archive could not be compared with the cases", error)
                continue
            if not await self._woken_within(CALM_S):
                await self._apart(writer.scrub, self._is_calm)
                await self._woken_within(TOLD_EVERY_S)
            self._works_again()

    async def _compare_all(self, writer: Writers) -> None:
        """Take in every case whose head is another than the one that was looked at, and leave out those that are gone."""
        known = await self._apart(writer.heads)
        ids = await self._store.copies.ids()
        heads = await self._store.copies.last_ms(ids)
        now = {case_id: written(head) for case_id, (head, _) in zip(ids, heads, strict=True) if head != NO_LOG}
        gone = [case_id for case_id in known if case_id not in now]
        if gone:
            await self._put(writer, [], gone)
        news = [case_id for case_id, head in now.items() if known.get(case_id) != head]
        for at in range(0, len(news), AT_ONCE):
            await self._take_in(writer, news[at : at + AT_ONCE])
            await self._apart(writer.tell, "left", str(max(0, len(news) - at - AT_ONCE)))
            # Who publishes meanwhile does not wait for all of the rest.
            await self._take_in_changed(writer)
        # Also where an earlier comparison was cut off, and left something to be said.
        await self._apart(writer.tell, "left", "0")

    async def _take_in_changed(self, writer: Writers) -> None:
        while self._dirty:
            those = list(self._dirty)[:AT_ONCE]
            for case_id in those:
                del self._dirty[case_id]
            await self._take_in(writer, those)

    async def _take_in(self, writer: Writers, case_ids: Iterable[str]) -> None:
        looked, gone = list[Looked](), list[str]()
        for case_id in case_ids:
            # The head first: what is added in between is looked at once more.
            head = await self._store.log.head(case_id)
            try:
                dossier = await self._dossiers.get(case_id)
            except StoreError:
                raise
            except Exception:  # noqa: BLE001 - one case that cannot be read keeps out no other
                if case_id not in self._unreadable:
                    self._unreadable.add(case_id)
                    _log.exception("case %s cannot be read and is not in the archive", case_id)
                dossier = None
            if dossier is None or head == NO_LOG:
                gone.append(case_id)
            else:
                owned = dossier if dossier.organisation_id else None
                looked.append(Looked(case_id, written(head), dossier.report.public, owned))
            await asyncio.sleep(0)
        await self._put(writer, looked, gone)

    async def _put(self, writer: Writers, looked: list[Looked], gone: list[str]) -> None:
        await self._apart(writer.put, looked, gone)

    async def _tell_checked(self, writer: Writers) -> None:
        now_ms = await self._store.log.now_ms()
        await self._apart(writer.tell, "checked_ms", str(now_ms))

    # ── being the one ───────────────────────────────────────────────────────────────────────────────────────────────

    def _try_lock(self) -> bool:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._lock < 0:
            self._lock = os.open(self._folder / "archief.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _opened(self) -> Writers:
        """The index, open for writing; files of another schema go, and so do those that cannot be read."""
        ours = [file_in(self._folder, side).name for side in (PUBLIC, INTERN)]
        for other in self._folder.glob(PATTERN):
            if not any(other.name.startswith(name) for name in ours):
                other.unlink()
        try:
            writer = Writers(self._folder, self._names)
            writer.tell("checked_ms", "")
        except sqlite3.DatabaseError:
            self._remove_files()
            writer = Writers(self._folder, self._names)
            writer.tell("checked_ms", "")
        return writer

    def _remove_files(self) -> None:
        for side in (PUBLIC, INTERN):
            path = file_in(self._folder, side)
            for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
                (self._folder / name).unlink(missing_ok=True)

    async def _let_go(self, *, throw_away: bool) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            await self._apart(writer.close)
            if throw_away:
                await self._apart(self._remove_files)

    # ── word of changes ─────────────────────────────────────────────────────────────────────────────────────────────

    def _on_change(self, case_id: str | None) -> None:
        if case_id is None:
            self._compare = True
        else:
            self._dirty[case_id] = None
        self._woken.set()

    def _is_calm(self) -> bool:
        return not self._dirty and not self._compare

    async def _woken_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return False
        self._woken.clear()
        return True

    async def _apart(self, work: Callable[..., _Made], *arguments: object) -> _Made:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)
