# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workshop as a whole: what it is called, of which values it is, its end, and going on after all."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from msgspec.structs import replace

from sessions.material.framework import Framework, ValueRef
from sessions.material.limits import MAX_VALUES_CHANGES, REOPEN_MS
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
    if session.values_rev >= MAX_VALUES_CHANGES:
        return Refusal("too_many")
    return (
        e.ValuesChanged(command.framework, command.measures, command.accents_left),
        *(e.ItemPut(item, now_ms, "") for item in _following(session, command.accents)),
    )


def _following(session: Session, accents: Iterable[i.Accent]) -> Iterator[i.Item]:
    """What becomes of the strategy's accent values: those that the new values lack go, and come back as the same item with values
    that have them. What people took away stays away, and what lies there of their own comes no second time.
    """
    there = {item.id: item.content for item in session.items.values() if isinstance(item.content, i.Accent)}
    brought = [session.items[item_id] for item_id, accent in there.items() if accent.strategy_version]
    of_people = (item_id for item_id, accent in there.items() if not accent.strategy_version)
    own = {there[item_id].value for item_id in of_people if not session.items[item_id].removed}
    declined = {there[each.id].value for each in brought if each.removed and not each.withdrawn}
    coming = {accent.value: accent for accent in accents if accent.value not in own | declined}
    for each in brought:
        accent = coming.pop(there[each.id].value, None)
        if accent is None and not each.removed:
            yield replace(each, removed=True, withdrawn=True, rev=each.rev + 1)
        elif accent is not None and (each.removed or each.content != accent):
            yield replace(each, content=accent, removed=False, withdrawn=False, rev=each.rev + 1)
    for n, accent in enumerate(coming.values(), 1):
        yield i.Item(f"accent-{session.values_rev + 1}-{n}", accent)


def _change_title(session: Session, command: c.ChangeTitle) -> e.Decision:
    if command.base_rev != session.title_rev:
        return Refusal("stale_rev")
    title, organisation = clean_line(command.title), clean_line(command.organisation)
    if not title:
        return Refusal("empty", "title")
    if (title, organisation) == (session.title, session.organisation):
        return ()
    return (e.TitleChanged(title, organisation, session.title_rev + 1),)
