# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values and scripts that an organisation keeps: written in the forms, read by its members, chosen for its workshops."""

from __future__ import annotations

import re
import tomllib

import pytest

from organisation.dossier.packing import decompressed
from organisation.members.events import OrganisationPacked, decode_events
from organisation.members.state import Organisation
from server import content
from server.keeping.organisations import forget_what_went
from server.organisations.organisations import Organisations
from server.player.browser import Answer, Browser
from server.settings import Settings
from server.store import ORGANISATION
from server.web.board_content import content_json
from sessions.authoring.own_values import own_values_of
from sessions.material.limits import MAX_VALUES_CHANGES
from sessions.model.items import Accent
from sessions.model.state import Session
from sessions.model.viewer import SYSTEM, Viewer
from sessions.wire.commands import ChangeValues, GoToStep
from tests.server.house import House
from tests.server.web.test_organisations import field, invited, open_house, opened
from tests.server.web.test_own_values import EIGHT, typed
from tests.server.web.test_scripts import Fields
from tests.server.web.test_strategy import begun, established

pytestmark = pytest.mark.asyncio(loop_scope="module")

FORM = "/draaiboeken/waarden"
FACILITATOR = Viewer("facilitator")


async def as_it_is(house: House, page: str) -> Organisation:
    found = await Organisations(house.rooms.store).get(page.rpartition("/")[2])
    assert found is not None
    return found


async def kept(manager: Browser, page: str, names: list[str], **other: str) -> Answer:
    return await manager.post(FORM, typed(names, **other) | {"do": f"keep:{page.rpartition('/')[2]}"})


async def session_of(house: House, answer: Answer) -> Session:
    assert answer.status == 303, answer.body
    room = await house.rooms.get(answer.location.split("/")[2])
    assert room is not None
    return room.session


def shown(page: str) -> dict[str, str]:
    return dict(Fields(page).sent)


def content_of(board: Answer) -> str:
    found = re.search(r"/inhoud/[^\"]+", board.body)
    assert found
    return found[0]


async def test_values_are_kept_changed_read_by_version_and_chosen_for_a_workshop(here: Settings) -> None:
    """[ORG-12] [DOM-22]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        of = page.rpartition("/")[2]
        answer = await kept(manager, page, list(EIGHT), own_values_alone="on", own__version="1")
        assert (answer.status, answer.location) == (303, f"{page}/waarden/waarden_van_meerdorp?bewaard=1")
        # Who changes it gets the form with what is kept, and makes version 2 of it.
        form = shown((await manager.get(f"{FORM}?van={of}/waarden_van_meerdorp")).body)
        assert (form["keep_of"], form["keep_version"], form["own.values.0.name.nl"]) == (of, "1", "Menselijkheid")
        changed = form | {"own.values.0.definition.nl": "Wij zien wie het is.", "do": f"keep:{of}"}
        assert (await manager.post(FORM, changed)).status == 303
        stale = await manager.post(FORM, changed | {"own.owner": "Iemand anders"})
        assert stale.status == 409
        assert shown(stale.body)["own.owner"] == "Iemand anders"
        reader, _ = await invited(manager, page, "Griffier", "reader")
        newest = (await reader.get(f"{page}/waarden/waarden_van_meerdorp")).body
        earlier = (await reader.get(f"{page}/waarden/waarden_van_meerdorp?versie=1")).body
        assert "Wij zien wie het is." in newest
        assert "Wij zien wie het is." not in earlier
        assert "eerdere versie" in earlier
        assert FORM not in newest
        told = tomllib.loads((await reader.get(f"{page}/waarden/waarden_van_meerdorp/bestand?versie=1")).body)
        assert (told["version"], told["owner"]) == (1, "Team Digitaal")
        assert (await reader.get(f"{page}/waarden/waarden_van_meerdorp?versie=9")).status == 404
        # The only set is chosen by itself for a workshop of the organisation, which says which version it has.
        new = shown((await manager.get(f"/nieuw?organisatie={of}")).body)
        assert new["own_set"] == f"{of}/waarden_van_meerdorp"
        session = await session_of(house, await manager.post("/nieuw", new | {"title": "Toeslagen"}))
        assert (session.framework.version, session.framework.owner) == (2, "Team Digitaal")
        assert [value.name.nl for value in session.framework.values] == list(EIGHT)
        own = own_values_of(session.framework, content.framework("waardenkader-2025"))
        assert own is not None
        assert own == (await as_it_is(house, page)).values["waarden_van_meerdorp"].latest.own
        # A manager takes an earlier version away, and then all of it; the workshop has a copy of its own.
        kept_at = f"{page}/waarden/waarden_van_meerdorp"
        assert f'action="{kept_at}/weg"' not in newest
        assert (await reader.post(f"{kept_at}/weg", {"version": "1"})).status == 403
        drop = shown((await manager.get(f"{kept_at}?versie=1")).body)
        seen = {"base_version": drop["base_version"]}
        for wrong, status in (({"base_version": "1"}, 409), (seen | {"version": "alles"}, 422)):
            assert (await manager.post(f"{kept_at}/weg", wrong)).status == status
        gone = await manager.post(f"{kept_at}/weg", seen | {"version": drop["version"], "mark": drop["mark"]})
        assert (gone.status, gone.location) == (303, f"{kept_at}?bewaard=1")
        assert (await manager.get(f"{kept_at}?versie=1")).status == 404
        assert (await manager.post(f"{kept_at}/weg", seen | {"version": "2"})).status == 422
        changing = shown((await manager.get(f"{FORM}?van={of}/waarden_van_meerdorp")).body) | {"do": f"keep:{of}"}
        assert (await manager.post(f"{kept_at}/weg", seen)).location == f"{page}/eigen?bewaard=1"
        # Who was changing it keeps his words as something new.
        late = await manager.post(FORM, changing | {"own.owner": "Team Nieuw"})
        assert (late.status, "net weggehaald" in late.body, "keep_of" in shown(late.body)) == (422, True, False)
        assert ((await manager.get(kept_at)).status, (await as_it_is(house, page)).kept_bytes) == (404, 0)
        room = await house.rooms.get(session.id)
        assert room is not None
        assert [value.name.nl for value in room.session.framework.values] == list(EIGHT)
        # At the keeper's next look it is gone from the log too, which then holds nothing but what is kept; a held one waits.
        store, before = house.rooms.store, await as_it_is(house, page)
        logs, its_id = store.of(ORGANISATION), page.rpartition("/")[2]
        assert await logs.holds.put(its_id, "archief")
        assert await forget_what_went(store) == []
        assert await logs.holds.lift(its_id)
        assert before.written_bytes > 0
        assert [await forget_what_went(store) for _ in range(2)] == [[its_id], []]
        read = await logs.log.read(its_id)
        assert read is not None
        ((only,),) = [decode_events(entry.payload) for entry in read[1]]
        assert isinstance(only, OrganisationPacked)
        assert EIGHT[0].encode() not in decompressed(only.content)
        now = await as_it_is(house, page)
        assert (now.written_bytes, now.members, now.dropped, now.changes) == (0, before.members, before.dropped, before.changes)
        # A form that was sent before counts no second time.
        assert (await manager.post(f"{kept_at}/weg", seen | {"version": drop["version"], "mark": drop["mark"]})).status == 303


async def test_a_strategy_steers_on_the_organisations_own_values_and_a_workshop_of_others_says_which_are_not_there(
    here: Settings,
) -> None:
    """[STR-04] [STR-11] [BRD-29]"""
    async with open_house(here) as house:
        manager, page, strategy = await begun(house)
        of = page.rpartition("/")[2]
        await kept(manager, page, list(EIGHT), own_values_alone="on")
        # Its values stand instead of the thirty-two: it picks from those, and from no others.
        listing = (await manager.get(f"{strategy}/waarden")).body
        assert '<option value="@waarden_van_meerdorp/menselijkheid">Menselijkheid</option>' in listing
        assert 'value="privacy"' not in listing
        offer = f"{page}/waarden/waarden_van_meerdorp/aanbod"

        async def lists(value: str) -> None:
            mark = field((await manager.get(f"{strategy}/waarden")).body, "mark")
            answer = await manager.post(f"{strategy}/waarden", {"value": value, "mark": mark})
            assert answer.status == 303, answer.body

        await lists("@waarden_van_meerdorp/menselijkheid")
        assert (await manager.post(offer, {"is_offered": "ja"})).status == 422
        assert (await manager.post(offer, {"is_offered": ""})).status == 303
        # In a form that stood open the set is offered no more: its principle is nobody else's of that name.
        late = {"value": "@waarden_van_meerdorp/+human_rights", "name": "Rust"}
        late |= {"mark": field((await manager.get(f"{strategy}/waarden")).body, "mark")}
        assert (await manager.post(f"{strategy}/waarden", late)).status == 422
        await lists("privacy")
        assert (await manager.post(offer, {"is_offered": "on"})).status == 303
        seen = (await manager.get(f"{strategy}/waarden")).body
        assert "Waarden van Meerdorp" in seen
        for each in dict.fromkeys(re.findall(rf'{strategy}/waarden/(l-\w+)"', seen)):
            one = (await manager.get(f"{strategy}/waarden/{each}")).body
            assert ("Over Menselijkheid." in one) == ("<h1>Menselijkheid</h1>" in one)
            chosen = {"chosen": "yes", "base_rev": field(one, "base_rev"), "mark": field(one, "mark")}
            assert (await manager.post(f"{strategy}/waarden/{each}", chosen)).status == 303
        assert (await manager.post(f"{strategy}/mensen", {"base_rev": "0", "administrator": "wethouder"})).status == 303
        await established(manager, strategy)

        def accents(session: Session) -> list[str]:
            return [i.content.value.value_id for i in session.items.values() if isinstance(i.content, Accent) and not i.removed]

        new = shown((await manager.get(f"/nieuw?organisatie={of}")).body) | {"title": "Toeslagen"}
        own = await session_of(house, await manager.post("/nieuw", new))
        assert (accents(own), own.accents_left) == (["menselijkheid"], ("Privacy",))
        # Before it begins the facilitator chooses other values; who has the page open gets them by himself.
        values = f"/regie/{own.id}/waarden"
        assert "Waarden van Meerdorp" in (await manager.get(values)).body
        assert (await manager.post(values, {"values": "o-anders/eigen"})).status == 422
        assert (await manager.post(values, {"values": ""})).location == f"{values}?bewaard=1"
        room = await house.rooms.get(own.id)
        assert room is not None
        now = room.session
        assert (accents(now), now.accents_left, len(now.framework.values), now.values_rev) == (
            ["privacy"],
            ("Menselijkheid",),
            32,
            1,
        )
        # What the strategy says beyond them is for who prepares: nobody else who is there reads it.
        assert b'"accents_left":["Menselijkheid"]' in content_json(now, leads=True)
        assert b'"accents_left":[]' in content_json(now, leads=False)
        assert "Menselijkheid" in (await manager.get(content_of(await manager.get(f"/regie/{own.id}")))).body
        assert "Menselijkheid" not in (await manager.get(content_of(await manager.get(f"/regie/{own.id}/scherm")))).body
        assert (await room.ask(GoToStep("A1", ""), FACILITATOR)) is None
        begun_now = await manager.post(values, {"values": f"{of}/waarden_van_meerdorp"})
        assert (begun_now.status, "De workshop is begonnen" in begun_now.body) == (409, True)


async def test_values_that_were_typed_for_one_workshop_can_be_chosen_again_after_others(here: Settings) -> None:
    """[BRD-29]"""
    async with open_house(here) as house:
        manager, _ = await opened(house)
        new = shown((await manager.get("/nieuw")).body) | typed(list(EIGHT)) | {"own_values_alone": "on"}
        own = await session_of(house, await manager.post("/nieuw", new | {"title": "Toeslagen", "organisation": "Meerdorp"}))
        values = f"/regie/{own.id}/waarden"
        first = await manager.get(values)
        assert ("alleen in deze workshop bewaard" in first.body, shown(first.body)["values"]) == (True, "eerder-1")
        # A form without a choice asks for nothing: the key of the framework's own values is empty.
        none = await manager.post(values, {"wat": "anders"})
        assert (none.status, "Kies eerst een set." in none.body) == (422, True)
        assert (await manager.post(values, {"values": ""})).status == 303
        assert "alleen in deze workshop bewaard" in (await manager.get(values)).body
        assert (await manager.post(values, {"values": "eerder-1"})).status == 303
        room = await house.rooms.get(own.id)
        assert room is not None
        assert (room.session.framework, room.session.values_rev) == (own.framework, 2)
        frameworks = (content.framework("waardenkader-2025"), own.framework)
        for n in range(2, MAX_VALUES_CHANGES):
            assert await room.ask(ChangeValues(frameworks[n % 2], own.measures), SYSTEM) is None
        often = await manager.post(values, {"values": ""})
        assert (often.status, "al zo vaak andere waarden gekozen" in often.body) == (409, True)
        assert room.session.framework == own.framework


async def test_a_foundation_without_own_values_is_pointed_out_where_they_are_kept_and_before_the_opening(here: Settings) -> None:
    """[DOM-22]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        await kept(manager, page, ["Samen"], own_values_alone="on")
        for path in ("/eigen", "/waarden/waarden_van_meerdorp"):
            assert "Onder Democratie, Rechtsstaat" in (await manager.get(f"{page}{path}")).body
        new = shown((await manager.get(f"/nieuw?organisatie={page.rpartition('/')[2]}")).body) | {"title": "Toeslagen"}
        refused = await manager.post("/nieuw", new)
        assert refused.status == 422
        assert 'href="#own_bare"' in refused.body
        again = shown(refused.body) | {"own_bare": "on"}
        assert (await session_of(house, await manager.post("/nieuw", again))).framework.bare_foundations


async def test_what_was_typed_is_never_passed_over_for_what_is_kept(here: Settings) -> None:
    async with open_house(here) as house:
        manager, page = await opened(house)
        await kept(manager, page, ["Samen"])
        new = shown((await manager.get(f"/nieuw?organisatie={page.rpartition('/')[2]}")).body) | {"title": "Toeslagen"}
        both = await manager.post("/nieuw", new | {"own.values.0.name.nl": "Openheid"})
        alone = await manager.post("/nieuw", new | {"organisation_id": "", "organisation": "Ander"})
        unknown = await manager.post("/nieuw", new | {"own_set": "o-anders/eigen"})
        for answer in (both, alone, unknown):
            assert answer.status == 422
            assert 'href="#own_set"' in answer.body
        assert shown(both.body)["own.values.0.name.nl"] == "Openheid"


async def test_a_kept_set_that_was_changed_in_the_form_opens_a_workshop_as_it_was_changed(here: Settings) -> None:
    async with open_house(here) as house:
        manager, page = await opened(house)
        await kept(manager, page, ["Samen"])
        form = shown((await manager.get(f"{FORM}?van={page.rpartition('/')[2]}/waarden_van_meerdorp")).body)
        new = await manager.post(FORM, form | {"own.values.0.definition.nl": "Nog niet bewaard.", "do": "open"})
        found = shown(new.body)
        assert (found["own.values.0.definition.nl"], found["own_set"]) == ("Nog niet bewaard.", "")


async def test_a_script_is_kept_changed_and_chosen_for_a_workshop_until_it_is_offered_no_more(here: Settings) -> None:
    """[ORG-13]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        of = page.rpartition("/")[2]
        form = shown((await manager.get("/draaiboeken/eigen?van=codio-pad")).body) | {"id": "van-ons", "owner": "Team Digitaal"}
        answer = await manager.post("/draaiboeken/eigen", form | {"do": f"keep:{of}"})
        assert (answer.status, answer.location) == (303, f"{page}/draaiboeken/van-ons?bewaard=1")
        form = shown((await manager.get(f"/draaiboeken/eigen?van={of}/van-ons")).body)
        changed = form | {"title.nl": "Ons gesprek", "do": f"keep:{of}"}
        assert (await manager.post("/draaiboeken/eigen", changed)).status == 303
        assert (await manager.post("/draaiboeken/eigen", changed | {"owner": "Ander"})).status == 409
        seen = (await manager.get(f"{page}/draaiboeken/van-ons")).body
        assert "Ons gesprek" in seen
        assert "Ons gesprek" not in (await manager.get(f"{page}/draaiboeken/van-ons?versie=1")).body
        told = tomllib.loads((await manager.get(f"{page}/draaiboeken/van-ons/bestand")).body)
        assert (told["version"], told["owner"]) == (2, "Team Digitaal")
        new = shown((await manager.get(f"/nieuw?organisatie={of}&draaiboek={of}/van-ons")).body) | {"title": "Toeslagen"}
        assert new["script"] == f"{of}/van-ons"
        session = await session_of(house, await manager.post("/nieuw", new))
        assert (session.script.id, session.script.version, session.script.title.nl) == ("van-ons", 2, "Ons gesprek")
        offer = shown(seen)
        assert (await manager.post(f"{page}/draaiboeken/van-ons/aanbod", offer)).status == 303
        assert "van-ons" not in (await manager.get(f"/nieuw?organisatie={of}")).body
        assert (await manager.post("/nieuw", new)).status == 422


async def test_only_who_may_keeps_and_nobody_of_elsewhere_changes_or_reads_anything(here: Settings) -> None:
    """[ORG-04] [ORG-12]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        other, elsewhere = await opened(house, "Waterschap")
        strategist, _ = await invited(manager, page, "Strateeg", "strategist")
        reader, _ = await invited(manager, page, "Griffier", "reader")
        of = page.rpartition("/")[2]
        assert (await kept(strategist, page, ["Samen"])).status == 303
        own_script = shown((await manager.get("/draaiboeken/eigen")).body) | {"do": f"keep:{of}", "owner": "Wij"}
        for who in (reader, other, Browser(house.base_url)):
            before = await as_it_is(house, page)
            assert (await kept(who, page, ["Openheid"], own__id="ander")).status == 403
            assert (await who.post("/draaiboeken/eigen", own_script)).status == 403
            assert (await who.get(f"{FORM}?van={of}/waarden_van_meerdorp")).status == 404
            assert (await as_it_is(house, page)).values == before.values
        assert (await strategist.post("/draaiboeken/eigen", own_script)).status == 403
        assert (await other.get(f"{page}/waarden/waarden_van_meerdorp")).status in (403, 404)
        assert elsewhere != page
