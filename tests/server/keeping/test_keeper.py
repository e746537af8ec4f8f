# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names that go a day after the end, and workshops that go when their term is over: with a real store and two workers."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from functools import partial

import msgspec
import pytest

from server.keeping import keeper as keeper_module
from server.keeping.keeper import Keeper, keeping
from server.live import rooms
from server.settings import Settings
from server.store import NO_LOG, Item, Store, open_store
from sessions.afterwards.terms import Terms
from sessions.model.codes import Close
from sessions.wire import records as r
from sessions.wire.frames import Lost
from tests.patience import patient
from tests.running import PROJECT, environment_with
from tests.server.conftest import ServerProcess, StartServer
from tests.server.house import House, Player, Workshop, serving, until, visitor
from tests.server.keeping.around import NAME, OWN_WORDS, TERMS, WORDS, keep, later, on_disk, pages_of, played


@pytest.fixture
def own_server(start_server: StartServer) -> ServerProcess:
    return start_server()


@pytest.fixture
def there(here: Settings, own_server: ServerProcess) -> Settings:
    return msgspec.structs.replace(here, redis_url=own_server.url)


@pytest.fixture
async def there_store(there: Settings) -> AsyncIterator[Store]:
    async with open_store(there) as store:
        yield store


def has_no_names(device: Player) -> bool:
    return [person.name for person in device.all(r.PersonRecord)] == [""]


def has_no_rooms(house: House) -> bool:
    return not house.rooms.open_now()


async def test_a_day_after_the_end_names_and_own_words_are_gone_also_from_disk_and_all_pages_stay(
    there: Settings, own_server: ServerProcess, there_store: Store
) -> None:
    """[KEP-01] [KEP-04]"""
    async with serving(there) as one, serving(there) as other:
        workshop = await played(one)
        before = await pages_of(one, workshop)
        assert await pages_of(other, workshop) == before
        old = await there_store.log.head(workshop.id)
        assert all(on_disk(own_server, words) for words in (NAME, OWN_WORDS, WORDS))
        async with workshop.facilitator() as here_facilitator, workshop.facilitator(other) as there_facilitator:
            assert [person.name for person in there_facilitator.all(r.PersonRecord)] == [NAME]
            assert await keep(there_store, 0.9) == []
            assert await keep(there_store, 1.1) == ["nameless"]
            # Rooms that held the old log let go of it, on whichever worker.
            for device in (here_facilitator, there_facilitator):
                await device.until(partial(has_no_names, device))
                assert not any(isinstance(frame, Lost) for frame in device.frames_seen)
        head = await there_store.log.head(workshop.id)
        assert (head.seq, head.epoch != old.epoch) == (1, True)
        assert await pages_of(one, workshop) == await pages_of(other, workshop) == before
        await until(lambda: not on_disk(own_server, NAME) and not on_disk(own_server, OWN_WORDS))
        # Once is enough.
        assert await keep(there_store, 2) == []
        assert await there_store.log.head(workshop.id) == head
    # And after a restart.
    own_server.kill()
    own_server.start_again()
    async with serving(there) as again:
        moved = Workshop(again, workshop.opened)
        moved.people = workshop.people
        assert await pages_of(again, moved) == before


async def test_counters_stay_so_that_what_was_stored_is_never_told_to_be_refused(there: Settings, there_store: Store) -> None:
    """[KEP-01] [LOG-05]"""
    async with serving(there) as house:
        workshop = await played(house)
        before = await there_store.copies.take(workshop.id)
        await keep(there_store, 1.1)
        after = await there_store.copies.take(workshop.id)
        assert before is not None
        assert after is not None
        assert after.clients == before.clients != {}
        assert after.at_ms == before.at_ms


async def test_each_workshop_goes_when_its_own_term_is_over(here: Settings, store: Store) -> None:
    """[KEP-02] (PRIV-09)"""
    async with serving(here) as house:
        unused = await house.workshop()
        unclosed = await house.workshop(people=1)
        closed = await played(house)
        assert await keep(store, 29) == ["nameless"]
        assert await keep(store, 31) == ["over"]
        assert await store.log.find_code(closed.code) is None
        assert await keep(store, 91) == ["unused"]
        assert await keep(store, 179) == []
        assert await keep(store, 181) == ["unclosed"]
        assert [(each.id.id, each.why) for each in await store.destruction.records()] == [
            (closed.id, "over"),
            (unused.id, "unused"),
            (unclosed.id, "unclosed"),
        ]
        assert await store.copies.ids() == []


async def test_one_in_which_something_happens_at_the_last_moment_is_kept(here: Settings, store: Store) -> None:
    """[KEP-02]"""
    async with serving(here) as house:
        workshop = await house.workshop()
        keeper = Keeper(store, TERMS)
        (task,) = [task async for task in keeper.look(await later(store, 91))]
        await workshop.join("Kim")
        assert not await keeper.do(task)
        assert (await workshop.room()).session.people
        assert await store.destruction.records() == []


async def test_a_code_that_leads_nowhere_is_free_again_after_two_looks(here: Settings, store: Store) -> None:
    """A workshop that could not be opened for want of place left it."""
    async with serving(here) as house:
        workshop = await house.workshop()
        await store.log.reserve_code("a-b-c", "nowhere")
        keeper = Keeper(store, TERMS)
        await keeper.keep()
        assert await store.log.find_code("a-b-c") == "nowhere"
        await keeper.keep()
        assert await store.log.find_code("a-b-c") is None
        assert await store.log.find_code(workshop.code) == workshop.id


async def test_a_workshop_of_today_is_never_even_read(here: Settings, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(here) as house:
        await house.workshop(people=1)
        monkeypatch.setattr(type(store.log), "read_to", None)
        assert await keep(store, 0.9, Terms(1, 1, 1)) == []


async def test_a_log_that_nobody_can_read_is_kept_and_named(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    await store.log.append("strange", NO_LOG, [Item(b"\xc1", 1)])
    assert await keep(store, 400) == []
    assert "strange cannot be read and is kept" in caplog.text
    assert await store.copies.ids() == ["strange"]


async def test_of_two_workers_one_looks_after_the_workshops_and_another_when_that_one_is_gone(
    here: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[KEP-02]"""
    monkeypatch.setattr(keeper_module, "NAMELESS_AFTER_MS", -1)
    done: list[Keeper] = []
    look = Keeper.keep

    async def counted(self: Keeper, now_ms: int | None = None) -> object:
        done.append(self)
        return await look(self, await later(store, 100) if now_ms is None else now_ms)

    monkeypatch.setattr(Keeper, "keep", counted)
    lease = store.lease("keeping")
    assert await lease.hold(60_000)
    async with serving(here) as house, keeping(store, here, 0.05), keeping(store, here, 0.05):
        workshop = await house.workshop()
        await asyncio.sleep(0.3)
        assert done == []
        assert await store.log.head(workshop.id) != NO_LOG
        await lease.release()
        await until(lambda: bool(done))
        await until(lambda: _is_gone(store, workshop))


async def _is_gone(store: Store, workshop: Workshop) -> bool:
    return await store.log.head(workshop.id) == NO_LOG


# ── crashes ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

# A process of its own that is killed by itself right after some command of the store was carried out, or right before.
_KILLED = """
import asyncio, os, signal, sys
from server.keeping.keeper import Keeper
from server.settings import Settings
from server.store import open_store
from server.store import destroying, copies
from sessions.afterwards.terms import Terms

url, prefix, what, word, when, days = sys.argv[1:]

def dying(module, name):
    ask = getattr(module, name)
    async def asked(client, *arguments):
        hit = any(word in str(part) for part in arguments[:2])
        if hit and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = await ask(client, *arguments)
        if hit:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer
    setattr(module, name, asked)

async def main():
    async with open_store(Settings(redis_url=url, key_prefix=prefix)) as store:
        dying(destroying, "ask")
        dying(copies, "command")
        if what == "keep":
            now_ms = await store.log.now_ms() + int(float(days) * 86_400_000)
            await Keeper(store, Terms(30, 90, 180)).keep(now_ms)
        else:
            await store.destruction.destroy(what, "operator")
            await store.destruction.finish()
            await store.destruction.clean_file()

asyncio.run(main())
"""


async def killed_at(there: Settings, what: str, word: str, when: str, days: float = 0) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _KILLED, str(there.redis_url), there.key_prefix, what, word, when, str(days),
        cwd=PROJECT, env=environment_with(),
    )  # fmt: skip
    async with asyncio.timeout(patient(30)):
        assert await process.wait() == -signal.SIGKILL


MOMENTS = [
    ("flags=allow-oom\nreturn redis.call('SET'", "after"),
    pytest.param("Take a log away", "before", marks=pytest.mark.long),
    ("Take a log away", "after"),
    pytest.param("DEL", "before", marks=pytest.mark.long),
    ("DEL", "after"),
    pytest.param("HDEL", "after", marks=pytest.mark.long),
    ("BGREWRITEAOF", "before"),
    pytest.param("BGREWRITEAOF", "after", marks=pytest.mark.long),
    ("redis.call('DEL', KEYS[1])", "before"),
]


@pytest.mark.parametrize(("word", "when"), MOMENTS)
async def test_a_crash_at_any_moment_of_a_deletion_is_gone_on_from(
    there: Settings, own_server: ServerProcess, there_store: Store, word: str, when: str
) -> None:
    """[KEP-04] [KEP-05]"""
    async with serving(there) as house:
        workshop = await played(house, closed=False)
        code, session_id = workshop.code, workshop.id
    await killed_at(there, session_id, word, when)
    if await there_store.log.head(session_id) != NO_LOG:
        # Not begun: nothing is half gone, and asking again does it.
        async with serving(there) as house:
            moved = Workshop(house, workshop.opened)
            moved.people = workshop.people
            await moved.join("Kim")
        assert await there_store.destruction.destroy(session_id, "operator")
    await keep(there_store, 0)
    (record,) = await there_store.destruction.records()
    assert not record.unfinished
    assert await there_store.log.find_code(code) is None
    assert await there_store.copies.ids() == []
    await until(lambda: not any(on_disk(own_server, words) for words in (NAME, WORDS, OWN_WORDS, code)))


@pytest.mark.parametrize(
    ("word", "when"),
    [
        ("flags=allow-oom\nreturn redis.call('SET'", "after"),
        ("takes the place of the one that is read", "before"),
        pytest.param("takes the place of the one that is read", "after", marks=pytest.mark.long),
        pytest.param("BGREWRITEAOF", "before", marks=pytest.mark.long),
        ("BGREWRITEAOF", "after"),
        pytest.param("redis.call('DEL', KEYS[1])", "before", marks=pytest.mark.long),
    ],
)
async def test_a_crash_at_any_moment_of_taking_names_away_is_gone_on_from(
    there: Settings, own_server: ServerProcess, there_store: Store, word: str, when: str
) -> None:
    """[KEP-01] [KEP-05]"""
    async with serving(there) as house:
        workshop = await played(house)
        before = await pages_of(house, workshop)
        await killed_at(there, "keep", word, when, 1.1)
        # At every moment it is one or the other, whole.
        assert await pages_of(house, workshop) == before
        is_done = (await there_store.log.head(workshop.id)).seq == 1
        done = await keep(there_store, 1.2)
        assert done == ([] if is_done else ["nameless"])
        assert (await there_store.log.head(workshop.id)).seq == 1
        assert await pages_of(house, workshop) == before
        await until(lambda: not on_disk(own_server, NAME))


# ── nothing undoes it ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_workshop_that_is_deleted_under_people_closes_for_them_and_no_worker_puts_it_back(
    here: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[KEP-03]"""
    monkeypatch.setattr(rooms, "CHECK_HEADS_EVERY_S", 0.05)
    async with serving(here) as one, serving(here) as other:
        workshop = await played(one, closed=False)
        async with workshop.device(workshop.people[0]) as near, workshop.facilitator(other) as far:
            assert await store.destruction.destroy(workshop.id, "operator")
            await store.destruction.finish()
            for device in (near, far):
                async with asyncio.timeout(patient(15)):
                    await device.wait_closed()
                assert device.closed is not None
                assert device.closed[0] == Close.WORKSHOP_GONE
                assert not any(isinstance(frame, Lost) for frame in device.frames_seen)
        # Each room compares with the log again and again.
        await asyncio.sleep(0.3)
        assert await store.log.head(workshop.id) == NO_LOG
        assert await store.log.find_code(workshop.code) is None
        # What rooms held is out of memory too, and who comes by an old link hears what happened.
        for house in (one, other):
            await until(partial(has_no_rooms, house))
            async with visitor(house) as client:
                answer = await client.get(f"/regie/{workshop.id}")
                assert answer.status_code == 410
                assert "Deze workshop is er niet meer" in answer.text
                assert (await client.get(f"/w/{workshop.code}")).status_code == 404


async def test_a_room_that_was_cut_off_while_it_was_deleted_does_not_put_it_back(
    there: Settings, own_server: ServerProcess, there_store: Store
) -> None:
    """[KEP-03]"""
    async with serving(there) as house:
        workshop = await played(house, closed=False)
        room = await workshop.room()
        assert room.head.seq > 1
        await there_store.destruction.destroy(workshop.id, "operator")
        own_server.kill()
        own_server.start_again()
        await until(lambda: room.gone, within_s=20)
        assert await there_store.log.head(workshop.id) == NO_LOG


async def test_a_person_is_told_that_his_own_notes_can_no_longer_be_told_from_others(here: Settings, store: Store) -> None:
    """[KEP-01] (PRIV-11)"""
    async with serving(here) as house:
        workshop = await played(house)
        async with workshop.device(workshop.people[0]) as phone:
            assert (phone.me.mine, phone.workshop.nameless) == (("n1",), False)
            await keep(store, 1.1)
            await phone.until(lambda: phone.workshop.nameless)
            assert (phone.me.mine, phone.me.items) == ((), ())
            assert phone.note("n1").rev == 1
