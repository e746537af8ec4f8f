# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The link of a project leader by mail, over a real SMTP server: handed on once, refused, and bounded for whoever gets it."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from server import smtp_address
from server.settings import Settings
from server.store import StoreUnavailable
from server.web import mailing_once
from tests.server.house import House, Workshop, serving, until
from tests.server.mailing.test_mailer import ADDRESS, BASE, Inbox, mail_server
from tests.server.web.test_organisations import field

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def with_link(house: House) -> Workshop:
    workshop = await house.workshop(title="Camera's")
    await workshop.opened.facilitator.post(f"/regie/{workshop.id}/projectleider/link", {})
    return workshop


async def mailed(workshop: Workshop, address: str) -> str:
    return (await workshop.opened.facilitator.post(f"/regie/{workshop.id}/projectleider/mail", {"address": address})).body


async def test_the_link_is_mailed_to_one_address_as_often_as_a_day_allows_from_whatever_workshop(here: Settings) -> None:
    """[ITM-18] [PRIV-08]"""
    inbox = Inbox()
    async with mail_server(inbox) as port:
        url = f"smtp+plain://127.0.0.1:{port}"
        settings = msgspec.structs.replace(here, smtp_url=url, mail_from="bord@example.nl", public_url=BASE)
        async with serving(settings) as house:
            workshop = await with_link(house)
            assert "Dit is geen mailadres" in await mailed(workshop, "geen adres")
            assert "De mail is onderweg" in await mailed(workshop, ADDRESS)
            (mail,) = inbox.to()
            assert mail["Subject"] == "Vul jij de casus vooraf in? Camera's"
            assert f"{BASE}/casus/{workshop.id}#" in mail.get_content()
            assert mail["List-Unsubscribe"] is None
            inbox.refuses_recipient = "550 no such user"
            assert "neemt dit adres niet aan" in await mailed(workshop, "weg@example.nl")
            inbox.refuses_recipient = ""
            answers = [await mailed(await with_link(house), ADDRESS.upper()) for _ in range(int(mailing_once.MAILED_TO.burst))]
            assert "te veel in korte tijd" in answers[-1]
            assert len(inbox.taken) == mailing_once.MAILED_TO.burst
            # Pressed twice, also at once, it is mailed once, and every answer says so.
            leader, path = workshop.opened.facilitator, f"/regie/{workshop.id}/projectleider"
            form = {"mark": field((await leader.get(path)).body, "mark"), "address": "leider@example.nl"}
            pressed = await asyncio.gather(*(leader.post(f"{path}/mail", form) for _ in range(2)))
            assert ["De mail is onderweg" in each.body for each in pressed] == [True, True]
            assert len(inbox.to("leider@example.nl")) == 1
    async with serving(msgspec.structs.replace(settings, smtp_url="smtp+plain://127.0.0.1:1")) as house:
        assert "nam het nu niet aan" in await mailed(await with_link(house), "ander@example.nl")


async def test_without_a_mail_server_nothing_is_mailed(here: Settings) -> None:
    async with serving(here) as house:
        workshop = await with_link(house)
        answer = await workshop.opened.facilitator.post(f"/regie/{workshop.id}/projectleider/mail", {"address": ADDRESS})
        assert answer.status == 409


async def test_after_a_failure_the_same_form_is_soon_tried_anew(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """[PRIV-08]"""
    monkeypatch.setattr(mailing_once, "TOLD_AGAIN_S", 1)
    inbox = Inbox()
    async with mail_server(inbox) as port:
        url = f"smtp+plain://127.0.0.1:{port}"
        settings = msgspec.structs.replace(here, smtp_url=url, mail_from="bord@example.nl", public_url=BASE)
        async with serving(settings) as house:
            workshop = await with_link(house)
            leader, path = workshop.opened.facilitator, f"/regie/{workshop.id}/projectleider"
            form = {"mark": field((await leader.get(path)).body, "mark"), "address": "leider@example.nl"}

            def broken(_: str) -> None:
                raise StoreUnavailable("timeout", "the store went away")

            with monkeypatch.context() as away:
                away.setattr(smtp_address, "parse", broken)
                assert (await leader.post(f"{path}/mail", form)).status == 503

            async def goes() -> bool:
                return "De mail is onderweg" in (await leader.post(f"{path}/mail", form)).body

            await until(goes)
            assert len(inbox.to("leider@example.nl")) == 1
