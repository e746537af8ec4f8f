# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mail that this server hands on once, to an address that somebody types and that nobody keeps."""

from starlette.requests import Request

from board.filling_pages import Sent
from board.letters import Letter
from organisation.dossier.contacts import is_address
from server import access, smtp_address
from server.mailing.messages import Envelope, message
from server.mailing.postman import NotReached, connected
from server.store import Quota
from server.web.site import address_of, site_of
from server.web.slowed import network_of

MAILED = Quota("case-mailed", burst=10, each_s=300)
"""Mails of one workshop, or of one organisation."""
MAILED_FROM = Quota("case-mailed-from", burst=20, each_s=300)
"""From one network, over all of them: whoever opens one after another is no way to mail strangers."""
MAILED_TO = Quota("case-mailed-to", burst=3, each_s=24 * 3600)
"""To one address, from wherever: nobody mails somebody who wants none."""
MAILED_IN_ALL = Quota("case-mailed-in-all", burst=200, each_s=60)


def mails(request: Request) -> bool:
    """Whether this server sends mail."""
    settings = site_of(request).settings
    return bool(settings.smtp_url and settings.mail_from)


async def mail_once(request: Request, letter: Letter, address: str, of: str) -> Sent:
    """Hand a letter on; what became of it. `of` is the id of what it is sent from. Ask `mails` first."""
    settings, rooms = site_of(request).settings, site_of(request).rooms
    if not is_address(address):
        return "bad_address"
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
