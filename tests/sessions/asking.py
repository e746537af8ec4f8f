# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Any command by anybody: plans of numbers, made into commands against the session as it then is.

A number picks from what is there, and sometimes from what is not. A field without a row here fails: no new command stays untried.
A plan comes from a seed, so that it is long and wide; Hypothesis draws the seed, and makes the plan shorter when it fails.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, ClassVar, TypeVar, get_args

import msgspec
from hypothesis import strategies as st

from sessions.material.framework import FOUNDATION_IDS, ValueRef
from sessions.material.limits import LongText, ShortText
from sessions.material.script import leaves
from sessions.model.items import Accent, Verdict
from sessions.model.poster_entries import EntryContent, Level, Orientation, TensionContent, Weight
from sessions.model.state import Content, Outcome, PlannedLeaf, PreparedTable, Session, ShownStage, TargetKind
from sessions.model.viewer import Role, Viewer
from sessions.topics.policy import POLICY
from sessions.wire import commands as c
from tests.sessions.asking_items import case_form_of, content_of, item_id_of
from tests.sessions.world import MEASURES, START_MS, action, framework, opening, other_framework, own_value, script, value

T = TypeVar("T")

KINDS: tuple[type[c.AnyCommand], ...] = get_args(c.AnyCommand)
ROLES: tuple[Role, ...] = get_args(Role)
CONTENTS: tuple[Content, ...] = (
    value("privacy"),
    value("privacy", "nog eens"),
    value("integrity"),
    value("transparency"),
    own_value("Rust"),
    action("Wis", "privacy"),
    action("Meet", actor="FG"),
    value("speed"),
    own_value(" "),
    action(" \u200b "),
)
REFS = (ValueRef("privacy"), ValueRef("security"), ValueRef("", "participation", "Rust"), ValueRef("speed"), ValueRef())
ACCENTS = ((), (Accent(ValueRef("privacy"), "raad", "zo", 1),), (Accent(ValueRef("", "participation", "Rust"), "", "", 2),))
TABLES: tuple[tuple[PreparedTable, ...], ...] = (
    (),
    (PreparedTable(FOUNDATION_IDS),),
    (PreparedTable(FOUNDATION_IDS[:2], ("omdat",), ("beleid",)), PreparedTable(FOUNDATION_IDS[2:], (), ("data",))),
    tuple(PreparedTable((foundation,)) for foundation in FOUNDATION_IDS * 2),
    (PreparedTable(FOUNDATION_IDS[:1]),),
)
TEXTS = ("", "omdat", " e\u0301\u202e ", "x" * 120)
PAUSES_MS = (*(0, 1, 1_000) * 5, 20_000, 60_000, 300_000)

Step = tuple[type[c.AnyCommand], list[int]]


def plan_of(seed: int, length: int, kinds: Sequence[type[c.AnyCommand]]) -> list[Step]:
    """A plan: per step a kind of command, and the numbers that fill it. A shorter plan is the start of a longer one."""
    random = Random(seed)
    return [(random.choice(kinds), [random.randrange(2**20) for _ in range(14)]) for _ in range(length)]


def plans(longest: int, kinds: Sequence[type[c.AnyCommand]] = KINDS) -> st.SearchStrategy[list[Step]]:
    """Plans of at most so many steps. Most are long: hitting the middle of a workshop takes a while."""
    lengths = st.integers(0, longest).map(lambda left_out: longest - left_out if left_out < longest // 2 else left_out // 4)
    return st.builds(plan_of, st.integers(0, 2**32), lengths, st.just(kinds))


class Tape:
    """Numbers that are read one after another, and again from the start."""

    def __init__(self, numbers: list[int]) -> None:
        self._numbers = numbers
        self._read = 0

    def pick(self, options: Sequence[T]) -> T:
        number = self._numbers[self._read % len(self._numbers)]
        self._read += 1
        return options[number % len(options)]


def ask(step: Step, session: Session, more_notes: Sequence[str] = ()) -> tuple[c.AnyCommand, Viewer, int]:
    """The command of a step, who asks it, and how long after the last one. `more_notes` are ids of notes besides those known."""
    kind, numbers = step
    tape = Tape(numbers)
    who = _asker(kind, tape, session)
    pause_ms = tape.pick(PAUSES_MS)
    if kind is c.OpenWorkshop:
        return opening(), who, pause_ms
    if kind is c.ChangeValues:
        return c.ChangeValues(tape.pick((framework(), other_framework())), MEASURES, tape.pick(ACCENTS)), who, pause_ms
    maker = _Maker(kind, tape, session, who, more_notes)
    return maker.command(), who, pause_ms


def _asker(kind: type[c.AnyCommand], tape: Tape, session: Session) -> Viewer:
    """Mostly somebody who may ask it at all, and of participants mostly somebody who has written."""
    rule = POLICY.get(kind)
    allowed: list[Role] = sorted(rule.roles) if rule else []
    role = tape.pick((*allowed * 20, *ROLES))
    authors = [note.author for note in session.notes.values()]
    return Viewer(role, tape.pick((*session.people, *authors * 3, "nobody")) if role == "participant" else "")


class _Maker:
    def __init__(self, kind: type[c.AnyCommand], tape: Tape, session: Session, who: Viewer, more_notes: Sequence[str]) -> None:
        self._kind = kind
        self._pick = tape.pick
        self._session = session
        self._who = who
        self._notes = (*self._reachable_notes(), *more_notes, "zz")
        self._made: dict[str, Any] = {}

    def command(self) -> c.AnyCommand:
        for field in msgspec.structs.fields(self._kind):
            self._made[field.name] = self._field(field)
        return self._kind(**self._made)

    def _field(self, field: msgspec.structs.FieldInfo) -> object:
        """A row of its own, or for what people type any text."""
        row = self._FIELDS.get(field.name)
        return self._text() if row is None and field.type in (LongText, ShortText) else self._FIELDS[field.name](self)

    def _reachable_notes(self) -> tuple[str, ...]:
        """All notes; those of who asks come more often, because most commands are about one's own."""
        notes = self._session.notes.values()
        wanted_deleted = self._kind is c.RestoreNote
        own = [note.id for note in notes if note.author == self._who.participant_id and note.deleted == wanted_deleted]
        return (*own * 5, *self._session.notes)

    def _note_id(self) -> str:
        if self._kind is c.AddNote:
            return self._pick([f"n{number}" for number in range(25)])
        return self._pick(self._notes)

    def _run_id(self) -> str:
        return self._pick((*[self._session.current or "r1"] * 8, *self._session.runs, "r99"))

    def _rev(self) -> int:
        poster = self._session.poster
        if self._kind in (c.PutItem, c.RemoveItem, c.RestoreItem):
            item = self._session.items.get(str(self._made["item_id"]))
            return self._pick((*[item.rev if item else 0] * 6, 0, item.rev + 1 if item else 1))
        if self._kind is c.FillCase:
            case = self._session.items.get("case")
            return self._pick((*[case.rev if case else 0] * 6, 9))
        if self._kind in (c.ChangePlan, c.FitPlan):
            return self._pick((*[self._session.plan.rev] * 6, self._session.plan.rev + 1))
        if self._kind is c.SetTables:
            return self._pick((*[self._session.seating.rev] * 6, self._session.seating.rev + 1))
        if self._kind is c.ChangeTitle:
            return self._pick((*[self._session.title_rev] * 6, self._session.title_rev + 1))
        if self._kind is c.OrderPoster:
            return self._pick((*[poster.priority_rev] * 6, poster.priority_rev + 1))
        note = self._session.notes.get(str(self._made.get("note_id")))
        entry = poster.entries.get(str(self._made.get("entry_id")))
        answer = poster.answers.get(str(self._made.get("item_id")))
        found = note or entry or answer or (poster.decision if self._kind is c.DecideProject else None)
        rev = found.rev if found else 0
        return self._pick((*[rev] * 6, 0, rev + 1))

    def _into_rev(self) -> int:
        entry = self._session.poster.entries.get(str(self._made["into_id"]))
        return self._pick((*[entry.rev if entry else 0] * 6, 9))

    def _item_id(self) -> str:
        if self._kind is c.AnswerChecklist:
            return self._pick([*(item.id for item in script().checklist), "zz"])
        if self._kind is c.PutItem:
            # The id hangs on the content, which comes later in the class: it is made here and kept.
            self._content = content_of(self._session, self._who, self._pick, self._notes)
            return item_id_of(self._content, self._who, self._pick)
        return self._pick((*self._session.items, "zz"))

    def _any_content(self) -> object:
        if self._kind is c.PutPosterEntry:
            return self._entry_content()
        return self._content if self._kind is c.PutItem else self._pick((*CONTENTS[:7] * 2, *CONTENTS))

    def _entry_content(self) -> EntryContent:
        kind = self._pick(get_args(EntryContent))
        made: EntryContent = kind(**{field.name: self._field(field) for field in msgspec.structs.fields(kind)})
        return made

    def _origins(self) -> tuple[str, ...]:
        some = tuple(self._pick(self._notes) for _ in range(self._pick((0, 1, 2))))
        # A tension has none; now and then somebody tries.
        return self._pick(((), (), (), some)) if isinstance(self._made["content"], TensionContent) else some

    def _target(self) -> str:
        entries, items = self._session.poster.entries, self._session.items
        return self._pick(("", "values", *entries, *items, *self._notes))

    def _plan(self) -> tuple[PlannedLeaf, ...]:
        planned = list(self._session.plan.leaves)
        place = self._pick(range(len(planned)))
        planned[place] = PlannedLeaf(planned[place].leaf_id, self._pick((1, 7, 30)))
        if self._pick((True, False, False)):
            planned.insert(self._pick(range(len(planned))), planned.pop(place))
        if self._pick((True, False, False)):
            planned.insert(self._pick(range(len(planned) + 1)), PlannedLeaf(self._pick(("break:1", "break:2")), 15))
        return tuple(planned)

    def _choice_rev(self) -> int:
        note = self._session.notes.get(str(self._made["note_id"]))
        rev = note.choice.rev if note else 0
        return self._pick((*[rev] * 6, rev + 1))

    def _after_id(self) -> str:
        others: Sequence[str] = tuple(self._session.poster.entries) if self._kind is c.MovePosterEntry else self._notes
        return self._pick((*others, ""))

    def _participant_id(self) -> str:
        if self._kind in (c.MovePerson, c.MarkAway, c.GiveFloor, c.LowerHand):
            return self._pick((*self._session.people, "zz"))
        return self._pick([f"q{number}" for number in range(12)])

    def _participant_ids(self) -> tuple[str, ...]:
        one = self._pick((*self._session.people, "zz"))
        return self._pick(((one,), (one,), (one, self._pick((*self._session.people, "zz")))))

    def _behalf(self) -> str:
        proxies = [person.id for person in self._session.people.values() if person.proxy]
        return self._pick(("", "p1", *proxies * 4)) if self._who.role == "scribe" else self._pick(("",) * 9 + ("p2",))

    def _timer_version(self) -> int:
        run = self._session.run()
        return self._pick((run.timer.version if run else 0, 0, 1, 2))

    def _any_bool(self) -> bool:
        return self._pick((True, True, False))

    def _text(self) -> str:
        return self._pick(TEXTS)

    def _line(self) -> str:
        return self._pick(TEXTS)[:40]

    def _ref(self) -> ValueRef:
        return self._pick((*REFS[:3] * 3, *REFS))

    _FIELDS: ClassVar[dict[str, Callable[[_Maker], object]]] = {
        "note_id": _note_id,
        "onto_id": lambda self: self._pick(self._notes),
        "after_id": _after_id,
        "run_id": _run_id,
        "base_rev": _rev,
        "base_choice_rev": _choice_rev,
        "content": _any_content,
        "column": lambda self: self._pick(FOUNDATION_IDS),
        "foundation": lambda self: self._pick(FOUNDATION_IDS),
        "behalf": _behalf,
        "verdict": lambda self: self._pick((*get_args(Verdict), None)),
        "kind": lambda self: self._pick(get_args(TargetKind) if self._kind is c.BringHere else ("value", "action")),
        "target": _target,
        "tables": lambda self: self._pick(TABLES),
        "leaves": _plan,
        "stage": lambda self: self._pick(get_args(ShownStage)),
        "page": lambda self: self._pick((0, 0, 1, 5)),
        "ends_at_ms": lambda self: self._pick((0, 2_000_000_000_000, *(START_MS + n * 3_600_000 for n in (1, 2, 5)))),
        "into_id": lambda self: self._pick(("e1", "e2", "e3", "e4")),
        "into_base_rev": _into_rev,
        "action_a": lambda self: self._pick(("", "", "", "e1", "e2")),
        "action_b": lambda self: self._pick(("", "", "", "e1", "e2")),
        "actions": lambda self: self._pick(((), ("e1",), ("zz",))),
        "necessity": lambda self: self._pick((None, *get_args(Weight))),
        "importance": lambda self: self._pick((None, *get_args(Weight))),
        "orientation": lambda self: self._pick((None, *get_args(Orientation))),
        "measures": lambda self: self._pick(((), ("register",), ("zz",))),
        **dict.fromkeys(("facilitator", "screen", "scribe"), lambda self: self._pick((None, "g" * 64))),
        **dict.fromkeys(("second", "project_leader"), lambda self: self._pick((None, "", "h" * 64))),
        "form": lambda self: case_form_of(self._pick),
        "table_id": lambda self: self._pick((*self._session.tables, "t9")),
        "leaf_id": lambda self: self._pick([*(leaf.id for leaf in leaves(script())), "break:1", "zz"]),
        "seconds": lambda self: self._pick((1, 60, 3600)),
        "participant_id": _participant_id,
        "participant_ids": _participant_ids,
        "code": lambda self: self._pick(("bos-dak-zee", "zee-bos-dak")),
        "organisation_id": lambda self: self._pick(("", "o-1", "o-2")),
        "secret_hash": lambda _: "h" * 64,
        "entry_id": lambda self: self._pick(("e1", "e2", "e3", "e4")),
        "item_id": _item_id,
        "value": _ref,
        "value_a": _ref,
        "value_b": _ref,
        "values": lambda self: tuple(self._ref() for _ in range(self._pick((0, 1, 2)))),
        "further": lambda self: tuple(self._ref() for _ in range(self._pick((0, 0, 1, 2)))),
        "origins": _origins,
        "level": lambda self: self._pick(get_args(Level)),
        "outcome": lambda self: self._pick(get_args(Outcome)),
        "perspective": lambda self: self._pick(("", "beleid", "data", "inwoner")),
        "version": _timer_version,
        **dict.fromkeys(("name", "title", "organisation"), _line),
        **dict.fromkeys(
            ("hidden", "shut", "ready", "asking", "taking", "done", "raised", "by_priority", "by_principle", "wider", "away"),
            _any_bool,
        ),
    }
