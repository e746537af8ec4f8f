# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling everybody how it is going: a message is put on the status page, corrected and withdrawn."""

from typing import assert_never

from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier import events as e
from organisation.dossier.bounds import MAX_MESSAGES
from organisation.dossier.messages import StatusMessage
from organisation.dossier.standing import mark_of, told_actions
from organisation.dossier.state import Dossier
from sessions.material.typed import clean
from sessions.model.codes import Refusal

Command = c.PublishMessage | c.CorrectMessage | c.WithdrawMessage
Event = e.MessagePut


def decide(dossier: Dossier, command: Command, now_ms: int) -> e.Decision:
    """What follows from a command of this topic."""
    known = next((message for message in dossier.messages if message.id == command.message_id), None)
    match command:
        case c.PublishMessage():
            return _publish(dossier, command, known, now_ms)
        case c.CorrectMessage() | c.WithdrawMessage():
            if known is None:
                return Refusal("unknown_item", "message_id")
            return _change(known, command, now_ms)
        case _:
            assert_never(command)


def reduce(dossier: Dossier, event: Event) -> Dossier:
    """The case after a fact of this topic."""
    others = tuple(event.message if each.id == event.message.id else each for each in dossier.messages)
    is_new = event.message not in others
    return replace(dossier, messages=(*others, event.message) if is_new else others)


def _publish(dossier: Dossier, command: c.PublishMessage, known: StatusMessage | None, now_ms: int) -> e.Decision:
    text = clean(command.text)
    if not text:
        return Refusal("empty", "text")
    if known is not None:
        return () if known.text == text else Refusal("id_taken", "message_id")
    actions = told_actions(dossier)
    if command.seen != mark_of(actions):
        # What goes on the page with it is not what was shown beside it.
        return Refusal("stale_rev", "text")
    if len(dossier.messages) >= MAX_MESSAGES:
        return Refusal("too_many")
    return (e.MessagePut(StatusMessage(command.message_id, now_ms, text, actions)),)


def _change(known: StatusMessage, command: c.CorrectMessage | c.WithdrawMessage, now_ms: int) -> e.Decision:
    if isinstance(command, c.WithdrawMessage):
        if known.withdrawn:
            return ()
        if command.base_rev != known.rev:
            return Refusal("stale_rev", "text")
        gone = replace(known, withdrawn=True, text="", actions=(), rev=known.rev + 1, changed_at_ms=now_ms)
        return (e.MessagePut(gone),)
    text = clean(command.text)
    if text == known.text and not known.withdrawn:
        return ()
    if command.base_rev != known.rev or known.withdrawn:
        return Refusal("stale_rev", "text")
    if not text:
        return Refusal("empty", "text")
    return (e.MessagePut(replace(known, text=text, rev=known.rev + 1, changed_at_ms=now_ms)),)
