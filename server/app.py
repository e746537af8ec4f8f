# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The composition root: every dependency and every route; those of cases and organisations stand in files of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import ASGIApp, Scope

from board import pages
from board.below import stand_below
from server import content
from server.archive.archive import Archive, TooMany, open_archive
from server.dossiers.dossiers import Dossiers
from server.house_style import wear
from server.live.connection import Sockets
from server.live.replaying import NewerEntry
from server.live.rooms import Rooms, open_rooms
from server.live.streams import Streams
from server.oidc.signed_in import signed_in
from server.organisations.organisations import Organisations
from server.papers.papers import Papers
from server.rates import Rate
from server.settings import Settings, SettingsError
from server.store import Store, StoreError
from server.strategies.strategies import Strategies
from server.web import (
    archive_routes,
    boards,
    case_beginning,
    case_files,
    case_filling,
    case_routes,
    choosing_values,
    codes,
    erasing,
    error_pages,
    files,
    joining,
    keys,
    openapi,
    opening,
    operating,
    organisation_routes,
    outcomes,
    own_notes,
    own_values,
    posters,
    preparation,
    prints,
    privacy,
    reading_routes,
    replay,
    scripts,
    security,
    signing_in,
    strategy_routes,
    taking_in,
    themes,
)
from server.web.apart import Apart, Busy
from server.web.below import Below
from server.web.binned_cases import BinnedCases
from server.web.bodies import Bodies
from server.web.counted import CountedCases
from server.web.drawn import Drawn
from server.web.giving_back import form_route
from server.web.guard import Guard
from server.web.languages import Languages, language_of
from server.web.may_join import MayJoin
from server.web.may_open import MayOpen
from server.web.overviews import Overviews
from server.web.proxies import Proxies
from server.web.readiness import readiness
from server.web.site import PageError, Site, site_of
from server.web.slowed import Slowed
from server.web.workshop_lines import WorkshopLines

LARGE_FORMS = ("/nieuw", "/draaiboeken/eigen", "/draaiboeken/waarden", "/draaiboeken/inlezen", "/inlezen", "/archief/inlezen")
"""The forms in which a whole script can be sent; every other body is small (see `server.web.bodies`)."""

CASE_FORMS = ("/zaak/", "/actie/", "/organisatieactie/", "/meekijken/", "/organisatie", "/inloggen/", "/stroom/")
"""Below these the forms of cases and organisations, with more and longer fields than a name or a code, and tokens of a
provider; and frames of boards, of which a socket takes as much."""
LARGE_BELOW = ("/strategie/", "/casus/")
"""Below these a form may be a whole phase of a strategy, eleven texts of pages, or a whole case."""

GIVEN_BACK = ("/zaak/", "/actie/", "/organisatieactie/", "/meekijken/", "/organisatie")
"""Below these a form that is larger than it may be comes back with what was typed, up to some times as large."""


def make_app(
    settings: Settings,
    rooms: Rooms,
    lan_address: str = "",
    papers: Papers | None = None,
    earlier: Archive | None = None,
) -> ASGIApp:
    """The application on open rooms. The caller closes the rooms, and the papers and the archive of `earlier` cases, when the
    server has stopped. Raises SettingsError when the house style cannot be used, or the board cannot stand where it should.
    """
    wear(settings)
    stand_below(settings.below)
    sockets = Sockets(rooms)
    streams = Streams(sockets)
    app = Starlette(
        routes=[
            # First: a hall that comes back at once should not be held against three hundred other addresses each time.
            WebSocketRoute("/ws/{session}/{role}", sockets.endpoint),
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
            Route("/regie/{session}/waarden", choosing_values.show),
            Route("/regie/{session}/waarden", choosing_values.choose, methods=["POST"]),
            Route("/regie/{session}/scherm", boards.screen_preview),
            Route("/regie/{session}/links", keys.show_links),
            Route("/regie/{session}/links/tweede", keys.make_second, methods=["POST"]),
            Route("/regie/{session}/links/tweede/intrekken", keys.take_second, methods=["POST"]),
            Route("/regie/{session}/links/overdragen", keys.hand_over, methods=["POST"]),
            Route("/regie/{session}/links/vergeten", keys.forget, methods=["POST"]),
            form_route("/regie/{session}/links/bij", taking_in.take_workshop, keys.links_again),
            Route("/regie/{session}/links/oefening", keys.set_crowd, methods=["POST"]),
            Route("/regie/{session}/code", codes.change_code, methods=["POST"]),
            Route("/regie/{session}/wissen", erasing.ask_first),
            Route("/regie/{session}/wissen", erasing.erase, methods=["POST"]),
            Route("/regie/{session}/uitnodiging", preparation.show_invitation),
            Route("/regie/{session}/uitnodiging.ics", preparation.facilitator_calendar),
            Route("/regie/{session}/drukwerk", prints.overview),
            Route("/regie/{session}/drukwerk/{what}", prints.handout),
            Route("/regie/{session}/drukwerk/{what}/{foundation}", prints.handout),
            *case_filling.ROUTES,
            Route("/regie/{session}/zaak", case_beginning.show_hand_over),
            Route("/regie/{session}/zaak", case_beginning.take_over, methods=["POST"]),
            Route("/regie/{session}/zaak/link", case_beginning.renew_key, methods=["POST"]),
            Route("/inlezen", case_files.read_form),
            Route("/inlezen", case_files.read_sent, methods=["POST"]),
            Route("/schema/{name}.json", case_files.show_schema),
            *case_routes.ROUTES,
            *reading_routes.ROUTES,
            *archive_routes.ROUTES,
            *organisation_routes.ROUTES,
            *signing_in.ROUTES,
            *operating.ROUTES,
            *strategy_routes.ROUTES,
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
            Route("/thema", themes.show),
            Route("/thema/{file}", themes.file),
            Route("/app/{file}", themes.app_file),
            Route("/privacy", privacy.show),
            Route("/privacy.json", privacy.as_json),
            Route("/.well-known/security.txt", security.security_txt),
            Route("/openapi.json", openapi.show_openapi),
            Route("/asyncapi.json", openapi.show_asyncapi),
            Route("/healthz", _healthz),
            Route("/readyz", _readyz),
            Route("/stroom/{session}/{role}", streams.open, methods=["POST"]),
            Route("/stroom/{session}/{role}/doe", streams.take, methods=["POST"]),
            Mount("/static", files.static_files(), name="static"),
        ],
        exception_handlers={
            PageError: error_pages.page_error,
            Busy: error_pages.busy,
            TooMany: error_pages.busy,
            StoreError: error_pages.store_error,
            NewerEntry: error_pages.store_error,
            HTTPException: error_pages.http_error,
            Exception: error_pages.server_error,
        },
    )
    slowed, dossiers, papers = Slowed(), Dossiers(rooms.store), papers or Papers()
    app.state.site = Site(
        settings=settings,
        rooms=rooms,
        lan_address=lan_address,
        wrong_codes=Rate(per_second=1 / 20, burst=100),
        slowed=slowed,
        apart=Apart(),
        may_open=MayOpen(settings, rooms, slowed),
        may_join=MayJoin(settings, rooms),
        dossiers=dossiers,
        organisations=Organisations(rooms.store),
        strategies=Strategies(rooms.store),
        papers=papers,
        drawn=Drawn(),
        archive=earlier or Archive(),
        workshop_lines=WorkshopLines(settings, rooms),
        counted=CountedCases(),
        binned=BinnedCases(dossiers),
        signed_in=signed_in(settings, rooms.store, rooms.hashed),
        overviews=Overviews(settings, rooms, papers),
    )
    _check_free(app, settings.below)
    # Around everything, so that also the page of an unexpected error carries the headers.
    public = (settings.public_origin,) if settings.public_origin else ()
    bounded = Bodies(
        Languages(app), large=LARGE_FORMS, cases=CASE_FORMS, large_below=LARGE_BELOW, given_back=GIVEN_BACK, refuse=_refused
    )
    guard = Guard(bounded, (*settings.trusted_origins, *public), settings.public_url)
    https = settings.public_url is not None and settings.public_url.startswith("https:")
    proxies = Proxies(guard, settings.trusted_proxies, https=https)
    return Below(proxies) if settings.below else proxies


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
    return HTMLResponse(pages.help_page(lang=language_of(request), contact=site_of(request).settings.contact))


async def _accessibility(request: Request) -> Response:
    lang, settings = language_of(request), site_of(request).settings
    return HTMLResponse(pages.accessibility_page(lang=lang, contact=settings.contact, statement_url=settings.accessibility_url))


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok\n")


async def _readyz(request: Request) -> Response:
    """Whether commands can be stored, other workers heard, and new visitors taken: 200, else 503 and why. With `?routing`
    whether to send people here: 503 only for what another worker could do better.
    """
    ready = await readiness(site_of(request).rooms, routing="routing" in request.query_params)
    alike = f", but {ready.beside}" if ready.beside else ""
    return PlainTextResponse(f"{ready.trouble or f'ready{alike}'}\n", status_code=503 if ready.trouble else 200)


def _check_free(app: Starlette, below: str) -> None:
    """Raise SettingsError when the path below which the board stands could be meant to be a page of its own."""
    first = below.strip("/").partition("/")[0]
    own = {route.path.split("/")[1] for route in app.routes if isinstance(route, (Route, WebSocketRoute, Mount))}
    if first and first in own:
        raise SettingsError([f"WAARDENBORD_PUBLIC_URL must have another path: /{first} is a page of the board itself."])


def _refused(scope: Scope, status: int, code: str) -> Response:
    return error_pages.drawn(Request(scope), PageError(status, code))
