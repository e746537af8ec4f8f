# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handing mail on to a server by SMTP: over TLS, within seconds, and with an answer to what became of it."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage

import aiosmtplib

from organisation.dossier.contacts import Outcome
from server.smtp_address import SmtpAddress

WITHIN_S = 20.0
"""For each answer of the mail server."""
_LASTING = 500


class NotReached(Exception):
    """The mail server is not there, or takes nothing from us: nothing was handed on."""


class Postman:
    """A connection to the mail server; made by `connected`."""

    def __init__(self, client: aiosmtplib.SMTP) -> None:
        self._client = client

    async def hand_on(self, message: EmailMessage) -> Outcome | None:
        """Hand one mail on, and say what became of it; None when that is not known, because the line broke on the way.

        Raises NotReached when the server takes no mail from us at all.
        """
        try:
            await self._client.send_message(message)
        except aiosmtplib.SMTPRecipientsRefused as error:
            return "refused" if all(each.code >= _LASTING for each in error.recipients) else "later"
        except aiosmtplib.SMTPDataError as error:
            return "refused" if error.code >= _LASTING else "later"
        except aiosmtplib.SMTPSenderRefused as error:
            raise NotReached(f"it refuses the sender ({error.code})") from error
        except (aiosmtplib.SMTPException, OSError, TimeoutError):
            return None
        return "sent"


@asynccontextmanager
async def connected(address: SmtpAddress, trust: ssl.SSLContext | None = None) -> AsyncIterator[Postman]:
    """A postman. `trust` says which certificates are believed, by default those of the system. Raises NotReached."""
    client = aiosmtplib.SMTP(
        hostname=address.host,
        port=address.port,
        username=address.user or None,
        password=address.password or None,
        use_tls=address.scheme == "smtps",
        start_tls=address.scheme == "smtp",
        timeout=WITHIN_S,
        tls_context=None if address.scheme == "smtp+plain" else trust,
    )
    try:
        await client.connect()
    except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as error:
        client.close()
        # An answer may quote what was sent, the password too.
        raise NotReached(type(error).__name__) from None
    try:
        yield Postman(client)
    finally:
        try:
            async with asyncio.timeout(WITHIN_S):
                await client.quit()
        except (aiosmtplib.SMTPException, OSError, TimeoutError):
            client.close()
