# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every route of an organisation; which members may use it says a table in tests/server/web/test_two_organisations.py."""

from starlette.routing import Route

from server.web import members, organisations, own_content, taking_in
from server.web.giving_back import form_route

FORMS_OF_ORGANISATIONS = (
    *(f"/organisatie/{{organisation}}/{form}" for form in ("naam", "vergeten")),
    "/organisatie/{organisation}/workshops/{session}/los",
    *(f"/organisatie/{{organisation}}/leden/{{member}}{form}" for form in ("", "/link", "/weg")),
)
"""Addresses that forms are sent to and that show no page: whoever loads one again comes to the page with the form."""
KEPT = {
    "/organisatie/{organisation}/waarden/{values}": own_content.values_again,
    "/organisatie/{organisation}/draaiboeken/{script}": own_content.script_again,
}
"""What an organisation keeps, and its page; forms are sent to addresses below."""

ROUTES: tuple[Route, ...] = (
    Route("/organisatie", organisations.show_opening),
    form_route("/organisatie", organisations.open_one, organisations.opening_page, "open"),
    Route("/organisatie/{organisation}", organisations.show),
    Route("/organisatie/{organisation}", organisations.unlock, methods=["POST"]),
    Route("/organisatie/{organisation}/zaken", organisations.show_cases),
    form_route("/organisatie/{organisation}/naam", organisations.rename, organisations.again, "name"),
    Route("/organisatie/{organisation}/vergeten", organisations.forget, methods=["POST"]),
    Route("/organisatie/{organisation}/leden", members.show_members),
    form_route("/organisatie/{organisation}/leden", members.add_member, members.members_again, "add"),
    form_route(
        "/organisatie/{organisation}/leden/{member}",
        members.put_member,
        members.members_again,
        members.of_member,
    ),
    form_route(
        "/organisatie/{organisation}/leden/{member}/link",
        members.renew_link,
        members.members_again,
        members.of_member,
    ),
    form_route(
        "/organisatie/{organisation}/leden/{member}/weg",
        members.remove_member,
        members.members_again,
        members.of_member,
    ),
    form_route(
        "/organisatie/{organisation}/workshops/{session}/los", taking_in.let_workshop_go, organisations.again, "workshops"
    ),
    Route("/organisatie/{organisation}/bewaren", organisations.show_terms),
    form_route("/organisatie/{organisation}/bewaren", organisations.set_terms, organisations.terms_again, "terms"),
    Route("/organisatie/{organisation}/eigen", own_content.show),
    Route("/organisatie/{organisation}/waarden/{values}", own_content.show_values),
    Route("/organisatie/{organisation}/waarden/{values}/bestand", own_content.values_file),
    Route("/organisatie/{organisation}/draaiboeken/{script}", own_content.show_script),
    Route("/organisatie/{organisation}/draaiboeken/{script}/bestand", own_content.script_file),
    *(form_route(f"{path}/aanbod", own_content.offer, page) for path, page in KEPT.items()),
    *(form_route(f"{path}/weg", own_content.drop, page) for path, page in KEPT.items()),
    *(Route(f"{path}/{form}", own_content.to_page) for path in KEPT for form in ("aanbod", "weg")),
    *(Route(path, organisations.to_page) for path in FORMS_OF_ORGANISATIONS),
)
