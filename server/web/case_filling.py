# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The project leader fills the case in before the workshop: the page of the facilitator with the link, and the page behind it.

The link opens the case and nothing else, until the workshop begins. What was typed is laid beside what he saw and what stands
there now, field by field: what somebody else changed meanwhile stays, and both are shown.
"""

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from board import filling_pages
from board.filling_pages import Conflict, Filling, Sending, Sent, Trouble
from board.letters import Letter
from board.marks import MARK_CHARACTERS, mark_of
from server import access
from server.live.room import Room
from server.store import Quota
from server.web.forms import form_of, large_form_of, text_of
from server.web.keys import change_keys, led_first
from server.web.languages import language_in
from server.web.mailing_once import mail_once
from server.web.site import (
    PageError,
    ask_as,
    may_open,
    public_base,
    reach,
    room_by_id,
    see_other,
    set_cookie,
    site_of,
)
from sessions.material.limits import MAX_CASE_FIELD_CHARACTERS
from sessions.material.script import leaves
from sessions.material.typed import clean
from sessions.model.codes import Refusal
from sessions.model.items import CASE_ID, CaseForm
from sessions.model.state import Session
from sessions.model.viewer import PROJECT_LEADER
from sessions.seen.drawing import case_records
from sessions.seen.view import view
from sessions.wire.commands import ChangeKeys, FillCase
from sessions.wire.records import CaseOriginRecord, ItemRecord

KEPT_S = 60 * 24 * 3600
"""A browser that opened the page finds it again for two months: preparing takes weeks."""
STORED = Quota("case-filled", burst=120, each_s=15)
"""Times that the case of one workshop is stored by its link."""
CLEANED_CHARACTERS = 4 * MAX_CASE_FIELD_CHARACTERS
"""A row that is longer does not fit, whatever is taken out of it that cannot be seen."""
_TRIES = 5
"""Each finds the case changed by somebody else in the very moment."""
_CHOICES = ("dpia", "iama", "proactivity", "data_origin", "phase")
_ROWS = tuple(name for name in CaseForm.__struct_fields__)


class Typed(Struct, frozen=True):
    """What was typed, and the marks of what stood there when the form was drawn."""

    form: CaseForm
    was: dict[str, str]


async def show_link(request: Request) -> Response:
    """GET /regie/<session>/projectleider: what the project leader can do beforehand, his link, and what he stored."""
    room = await room_by_id(request, request.path_params["session"])
    if not may_open(request, room, "project_leader"):
        return see_other(f"/regie/{room.session.id}")
    # Another worker may have made it a moment ago, for the form that leads here.
    await room.look()
    return _link_page(request, room)


async def make_link(request: Request) -> Response:
    """POST …/projectleider/link: a link; one that there was stops."""
    room = await led_first(request)
    made = access.Secrets(access.secret_in(request.cookies, "facilitator", room.session.id))
    secret = made.of_project_leader(room.session.keys.project_leader_links + 1)
    await change_keys(room, ChangeKeys(project_leader=access.hash_secret(secret)))
    return see_other(f"/regie/{room.session.id}/projectleider")


async def take_link(request: Request) -> Response:
    """POST …/projectleider/intrekken: the link stops at once, also after the end."""
    room = await led_first(request, closed=True)
    await change_keys(room, ChangeKeys(project_leader=""))
    return see_other(f"/regie/{room.session.id}/projectleider")


async def show_case(request: Request) -> Response:
    """GET /casus/<session>: the form, once the workshop has begun the case to read, for whoever holds the link; else the door."""
    room = await room_by_id(request, request.path_params["session"])
    if not _holds_link(request, room.session):
        return _door(request, room, wrong=False)
    stored = request.query_params.get("bewaard", "")
    return HTMLResponse(_case_page(request, room, stored=int(stored) if stored in ("1", "2", "3", "4") else 0))


async def unlock(request: Request) -> Response:
    """POST to the same address: the key from behind the `#`, kept in a cookie when it fits."""
    key = text_of(await form_of(request), "key").rpartition("#")[2]
    room = await room_by_id(request, request.path_params["session"], key)
    if not access.hash_fits(room.session.keys.project_leader, key):
        return _door(request, room, wrong=True)
    response = see_other(f"/casus/{room.session.id}")
    set_cookie(request, response, "project_leader", room.session.id, key, kept_s=KEPT_S)
    return response


async def store(request: Request) -> Response:
    """POST /casus/<session>/bewaar: what was typed, as far as it fits; whatever does not comes back with why."""
    room = await room_by_id(request, request.path_params["session"])
    async with large_form_of(request) as form:
        # Beside the boards: whoever has no link may send as much, and gets it back.
        sent = await site_of(request).apart.run(_sent, form)
        part = text_of(form, "part")
    if not _holds_link(request, room.session):
        # The link was taken away while he typed, or the cookie is gone: his words are his own, and nothing else is shown.
        page = _words_back(request, room, sent)
        return _door(request, room, wrong=True) if sent.form == CaseForm() else HTMLResponse(page, status_code=403)
    rooms = site_of(request).rooms
    wait_s = await rooms.quotas.take(STORED, rooms.hashed("case-filled", room.session.id))
    if wait_s:
        return HTMLResponse(_case_page(request, room, sent=sent, trouble="rate"), status_code=429)
    if not rooms.space.takes_new:
        return HTMLResponse(_case_page(request, room, sent=sent, trouble="full"), status_code=503)
    refusal, too_long, conflicts = await _store(room, sent.form, sent.was)
    if refusal is not None:
        trouble: Trouble = "too_often" if refusal.code == "too_many" else "busy"
        trouble = trouble if room.session.phase == "lobby" else "begun"
        return HTMLResponse(_case_page(request, room, sent=sent, trouble=trouble), status_code=409)
    if too_long or conflicts:
        page = _case_page(request, room, sent=sent, too_long=too_long, conflicts=conflicts)
        return HTMLResponse(page, status_code=422)
    group = part if part in ("1", "2", "3", "4") else "1"
    return see_other(f"/casus/{room.session.id}?bewaard={group}#bewaard")


async def _store(
    room: Room, typed: CaseForm, was: dict[str, str]
) -> tuple[Refusal | None, tuple[str, ...], tuple[Conflict, ...]]:
    """Store what can be, beside what others do to the case in the same moment."""
    tries = 0
    while True:
        tries += 1
        now, rev = _seen(room.session)
        fitting, too_long, conflicts = merge(typed, was, now)
        refusal = await ask_as(PROJECT_LEADER, room, FillCase(rev, fitting))
        if refusal is None or refusal.code != "stale_rev" or tries == _TRIES:
            return refusal, too_long, conflicts


async def mail_link(request: Request) -> Response:
    """POST …/projectleider/mail: this server hands the mail with the link on, once, and keeps no address."""
    room = await led_first(request)
    settings = site_of(request).settings
    form = await form_of(request)
    address = text_of(form, "address")
    sending = _sending(request, room)
    if not (settings.smtp_url and settings.mail_from and sending.url and sending.is_open):
        raise PageError(409, "invalid")
    subject, text = filling_pages.filling_letter(sending, language_in(request, room.session.language))
    sent = await mail_once(request, Letter(subject, text), address, room.session.id, text_of(form, "mark"))
    return _link_page(request, room, address="" if sent == "sent" else address, sent=sent)


async def to_link(request: Request) -> Response:
    """GET of an address that a form is sent to and that shows no page."""
    return see_other(f"/regie/{request.path_params['session']}/projectleider")


async def to_case(request: Request) -> Response:
    """GET of an address that a form is sent to and that shows no page."""
    return see_other(f"/casus/{request.path_params['session']}")


def merge(typed: CaseForm, was: dict[str, str], now: CaseForm) -> tuple[CaseForm, tuple[str, ...], tuple[Conflict, ...]]:
    """What can be stored of `typed`, which rows are too long for that, and which somebody else changed as well.

    `was` are the marks (`mark_of`) of what he saw. A row that he left as it was follows what stands there now.
    """
    made = now
    too_long: list[str] = []
    conflicts: list[Conflict] = []
    for row in _ROWS:
        mine, there = getattr(typed, row), getattr(now, row)
        seen = was.get(row)
        if not seen or mark_of(mine) == seen or mine == there:
            continue
        if not _fits(row, mine):
            too_long.append(row)
        elif seen != mark_of(there):
            conflicts.append(Conflict(row, there))
        else:
            made = replace(made, **{row: mine})
    return made, tuple(too_long), tuple(conflicts)


def _fits(row: str, text: str) -> bool:
    try:
        msgspec.convert({row: text, "type": "case"}, CaseForm)
    except msgspec.ValidationError:
        return False
    return True


def _sent(form: FormData) -> Typed:
    # What is no choice of ours changes nothing: without the mark of what stood there nobody touched it.
    wrong = {row for row in _CHOICES if not _fits(row, text_of(form, row))}
    marks = {row: "" if row in wrong else text_of(form, f"was.{row}")[:MARK_CHARACTERS] for row in _ROWS}
    return Typed(_typed(form), marks)


def _typed(form: FormData) -> CaseForm:
    """The form as it was typed. What is far too long to be stored comes back as it is: making it fit to keep would be work for
    nothing.
    """
    made = CaseForm()
    for row in _ROWS:
        text = text_of(form, row)
        if len(text) <= CLEANED_CHARACTERS:
            text = clean(text)
        if row not in _CHOICES or _fits(row, text):
            made = replace(made, **{row: text})
    return made


def _seen(session: Session) -> tuple[CaseForm, int]:
    """The case as its project leader sees it, and its revision."""
    record = view(session, PROJECT_LEADER).get(f"item:{CASE_ID}")
    if isinstance(record, ItemRecord) and isinstance(record.content, CaseForm):
        return record.content, record.rev
    return CaseForm(), 0


def _holds_link(request: Request, session: Session) -> bool:
    secret = access.secret_in(request.cookies, "project_leader", session.id)
    return access.hash_fits(session.keys.project_leader, secret)


def _case_page(
    request: Request,
    room: Room,
    *,
    stored: int = 0,
    sent: Typed | None = None,
    too_long: tuple[str, ...] = (),
    conflicts: tuple[Conflict, ...] = (),
    trouble: Trouble = "",
) -> str:
    """The form. What could not be stored at all comes back as it was sent, with the marks of what he saw; else only the rows that
    are wrong, and every other row as it stands now. A row in conflict he has seen by then, one that is too long he has not.
    """
    session = room.session
    now, _ = _seen(session)
    origin = _origin(session)
    form, marks = now, {row: mark_of(getattr(now, row)) for row in _ROWS}
    if sent is not None and trouble:
        form, marks = sent.form, marks | {row: seen for row, seen in sent.was.items() if seen}
    elif sent is not None:
        wrong = (*too_long, *(each.row for each in conflicts))
        form = replace(now, **{row: getattr(sent.form, row) for row in wrong})
        marks |= {row: sent.was[row] for row in too_long}
    return filling_pages.case_page(
        lang=language_in(request, session.language),
        filling=Filling(
            session_id=session.id,
            title=session.title,
            organisation=session.organisation,
            form=form,
            marks=marks,
            is_open=session.phase == "lobby",
            classified=_classified(session),
            stored=stored,
            stored_at_ms=origin.at_ms if origin else 0,
            too_long=too_long,
            conflicts=conflicts,
            trouble=trouble,
            over=session.phase == "closed",
        ),
    )


def _classified(session: Session) -> bool:
    """Whether a step checks the case: then its place in the grid and its data are asked."""
    return any("case" in leaf.tools for leaf in leaves(session.script))


def _words_back(request: Request, room: Room, sent: Typed) -> str:
    """What somebody typed whose link opens nothing, to copy; and nothing that is stored here."""
    filling = Filling(
        session_id=room.session.id,
        title="",
        organisation="",
        form=sent.form,
        marks=sent.was,
        is_open=False,
        classified=True,
        stored=0,
        stored_at_ms=0,
        trouble="link",
    )
    return filling_pages.case_page(lang=language_in(request, room.session.language), filling=filling)


def _link_page(request: Request, room: Room, *, address: str = "", sent: Sent = "") -> Response:
    lang = language_in(request, room.session.language)
    page = filling_pages.sending_page(lang=lang, sending=_sending(request, room, address, sent))
    return HTMLResponse(page, status_code=200 if sent in ("", "sent") else 422)


def _sending(request: Request, room: Room, address: str = "", sent: Sent = "") -> Sending:
    session, settings = room.session, site_of(request).settings
    secret = access.secret_in(request.cookies, "facilitator", session.id)
    is_first = access.leads_first(session, secret)
    key = access.Secrets(secret).of_project_leader(session.keys.project_leader_links) if is_first else ""
    is_known = access.hash_fits(session.keys.project_leader, key)
    origin = _origin(session)
    return Sending(
        session_id=session.id,
        title=session.title,
        organisation=session.organisation,
        has_link=bool(session.keys.project_leader),
        url=f"{public_base(request)}/casus/{session.id}#{key}" if is_known else "",
        is_first=is_first,
        is_open=session.phase == "lobby",
        rows=origin.rows if origin else (),
        stored_at_ms=origin.at_ms if origin else 0,
        reach=reach(request),
        mails=bool(settings.smtp_url and settings.mail_from),
        classified=_classified(session),
        address=address,
        mark=access.new_secret(),
        sent=sent,
        over=session.phase == "closed",
    )


def _door(request: Request, room: Room, *, wrong: bool) -> Response:
    lang = language_in(request, room.session.language)
    page = filling_pages.filling_door(lang=lang, session_id=room.session.id, wrong=wrong)
    return HTMLResponse(page, status_code=403 if wrong else 200)


def _origin(session: Session) -> CaseOriginRecord | None:
    return next((each for _, each in case_records(session) if isinstance(each, CaseOriginRecord)), None)


ROUTES = (
    Route("/regie/{session}/projectleider", show_link),
    Route("/regie/{session}/projectleider/link", make_link, methods=["POST"]),
    Route("/regie/{session}/projectleider/intrekken", take_link, methods=["POST"]),
    Route("/regie/{session}/projectleider/mail", mail_link, methods=["POST"]),
    Route("/regie/{session}/projectleider/{form}", to_link),
    Route("/casus/{session}", show_case),
    Route("/casus/{session}", unlock, methods=["POST"]),
    Route("/casus/{session}/bewaar", to_case),
    Route("/casus/{session}/bewaar", store, methods=["POST"]),
)
"""The facilitator's page and the project leader's."""
