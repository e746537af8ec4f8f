# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workshop as a whole: what it is called, its end, and going on after all."""

from typing import assert_never

from msgspec.structs import replace

from sessions.material.limits import REOPEN_MS
from sessions.material.typed import clean_line
from sessions.model.codes import Refusal
from sessions.model.state import Session, Showing
from sessions.wire import commands as c
from sessions.wire import events as e

Command = c.ChangeTitle | c.CloseWorkshop | c.ReopenWorkshop
Event = e.TitleChanged | e.WorkshopClosed | e.WorkshopReopened


def decide(session: Session, command: Command, now_ms: int) -> e.Decision:
    """What follows from a command about the whole workshop. The policy table has been asked already."""
    match command:
        case c.ChangeTitle():
            return _change_title(session, command)
        case c.CloseWorkshop():
            return (e.WorkshopClosed(now_ms),)
        case c.ReopenWorkshop():
            if session.phase != "closed":
                return ()
            # Without who did what, nobody would find his own words again.
            over = session.nameless or now_ms >= session.closed_at_ms + REOPEN_MS
            return Refusal("too_late") if over else (e.WorkshopReopened(now_ms),)
        case _:
            assert_never(command)


def reduce(session: Session, event: Event) -> Session:
    """The session after a fact about the whole workshop."""
    match event:
        case e.TitleChanged():
            return replace(session, title=event.title, organisation=event.organisation, title_rev=event.rev)
        case e.WorkshopClosed():
            return replace(session, phase="closed", pitch=None, showing=Showing(), closed_at_ms=event.at_ms)
        case e.WorkshopReopened():
            return replace(session, phase="running" if session.current else "lobby", closed_at_ms=0)
        case _:
            assert_never(event)


def _change_title(session: Session, command: c.ChangeTitle) -> e.Decision:
    if command.base_rev != session.title_rev:
        return Refusal("stale_rev")
    title, organisation = clean_line(command.title), clean_line(command.organisation)
    if not title:
        return Refusal("empty", "title")
    if (title, organisation) == (session.title, session.organisation):
        return ()
    return (e.TitleChanged(title, organisation, session.title_rev + 1),)
