# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the sentences about keeping share: workshops with words that can be found again, and the disk of a store."""

from __future__ import annotations

from pathlib import Path

import httpx

from server.keeping.keeper import Keeper
from server.store import Store
from sessions.afterwards.terms import Terms
from sessions.material.framework import ValueRef
from sessions.material.limits import DAY_MS
from sessions.model import items as i
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from tests.server.conftest import ServerProcess
from tests.server.house import House, Workshop, visitor

NAME = "Noor-van-der-Zoek"
WORDS = "omdat-iedereen-dit-terugvindt"
OWN_WORDS = "dit-houd-ik-voor-mij"
TERMS = Terms(closed_days=30, unused_days=90, unclosed_days=180)


async def played(house: House, *, closed: bool = True) -> Workshop:
    """A workshop with a name, a note, a reflection of somebody's own, and a poster."""
    workshop = await house.workshop()
    person = await workshop.join(NAME)
    async with workshop.facilitator() as facilitator, workshop.device(person) as phone:
        await facilitator.go("A2c1")
        await phone.add("n1", WORDS)
        await facilitator.go("A3")
        await phone.must(c.PutItem("own", 0, i.Reflection(0, OWN_WORDS)))
        content = PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="geen gezichten")
        await facilitator.must(c.PutPosterEntry("v1", 0, content, origins=("n1",)))
        await facilitator.must(c.TakeSnapshot())
        if closed:
            await facilitator.must(c.CloseWorkshop())
    return workshop


async def later(store: Store, days: float) -> int:
    """The time so many days from now."""
    return await store.log.now_ms() + round(days * DAY_MS)


async def keep(store: Store, days: float, terms: Terms = TERMS) -> list[str]:
    """What was done when somebody looked so many days from now."""
    return [task.what for task in await Keeper(store, terms).keep(await later(store, days))]


def on_disk(server: ServerProcess, words: str) -> bool:
    """Whether the append-only file of a store holds these words."""
    files: list[Path] = [path for path in server.dir.rglob("*") if path.is_file() and not path.is_socket()]
    return any(words.encode() in path.read_bytes() for path in files)


async def pages_of(house: House, workshop: Workshop) -> dict[str, str]:
    """What everybody can open after the end, without what is different at every look."""
    found: dict[str, str] = {}
    browsers = {"facilitator": workshop.opened.facilitator, "participant": workshop.people[0]}
    for role, browser in browsers.items():
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        # By the same name on every worker, which stands in whole addresses.
        async with visitor(house, host="waarden.test", cookie=cookie) as client:
            for path in (
                f"/uitkomst/{workshop.id}",
                f"/uitkomst/{workshop.id}.json",
                f"/uitkomst/{workshop.id}/acties.csv",
                f"/terugblik/{workshop.id}",
                f"/terugblik/{workshop.id}.json",
                f"/w/{workshop.code}/poster",
                f"/w/{workshop.code}/poster.json",
                f"/w/{workshop.code}/poster/bestand",
            ):
                answer: httpx.Response = await client.get(path)
                assert answer.status_code == 200, (role, path, answer.status_code)
                found[f"{role} {path}"] = answer.text + answer.headers.get("x-poster-sha256", "")
    return found
