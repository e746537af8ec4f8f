# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is thrown away can be taken back for a while, what has to be kept stays, and what is gone is nowhere any more."""

from __future__ import annotations

import re

import pytest

from server.dossiers.dossiers import Dossiers
from server.keeping import commands, hold_commands
from server.keeping.case_commands import purge_cases
from server.keeping.cases import destroy_untouched_cases, empty_bin, pack_untouched_cases
from server.keeping.held import destroy_workshop, put_hold
from server.keeping.keeper import Keeper
from server.keeping.own_terms import TermsOfOrganisations
from server.live.replaying import create
from server.settings import Settings
from server.store import DOSSIER, NO_LOG, Store, StoreError, StoreUnavailable, Why
from server.web import case_erasing
from server.web.bodies import MAX_CASE_BYTES
from tests.server.house import House, Workshop, serving, visitor
from tests.server.keeping.around import TERMS, keep, later, played
from tests.server.web.test_belonging import led
from tests.server.web.test_organisations import open_house, opened
from tests.server.web.test_paper_files import fetched


async def with_case(house: House) -> Workshop:
    workshop = await played(house)
    assert (await workshop.opened.facilitator.post(f"/regie/{workshop.id}/zaak", {})).status == 303
    return workshop


async def test_an_erased_case_lies_in_the_bin_where_nobody_finds_it_and_comes_back_with_its_links(
    here: Settings, store: Store
) -> None:
    """[CAS-18] [PRIV-10]"""
    async with serving(here) as house:
        workshop = await with_case(house)
        browser, case = workshop.opened.facilitator, f"/zaak/{workshop.id}"
        before = (await browser.get(case)).body
        erased = await browser.post(f"{case}/wissen", {"title": "camera's"})
        assert (erased.status, "Zet de zaak terug" in erased.body) == (200, True)
        assert await store.of(DOSSIER).copies.ids() == []
        assert (await browser.get(case)).location == f"{case}/prullenbak"
        async with visitor(house) as stranger:
            for path in (case, f"{case}/prullenbak", f"{case}/terugzetten"):
                answer = await stranger.get(path, follow_redirects=True)
                assert "geen privacy" not in answer.text
                assert "Camera" not in answer.text
            assert (await stranger.post(f"{case}/terugzetten")).status_code == 403
            assert (await stranger.post(f"{case}/prullenbak")).status_code == 403
        # It begins no second time under the id that it may come back to.
        assert (await browser.post(f"/regie/{workshop.id}/zaak", {})).status == 410
        assert (await browser.post(f"{case}/terugzetten", {})).location == case
        assert (await browser.get(case)).body.count("codio-") == before.count("codio-")
        await browser.post(f"{case}/wissen", {"title": "Camera's"})
        assert await empty_bin(store, await later(store, 29)) == []
        assert await empty_bin(store, await later(store, 31)) == [workshop.id]
        (record,) = await store.of(DOSSIER).destruction.records()
        assert (record.id.id, record.why, record.rule, record.unfinished) == (workshop.id, "coordinator", "bin_days=30", False)
        assert not await store.of(DOSSIER).bin.take_back(workshop.id)


async def test_the_bin_can_be_emptied_at_once_and_an_operator_takes_back_too(here: Settings, store: Store) -> None:
    """[CAS-18]"""
    async with serving(here) as house:
        workshop = await with_case(house)
        browser, case = workshop.opened.facilitator, f"/zaak/{workshop.id}"
        await browser.post(f"{case}/wissen", {"title": "Camera's"})
        said: list[str] = []
        assert await hold_commands.bin_of_cases(store, None, said.append, said.append)
        assert said[0].startswith(workshop.id)
        assert await hold_commands.bin_of_cases(store, workshop.id, said.append, said.append)
        assert not await hold_commands.bin_of_cases(store, workshop.id, said.append, said.append)
        assert (await browser.get(case)).status == 200
        await browser.post(f"{case}/wissen", {"title": "Camera's"})
        assert (await browser.get(f"{case}/wissen")).location == f"{case}/prullenbak"
        # Buttons that ask nothing of their form do nothing either where it is larger than it may be (BND-01).
        for path in (f"{case}/prullenbak", f"{case}/terugzetten"):
            assert (await browser.post(path, {"x": "y" * (MAX_CASE_BYTES + 1)})).status == 413
        (mark,) = re.findall(r'name="mark" value="([^"]+)"', (await browser.get(f"{case}/prullenbak")).body)
        # Pressed twice it is gone; who was shown no such form hears nothing.
        for time in ("first", "second"):
            gone = await browser.post(f"{case}/prullenbak", {"mark": mark})
            assert (gone.status, "De zaak is gewist" in gone.body) == (200, True), time
        async with visitor(house) as stranger:
            for guessed in ("", "x" * len(mark)):
                assert (await stranger.post(f"{case}/prullenbak", data={"mark": guessed})).status_code == 403
        assert await store.of(DOSSIER).bin.all() == []


async def unavailable(*_: object, **__: object) -> bool:
    """As a store that does not answer."""
    raise StoreUnavailable("timeout", "gone")


async def test_the_workshops_of_a_case_can_be_erased_alone(here: Settings, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """[CAS-19] [PRIV-10]"""
    async with serving(here) as house:
        workshop = await with_case(house)
        browser, case = workshop.opened.facilitator, f"/zaak/{workshop.id}"
        erased = await browser.post(f"{case}/wissen", {"title": "Camera's", "what": "workshops"})
        assert (erased.status, "De workshops zijn gewist" in erased.body) == (200, True)
        assert await store.log.head(workshop.id) == NO_LOG
        assert (await browser.get(case)).status == 200
        (record,) = await store.destruction.records()
        assert (record.why, commands.by_whom(record)) == ("coordinator", "coordinator")
        going_on = await played(house, closed=False)
        browser = going_on.opened.facilitator
        assert (await browser.post(f"/regie/{going_on.id}/zaak", {})).status == 303
        erased = await browser.post(f"/zaak/{going_on.id}/wissen", {"title": "Camera's", "what": "all"})
        assert "Van 1 workshop zijn de briefjes er nog" in erased.body
        assert (await store.log.head(going_on.id)).seq
        other = await with_case(house)
        browser, path = other.opened.facilitator, f"/zaak/{other.id}/wissen"
        assert (
            "De briefjes van de workshops zijn meteen weg en komen niet terug. De zaak ligt 30 dagen"
            in (await browser.get(path)).body
        )
        assert (await browser.post(path, {"title": "Camera's", "what": "bogus"})).status == 422
        assert (await browser.get(f"/zaak/{other.id}")).status == 200
        erased = await browser.post(path, {"title": "Camera's", "what": "all"})
        assert "De briefjes van de workshops zijn voorgoed weg" in erased.body
        # Pressed again, as with a form that was sent twice.
        again = await browser.post(path, {"title": "Camera's", "what": "all"})
        assert (again.status, "Deze zaak ligt in de prullenbak" in again.body) == (200, True)
        for _ in range(2):
            assert (await browser.post(f"/zaak/{other.id}/terugzetten", {})).status == 303
        assert (await browser.get(f"/zaak/{other.id}")).status == 200
        # Cut off in between: the case is where it was, and does not lie in the bin with the notes of its workshop still there.
        last = await with_case(house)
        browser = last.opened.facilitator
        with monkeypatch.context() as cut_off:
            cut_off.setattr(Dossiers, "throw_away", unavailable)
            assert (await browser.post(f"/zaak/{last.id}/wissen", {"title": "Camera's", "what": "all"})).status == 503
        assert await store.log.head(last.id) == NO_LOG
        assert (await browser.get(f"/zaak/{last.id}")).status == 200
        erased = await browser.post(f"/zaak/{last.id}/wissen", {"title": "Camera's", "what": "all"})
        assert "Deze zaak ligt in de prullenbak" in erased.body


async def test_a_case_from_a_file_erases_no_workshop_that_it_names(here: Settings, store: Store) -> None:
    """[CAS-19]"""
    async with serving(here) as house:
        workshop = await with_case(house)
        content = (await fetched(workshop.opened.facilitator, f"/zaak/{workshop.id}/bestanden/zaak.json")).content
        assert f'"workshop_id":"{workshop.id}"' in content.decode().replace('": "', '":"')
        async with visitor(house) as stranger:
            answer = await stranger.post("/inlezen", data={"mark": "A" * 24}, files={"file": ("zaak", content)})
            case = answer.headers["location"].partition("?")[0]
            stranger.headers["cookie"] = own = answer.headers["set-cookie"].partition(";")[0]
            refused = await stranger.post(f"{case}/wissen", data={"title": "Camera's", "what": "workshops"})
            assert (refused.status_code, "Er is niets gewist" in refused.text) == (409, True)
            for what in ("all", "case"):
                await stranger.post(f"{case}/wissen", data={"title": "Camera's", "what": what})
            assert (await store.log.head(workshop.id)).seq
            assert await store.destruction.records() == []
            # Who leads the workshop erases it from there too.
            await stranger.post(f"{case}/terugzetten")
            stranger.headers["cookie"] = f"{own}; {workshop.opened.facilitator.cookie_header}"
            erased = await stranger.post(f"{case}/wissen", data={"title": "Camera's", "what": "workshops"})
            assert (erased.status_code, "De workshops zijn gewist" in erased.text) == (200, True)
        assert await store.log.head(workshop.id) == NO_LOG


async def test_a_member_erases_a_case_of_his_organisation_but_none_of_its_workshops(here: Settings, store: Store) -> None:
    """[CAS-19] [ORG-05]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        workshop = await played(house)
        leader = workshop.opened.facilitator
        leader.cookies.update(manager.cookies)
        assert (await leader.post(f"/regie/{workshop.id}/links/bij", {"organisation": page.rpartition("/")[2]})).status == 303
        await leader.post(f"/regie/{workshop.id}/zaak", {})
        path = f"/zaak/{workshop.id}/wissen"
        refused = await manager.post(path, {"title": "Camera's", "what": "workshops"})
        assert (refused.status, "Er is niets gewist" in refused.body) == (409, True)
        erased = await manager.post(path, {"title": "Camera's", "what": "all"})
        assert (erased.status, "Van 1 workshop zijn de briefjes er nog" in erased.body) == (200, True)
        assert "voorgoed weg" not in erased.body
        assert (await store.log.head(workshop.id)).seq


async def test_what_lives_again_does_not_go_with_the_bin(here: Settings, store: Store) -> None:
    """[CAS-18]"""
    async with serving(here) as house:
        workshop = await with_case(house)
        browser, case, cases_there = workshop.opened.facilitator, f"/zaak/{workshop.id}", store.of(DOSSIER)
        whole = await cases_there.copies.take(workshop.id)
        assert whole is not None
        await browser.post(f"{case}/wissen", {"title": "Camera's"})
        # It was erased on purpose, so a restore leaves it where it is, unless told to bring it back: then it is there alone.
        with pytest.raises(StoreError, match="lies in the bin") as refused:
            await cases_there.copies.put(workshop.id, whole, "")
        assert refused.value.code == "log_destroyed"
        await cases_there.copies.put(workshop.id, whole, "", also_destroyed=True)
        assert await cases_there.bin.all() == []
        assert (await browser.get(f"{case}/prullenbak")).location == case
        assert await empty_bin(store, await later(store, 31)) == []
        # And the one that lives goes into the bin as ever, also where an older one lies.
        await browser.post(f"{case}/wissen", {"title": "Camera's"})
        assert await create(cases_there.log, workshop.id, whole.entries[0].payload)
        assert not await cases_there.bin.take_back(workshop.id)
        assert (await browser.get(f"{case}/prullenbak")).location == case
        assert await empty_bin(store, await later(store, 31)) == []
        assert (await cases_there.bin.all(), await cases_there.destruction.records()) == ([], [])
        assert (await browser.get(case)).status == 200
        await cases_there.bin.put(workshop.id, "operator")
        assert await create(cases_there.log, workshop.id, whole.entries[0].payload)
        assert (await browser.post(f"{case}/wissen", {"title": "Camera's"})).status == 200
        assert await cases_there.bin.take_back(workshop.id)


async def test_a_purge_says_which_cases_lie_too_long_in_the_bin(here: Settings, store: Store) -> None:
    """[CAS-12] [CAS-18]"""
    async with serving(here) as house:
        workshop = await with_case(house)
    await store.of(DOSSIER).bin.put(workshop.id, "operator")
    said: list[str] = []
    in_a_month = await later(store, 31)
    lines = [f"{workshop.id}  destroyed: it lay in the bin for 30 days", "1 cases. Nothing was changed.", "1 cases."]
    await purge_cases(store, here, said.append, dry_run=True, now_ms=in_a_month)
    assert said == lines[:2]
    await purge_cases(store, here, said.append, now_ms=in_a_month)
    assert said[2:] == [lines[0], lines[2]]
    assert await store.of(DOSSIER).bin.all() == []


async def test_what_is_held_is_destroyed_by_nobody_until_it_is_released(
    here: Settings, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """[KEP-08] [PRIV-10]"""
    caplog.set_level("INFO")
    async with serving(here) as house:
        workshop = await with_case(house)
        browser, case = workshop.opened.facilitator, f"/zaak/{workshop.id}"
        said: list[str] = []
        assert not await hold_commands.hold(store, "nergens", "Woo", said.append, said.append)
        assert not await hold_commands.hold(store, workshop.id, " ", said.append, said.append)
        assert await hold_commands.hold(store, workshop.id, "Woo-verzoek 12", said.append, said.append)
        said.clear()
        await hold_commands.list_holds(store, said.append)
        assert [line.endswith("Woo-verzoek 12") for line in said] == [True, True, False]
        # Names go all the same: they are nothing that has to be kept.
        assert await keep(store, 31) == ["nameless"]
        assert await keep(store, 400) == []
        assert "is held and stays" in caplog.text
        # Nobody reads it again and again for that, until it changes or is released.
        caplog.clear()
        keeper, in_a_year = Keeper(store, TERMS), await later(store, 400)
        assert [await keeper.keep(in_a_year) for _ in range(3)] == [[], [], []]
        assert caplog.text.count("is held and stays") == 1
        settings = Settings(redis_url=here.redis_url, keep_cases_days=100, keep_unused_days=90)
        assert await destroy_untouched_cases(store, settings, await later(store, 400)) == []
        assert not await commands.delete(store, workshop.id, said.append, said.append, sure=True)
        refused = await browser.post(f"{case}/wissen", {"title": "Camera's", "what": "all"})
        assert (refused.status, "Deze zaak moet bewaard blijven" in refused.body) == (409, True)
        refused = await browser.post(f"/regie/{workshop.id}/wissen", {"title": "Camera's"})
        assert (refused.status, "moet voorlopig bewaard blijven" in refused.body) == (409, True)
        asked = (await browser.get(f"/regie/{workshop.id}/wissen")).body
        assert ("moet voorlopig bewaard blijven" in asked, 'name="title"' in asked) == (True, False)
        assert await store.destruction.records() == await store.of(DOSSIER).destruction.records() == []
        assert [each for each in caplog.text.splitlines() if "Woo" in each] == [], "the reason may name somebody"
        assert await hold_commands.release(store, workshop.id, said.append, said.append)
        assert not await hold_commands.release(store, workshop.id, said.append, said.append)
        assert await keep(store, 31) == ["over"]
        (record,) = await store.destruction.records()
        assert (record.rule, commands.by_whom(record)) == ("keep_closed_days=30", "server")


async def test_where_a_hold_comes_while_all_is_erased_it_is_told_what_went_before_it(
    here: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[CAS-19] [KEP-09]"""

    async def then_held(where: Store, session_id: str, cases: frozenset[str], why: Why) -> bool:
        done = await destroy_workshop(where, session_id, cases, why)
        assert await put_hold(store, DOSSIER, session_id, "Woo-verzoek")
        return done

    async with serving(here) as house:
        workshop = await with_case(house)
        monkeypatch.setattr(case_erasing, "destroy_workshop", then_held)
        held = await workshop.opened.facilitator.post(f"/zaak/{workshop.id}/wissen", {"title": "Camera's", "what": "all"})
        assert (held.status, "Deze zaak moet bewaard blijven" in held.body) == (409, True)
        assert "De briefjes van 1 workshop waren al gewist" in held.body
        assert await store.log.head(workshop.id) == NO_LOG
        assert (await store.of(DOSSIER).log.head(workshop.id)).seq


async def test_a_hold_on_a_case_holds_its_workshops_and_what_was_written_in_it_before(here: Settings, store: Store) -> None:
    """[KEP-09] [PRIV-10]"""
    async with serving(here) as house:
        workshop = await with_case(house)
        browser, case, cases = workshop.opened.facilitator, f"/zaak/{workshop.id}", store.of(DOSSIER)
        # The case alone, as a manager of its organisation does: of its workshop nobody said a word.
        assert await cases.holds.put(workshop.id, "Woo-verzoek 12", "manager")
        assert await store.holds.of(workshop.id) is None
        for what in ("workshops", "all", "case"):
            refused = await browser.post(f"{case}/wissen", {"title": "Camera's", "what": what})
            assert (refused.status, "ook de briefjes van de workshops blijven zo lang" in refused.body) == (409, True), what
        refused = await browser.post(f"/regie/{workshop.id}/wissen", {"title": "Camera's"})
        assert (refused.status, "moet voorlopig bewaard blijven" in refused.body) == (409, True)
        said: list[str] = []
        assert not await commands.delete(store, workshop.id, said.append, said.append, sure=True)
        assert said[-1].endswith("is held and stays: see `waardenbord holds`.")
        keeper, in_a_year = Keeper(store, TERMS), await later(store, 400)
        assert [task.what for task in await keeper.keep(await later(store, 2))] == ["nameless"]
        assert [await keeper.keep(in_a_year) for _ in range(2)] == [[], []]
        # Its own log keeps what was written before, until it may go.
        assert await pack_untouched_cases(store, in_a_year) == []
        assert await store.destruction.records() == []
        # The operator takes the hold over; another reason takes the place of none.
        assert await hold_commands.hold(store, workshop.id, "Archief", said.append, said.append)
        assert "until now, which is yours to release from here on: Woo-verzoek 12" in said[-1]
        assert not await hold_commands.hold(store, workshop.id, "Iets anders", said.append, said.append)
        assert said[-1].endswith("is held already, and its reason stays: Archief. Release it first.")
        assert await hold_commands.release(store, workshop.id, said.append, said.append)
        assert await pack_untouched_cases(store, in_a_year) == [workshop.id]
        assert [task.what for task in await keeper.keep(in_a_year)] == ["over"]


async def test_an_organisation_keeps_shorter_than_the_server_where_it_says_so_and_records_say_by_which_rule(
    here: Settings, store: Store
) -> None:
    """[ORG-14] [PRIV-09] [PRIV-10]"""
    async with open_house(here, keep_unused_days=0) as house:
        manager, page = await opened(house)
        of = page.rpartition("/")[2]
        workshop = await with_case(house)
        led(workshop, manager)
        for path in (f"/regie/{workshop.id}/links/bij", f"/zaak/{workshop.id}/bij"):
            assert (await workshop.opened.facilitator.post(path, {"organisation": of})).status == 303, path
        alone = await with_case(house)
        terms = {"closed_days": "10", "cases_days": "30"}
        # Each that is wrong is marked, however it is.
        for typed, marked in (
            ({"cases_days": "3"}, 1),
            ({"cases_days": "0"}, 1),
            ({"cases_days": "veel", "closed_days": "99999"}, 2),
        ):
            wrong = await manager.post(f"{page}/bewaren", terms | {"base_rev": "0"} | typed)
            assert (wrong.status, wrong.body.count('aria-invalid="true"')) == (422, marked)
        assert (await manager.post(f"{page}/bewaren", terms | {"base_rev": "0"})).status == 303
        # For two weeks nothing goes by it; then what is its own does, and nothing else.
        settings = Settings(redis_url=here.redis_url, keep_unused_days=0)
        own = await TermsOfOrganisations(store).now()
        assert await keep(store, 13) == ["nameless", "nameless"]
        assert await keep(store, 15) == ["over"]
        assert await destroy_untouched_cases(store, settings, await later(store, 29), own) == []
        assert await destroy_untouched_cases(store, settings, await later(store, 31), own) == [workshop.id]
        (record,) = await store.destruction.records()
        assert (record.id.id, record.rule) == (workshop.id, "organisation_closed_days=10")
        (record,) = await store.of(DOSSIER).destruction.records()
        assert (record.id.id, record.rule) == (workshop.id, "organisation_cases_days=30")
        assert await store.of(DOSSIER).copies.ids() == [alone.id]
