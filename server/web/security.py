# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where to tell of a weakness: security.txt (RFC 9116, SEC-03)."""

from datetime import UTC, datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from server.web.site import PageError, site_of

RIGHT_FOR = timedelta(days=90)
"""Where no last day is set. Less than a year is asked."""


async def security_txt(request: Request) -> Response:
    """GET /.well-known/security.txt, as the operator has set it; 404 where he has not."""
    settings = site_of(request).settings
    if not settings.security_contact:
        raise PageError(404, "not_found")
    now = datetime.now(UTC)
    last = settings.security_expires
    until = datetime.combine(last, time(23, 59, 59), UTC) if last else (now + RIGHT_FOR).replace(microsecond=0)
    lines = [
        *(f"Contact: {contact}" for contact in settings.security_contact),
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
    ]
    if settings.public_origin:
        # At the root of the host, also where the board stands below a path of it: elsewhere nobody looks for it.
        lines.append(f"Canonical: {settings.public_origin}/.well-known/security.txt")
    return PlainTextResponse("".join(f"{line}\n" for line in lines))
