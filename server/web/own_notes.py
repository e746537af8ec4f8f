# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A participant's own notes: to read, to take along and to withdraw, as long as the workshop knows whose they are (PRIV-11)."""

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import own_notes_pages
from server.live.room import Room
from server.web.forms import form_of, text_of
from server.web.joining import room_of_code
from server.web.languages import language_in
from server.web.site import ask_as, see_other, viewer_in
from sessions.afterwards.own_notes import listed, own_notes, withdrawable
from sessions.model.codes import Refusal
from sessions.model.pages import check_page
from sessions.model.viewer import Viewer
from sessions.wire.commands import DeleteNote

ALL = "*"
"""What the form names instead of one note."""


async def show(request: Request) -> Response:
    """GET /w/<code>/mijn: for the participant of this browser; whoever takes part no longer comes to the door."""
    found = await _own(request)
    if isinstance(found, Response):
        return found
    said = request.query_params.get("ingetrokken", "")
    return HTMLResponse(_page(request, *found, done="all" if said == "alles" else "one" if said else ""))


async def withdraw(request: Request) -> Response:
    """POST /w/<code>/mijn: the note that the form names, or all that can still be withdrawn."""
    found = await _own(request)
    if isinstance(found, Response):
        return found
    room, who = found
    asked = text_of(await form_of(request), "note")
    refusal: Refusal | None = None
    withdrawn = False
    for note_id in sorted(withdrawable(room.session, who)) if asked == ALL else (asked,):
        note = room.session.notes.get(note_id)
        if note is None or note.author != who.participant_id or note.deleted:
            # Somebody else's is as unknown as one that there is not; one's own is withdrawn already.
            continue
        refused = await ask_as(who, room, DeleteNote(note_id, note.rev))
        now = room.session.notes.get(note_id)
        if now is None or now.deleted:
            # Pressed twice at once: it is withdrawn.
            refused = None
        refusal, withdrawn = refused or refusal, withdrawn or refused is None
    if refusal is not None:
        return HTMLResponse(_page(request, room, who, refused=True), status_code=409)
    said = f"?ingetrokken={'alles' if asked == ALL else 1}" if withdrawn else ""
    return see_other(f"/w/{room.session.code}/mijn{said}")


async def as_json(request: Request) -> Response:
    """GET /w/<code>/mijn/briefjes.json."""
    found = await _own(request)
    if isinstance(found, Response):
        return found
    room, who = found
    body = msgspec.json.format(msgspec.json.encode(own_notes(room.session, who)))
    return Response(body, media_type="application/json", headers=_named("mijn-briefjes.json"))


async def as_html(request: Request) -> Response:
    """GET /w/<code>/mijn/briefjes.html: one file that opens without a network."""
    found = await _own(request)
    if isinstance(found, Response):
        return found
    room, who = found
    page = own_notes_pages.own_notes_file(lang=language_in(request, room.session.language), own=own_notes(room.session, who))
    return HTMLResponse(page, headers=_named("mijn-briefjes.html"))


async def _own(request: Request) -> tuple[Room, Viewer] | Response:
    room = await room_of_code(request)
    who = viewer_in(request, room, "participant")
    if who is None or check_page(room.session, who, "own") is not None:
        return see_other(f"/w/{room.session.code}")
    return room, who


def _page(request: Request, room: Room, who: Viewer, *, refused: bool = False, done: own_notes_pages.Done = "") -> str:
    session = room.session
    return own_notes_pages.own_notes_page(
        lang=language_in(request, session.language),
        own=own_notes(session, who),
        ids=[note_id for note_id, _ in listed(session, who)],
        withdrawable=withdrawable(session, who),
        code=session.code,
        state="nameless" if session.nameless else "closed" if session.phase == "closed" else "open",
        refused=refused,
        done=done,
    )


def _named(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}
