# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who plays which part of a worked case, with any number of people, and at which table they belong. No I/O, nothing random."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from sessions.cases.case import ActionNote, Case, Participant, Reflection, SheetAction, ValueNote
from sessions.material.framework import FoundationId, Framework, ValueRef
from sessions.material.limits import Limits
from sessions.model.state import ActionContent, Content, ValueContent
from sessions.wire import records as r


def varied(text: str, number: int) -> str:
    """The same said by somebody else: numbered after whom or what it is like, from 2."""
    return f"{text} ({number})" if number > 1 else text


class Part(Struct, frozen=True):
    """One simulated person: a participant of the case, or with more people than the case has, its `copy`th repetition. With
    fewer, somebody also writes what the `adopted` wrote, who are not there.
    """

    key: str
    source: Participant
    copy: int = 0
    adopted: tuple[Participant, ...] = ()

    @property
    def name(self) -> str:
        """The pseudonym: what the person does. One in three stays nameless, as people do."""
        if sum(map(ord, self.source.id)) % 3 == 0:
            return ""
        return _cut(self._varied(self.source.role), Limits().name)

    def contents(self, kind: str) -> list[Content]:
        """What this person writes in a silent step of this kind. A repetition writes less, and never quite the same."""
        return [content for content, _ in self.notes(kind)]

    def notes(self, kind: str) -> list[tuple[Content, FoundationId]]:
        """The same, with the foundation of the table for which each was written."""
        mine = self._written(self.source, kind)
        if self.copy:
            mine = mine[self.copy % len(mine) :][:1] if mine else []
        return [*mine, *(note for absent in self.adopted for note in self._written(absent, kind))]

    def _written(self, who: Participant, kind: str) -> list[tuple[Content, FoundationId]]:
        if kind == "value":
            return [(ValueContent(value_ref(note), self._varied(note.why)), who.table) for note in who.value_notes]
        return [(action_content(note, self._varied(note.action)), who.table) for note in who.action_notes]

    def _varied(self, text: str) -> str:
        return varied(text, self.copy + 1)


def cast(case: Case, people: int) -> list[Part]:
    """The parts for this many people, in the order of the case.

    With fewer than the case has: first those who bring the values of the poster, then evenly from the tables.
    """
    everybody = case.participants
    whole, rest = divmod(people, len(everybody))
    chosen: list[Participant] = []
    missing = {value.value_id for value in case.poster.values} if not whole else set()
    for who in everybody:
        brings = missing & {note.value for note in who.value_notes if note.value}
        if brings and len(chosen) < rest:
            chosen.append(who)
            missing -= brings
    while len(chosen) < rest:
        seated = [who.table for who in chosen]
        chosen.append(min((who for who in everybody if who not in chosen), key=lambda who: seated.count(who.table)))
    copies = [*(everybody for _ in range(whole)), tuple(who for who in everybody if who in chosen)]
    return [
        Part(who.id if copy == 0 else f"{who.id}.{copy + 1}", who, copy) for copy, present in enumerate(copies) for who in present
    ]


def seats(parts: Iterable[Part], tables: Iterable[r.TableRecord]) -> dict[str, str]:
    """The table of everybody, by key: one with the foundation of the part, evenly. Those who are not repeated sit together, at
    the first tables.
    """
    tables = sorted(tables, key=lambda table: (table.number, table.id))
    groups: dict[tuple[str, ...], list[Part]] = {}
    for part in sorted(parts, key=lambda part: part.copy):
        fitting = [table.id for table in tables if part.source.table in table.foundations] or [table.id for table in tables]
        groups.setdefault(tuple(fitting), []).append(part)
    found: dict[str, str] = {}
    for fitting_ids, group in groups.items():
        size, larger = divmod(len(group), len(fitting_ids))
        places = [table_id for n, table_id in enumerate(fitting_ids) for _ in range(size + (n < larger))]
        found |= {part.key: table_id for part, table_id in zip(group, places, strict=True)}
    return found


def shared_out(case: Case, parts: Iterable[Part], seated: Mapping[str, str], tables: Iterable[r.TableRecord]) -> list[Part]:
    """The parts, with the notes of those who are not there: whoever has the fewest at a table with their foundation writes
    them.
    """
    found = {part.key: part for part in parts}
    here = {part.source.id for part in found.values()}
    foundations = {table.id: table.foundations for table in tables}
    for absent in (who for who in case.participants if who.id not in here):
        near = [part for part in found.values() if absent.table in foundations[seated[part.key]]] or list(found.values())
        part = min(near, key=lambda part: len(part.notes("value")) + len(part.notes("action")))
        found[part.key] = replace(part, adopted=(*part.adopted, absent))
    return list(found.values())


def reflections_of(case: Case, keys: Mapping[str, str]) -> dict[str, list[Reflection]]:
    """Who says what in the reflection, by key. `keys` has the ids of the sources of all who can answer, by key.

    What somebody who is not there took along, somebody else takes along who has nothing yet at that question; with a handful of
    people something may be left.
    """
    found: dict[str, list[Reflection]] = {key: [] for key in keys}
    homeless: list[Reflection] = []
    for who in case.participants:
        key = next((key for key, source_id in keys.items() if source_id == who.id), None)
        (found[key] if key is not None else homeless).extend(who.reflections)
    for reflection in homeless:
        free = [key for key, said in found.items() if all(other.question != reflection.question for other in said)]
        if free:
            found[min(free, key=lambda key: len(found[key]))].append(reflection)
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
