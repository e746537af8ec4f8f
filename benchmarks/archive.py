# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures the archive on a store and an index of its own: what a page costs, whether it finds what people look for, how soon a
report is found, and what the index takes: `python -m benchmarks --only archive`.

Cases are made up (`archive_cases.py`). The store holds a log of each, so that every page asks the heads of its reports as a real
one does; the index is written by the code that writes it else. Only what is public of a case is not read from its log: packing
10,000 cases alone would take minutes.
"""

import asyncio
import fnmatch
import gc
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.archive_cases import cases
from benchmarks.archive_store import fill
from board import archive_pages
from organisation.archive.asking import question
from organisation.archive.facets import FACET_IDS
from organisation.archive.texts import body_of, head_of
from organisation.dossier.report_state import PublicReport
from server.archive.archive import Archive, open_archive
from server.archive.index_file import Looked, written
from server.archive.keeping_up import AT_ONCE
from server.archive.writers import Writers
from server.live.replaying import create
from server.settings import Settings
from server.store import DOSSIER, Store, open_store

CASES = 10_000
PAGES = 600
PUBLISHED = 7
QUERIES = Path(__file__).with_name("archive_queries.toml")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Query(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody types, and the words of which every list has one in a case that is looked for."""

    kind: str
    ask: str
    words: list[list[str]]


class _Queries(Struct, frozen=True, forbid_unknown_fields=True):
    queries: list[Query]


class Figures(Struct, frozen=True):
    """All that was measured. `p50_cpu_ms` and `p99_cpu_ms` are of a page with twenty hits, snippets and the counts of all facets,
    with nothing kept from earlier questions; `kept_p99_cpu_ms` of the same pages once more. `recall` is of all that the queries
    look for, `precision` how much of what is found it is. `visible_ms` is from publishing to being found.
    """

    cases: int
    pages: int
    p50_cpu_ms: float
    p99_cpu_ms: float
    kept_p99_cpu_ms: float
    recall: float
    precision: float
    missed: list[str]
    queries: int
    index_mb: float
    build_cpu_s: float
    build_cpu_ms_a_case: float
    first_page_after_start_ms: float
    visible_ms: float
    visible_worst_ms: float


def queries() -> list[Query]:
    """The query file."""
    return msgspec.toml.decode(QUERIES.read_bytes(), type=_Queries).queries


def words_of(public: PublicReport) -> frozenset[str]:
    """The words of a report as they are written, in small letters."""
    text = f"{head_of(public.content)}\n{body_of(public.content)}".lower().replace("’", "'")
    return frozenset(_WORD.findall(text))


def places_of(reports: Iterable[PublicReport]) -> dict[str, set[int]]:
    """In which reports each word stands."""
    found: dict[str, set[int]] = {}
    for place, public in enumerate(reports):
        for word in words_of(public):
            found.setdefault(word, set()).add(place)
    return found


def expected(query: Query, places: dict[str, set[int]]) -> set[int]:
    """The places of the cases that are looked for."""
    found: set[int] | None = None
    for words in query.words:
        pattern = re.compile("|".join(fnmatch.translate(word) for word in words))
        those = set().union(*(at for word, at in places.items() if pattern.match(word)))
        found = those if found is None else found & those
    return found or set()


async def measure(count: int = CASES) -> Figures:
    """Everything, on an embedded store that goes afterwards."""
    reports = list(cases(count))
    # What is held here is no part of a server: a collection of garbage that walks over it would count as a page.
    gc.collect()
    gc.freeze()
    with tempfile.TemporaryDirectory(prefix="wb-archive-") as folder:
        settings = Settings.from_environment({"WAARDENBORD_DATA_DIR": folder})
        async with open_store(settings) as store:
            _say(f"{count} cases")
            heads = await _logs(store, count)
            _say("index")
            build_s = _build(Path(folder), reports, heads)
            begun = time.perf_counter()
            async with open_archive(settings, store) as archive:
                await _page(archive, "", (), "")
                first_ms = (time.perf_counter() - begun) * 1000
                # The rest is read between questions: what is not in its place yet would be missed, and cost the pages its time.
                while not await _is_whole(archive, count):  # noqa: ASYNC110 - nothing tells it
                    await asyncio.sleep(0.05)
                _say("queries")
                found, missed, wanted, shown = await _recall(archive, reports)
                _say("pages")
                asked = _asked(PAGES)
                cold = [await _page(archive, *each) for each in asked]
                kept = [await _page(archive, *each, keep=True) for each in asked]
                index_mb = sum(path.stat().st_size for path in Path(folder).glob("archief-*")) / 1e6  # noqa: ASYNC240
                _say("publishing")
                visible = [await _published(store, archive, count + number) for number in range(PUBLISHED)]
    return Figures(
        cases=count,
        pages=len(asked),
        p50_cpu_ms=round(statistics.median(cold), 1),
        p99_cpu_ms=round(statistics.quantiles(cold, n=100)[98], 1),
        kept_p99_cpu_ms=round(statistics.quantiles(kept, n=100)[98], 1),
        recall=round(found / wanted, 4),
        precision=round(found / shown, 4),
        missed=missed,
        queries=len(queries()),
        index_mb=round(index_mb, 1),
        build_cpu_s=round(build_s, 1),
        build_cpu_ms_a_case=round(build_s / count * 1000, 2),
        first_page_after_start_ms=round(first_ms),
        visible_ms=round(statistics.median(visible)),
        visible_worst_ms=round(max(visible)),
    )


async def _is_whole(archive: Archive, count: int) -> bool:
    standing = await archive.standing()
    return standing.count >= count and standing.checked_ms > 0


async def _logs(store: Store, count: int) -> list[str]:
    """A log of each case; their heads as the index keeps them."""
    log, ids = store.of(DOSSIER).log, [f"zaak{number:05}" for number in range(count)]
    for case_id in ids:
        await create(log, case_id, b"-")
    return [written(head) for head, _ in await store.of(DOSSIER).copies.last_ms(ids)]


def _build(folder: Path, reports: list[PublicReport], heads: list[str]) -> float:
    """CPU seconds of writing the index."""
    writer = Writers(folder, Archive().names)
    begun_s = time.process_time()
    for at in range(0, len(reports), AT_ONCE):
        those = enumerate(reports[at : at + AT_ONCE], at)
        writer.put([Looked(f"zaak{number:05}", heads[number], public) for number, public in those])
    took_s = time.process_time() - begun_s
    writer.close()
    return took_s


async def _recall(archive: Archive, reports: list[PublicReport]) -> tuple[int, list[str], int, int]:
    """How many of those that are looked for were found, what was missed, how many are looked for, how many were found."""
    places = places_of(reports)
    hit = wanted = shown = 0
    missed: list[str] = []
    for query in queries():
        those = expected(query, places)
        ids = await archive.all_of(question(query.ask, (), FACET_IDS))
        numbers = {int(case_id.removeprefix("zaak")) for case_id in ids}
        hit, wanted, shown = hit + len(numbers & those), wanted + len(those), shown + len(numbers)
        missed += [f"{query.ask}: {len(those - numbers)} of {len(those)}"] if those - numbers else []
        if not those and len(reports) >= CASES:
            raise RuntimeError(f"nobody tells of {query.ask}: the cases are too few")
    return hit, missed, wanted, shown


def _asked(count: int) -> list[tuple[str, tuple[tuple[str, str], ...], str]]:
    """What is asked: words, choices and an order; the same in every run."""
    dice = random.Random(3)
    typed = [query.ask for query in queries()]
    choices = (
        *(("waarde", key) for key in ("privacy", "transparantie", "inclusiviteit", "deskundigheid")),
        *(("besluit", key) for key in ("doorgaan", "stoppen")),
        *(("fase", "uitvoering"), ("periode", "2024"), ("fundament", "rechtsstaat")),
    )
    found = []
    for number in range(count):
        words = typed[number % len(typed)] if number % 5 else ""
        if number % 11 == 10:
            words = f"{words} {dice.choice(typed)}"
        chosen = tuple(dice.sample(choices, dice.choice((0, 0, 1, 2))))
        found.append((words, chosen, dice.choice(("", "newest", "title"))))
    return found


async def _page(archive: Archive, typed: str, chosen: tuple[tuple[str, str], ...], order: str, *, keep: bool = False) -> float:
    """CPU milliseconds of this process for one page, from its address to its bytes."""
    if not keep:
        await archive.apart(archive.forget)
    begun_s = time.process_time()
    asked = question(typed, chosen, FACET_IDS, order=order)
    found = await archive.find(asked, "nl")
    told = found.standing
    page = await archive.apart(
        lambda: archive_pages.archive_page(
            lang="nl",
            question=asked,
            answer=found.answer,
            hits=[(hit.case_id, hit.public) for hit in found.hits],
            standing=archive_pages.Standing(told.count, told.checked_ms),
        )
    )
    page.encode()
    return (time.process_time() - begun_s) * 1000


async def _published(store: Store, archive: Archive, number: int) -> float:
    """Milliseconds until a report is found that became public just now."""
    (public,) = cases(1, seed=number)
    await fill(store, [public], first=number)
    begun = time.perf_counter()
    while (await archive.standing()).count <= number:  # noqa: ASYNC110 - nothing tells it
        await asyncio.sleep(0.005)
    return (time.perf_counter() - begun) * 1000


def _say(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr, flush=True)


def told(figures: Figures) -> str:
    """The figures, a line each."""
    return "\n".join(f"{name}: {getattr(figures, name)}" for name in figures.__struct_fields__)
