# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Join codes: a fresh one, and another one for a workshop whose code has got around."""

import math
import secrets

from starlette.requests import Request
from starlette.responses import Response

from server import content
from server.live import audit
from server.live.rooms import Rooms
from server.store import Quota
from server.web.forms import form_of, text_of
from server.web.site import PageError, ask_as_system, may_open, room_by_id, see_other, site_of
from sessions.material.text import Language
from sessions.material.words import code_from_numbers
from sessions.wire.commands import ChangeCode

_MAX_TRIES = 20

NEW_CODES = Quota("new-code", burst=10, each_s=300)
"""Of one workshop: each takes a code from those that there are, until the workshop is destroyed."""


async def reserve(rooms: Rooms, session_id: str, language: Language) -> str:
    """A code of words of a language that leads to this workshop from now on. Raises PageError 503 when none is free."""
    words = content.join_words(language)
    for _ in range(_MAX_TRIES):
        code = code_from_numbers(words, *(secrets.randbelow(len(words)) for _ in range(3)))
        if await rooms.log.reserve_code(code, session_id):
            return code
    raise PageError(503, "no_code")


async def change_code(request: Request) -> Response:
    """POST /regie/<session>/code: another code; with the field `code` one that this workshop had before, to undo it.

    Former codes keep leading here, for who takes part may have an address with one open. For strangers they are none.
    """
    room = await room_by_id(request, request.path_params["session"])
    if not may_open(request, room, "links"):
        raise PageError(403, "not_allowed")
    session_id, rooms = room.session.id, site_of(request).rooms
    former = text_of(await form_of(request), "code")
    if room.session.phase == "closed":
        raise PageError(409, "workshop_closed")
    if former and (len(former) > 40 or await rooms.log.find_code(former) != session_id):
        raise PageError(422, "invalid")
    if not former and (wait_s := await rooms.quotas.take(NEW_CODES, rooms.hashed("new-code", session_id))):
        raise PageError(429, "too_often", retry_after_s=math.ceil(wait_s))
    code = former or await reserve(rooms, session_id, room.session.language)
    refusal = await ask_as_system(room, ChangeCode(code))
    audit.tell("change_code", session_id, "facilitator", refusal.code if refusal else "done")
    if refusal is not None:
        raise PageError(409, refusal.code)
    return see_other(f"/regie/{session_id}/links#l-join")
