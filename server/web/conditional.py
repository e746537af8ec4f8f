# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that programs ask for again and again: unchanged ones are not sent once more (RFC 9110, 13)."""

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response

_MAX_HEADER = 500


def conditional(request: Request, body: bytes, media_type: str, changed_ms: int | None, name: str = "") -> Response:
    """The body with what it is known by, or 304 when whoever asks has it already. `changed_ms` is when anything of it last
    changed; None where nobody knows that of every change: a time that stays the same would hide one. `name` is that of a file.
    """
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    changed = datetime.fromtimestamp(changed_ms // 1000, UTC) if changed_ms is not None else None
    headers = {
        "etag": etag,
        # It may be kept, by whoever asked alone, and is asked for again before it is shown again.
        "cache-control": "private, no-cache",
    }
    if changed is not None:
        headers["last-modified"] = format_datetime(changed, usegmt=True)
    if _is_known(request, etag, changed):
        return Response(status_code=304, headers=headers)
    if name:
        headers["content-disposition"] = f'inline; filename="{name}"'
    return Response(body, media_type=media_type, headers=headers)


def _is_known(request: Request, etag: str, changed: datetime | None) -> bool:
    given = request.headers.get("if-none-match")
    if given is not None:
        # The other one is not looked at then.
        return any(part.strip().removeprefix("W/") in (etag, "*") for part in given[:_MAX_HEADER].split(","))
    since = request.headers.get("if-modified-since", "")[:_MAX_HEADER]
    try:
        known = parsedate_to_datetime(since)
    except (ValueError, TypeError, IndexError, OverflowError):
        return False
    return changed is not None and known.tzinfo is not None and changed <= known
