# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the archive: everybody's, and within an organisation."""

from starlette.routing import Route

from server.web import archive, archive_exchange, earlier

_INTERN = "/organisatie/{organisation}/archief"

ROUTES = (
    Route("/archief", archive.show),
    Route("/archief.json", archive.as_json),
    Route("/archief.atom", archive.as_atom),
    Route("/archief/waarde", archive.show_values),
    Route("/archief/waarde/{value}", archive.show_value),
    Route("/archief/spanning/{tension}", archive.show_tension),
    Route(_INTERN, archive.show_intern),
    Route(f"{_INTERN}/waarde", archive.show_intern_values),
    Route(f"{_INTERN}/waarde/{{value}}", archive.show_intern_value),
    Route(f"{_INTERN}/spanning/{{tension}}", archive.show_intern_tension),
    Route("/archief/meenemen.json", archive_exchange.give),
    Route("/archief/inlezen", archive_exchange.show_taking),
    Route("/archief/inlezen", archive_exchange.take, methods=["POST"]),
    Route(f"{_INTERN}/meenemen.json", archive_exchange.give_intern),
    Route(f"{_INTERN}/weg", archive_exchange.take_away, methods=["POST"]),
    Route("/sitemap.xml", archive.sitemap),
    Route("/eerder/{session}.json", earlier.show),
)
