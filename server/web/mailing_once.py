# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mail that this server hands on once, to an address that somebody types and that nobody keeps."""

import asyncio
import contextlib
from typing import get_args

from starlette.requests import Request

from board.filling_pages import Sent
from board.letters import Letter
from organisation.dossier.contacts import is_address
from server import access, smtp_address
from server.mailing.messages import Envelope, message
from server.mailing.postman import NotReached, connected
from server.store import Passing, Quota, StoreError
from server.web.site import address_of, site_of
from server.web.slowed import network_of

MAILED = Quota("case-mailed", burst=10, each_s=300)
"""Mails of one workshop, or of one organisation."""
MAILED_FROM = Quota("case-mailed-from", burst=20, each_s=300)
"""From one network, over all of them: whoever opens one after another is no way to mail strangers."""
MAILED_TO = Quota("case-mailed-to", burst=3, each_s=24 * 3600)
"""To one address, from wherever: nobody mails somebody who wants none."""
MAILED_IN_ALL = Quota("case-mailed-in-all", burst=200, each_s=60)
MARK_KEPT_S = 3600
"""Whoever presses twice does so within the hour."""
TOLD_AGAIN_S = 5
"""So long whoever pressed twice hears that no mail went; after that the same page is tried anew."""
SETTLED_WITHIN_S, LOOK_EVERY_S = 20.0, 0.2
"""How long a second press waits for the mail of the first."""
_GONE: tuple[Sent, ...] = ("sent", "unknown")
"""After these a mail is on its way, or may be: the same form mails no second one."""


def mails(request: Request) -> bool:
    """Whether this server sends mail."""
    settings = site_of(request).settings
    return bool(settings.smtp_url and settings.mail_from)


async def mail_once(request: Request, letter: Letter, address: str, of: str, mark: str) -> Sent:
    """Hand a letter on; what became of it. `of` is the id of what it is sent from. A form that is sent twice, which has the same
    `mark`, mails once, and both answers say what became of that. Ask `mails` first.
    """
    rooms = site_of(request).rooms
    if not is_address(address):
        return "bad_address"
    if not access.is_secret(mark):
        return await _mail(request, letter, address, of)
    kept, name = rooms.store.passing("mailed"), rooms.hashed("case-mailed", f"{mark}:{address.casefold()}")
    if not await kept.first(name, "", MARK_KEPT_S):
        return await _became(kept, name)
    try:
        sent = await _mail(request, letter, address, of)
    except BaseException:
        # No outcome ever comes: whoever presses again must neither wait for one nor be kept from trying for an hour.
        with contextlib.suppress(StoreError):
            await kept.put(name, "unknown", TOLD_AGAIN_S)
        raise
    await kept.put(name, sent, MARK_KEPT_S if sent in _GONE else TOLD_AGAIN_S)
    return sent


async def _became(kept: Passing, name: str) -> Sent:
    """What became of the mail that the same form asked for before, once that is known."""
    for _ in range(round(SETTLED_WITHIN_S / LOOK_EVERY_S)):
        (told,) = await kept.texts([name])
        if told != "":
            return next((each for each in get_args(Sent) if each == told), "unknown")
        await asyncio.sleep(LOOK_EVERY_S)
    return "unknown"


async def _mail(request: Request, letter: Letter, address: str, of: str) -> Sent:
    settings, rooms = site_of(request).settings, site_of(request).rooms
    bounds = (
        (MAILED, of),
        (MAILED_FROM, network_of(address_of(request))),
        (MAILED_TO, address.casefold()),
        (MAILED_IN_ALL, ""),
    )
    for quota, whose in bounds:
        if await rooms.quotas.take(quota, rooms.hashed("case-mailed", whose)):
            return "rate"
    if not (settings.smtp_url and settings.mail_from):
        return "later"
    envelope = Envelope(settings.mail_from, address, "", (of, address, access.new_secret()))
    try:
        async with connected(smtp_address.parse(settings.smtp_url)) as postman:
            outcome = await postman.hand_on(message(letter, envelope))
    except NotReached:
        outcome = "later"
    return outcome or "unknown"
