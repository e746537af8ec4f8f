# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reckoning of capacity, with costs that one can work out by hand, and with those that were measured."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import msgspec
import pytest

from benchmarks import costs as measuring
from benchmarks.capacity import SIZES, Assumed, main, need, open_on, table
from benchmarks.costs import Costs

MEASURED = Path(__file__).resolve().parents[2] / "benchmarks" / "unit_costs.json"
ROUND = Costs(
    measured="by hand",
    change_ms=1.0,
    delivery_ms=0.1,
    another_worker_ms=1.0,
    join_ms=3.0,
    idle_ms_per_s=0.001,
    worker_kib=51_200,
    socket_kib=20,
    workshop_kib=200,
    worker_descriptors=100,
    store_change_ms=0.5,
    store_another_worker_ms=0.1,
    store_sync_ms=0.5,
    store_kib=10_240,
    store_workshop_kib=100,
    store_change_kib=1.0,
    store_disk_change_kib=1.0,
    store_connections=10,
    delivery_bytes=334,
    command_bytes=200,
)
ANY, ONE = Assumed(), Assumed(spread=False)


def test_people_who_choose_blindly_are_on_as_many_workers_as_chance_has_it() -> None:
    assert open_on(15, 1) == 1
    assert open_on(1, 9) == pytest.approx(1)
    # Two people, two workers: together half of the time.
    assert open_on(2, 2) == pytest.approx(1.5)
    assert open_on(15, 8) == pytest.approx(6.92, abs=0.01)
    assert open_on(15, 100_000) == pytest.approx(15, abs=0.01)


def test_one_workshop_takes_what_its_parts_take() -> None:
    got = need(ROUND, 1, ANY)
    assert (got.sockets, got.changes_per_s, got.workers, got.stores, got.machines) == (15, 0.1, 1, 1, 1)
    # A tenth of a change of 1 + 15 × 0.1 ms, 15 people in 600 s at 3 ms, 15 sockets: 0.25, 0.075 and 0.015 ms a second.
    assert got.worker_cores == pytest.approx(0.34e-3)
    assert got.store_cores == pytest.approx(0.05e-3)
    assert got.worker_gib * 1024 * 1024 == pytest.approx(51_200 + 15 * 20 + 200)
    # Two hours of a tenth of a change a second: 720 changes of 1 KiB.
    assert got.store_gib * 1024 * 1024 == pytest.approx(10_240 + 100 + 720)
    # A change and a half a second to people, 400 bytes each with what is around it.
    assert got.line_mbit == pytest.approx(1.5 * 400 * 8 / 1e6)
    assert (got.subscriptions, got.store_connections) == (1, 10)


def test_of_a_thousand_the_descriptors_of_one_process_are_fullest() -> None:
    got = need(ROUND, 1_000, ONE)
    assert (got.workers, got.stores, got.machines) == (1, 1, 1)
    parts = dict(got.breaks)
    assert [name for name, _ in got.breaks][:2] == ["a process' descriptors", "a worker's core"]
    assert parts["a process' descriptors"] == pytest.approx(15_000 / 19_900)
    assert parts["a worker's core"] == pytest.approx(0.34 / 0.6)
    assert parts["a store's time"] == pytest.approx(0.1 / 0.6)
    assert parts["a machine's memory"] == pytest.approx((300_000 + 200_000 + 100_000 + 720_000) / (25.6 * 1024 * 1024))
    assert parts["a machine's line"] == pytest.approx(4.8 / 500)


def test_of_ten_thousand_on_one_worker_each_descriptors_say_how_many_workers() -> None:
    got = need(ROUND, 10_000, ONE)
    # 3.4 cores at 60 % are six workers; 150,000 sockets at 19,900 each are eight.
    assert got.worker_cores == pytest.approx(3.4)
    assert got.workers == 8
    # A thousand appends a second of 0.5 ms and a sync of 0.5 ms: one whole core, at 60 %.
    assert (got.stores, got.store_connections, got.machines) == (2, 80, 2)


def test_people_on_any_worker_cost_a_copy_of_the_workshop_on_each() -> None:
    """Eight workers are asked for 9.3 cores, sixteen for 12.3, 21 for 13.3, 23 for 13.6, which 23 have."""
    got = need(ROUND, 10_000, ANY)
    assert got.workers == 23
    assert got.workers_per_workshop == pytest.approx(11.19, abs=0.01)
    assert got.worker_cores == pytest.approx((2.5 + 10.19) + 0.9, abs=0.02)
    assert got.store_cores == pytest.approx(0.5 + 1.019, abs=0.002)
    assert (got.stores, got.subscriptions) == (4, 111_928)
    assert got.worker_gib * 1024 * 1024 == pytest.approx(23 * 51_200 + 150_000 * 20 + 111_928 * 200, rel=1e-4)


def test_more_connections_than_a_store_takes_are_told() -> None:
    many = msgspec.structs.replace(ROUND, store_connections=2_000)
    assert "46,000 (too many)" in table(many, ANY, [10_000])
    assert "too many" not in table(ROUND, ANY, [10_000])


@pytest.mark.parametrize("assumed", [ANY, ONE])
def test_more_workshops_never_take_less(assumed: Assumed) -> None:
    found = [need(ROUND, size, assumed) for size in SIZES]
    for field in ("workers", "stores", "machines", "worker_gib", "store_gib", "line_mbit"):
        figures = [getattr(each, field) for each in found]
        assert figures == sorted(figures), field


def test_what_the_documentation_reckons_follows_from_the_costs_that_were_measured(capsys: pytest.CaptureFixture[str]) -> None:
    said = (MEASURED.parents[1] / "docs" / "performance.md").read_text(encoding="utf-8")
    costs = msgspec.json.decode(MEASURED.read_bytes(), type=Costs)
    assert costs.measured in said
    assert table(costs, ANY) in said
    assert table(costs, ONE) in said
    assert main([str(MEASURED)]) == 0
    assert table(costs, ANY) in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [[], ["nowhere.json"], [__file__]])
def test_without_a_file_of_costs_it_reckons_nothing(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(wrong) > 0
    assert capsys.readouterr().err.startswith("capacity: ")


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the bench reads /proc")
def test_unit_costs_are_measured() -> None:
    found = asyncio.run(measuring.measure(1, times=15))
    assert min(found.change_ms, found.store_change_ms, found.socket_kib, found.workshop_kib, found.join_ms) > 0
    assert found.delivery_bytes > found.command_bytes > 0
