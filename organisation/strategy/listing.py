# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The long list of phase 2, and which of it are accent values."""

from typing import assert_never

from msgspec.structs import replace

from organisation.strategy import commands as c
from organisation.strategy import events as e
from organisation.strategy.bounds import MAX_LISTED
from organisation.strategy.form import REASON_IDS
from organisation.strategy.material import Material
from organisation.strategy.state import Listed, ListedContent, Strategy
from sessions.material.framework import ValueRef
from sessions.material.typed import clean, clean_line
from sessions.model.codes import Refusal

Command = c.PutListed | c.RemoveListed
Event = e.ListedPut | e.ListedRemoved


def decide(strategy: Strategy, command: Command, material: Material) -> e.Decision:
    """What follows from a command of this topic."""
    was = strategy.listed.get(command.listed_id)
    if isinstance(command, c.PutListed):
        return _put(strategy, command, was, material)
    if was is None:
        return ()
    return (e.ListedRemoved(was.id),) if command.base_rev == was.rev else Refusal("stale_rev", "value")


def reduce(strategy: Strategy, event: Event) -> Strategy:
    """The strategy after a fact of this topic."""
    match event:
        case e.ListedPut():
            return replace(strategy, listed={**strategy.listed, event.listed.id: event.listed})
        case e.ListedRemoved():
            left = {key: each for key, each in strategy.listed.items() if key != event.listed_id}
            return replace(strategy, listed=left)
        case _:
            assert_never(event)


def _put(strategy: Strategy, command: c.PutListed, was: Listed | None, material: Material) -> e.Decision:
    now = _cleaned(command.content)
    if was is not None and now == was.content:
        return ()
    if was is None and command.base_rev != 0:
        return Refusal("unknown_item", "value")
    if was is not None and command.base_rev != was.rev:
        return Refusal("stale_rev", "value")
    if not material.knows(now):
        return Refusal("unknown_value", "value")
    others = (_key(each.content.value) for each in strategy.listed.values() if each.id != command.listed_id)
    if _key(now.value) in others:
        return Refusal("id_taken", "value")
    if was is None and len(strategy.listed) >= MAX_LISTED:
        return Refusal("too_many", "value")
    return (e.ListedPut(Listed(command.listed_id, now, was.rev + 1 if was else 1)),)


def _key(ref: ValueRef) -> tuple[str, str]:
    return ref.value_id, ref.name.casefold()


def _cleaned(content: ListedContent) -> ListedContent:
    value = replace(content.value, name=clean_line(content.value.name))
    reasons = tuple(reason for reason in REASON_IDS if reason in content.reasons)
    note, why, meaning = (clean(text) for text in (content.note, content.why, content.meaning))
    return replace(content, value=value, reasons=reasons, note=note, why=why, meaning=meaning)
