# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files are made in processes of their own: few at once, within bounds, and whatever happens there is told."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import sys
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from board.papers.making import Job
from board.papers.making import job as papers_job
from board.papers.reading import Sent
from server.papers import child, papers
from server.papers.makers import NotMade
from server.papers.papers import Papers, TooMany
from tests.patience import patient
from tests.server.house import until

WAITS = """
import pathlib, sys, time
from server.papers.child import serve
def make(told):
    log = pathlib.Path(sys.argv[1])
    log.open("a").write("x")
    while not log.with_suffix(".go").exists():
        time.sleep(0.01)
    return b"made"
serve(make)
"""
BAD = """
import pathlib, os, sys, time
from server.papers.child import serve
def make(told):
    pathlib.Path(sys.argv[1]).open("a").write("x")
    if b"good" in told:
        return b"made"
    {}
serve(make)
"""


def makes(expression: str, before: str = "") -> tuple[str, str]:
    """A program that makes what an expression says of `told`."""
    return "-c", f"import os, sys, time\nfrom server.papers import child\n{before}\nchild.serve(lambda told: {expression})"


def job(name: str) -> Job:
    return Job("poster", name, b"")


@asynccontextmanager
async def making(*command: str) -> AsyncIterator[Papers]:
    opened = Papers(command)
    try:
        yield opened
    finally:
        await opened.close()


async def test_a_file_is_made_once_for_whoever_asks_and_kept_to_be_fetched_again(tmp_path: Path) -> None:
    """[FIL-06]"""
    log, go = tmp_path / "log", tmp_path / "log.go"
    async with making("-c", WAITS, str(log)) as made:
        assert await made.get(job("a"), 0.05) is None
        asked = [asyncio.create_task(made.get(job("a"), patient(20))) for _ in range(3)]
        go.touch()
        assert await asyncio.gather(*asked) == [b"made"] * 3
        assert await made.get(job("a"), patient(20)) == b"made"
        assert log.read_text() == "x"


async def test_few_are_made_at_once_and_few_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """[FIL-06]"""
    monkeypatch.setattr(papers, "AT_ONCE", 2)
    monkeypatch.setattr(papers, "MAX_WAITING", 1)
    log, go = tmp_path / "log", tmp_path / "log.go"
    async with making("-c", WAITS, str(log)) as made:
        for name in ("a", "b", "c"):
            assert await made.get(job(name), 0.01) is None
        with pytest.raises(TooMany):
            await made.get(job("d"), 0.01)
        await until(lambda: log.exists() and log.read_text() == "xx", 20)
        assert log.read_text() == "xx", "the third waits for one of the two"
        go.touch()
        assert await made.get(job("c"), patient(20)) == b"made"
        assert await made.get(job("d"), patient(20)) == b"made"


async def test_whoever_sends_files_that_take_long_keeps_nobody_from_his_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[FIL-06] [FIL-10]"""
    monkeypatch.setattr(papers, "MAX_WAITING", 1)
    async with making(*makes("b'reading' in told and time.sleep(600) or b'made'")) as made:
        for name in ("a", "b"):
            assert await made.get(Job("reading", name, b""), 0.01) is None
        with pytest.raises(TooMany):
            await made.get(Job("reading", "c", b""), 0.01)
        assert await made.get(job("d"), patient(20)) == b"made"


async def test_what_was_found_in_a_file_that_was_sent_is_not_kept(tmp_path: Path) -> None:
    """[FIL-10]"""
    async with making("-c", BAD.format("return b'made'"), str(tmp_path / "log")) as made:
        for _ in range(2):
            assert await made.get(Job("reading", "a", b""), patient(20)) == b"made"
        assert (tmp_path / "log").read_text() == "xx"


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("os.abort()", "paper_failed"),
        ("sys.exit(3)", "paper_failed"),
        ("return b''", "paper_failed"),
        ("os.write(1, bytes([0] * 7 + [9]) + b'made'); os.abort()", "paper_failed"),
        ("time.sleep(600)", "paper_too_long"),
        ("return b'x' * 2000", "paper_too_large"),
    ],
)
async def test_a_process_that_crashes_hangs_or_makes_too_much_is_told_and_others_go_on(
    program: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[FIL-06]"""
    monkeypatch.setattr(papers, "WITHIN_S", 1.0 if why == "paper_too_long" else patient(20))
    monkeypatch.setattr(papers, "MAX_FILE_BYTES", 1000)
    async with making("-c", BAD.format(program), str(tmp_path / "log")) as made:
        for _ in range(2):
            with pytest.raises(NotMade) as refused:
                await made.get(job("bad"), patient(20))
            assert refused.value.why == why
        assert (tmp_path / "log").read_text() == "x", "it was tried once"
        monkeypatch.setattr(papers, "WITHIN_S", patient(20))
        assert await made.get(job("good"), patient(20)) == b"made"


async def test_the_files_that_were_asked_for_longest_ago_make_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "MAX_KEPT_BYTES", 120)
    async with making(*makes("str(os.getpid()).ljust(50).encode()")) as made:
        first, second = [await made.get(job(name), patient(20)) for name in ("a", "b")]
        assert await made.get(job("a"), patient(20)) == first
        await made.get(job("c"), patient(20))
        assert await made.get(job("a"), patient(20)) == first
        assert await made.get(job("b"), patient(20)) != second


async def test_whoever_makes_files_gets_no_secret_and_little_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """[FIL-06]"""
    monkeypatch.setenv("WAARDENBORD_SECRET", "s" * 32)
    told = (
        "child._bound() or repr((os.nice(0) > 0, resource.getrlimit(resource.RLIMIT_AS)[0], 'WAARDENBORD_SECRET' in os.environ))"
    )
    async with making(*makes(f"({told}).encode()", "import resource; child._be_last()")) as made:
        assert await made.get(job("a"), patient(20)) == b"(True, 1500000000, False)"


async def test_one_process_makes_many_files_and_knows_nothing_of_the_ones_before() -> None:
    """[FIL-06]"""
    seen = "seen.append(told) or repr((os.getppid(), len(seen))).encode()"
    async with making(*makes(seen, "seen = []")) as made:
        first, second = [await made.get(job(name), patient(20)) for name in ("a", "b")]
        assert first == second


async def test_a_process_without_work_ends_and_another_one_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """[FIL-06]"""
    monkeypatch.setattr(papers, "RESTS_S", 0.01)
    async with making(*makes("str(os.getppid()).encode()")) as made:
        first = await made.get(job("a"), patient(20))
        await until(lambda: not made._makers, 20)
        assert await made.get(job("b"), patient(20)) != first


async def test_a_process_that_was_stopped_from_outside_is_followed_by_another_one() -> None:
    """[FIL-06]"""
    async with making(*makes("str(os.getppid()).encode()")) as made:
        told = await made.get(job("a"), patient(20))
        assert told is not None
        (maker,) = made._makers
        os.kill(int(told), signal.SIGKILL)
        await until(lambda: not maker.is_alive, 20)
        assert await made.get(job("b"), patient(20)) != told


async def test_a_file_that_was_sent_gets_less_of_the_machine_than_one_that_is_made() -> None:
    """[FIL-06] [FIL-10]"""
    # Sixty megabytes of rows that are each said as what differs from the one above: a minute to look into.
    rows = zlib.compress(b"\2" * 60_000_000, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(zaak.json) 4 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/Filespec/F(zaak.json)/UF(zaak.json)/EF<</F 5 0 R>>>>",
        b"<</Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1>>/Length %d>>stream\n%b\nendstream" % (len(rows), rows),
    ]
    pdf, places = b"%PDF-1.7\n", b"0000000000 65535 f \n"
    for number, each in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(pdf)
        pdf += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    pdf += b"xref\n0 6\n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (places, len(pdf))
    begun = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    async with making(*papers.CHILD) as made:
        with pytest.raises(NotMade):
            await made.get(papers_job("reading", "case", Sent(pdf)), patient(60))
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - begun < child.READ_CPU_S + 3


async def test_closing_stops_what_is_being_made(tmp_path: Path) -> None:
    opened = Papers(("-c", WAITS, str(tmp_path / "log")))
    assert await opened.get(job("a"), 0.01) is None
    await until((tmp_path / "log").exists, 20)
    async with asyncio.timeout(patient(20)):
        await opened.close()


def test_the_command_is_this_python() -> None:
    assert Papers()._command[0] == sys.executable
