# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trying it out: a rehearsal that begins where everybody writes, with the one who opened it at a table already.

Nothing here is a way of its own: it is what a facilitator would do by hand, tables, a place and the step, one after the other.
"""

from collections.abc import Iterable

from sessions.material.framework import FOUNDATION_IDS
from sessions.material.script import Script, leaves
from sessions.model.codes import Refusal
from sessions.model.state import PreparedTable
from sessions.model.viewer import SYSTEM, Viewer
from sessions.topics import decider
from sessions.wire import commands as c
from sessions.wire import events as e


def at_the_writing(opened: Iterable[e.Event], script: Script, secret_hash: str, now_ms: int) -> e.Decision:
    """What follows on the opening of a workshop for who tries it out: a table for each foundation, however many come later, a
    place for the holder of the secret with this hash, and the first step in which everybody writes in silence. A script without
    such a step stays in the lobby. A refusal when the opening was none.
    """
    leading = Viewer("facilitator")
    tables = tuple(PreparedTable((foundation,)) for foundation in FOUNDATION_IDS)
    asked: list[tuple[c.AnyCommand, Viewer]] = [
        (c.SetTables(0, tables), leading),
        (c.JoinWorkshop(f"p{secret_hash[:16]}", secret_hash, "", ""), SYSTEM),
    ]
    writing = next((leaf for leaf in leaves(script) if leaf.silent and leaf.kinds), None)
    if writing is not None:
        asked.append((c.GoToStep(writing.id, ""), leading))
    session = decider.replay(opened)
    found: tuple[e.Event, ...] = ()
    for command, who in asked:
        more = Refusal("invalid", "") if session is None else decider.decide(session, command, who, now_ms)
        if isinstance(more, Refusal):
            return more
        found += more
        session = decider.replay(more, session)
    return found
