# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker that is killed while it sends mail: what was due goes, once or, where nobody can know whether it went, twice."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from server.settings import Settings
from server.store import open_store
from tests.patience import patient
from tests.running import PROJECT, environment_with
from tests.server.conftest import ServerProcess
from tests.server.house import serving
from tests.server.mailing.test_mailer import ADDRESS, DAY, DAY_MS
from tests.server.web.test_cases import begun, dossier_of, holder_link

pytestmark = [pytest.mark.slow]

TIMES = 5
POINTS = ("as it says to whom", "as the mail was taken")


class Killing:
    """A mail server that has the worker killed at a point, while it is asked for something and before it answers."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.worker: asyncio.subprocess.Process | None = None
        self.point = ""

    def _kill_at(self, point: str) -> None:
        if self.point == point and self.worker is not None:
            self.worker.kill()

    async def handle_RCPT(self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: Any) -> str:  # noqa: N802
        self._kill_at(POINTS[0])
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.worker is None or self.worker.returncode is None:
            assert isinstance(envelope.content, bytes)
            self.taken.append(envelope.content.decode())
        self._kill_at(POINTS[1])
        return "250 OK"


@asynccontextmanager
async def mail_server(killing: Killing) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(killing, loop=loop), "127.0.0.1", 0)
    try:
        yield f"smtp+plain://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        await server.wait_closed()


async def worker(redis_url: str, smtp_url: str, killing: Killing) -> int:
    """A worker looks once; its exit status, negative when it was killed."""
    command = [sys.executable, "-m", "tests.faults.mail_worker", redis_url, smtp_url, str(DAY_MS)]
    quiet = asyncio.subprocess.DEVNULL
    killing.worker = await asyncio.create_subprocess_exec(*command, cwd=PROJECT, env=environment_with(), stderr=quiet)
    async with asyncio.timeout(patient(30)):
        return await killing.worker.wait()


@pytest.mark.parametrize("point", [POINTS[0], pytest.param(POINTS[1], marks=pytest.mark.long)])
async def test_after_kill_9_between_intent_and_sending_a_mail_goes_and_never_a_third_time(point: str) -> None:
    """[LIV-09]"""
    redis = ServerProcess()
    settings = Settings(port=0, host="127.0.0.1", redis_url=redis.url)
    killing = Killing()
    try:
        async with open_store(settings), serving(settings) as house, mail_server(killing) as smtp_url:
            for number in range(1, TIMES + 1):
                workshop, browser = await begun(house)
                path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
                fields = {"base_rev": "1", "action": f"Actie {number}", "holder": "Team data", "due_day": DAY}
                assert (await browser.post(path, fields)).status == 303
                await holder_link(house, workshop, browser)
                assert (await browser.post(f"{path}/adres", {"base_rev": "0", "address": ADDRESS})).status == 303
                killing.taken.clear()
                killing.point = point
                assert await worker(redis.url, smtp_url, killing) == -9
                mail = (await dossier_of(house, workshop)).mails[f"look:{workshop.id}.a1"]
                assert mail.state == "going"
                # Whoever died holds the lease for a while; here nobody waits for that.
                await free_lease(redis)
                killing.point = ""
                for _ in range(3):
                    assert await worker(redis.url, smtp_url, killing) == 0
                assert len(killing.taken) == (1 if point == POINTS[0] else 2)
                mail = (await dossier_of(house, workshop)).mails[f"look:{workshop.id}.a1"]
                assert (mail.state, mail.tries, mail.again) == ("sent", 2, True)
    finally:
        redis.kill()


async def free_lease(redis: ServerProcess) -> None:
    from redis.asyncio import Redis

    client = Redis.from_url(redis.url)
    try:
        names = [name async for name in client.scan_iter("*mailing*")]
        assert names
        await client.delete(*names)
    finally:
        await client.aclose()
