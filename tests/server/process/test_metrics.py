# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures for Prometheus, of one process and of several, on a port of their own."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from server.player.browser import join_workshop, open_workshop
from tests.patience import patient
from tests.running import NO_TLS, free_port, running_server
from tests.server.house import Player


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="wb-") as folder:
        yield Path(folder) / "data"


async def figures(port: int) -> dict[str, float]:
    """Every figure by its name and labels, without those of the language."""
    async with httpx.AsyncClient(trust_env=False, verify=NO_TLS) as client:
        text = (await client.get(f"http://127.0.0.1:{port}/metrics")).text
    return {
        " ".join((sample.name, *(value for name, value in sorted(sample.labels.items()) if name != "pid"))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name.startswith("waardenbord_")
    }


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_what_goes_on_is_counted_over_all_workers_and_nothing_of_anybody(workers: str, port: int) -> None:
    """[OPS-05] [PRIV-08]"""
    with running_server(workers=workers, WAARDENBORD_METRICS_PORT=str(port), WAARDENBORD_LOG_LEVEL="info") as base_url:
        opened = await open_workshop(base_url, {"title": "Camera's", "organisation": "Gemeente"})
        people = [await join_workshop(base_url, opened.code, name, "") for name in ("Kim", "Noor", "Sam")]
        players = [Player(opened.facilitator, opened.session_id, "facilitator")]
        players += [Player(each, opened.session_id, "participant") for each in people]
        for each in players:
            await each.connect()
        await players[0].go("A2c1")
        await people[0].get(f"/stroom/{opened.session_id}/participant")  # as long as a board is open, when it is asked aright
        async with asyncio.timeout(patient(20)):
            while True:
                told = await figures(port)
                if told.get("waardenbord_sockets participant") == 3 and told.get("waardenbord_ready") == 1:
                    break
                await asyncio.sleep(0.1)
        assert told["waardenbord_sockets facilitator"] == 1
        assert told["waardenbord_rooms_open"] >= 1
        assert told["waardenbord_store_max_bytes"] > told["waardenbord_store_used_bytes"] > 0
        assert told["waardenbord_http_requests_total page POST 303"] >= 4
        assert told["waardenbord_audit_lines_total go_to_step done"] == 1
        assert told["waardenbord_http_request_seconds_count page"] >= 5
        assert sum(count for name, count in told.items() if name.startswith("waardenbord_http_requests_total stream ")) == 1
        assert "waardenbord_http_request_seconds_count stream" not in told
        secrets = (opened.session_id, opened.code, "Kim", "Camera")
        assert not [name for name in told if any(secret in name for secret in secrets)]
        # The board's own port does not have them.
        assert (await people[0].get("/metrics")).status == 404
        for each in players:
            await each.disconnect()
