# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who plays which part of a worked case, with any number of people, and at which table they belong. No I/O, nothing random."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from sessions import records as r
from sessions.case import ActionNote, Case, Participant, SheetAction, ValueNote
from sessions.framework import FoundationId, Framework
from sessions.limits import Limits
from sessions.state import ActionContent, Content, ValueContent, ValueRef


class Part(Struct, frozen=True):
    """One simulated person: a participant of the case, or with more people than the case has, its `copy`th repetition."""

    key: str
    source: Participant
    copy: int = 0

    @property
    def name(self) -> str:
        """The pseudonym: what the person does. One in three stays nameless, as people do."""
        if sum(map(ord, self.source.id)) % 3 == 0:
            return ""
        return _cut(self._varied(self.source.role), Limits().name)

    def contents(self, kind: str) -> list[Content]:
        """What this person writes in a silent step of this kind. A repetition writes less, and never quite the same."""
        if kind == "value":
            mine: list[Content] = [ValueContent(value_ref(note), self._varied(note.why)) for note in self.source.value_notes]
        else:
            mine = [action_content(note, self._varied(note.action)) for note in self.source.action_notes]
        return mine if self.copy == 0 else mine[self.copy % len(mine) :][:1] if mine else []

    def _varied(self, text: str) -> str:
        return f"{text} ({self.copy + 1})" if self.copy else text


def cast(case: Case, people: int) -> list[Part]:
    """The parts for this many people, in the order of the case.

    With fewer than the case has: first those who bring the values of the poster, then evenly from the tables.
    """
    everybody = case.participants
    if people >= len(everybody):
        return [
            Part(who.id if copy == 0 else f"{who.id}.{copy + 1}", who, copy)
            for copy in range(-(-people // len(everybody)))
            for who in everybody
        ][:people]
    chosen: list[Participant] = []
    missing = {value.value_id for value in case.poster.values}
    for who in everybody:
        brings = missing & {note.value for note in who.value_notes if note.value}
        if brings and len(chosen) < people:
            chosen.append(who)
            missing -= brings
    while len(chosen) < people:
        seated = [who.table for who in chosen]
        rest = [who for who in everybody if who not in chosen]
        chosen.append(min(rest, key=lambda who: seated.count(who.table)))
    return [Part(who.id, who) for who in everybody if who in chosen]


def seats(parts: Iterable[Part], tables: Iterable[r.TableRecord]) -> dict[str, str]:
    """The table of everybody, by key: one with the foundation of the part, the emptiest of those."""
    tables = list(tables)
    taken: dict[str, int] = {table.id: 0 for table in tables}
    found: dict[str, str] = {}
    for part in parts:
        fitting = [table for table in tables if part.source.table in table.foundations] or tables
        seat = min(fitting, key=lambda table: taken[table.id]).id
        taken[seat] += 1
        found[part.key] = seat
    return found


def column_of(content: Content, framework: Framework, own: FoundationId) -> FoundationId:
    """Where a note belongs: a value under its own foundation, an action under that of the table."""
    if isinstance(content, ActionContent):
        return own
    if content.value.value_id:
        return framework.foundation_of_value(content.value.value_id) or own
    principle = framework.principle(content.value.principle_id)
    return principle.foundation if principle else own


def value_ref(note: ValueNote) -> ValueRef:
    """The value of a note: one of the framework, or an own one."""
    if note.other:
        return ValueRef(principle_id=note.other.principle, name=note.other.name)
    return ValueRef(note.value or "")


def action_content(note: ActionNote | SheetAction, text: str = "") -> ActionContent:
    """An action of the case as the content of a note."""
    return ActionContent(text or note.action, note.actor, tuple(ValueRef(value) for value in note.values))


def half_written(content: Content) -> Content:
    """The same note in its first words, as somebody sends it who thinks on."""
    if isinstance(content, ValueContent):
        return ValueContent(content.value, _first_half(content.why))
    return ActionContent(_first_half(content.action), "", content.values)


def text_of(content: Content) -> str:
    """The words of a note that can be recognised in a frame: its reason or action."""
    return content.why if isinstance(content, ValueContent) else content.action


def origins_by_words(text: str, notes: Mapping[str, str], otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """The notes (text by id) that a sentence on the poster comes from: those that share most of its long words; if none does,
    `otherwise`.
    """
    wanted = _long_words(text)
    shared = {key: len(wanted & _long_words(words)) for key, words in notes.items()}
    most = max(shared.values(), default=0)
    return tuple(key for key, number in shared.items() if number == most) if most else otherwise


_LONG_LETTERS = 7
"""Words of seven letters and more carry what a Dutch sentence is about; shorter ones join it together."""


def _long_words(text: str) -> set[str]:
    words = ("".join(letter for letter in word if letter.isalpha()) for word in text.lower().split())
    return {word for word in words if len(word) >= _LONG_LETTERS}


def _first_half(text: str) -> str:
    words = text.split()
    return " ".join(words[: max(1, len(words) // 2)]) + "…"


def _cut(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"
