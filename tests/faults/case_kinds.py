# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faults around a case: many people fill in forms at once, each of which is sent until it is answered, to whichever worker
answers; and what was answered must be in the case, once, the same for everybody.
"""

from __future__ import annotations

import asyncio
import http.client
import itertools
import json
import secrets
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from organisation.dossier.packing import PACKED_AFTER_DAYS
from organisation.dossier.state import Dossier
from server.dossiers.dossiers import Dossiers
from server.keeping.cases import pack_untouched_cases
from server.player.browser import Answer, Browser, Opened, open_workshop, unlock
from server.player.device import Device
from server.settings import Settings
from server.store import DOSSIER, Store, open_store
from sessions.material.limits import DAY_MS
from sessions.model.poster_entries import PosterActionContent
from sessions.wire import commands as c
from tests.faults import processes
from tests.faults.kinds import ATTEMPTS, POINTS, Kind, MakeStore, Point, first, set_trap
from tests.faults.processes import Worker
from tests.faults.result import Result
from tests.patience import patient
from tests.running import outcome_of

PEOPLE = 52
"""Each with a form under way: more than the fifty that make an injection count."""
GIVEN_UP_S = 60.0
"""Whoever sends a form again and again for so long is wedged (I13)."""


class CaseWorld:
    """Two workers, a workshop with a fixed poster, and its case; a new one for each injection, as a case takes so many forms."""

    def __init__(self, store: processes.Store, workers: list[Worker]) -> None:
        self.store = store
        self.workers = workers
        self.sent: dict[str, int] = {}
        """What people wrote in forms that were answered "stored", by their words, and how often they were sent."""
        self.problems: list[str] = []
        self.opened: Opened | None = None
        self._turn = itertools.count()

    @property
    def settings(self) -> Settings:
        """For looking into the store past the workers."""
        return Settings(redis_url=f"unix://{self.store.socket}")

    @property
    def id(self) -> str:
        """The workshop's, and its case's."""
        assert self.opened is not None
        return self.opened.session_id

    async def open_workshop(self, actions: int) -> None:
        """A workshop with so many actions on its fixed poster."""
        self.sent = {}
        self.opened = await open_workshop(self.workers[0].base_url, {"title": "Camera's", "organisation": "Gemeente"})
        await self.fix([(f"a{number}", f"Actie {number}") for number in range(actions)], "A3")

    async def fix(self, actions: list[tuple[str, str]], leaf_id: str = "") -> None:
        """Put actions on the poster, and fix it."""
        assert self.opened is not None
        async with Device(self.opened.facilitator, self.id, "facilitator") as desk:
            if leaf_id:
                await desk.must(c.GoToStep(leaf_id, desk.workshop.current))
            for entry_id, words in actions:
                await desk.must(c.PutPosterEntry(entry_id, 0, PosterActionContent(foundation="democratie", action=words)))
            await desk.must(c.TakeSnapshot())

    async def begin(self) -> None:
        """Begin the case."""
        assert self.opened is not None
        await self.send(self.opened.facilitator, f"/regie/{self.id}/zaak", {}, "")

    def at(self, browser: Browser, number: int) -> Browser:
        """The same browser at another worker."""
        there = Browser(self.workers[number % len(self.workers)].base_url)
        there.cookies = browser.cookies
        there.answer_within_s = patient(8)
        return there

    async def send(self, browser: Browser, path: str, form: dict[str, str], words: str) -> Answer:
        """Send a form until somebody answers it, each time to the other worker, as people do who press again."""
        give_up_at = time.monotonic() + patient(GIVEN_UP_S)
        turn = next(self._turn)
        while time.monotonic() < give_up_at:
            turn += 1
            try:
                answer = await self.at(browser, turn).post(path, form)
            except (OSError, http.client.HTTPException):
                await asyncio.sleep(0.1)
                continue
            if answer.status in (503, 429):
                await asyncio.sleep(0.2)
                continue
            if answer.status == 303 and words:
                self.sent[words] = self.sent.get(words, 0) + 1
            return answer
        self.problems.append(f"wedged: {path}")
        raise TimeoutError(path)

    async def dossier(self) -> Dossier:
        """The case as its log tells it."""
        async with open_store(self.settings) as store:
            found = await Dossiers(store).get(self.id)
        if found is None:
            raise AssertionError("the case is gone")
        return found

    async def judge(self, result: Result) -> None:
        """Everything that was answered is in the case once, and every worker shows the same."""
        assert self.opened is not None
        dossier = await self.dossier()
        told = Counter(action.plan.action for action in dossier.actions.values())
        told.update(
            answer for action in dossier.actions.values() for moment in action.moments for answer in moment.answers if answer
        )
        lost = [words for words in self.sent if not told[words]]
        doubled = [words for words in self.sent if told[words] > 1]
        pages = [await self._page(number) for number in range(len(self.workers))]
        other = [line for line in pages[1].splitlines() if line not in pages[0].splitlines()]
        result.commands += len(self.sent)
        result.lost += len(lost)
        result.duplicated += len(doubled)
        result.diverged += int(pages[0] != pages[1])
        self.problems += [f"lost: {words}" for words in lost[:3]] + [f"twice: {words}" for words in doubled[:3]]
        if pages[0] != pages[1]:
            self.problems.append(f"the workers show different cases: {other[:2]}")

    async def _page(self, number: int) -> str:
        """What a worker shows of the case, but for its own address and the mark of its forms."""
        assert self.opened is not None
        page = await self.at(self.opened.facilitator, number).get(f"/zaak/{self.id}")
        if page.status != 200 or 'id="path"' not in page.body:
            self.problems.append(f"worker {number} does not show the case")
        told = page.body.replace(self.workers[number].base_url, "").replace(f":{self.workers[number].to_clients.port}", "")
        return "\n".join(line for line in told.splitlines() if 'name="mark"' not in line)


Inject = Callable[[CaseWorld, int, Result], Awaitable[bool]]
"""Answers whether it struck; how many forms were under way then is written down in the result."""


# ── what people do ──────────────────────────────────────────────────────────────────────────────────────────────────────


def forms(world: CaseWorld, number: int) -> list[tuple[str, dict[str, str], str]]:
    """A form for each: half of them add an action, the others tell how theirs is doing. Path, fields, and the words in it."""
    made = []
    for person in range(PEOPLE):
        words, mark = f"ronde {number} persoon {person}", secrets.token_urlsafe(18)
        if person % 2:
            made.append((f"/zaak/{world.id}/acties", {"mark": mark, "action": words}, words))
        else:
            path = f"/zaak/{world.id}/actie/{world.id}.a{person // 2}/stand"
            made.append((path, {"mark": mark, "base_rev": "1", "status": "busy", "answer-1": words}, words))
    return made


def all_send(world: CaseWorld, made: list[tuple[str, dict[str, str], str]]) -> list[asyncio.Task[Answer]]:
    """Everybody presses."""
    assert world.opened is not None
    return [asyncio.create_task(world.send(world.opened.facilitator, *each)) for each in made]


def strike(result: Result, tasks: list[asyncio.Task[Answer]]) -> None:
    """Note what is under way."""
    result.under_way.append(sum(not task.done() for task in tasks))
    result.in_flight.append(0)


# ── faults ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def kill_worker(point: Point, world: CaseWorld, number: int, result: Result) -> bool:
    """SIGKILL of a worker that is about to change a case, or just did and told nobody."""
    await world.begin()
    worker = world.workers[number % 2]
    trap = set_trap(worker, point)
    tasks = all_send(world, forms(world, number))
    struck = await first([trap]) is not None
    strike(result, tasks)
    if struck:
        worker.kill()
        trap.drop()
    worker.to_store.heal()
    if struck:
        await worker.start()
    await asyncio.gather(*tasks)
    return struck


async def lose_reply(world: CaseWorld, number: int, result: Result) -> bool:
    """A worker's connection to the store breaks after the append, before its reply: it does not know what became of it."""
    return await _break_after_append(world, number, result, store_too=False)


async def kill_store(world: CaseWorld, number: int, result: Result) -> bool:
    """SIGKILL of Redis after an append, before its reply; then it is started again on its file."""
    return await _break_after_append(world, number, result, store_too=True)


async def _break_after_append(world: CaseWorld, number: int, result: Result, *, store_too: bool) -> bool:
    await world.begin()
    worker = world.workers[number % 2]
    trap = set_trap(worker, POINTS[1])
    tasks = all_send(world, forms(world, number))
    struck = await first([trap]) is not None
    strike(result, tasks)
    if store_too:
        world.store.kill()
    trap.drop()
    worker.to_store.heal()
    if store_too:
        await world.store.start()
    await asyncio.gather(*tasks)
    return struck


async def lose_answer(world: CaseWorld, number: int, result: Result) -> bool:
    """Nobody hears the answer to his form: every connection of people breaks, again and again."""
    await world.begin()
    tasks = all_send(world, forms(world, number))
    strike(result, tasks)
    for _ in range(4):
        await asyncio.sleep(0.1)
        for worker in world.workers:
            worker.to_clients.cut()
    await asyncio.gather(*tasks)
    return True


async def send_twice(world: CaseWorld, number: int, result: Result) -> bool:
    """Every form is sent twice in the same moment, to both workers."""
    await world.begin()
    made = forms(world, number)
    tasks = [task for _ in range(2) for task in all_send(world, made)]
    strike(result, tasks)
    answers = await asyncio.gather(*tasks)
    if {answer.status for answer in answers} != {303}:
        world.problems.append(f"answered {sorted({answer.status for answer in answers})} to a form that was sent twice")
    return True


async def edit_together(world: CaseWorld, number: int, result: Result) -> bool:
    """Two people change the same action from the same page: one is kept, the other gets both texts back."""
    assert world.opened is not None
    await world.begin()
    pairs = []
    for pair in range(PEOPLE // 2):
        path = f"/zaak/{world.id}/actie/{world.id}.a{pair}"
        texts = [f"ronde {number} paar {pair} tekst {one}" for one in "AB"]
        sent = [
            asyncio.create_task(
                world.send(
                    world.opened.facilitator, path, {"mark": secrets.token_urlsafe(18), "base_rev": "1", "action": text}, text
                )
            )
            for text in texts
        ]
        pairs.append((texts, sent))
    strike(result, [task for _, sent in pairs for task in sent])
    for texts, sent in pairs:
        answers = await asyncio.gather(*sent)
        if sorted(answer.status for answer in answers) != [303, 409]:
            world.problems.append(f"two editors got {sorted(answer.status for answer in answers)}")
            continue
        told = next(answer.body for answer in answers if answer.status == 409)
        if not all(text in told for text in texts):
            result.lost += 1
            world.problems.append("who was too late does not see both texts")
    return True


async def kill_at_hand_over(point: Point, world: CaseWorld, number: int, result: Result) -> bool:
    """SIGKILL while two versions of a poster are handed over, by facilitator and scribe at once: begun once, each version once,
    and whoever began it gets in.
    """
    assert world.opened is not None
    if number % 2:
        await world.begin()
        await world.fix([("b1", "Nog een actie")])
    scribe = await unlock(world.workers[1].base_url, "notulen", world.id, world.opened.scribe_key)
    worker = world.workers[number // 2 % 2]
    trap = set_trap(worker, point)
    crew = [world.opened.facilitator, scribe] * (PEOPLE // 2)
    tasks = [asyncio.create_task(world.send(browser, f"/regie/{world.id}/zaak", {}, "")) for browser in crew]
    struck = await first([trap]) is not None
    strike(result, tasks)
    if struck:
        worker.kill()
        trap.drop()
    worker.to_store.heal()
    if struck:
        await worker.start()
    await asyncio.gather(*tasks)
    dossier = await world.dossier()
    versions = [told.version for told in dossier.handed]
    wanted = [1, 2] if number % 2 else [1]
    result.lost += len(set(wanted) - set(versions))
    result.duplicated += len(versions) - len(set(versions))
    await world.at(world.opened.facilitator, 0).get(f"/regie/{world.id}/zaak")
    return struck


async def restore_backup(world: CaseWorld, number: int, result: Result) -> bool:
    """The store is lost with everything in it, and comes back from a backup; browsers send what they sent before once more."""
    assert world.opened is not None
    await world.begin()
    made = forms(world, number)
    await asyncio.gather(*all_send(world, made))
    environment = {"REDIS_URL": f"unix://{world.store.socket}"}
    path = world.store.folder / f"backup{number}.zip"
    taken, _, said = await outcome_of(None, "backup", "--out", str(path), **environment)
    if number % 2:
        # What happened since is gone with the store, and is sent again.
        words = f"ronde {number} laat"
        late = [(f"/zaak/{world.id}/acties", {"mark": secrets.token_urlsafe(18), "action": words}, words)]
        await asyncio.gather(*all_send(world, late))
        made += late
    world.store.ask("FLUSHALL")
    put, _, more = await outcome_of(None, "restore", str(path), "--skip-existing", **environment)
    if taken or put:
        result.problems.append(f"backup and restore: {said} {more}")
    tasks = all_send(world, made)
    strike(result, tasks)
    await asyncio.gather(*tasks)
    return True


async def pack_meanwhile(world: CaseWorld, number: int, result: Result) -> bool:
    """The case is packed while everybody sends, again and again, and every form is sent once more afterwards."""
    await world.begin()
    made = forms(world, number)
    tasks = all_send(world, made)
    strike(result, tasks)
    packed = 0
    async with open_store(world.settings) as store:
        while not all(task.done() for task in tasks):
            packed += len(await _pack(store))
        await asyncio.gather(*tasks)
        packed += len(await _pack(store))
        await asyncio.gather(*all_send(world, made))
    return packed > 0


async def _pack(store: Store) -> list[str]:
    later_ms = await store.of(DOSSIER).log.now_ms() + (PACKED_AFTER_DAYS + 1) * DAY_MS
    return await pack_untouched_cases(store, later_ms)


# ── running ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def open_case_world(make_store: MakeStore, folder: Path) -> AsyncIterator[CaseWorld]:
    """A store and two workers; no case yet."""
    store = make_store(folder)
    workers = [Worker(number, folder, store) for number in range(2)]
    try:
        await store.start()
        for worker in workers:
            await worker.start()
        yield CaseWorld(store, workers)
    finally:
        for worker in workers:
            await worker.close()
        store.kill()


async def one(world: CaseWorld, inject: Inject, number: int, result: Result) -> bool:
    """A case of its own under one injection, and what became of it; False when it did not strike."""
    await world.open_workshop(PEOPLE // 2)
    began = time.monotonic()
    if not await inject(world, number, result):
        result.under_way.pop()
        result.in_flight.pop()
        result.missed += 1
        return False
    result.injected += 1
    result.recover_ms.append(round((time.monotonic() - began) * 1000))
    await world.judge(result)
    return True


async def run_cases(inject: Inject, make_store: MakeStore, folder: Path, times: int, _seed: int, result: Result) -> None:
    """So many injections of one kind, each of a case of its own."""
    async with open_case_world(make_store, folder) as world:
        for attempt in range(times * ATTEMPTS):
            await one(world, inject, attempt, result)
            if result.injected == times:
                break
        result.problems += world.problems
        lines = [{"k": "sent", "words": words, "times": times} for words, times in world.sent.items()]
        (folder / "history.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    if result.injected < times:
        result.problems.append(f"only {result.injected} of {times} injections struck")


INJECTIONS: dict[str, Inject] = {
    "case: worker killed before the append of a form": partial(kill_worker, POINTS[0]),
    "case: worker killed after the append of a form, before its reply": partial(kill_worker, POINTS[1]),
    "case: worker killed before a poster is handed over": partial(kill_at_hand_over, POINTS[0]),
    "case: worker killed after a poster was handed over, before its reply": partial(kill_at_hand_over, POINTS[1]),
    "case: reply of Redis lost": lose_reply,
    "case: Redis killed after the append of a form, before its reply": kill_store,
    "case: answers to people lost": lose_answer,
    "case: every form sent twice at once": send_twice,
    "case: two editors of each action": edit_together,
    "case: restored from a backup, and forms sent again": restore_backup,
    "case: packed while people send": pack_meanwhile,
}
KINDS: list[Kind] = [Kind(name, long=True, run=partial(run_cases, inject)) for name, inject in INJECTIONS.items()]
