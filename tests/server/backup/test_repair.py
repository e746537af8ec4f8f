# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2

"""`waardenbord repair`, from the start that fails to the people who come back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from server.settings import Settings
from server.store.append_only import DIRECTORY
from sessions.wire.frames import Lost
from tests.running import outcome_of
from tests.server.house import serving


@pytest.fixture
def embedded() -> Iterator[Settings]:
    with tempfile.TemporaryDirectory(prefix="wb-") as folder:
        yield Settings(data_dir=Path(folder) / "data", host="127.0.0.1", port=0)


async def test_after_a_damaged_start_a_repair_says_what_each_workshop_lost_and_whoever_saw_it_is_told(embedded: Settings) -> None:
    """[STO-01] [LOG-12]"""
    environment = {"WAARDENBORD_DATA_DIR": str(embedded.data_dir), "PORT": "0", "HOST": "127.0.0.1"}
    async with serving(embedded) as first:
        hit, spared = await first.workshop(people=1), await first.workshop(people=1)
        person, elsewhere = hit.device(hit.people[0]), spared.device(spared.people[0])
        async with hit.facilitator() as facilitator, spared.facilitator() as other, person, elsewhere:
            await facilitator.go("A2c1")
            await other.go("A2c1")
            await person.add("kept")
            await person.add("damaged")
            await person.add("behind")
            await elsewhere.add("safe")
    path = next((embedded.data_dir / DIRECTORY).glob("*.incr.aof"))
    data = bytearray(path.read_bytes())
    at = data.index(b"damaged")
    data[at : at + 300] = bytes(300)
    path.write_bytes(data)

    status, out, err = await outcome_of(None, "serve", **environment)
    assert (status, out) == (1, "")
    assert "waardenbord repair" in err
    status, out, err = await outcome_of(None, "repair", **environment)
    assert (status, err) == (0, "")
    assert f"Lost of workshop {hit.id}" in out
    assert spared.id not in out
    assert (await outcome_of(None, "repair", **environment))[1].startswith("Nothing is damaged")

    async with serving(msgspec.structs.replace(embedded, port=first.port)):
        await person.connect()
        await person.settle()
        assert "kept" in person.records
        assert not {"damaged", "behind"} & person.records.keys()
        assert any(isinstance(frame, Lost) for frame in person.frames_seen)
        await person.add("on")
        await elsewhere.connect()
        await elsewhere.settle()
        assert "safe" in elsewhere.records
        assert not any(isinstance(frame, Lost) for frame in elsewhere.frames_seen)
        async with hit.device(await hit.join("Kim")) as late:
            assert "kept" in late.records
        await person.disconnect()
        await elsewhere.disconnect()


async def test_a_repair_is_for_the_embedded_store_alone(embedded: Settings) -> None:
    status, out, err = await outcome_of(None, "repair", REDIS_URL="redis://localhost:1/0")
    assert (status, out) == (1, "")
    assert "redis-check-aof" in err
    status, out, err = await outcome_of(None, "repair", WAARDENBORD_DATA_DIR=str(embedded.data_dir))
    assert (status, out) == (1, "")
    assert "restore a backup" in err
