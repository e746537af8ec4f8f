# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A store that comes back without its last entries gets them again, or everybody is told (I5, I6).

The tails are lost for real: a server with `appendfsync everysec` is killed, the end of its append-only file is cut off as a power
cut would, and it is started again.
"""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import msgspec
import pytest
from redis.asyncio import Redis

from server.live import healing, rooms
from server.live.healing import Kept, follow
from server.settings import Settings
from server.store import NO_LOG, Appended, AppendResult, Entry, Head, Item, Store, StoreUnavailable
from server.store.connections import Keys
from sessions.model.codes import Close
from sessions.model.viewer import Viewer
from sessions.wire import commands as c
from sessions.wire.frames import Lost, View
from tests.patience import patient
from tests.server.conftest import ServerProcess, StartServer
from tests.server.house import House, Player, Workshop, serving, value

SOON_S = 10.0


class Disk:
    """A server whose disk may lose what was written last."""

    def __init__(self, server: ServerProcess) -> None:
        self.server = server
        self._kept = 0

    @property
    def _file(self) -> Path:
        (path,) = (self.server.dir / "appendonlydir").glob("*.incr.aof")
        return path

    def mark(self) -> None:
        """What is written from now on will be lost."""
        self._kept = self._file.stat().st_size

    def cut_power(self) -> None:
        """The server dies, and with it what its disk had not kept; it is started again."""
        self.server.kill()
        with self._file.open("r+b") as file:
            file.truncate(self._kept)
        self.server.start_again()

    def lose_everything(self) -> None:
        self.server.kill()
        shutil.rmtree(self.server.dir / "appendonlydir")
        self.server.start_again()


@pytest.fixture
def disk(start_server: StartServer) -> Disk:
    return Disk(start_server(appendfsync="everysec"))


@pytest.fixture
def there(here: Settings, disk: Disk) -> Settings:
    """Settings of a worker on the store that loses tails."""
    return msgspec.structs.replace(here, redis_url=disk.server.url)


@pytest.mark.parametrize("length", [10, healing.PACKED_FROM_BYTES - 1, healing.PACKED_FROM_BYTES, 100_000])
def test_what_a_room_keeps_it_gives_back_as_it_was_however_long(length: int) -> None:
    entries = tuple(Entry(seq, seq * 7, 5, bytes((seq,)) * length, "c", seq) for seq in (1, 2, 3))
    kept = Kept(Head("e", 3, 21), entries)
    assert kept.after(NO_LOG) == entries
    assert kept.after(Head("e", 1, 7)) == entries[1:]
    assert kept.holds(2, 14)


async def log_of(house: House, workshop: Workshop) -> tuple[Head, list[Entry]]:
    found = await house.rooms.log.read(workshop.id)
    assert found is not None
    return found


async def until_log_ends_at(house: House, workshop: Workshop, head: Head) -> list[Entry]:
    async with asyncio.timeout(patient(SOON_S)):
        while True:
            try:
                found = await house.rooms.log.read(workshop.id)
            except StoreUnavailable:
                found = None
            if found is not None and found[0] == head:
                return found[1]
            await asyncio.sleep(0.01)


async def told(player: Player) -> list[str]:
    """Which full views and which notices of a loss came since the last time."""
    return [type(frame).__name__ for frame in await player.heard() if isinstance(frame, View | Lost)]


async def test_a_lost_tail_is_put_back_entry_for_entry_and_nobody_notices(disk: Disk, there: Settings) -> None:
    """[LOG-11]"""
    async with serving(there) as house:
        workshop = await house.workshop(people=2)
        person, other = (workshop.device(each) for each in workshop.people)
        async with workshop.facilitator() as facilitator, person, other:
            await facilitator.go("A2c1")
            await person.add("kept")
            disk.mark()
            for number in range(5):
                await person.add(f"lost{number}")
            assert (await person.do(c.DeleteNote("nowhere", 1))) is not None
            await other.heard()
            await facilitator.heard()
            head, before = await log_of(house, workshop)
            disk.cut_power()
            assert await until_log_ends_at(house, workshop, head) == before
            await person.add("after")
            await other.until(lambda: "after" in other.records)
            assert {f"lost{number}" for number in range(5)} <= other.records.keys()
            assert await told(other) == await told(facilitator) == []
            # A token of before leads on, also one from within the tail that was lost.
            await other.disconnect()
            await other.connect()
            assert other.welcome is not None
            assert other.welcome.resumed
            # The counters are back with the entries: what is sent again has no second effect.
            client = f"participant:{person.me.participant_id}:{person.client_id}"
            assert await house.rooms.log.settled(workshop.id, client) == (person.n, "")
            entries = len((await log_of(house, workshop))[1])
            person.n -= 1
            await person.must(c.AddNote("after", "r1", value(), "democratie"))
            assert len((await log_of(house, workshop))[1]) == entries


async def test_what_a_worker_holds_of_a_lost_tail_is_put_back_as_it_was(
    store: Store, settings: Settings, redis_server: ServerProcess
) -> None:
    """[LOG-11]"""
    keys = Keys(settings.key_prefix)
    names = [keys.log("s1"), keys.head("s1"), keys.clients("s1")]
    base = await store.log.append("s1", NO_LOG, [Item(b"one", 1, "anna", 1)])
    assert isinstance(base, Appended)
    async with Redis(unix_socket_path=str(redis_server.socket)) as client:
        kept_by_disk = [await client.dump(name) for name in names]
        await store.log.append("s1", base.head, [Item(b"two", 2, "anna", 2), Item(b"three", 3, "bram", 1)])
        found = await store.log.read("s1")
        assert found is not None
        for name, blob in zip(names, kept_by_disk, strict=True):
            assert blob is not None
            await client.restore(name, 0, blob, replace=True)
    assert await store.log.head("s1") == base.head
    assert await follow(store.log, "s1", Kept(*found), "") == []
    assert await store.log.read("s1") == found
    assert await store.log.settled("s1", "anna") == (2, "")


async def test_of_several_workers_with_the_same_tail_one_puts_it_back(disk: Disk, there: Settings) -> None:
    """[LOG-11]"""
    async with serving(there) as first, serving(there) as second, serving(there) as third:
        workshop = await first.workshop(people=3)
        people = [workshop.device(each, house=house) for each, house in zip(workshop.people, (first, second, third), strict=True)]
        async with workshop.facilitator() as facilitator, people[0], people[1], people[2]:
            await facilitator.go("A2c1")
            await people[0].until(lambda: people[0].workshop.current == "r1")
            disk.mark()
            for number, person in enumerate(people * 3):
                await person.until(lambda person=person: person.workshop.current == "r1")  # type: ignore[misc]
                await person.add(f"n{number}")
            for person in people:
                await person.until(lambda person=person: "n8" in person.records)  # type: ignore[misc]
            head, before = await log_of(first, workshop)
            disk.cut_power()
            written = [asyncio.create_task(person.add(f"after{i}")) for i, person in enumerate(people)]
            await asyncio.gather(*written)
            after = (await log_of(second, workshop))[1]
            assert after[: head.seq] == before
            assert [entry.seq for entry in after] == list(range(1, head.seq + 4))
            for person in people:
                await person.until(lambda person=person: {"after0", "after1", "after2"} <= person.records.keys())  # type: ignore[misc]
                assert await told(person) == []


async def test_a_worker_without_the_tail_waits_until_the_one_that_has_it_put_it_back(disk: Disk, there: Settings) -> None:
    """[LOG-11]"""
    async with serving(there) as first, serving(there) as second:
        workshop = await first.workshop(people=2)
        knows, fresh = workshop.device(workshop.people[0]), workshop.device(workshop.people[1], house=second)
        async with workshop.facilitator() as facilitator, knows:
            await facilitator.go("A2c1")
            disk.mark()
            await knows.add("lost")
            head, before = await log_of(first, workshop)
            disk.cut_power()
            # Only now somebody comes to the second worker, whose room opens from what the disk kept.
            async with fresh:
                if "r1" not in fresh.records:
                    await fresh.until(lambda: "r1" in fresh.records)
                await fresh.add("fresh")
                assert (await log_of(second, workshop))[1][: head.seq] == before
                await fresh.until(lambda: "lost" in fresh.records)
                await knows.until(lambda: "fresh" in knows.records)
                assert await told(knows) == []


async def test_what_was_lost_and_written_over_is_told_to_everybody_also_to_who_comes_back_later(
    disk: Disk, there: Settings
) -> None:
    """[LOG-12]"""
    async with serving(there) as first:
        workshop = await first.workshop(people=3)
        person, away, _ = (workshop.device(each) for each in workshop.people)
        async with workshop.facilitator() as facilitator, person:
            await facilitator.go("A2c1")
            disk.mark()
            await person.add("lost")
            await away.connect()
            assert "lost" in away.records
            await away.disconnect()
            # This worker is cut off while one that never had the tail goes on.
            room = await workshop.room()
            room._task.cancel()
            disk.cut_power()
            async with serving(there) as second, workshop.device(workshop.people[2], house=second) as instead:
                await instead.add("instead")
                room._task = asyncio.create_task(room._run())
                room.on_resubscribed()
                await person.until(lambda: "instead" in person.records)
                assert "lost" not in person.records
                assert await told(person) == await told(facilitator) == ["View", "Lost"]
                assert await told(instead) == []
                await away.connect()
                assert "lost" not in away.records
                assert await told(away) == ["Lost"]
                await away.disconnect()
                # Once told, and with a token of what is left, not again.
                await away.connect()
                assert await told(away) == []
                await person.add("again")
        await away.disconnect()


async def test_a_store_that_comes_back_empty_gets_the_whole_workshop_again(disk: Disk, there: Settings) -> None:
    """[LOG-11]"""
    async with serving(there) as first, serving(there) as second:
        workshop = await first.workshop(people=2)
        person, far = workshop.device(workshop.people[0]), workshop.device(workshop.people[1], house=second)
        async with workshop.facilitator() as facilitator, person, far:
            await facilitator.go("A2c1")
            for number in range(4):
                await person.add(f"n{number}")
            await far.until(lambda: "n3" in far.records)
            head, before = await log_of(first, workshop)
            disk.lose_everything()
            assert await until_log_ends_at(first, workshop, head) == before
            await far.add("after")
            await person.until(lambda: "after" in person.records)
            assert await told(person) == await told(far) == []
        # Its join code leads to it as before.
        async with workshop.device(await workshop.join("Kim")) as late:
            assert {"n0", "n3", "after"} <= late.records.keys()


async def test_a_workshop_that_nobody_holds_whole_is_told_to_be_gone(
    disk: Disk, there: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[LOG-12]"""
    monkeypatch.setattr(healing, "KEPT_BYTES", 2000)
    async with serving(there) as house:
        workshop = await house.workshop(people=1)
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
            await facilitator.go("A2c1")
            for number in range(9):
                await person.add(f"n{number}")
            disk.lose_everything()
            await person.until(lambda: any(isinstance(frame, Lost) for frame in person.frames_seen))
            await person.send_raw(b"\x00")
            await person.wait_closed()
            assert person.closed is not None
            assert person.closed[0] == Close.WORKSHOP_GONE
        assert await house.rooms.get(workshop.id) is None


async def test_a_lost_tail_that_nobody_writes_after_is_found_by_looking(
    here: Settings, redis_server: ServerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[LOG-11]"""
    monkeypatch.setattr(rooms, "CHECK_HEADS_EVERY_S", 0.05)
    async with serving(here) as house:
        workshop = await house.workshop(people=1)
        keys = Keys(here.key_prefix)
        names = [keys.log(workshop.id), keys.head(workshop.id), keys.clients(workshop.id)]
        async with workshop.device(workshop.people[0]) as person, Redis(unix_socket_path=str(redis_server.socket)) as client:
            kept = [await client.dump(name) for name in names]
            await person.must(c.ChangeProfile("Kim"))
            head, before = await log_of(house, workshop)
            async with client.pipeline(transaction=True) as transaction:
                for name, blob in zip(names, kept, strict=True):
                    if blob is None:
                        transaction.delete(name)
                    else:
                        transaction.restore(name, 0, blob, replace=True)
                await transaction.execute()
            assert await until_log_ends_at(house, workshop, head) == before


async def test_a_page_whose_answer_was_lost_is_carried_out_once(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """[LOG-05]"""
    async with serving(here) as house:
        workshop = await house.workshop(people=1)
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]):
            await facilitator.go("A2c1")
            room = await workshop.room()
            stored = asyncio.Event()
            append = room._log.append

            async def append_and_lose_the_answer(*arguments: object, **options: object) -> AppendResult:
                result = await append(*arguments, **options)  # type: ignore[arg-type]
                if stored.is_set():
                    return result
                stored.set()
                raise StoreUnavailable("lost", "the answer was lost")

            monkeypatch.setattr(room._log, "append", append_and_lose_the_answer)
            # Decided once more, it would be refused: this person is there already.
            assert await room.ask(c.JoinWorkshop("p-late", "h" * 64, "Kim"), Viewer("system")) is None
            entries = (await log_of(house, workshop))[1]
            assert len({entry.nonce for entry in entries}) == len(entries) == room.head.seq
            assert sum(entry.payload == entries[-1].payload for entry in entries) == 1


async def test_who_has_seen_more_than_a_worker_waits_until_it_has_caught_up(
    here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[WIR-06]"""
    async with serving(here) as first, serving(here) as second:
        workshop = await first.workshop(people=1)
        async with workshop.device(workshop.people[0]) as person, workshop.device(workshop.people[0], house=second) as moved:
            behind = await second.rooms.get(workshop.id)
            assert behind is not None
            # Its feed is late, and nothing has told it yet.
            monkeypatch.setattr(behind, "on_entries", lambda _: None)
            await person.must(c.ChangeProfile("Kim"))
            assert moved.me.name != "Kim"
            await moved.disconnect()
            moved.token, moved.records = person.token, dict(person.records)
            await moved.connect()
            assert moved.welcome is not None
            assert moved.welcome.resumed
            assert behind.head == (await workshop.room()).head
            assert await told(moved) == []
            assert moved.me.name == "Kim"


def entry(seq: int, size: int = 10) -> Entry:
    return Entry(seq, 100 + seq, seq, b"x" * size, "", 0)


def test_what_is_kept_is_bounded_and_knows_what_it_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(healing, "KEPT_BYTES", 3 * 266)
    kept = Kept(Head("e", 2, 102), [entry(1), entry(2)])
    assert kept.after(NO_LOG) == (entry(1), entry(2))
    kept.add((entry(3), entry(4), entry(5)), Head("e", 5, 105))
    assert kept.after(NO_LOG) is None
    assert [kept.holds(seq, 100 + seq) for seq in range(1, 7)] == [None, None, True, True, True, False]
    assert kept.holds(4, 7) is False
    assert kept.after(Head("e", 3, 103)) == (entry(4), entry(5))
    assert kept.after(Head("e", 5, 105)) == ()
    assert [kept.after(head) for head in (Head("e", 2, 102), Head("e", 4, 7), Head("f", 4, 104), Head("e", 6, 106))] == [None] * 4
    kept.add((entry(6, 5000),), Head("e", 6, 106))
    assert kept.after(Head("e", 6, 106)) == ()
    assert kept.after(Head("e", 5, 105)) is None
