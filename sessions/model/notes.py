# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SLF001 (notes are made of notes, and groups of groups)
"""The notes of a workshop with what is asked of them again and again: whose they are, and which stand together.

What one command costs must not grow with the board (docs/performance.md). So notes are handed on from state to state with two
things beside them: a trail of what changed, and groups by person and by place, of which a change copies its own alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Self

from sessions.material.framework import FoundationId
from sessions.model.state import Note, Session, ValueContent

LONGEST_TRAIL = 256
"""Changes after which a new trail begins; states further apart are compared note by note."""
FEW = 8
"""So many notes that change at once are put in their groups one by one; after more all groups are made anew when asked for."""

StackKey = tuple[str, FoundationId, str]


def stack_key(note: Note) -> StackKey | None:
    """What gathers by itself: same table, column and framework value (own values and actions do not)."""
    if not isinstance(note.content, ValueContent) or not note.content.value.value_id:
        return None
    return note.table_id, note.column, note.content.value.value_id


def is_laid(note: Note) -> bool:
    """Whether a note lies where others may see it: opened, not withdrawn and not hidden."""
    return bool(note.order) and not note.deleted and not note.hidden


class Group:
    """Some notes, each with its rank: the earlier one stands first among all notes. Never changed; what is asked is kept."""

    __slots__ = ("_gathering", "_last", "_stacks", "members")

    def __init__(self, members: dict[str, tuple[int, Note]]) -> None:
        self.members = members
        self._last: str | None = None
        self._gathering: dict[StackKey, tuple[int, str]] | None = None
        self._stacks: dict[str, list[Note]] | None = None

    def laid(self) -> Iterator[tuple[int, Note]]:
        """Those that lie where others may see them."""
        return (each for each in self.members.values() if is_laid(each[1]))

    @property
    def last(self) -> str:
        """The highest key of those; empty when there is none."""
        if self._last is None:
            self._last = max((note.order for _, note in self.laid()), default="")
        return self._last

    @property
    def gathering(self) -> Mapping[StackKey, tuple[int, str]]:
        """For what gathers by itself the stack of the first of those, with its rank."""
        if self._gathering is None:
            self._gathering = {}
            for rank, note in sorted(self.laid(), key=lambda each: each[0]):
                key = stack_key(note)
                if key is not None:
                    self._gathering.setdefault(key, (rank, note.stack_id))
        return self._gathering

    def stack(self, stack_id: str) -> Iterable[Note]:
        """Those of one stack, in no order."""
        if self._stacks is None:
            self._stacks = {}
            for _, note in self.laid():
                self._stacks.setdefault(note.stack_id, []).append(note)
        return self._stacks.get(stack_id, ())

    def put(self, rank: int, note: Note, *, newest: bool) -> "Group":
        """With this note. When its words alone changed, or it is the `newest` of all, what was asked once is known here too."""
        known = self.members.get(note.id)
        made = Group(self.members | {note.id: (rank, note)})
        if known is not None:
            if _lies(known[1]) == _lies(note):
                made._last, made._gathering = self._last, self._gathering
        elif not is_laid(note):
            made._last, made._gathering = self._last, self._gathering
        elif newest:
            made._last = None if self._last is None else max(self._last, note.order)
            key = stack_key(note)
            if self._gathering is not None and key is not None:
                made._gathering = {key: (rank, note.stack_id), **self._gathering}
        return made

    def without(self, note_id: str) -> "Group":
        """The same without one of them."""
        if note_id not in self.members:
            return self
        return Group({each: ranked for each, ranked in self.members.items() if each != note_id})


def _lies(note: Note) -> tuple[object, ...]:
    """All of a note on which it depends what its group answers, but for the note itself."""
    return (is_laid(note), note.order, note.stack_id, stack_key(note))


Cell = tuple[str, str]
"""Run and table: notes of one column, run and table are always seen by the same people."""
_NOBODY = Group({})


class _Groups:
    """All notes by author, and by column and cell."""

    __slots__ = ("authors", "columns", "next_rank")

    def __init__(self, notes: Iterable[Note] = ()) -> None:
        self.authors: dict[str, Group] = {}
        self.columns: dict[FoundationId, dict[Cell, Group]] = {}
        self.next_rank = 0
        for self.next_rank, note in enumerate(notes, start=1):
            ranked = self.next_rank, note
            self.authors.setdefault(note.author, Group({})).members[note.id] = ranked
            column = self.columns.setdefault(note.column, {})
            column.setdefault((note.run_id, note.table_id), Group({})).members[note.id] = ranked

    def put(self, note: Note, before: Note | None, *, last: bool) -> "_Groups":
        """With this note, which was `before`; new ones, and all with `last`, get the highest rank."""
        made = _Groups()
        made.authors, made.columns, made.next_rank = dict(self.authors), dict(self.columns), self.next_rank
        rank = 0 if before is None else self.authors[before.author].members[note.id][0]
        if before is None or last:
            rank = made.next_rank = self.next_rank + 1
        newest, cell = rank == made.next_rank, (note.run_id, note.table_id)
        if before is not None:
            there = before.run_id, before.table_id
            if last or before.author != note.author:
                made.authors[before.author] = made.authors[before.author].without(note.id)
            if last or before.column != note.column or there != cell:
                column = made.columns[before.column] = dict(made.columns[before.column])
                column[there] = column[there].without(note.id)
        made.authors[note.author] = made.authors.get(note.author, _NOBODY).put(rank, note, newest=newest)
        column = made.columns.get(note.column, {})
        made.columns[note.column] = column | {cell: column.get(cell, _NOBODY).put(rank, note, newest=newest)}
        return made


class _Trail:
    """Which notes changed since the state before; two states with the same trail hold the same notes."""

    __slots__ = ("before", "ids", "length", "moved")

    def __init__(self, ids: tuple[str, ...] = (), before: "_Trail | None" = None, *, moved: bool = False) -> None:
        self.ids = ids
        self.moved = moved
        self.before = before if before is not None and before.length < LONGEST_TRAIL else None
        self.length: int = 0 if self.before is None else self.before.length + 1


class Notes(dict[str, Note]):
    """Notes by id, in the order in which they came (or opened). Never changed: `put` makes others."""

    __slots__ = ("_groups", "_trail")

    def __init__(self, notes: Mapping[str, Note] | Iterable[tuple[str, Note]] = ()) -> None:
        super().__init__(notes)
        self._trail = _Trail()
        self._groups: _Groups | None = None

    @classmethod
    def of(cls, session: Session) -> "Notes":
        """The notes of a workshop; made anew each time for one that nothing was written in, or that was read as it stood."""
        return session.notes if isinstance(session.notes, Notes) else Notes(session.notes)

    def put(self, notes: Iterable[Note], *, last: bool = False) -> Self:
        """With these, each in its place or, with `last` and when it is new, after all others."""
        changed = {note.id: note for note in notes}
        made = type(self)((i, note) for i, note in self.items() if i not in changed) if last else type(self)(self)
        made.update(changed)
        made._trail = _Trail(tuple(changed), self._trail, moved=last)
        if self._groups is not None and len(changed) <= FEW:
            groups = self._groups
            for note in changed.values():
                groups = groups.put(note, self.get(note.id), last=last)
            made._groups = groups
        return made

    def since(self, old: Mapping[str, Note]) -> tuple[set[str], set[str]] | None:
        """The notes that are others than in `old`, and those of them that stand elsewhere among all; None when nobody knows."""
        if not isinstance(old, Notes):
            return None
        changed: set[str] = set()
        moved: set[str] = set()
        at: _Trail | None = self._trail
        while at is not old._trail:
            if at is None or at.before is None:
                return None
            changed.update(at.ids)
            if at.moved:
                moved.update(at.ids)
            at = at.before
        return changed, moved

    def by(self, author: str) -> list[Note]:
        """Somebody's notes, withdrawn ones too, in order."""
        return [note for _, note in self._grouped().authors.get(author, _NOBODY).members.values()]

    def cells(self, column: FoundationId) -> Mapping[Cell, Group]:
        """The notes of a column, by run and table."""
        return self._grouped().columns.get(column, {})

    def stack(self, stack_id: str) -> list[Note]:
        """The notes of a stack that lie where others may see them, in no order."""
        columns = self._grouped().columns.values()
        return [note for cells in columns for group in cells.values() for note in group.stack(stack_id)]

    def _grouped(self) -> _Groups:
        if self._groups is None:
            self._groups = _Groups(self.values())
        return self._groups
