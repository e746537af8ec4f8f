# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the actions of a case stand, for everybody: what is told on the status page, and from what a message is drafted."""

import hashlib
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from organisation.dossier.messages import StatusMessage, ToldAction
from organisation.dossier.state import STATUSES, Dossier, LivingAction, Status


class News(Struct, frozen=True):
    """What became of actions since the last message, in the words of the actions alone."""

    since_ms: int
    done: tuple[ToldAction, ...]
    busy: tuple[ToldAction, ...]
    stuck: tuple[ToldAction, ...]
    waiting: tuple[ToldAction, ...]
    dropped: tuple[ToldAction, ...]


def told_actions(dossier: Dossier) -> tuple[ToldAction, ...]:
    """Every action as everybody may see it: no holder, no reason, no answer. In the order of the states, then of the days."""
    rank: dict[Status, int] = {"busy": 0, "stuck": 1, "not_started": 2, "done": 3, "dropped": 4}
    ordered = sorted(_to_tell(dossier), key=lambda each: (rank[each.status], each.plan.due_day or "9999", each.id))
    return tuple(_told(action) for action in ordered)


def mark_of(actions: tuple[ToldAction, ...]) -> str:
    """A short name for what is told of the actions: another one as soon as anything of it is another."""
    return hashlib.sha256(msgspec.msgpack.encode(actions)).hexdigest()[:16]


def news(dossier: Dossier) -> News:
    """What there is to tell. What was finished or dropped before the last message was told already."""
    since_ms = max((message.at_ms for message in dossier.messages if not message.withdrawn), default=0)
    found: dict[Status, list[ToldAction]] = {status: [] for status in STATUSES}
    for action in _to_tell(dossier):
        if action.is_open or action.told_ms > since_ms:
            found[action.status].append(_told(action))
    return News(
        since_ms,
        done=tuple(found["done"]),
        busy=tuple(found["busy"]),
        stuck=tuple(found["stuck"]),
        waiting=tuple(found["not_started"]),
        dropped=tuple(found["dropped"]),
    )


def published(dossier: Dossier) -> tuple[StatusMessage, ...]:
    """The messages, the newest first."""
    return tuple(reversed(dossier.messages))


def latest(messages: Sequence[StatusMessage]) -> StatusMessage | None:
    """The newest message that stands, whose actions the page shows; `messages` are the newest first."""
    return next((message for message in messages if not message.withdrawn), None)


def _to_tell(dossier: Dossier) -> Iterator[LivingAction]:
    """The actions but for those that the latest poster has no more and nobody began."""
    return (action for action in dossier.living if not (action.gone and action.status == "not_started"))


def _told(action: LivingAction) -> ToldAction:
    values = action.on_poster.values if action.on_poster else ()
    plan = action.plan
    return ToldAction(plan.action, values, action.foundation, action.status, plan.due_day, plan.term, plan.level)
