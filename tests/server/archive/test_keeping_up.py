# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one who writes the index, while writing fails for long."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from server.archive import keeping_up
from server.archive.archive import Archive
from server.archive.index_file import file_in
from server.archive.keeping_up import KeepingUp
from server.ending import end
from server.settings import Settings
from server.store import open_store
from tests.server.conftest import ServerProcess
from tests.server.house import until

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_failure_that_lasts_is_told_once_with_longer_and_longer_pauses_and_so_is_its_end(
    redis_server: ServerProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """[ARC-06]"""
    monkeypatch.setattr(keeping_up, "TRY_AGAIN_S", 0.001)
    monkeypatch.setattr(keeping_up, "PAUSE_AT_MOST_S", 0.032)
    monkeypatch.setattr(keeping_up, "CALM_S", 0.0)
    monkeypatch.setattr(keeping_up, "TOLD_EVERY_S", 0.001)
    caplog.set_level(logging.WARNING, keeping_up.__name__)
    pauses, sleep = list[float](), asyncio.sleep

    async def sleeping(seconds: float) -> None:
        if asyncio.current_task() is task:
            pauses.append(seconds)
        await sleep(seconds)

    # Where the file should be there is a folder, and something in it.
    (file_in(tmp_path) / "full").mkdir(parents=True)
    settings = Settings(redis_url=redis_server.url, key_prefix="failing:", data_dir=tmp_path)
    async with open_store(settings) as store:
        writer = KeepingUp(store, tmp_path, Archive().names)
        await writer.try_to_begin()
        monkeypatch.setattr("server.archive.keeping_up.asyncio.sleep", sleeping)
        task = asyncio.create_task(writer.run())
        try:
            await until(lambda: pauses.count(0.032) > 3)
            assert [record.levelname for record in caplog.records] == ["WARNING"]
            assert pauses[:6] == [0.001, 0.002, 0.004, 0.008, 0.016, 0.032]
            (file_in(tmp_path) / "full").rmdir()
            file_in(tmp_path).rmdir()
            await until(lambda: len(caplog.records) > 1)
            assert caplog.records[-1].message == "the archive is kept up again"
            assert len(caplog.records) == 2
        finally:
            await end([task])
            await writer.close()
