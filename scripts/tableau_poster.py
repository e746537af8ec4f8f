# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The poster of a worked case, laid by its facilitator as far as the step asks (`scripts/tableau.py`)."""

from __future__ import annotations

import asyncio

import msgspec

from server.player.device import Device
from sessions.cases.case import Case
from sessions.material.framework import Framework, ValueRef
from sessions.model.state import ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r

MAX_ORIGINS = 3
_WAIT_S = 0.2
"""After a command that came too fast."""


async def must(device: Device, command: c.Command) -> None:
    """Carry out a command; again when it came too fast. Raises AssertionError when it is refused otherwise."""
    while (refusal := await device.do(command)) is not None:
        if refusal.code != "rate":
            raise AssertionError(f"{type(command).__name__}: {refusal.code} {refusal.field}".rstrip())
        await asyncio.sleep(_WAIT_S)


class Poster:
    """What the facilitator puts on the poster."""

    def __init__(self, case: Case, framework: Framework, desk: Device) -> None:
        self._case = case
        self._framework = framework
        self._desk = desk

    async def put_values(self, *, with_meaning: bool) -> None:
        """The values, with what they mean in this case once that was talked about."""
        for value in self._case.poster.values:
            known = next((one for one in self._desk.all(r.PosterValueRecord) if one.value.value_id == value.value_id), None)
            told = [n for n in self._desk.all(r.NoteRecord) if n.verdict == "chosen" and _is_value(n.content, value.value_id)]
            put = c.PutPosterValue(
                known.id if known else f"v-{value.value_id}",
                known.rev if known else 0,
                self._framework.foundation_of_value(value.value_id) or "democratie",
                ValueRef(value.value_id),
                value.meaning if with_meaning else "",
                tuple(note.id for note in told[:MAX_ORIGINS]),
                orientation=value.orientation,
                wider=value.wider,
                wider_note=value.wider_note,
            )
            if known is None or msgspec.structs.replace(put, base_rev=0) != _as_put(known):
                await must(self._desk, put)

    async def put_actions(self) -> None:
        """The actions."""
        for number, action in enumerate(self._case.poster.actions, start=1):
            fields = msgspec.structs.asdict(action) | {"values": tuple(map(ValueRef, action.values))}
            await must(self._desk, c.PutPosterAction(entry_id=f"a-{number}", base_rev=0, **fields))

    async def put_tensions(self) -> None:
        """The tensions, once."""
        if self._desk.all(r.TensionRecord):
            return
        laid = len(self._desk.all(r.PosterActionRecord))
        for number, tension in enumerate(self._case.poster.tensions, start=1):
            fields = msgspec.structs.asdict(tension) | {
                "value_a": ValueRef(tension.value_a),
                "value_b": ValueRef(tension.value_b),
                "actions": tuple(f"a-{place}" for place in tension.actions if place <= laid),
            }
            await must(self._desk, c.PutTension(entry_id=f"t-{number}", base_rev=0, **fields))

    async def fix(self) -> None:
        """Checklist, decision, and the fixed poster."""
        for item_id, answer in self._case.poster.checklist.items():
            await must(self._desk, c.AnswerChecklist(item_id, 0, answer, done=True))
        decision = self._case.poster.decision
        await must(self._desk, c.DecideProject(self._desk.all(r.DecisionRecord)[0].rev, decision.outcome, decision.reason))
        await must(self._desk, c.TakeSnapshot())


def _is_value(lying: object, value_id: str) -> bool:
    return isinstance(lying, ValueContent) and lying.value.value_id == value_id


def _as_put(record: r.PosterValueRecord) -> c.PutPosterValue:
    return c.PutPosterValue(
        record.id, 0, record.foundation, record.value, record.meaning, record.origins,
        orientation=record.orientation, wider=record.wider, wider_note=record.wider_note,
    )  # fmt: skip
