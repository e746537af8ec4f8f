# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wire over real sockets: who hears what, in which order, and what bad input does."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from server.live import connection
from server.store import Head
from sessions.material.limits import MAX_FRAME_BYTES, Limits
from sessions.model import items as i
from sessions.model.codes import Close
from sessions.model.viewer import Viewer
from sessions.seen.view import view
from sessions.wire import commands as c
from sessions.wire import records as r
from sessions.wire.frames import DRAWN_FOR, PROTOCOL, SUBPROTOCOL, Do, Hello, Patch, Ping, Pong, Refused, Swapped, View, Welcome
from tests.patience import patient
from tests.server.house import House, Player, pack, raw_socket, unpack, value

pytestmark = pytest.mark.asyncio(loop_scope="module")


def hello(client_id: str = "page-1", protocol: int = PROTOCOL) -> bytes:
    return pack(Hello(client_id, protocol))


async def close_of(socket: ClientConnection) -> tuple[int, str]:
    """The code and reason with which the server closes, whatever it says before."""
    async with asyncio.timeout(patient(15)):
        with contextlib.suppress(ConnectionClosed):
            while True:
                await socket.recv()
    return socket.close_code or 0, socket.close_reason or ""


async def welcome_of(socket: ClientConnection) -> Welcome:
    frame = unpack(await socket.recv())
    assert isinstance(frame, Welcome)
    return frame


class TestHello:
    async def test_who_joins_gets_everything_that_he_may_see_and_the_limits(self, house: House) -> None:
        """[WIR-05]"""
        workshop = await house.workshop(people=1)
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
            await facilitator.go("A2c1")
            await person.add("n1")
            async with workshop.device(workshop.people[0]) as phone:
                welcome = phone.welcome
        assert welcome is not None
        assert (welcome.protocol, welcome.resumed, welcome.drop) == (PROTOCOL, False, ())
        assert welcome.limits == Limits()
        assert welcome.settled.n == 0
        assert phone.records == person.records
        assert phone.note("n1").content == value()

    async def test_what_every_role_holds_is_its_view_of_the_session(self, house: House) -> None:
        """[WIR-05]"""
        workshop = await house.workshop(people=2)
        async with contextlib.AsyncExitStack() as stack:
            facilitator = await stack.enter_async_context(workshop.facilitator())
            screen = await stack.enter_async_context(await workshop.screen())
            scribe = await stack.enter_async_context(await workshop.scribe())
            people = [await stack.enter_async_context(workshop.device(browser)) for browser in workshop.people]
            await facilitator.go("A2c1")
            for number, person in enumerate(people):
                await person.add(f"n{number}")
            await scribe.must(c.AddProxy("x1", "t1", "Oma"))
            session = (await workshop.room()).session
            roles = {Viewer("facilitator"): facilitator, Viewer("screen"): screen, Viewer("scribe"): scribe}
            participants = {Viewer("participant", person.me.participant_id): person for person in people}
            for viewer, device in (roles | participants).items():
                await device.settle()
                assert device.records == view(session, viewer), viewer

    async def test_every_change_comes_once_and_in_order(self, house: House) -> None:
        """[WIR-05]"""
        workshop = await house.workshop(people=1)
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
            await facilitator.go("A2c1")
            await person.heard()
            await facilitator.heard()
            for number in range(12):
                await person.add(f"n{number}")
            seen = [record.id for f in await facilitator.heard() for record in notes_in(f)]
            own = [record.id for f in await person.heard() for record in notes_in(f)]
        assert seen == own == [f"n{number}" for number in range(12)]

    async def test_a_change_that_comes_while_somebody_joins_is_in_his_first_view(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[WIR-05]"""
        workshop = await house.workshop(people=2)
        log, late = house.rooms.log, workshop.device(workshop.people[0])
        standing, asked, answer = log.standing, asyncio.Event(), asyncio.Event()

        async def answer_late(session_id: str, clients: Sequence[str]) -> tuple[list[tuple[int, str] | None], Head]:
            if any(client.endswith(late.client_id) for client in clients):
                asked.set()
                await answer.wait()
            return await standing(session_id, clients)

        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[1]) as other:
            monkeypatch.setattr(log, "standing", answer_late)
            joining = asyncio.create_task(late.connect())
            await asked.wait()
            await facilitator.go("A2c1")
            await other.until(lambda: other.workshop.current == "r1")
            answer.set()
            await joining
            first, *more = await late.heard()
            assert isinstance(first, Welcome)
            assert "r1" in {record.id for record in first.put}
            assert more == []
            await late.disconnect()

    async def test_a_second_hello_is_refused_and_changes_nothing(self, house: House) -> None:
        """[WIR-01]"""
        workshop = await house.workshop(people=1)
        async with workshop.device(workshop.people[0]) as person:
            await person.heard()
            await person.send_raw(hello("somebody-else"))
            (frame,) = await person.heard()
            assert frame == Refused(0, "invalid", "", retriable=False)
            await person.must(c.ChangeProfile("Kim"))

    @pytest.mark.parametrize("data", [b"", b"\xc1", pack(Ping(1)), pack(Do(1, c.TakeSnapshot())), "hello"], ids=repr)
    async def test_whoever_does_not_begin_with_hello_is_closed(self, house: House, data: bytes | str) -> None:
        """[WIR-02]"""
        workshop = await house.workshop(people=1)
        cookie = workshop.people[0].cookie_header
        async with raw_socket(house.base_url, f"/ws/{workshop.id}/participant", cookie=cookie) as socket:
            await socket.send(data)
            assert await close_of(socket) == (Close.BAD_FRAME, "bad_frame")

    async def test_whoever_says_no_hello_in_time_is_sent_away_to_come_back(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(connection, "HELLO_WITHIN_S", 0.05)
        workshop = await house.workshop(people=1)
        cookie = workshop.people[0].cookie_header
        async with raw_socket(house.base_url, f"/ws/{workshop.id}/participant", cookie=cookie) as socket:
            assert await close_of(socket) == (Close.COME_BACK, "come_back")

    async def test_a_page_of_another_protocol_is_told_to_reload(self, house: House) -> None:
        """[WIR-10]"""
        workshop = await house.workshop(people=1)
        cookie = workshop.people[0].cookie_header
        path = f"/ws/{workshop.id}/participant"
        async with raw_socket(house.base_url, path, cookie=cookie) as socket:
            await socket.send(hello(protocol=PROTOCOL + 1))
            assert await close_of(socket) == (Close.RELOAD, "reload")
        for subprotocols in ((), ("waardenbord.v0",), ("chat", "waardenbord.v11")):
            async with raw_socket(house.base_url, path, cookie=cookie, subprotocols=subprotocols) as socket:
                assert socket.subprotocol is None
                assert await close_of(socket) == (Close.RELOAD, "reload")


class TestIdentity:
    async def test_without_the_right_cookie_nobody_gets_in(self, house: House) -> None:
        workshop, other = await house.workshop(people=1), await house.workshop(people=1)
        name = f"wb_participant_{workshop.id}"
        participant = f"{name}={workshop.people[0].cookies[name]}"
        wrong = [
            ("participant", ""),
            ("participant", f"wb_participant_{workshop.id}="),
            ("participant", f"wb_participant_{workshop.id}={'A' * 24}"),
            ("participant", participant[:-1]),
            ("participant", other.people[0].cookie_header),
            ("participant", other.people[0].cookie_header.replace(other.id, workshop.id)),
            ("facilitator", participant),
            ("facilitator", participant.replace("participant", "facilitator")),
            ("facilitator", f"wb_facilitator_{workshop.id}={workshop.opened.screen_key}"),
            ("facilitator", f"wb_facilitator_{workshop.id}={workshop.opened.scribe_key}"),
            ("screen", participant),
            ("scribe", workshop.opened.facilitator.cookie_header),
            ("system", participant),
            ("organiser", participant),
        ]
        for role, cookie in wrong:
            async with raw_socket(house.base_url, f"/ws/{workshop.id}/{role}", cookie=cookie) as socket:
                assert await close_of(socket) == (Close.NOT_AUTHORISED, "not_authorised"), (role, cookie)

    async def test_the_facilitators_cookie_opens_the_screen_too_and_gets_what_a_screen_gets(self, house: House) -> None:
        """[FLR-06]"""
        workshop = await house.workshop(people=1)
        async with (
            workshop.facilitator() as desk,
            await workshop.screen() as screen,
            Player(workshop.opened.facilitator, workshop.id, "screen") as preview,
        ):
            await desk.must(c.PutItem("tick:prepare:0", 0, i.Tick("prepare", 0, done=True)))
            await desk.go("A1")
            for page in (screen, preview):
                await page.until(lambda p=page: p.run is not None and p.run.leaf_id == "A1")  # type: ignore[misc]  # bound
            assert preview.records == screen.records
            assert "item:tick:prepare:0" in desk.records
            assert "item:tick:prepare:0" not in preview.records

    async def test_a_page_that_was_drawn_for_somebody_else_is_told_who_the_browser_is_now_and_nothing_of_it_counts(
        self, house: House
    ) -> None:
        """[WIR-15]"""
        workshop = await house.workshop()
        noor, kim = await workshop.join("Noor"), await workshop.join("Kim")
        async with workshop.device(noor) as phone:
            drawn_for = SUBPROTOCOL, DRAWN_FOR + phone.me.participant_id
        path = f"/ws/{workshop.id}/participant"
        async with raw_socket(house.base_url, path, cookie=kim.cookie_header, subprotocols=drawn_for) as socket:
            assert socket.subprotocol == SUBPROTOCOL
            with contextlib.suppress(ConnectionClosed):
                await socket.send(hello())
                await socket.send(pack(Do(1, c.ChangeProfile("Noor"))))
            assert unpack(await socket.recv()) == Swapped("Kim")
            assert await close_of(socket) == (Close.OTHER_PERSON, "other_person")
        people = (await workshop.room()).session.people.values()
        assert sorted(person.name for person in people) == ["Kim", "Noor"]

    async def test_a_page_goes_on_for_whom_it_was_drawn_and_one_of_an_earlier_version_says_nobody(self, house: House) -> None:
        """[WIR-15]"""
        workshop = await house.workshop(people=1)
        (browser,) = workshop.people
        async with workshop.device(browser) as phone:
            own = DRAWN_FOR + phone.me.participant_id
        for offered in ((SUBPROTOCOL, own), (own, SUBPROTOCOL), (SUBPROTOCOL,)):
            path = f"/ws/{workshop.id}/participant"
            async with raw_socket(house.base_url, path, cookie=browser.cookie_header, subprotocols=offered) as socket:
                await socket.send(hello())
                await welcome_of(socket)

    async def test_a_workshop_that_does_not_exist_is_gone(self, house: House) -> None:
        for session_id in ("nowhere", "0" * 16, "a%20b", "%7Bx%7D", "%C3%A9", "x" * 300):
            async with raw_socket(house.base_url, f"/ws/{session_id}/participant") as socket:
                assert await close_of(socket) == (Close.WORKSHOP_GONE, "workshop_gone"), session_id

    async def test_a_foreign_origin_is_refused_before_the_socket_opens(self, house: House) -> None:
        workshop = await house.workshop(people=1)
        cookie = workshop.people[0].cookie_header
        path = f"/ws/{workshop.id}/participant"
        port = house.port
        own = f"localhost:{port}"
        for origin in ("https://evil.example", "null", "", f"http://{own}.evil.example", f"http://{own}@evil.example"):
            with pytest.raises(InvalidStatus) as refusal:
                async with raw_socket(house.base_url, path, cookie=cookie, origin=origin):
                    pass
            assert refusal.value.response.status_code == 403, origin
            assert refusal.value.response.headers["x-content-type-options"] == "nosniff"


class TestChanges:
    async def test_settled_comes_with_the_change_to_its_author_alone(self, house: House) -> None:
        """[WIR-04]"""
        workshop = await house.workshop(people=2)
        author, other = workshop.people
        async with workshop.facilitator() as facilitator, workshop.device(author) as one, workshop.device(other) as two:
            await facilitator.go("A2c1")
            for device in (facilitator, one, two):
                await device.heard()
            await one.must(c.AddNote("n1", "r1", value(), "democratie"))
            (own,) = await one.heard()
            assert isinstance(own, Patch)
            assert own.settled is not None
            assert (own.settled.n, own.settled.code, own.settled.client_id) == (1, "", "")
            assert {record.id for record in own.put} == {"n1", one.me.id}
            for device in (facilitator, two):
                (patch,) = await device.heard()
                assert isinstance(patch, Patch)
                assert patch.settled is None
                assert {record.id for record in patch.put} == {"n1"}

    async def test_the_second_device_of_the_same_person_sees_it_as_his_own_but_is_not_acknowledged(self, house: House) -> None:
        """[WIR-04]"""
        workshop = await house.workshop(people=1)
        async with (
            workshop.facilitator() as facilitator,
            workshop.device(workshop.people[0]) as phone,
            workshop.device(workshop.people[0]) as laptop,
        ):
            await facilitator.go("A2b")
            await laptop.heard()
            await phone.add("n1")
            (patch,) = await laptop.heard()
            assert isinstance(patch, Patch)
            assert patch.settled is None
            assert laptop.me.mine == ("n1",)
            assert laptop.note("n1").content == value()

    async def test_a_command_that_changes_nothing_is_settled_by_an_empty_patch(self, house: House) -> None:
        """[WIR-04] [WIR-08]"""
        workshop = await house.workshop(people=2)
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
            await facilitator.go("A2b")
            await person.heard()
            await facilitator.heard()
            await person.must(c.SayReady("r1", ready=False))
            (patch,) = await person.heard()
            assert isinstance(patch, Patch)
            assert (patch.put, patch.drop) == ((), ())
            assert patch.settled is not None
            assert patch.settled.n == 1
            assert await facilitator.heard() == []

    async def test_a_refusal_goes_to_its_sender_alone_and_changes_nothing(self, house: House) -> None:
        """[WIR-03]"""
        workshop = await house.workshop(people=2)
        async with contextlib.AsyncExitStack() as stack:
            facilitator = await stack.enter_async_context(workshop.facilitator())
            screen = await stack.enter_async_context(await workshop.screen())
            one, laptop = [await stack.enter_async_context(workshop.device(workshop.people[0])) for _ in range(2)]
            two = await stack.enter_async_context(workshop.device(workshop.people[1]))
            await facilitator.go("A2c1")
            everybody = (facilitator, screen, one, laptop, two)
            for device in everybody:
                await device.heard()
            room = await workshop.room()
            before = room.session
            refusals: list[tuple[c.Command, str, str]] = [
                (c.GoToStep("A3", "r1"), "not_allowed", ""),
                (c.AddNote("n1", "r9", value(), "democratie"), "stale_run", "run_id"),
                (c.DeleteNote("nobodys", 1), "unknown_note", "note_id"),
                (c.AddNote("n1", "r1", value("x" * 501), "democratie"), "too_long", "content.why"),
            ]
            for command, code, field in refusals:
                refusal = await one.do(command)
                assert refusal is not None
                assert refusal.code == code
                (frame,) = await one.heard()
                assert isinstance(frame, Refused)
                assert (frame.code, frame.retriable) == (code, False)
                assert frame.field in {field, ""}
            for device in (facilitator, screen, laptop, two):
                assert await device.heard() == []
            assert room.session is before
            await one.add("n1")

    async def test_what_stays_at_another_table_brings_no_frame(self, house: House) -> None:
        """[WIR-08]"""
        workshop = await house.workshop(people=9)
        async with contextlib.AsyncExitStack() as stack:
            facilitator = await stack.enter_async_context(workshop.facilitator())
            screen = await stack.enter_async_context(await workshop.screen())
            people = [await stack.enter_async_context(workshop.device(browser)) for browser in workshop.people]
            await facilitator.go("A2c1")
            for device in (screen, *people):
                await device.heard()
            writer = people[0]
            await writer.add("n1")
            await writer.must(c.ChooseNote("n1", 0, "chosen"))
            for person in people[1:]:
                heard = await person.heard()
                assert bool(heard) == (person.me.table_id == writer.me.table_id)
            assert await screen.heard() == []

    async def test_whoever_is_moved_gets_a_full_view_and_the_others_a_patch(self, house: House) -> None:
        """[WIR-05]"""
        workshop = await house.workshop(people=9)
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
            await facilitator.go("A2c1")
            await person.add("n1")
            await person.heard()
            elsewhere = next(table.id for table in person.all(r.TableRecord) if table.id != person.me.table_id)
            await facilitator.must(c.MovePerson(person.me.participant_id, elsewhere))
            (frame,) = await person.heard()
            assert isinstance(frame, View)
            assert person.me.table_id == elsewhere
            assert person.note("n1").content == value()

    async def test_many_commands_at_once_keep_their_order_and_are_all_settled(self, house: House) -> None:
        workshop = await house.workshop(people=1)
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
            await facilitator.go("A2c1")
            await person.settle()
            names = [f"n{number:02}" for number in range(40)]
            commands = [c.AddNote(name, "r1", value(name), "democratie") for name in names]
            outcomes = await asyncio.gather(*(person.do(command) for command in commands))
            assert outcomes == [None] * 40
            assert [note.id for note in sorted(person.all(r.NoteRecord), key=lambda note: note.order)] == names
            await facilitator.settle()
            assert {note.id for note in facilitator.all(r.NoteRecord)} == set(names)

    async def test_a_closed_workshop_refuses_and_the_connection_stays(self, house: House) -> None:
        workshop = await house.workshop(people=1)
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
            await facilitator.must(c.CloseWorkshop())
            await person.until(lambda: person.workshop.phase == "closed")
            refusal = await person.do(c.ChangeProfile("Kim"))
            assert refusal is not None
            assert refusal.code == "workshop_closed"
            await person.settle()


class TestBadInput:
    async def test_bad_frames_are_answered_to_their_sender_and_the_connection_stays(self, house: House) -> None:
        """[WIR-01]"""
        workshop = await house.workshop(people=2)
        async with workshop.device(workshop.people[0]) as person, workshop.device(workshop.people[1]) as other:
            await person.heard()
            await other.heard()
            uncountable = pack({"type": "do", "n": 2**60, "command": {"type": "take_snapshot"}})
            bad = [b"", b"\xc1" * 9, b"\x81\xa4type\xa3fly", uncountable]
            for data in bad:
                await person.send_raw(data)
                assert await person.heard() == [Refused(0, "invalid", "", retriable=False)]
            await person.send_raw(pack({"type": "do", "n": 7, "command": {"type": "fly"}, "client_id": "dead-1"}))
            assert await person.heard() == [Refused(7, "invalid", "type", retriable=False, client_id="dead-1")]
            assert await other.heard() == []
            await person.must(c.ChangeProfile("Kim"))

    async def test_a_frame_over_the_limit_closes_the_connection(self, house: House) -> None:
        """[WIR-02]"""
        workshop = await house.workshop(people=1)
        cookie = workshop.people[0].cookie_header
        half = b"x" * (MAX_FRAME_BYTES // 2 + 1)
        for data in (half + half, [half, half]):
            async with raw_socket(house.base_url, f"/ws/{workshop.id}/participant", cookie=cookie) as socket:
                await socket.send(hello())
                await welcome_of(socket)
                with contextlib.suppress(ConnectionClosed):
                    await socket.send(data)
                assert (await close_of(socket))[0] == 1009

    async def test_a_frame_as_large_as_the_limit_is_read(self, house: House) -> None:
        workshop = await house.workshop(people=1)
        async with workshop.device(workshop.people[0]) as person:
            await person.heard()
            await person.send_raw(b"\xc1" * MAX_FRAME_BYTES)
            assert await person.heard() == [Refused(0, "invalid", "", retriable=False)]

    async def test_a_flood_of_bad_frames_closes_the_connection(self, house: House) -> None:
        """[WIR-02]"""
        workshop = await house.workshop(people=1)
        cookie = workshop.people[0].cookie_header
        async with raw_socket(house.base_url, f"/ws/{workshop.id}/participant", cookie=cookie) as socket:
            await socket.send(hello())
            await welcome_of(socket)
            with contextlib.suppress(ConnectionClosed):
                for _ in range(connection.FLOOD_REFUSALS + 1):
                    await socket.send(b"\xc1")
            assert await close_of(socket) == (Close.FLOOD, "flood")

    @pytest.mark.parametrize("frame", [Ping(1), Do(1, c.SayReady("r1", ready=True))], ids=lambda frame: type(frame).__name__)
    async def test_a_flood_of_good_frames_closes_the_connection_too(self, house: House, frame: Ping | Do) -> None:
        """[WIR-02]"""
        workshop = await house.workshop(people=1)
        cookie = workshop.people[0].cookie_header
        async with raw_socket(house.base_url, f"/ws/{workshop.id}/participant", cookie=cookie) as socket:
            await socket.send(hello())
            await welcome_of(socket)
            with contextlib.suppress(ConnectionClosed):
                for _ in range(2000):
                    await socket.send(pack(frame))
            assert await close_of(socket) == (Close.FLOOD, "flood")

    async def test_of_one_person_the_newest_connections_stay_and_the_oldest_is_told_why(self, house: House) -> None:
        """[CON-04] [WIR-11]"""
        workshop = await house.workshop(people=2)
        most = connection.OF_A_PERSON.sockets
        path, cookie = f"/ws/{workshop.id}/participant", workshop.people[0].cookie_header
        async with contextlib.AsyncExitStack() as stack, workshop.device(workshop.people[1]) as other:
            sockets = []
            for number in range(most + 1):
                sockets.append(await stack.enter_async_context(raw_socket(house.base_url, path, cookie=cookie)))
                # Not all come to a hello: those count too.
                if number % 2:
                    await sockets[-1].send(hello(f"page-{number}"))
                    await welcome_of(sockets[-1])
            assert await close_of(sockets[0]) == (Close.TOO_MANY_PAGES, "too_many_pages")
            await sockets[-1].send(hello("page-last"))
            await welcome_of(sockets[-1])
            assert [socket.close_code for socket in sockets[1:]] == [None] * most
            await other.settle()

    async def test_who_opens_connections_all_the_time_has_to_come_back_later(self, house: House) -> None:
        """[CON-04]"""
        workshop = await house.workshop(people=2)
        path, cookie = f"/ws/{workshop.id}/participant", workshop.people[0].cookie_header
        codes = set()
        for _ in range(int(connection.OF_A_PERSON.burst) * 3):
            async with raw_socket(house.base_url, path, cookie=cookie) as socket:
                with contextlib.suppress(ConnectionClosed):
                    await socket.send(hello())
                    await welcome_of(socket)
                codes.add(socket.close_code)
            if Close.COME_BACK in codes:
                break
        assert codes == {None, Close.COME_BACK}
        async with workshop.device(workshop.people[1]) as other:
            await other.settle()

    async def test_who_goes_too_fast_is_refused_and_may_try_again(self, house: House) -> None:
        workshop = await house.workshop(people=2)
        async with workshop.device(workshop.people[0]) as person, workshop.device(workshop.people[1]) as other:
            await other.heard()
            outcomes = await asyncio.gather(*(person.do(c.SayReady("r1", ready=True)) for _ in range(80)))
            codes = [outcome.code for outcome in outcomes if outcome]
            # The lobby has no run; the rest never came so far.
            assert codes.count("not_now") >= connection.COMMANDS_BURST
            assert codes.count("rate") == 80 - codes.count("not_now") > 0
            refused = [frame for frame in person.frames_seen if isinstance(frame, Refused) and frame.code == "rate"]
            assert all(frame.retriable for frame in refused)
            assert await other.heard() == []
            # Rates are a person's own: the neighbour is not slowed down.
            await other.must(c.ChangeProfile("Bo"))

    async def test_a_ping_is_answered_with_the_clock_of_the_store(self, house: House) -> None:
        workshop = await house.workshop(people=1)
        async with workshop.device(workshop.people[0]) as person:
            await person.send_raw(pack(Ping(12.5)))
            await person.until(lambda: any(isinstance(frame, Pong) for frame in person.frames_seen))
            (pong,) = (frame for frame in person.frames_seen if isinstance(frame, Pong))
            assert pong.t == 12.5
            assert abs(pong.server_ms - house.rooms.clock.now_ms()) < 5_000


def notes_in(frame: object) -> list[r.NoteRecord]:
    return [record for record in frame.put if isinstance(record, r.NoteRecord)] if isinstance(frame, Patch) else []
