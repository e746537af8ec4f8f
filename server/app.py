# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The composition root: every dependency and every route on one screen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import ASGIApp, Scope

from board import pages
from server import content
from server.archive.archive import Archive, TooMany, open_archive
from server.dossiers.dossiers import Dossiers
from server.live.connection import Sockets
from server.live.rooms import Rooms, open_rooms
from server.organisations.organisations import Organisations
from server.papers.papers import Papers
from server.rates import Rate
from server.settings import Settings
from server.store import Store, StoreError, StoreUnavailable
from server.strategies.strategies import Strategies
from server.web import (
    archive,
    boards,
    case_actions,
    case_beginning,
    case_feeds,
    case_files,
    case_linking,
    case_mail,
    case_messages,
    case_overview,
    cases,
    codes,
    erasing,
    files,
    joining,
    keys,
    my_actions,
    opening,
    organisations,
    outcomes,
    own_notes,
    own_values,
    posters,
    preparation,
    prints,
    privacy,
    publishing,
    reading_routes,
    replay,
    reports,
    scripts,
    security,
    status,
    strategy_routes,
    taking_in,
)
from server.web import earlier as earlier_cases
from server.web.apart import Apart, Busy
from server.web.bodies import Bodies
from server.web.drawn import Drawn
from server.web.guard import Guard
from server.web.languages import Languages, language_of
from server.web.may_join import MayJoin
from server.web.may_open import MayOpen
from server.web.site import PageError, Site, page_error, site_of
from server.web.slowed import Slowed
from server.web.workshop_lines import WorkshopLines

LARGE_FORMS = ("/nieuw", "/draaiboeken/eigen", "/draaiboeken/waarden", "/draaiboeken/inlezen", "/inlezen")
"""The forms in which a whole script can be sent; every other body is small (see `server.web.bodies`)."""

FORMS_OF_CASES = (
    *(f"/zaak/{{case}}/{form}" for form in ("bij", "regievoerder", "gesprek", "vragen", "stap", "acties", "adres")),
    *(
        f"/zaak/{{case}}/actie/{{action}}/{form}"
        for form in ("stand", "link", "link/intrekken", "adres", "mail", "organisatie", "project", "zelfde", "ander")
    ),
    *(f"/actie/{{case}}/{{action}}/{form}" for form in ("stand", "mail")),
)
FORMS_OF_REPORTS = (
    *(f"/zaak/{{case}}/verslag/{form}" for form in ("stand", "lezers", "lezers/intrekken")),
    *(f"/zaak/{{case}}/verslag/rij/{{row}}/{form}" for form in ("bron", "opmerking", "opmerking/weg")),
    *(
        f"/zaak/{{case}}/verslag/openbaar/{form}"
        for form in ("weglakken", "naam", "namen", "ingelicht", "meekijker", "meekijker/intrekken", "intrekken")
    ),
)
FORMS_OF_ORGANISATIONS = (
    *(f"/organisatie/{{organisation}}/{form}" for form in ("naam", "vergeten")),
    *(f"/organisatie/{{organisation}}/leden/{{member}}{form}" for form in ("", "/link", "/weg")),
)
FORMS_OF_CHECKING = ("/meekijken/{case}/akkoord", "/meekijken/{case}/opmerking")
"""Addresses that forms are sent to and that show no page: whoever loads one again comes to the page with the form."""
CASE_FORMS = ("/zaak/", "/actie/", "/meekijken/", "/organisatie/")
"""Below these the forms of cases and organisations, with more and longer fields than a name or a code."""
STRATEGY_FORMS = ("/strategie/",)
"""Below this a form may be a whole phase: eleven texts of pages."""

READY_WITHIN_S = 2.0
"""How long readiness waits for the store's clock."""


def make_app(
    settings: Settings,
    rooms: Rooms,
    lan_address: str = "",
    papers: Papers | None = None,
    earlier: Archive | None = None,
) -> ASGIApp:
    """The application on open rooms. The caller closes the rooms, and the papers and the archive of `earlier` cases, when the
    server has stopped.
    """
    app = Starlette(
        routes=[
            Route("/", joining.start),
            Route("/meedoen", joining.enter_code, methods=["POST"]),
            Route("/nieuw", opening.new_form),
            Route("/nieuw", opening.open_workshop, methods=["POST"]),
            Route("/draaiboeken", scripts.list_scripts),
            Route("/draaiboeken/eigen", scripts.own_form),
            Route("/draaiboeken/eigen", scripts.own_form_sent, methods=["POST"]),
            Route("/draaiboeken/inlezen", scripts.read_form),
            Route("/draaiboeken/inlezen", scripts.read_sent, methods=["POST"]),
            Route("/draaiboeken/waarden", own_values.show),
            Route("/draaiboeken/waarden", own_values.sent, methods=["POST"]),
            Route("/draaiboeken/eigen-waarden.toml", scripts.example_values),
            Route("/draaiboeken/{script}.toml", scripts.script_file),
            Route("/draaiboeken/{script}", scripts.show_script),
            Route("/regie/{session}/draaiboek.toml", scripts.session_script),
            Route("/regie/{session}/waarden.toml", scripts.session_values),
            Route("/regie/{session}/scherm", boards.screen_preview),
            Route("/regie/{session}/links", keys.show_links),
            Route("/regie/{session}/links/tweede", keys.make_second, methods=["POST"]),
            Route("/regie/{session}/links/tweede/intrekken", keys.take_second, methods=["POST"]),
            Route("/regie/{session}/links/overdragen", keys.hand_over, methods=["POST"]),
            Route("/regie/{session}/links/vergeten", keys.forget, methods=["POST"]),
            Route("/regie/{session}/links/bij", taking_in.take_workshop, methods=["POST"]),
            Route("/regie/{session}/links/oefening", keys.set_crowd, methods=["POST"]),
            Route("/regie/{session}/code", codes.change_code, methods=["POST"]),
            Route("/regie/{session}/wissen", erasing.ask_first),
            Route("/regie/{session}/wissen", erasing.erase, methods=["POST"]),
            Route("/regie/{session}/uitnodiging", preparation.show_invitation),
            Route("/regie/{session}/uitnodiging.ics", preparation.facilitator_calendar),
            Route("/regie/{session}/drukwerk", prints.overview),
            Route("/regie/{session}/drukwerk/{what}", prints.handout),
            Route("/regie/{session}/drukwerk/{what}/{foundation}", prints.handout),
            Route("/regie/{session}/zaak", case_beginning.show_hand_over),
            Route("/regie/{session}/zaak", case_beginning.take_over, methods=["POST"]),
            Route("/regie/{session}/zaak/link", case_beginning.renew_key, methods=["POST"]),
            Route("/inlezen", case_files.read_form),
            Route("/inlezen", case_files.read_sent, methods=["POST"]),
            Route("/schema/{name}.json", case_files.show_schema),
            Route("/zaak/{case}", cases.show_case),
            Route("/zaak/{case}", cases.unlock_case, methods=["POST"]),
            Route("/zaak/{case}/bestanden", case_files.show_files),
            Route("/zaak/{case}/bestanden/acties.ods", case_files.actions_ods),
            Route("/zaak/{case}/bestanden/acties.csv", case_files.actions_csv),
            Route("/zaak/{case}/bestanden/acties.ics", case_files.days),
            Route("/zaak/{case}/bestanden/zaak.json", case_files.case_json),
            Route("/zaak/{case}/bestanden/poster/{number}/{file}", case_files.poster_file),
            Route("/zaak/{case}/verslag/verslag.pdf", case_files.report_pdf),
            Route("/zaak/{case}/verslag/verslag.odt", case_files.report_odt),
            Route("/zaak/{case}/verslag/verslag.json", case_files.report_json),
            Route("/zaak/{case}/wissen", cases.ask_erasing),
            Route("/zaak/{case}/wissen", cases.erase, methods=["POST"]),
            Route("/zaak/{case}/bij", taking_in.take_case, methods=["POST"]),
            Route("/zaak/{case}/regievoerder", cases.set_coordinator, methods=["POST"]),
            Route("/zaak/{case}/gesprek", cases.set_appointment, methods=["POST"]),
            Route("/zaak/{case}/vragen", cases.answer, methods=["POST"]),
            Route("/zaak/{case}/stap", cases.set_done, methods=["POST"]),
            Route("/zaak/{case}/acties", cases.add_action, methods=["POST"]),
            Route("/zaak/{case}/actie/{action}", case_actions.show_action),
            Route("/zaak/{case}/actie/{action}", case_actions.put_action, methods=["POST"]),
            Route("/zaak/{case}/actie/{action}/stand", case_actions.report, methods=["POST"]),
            Route("/zaak/{case}/actie/{action}/link", case_actions.make_link, methods=["POST"]),
            Route("/zaak/{case}/actie/{action}/link/intrekken", case_actions.revoke_link, methods=["POST"]),
            Route("/zaak/{case}/actie/{action}/organisatie", case_linking.lift, methods=["POST"]),
            Route("/zaak/{case}/actie/{action}/project", case_linking.lower, methods=["POST"]),
            Route("/zaak/{case}/actie/{action}/zelfde", case_linking.join, methods=["POST"]),
            Route("/zaak/{case}/actie/{action}/ander", case_linking.part, methods=["POST"]),
            Route("/actie/{case}/{action}", case_actions.show_held),
            Route("/actie/{case}/{action}", case_actions.unlock_held, methods=["POST"]),
            Route("/actie/{case}/{action}/stand", case_actions.report_held, methods=["POST"]),
            Route("/actie/{case}/{action}/terug", case_actions.take_back_held, methods=["POST"]),
            Route("/actie/{case}/{action}/agenda.ics", case_actions.held_calendar),
            Route("/mijn-acties", my_actions.show),
            Route("/zaak/{case}/adres", case_mail.set_own_address, methods=["POST"]),
            Route("/zaak/{case}/actie/{action}/adres", case_mail.set_address, methods=["POST"]),
            Route("/zaak/{case}/actie/{action}/mail", case_mail.ask_mail, methods=["POST"]),
            Route("/actie/{case}/{action}/mail", case_mail.held_mail, methods=["POST"]),
            Route("/geen-mail/{case}/{whom}/{secret}", case_mail.show_stop),
            Route("/geen-mail/{case}/{whom}/{secret}", case_mail.stop, methods=["POST"]),
            Route("/agenda/{case}/{secret}.ics", case_feeds.feed),
            Route("/zaak/{case}/gesprek.ics", case_feeds.talk_file),
            Route("/zaak/{case}/overzicht", case_overview.show),
            Route("/zaak/{case}/berichten", case_messages.show),
            Route("/zaak/{case}/berichten", case_messages.publish, methods=["POST"]),
            Route("/zaak/{case}/berichten/{message}/verbeteren", case_messages.correct, methods=["POST"]),
            Route("/zaak/{case}/berichten/{message}/intrekken", case_messages.withdraw, methods=["POST"]),
            Route("/zaak/{case}/berichten/{message}/{form}", case_messages.to_page),
            Route("/stand/{case}/{key}", status.show),
            Route("/stand/{case}/{key}/berichten.atom", status.atom),
            Route("/stand/{case}/{key}/dagen.ics", status.calendar),
            *(Route(path, cases.to_page) for path in FORMS_OF_CASES),
            Route("/zaak/{case}/verslag", reports.show_report),
            Route("/zaak/{case}/verslag/bekijk", reports.show_reading),
            Route("/zaak/{case}/verslag/stand", reports.take_step, methods=["POST"]),
            Route("/zaak/{case}/verslag/lezers", reports.make_readers_link, methods=["POST"]),
            Route("/zaak/{case}/verslag/lezers/intrekken", reports.revoke_readers_link, methods=["POST"]),
            Route("/zaak/{case}/verslag/rij/{row}", reports.show_row),
            Route("/zaak/{case}/verslag/rij/{row}", reports.write_row, methods=["POST"]),
            Route("/zaak/{case}/verslag/rij/{row}/bron", reports.follow_source, methods=["POST"]),
            Route("/zaak/{case}/verslag/rij/{row}/opmerking", reports.add_comment, methods=["POST"]),
            Route("/zaak/{case}/verslag/rij/{row}/opmerking/weg", reports.remove_comment, methods=["POST"]),
            Route("/zaak/{case}/verslag/openbaar", publishing.show_publishing),
            Route("/zaak/{case}/verslag/openbaar", publishing.publish, methods=["POST"]),
            Route("/zaak/{case}/verslag/openbaar/bekijk", publishing.show_candidate),
            Route("/zaak/{case}/verslag/openbaar/weglakken", publishing.redact, methods=["POST"]),
            Route("/zaak/{case}/verslag/openbaar/naam", publishing.keep_name, methods=["POST"]),
            Route("/zaak/{case}/verslag/openbaar/namen", publishing.review_names, methods=["POST"]),
            Route("/zaak/{case}/verslag/openbaar/ingelicht", publishing.set_informed, methods=["POST"]),
            Route("/zaak/{case}/verslag/openbaar/meekijker", publishing.make_checkers_link, methods=["POST"]),
            Route("/zaak/{case}/verslag/openbaar/meekijker/intrekken", publishing.revoke_checkers_link, methods=["POST"]),
            Route("/zaak/{case}/verslag/openbaar/intrekken", publishing.withdraw, methods=["POST"]),
            *(Route(path, reports.to_report) for path in FORMS_OF_REPORTS),
            Route("/meekijken/{case}", publishing.show_checking),
            Route("/meekijken/{case}", publishing.unlock_checking, methods=["POST"]),
            Route("/meekijken/{case}/akkoord", publishing.approve, methods=["POST"]),
            Route("/meekijken/{case}/opmerking", publishing.comment_checking, methods=["POST"]),
            *(Route(path, publishing.to_checking) for path in FORMS_OF_CHECKING),
            *reading_routes.ROUTES,
            Route("/archief", archive.show),
            Route("/archief.json", archive.as_json),
            Route("/archief.atom", archive.as_atom),
            Route("/archief/waarde", archive.show_values),
            Route("/archief/waarde/{value}", archive.show_value),
            Route("/archief/spanning/{tension}", archive.show_tension),
            Route("/sitemap.xml", archive.sitemap),
            Route("/organisatie", organisations.show_opening),
            Route("/organisatie", organisations.open_one, methods=["POST"]),
            Route("/organisatie/{organisation}", organisations.show),
            Route("/organisatie/{organisation}", organisations.unlock, methods=["POST"]),
            Route("/organisatie/{organisation}/zaken", organisations.show_cases),
            Route("/organisatie/{organisation}/naam", organisations.rename, methods=["POST"]),
            Route("/organisatie/{organisation}/vergeten", organisations.forget, methods=["POST"]),
            Route("/organisatie/{organisation}/leden", organisations.show_members),
            Route("/organisatie/{organisation}/leden", organisations.add_member, methods=["POST"]),
            Route("/organisatie/{organisation}/leden/{member}", organisations.put_member, methods=["POST"]),
            Route("/organisatie/{organisation}/leden/{member}/link", organisations.renew_link, methods=["POST"]),
            Route("/organisatie/{organisation}/leden/{member}/weg", organisations.remove_member, methods=["POST"]),
            *(Route(path, organisations.to_page) for path in FORMS_OF_ORGANISATIONS),
            *strategy_routes.ROUTES,
            Route("/eerder/{session}.json", earlier_cases.show),
            Route("/uitkomst/{session}.json", outcomes.outcome_json),
            Route("/uitkomst/{session}/acties.csv", outcomes.actions_csv),
            Route("/uitkomst/{session}", outcomes.show_outcome),
            Route("/terugblik/{session}.json", replay.timelapse_json),
            Route("/terugblik/{session}", replay.show_timelapse),
            *(
                Route(f"/{door}/{{session}}", endpoint, methods=[method], name=f"{method} {door}")
                for door in boards.ROLE_OF
                for method, endpoint in (("GET", boards.link_board), ("POST", boards.unlock))
            ),
            Route("/w/{code}", joining.join_form),
            Route("/w/{code}", joining.join, methods=["POST"]),
            Route("/w/{code}/bord", boards.participant_board),
            Route("/w/{code}/apparaat", joining.device),
            Route("/w/{code}/sleutel.json", joining.own_key),
            Route("/w/{code}/mijn", own_notes.show),
            Route("/w/{code}/mijn", own_notes.withdraw, methods=["POST"]),
            Route("/w/{code}/mijn/briefjes.json", own_notes.as_json),
            Route("/w/{code}/mijn/briefjes.html", own_notes.as_html),
            Route("/w/{code}/ik", joining.second_device),
            Route("/w/{code}/ik", joining.unlock_device, methods=["POST"]),
            Route("/w/{code}/qr.svg", joining.qr),
            Route("/w/{code}/agenda.ics", preparation.participant_calendar),
            Route("/w/{code}/vooraf", preparation.read_beforehand),
            Route("/w/{code}/poster", posters.poster),
            Route("/w/{code}/poster/bestand", posters.poster_file),
            Route("/w/{code}/poster.json", posters.poster_json),
            Route("/w/{code}/poster/{file}", posters.poster_paper),
            Route("/inhoud/{session}/{hash}.json", boards.board_content),
            Route("/hulp", _help),
            Route("/toegankelijkheid", _accessibility),
            Route("/privacy", privacy.show),
            Route("/privacy.json", privacy.as_json),
            Route("/.well-known/security.txt", security.security_txt),
            Route("/healthz", _healthz),
            Route("/readyz", _readyz),
            WebSocketRoute("/ws/{session}/{role}", Sockets(rooms).endpoint),
            Mount("/static", files.static_files(), name="static"),
        ],
        exception_handlers={
            PageError: page_error,
            Busy: _busy,
            TooMany: _busy,
            StoreError: _store_error,
            HTTPException: _http_error,
            Exception: _server_error,
        },
    )
    slowed = Slowed()
    app.state.site = Site(
        settings=settings,
        rooms=rooms,
        lan_address=lan_address,
        wrong_codes=Rate(per_second=1 / 20, burst=100),
        slowed=slowed,
        apart=Apart(),
        may_open=MayOpen(settings, rooms, slowed),
        may_join=MayJoin(settings, rooms),
        dossiers=Dossiers(rooms.store),
        organisations=Organisations(rooms.store),
        strategies=Strategies(rooms.store),
        papers=papers or Papers(),
        drawn=Drawn(),
        archive=earlier or Archive(),
        workshop_lines=WorkshopLines(settings, rooms),
    )
    # Around everything, so that also the page of an unexpected error carries the headers.
    public = (settings.public_url,) if settings.public_url else ()
    bounded = Bodies(Languages(app), large=LARGE_FORMS, cases=CASE_FORMS, strategies=STRATEGY_FORMS, refuse=_refused)
    return Guard(bounded, (*settings.trusted_origins, *public))


@asynccontextmanager
async def open_app(settings: Settings, store: Store, lan_address: str = "") -> AsyncIterator[tuple[ASGIApp, Rooms]]:
    """The whole application on `store`, and its rooms. Raises StoreError or SettingsError with a sentence for the operator."""
    content.load()
    async with open_rooms(store, settings.secret_key()) as rooms, open_archive(settings, store) as earlier:
        papers = Papers()
        try:
            yield make_app(settings, rooms, lan_address, papers, earlier), rooms
        finally:
            await papers.close()


async def _help(request: Request) -> Response:
    return HTMLResponse(pages.help_page(lang=language_of(request)))


async def _accessibility(request: Request) -> Response:
    return HTMLResponse(pages.accessibility_page(lang=language_of(request)))


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok\n")


async def _readyz(request: Request) -> Response:
    """Whether commands can be stored, other workers heard, and new visitors taken: 200, else 503 and why."""
    rooms = site_of(request).rooms
    trouble = rooms.trouble
    if not trouble:
        # The last probe may be five seconds old.
        try:
            async with asyncio.timeout(READY_WITHIN_S):
                await rooms.log.now_ms()
        except (StoreUnavailable, TimeoutError):
            trouble = "the store does not answer"
    if not trouble and not rooms.connected:
        trouble = "the feed is not connected"
    space = f", but the store is nearly full ({rooms.space.share:.0%})" if rooms.space.state else ""
    return PlainTextResponse(f"{trouble or f'ready{space}'}\n", status_code=503 if trouble else 200)


def _refused(scope: Scope, status: int, code: str) -> Response:
    return _error(Request(scope), status, code)


async def _busy(request: Request, _: Exception) -> Response:
    return _error(request, 503, "busy")


async def _store_error(request: Request, _: Exception) -> Response:
    return _error(request, 503, "unavailable")


async def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    response = _error(request, error.status_code, "not_found" if error.status_code == 404 else "invalid")
    response.headers.update(error.headers or {})
    return response


async def _server_error(request: Request, _: Exception) -> Response:
    return _error(request, 500, "internal")


def _error(request: Request, status: int, code: str) -> Response:
    return HTMLResponse(pages.error_page(lang=language_of(request), status=status, code=code), status_code=status)
