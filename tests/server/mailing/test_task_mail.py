# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail by date to whoever holds an action of an organisation, over a real SMTP server: as in a case, and as easily stopped."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest

from organisation.strategy.state import Strategy
from server.player.browser import Browser
from server.settings import Settings
from server.store import STRATEGY
from server.strategies.strategies import Strategies
from tests.server.house import House, visitor
from tests.server.mailing.test_mailer import BASE, Inbox, mail_server, mailer_on
from tests.server.web.test_organisations import field, open_house
from tests.server.web.test_strategy import begun
from tests.server.web.test_strategy_held import agreed, link_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOLDER = "houder@example.nl"
DAY_MS = int(dt.datetime(2090, 3, 1, 9, tzinfo=dt.UTC).timestamp() * 1000)
A_DAY_MS = 86_400_000


async def strategy_of(house: House, path: str) -> Strategy:
    found = await Strategies(house.rooms.store).get(path.split("/")[2])
    assert found is not None
    return found


NO_MAIL_YET = "Er gaat nog geen mail"


async def logged(house: House, path: str) -> bytes:
    whole = await house.rooms.store.of(STRATEGY).copies.take(path.split("/")[2])
    assert whole is not None
    return b"".join(entry.payload for entry in whole.entries)


async def with_address(house: House, inbox: Inbox) -> tuple[Browser, str]:
    """A strategist's browser, and the path of an action that has a day, a link and an address."""
    manager, _, strategy = await begun(house)
    path = await agreed(manager, strategy)
    page = (await manager.get(path)).body
    wrong = await manager.post(f"{path}/adres", {"base_rev": "0", "mark": field(page, "mark"), "address": "geen adres"})
    assert (wrong.status, "Dit is geen e-mailadres" in wrong.body, 'value="geen adres"' in wrong.body) == (422, True, True)
    assert (await manager.post(f"{path}/adres", {"base_rev": "0", "address": HOLDER})).status == 303
    assert NO_MAIL_YET in (await manager.get(path)).body
    await link_of(manager, path)
    assert NO_MAIL_YET not in (await manager.get(path)).body
    assert inbox.taken == []
    return manager, path


async def test_the_holder_is_mailed_before_on_and_after_the_day_with_a_link_that_works_and_stops_it_with_one_press(
    here: Settings,
) -> None:
    """[STR-17] [STR-16] [LIV-02] [LIV-03] [LIV-05]"""
    inbox = Inbox()
    async with mail_server(inbox) as port:
        url = f"smtp+plain://127.0.0.1:{port}"
        post = msgspec.structs.replace(here, smtp_url=url, mail_from="bord@example.nl", public_url=BASE)
        async with open_house(msgspec.structs.replace(post, public_url=None)) as house:
            manager, path = await with_address(house, inbox)
            mailer = mailer_on(house, post)
            seen = (await manager.get(path)).body
            assert (f'value="{HOLDER}"' in seen, "Alleen wie de strategie schrijft ziet het" in seen) == (True, True)
            # A link goes when it is asked for, and tells of which strategy it is.
            assert (await manager.post(f"{path}/mail", {"mark": field(seen, "mark")})).location == f"{path}?bewaard=mail#link"
            assert await mailer.look(DAY_MS - 30 * A_DAY_MS) == 1
            days = [DAY_MS + number * A_DAY_MS for number in (-8, -7, -6, 0, 1)]
            assert [await mailer.look(now_ms) for now_ms in days] == [0, 1, 0, 1, 0]
            asked, soon, look = inbox.taken
            assert {mail["To"] for mail in inbox.taken} == {HOLDER}
            assert "In de strategie voor publieke waarden van Gemeente Oosterveld spraken we een actie af" in asked.get_content()
            assert soon["Subject"] == "Bijna zover: jouw actie uit “Strategie voor publieke waarden”"
            assert "Gaat dat lukken?" in soon.get_content()
            assert look["Subject"] == "Hoe gaat het? Jouw actie uit “Strategie voor publieke waarden”"
            for words in (
                "1 maart 2090",
                "Leg uit wat het algoritme doet",
                "omdat wie de strategie van Gemeente Oosterveld schrijft",
            ):
                assert words in look.get_content()
            found = re.search(rf"{BASE}(/organisatieactie/[^#\s]+)#(\S+)", look.get_content())
            assert found is not None
            held, key = found.groups()
            phone = Browser(house.base_url)
            assert (await phone.post(held, {"key": key})).location == held
            page = (await phone.get(held)).body
            assert (HOLDER in page, "Stuur mij geen mail meer" in page) == (False, True)
            # One press in the mail stops it, from a program too; looking at the link does not.
            stops = look["List-Unsubscribe"].strip("<>").removeprefix(BASE)
            # As it stands in the mail, on one line: programs look for no address in encoded words.
            assert dict(look.raw_items())["List-Unsubscribe"] == look["List-Unsubscribe"]
            async with visitor(house) as client:
                assert "over deze actie" in (await client.get(stops)).text
                assert '<html lang="en"' in (await client.get(f"{stops}?taal=en")).text
                assert '<html lang="nl"' in (await client.get(f"{stops}?taal=nl")).text
                assert not (await strategy_of(house, path)).contacts[path.rpartition("/")[2]].stopped
                del client.headers["origin"]
                assert "Je krijgt geen mail meer" in (await client.post(stops, data={"List-Unsubscribe": "One-Click"})).text
                assert (await client.post(stops[:-2] + "xx")).status_code == 403
                assert (await client.post(f"{held}/mail")).status_code == 403
            assert await mailer.look(DAY_MS + 8 * A_DAY_MS) == 0
            seen = (await manager.get(path)).body
            assert ("wil geen mail meer" in seen, "Mail de link" in seen) == (True, False)
            # Who holds it has it again by his page, and then the one of a week later goes.
            assert (await phone.post(f"{held}/mail", {"wanted": "1"})).location == f"{held}#mail"
            assert await mailer.look(DAY_MS + 8 * A_DAY_MS) == 1
            # Taken away, the address is in no log any more, and the link in a mail stops nothing.
            assert HOLDER.encode() in await logged(house, path)
            rev = str((await strategy_of(house, path)).contacts[path.rpartition("/")[2]].rev)
            assert (await manager.post(f"{path}/adres", {"base_rev": rev, "address": ""})).location.endswith("#address")
            assert HOLDER.encode() not in await logged(house, path)
            async with visitor(house) as client:
                assert "Deze link werkt niet" in (await client.get(stops)).text
            assert HOLDER not in (await manager.get(path)).body
