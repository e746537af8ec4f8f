# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the pure rules of one kind of things stand in a log: what `server.live.by_request` has to know of them."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from server.store import Kind
from sessions.model.codes import Refusal


class _HasId(Protocol):
    @property
    def id(self) -> str:
        """The id of its log."""


Event = TypeVar("Event")
Thing = TypeVar("Thing", bound=_HasId)
"""What is true of one of them."""
Command = TypeVar("Command", bound=Struct)
Who = TypeVar("Who")


def _never(_thing: object, _form: str) -> bool:
    return False


def _nothing(_thing: object, _now_ms: int) -> str:
    return ""


class Decided(Generic[Event, Thing, Command, Who]):
    """One kind of things that are changed by request: how its pure rules stand in a log (`server.live.aggregates.Aggregate`).

    `decide` tells which events follow from a command (none when it changes nothing), or why it is not done. To decide one of
    `heavy` takes so long that it is done beside the boards; what is decided on is never changed in place. `was_sent` tells
    whether a form with this name (hexadecimal) changed a thing before its log began anew. `gone_since` tells, of a thing that is
    taken away now, since which day (ISO 8601) what others may point to is gone; empty where they cannot.
    """

    def __init__(
        self,
        kind: Kind,
        *,
        decide: Callable[[Thing, Command, Who, int], tuple[Event, ...] | Refusal],
        replay: Callable[[tuple[Event, ...], Thing | None], Thing | None],
        decode: Callable[[bytes], tuple[Event, ...]],
        encode: Callable[[tuple[Event, ...]], bytes],
        heavy: tuple[type[Struct], ...] = (),
        was_sent: Callable[[Thing, str], bool] = _never,
        gone_since: Callable[[Thing, int], str] = _nothing,
    ) -> None:
        self.kind = kind
        self.was_sent, self.gone_since = was_sent, gone_since
        self._decide, self._replay, self._decode, self._encode, self._heavy = decide, replay, decode, encode, heavy

    def reduce(self, state: Thing | None, payload: bytes) -> Thing:
        """What is true after an entry; `state` is None before the first. Raises for a payload that it did not write."""
        now = self._replay(self._decode(payload), state)
        if now is None:
            raise ValueError("a log begins with an event")
        return now

    def id_of(self, state: Thing) -> str:
        """The id of its log."""
        return state.id

    def code_of(self, state: Thing) -> str:  # noqa: ARG002 - nobody joins one of these with a code
        """None leads to it."""
        return ""

    def is_over(self, state: Thing) -> bool:  # noqa: ARG002 - it is taken away on purpose only, which leaves a record
        """Never by itself."""
        return False

    def decide(self, state: Thing, command: Command, who: Who, now_ms: int) -> bytes | Refusal:
        """The entry that follows from a command, empty when it changes nothing; or why it is not done."""
        decision = self._decide(state, command, who, now_ms)
        return decision if isinstance(decision, Refusal) else self._encode(decision) if decision else b""

    def is_heavy(self, command: Command) -> bool:
        """Whether this is decided beside the boards."""
        return isinstance(command, self._heavy)
