# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Any item by anybody: contents made of picked numbers, most of them right, some of them not.

A content or a field without a row here fails: no new content stays untried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, get_args

import msgspec

from sessions.material.framework import FOUNDATION_IDS, ValueRef
from sessions.material.script import leaves
from sessions.model import items as i
from sessions.model.state import Session
from sessions.model.viewer import Viewer
from sessions.topics.item_cleaning import fixed_id

KINDS: tuple[type[i.ItemContent], ...] = get_args(i.ItemContent)
TEXTS = ("", "omdat", " e\u0301\u202e ", "x" * 120)
REFS = (ValueRef("privacy"), ValueRef("security"), ValueRef("", "participation", "Rust"), ValueRef("speed"))
ADDRESSES = ("", "https://gesprek.example/tafel", "javascript:alert(1)", "http://a b")

Pick = Callable[[Sequence[Any]], Any]


def content_of(session: Session, who: Viewer, pick: Pick, notes: Sequence[str]) -> i.ItemContent:
    """A content, mostly one that fits what is there."""
    kind = pick(KINDS)
    person = session.people.get(who.participant_id)
    tables = (*([person.table_id] * 6 if person else []), *session.tables, "t9")
    steps = [leaf.id for leaf in leaves(session.script)]
    known = {type(item.content): item.id for item in session.items.values()}

    def pick_field(name: str) -> object:
        match name:
            case "table_id":
                return pick(("", *tables)) if kind is i.AccentAnswer else pick(tables)
            case "accent_id":
                return pick((known.get(i.Accent, "k1"), "zz"))
            case "research_id":
                return pick((known.get(i.ResearchValue, "k1"), "zz"))
            case "value":
                return pick(REFS)
            case "values":
                return tuple(pick(REFS) for _ in range(pick((0, 1))))
            case "measures":
                return pick(((), ("register",), ("zz",)))
            case "origins" | "note_ids":
                return tuple(pick(notes) for _ in range(pick((0, 1, 2))))
            case "foundation":
                return pick(FOUNDATION_IDS)
            case "kind":
                return pick(("value", "action"))
            case "leaf_id" | "step_id":
                return pick((*steps, "prepare", "zz"))
            case "question":
                return pick((0, 0, 1, 9))
            case "strategy_version":
                return pick((0, 0, 1))
            case "shared" | "done":
                return pick((True, False))
            case "verdict":
                return pick(get_args(i.Verdict))
            case "role":
                return pick(get_args(i.AccentRole))
            case "outcome":
                return pick(("open", *get_args(i.ParkedOutcome)))
            case "dpia" | "iama":
                return pick(get_args(i.Assessment))
            case "proactivity":
                return pick(get_args(i.Proactivity))
            case "data_origin":
                return pick(get_args(i.DataOrigin))
            case "phase":
                return pick(get_args(i.Stage))
            case "url" | "call_url":
                return pick(ADDRESSES)
            case "date":
                return pick(("", "2026-12-01", "morgen"))
            case "time":
                return pick(("", "09:30", "half"))
            case _:
                return pick(("omdat", "omdat", *TEXTS))

    content: i.ItemContent = kind(**{field.name: pick_field(field.name) for field in msgspec.structs.fields(kind)})
    return content


def item_id_of(content: i.ItemContent, who: Viewer, pick: Pick) -> str:
    """Mostly the id that the content must have."""
    wanted = fixed_id(content, who.participant_id)
    return str(pick((*[wanted or pick(("k1", "k2", "k3", "k4"))] * 8, "k1", "case")))


def case_form_of(pick: Pick) -> i.CaseForm:
    """A case as the project leader may send it."""
    return i.CaseForm(
        goal=pick(("omdat", *TEXTS)),
        documents=pick(TEXTS),
        dpia=pick(get_args(i.Assessment)),
        proactivity=pick(get_args(i.Proactivity)),
        data_origin=pick(get_args(i.DataOrigin)),
    )
