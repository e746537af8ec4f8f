# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail that is due, over a real SMTP server on loopback: once, to the right one, and as little as possible after a crash."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import logging
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from organisation.dossier import commands as c
from organisation.dossier import due_mails
from organisation.dossier.contacts import Mail
from organisation.dossier.viewer import SYSTEM
from server.dossiers.dossiers import Dossiers
from server.mailing import mailer as mailer_module
from server.mailing.mailer import Lost, Mailer, mailing
from server.mailing.postman import NotReached
from server.player.browser import Browser
from server.settings import Settings
from server.store import Quota
from server.web import case_mail
from tests.server.house import House, Workshop, serving, until, visitor
from tests.server.web.test_cases import begun, dossier_of, entered, holder_link

BASE = "https://waarden.example.nl"
ADDRESS = "team@example.nl"
DAY = "2027-03-01"
BREAK = "250 the line breaks before this is heard"
DAY_MS = int(dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC).timestamp() * 1000)


class Inbox:
    """A mail server: what it took, and how it answers."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answers: list[str] = []
        self.refuses_recipient = ""
        self.was_tls: list[bool] = []
        self.logged_in: list[str] = []

    async def handle_RCPT(self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: Any) -> str:  # noqa: N802
        if self.refuses_recipient:
            return self.refuses_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer in ("250 OK", BREAK):
            assert isinstance(envelope.content, bytes)
            found = message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default)
            self.taken.append(found)
            self.was_tls.append(session.ssl is not None)
        if answer == BREAK:
            assert server.transport is not None
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return answer

    def to(self, address: str = ADDRESS) -> list[EmailMessage]:
        return [mail for mail in self.taken if mail["To"] == address]


def _certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Contexts of a mail server for localhost and of somebody who believes it alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return theirs, ssl.create_default_context(cafile=str(folder / "cert.pem"))


@asynccontextmanager
async def mail_server(inbox: Inbox, tls: ssl.SSLContext | None = None, **options: Any) -> AsyncIterator[int]:
    """Serve on a free port of loopback; with `tls` from the first byte."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(inbox, loop=loop, **options), "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest_asyncio.fixture
async def post(inbox: Inbox, here: Settings) -> AsyncIterator[Settings]:
    """Settings with a mail server that answers."""
    async with mail_server(inbox) as port:
        url = f"smtp+plain://127.0.0.1:{port}"
        yield msgspec.structs.replace(here, smtp_url=url, mail_from="bord@example.nl", public_url=BASE)


@asynccontextmanager
async def case_with_mail(settings: Settings) -> AsyncIterator[tuple[House, Workshop, Browser]]:
    """A served case whose first action has a day, a link and an address."""
    async with serving(msgspec.structs.replace(settings, public_url=None)) as house:
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        fields = {"base_rev": "1", "action": "Maak een register", "holder": "Team data", "due_day": DAY}
        assert (await browser.post(path, fields)).status == 303
        await holder_link(house, workshop, browser)
        assert (await browser.post(f"{path}/adres", {"base_rev": "0", "address": ADDRESS})).status == 303
        yield house, workshop, browser


def mailer_on(house: House, settings: Settings, trust: ssl.SSLContext | None = None) -> Mailer:
    return Mailer(house.rooms, settings, house.rooms.store.lease("mailing"), trust)


async def look_anew(house: House, settings: Settings, now_ms: int = DAY_MS) -> int:
    """As a worker that was just started does, when no other one has the lease."""
    lease = house.rooms.store.lease("mailing")
    try:
        return await Mailer(house.rooms, settings, lease).look(now_ms)
    finally:
        await lease.release()


async def last_mail(house: House, workshop: Workshop, kind: str = "look") -> Mail:
    return (await dossier_of(house, workshop)).mails[f"{kind}:{workshop.id}.a1"]


def link_in(mail: EmailMessage) -> str:
    found = re.search(rf"{BASE}(/actie/\S+#\S+)", mail.get_content())
    assert found is not None
    return found[1]


class TestAMail:
    async def test_it_goes_once_on_its_day_in_plain_words_with_a_link_that_works_at_once(
        self, post: Settings, inbox: Inbox
    ) -> None:
        """[LIV-06] [LIV-02]"""
        async with case_with_mail(post) as (house, workshop, _):
            mailer = mailer_on(house, post)
            assert await mailer.look(DAY_MS - 86_400_000) == 0
            assert [await mailer.look(DAY_MS) for _ in range(3)] == [1, 0, 0]
            (mail,) = inbox.taken
            assert (mail["From"], mail["To"]) == ("bord@example.nl", ADDRESS)
            assert mail["Subject"] == "Hoe gaat het? Jouw actie uit “Camera's”"
            assert mail.get_content_type() == "text/plain"
            assert mail["Auto-Submitted"] == "auto-generated"
            text = mail.get_content()
            for words in ("Goedendag,", "1 maart 2027", "Maak een register", "Stuur mij geen mail meer:"):
                assert words in text
            # Nobody is led to a door that asks for what he does not have.
            async with entered(house, f"x{house.port}{link_in(mail)}") as phone:
                assert "Maak een register" in (await phone.get(link_in(mail).partition("#")[0])).text
            assert (await last_mail(house, workshop)).state == "sent"

    async def test_nothing_of_it_is_stored_or_logged(
        self, post: Settings, inbox: Inbox, caplog: pytest.LogCaptureFixture
    ) -> None:
        """[LIV-03] [CAS-10]"""
        with caplog.at_level(logging.DEBUG):
            async with case_with_mail(post) as (house, workshop, _):
                assert await mailer_on(house, post).look(DAY_MS) == 1
                stored = msgspec.json.encode(await dossier_of(house, workshop)).decode()
                key = link_in(inbox.taken[0]).partition("#")[2]
                assert key not in stored
        ours = " ".join(each.getMessage() for each in caplog.records if each.name.startswith(("server", "waardenbord")))
        for hidden in (ADDRESS, key, "Maak een register"):
            assert hidden not in ours

    async def test_at_night_nobody_is_mailed_but_who_asked(self, post: Settings, inbox: Inbox) -> None:
        """[LIV-06]"""
        async with case_with_mail(post) as (house, workshop, browser):
            mailer = mailer_on(house, post)
            night_ms = DAY_MS + 14 * 3_600_000
            assert await mailer.look(night_ms) == 0
            path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1/mail"
            assert {(await browser.post(path, {"mark": mark * 24})).status for mark in "AB"} == {303}
            assert await mailer.look(night_ms) == 1
            assert inbox.taken[0]["Subject"] == "Jouw actie uit de workshop “Camera's”"
            assert await mailer.look(night_ms + 9 * 3_600_000) == 1

    async def test_the_regievoerder_gets_his_own(self, post: Settings, inbox: Inbox) -> None:
        """[LIV-08]"""
        async with case_with_mail(post) as (house, workshop, browser):
            base = f"/zaak/{workshop.id}"
            assert (await browser.post(f"{base}/adres", {"base_rev": "0", "address": "regie@example.nl"})).status == 303
            assert (await browser.post(f"{base}/gesprek", {"base_rev": "0", "day": DAY, "time": "09:30"})).status == 303
            mailer = mailer_on(house, post)
            assert await mailer.look(DAY_MS - 86_400_000) == 1
            assert "09:30" in inbox.to("regie@example.nl")[0].get_content()
            week_ms = DAY_MS + 7 * 86_400_000
            assert await mailer.look(week_ms) == 2
            weekly = inbox.to("regie@example.nl")[1].get_content()
            assert "Maak een register (Team data)" in weekly
            assert "#" not in weekly
            assert [await mailer.look(week_ms + n * 86_400_000) for n in range(1, 20)] == [0] * 19

    async def test_what_was_told_meanwhile_cancels_it(self, post: Settings, inbox: Inbox) -> None:
        """[LIV-07]"""
        async with case_with_mail(post) as (house, workshop, browser):
            path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1/stand"
            rev = (await dossier_of(house, workshop)).actions[f"{workshop.id}.a1"].rev
            assert (await browser.post(path, {"base_rev": str(rev), "status": "done"})).status == 303
            assert await mailer_on(house, post).look(DAY_MS) == 0
        assert inbox.taken == []

    async def test_words_of_people_are_no_headers(self, post: Settings, inbox: Inbox) -> None:
        """[LIV-03]"""
        async with serving(msgspec.structs.replace(post, public_url=None)) as house:
            workshop = await house.workshop(title="Let op: Bcc x@example.nl =?utf-8?q?x?= €")
            assert workshop.id
        async with case_with_mail(post) as (house, workshop, browser):
            path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
            rev = (await dossier_of(house, workshop)).actions[f"{workshop.id}.a1"].rev
            hostile = "Regel een\r\n.\r\nRCPT TO:<x@example.nl>\r\nBcc: x@example.nl\r\n\r\n<b>"
            fields = {"base_rev": str(rev), "action": hostile, "holder": "Team data", "due_day": DAY}
            assert (await browser.post(path, fields)).status == 303
            assert await mailer_on(house, post).look(DAY_MS) == 1
        (mail,) = inbox.taken
        assert mail["Bcc"] is None
        assert mail["To"] == ADDRESS
        assert "RCPT TO:<x@example.nl>" in mail.get_content()


class TestStopping:
    async def test_one_press_in_a_mail_stops_them_and_looking_at_the_link_does_not(self, post: Settings, inbox: Inbox) -> None:
        """[LIV-05]"""
        async with case_with_mail(post) as (house, workshop, browser):
            mailer = mailer_on(house, post)
            assert await mailer.look(DAY_MS) == 1
            (mail,) = inbox.taken
            path = mail["List-Unsubscribe"].strip("<>").removeprefix(BASE)
            # As it stands in the mail, on one line: programs look for no address in encoded words.
            assert dict(mail.raw_items())["List-Unsubscribe"] == mail["List-Unsubscribe"]
            assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
            async with visitor(house) as client:
                assert "Wil je geen mail meer?" in (await client.get(path)).text
                assert not (await dossier_of(house, workshop)).contacts[f"{workshop.id}.a1"].stopped
                # A mail program does it by itself, without an origin.
                del client.headers["origin"]
                answer = await client.post(path, data={"List-Unsubscribe": "One-Click"})
                assert "Je krijgt geen mail meer" in answer.text
                for wrong in (path[:-2] + "xx", f"/geen-mail/bestaat-niet/-/{'A' * 24}"):
                    refused = await client.post(wrong)
                    assert (refused.status_code, "Deze link werkt niet" in refused.text) == (403, True)
            assert await mailer.look(DAY_MS + 8 * 86_400_000) == 0
            page = (await browser.get(f"/zaak/{workshop.id}/actie/{workshop.id}.a1")).body
            assert "wil geen mail meer" in page
            assert "Mail de link" not in page

    async def test_a_holder_stops_it_on_his_page_and_has_it_again(self, post: Settings) -> None:
        """[LIV-05]"""
        async with case_with_mail(post) as (house, workshop, browser):
            link = await holder_link(house, workshop, browser)
            path = f"/actie/{workshop.id}/{workshop.id}.a1"
            async with entered(house, link) as phone:
                assert ADDRESS not in (await phone.get(path)).text
                assert (await phone.post(f"{path}/mail", data={"mark": "A" * 24})).status_code == 303
                assert (await dossier_of(house, workshop)).contacts[f"{workshop.id}.a1"].stopped
                assert (await phone.post(f"{path}/mail", data={"wanted": "1", "mark": "B" * 24})).status_code == 303
                assert not (await dossier_of(house, workshop)).contacts[f"{workshop.id}.a1"].stopped
            async with visitor(house) as client:
                assert (await client.post(f"{path}/mail")).status_code == 403


class TestTrouble:
    async def test_several_workers_send_one(self, post: Settings, inbox: Inbox) -> None:
        """[LIV-09]"""
        async with case_with_mail(post) as (house, workshop, _), serving(post) as second, serving(post) as third:
            mailers = [mailer_on(each, post) for each in (house, second, third)]
            answers = await asyncio.gather(*(each.look(DAY_MS) for each in mailers), return_exceptions=True)
            assert all(isinstance(each, int | Lost) for each in answers), answers
            await house.rooms.store.lease("mailing").release()
            assert len(inbox.taken) == 1
            # Also when none of them knows of a lease.
            action = (await dossier_of(house, workshop)).actions[f"{workshop.id}.a1"]
            assert action.link is not None
            assert len(action.link.mailed) == 1

    async def test_without_a_lease_the_log_still_lets_one_go(
        self, post: Settings, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[LIV-09]"""

        async def always(*_: object) -> bool:
            return True

        monkeypatch.setattr("server.store.leases.Lease.hold", always)
        async with case_with_mail(post) as (house, _, _), serving(post) as second:
            answers = await asyncio.gather(*(mailer_on(each, post).look(DAY_MS) for each in (house, second)))
            assert sorted(answers) == [0, 1]
        assert len(inbox.taken) == 1

    async def test_a_worker_that_dies_on_the_way_costs_one_more_and_never_a_third(
        self, post: Settings, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[LIV-09]"""
        async with case_with_mail(post) as (house, workshop, _):
            # It died between storing that it goes and handing it on.
            intend = c.IntendMail(f"{workshop.id}.a1", "look", DAY, DAY, "d" * 64)
            assert await Dossiers(house.rooms.store).ask(workshop.id, intend, SYSTEM) is None
            assert await look_anew(house, post) == 0
            monkeypatch.setattr(due_mails, "SETTLED_WITHIN_MS", 0)
            # The next one has it handed on, and dies before it can tell so.
            inbox.answers = [BREAK]
            with pytest.raises(NotReached):
                await look_anew(house, post)
            assert (await last_mail(house, workshop)).again
            assert [await look_anew(house, post, DAY_MS + n * 3_600_000) for n in range(3)] == [0, 0, 0]
        assert len(inbox.taken) == 1

    async def test_what_goes_twice_has_one_name_by_which_a_mailbox_can_tell(
        self, post: Settings, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[LIV-09]"""
        monkeypatch.setattr(due_mails, "SETTLED_WITHIN_MS", 0)
        async with case_with_mail(post) as (house, _, _):
            inbox.answers = [BREAK]
            with pytest.raises(NotReached):
                await look_anew(house, post)
            assert [await look_anew(house, post) for _ in range(3)] == [1, 0, 0]
        assert len(inbox.taken) == 2
        assert len({mail["Message-ID"] for mail in inbox.taken}) == 1

    async def test_who_is_unknown_there_is_told_to_the_regievoerder_and_not_tried_again(
        self, post: Settings, inbox: Inbox
    ) -> None:
        """[LIV-10]"""
        async with case_with_mail(post) as (house, workshop, browser):
            inbox.refuses_recipient = "550 no such user"
            mailer = mailer_on(house, post)
            assert await mailer.look(DAY_MS) == 0
            inbox.refuses_recipient = ""
            assert await mailer.look(DAY_MS + 3_600_000) == 0
            assert (await last_mail(house, workshop)).state == "refused"
            page = (await browser.get(f"/zaak/{workshop.id}/actie/{workshop.id}.a1")).body
            assert "Klopt het adres?" in page

    async def test_a_mailbox_that_is_full_for_a_while_gets_it_later(self, post: Settings, inbox: Inbox) -> None:
        """[LIV-10]"""
        async with case_with_mail(post) as (house, workshop, _):
            inbox.answers = ["452 mailbox full"]
            assert await mailer_on(house, post).look(DAY_MS) == 0
            mail = await last_mail(house, workshop)
            assert (mail.state, mail.tries) == ("later", 1)

    async def test_a_server_that_is_not_there_costs_nothing(self, post: Settings, inbox: Inbox) -> None:
        """[LIV-10]"""
        gone = msgspec.structs.replace(post, smtp_url="smtp+plain://127.0.0.1:1")
        async with case_with_mail(post) as (house, workshop, _):
            with pytest.raises(NotReached):
                await mailer_on(house, gone).look(DAY_MS)
            assert (await dossier_of(house, workshop)).mails == {}
            assert await mailer_on(house, post).look(DAY_MS) == 1

    async def test_so_many_go_at_a_look_and_the_others_at_the_next(
        self, post: Settings, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[LIV-10]"""
        monkeypatch.setattr(mailer_module, "MAX_PER_LOOK", 1)
        async with case_with_mail(post) as (house, workshop, browser):
            path = f"/zaak/{workshop.id}/actie/{workshop.id}.a2"
            fields = {"base_rev": "1", "action": "Vraag bewoners", "holder": "Wijkteam", "due_day": DAY}
            assert (await browser.post(path, fields)).status == 303
            assert (await browser.post(f"{path}/adres", {"base_rev": "0", "address": "wijk@example.nl"})).status == 303
            assert "Er gaat nog geen mail" in (await browser.get(path)).body
            await holder_link(house, workshop, browser, "a2")
            assert "Er gaat nog geen mail" not in (await browser.get(path)).body
            mailer = mailer_on(house, post)
            assert [await mailer.look(DAY_MS) for _ in range(3)] == [1, 1, 0]
        assert {mail["To"] for mail in inbox.taken} == {ADDRESS, "wijk@example.nl"}

    @pytest.mark.parametrize("quota", ["ASKED", "ASKED_FROM"])
    async def test_whoever_opens_a_case_mails_strangers_so_many_and_no_more(
        self, post: Settings, inbox: Inbox, monkeypatch: pytest.MonkeyPatch, quota: str
    ) -> None:
        """[LIV-02]"""
        monkeypatch.setattr(case_mail, quota, Quota("asked-test", burst=2, each_s=600))
        async with case_with_mail(post) as (house, workshop, browser):
            path, mailer = f"/zaak/{workshop.id}/actie/{workshop.id}.a1", mailer_on(house, post)
            answers = []
            for number in range(4):
                fields = {"base_rev": str(number + 1), "address": f"stranger{number}@example.nl"}
                assert (await browser.post(f"{path}/adres", fields)).status == 303
                answers.append((await browser.post(f"{path}/mail", {})).status)
                await mailer.look(DAY_MS + 14 * 3_600_000)
        assert answers == [303, 303, 429, 429]
        assert len(inbox.taken) == 2


class TestTheLine:
    @pytest.mark.parametrize("scheme", ["smtp", "smtps"])
    async def test_it_is_tls_with_a_name_and_a_password_and_a_stranger_is_not_believed(
        self, here: Settings, inbox: Inbox, tmp_path: Path, scheme: str
    ) -> None:
        """[LIV-19]"""
        theirs, trust = _certificate(tmp_path)

        def log_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: LoginPassword) -> AuthResult:
            inbox.logged_in.append(login.login.decode())
            return AuthResult(success=login.password == b"geheim/woord")

        options: dict[str, Any] = {"authenticator": log_in}
        options |= (
            {"tls": theirs, "auth_require_tls": False} if scheme == "smtps" else {"tls_context": theirs, "auth_required": True}
        )
        async with mail_server(inbox, **options) as port:
            url = f"{scheme}://bord:geheim%2Fwoord@localhost:{port}"
            settings = msgspec.structs.replace(here, smtp_url=url, mail_from="bord@example.nl", public_url=BASE)
            async with case_with_mail(here) as (house, _, _):
                with pytest.raises(NotReached):
                    await mailer_on(house, settings).look(DAY_MS)
                assert await mailer_on(house, settings, trust).look(DAY_MS) == 1
        assert inbox.logged_in == ["bord"]
        assert len(inbox.taken) == 1
        if scheme == "smtp":
            assert inbox.was_tls == [True]

    async def test_without_tls_nothing_is_said_to_a_server_that_should_have_it(self, here: Settings, inbox: Inbox) -> None:
        """[LIV-19]"""
        async with mail_server(inbox) as port:
            url = f"smtp://bord:geheim@localhost:{port}"
            settings = msgspec.structs.replace(here, smtp_url=url, mail_from="bord@example.nl", public_url=BASE)
            async with case_with_mail(here) as (house, _, _):
                with pytest.raises(NotReached) as raised:
                    await mailer_on(house, settings).look(DAY_MS)
        assert "geheim" not in str(raised.value)
        assert inbox.taken == []


async def test_a_server_that_serves_sends_by_itself(post: Settings, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """[LIV-02]"""
    async with case_with_mail(post) as (house, workshop, browser), mailing(house.rooms, post, every_s=0.05):
        assert (await browser.post(f"/zaak/{workshop.id}/actie/{workshop.id}.a1/mail", {})).status == 303
        await until(lambda: len(inbox.taken) == 1)

        async def settled() -> bool:
            return (await last_mail(house, workshop, "link")).state == "sent"

        await until(settled)
