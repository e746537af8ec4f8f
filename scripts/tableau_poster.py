# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The poster of a worked case, laid by its facilitator as far as the step asks (`scripts/tableau.py`)."""

from __future__ import annotations

import asyncio

from server.player.device import Device
from sessions.cases.case import Case
from sessions.material.framework import Framework, ValueRef
from sessions.model.poster_entries import (
    ActionFields,
    PosterActionContent,
    PosterValueContent,
    TensionContent,
    TensionFields,
    ValueFields,
    fields_of,
)
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
            known = next(
                (one for one in self._desk.all(r.PosterValueRecord) if one.content.value.value_id == value.value_id), None
            )
            told = [n for n in self._desk.all(r.NoteRecord) if n.verdict == "chosen" and _is_value(n.content, value.value_id)]
            said = PosterValueContent(
                **fields_of(ValueFields, value) | ({} if with_meaning else {"meaning": ""}),
                foundation=self._framework.foundation_of_value(value.value_id) or "democratie",
                value=ValueRef(value.value_id),
            )
            origins = tuple(note.id for note in told[:MAX_ORIGINS])
            if known is None:
                await must(self._desk, c.PutPosterEntry(f"v-{value.value_id}", 0, said, origins))
            elif (known.content, known.origins) != (said, origins):
                await must(self._desk, c.PutPosterEntry(known.id, known.rev, said, origins))

    async def put_actions(self) -> None:
        """The actions."""
        for number, action in enumerate(self._case.poster.actions, start=1):
            values = tuple(map(ValueRef, action.values))
            said = PosterActionContent(**fields_of(ActionFields, action), values=values, measures=action.measures)
            await must(self._desk, c.PutPosterEntry(f"a-{number}", 0, said))

    async def put_tensions(self) -> None:
        """The tensions, once."""
        if self._desk.all(r.TensionRecord):
            return
        laid = {record.id for record in self._desk.all(r.PosterActionRecord)}
        for number, tension in enumerate(self._case.poster.tensions, start=1):
            said = TensionContent(
                **fields_of(TensionFields, tension),
                value_a=ValueRef(tension.value_a),
                value_b=ValueRef(tension.value_b),
                actions=tuple(f"a-{place}" for place in tension.actions if f"a-{place}" in laid),
            )
            await must(self._desk, c.PutPosterEntry(f"t-{number}", 0, said))

    async def fix(self) -> None:
        """Checklist, decision, and the fixed poster."""
        for item_id, answer in self._case.poster.checklist.items():
            await must(self._desk, c.AnswerChecklist(item_id, 0, answer, done=True))
        decision = self._case.poster.decision
        await must(self._desk, c.DecideProject(self._desk.all(r.DecisionRecord)[0].rev, decision.outcome, decision.reason))
        await must(self._desk, c.TakeSnapshot())


def _is_value(lying: object, value_id: str) -> bool:
    return isinstance(lying, ValueContent) and lying.value.value_id == value_id
