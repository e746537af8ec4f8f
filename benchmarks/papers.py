# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures files on the real server: what a room notices while ten reports of three hundred actions are made, and what each kind
of file takes: `python -m benchmarks.papers`.
"""

import argparse
import asyncio
import resource
import secrets
import statistics
import sys
import time
from http import HTTPStatus

import httpx
import msgspec

from benchmarks import servers
from benchmarks.cases import Words, poster
from benchmarks.load import Load
from benchmarks.rooms import Board
from board.papers.action_table import ActionTable
from board.papers.making import Job, job
from board.papers.report import ReportFile
from organisation.dossier.case_file import CaseFile, canonical_case, case_file
from organisation.dossier.commands import OpenDossier
from organisation.dossier.decider import begin, replay
from organisation.dossier.reported import report_content
from organisation.dossier.state import Dossier
from server.papers.makers import Maker
from server.papers.papers import CHILD, MAX_FILE_BYTES, WITHIN_S
from sessions.model.codes import Refusal

REPORTS = 10
ROUNDS = 4
TIMES = 5


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.papers", description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=100, help="sockets in the room (default: 100)")
    parser.add_argument("--rate", type=float, default=20.0, help="notes a second (default: 20)")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each of eight slices (default: 10)")
    options = parser.parse_args()
    for name, wanted in jobs().items():
        one, many = cpu_s(wanted, 1), cpu_s(wanted, REPORTS)
        print(f"{name}: {one:.2f} s CPU, process and all; {many:.2f} s each of {REPORTS} in a row")
    with servers.board() as board:
        asyncio.run(room(board, options.people, options.rate, options.seconds))
    return 0


def case(actions: int) -> Dossier:
    """A case with words as long as people's."""
    events = begin(OpenDossier("meting", "a" * 64, poster(Words(), actions)), 1)
    dossier = None if isinstance(events, Refusal) else replay(events)
    if dossier is None:
        raise RuntimeError("no case was begun")
    return dossier


def jobs() -> dict[str, Job]:
    """A job of each kind that is measured."""
    found: dict[str, Job] = {}
    for actions in (10, 300):
        dossier = case(actions)
        report, table = (
            ReportFile(report_content(dossier), case_file(dossier, shared=True)),
            ActionTable(case_file(dossier), "2026-11-29"),
        )
        found |= {f"report as {kind}, {actions} actions": job("report", kind, report) for kind in ("pdf", "odt")}
        found[f"actions as ods, {actions}"] = job("actions", "ods", table)
    return found


def cpu_s(wanted: Job, files: int) -> float:
    """What each of so many files of one process takes, with its start and its end: the median of a few times."""
    told, took = msgspec.msgpack.encode(wanted), []
    for _ in range(TIMES):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        process = Maker([sys.executable, *CHILD])
        for _ in range(files):
            process.make(told, within_s=WITHIN_S, most_bytes=MAX_FILE_BYTES)
        process.end()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / files)
    return statistics.median(took)


async def room(board: servers.Running, people: int, rate: float, seconds: float) -> None:
    """A room writes, in turns with nothing else going on and while ten reports are made."""
    hall = Board(board.url, people)
    await hall.prepare()
    load = Load(hall, board.pid)
    await load.connect()
    known = case_file(case(300))
    late: dict[str, list[float]] = {"nothing else": [], "ten reports": []}
    made: list[float] = []
    async with httpx.AsyncClient(base_url=board.url, timeout=60, trust_env=False) as client:
        for number in range(ROUNDS):
            late["nothing else"] += (await load.steady(rate, seconds)).late
            paths = [await began(client, known, f"{number}-{each}") for each in range(REPORTS)]
            writing = asyncio.create_task(load.steady(rate, seconds))
            made += await asyncio.gather(*(fetched(client, path) for path in paths))
            late["ten reports"] += (await writing).late
    load.close()
    for name, took in late.items():
        cuts = statistics.quantiles(took, n=100)
        print(f"while {name}: p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms, {len(took)} deliveries")
    print(f"a report was there after {statistics.median(made):.1f} s, the last of ten after {max(made):.1f} s")


async def began(client: httpx.AsyncClient, known: CaseFile, title: str) -> str:
    """Where the report of another case is; the case comes out of a file."""
    content = canonical_case(msgspec.structs.replace(known, title=title)).encode()
    files, data = {"file": ("zaak.json", content)}, {"mark": secrets.token_urlsafe(18)}
    answer = await client.post("/inlezen", data=data, files=files)
    if answer.status_code != HTTPStatus.SEE_OTHER:
        raise RuntimeError(f"no case was begun: {answer.status_code}")
    return f"{answer.headers['location'].partition('?')[0]}/verslag/verslag.pdf"


async def fetched(client: httpx.AsyncClient, path: str) -> float:
    """How long it takes until the file is there, in seconds."""
    begun = time.monotonic()
    answer = await client.get(path)
    while answer.status_code == HTTPStatus.ACCEPTED:
        await asyncio.sleep(int(answer.headers["refresh"]))
        answer = await client.get(path)
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"no file: {answer.status_code}")
    return time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
