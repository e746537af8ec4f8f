# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A facilitator destroys a workshop that is closed, after typing its title."""

import asyncio
import contextlib
import logging
import unicodedata

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import workshop_pages
from organisation.dossier.going_on import cases_of
from server.keeping.held import destroy_workshop, hold_of
from server.live import audit
from server.live.room import Room
from server.store import Destruction, StoreError
from server.web.forms import form_of, text_of
from server.web.languages import language_in, language_of
from server.web.outcomes import holder
from server.web.site import PageError, forget_cookie, room_by_id, site_of, viewer_in
from sessions.material.typed import clean_line
from sessions.model.state import Session

FILE_WITHIN_S = 8.0
"""How long a page waits until the words are gone from the disk too; what takes longer the server goes on with by itself."""

_WRONG = 422

_log = logging.getLogger(__name__)


async def ask_first(request: Request) -> Response:
    """GET /regie/<session>/wissen: what goes, and the question for the title."""
    room = await _eraser(request)
    return await _asked(request, room.session)


async def erase(request: Request) -> Response:
    """POST to the same address: destroyed for good when the title is right, else the question again."""
    try:
        room = await _eraser(request)
    except PageError as error:
        if error.code != "workshop_gone":
            raise
        # Pressed twice: what it was called nobody knows here any more.
        return HTMLResponse(workshop_pages.erased_page(lang=language_of(request), title=""))
    session = room.session
    typed = text_of(await form_of(request), "title")
    if not same_text(typed, session.title):
        return await _asked(request, session, typed, status=_WRONG)
    store, cases = site_of(request).rooms.store, cases_of(session)
    if not await destroy_workshop(store, session.id, cases, "facilitator") and await hold_of(store, session.id, cases):
        return await _asked(request, session, typed, status=409)
    await cleaned_up(site_of(request).rooms.destruction)
    audit.tell("erase_workshop", session.id, "facilitator")
    response = HTMLResponse(workshop_pages.erased_page(lang=language_in(request, session.language), title=session.title))
    forget_cookie(request, response, "facilitator", session.id)
    forget_cookie(request, response, "second", session.id)
    return response


async def _eraser(request: Request) -> Room:
    """The room, for whoever leads it. Raises PageError 403 for others, and 409 before it is closed."""
    room = await room_by_id(request, request.path_params["session"])
    if room.session.phase != "closed" and viewer_in(request, room, "facilitator") is not None:
        raise PageError(409, "not_closed")
    return (await holder(request, "erase"))[0]


async def _asked(request: Request, session: Session, typed: str = "", *, status: int = 200) -> Response:
    """The question; of a workshop that is held, that nobody can erase it now."""
    page = workshop_pages.erase_page(
        lang=language_in(request, session.language),
        title=session.title,
        session_id=session.id,
        typed=typed,
        wrong=status == _WRONG,
        held=await hold_of(site_of(request).rooms.store, session.id, cases_of(session)) is not None,
    )
    return HTMLResponse(page, status_code=status)


async def cleaned_up(destruction: Destruction) -> bool:
    """After a log was taken away because somebody with its link asked for it: the words go from the disk too. False when they did
    not in time: then they go soon.
    """
    # The record says what is left to do, so what does not work now is done by whoever looks next.
    with contextlib.suppress(TimeoutError):
        try:
            async with asyncio.timeout(FILE_WITHIN_S):
                await destruction.clean_up()
                return True
        except StoreError as error:
            _log.warning("what was destroyed is not gone from the disk yet: %s", error)
    return False


def same_text(typed: str, text: str) -> bool:
    """Whether somebody typed this text: capitals, white space and the kinds of quotation marks do not matter."""
    return _plain(typed) == _plain(text)


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", clean_line(text[:1000])).casefold()
    return plain.translate({ord(mark): "'" for mark in '‘’‚‛`´"“”„'})
