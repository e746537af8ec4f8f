# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The archive of public reports: search, values, tensions; as pages, JSON, Atom and a sitemap. Everybody may look. And
that of an organisation, for its members: the same pages of what was shared in it.
"""

from collections.abc import Callable
from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from board import archive_feeds, archive_pages
from board.archive_pages import EVERYBODY, Where, of_members
from organisation.archive.asking import Question, question
from organisation.archive.earlier import of_tension, of_value
from organisation.archive.facets import BETWEEN_SIDES, FACET_IDS
from organisation.dossier.report_state import PublicReport
from server import content
from server.archive.archive import FRAMEWORK, Found, Hit, Told
from server.archive.side import Standing
from server.web.conditional import conditional
from server.web.languages import language_of
from server.web.membership import member
from server.web.reading import INDEXED
from server.web.site import PageError, public_base, site_of
from sessions.material.text import Language

Drawn = TypeVar("Drawn", str, bytes)

SHOWN_AS_DATA = 40
"""Choices of each facet for programs: all values of the framework."""
MOST_PAIRS = 100
"""Parts of an address that are looked at."""
MOST_OF_ONE = 200
"""Reports that the page of a value or a tension is made of, the newest ones."""
READ_AGAIN_S = 10
"""When to come back while the archive is being read: thousands of cases in half a minute."""
MOST_OWN = 100
"""Organisations' own values that a page lists, the most used ones."""

MOST_IN_SITEMAP = 40_000
"""Of 50,000 that a sitemap may hold (sitemaps.org)."""
_ORDERS = {name: order for order, name in archive_pages.ORDER_NAMES.items()}


async def show(request: Request) -> Response:
    """GET /archief: a search, what was found, and the facets; every state has an address."""
    return await _search(request, EVERYBODY)


async def show_intern(request: Request) -> Response:
    """GET /organisatie/<organisation>/archief: the same of what was shared in an organisation, for its members."""
    return await _search(request, of_members((await member(request)).seen))


async def _search(request: Request, where: Where) -> Response:
    lang, asked = language_of(request), question_of(request)
    found = await site_of(request).archive.find(asked, lang, scope=where.scope)
    page = await _apart(
        request,
        lambda: archive_pages.archive_page(
            lang=lang,
            question=asked,
            answer=found.answer,
            hits=_pairs(found.hits),
            standing=_standing(found.standing),
            where=where,
        ),
    )
    return HTMLResponse(page, headers=INDEXED if not (request.query_params or where.scope) else None)


async def as_json(request: Request) -> Response:
    """GET /archief.json: the same answer as data."""
    lang, asked = language_of(request), question_of(request)
    found = await site_of(request).archive.find(asked, lang, SHOWN_AS_DATA)
    _must_be_read(request, found.standing)
    told = (lang, asked, found.answer, _pairs(found.hits), _standing(found.standing), public_base(request))
    # Every choice has the address of all others in it: apart from the boards.
    body = await _apart(request, lambda: msgspec.json.format(msgspec.json.encode(archive_feeds.search_data(*told))))
    return conditional(request, body, "application/json", None)


async def as_atom(request: Request) -> Response:
    """GET /archief.atom: the newest of what was found."""
    lang, asked = language_of(request), question_of(request)
    found = await _found(request, msgspec.structs.replace(asked, order="newest", page=1), lang)
    _must_be_read(request, found.standing)
    base = public_base(request)
    body = await _apart(request, lambda: archive_feeds.atom(lang, asked, _pairs(found.hits), base))
    return conditional(request, body, "application/atom+xml; charset=utf-8", None)


async def sitemap(request: Request) -> Response:
    """GET /sitemap.xml: the archive and every public report."""
    archive = site_of(request).archive
    days = await archive.days(MOST_IN_SITEMAP)
    _must_be_read(request, await archive.standing())
    return conditional(request, archive_feeds.sitemap(days, public_base(request)), "application/xml; charset=utf-8", None)


async def show_values(request: Request) -> Response:
    """GET /archief/waarde: the values of the framework, with how many cases have each."""
    return await _values(request, EVERYBODY)


async def show_intern_values(request: Request) -> Response:
    """GET /organisatie/<organisation>/archief/waarde: the same for members."""
    return await _values(request, of_members((await member(request)).seen))


async def _values(request: Request, where: Where) -> Response:
    archive = site_of(request).archive
    standing, counts, own = await archive.counts("waarde", MOST_OWN, where.scope)
    page = archive_pages.values_page(
        lang=language_of(request),
        framework=content.framework(FRAMEWORK),
        counts=counts,
        own=own,
        names=archive.names,
        standing=_standing(standing),
        where=where,
    )
    return HTMLResponse(page, headers=_headers(where))


async def show_value(request: Request) -> Response:
    """GET /archief/waarde/<key>: what earlier cases did with a value. 404 for what is no value and stands in no public report."""
    return await _value(request, EVERYBODY)


async def show_intern_value(request: Request) -> Response:
    """GET /organisatie/<organisation>/archief/waarde/<key>: the same for members."""
    return await _value(request, of_members((await member(request)).seen))


async def _value(request: Request, where: Where) -> Response:
    lang, key, archive = language_of(request), request.path_params["value"], site_of(request).archive
    known = {choice.key: value for value in archive.names.values.values() if (choice := archive.names.value(value.name.nl))}
    told = await archive.about("waarde", key, MOST_OF_ONE, where.scope)
    label = told.label or (known[key].name if key in known else None)
    _must_know(request, told)
    if label is None:
        raise PageError(404, "not_found")
    page = await _apart(
        request,
        lambda: archive_pages.value_page(
            lang=lang,
            key=key,
            label=label,
            about=known[key].definition if key in known else None,
            earlier=of_value(_pairs(told.hits), key, archive.names),
            count=told.count,
            used=min(told.count, MOST_OF_ONE),
            standing=_standing(told.standing),
            names=archive.names,
            where=where,
        ),
    )
    return HTMLResponse(page, headers=_headers(where))


async def show_tension(request: Request) -> Response:
    """GET /archief/spanning/<key>: what earlier cases chose. 404 where no public report tells of it. Another order of them
    leads to the one that is used.
    """
    return await _tension(request, EVERYBODY)


async def show_intern_tension(request: Request) -> Response:
    """GET /organisatie/<organisation>/archief/spanning/<key>: the same for members."""
    return await _tension(request, of_members((await member(request)).seen))


async def _tension(request: Request, where: Where) -> Response:
    lang, key, archive = language_of(request), request.path_params["tension"], site_of(request).archive
    in_order = BETWEEN_SIDES.join(sorted(key.split(BETWEEN_SIDES)))
    if in_order != key:
        return RedirectResponse(where.tension(in_order), status_code=301)
    told = await archive.about("spanning", key, MOST_OF_ONE, where.scope)
    label = told.label
    _must_know(request, told)
    if label is None:
        raise PageError(404, "not_found")
    page = await _apart(
        request,
        lambda: archive_pages.tension_page(
            lang=lang,
            key=key,
            label=label,
            earlier=of_tension(_pairs(told.hits), key, archive.names),
            count=told.count,
            used=min(told.count, MOST_OF_ONE),
            standing=_standing(told.standing),
            names=archive.names,
            values=told.parts,
            where=where,
        ),
    )
    return HTMLResponse(page, headers=_headers(where))


def _must_know(request: Request, told: Told) -> None:
    """Raises PageError 503 where nothing is told of a choice while the archive is still being read: what is there but not read
    yet is not said to be missing.
    """
    if not told.count:
        _must_be_read(request, told.standing)


def _must_be_read(request: Request, standing: Standing) -> None:
    """Raises PageError 503 while the archive is still being read: a program that keeps what it reads would take what is not read
    yet for gone.
    """
    if not site_of(request).archive.is_read(standing):
        raise PageError(503, "archive_read", retry_after_s=READ_AGAIN_S)


def _headers(where: Where) -> dict[str, str] | None:
    """Search engines find what is everybody's alone."""
    return None if where.scope else INDEXED


def question_of(request: Request) -> Question:
    """What an address of the archive asks for."""
    given = request.query_params.multi_items()[:MOST_PAIRS]
    single = dict(reversed(given))
    return question(
        single.get("q", ""),
        given,
        FACET_IDS,
        order=_ORDERS.get(single.get("sorteer", ""), ""),
        page=single.get("pagina", ""),
        wide=single.get("alles", ""),
    )


async def _found(request: Request, asked: Question, lang: Language) -> Found:
    return await site_of(request).archive.find(asked, lang)


async def _apart(request: Request, draw: Callable[[], Drawn]) -> Drawn:
    return await site_of(request).archive.apart(draw)


def _pairs(hits: tuple[Hit, ...]) -> list[tuple[str, PublicReport]]:
    return [(hit.case_id, hit.public) for hit in hits]


def _standing(standing: Standing) -> archive_pages.Standing:
    return archive_pages.Standing(standing.count, standing.checked_ms)
