# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workshop as a whole: what it is called, of which values it is, its end, and going on after all."""

from typing import assert_never

from msgspec.structs import replace

from sessions.material.framework import Framework, ValueRef
from sessions.material.limits import REOPEN_MS
from sessions.material.typed import clean_line
from sessions.model import items as i
from sessions.model.codes import Refusal
from sessions.model.state import Session, Showing
from sessions.wire import commands as c
from sessions.wire import events as e

Command = c.ChangeTitle | c.ChangeValues | c.CloseWorkshop | c.ReopenWorkshop
Event = e.TitleChanged | e.ValuesChanged | e.WorkshopClosed | e.WorkshopReopened


def decide(session: Session, command: Command, now_ms: int) -> e.Decision:
    """What follows from a command about the whole workshop. The policy table has been asked already."""
    match command:
        case c.ChangeTitle():
            return _change_title(session, command)
        case c.ChangeValues():
            return _change_values(session, command, now_ms)
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
        case e.ValuesChanged():
            return replace(
                session,
                framework=event.framework,
                measures=event.measures,
                accents_left=event.accents_left,
                values_rev=session.values_rev + 1,
            )
        case e.WorkshopClosed():
            return replace(session, phase="closed", pitch=None, showing=Showing(), closed_at_ms=event.at_ms)
        case e.WorkshopReopened():
            return replace(session, phase="running" if session.current else "lobby", closed_at_ms=0)
        case _:
            assert_never(event)


def values_at_stake(session: Session, framework: Framework) -> tuple[ValueRef, ...]:
    """What people laid ready of values that this framework does not have: with it they could not stay. What the strategy brought
    goes by itself.
    """
    laid = (item.content for item in session.items.values() if not item.removed)
    of_people = (
        content.value
        for content in laid
        if isinstance(content, i.ResearchValue) or (isinstance(content, i.Accent) and not content.strategy_version)
    )
    return tuple(value for value in of_people if framework.principle_of(value) is None)


def _change_values(session: Session, command: c.ChangeValues, now_ms: int) -> e.Decision:
    if command.framework == session.framework:
        return ()
    if session.notes or session.poster.entries:
        return Refusal("not_now")
    if values_at_stake(session, command.framework):
        return Refusal("unknown_value", "items")
    brought = [each for each in session.items.values() if isinstance(each.content, i.Accent) and each.content.strategy_version]
    known = {each.content.value for each in session.items.values() if isinstance(each.content, i.Accent) and each not in brought}
    coming = [accent for accent in command.accents if accent.value not in known]
    rev = session.values_rev + 1
    return (
        e.ValuesChanged(command.framework, command.measures, command.accents_left),
        *(e.ItemPut(replace(each, removed=True, rev=each.rev + 1), now_ms, "") for each in brought if not each.removed),
        *(e.ItemPut(i.Item(f"accent-{rev}-{n}", accent), now_ms, "") for n, accent in enumerate(coming, 1)),
    )


def _change_title(session: Session, command: c.ChangeTitle) -> e.Decision:
    if command.base_rev != session.title_rev:
        return Refusal("stale_rev")
    title, organisation = clean_line(command.title), clean_line(command.organisation)
    if not title:
        return Refusal("empty", "title")
    if (title, organisation) == (session.title, session.organisation):
        return ()
    return (e.TitleChanged(title, organisation, session.title_rev + 1),)
