# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The simulated facilitator who leads: steps, time, seats and the guard over silence."""

import asyncio

from server.player.device import Device
from server.player.person import TOO_LATE, TRIES, PlayError
from server.player.tempo import Haste, Tempo, left_ms, within_s
from server.player.watch import Watcher
from sessions.material.limits import SHORTEN_TO_PART
from sessions.model.codes import Refusal
from sessions.wire import commands as c
from sessions.wire import records as r

BEAT_S = 4.0
GLANCE_S = 1.5


class Leader:
    """The facilitator's device and how a facilitator leads with it. `cast_size` is how many simulated people have a device."""

    def __init__(self, device: Device, tempo: Tempo, watcher: Watcher, cast_size: int) -> None:
        self.device = device
        self._tempo = tempo
        self.watcher = watcher
        # Real people may join a demo to look around: nobody waits for them.
        self._cast = cast_size
        self._haste = Haste()

    @property
    def run(self) -> r.RunRecord:
        """The run that is on."""
        run = self.device.run
        if run is None:
            raise PlayError("No step is on.")
        return run

    async def do(self, command: c.Command, *, in_vain: tuple[str, ...] = ()) -> Refusal | None:
        """Carry out a command; refusals are counted, those of `in_vain` apart. One that came too fast is sent again."""
        for _ in range(TRIES):
            await self._haste.turn()
            refusal = await self.device.do(command)
            if refusal is not None:
                (self.watcher.in_vain if refusal.code in in_vain else self.watcher.refusals)[refusal.code] += 1
            if refusal is None or refusal.code != "rate":
                return refusal
            await asyncio.sleep(0.2)
        return Refusal("rate")

    async def must(self, command: c.Command) -> None:
        """Carry out a command that cannot be refused. Raises PlayError when it is."""
        refusal = await self.do(command)
        if refusal is not None:
            what = f"{type(command).__name__} of the facilitator"
            raise PlayError(f"{what} was refused: {refusal.code} {refusal.field}".rstrip() + ".")

    async def beat(self, seconds: float = BEAT_S) -> None:
        """Give people a moment."""
        await self._tempo.spend(self.device, seconds)

    async def go_to(self, leaf_id: str) -> r.RunRecord:
        """Start a step, and its timer where that does not start by itself."""
        await self.must(c.GoToStep(leaf_id, self.device.workshop.current))
        await self.device.until(lambda: self.device.run is not None and self.device.run.leaf_id == leaf_id)
        if not self.run.silent:
            await self.must(c.StartTimer(self.run.id))
        return self.run

    async def seat(self, seats: dict[str, str]) -> None:
        """Move people (participant id: table id) to where the case has them."""
        for person in self.device.all(r.PersonRecord):
            table_id = seats.get(person.participant_id, person.table_id)
            if table_id != person.table_id:
                await self.must(c.MovePerson(person.participant_id, table_id))

    async def stretch(self) -> None:
        """Pause the time for an announcement, and go on."""
        await self.must(c.PauseTimer(self.run.id))
        await self.beat(GLANCE_S)
        await self.must(c.ResumeTimer(self.run.id))

    async def shorten(self) -> None:
        """Say "nog 20 seconden", when there is more than that."""
        minute_ms = self.device.workshop.minute_ms
        if self.run.timer_state == "running" and left_ms(self.device) > minute_ms // SHORTEN_TO_PART + minute_ms // 10:
            refusal = await self.do(c.ShortenTimer(self.run.id), in_vain=TOO_LATE)
            if refusal is not None and refusal.code not in TOO_LATE:
                raise PlayError(f"The facilitator could not shorten the time: {refusal.code}.")

    async def keep_silence(self, next_leaf_id: str) -> None:
        """Guard a silent step until it opens: give time to who asks for it, shorten when everybody is ready."""
        run = self.run
        # The lock itself: no step is opened while silence holds, by anybody.
        refusal = await self.do(c.GoToStep(next_leaf_id, run.id), in_vain=("silence_running",))
        if refusal is None or refusal.code != "silence_running":
            raise PlayError(f"The silence of {run.leaf_id} did not hold against the next step.")
        while not self._opened(run.id):
            await self.device.until(
                lambda: self._opened(run.id) or self._asking() or self.run.ready >= self._cast,
                within_s(self.device),
            )
            if self._opened(run.id):
                return
            if self._asking():
                await self._add_time(run.id)
            else:
                await self.shorten()
                version = self.run.timer_version
                await self.device.until(
                    lambda v=version: self._opened(run.id) or self._asking() or self.run.timer_version != v,  # type: ignore[misc]
                    within_s(self.device),
                )

    def _asking(self) -> bool:
        return any(desk.asking for desk in self.device.all(r.DeskRecord))

    def _opened(self, run_id: str) -> bool:
        run = self.device.records.get(run_id)
        return isinstance(run, r.RunRecord) and run.opened_to != "author"

    async def _add_time(self, run_id: str) -> None:
        refusal = await self.do(c.AddTime(run_id, max(1, self.device.workshop.minute_ms // 1000)), in_vain=TOO_LATE)
        if refusal is not None and refusal.code not in TOO_LATE:
            raise PlayError(f"The facilitator could not add time: {refusal.code}.")
