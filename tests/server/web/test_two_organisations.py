# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two organisations on one server never see each other: every route of the application, by every role of the one, with the ids of
the other; and within one organisation by every role that may not. A route that nobody placed fails.
"""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx
import msgspec
import pytest
from starlette.routing import Mount, Route, WebSocketRoute

from organisation.members.cases import IN_CASES
from organisation.members.viewer import MEMBER_ROLES, MemberRole
from server.player.browser import Browser
from server.settings import Settings
from server.store import DOSSIER, ORGANISATION, STRATEGY, WORKSHOP, Kind
from tests.patience import patient
from tests.running import NO_TLS
from tests.server.house import LETS_GO, House, serving
from tests.server.web.test_bodies import application
from tests.server.web.test_every_route import query_names
from tests.server.web.world_of_one import World, made

pytestmark = pytest.mark.asyncio(loop_scope="module")

ALL = frozenset(MEMBER_ROLES)
NOBODY: frozenset[MemberRole] = frozenset()
MANAGER: frozenset[MemberRole] = frozenset({"manager"})
CASE_WORKERS = frozenset(role for role in MEMBER_ROLES if "coordinator" in IN_CASES[role])
OF_ORGANISATIONS: dict[str, frozenset[MemberRole]] = {
    "": ALL,
    "/zaken": ALL,
    "/vergeten": ALL,
    "/naam": MANAGER,
    # What it keeps all its members read; who keeps it, the tests of the form ask.
    "/eigen": ALL,
    "/waarden/{values}": ALL,
    "/waarden/{values}/bestand": ALL,
    "/waarden/{values}/aanbod": frozenset({"manager", "organiser", "strategist"}),
    "/waarden/{values}/weg": MANAGER,
    "/draaiboeken/{script}": ALL,
    "/draaiboeken/{script}/bestand": ALL,
    "/draaiboeken/{script}/aanbod": CASE_WORKERS,
    "/draaiboeken/{script}/weg": MANAGER,
    "/bewaren": MANAGER,
    "/leden": MANAGER,
    # Of somebody else: one's own link everybody renews and takes away.
    "/leden/{member}": MANAGER,
    "/leden/{member}/link": MANAGER,
    "/leden/{member}/weg": MANAGER,
    "/workshops/{session}/los": MANAGER,
    "/archief": ALL,
    "/archief/waarde": ALL,
    "/archief/waarde/{value}": ALL,
    "/archief/spanning/{tension}": ALL,
    # What members alone read goes elsewhere, or away, by a manager's hand.
    "/archief/meenemen.json": MANAGER,
    "/archief/weg": MANAGER,
}
"""Every route below `/organisatie/{organisation}`, and which members may use it."""
PLACED: dict[str, frozenset[MemberRole]] = {
    "zaak": CASE_WORKERS,
    "lezen": ALL,
    # By whom what is written in these forms can be kept: who writes with the organisation is told so.
    "draaiboeken": frozenset({"manager", "organiser", "strategist"}),
    # Which of them change what of it, the tests of the strategy ask.
    "strategie": ALL,
    # With a link of their own kind alone, which nobody has by being a member.
    **dict.fromkeys(("actie", "organisatieactie", "casus", "meekijken", "geen-mail", "agenda", "stand"), NOBODY),
    **dict.fromkeys(("regie", "scherm", "notulen", "ws", "stroom", "uitkomst", "terugblik", "eerder", "inhoud"), NOBODY),
    # Nothing of these organisations is public.
    **dict.fromkeys(("verslag", "archief", "sitemap.xml"), NOBODY),
    # The same for everybody, but for what a browser has itself.
    **dict.fromkeys(("", "meedoen", "nieuw", "inlezen", "mijn-acties", "organisatie", "schema"), NOBODY),
    **dict.fromkeys(("inloggen", "openapi", "asyncapi", "beheer"), NOBODY),
    **dict.fromkeys(
        ("hulp", "toegankelijkheid", "privacy", "thema", ".well-known", "healthz", "readyz", "app", "static"), NOBODY
    ),
}
"""Every first part of a path, and which members see there what is of their organisation, with no other link."""
_ORGANISATION = "/organisatie/{organisation}"
WITH_THE_CODE = "w"
"""Whoever has the three words of a workshop reads below this what it is called, of whichever organisation he is."""
FILES = re.compile(r"^/(zaak|lezen|organisatie|strategie)/.*\.(pdf|odt|ods|csv|json|ics)$")
"""Files of one's own: not every one shows in its bytes what is written in it, so nobody else is given any."""
SAYS_NOTHING = frozenset(
    {
        # The forms in which values and scripts are written, and the shipped scripts.
        *("/draaiboeken", "/draaiboeken/eigen-waarden.toml", "/draaiboeken/inlezen"),
        *("/draaiboeken/{script}", "/draaiboeken/{script}.toml"),
        # The words of the framework, and numbers; and what no case of this world has.
        "/organisatie/{organisation}/archief/waarde",
        *("/strategie/{organisation}/acties/uit-projecten", "/zaak/{case}/gesprek.ics"),
    }
)
"""Pages of one's own on which no word stands that only this organisation has."""


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncIterator[House]:
    """A worker with an archive."""
    async with serving(msgspec.structs.replace(settings, openings_per_hour=0), with_archive=True) as house:
        yield house


def routes(house: House) -> list[Route]:
    return [route for route in application(house).routes if isinstance(route, Route)]


def first_part(path: str) -> str:
    return path.strip("/").partition("/")[0].partition(".json")[0].partition(".atom")[0]


def is_file(path: str, answer: str) -> bool:
    """Whether what was asked for is a file and was given; not the page of a door, or of what is gone."""
    return bool(FILES.search(path)) and answer.startswith("200") and "<!doctype html>" not in answer


def allowed(path: str) -> frozenset[MemberRole]:
    """Which members may see and use a route in their own organisation."""
    below = path.removeprefix(_ORGANISATION)
    return OF_ORGANISATIONS[below] if below != path else PLACED[first_part(path)]


class Asking:
    """Asks with the cookies of a browser as they are; what an answer sets is not kept."""

    def __init__(self, house: House, client: httpx.AsyncClient) -> None:
        self._client = client
        self._house = house
        self.asked = 0

    async def get(self, who: Browser, paths: Iterator[str]) -> dict[str, str]:
        """The answers by path."""
        return await self._all(who, "GET", {}, list(paths))

    async def post(self, who: Browser, paths: Iterator[str], fields: dict[str, str]) -> dict[str, str]:
        """The same of forms."""
        return await self._all(who, "POST", fields, list(paths))

    async def _all(self, who: Browser, method: str, fields: dict[str, str], paths: list[str]) -> dict[str, str]:
        at_once = asyncio.Semaphore(10)

        async def one(path: str) -> str:
            async with at_once:
                data = fields if method == "POST" else None
                answer = await self._client.request(method, path, data=data, headers={"cookie": who.cookie_header})
                assert answer.status_code < 500, (method, path)
                return f"{answer.status_code} {answer.text} {answer.headers}"

        self.asked += len(paths)
        return dict(zip(paths, await asyncio.gather(*map(one, paths)), strict=True))


async def heads(house: House, world: World) -> list[object]:
    """Where every log of a world is."""
    ids: dict[Kind, str] = {WORKSHOP: world.workshop.id, DOSSIER: world.workshop.id, ORGANISATION: world.id, STRATEGY: world.id}
    return [await house.rooms.store.of(kind).copies.last_ms([log_id]) for kind, log_id in ids.items()]


async def test_no_route_of_one_organisation_tells_another_anything_or_lets_it_change_anything(here: Settings) -> None:
    """[ORG-10]"""
    async with open_house(here) as house:
        await _none_is_told(house)


async def _none_is_told(house: House) -> None:
    ours, theirs = await made(house, "Zwaluwnest"), await made(house, "Otterburcht")
    paths = [route.path for route in routes(house) if "GET" in (route.methods or ())]
    forms = [route.path for route in routes(house) if "POST" in (route.methods or ())]
    hidden = [path for path in paths if first_part(path) != WITH_THE_CODE]
    async with httpx.AsyncClient(base_url=house.base_url, timeout=patient(30), limits=LETS_GO, verify=NO_TLS) as client:
        asking = Asking(house, client)
        await _there_is_something_to_see(asking, theirs, hidden)
        before = await heads(house, theirs)
        for who in ours.members.values():
            told = await asking.get(who, map(theirs.address, hidden))
            assert [path for path, body in told.items() if theirs.word in body] == []
            assert [path for path, body in told.items() if is_file(path, body)] == []
        # And by what stands behind an address.
        for named, name in itertools.product((theirs.id, theirs.workshop.id), query_names()):
            asked = (f"{path}?{name}={named}" for path in ("/nieuw", "/archief", "/archief/inlezen", "/organisatie"))
            told = await asking.get(ours.members["manager"], asked)
            assert [path for path, body in told.items() if theirs.word in body] == []
        fields = {"organisation": theirs.id, "organisation_id": theirs.id, "case_id": theirs.workshop.id, "title": "x"}
        fields |= {
            "name": "x",
            "label": "x",
            "role": "manager",
            "key": "A" * 24,
            "mark": "A" * 24,
            "base_rev": "1",
            "day": "2027-01-01",
        }
        for who in ours.members.values():
            told = await asking.post(who, (theirs.address(path) for path in forms if first_part(path) != WITH_THE_CODE), fields)
            assert [path for path, body in told.items() if theirs.word in body] == []
        # Nor do the forms of one's own with the ids of the other.
        told = await asking.post(ours.leader, map(ours.address, forms), fields)
        assert [path for path, body in told.items() if theirs.word in body] == []
        assert await heads(house, theirs) == before
        assert asking.asked > 700


async def _there_is_something_to_see(asking: Asking, world: World, paths: list[str]) -> None:
    """Otherwise all this would be true of an empty server: whoever may look sees it, at every address that is no form's."""
    own = [path for path in paths if allowed(path) and not re.search(r"\.(pdf|od[ts])$", path)]
    told = await asking.get(world.leader, map(world.address, own))
    there = {path: told[world.address(path)] for path in own}
    unseen = {
        path for path, body in there.items() if not body.startswith("303") and not is_file(path, body) and world.word not in body
    }
    assert unseen == SAYS_NOTHING


async def test_within_an_organisation_each_role_sees_and_changes_what_it_may_and_no_more(here: Settings) -> None:
    """[ORG-10]"""
    async with open_house(here) as house:
        await _each_has_his_own(house)


async def _each_has_his_own(house: House) -> None:
    world = await made(house, "Zwaluwnest")
    paths = [route.path for route in routes(house) if "GET" in (route.methods or ()) and first_part(route.path) != WITH_THE_CODE]
    forms = [route.path for route in routes(house) if "POST" in (route.methods or ()) and first_part(route.path) != WITH_THE_CODE]
    async with httpx.AsyncClient(base_url=house.base_url, timeout=patient(30), limits=LETS_GO, verify=NO_TLS) as client:
        asking = Asking(house, client)
        for role, who in world.members.items():
            closed = [path for path in paths if role not in allowed(path) and path != "/organisatie"]
            told = await asking.get(who, map(world.address, closed))
            # What it is called stands in the form by which some of them open a workshop for it.
            told.pop("/nieuw")
            # Nor does what a page says of it that takes another role: whose member he is he knows, and whom he may ask.
            known = (f"Bij Gemeente {world.word} ben je ", f"Wie je die kan geven: Beheer {world.word}.")
            told = {path: body.replace(known[0], "").replace(known[1], "") for path, body in told.items()}
            assert [path for path, body in told.items() if world.word in body] == [], role
            seen = await asking.get(who, iter([world.page]))
            assert world.word in seen[world.page]
        before = await heads(house, world)
        fields = {
            "name": "x",
            "label": "x",
            "role": "manager",
            "key": "A" * 24,
            "base_rev": "1",
            "day": "2027-01-01",
            "title": "x",
        }
        for role, who in world.members.items():
            closed = [path for path in forms if role not in allowed(path) and path not in ("/nieuw", "/organisatie")]
            await asking.post(who, map(world.address, closed), fields)
        assert await heads(house, world) == before
        # What is allowed is: the case for those who work on it.
        for role, who in world.members.items():
            page = (await asking.get(who, iter([f"/zaak/{world.workshop.id}"])))[f"/zaak/{world.workshop.id}"]
            assert ("Maak een register" in page) == (role in CASE_WORKERS)


async def test_every_route_is_placed(here: Settings) -> None:
    """[ORG-10] Whoever adds a route says which members may use it, or that it tells nothing of an organisation."""
    async with open_house(here) as house:
        found = [route for route in application(house).routes if isinstance(route, Route | WebSocketRoute | Mount)]
    of = {route.path.removeprefix(_ORGANISATION) for route in found if route.path.startswith(_ORGANISATION)}
    assert of == OF_ORGANISATIONS.keys()
    assert {first_part(route.path) for route in found} == {*PLACED, WITH_THE_CODE}
