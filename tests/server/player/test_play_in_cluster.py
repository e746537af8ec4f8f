# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole workshop on a cluster of six servers, through two workers: to everybody in it nothing is different."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.cluster import ClusterStore
from tests.running import running_server
from tests.server.player.test_play import MINUTE_MS, play


@pytest.fixture
def cluster() -> Iterator[ClusterStore]:
    folder = Path(tempfile.mkdtemp(prefix="wb-"))
    cluster = ClusterStore(folder)
    try:
        asyncio.run(cluster.start())
        yield cluster
    finally:
        cluster.kill()
        shutil.rmtree(folder)


@pytest.mark.slow
@pytest.mark.long
def test_a_workshop_goes_on_to_its_report_and_nobody_sees_what_he_may_not(cluster: ClusterStore) -> None:
    """[CLU-01]"""
    with running_server(minute_ms=MINUTE_MS, workers="2", REDIS_URL=cluster.url, WAARDENBORD_OPENINGS_PER_HOUR="0") as url:
        played = play(url, "--people", "15", "--through", "report", "--json")
    assert played.returncode == 0, played.stderr
    summary = json.loads(played.stdout)
    assert summary["notes"]["sent"] == summary["notes"]["settled"] > 0
    assert summary["leaks"] == []
    names = [key for store in cluster.stores for key in store.ask("KEYS", "*") if store.ask("ROLE")[0] == "master"]
    # A workshop, its case and its code, none of which knows where the others are.
    assert {"{s:", "{d:"} <= {key[3:6] for key in names}
