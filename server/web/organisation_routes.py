# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every route of an organisation; which members may use it says a table in tests/server/web/test_two_organisations.py."""

from starlette.routing import Route

from server.web import organisations, own_content, taking_in

FORMS_OF_ORGANISATIONS = (
    *(f"/organisatie/{{organisation}}/{form}" for form in ("naam", "vergeten")),
    "/organisatie/{organisation}/workshops/{session}/los",
    *(f"/organisatie/{{organisation}}/leden/{{member}}{form}" for form in ("", "/link", "/weg")),
)
"""Addresses that forms are sent to and that show no page: whoever loads one again comes to the page with the form."""
KEPT = ("/organisatie/{organisation}/waarden/{values}", "/organisatie/{organisation}/draaiboeken/{script}")
"""What an organisation keeps; forms are sent to addresses below."""

ROUTES: tuple[Route, ...] = (
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
    Route("/organisatie/{organisation}/workshops/{session}/los", taking_in.let_workshop_go, methods=["POST"]),
    Route("/organisatie/{organisation}/bewaren", organisations.show_terms),
    Route("/organisatie/{organisation}/bewaren", organisations.set_terms, methods=["POST"]),
    Route("/organisatie/{organisation}/eigen", own_content.show),
    Route("/organisatie/{organisation}/waarden/{values}", own_content.show_values),
    Route("/organisatie/{organisation}/waarden/{values}/bestand", own_content.values_file),
    Route("/organisatie/{organisation}/draaiboeken/{script}", own_content.show_script),
    Route("/organisatie/{organisation}/draaiboeken/{script}/bestand", own_content.script_file),
    *(Route(f"{path}/aanbod", own_content.offer, methods=["POST"]) for path in KEPT),
    *(Route(f"{path}/weg", own_content.drop, methods=["POST"]) for path in KEPT),
    *(Route(f"{path}/{form}", own_content.to_page) for path in KEPT for form in ("aanbod", "weg")),
    *(Route(path, organisations.to_page) for path in FORMS_OF_ORGANISATIONS),
)
