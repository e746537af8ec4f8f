# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures cases on a store of its own: opening a large one, what it takes of the store, packed and not, and a hundred holders
who tell at once: `python -m benchmarks.cases`. Words are drawn from the worked cases, so that they pack as people's words do.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from board import case_pages
from board.belonging import Belonging
from board.reach import reach_of
from organisation.dossier import commands as c
from organisation.dossier.handing_over import HandedAction, HandOver
from organisation.dossier.questions import FOLLOW_UP, PROGRESS
from organisation.dossier.state import STATUSES, Dossier
from organisation.dossier.viewer import COORDINATOR
from server.dossiers.dossiers import Dossiers
from server.keeping.cases import pack_untouched_cases
from server.settings import Settings
from server.store import DOSSIER, Store, open_store
from sessions.material.credit import Credit
from sessions.material.framework import FOUNDATION_IDS
from sessions.topics.poster import ActionLine, DecisionLine, NamedValue

HALF_A_YEAR_MS = 180 * 24 * 3600 * 1000
TIMES = 7
HOLDERS = 100
LARGE_LOG_BYTES = 10_000_000
LONGEST_WORDS = 90
"""More than fit in an answer: then all five are full."""
CONTENT = Path(__file__).parent.parent / "sessions" / "content"


class Opened(Struct, frozen=True):
    """How large a case is, how long it takes to read it (never read before, changed by one entry, unchanged) and to draw its
    page, in milliseconds, and what it takes of the store's memory, in kB.
    """

    name: str
    actions: int
    entries: int
    store_kb: float
    cold_ms: float
    changed_ms: float
    warm_ms: float
    page_ms: float
    page_kb: float
    packed_kb: float
    packed_cold_ms: float


class Told(Struct, frozen=True):
    """So many holders who tell at once in the largest of them: until the last one is done."""

    holders: int
    all_ms: float
    refused: int


class Figures(Struct, frozen=True):
    """All that was measured."""

    cases: list[Opened]
    told: Told


class Words:
    """Sentences of words as people use them, the same in every run."""

    def __init__(self) -> None:
        text = " ".join(path.read_text(encoding="utf-8") for path in sorted(CONTENT.glob("*.toml")))
        self._words = [word.strip('".,') for word in text.split() if word.strip('".,').isalpha()]
        self._dice = random.Random(9)

    def __call__(self, count: int, most: int = 500) -> str:
        """So many words, and at most so many characters."""
        return " ".join(self._dice.choice(self._words) for _ in range(count))[:most].strip()

    def pick(self, count: int) -> int:
        """One of so many."""
        return self._dice.randrange(count)


def poster(words: Words, actions: int) -> HandOver:
    """A fixed poster with so many actions."""
    lines = (
        ActionLine(
            foundation=FOUNDATION_IDS[number % 3],
            action=words(14),
            holder=words(3, 120),
            term="1 mei",
            monitor=words(2, 120),
            values=(words(1, 40),),
        )
        for number in range(actions)
    )
    credit = Credit("CODIO Project 2025", 1, "", words(10))
    return HandOver(
        workshop_id="meting",
        version=1,
        sha256="0" * 64,
        fixed_at_ms=1,
        title=words(5, 120),
        organisation=words(2, 120),
        language="nl",
        script=credit,
        framework=credit,
        case=None,
        case_text=words(120, 4000),
        values=tuple(NamedValue(foundation=FOUNDATION_IDS[n % 3], name=words(1), meaning=words(20)) for n in range(12)),
        tensions=(),
        actions=tuple(HandedAction(f"a{number}", line) for number, line in enumerate(lines)),
        set_aside=(),
        accents=(),
        accent_answers=(),
        checklist=(),
        decision=DecisionLine("go", words(20)),
    )


async def filled(store: Store, case_id: str, actions: int, entries: int, answer_words: int, log_bytes: int = 0) -> None:
    """A case with a history: answers of the talk, and check moments of all its actions in turn."""
    words, dossiers = Words(), Dossiers(store)
    await dossiers.open(c.OpenDossier(case_id, "a" * 64, poster(words, actions)))
    copies, number = store.of(DOSSIER).copies, 0
    while number < entries - 1 or (log_bytes and (await copies.sizes_bytes([case_id]))[0] < log_bytes):
        for _ in range(1 if not log_bytes else 100):
            dossier = await dossiers.get(case_id)
            assert dossier is not None  # noqa: S101 - it was begun above
            await must(dossiers, case_id, _change(dossier, words, number, answer_words), f"form-{number}")
            number += 1


def _change(dossier: Dossier, words: Words, number: int, answer_words: int) -> c.Command:
    if number < len(FOLLOW_UP):
        return c.AnswerFollowUp(number, 0, words(30))
    action = list(dossier.actions.values())[number % len(dossier.actions)]
    answers = tuple(words(answer_words) if words.pick(5) < 2 or answer_words == LONGEST_WORDS else "" for _ in PROGRESS)
    status = STATUSES[words.pick(4)]
    return c.ReportProgress(action.id, action.rev, status, words(8) if status == "stuck" else "", answers, "2027-03-01")


async def must(dossiers: Dossiers, case_id: str, command: c.Command, form: str) -> None:
    """Change a case. Raises RuntimeError when that is refused."""
    refusal = await dossiers.ask(case_id, command, COORDINATOR, form)
    if refusal is not None:
        raise RuntimeError(f"{command}: {refusal}")


async def opened(store: Store, name: str, case_id: str) -> Opened:
    """Measured, and packed at the end."""
    copies = store.of(DOSSIER).copies
    dossier = await Dossiers(store).get(case_id)
    if dossier is None:
        raise RuntimeError(f"{case_id} is not there")
    held, other = Dossiers(store), Dossiers(store)
    await held.get(case_id)

    async def changed() -> None:
        await must(other, case_id, c.RevokeHolderLink(next(iter(dossier.actions))), "")
        day = "2027-01-01" if (await other.get(case_id) or dossier).done.get("report", "") == "" else ""
        await must(other, case_id, c.SetDone("report", day), "")

    found = Opened(
        name=name,
        actions=len(dossier.actions),
        entries=(await copies.last_ms([case_id]))[0][0].seq,
        store_kb=(await copies.sizes_bytes([case_id]))[0] / 1000,
        cold_ms=await median(lambda: Dossiers(store).get(case_id)),
        changed_ms=await median(lambda: held.get(case_id), before=changed),
        warm_ms=await median(lambda: held.get(case_id)),
        page_ms=await median(lambda: _drawn(dossier)),
        page_kb=len(_page(dossier).encode()) / 1000,
        packed_kb=0,
        packed_cold_ms=0,
    )
    await pack_untouched_cases(store, await store.log.now_ms() + HALF_A_YEAR_MS)
    return msgspec.structs.replace(
        found,
        packed_kb=(await copies.sizes_bytes([case_id]))[0] / 1000,
        packed_cold_ms=await median(lambda: Dossiers(store).get(case_id)),
    )


async def median(what: Callable[[], Awaitable[object]], before: Callable[[], Awaitable[None]] | None = None) -> float:
    """How long it takes, in milliseconds: the median of a few times, each after `before`."""
    took = []
    for _ in range(TIMES):
        if before is not None:
            await before()
        begun = time.perf_counter()
        await what()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


async def _drawn(dossier: Dossier) -> None:
    _page(dossier)


def _page(dossier: Dossier) -> str:
    return case_pages.case_page(
        dossier=dossier,
        link="",
        is_new=False,
        saved="",
        today="2027-02-01",
        mark="m" * 24,
        typed=None,
        reach=reach_of(dossier, "", sends=False, feed_url=""),
        belonging=Belonging(),
        taken_up={},
    )


async def all_at_once(store: Store, case_id: str) -> Told:
    """Every holder tells of his own action in the same moment."""
    dossiers = Dossiers(store)
    dossier = await dossiers.get(case_id)
    if dossier is None:
        raise RuntimeError(f"{case_id} is not there")
    actions = list(dossier.actions.values())[:HOLDERS]
    begun = time.perf_counter()
    asked = (
        dossiers.ask(case_id, c.ReportProgress(action.id, action.rev, "busy"), COORDINATOR, f"at-once-{action.id}")
        for action in actions
    )
    answers = await asyncio.gather(*asked, return_exceptions=True)
    return Told(len(actions), (time.perf_counter() - begun) * 1000, sum(answer is not None for answer in answers))


async def measure() -> Figures:
    """Everything, on an embedded store that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="wb-cases-") as folder:
        settings = Settings.from_environment({"WAARDENBORD_DATA_DIR": folder})
        async with open_store(settings) as store:
            sizes = (
                ("usual", "usual", 20, 150, 12, 0),
                ("large", "large", 300, 2_000, 12, 0),
                ("ten-mb", "10 MB of log", 300, 0, LONGEST_WORDS, LARGE_LOG_BYTES),
            )
            cases, at_once = [], Told(0, 0, 0)
            for case_id, name, actions, entries, answer_words, log_bytes in sizes:
                await filled(store, case_id, actions, entries, answer_words, log_bytes)
                if case_id == "large":
                    at_once = await all_at_once(store, case_id)
                cases.append(await opened(store, name, case_id))
            return Figures(cases, at_once)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cases", description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    options = parser.parse_args()
    figures = asyncio.run(measure())
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(figures)).decode())
        return
    for case in figures.cases:
        print(
            f"{case.name}: {case.actions} actions, {case.entries} entries, {case.store_kb:.0f} kB in the store; read cold "
            f"{case.cold_ms:.1f} ms, after a change {case.changed_ms:.1f} ms, unchanged {case.warm_ms:.1f} ms; page "
            f"{case.page_ms:.1f} ms, {case.page_kb:.0f} kB; packed {case.packed_kb:.1f} kB, read in {case.packed_cold_ms:.1f} ms"
        )
    told = figures.told
    print(f"{told.holders} holders at once in the large one: all done in {told.all_ms:.0f} ms, {told.refused} refused")


if __name__ == "__main__":
    main()
