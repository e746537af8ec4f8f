# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reading of a system call trace: a reply that leaves before its entry is on disk is found."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.faults.fsync import APPENDS, SESSIONS, Proof, read_trace, trace

WRITE = '7 write(9</d/appendonlydir/appendonly.aof.1.incr.aof>, "*3"..., 90) = 90'
SYNC = "7 fdatasync(9</d/appendonlydir/appendonly.aof.1.incr.aof>) = 0"
BEGUN = "7 fdatasync(9</d/appendonlydir/appendonly.aof.1.incr.aof> <unfinished ...>"
ENDED = "7 <... fdatasync resumed>) = 0"
REPLY = '7 write(11<UNIX-STREAM:[1->2]>, "*5\\r\\n$8\\r\\nAPPENDED\\r\\n", 60) = 60'


def test_a_reply_after_its_synchronisation_is_in_order() -> None:
    proof = read_trace([WRITE, SYNC, REPLY, WRITE, BEGUN, ENDED, REPLY])
    assert (proof.replies, proof.syncs, proof.early) == (2, 2, [])


@pytest.mark.parametrize("calls", [[WRITE, REPLY, SYNC], [WRITE, SYNC, WRITE, REPLY], [WRITE, BEGUN, REPLY, ENDED]])
def test_a_reply_before_its_synchronisation_has_ended_is_found(calls: list[str]) -> None:
    assert len(read_trace(calls).early) == 1


async def proof_of(appendfsync: str) -> Proof:
    # Not pytest's tmp_path: a socket's path has at most 108 bytes.
    folder = Path(mkdtemp(prefix="wbf-"))
    try:
        return await trace(folder, appendfsync)
    finally:
        shutil.rmtree(folder)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
async def test_every_acknowledging_reply_of_a_real_store_comes_after_its_fdatasync() -> None:
    proof = await proof_of("always")
    assert (proof.replies, proof.early) == (SESSIONS * APPENDS, [])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
async def test_with_fsync_every_second_nearly_every_reply_is_found_early() -> None:
    """Otherwise the sentence above would be true of any store."""
    proof = await proof_of("everysec")
    assert len(proof.early) > SESSIONS * APPENDS * 0.9
