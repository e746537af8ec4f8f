# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses at which a report is read by those who do not write it."""

from starlette.routing import Route

from board import citing
from server.web import case_files, reading

ROUTES: tuple[Route, ...] = (
    Route("/lezen/{case}/verslag.pdf", case_files.internal_pdf),
    Route("/lezen/{case}/verslag.odt", case_files.internal_odt),
    Route("/lezen/{case}", reading.show_internal),
    Route("/lezen/{case}", reading.unlock_internal, methods=["POST"]),
    Route("/verslag/{case}", reading.show_public),
    *(Route(f"/verslag/{{case}}/{name}", made) for name, made in case_files.PUBLIC.items()),
    *(Route(f"/verslag/{{case}}/citaat.{kind}", reading.show_citation) for kind in citing.TYPES),
    Route("/verslag/{case}/{version}", reading.show_version),
)
