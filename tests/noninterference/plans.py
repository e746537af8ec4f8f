# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pairs of worlds: what everybody does in both, and what the silent authors do in each of them alone."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, get_args

import msgspec
from hypothesis import strategies as st
from msgspec import Struct

from sessions.material.framework import FOUNDATION_IDS, FoundationId, ValueRef
from sessions.material.script import leaves
from sessions.model.state import ActionContent, Content, ValueContent
from sessions.wire import commands as c
from tests.noninterference.base import PARTICIPANTS, PROXIES
from tests.sessions.world import script

SecretKind = Literal["add", "edit", "move", "delete", "restore", "arrange", "too_long", "rubbish", "again"]
PublicKind = Literal[
    "ready", "asking", "note", "edit", "delete", "time", "pause", "seat", "proxy", "rename",
    "join", "tab", "reconnect", "roam", "restart", "probe", "page",
]  # fmt: skip

SECRET_IDS = ("5a", "1c", "8e", "3d", "f1", "b7")
"""Ids of the silent authors' notes, not in the order of writing; the others' lie in between."""
PUBLIC_IDS = {"neighbour": ("2a", "6b", "9c"), "elsewhere": ("4a", "7b", "d0")}
REFS = (ValueRef("privacy"), ValueRef("integrity"), ValueRef("", "participation", "Rust"), ValueRef("security"))
WATCHERS = ("facilitator", "screen", "scribe", "neighbour", "elsewhere")
"""Who looks all the time. The scribe does not count as one of the others when a silent author's notes are typed by the scribe."""


class Secret(Struct, frozen=True):
    """Something that a silent author does with notes. `stale` sends a revision that is not the note's."""

    author: str
    kind: SecretKind
    note: int = 0
    text: str = "omdat"
    number: int = 0
    stale: bool = False


class Public(Struct, frozen=True):
    """Something that happens in both worlds. `number` picks whatever the kind needs."""

    kind: PublicKind
    who: str = "neighbour"
    number: int = 0


class Round(Struct, frozen=True):
    """What the silent authors do in one world and in the other, and then what happens in both."""

    secrets: tuple[tuple[Secret, ...], tuple[Secret, ...]]
    public: Public


class Plan(Struct, frozen=True):
    """A pair of worlds. `authors` are silent in the silent step `leaf`; what they write there is all that differs. With
    `leaves_no_trace` nothing of that is there in the end, so that even those at their tables may never see a difference.
    """

    authors: tuple[str, ...]
    leaf: str
    rounds: tuple[Round, ...]
    leaves_no_trace: bool = False

    @property
    def others(self) -> tuple[str, ...]:
        """Who looks and is none of the silent authors."""
        typed = any(author in PROXIES for author in self.authors)
        return tuple(who for who in WATCHERS if not (typed and who == "scribe"))


@cache
def silent_leaves() -> tuple[tuple[str, str], ...]:
    """The silent steps in which something can be written, with the kind of note."""
    return tuple((leaf.id, leaf.kinds[0]) for leaf in leaves(script()) if leaf.silent and leaf.kinds)


def plans(most_rounds: int = 8) -> st.SearchStrategy[Plan]:
    """Any pair of worlds."""
    authors = st.sampled_from([("author",), ("author", "companion"), ("oma",), ("author", "opa")])
    return authors.flatmap(lambda chosen: _plans_of(chosen, most_rounds))


def _plans_of(authors: tuple[str, ...], most_rounds: int) -> st.SearchStrategy[Plan]:
    texts = st.one_of(st.text(max_size=40), st.sampled_from(["", "omdat", "=1+1", "<b>", "🦉" * 120, "x" * 500]))
    secret = st.builds(
        Secret,
        author=st.sampled_from(authors),
        kind=st.sampled_from((*["add"] * 6, *["edit", "delete", "move"] * 2, *get_args(SecretKind))),
        note=st.integers(0, len(SECRET_IDS) - 1),
        text=texts,
        number=st.integers(0, 60),
        stale=st.sampled_from([False, False, False, True]),
    )
    several = st.lists(secret, max_size=3).map(tuple)
    public = st.builds(
        Public,
        kind=st.sampled_from(get_args(PublicKind)),
        who=st.sampled_from(WATCHERS),
        number=st.integers(0, 2**16),
    )
    return st.builds(
        Plan,
        authors=st.just(authors),
        leaf=st.sampled_from([leaf for leaf, _ in silent_leaves()]),
        rounds=st.lists(st.builds(Round, secrets=st.tuples(several, several), public=public), max_size=most_rounds).map(tuple),
    )


def everything() -> Plan:
    """One pair of worlds in which all kinds of things happen, in secret and in public. No two records in it are told in an order
    that hangs on the ids of people, which chance makes.
    """
    made = tuple(Secret("author", "add", note, text, note) for note, text in enumerate(("geheim", "", "x" * 500, "🦉")))
    changed = (
        Secret("author", "edit", 0, "heel anders " * 9, 1),
        Secret("author", "move", 1, number=2),
        Secret("author", "delete", 2),
        Secret("author", "edit", 3, stale=True),
        Secret("author", "arrange", 0, number=1),
    )
    more = (Secret("author", "restore", 2), Secret("author", "too_long"), Secret("author", "rubbish"), Secret("author", "again"))
    one = Secret("author", "add", 5, "het andere geheim")
    publics = (
        *(Public("ready", number=number) for number in (1, 4, 5)),
        Public("asking", number=2),
        Public("note", "elsewhere", 0),
        Public("note", "neighbour", 1),
        Public("reconnect", "facilitator"),
        Public("edit", "elsewhere", 0),
        Public("roam", "screen"),
        Public("join"),
        Public("restart"),
        Public("seat", number=10),
        Public("proxy", number=1),
        Public("tab", "elsewhere", 1),
        Public("pause", number=0),
        Public("pause", number=1),
        Public("time"),
        Public("delete", "neighbour"),
        Public("probe", "elsewhere", 3),
        Public("page", "facilitator", 1),
    )
    secrets = {0: (made, ()), 3: (changed, (one,)), 7: (more, ()), 9: (made[:1], ()), 12: (changed[:2], made[4:])}
    rounds = tuple(Round(secrets.get(number, ((), ())), public) for number, public in enumerate(publics))
    return Plan(("author",), silent_leaves()[0][0], rounds)


def secret_id(note: int) -> str:
    """The id of a silent author's note."""
    return SECRET_IDS[note] if note < len(SECRET_IDS) else f"e{note}"


def withdrawn(many: int) -> Plan:
    """In one world a silent author writes one note; in the other he writes so many more, which he withdraws, and changes and
    moves the first as often before it says and stands what it does in the one.
    """
    first = Secret("author", "add", 0, "wat blijft", 0)
    written = tuple(Secret("author", "add", note, "weg", note) for note in range(1, many + 1))
    changed = tuple(
        secret
        for number in range(many)
        for secret in (Secret("author", "edit", 0, f"anders {number}"), Secret("author", "move", 0, number=number))
    )
    back = (Secret("author", "move", 0, number=0), Secret("author", "edit", 0, "wat blijft", 0))
    gone = tuple(Secret("author", "delete", note) for note in range(1, many + 1))
    rounds = (
        Round(((first,), (first,)), Public("ready", number=1)),
        Round(((), written), Public("note", "neighbour", 0)),
        Round(((), changed), Public("reconnect", "neighbour")),
        Round(((), back + gone if many else ()), Public("ready", number=2)),
    )
    return Plan(("author",), silent_leaves()[0][0], rounds, leaves_no_trace=True)


def content(leaf: str, text: str, number: int) -> Content:
    """Words for a note that the step takes."""
    if dict(silent_leaves())[leaf] == "value":
        return ValueContent(REFS[number % len(REFS)], text)
    return ActionContent(text, "Team data", REFS[: number % 3])


# ── commands that name a note which is not theirs ───────────────────────────────────────────────────────────────────────

_MAKES_ITS_ID = (c.AddNote,)
"""Two people never make the same id: phones make them of 128 random bits."""


@cache
def probes() -> tuple[type[c.Command], ...]:
    """Every command that can name something: also those that do not exist yet."""
    return tuple(kind for kind in get_args(c.Command) if kind not in _MAKES_ITS_ID and "zz" in str(_filled(kind, "zz", "r1")))


def probe(kind: type[c.Command], note_id: str, run_id: str) -> c.Command:
    """A command of this kind in which everything that is an id names `note_id`, and the run is the one that is on."""
    command: c.Command = msgspec.convert(_filled(kind, note_id, run_id), kind)
    return command


def _filled(kind: type[Any], note_id: str, run_id: str) -> Any:
    return _value(msgspec.inspect.type_info(kind), note_id, run_id)


def _value(info: Any, note_id: str, run_id: str, name: str = "") -> Any:
    i = msgspec.inspect
    match info:
        case i.StructType():
            tagged = {info.tag_field: info.tag} if info.tag_field else {}
            fields = {field.encode_name: _value(field.type, note_id, run_id, field.name) for field in info.fields}
            return {**fields, **tagged}
        case i.StrType():
            return (run_id if name == "run_id" else note_id) if info.pattern else "x"
        case i.IntType():
            return max(info.ge or 0, 1)
        case i.FloatType():
            return 1.0
        case i.BoolType():
            return True
        case i.LiteralType():
            return info.values[0]
        case i.VarTupleType() | i.ListType():
            return [_value(info.item_type, note_id, run_id, name)]
        case i.DictType():
            return {}
        case i.UnionType():
            return _value(next(kind for kind in info.types if not isinstance(kind, i.NoneType)), note_id, run_id, name)
        case _:
            raise TypeError(f"no value for {name or 'a command'}: {info}")


def column(number: int) -> FoundationId:
    """One of the three."""
    return FOUNDATION_IDS[number % len(FOUNDATION_IDS)]


assert {"author", "companion"} <= set(PARTICIPANTS)
