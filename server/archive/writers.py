# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Both sides of the archive as they are written: everybody's file, and that of the members of organisations. Everything here
blocks, for milliseconds: call it in a thread. Raises sqlite3.Error.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from organisation.archive.facets import Names
from server.archive.index_file import INTERN, PUBLIC, IndexWriter, Looked, file_in, made, made_intern


class Writers:
    """The one who writes both. Not for two threads at once."""

    def __init__(self, folder: Path, names: Names) -> None:
        self._names = names
        self._intern = IndexWriter(file_in(folder, INTERN))
        try:
            self._public = IndexWriter(file_in(folder, PUBLIC))
        except BaseException:
            self._intern.close()
            raise

    def close(self) -> None:
        """Close the files."""
        self._intern.close()
        self._public.close()

    def tell(self, name: str, value: str) -> None:
        """Keep a fact about the index."""
        self._intern.tell(name, value)
        self._public.tell(name, value)

    def heads(self) -> dict[str, str]:
        """Which state of each case was looked at, for both; of a case that only one of them knows none."""
        other = self._intern.heads()
        return {case_id: head if other.pop(case_id, "") == head else "" for case_id, head in self._public.heads().items()} | (
            dict.fromkeys(other, "")
        )

    def put(self, cases: Sequence[Looked], gone: Iterable[str] = ()) -> None:
        """Take cases in as they are now, and leave out those that are gone."""
        gone = list(gone)
        self._intern.put([made_intern(each, self._names) for each in cases], gone)
        self._public.put([made(each, self._names) for each in cases], gone)

    def scrub(self, go_on: Callable[[], bool] = lambda: True) -> bool:
        """Take out of both what is deleted and still stands in them; False when `go_on` said to stop."""
        return self._public.scrub(go_on) and self._intern.scrub(go_on)
