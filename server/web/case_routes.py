# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of a case for whoever watches over it, holds an action, or looks a second time."""

from starlette.routing import Route

from server.web import (
    case_actions,
    case_erasing,
    case_feeds,
    case_files,
    case_linking,
    case_mail,
    case_messages,
    case_overview,
    cases,
    my_actions,
    publishing,
    reports,
    status,
    taking_in,
)
from server.web.giving_back import form_route

FORMS_OF_CASES = (
    *(
        f"/zaak/{{case}}/{form}"
        for form in ("bij", "bewaren", "regievoerder", "gesprek", "vragen", "stap", "acties", "adres", "terugzetten")
    ),
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
FORMS_OF_CHECKING = ("/meekijken/{case}/akkoord", "/meekijken/{case}/opmerking")
"""Addresses that forms are sent to and that show no page: whoever loads one again comes to the page with the form."""

ROUTES: tuple[Route, ...] = (
    Route("/zaak/{case}", cases.show_case),
    Route("/zaak/{case}", cases.unlock_case, methods=["POST"]),
    Route("/zaak/{case}/bestanden", case_files.show_files),
    Route("/zaak/{case}/bestanden/acties.ods", case_files.actions_ods),
    Route("/zaak/{case}/bestanden/acties.csv", case_files.actions_csv),
    Route("/zaak/{case}/bestanden/acties.ics", case_files.days),
    Route("/zaak/{case}/bestanden/zaak.json", case_files.case_json),
    Route("/zaak/{case}/bestanden/poster/{number}/{file}", case_files.poster_file),
    *(Route(f"/zaak/{{case}}/verslag/{name}", made) for name, made in case_files.OF_A_CASE.items()),
    Route("/zaak/{case}/wissen", case_erasing.ask_first),
    form_route("/zaak/{case}/wissen", case_erasing.erase, case_erasing.again),
    Route("/zaak/{case}/terugzetten", case_erasing.take_back, methods=["POST"]),
    Route("/zaak/{case}/prullenbak", case_erasing.show_bin),
    Route("/zaak/{case}/prullenbak", case_erasing.empty_bin, methods=["POST"]),
    form_route("/zaak/{case}/bij", taking_in.take_case, cases.case_again, "organisation"),
    form_route("/zaak/{case}/regievoerder", cases.set_coordinator, cases.case_again, "coordinator"),
    form_route("/zaak/{case}/gesprek", cases.set_appointment, cases.case_again, "appointment"),
    form_route("/zaak/{case}/vragen", cases.answer, cases.case_again, "talk"),
    form_route("/zaak/{case}/stap", cases.set_done, cases.case_again, "path"),
    form_route("/zaak/{case}/acties", cases.add_action, cases.case_again, "new-action"),
    Route("/zaak/{case}/actie/{action}", case_actions.show_action),
    form_route("/zaak/{case}/actie/{action}", case_actions.put_action, case_actions.action_again, "plan"),
    form_route("/zaak/{case}/actie/{action}/stand", case_actions.report, case_actions.action_again, "progress"),
    form_route("/zaak/{case}/actie/{action}/link", case_actions.make_link, case_actions.action_again, "link"),
    form_route("/zaak/{case}/actie/{action}/link/intrekken", case_actions.revoke_link, case_actions.action_again, "link"),
    form_route("/zaak/{case}/actie/{action}/organisatie", case_linking.lift, case_actions.action_again, "linked"),
    form_route("/zaak/{case}/actie/{action}/project", case_linking.lower, case_actions.action_again, "linked"),
    form_route("/zaak/{case}/actie/{action}/zelfde", case_linking.join, case_actions.action_again, "linked"),
    form_route("/zaak/{case}/actie/{action}/ander", case_linking.part, case_actions.action_again, "linked"),
    form_route("/zaak/{case}/bewaren", taking_in.hold_case, cases.case_again, "hold"),
    Route("/actie/{case}/{action}", case_actions.show_held),
    Route("/actie/{case}/{action}", case_actions.unlock_held, methods=["POST"]),
    form_route("/actie/{case}/{action}/stand", case_actions.report_held, case_actions.held_again, "progress"),
    form_route("/actie/{case}/{action}/terug", case_actions.take_back_held, case_actions.held_again, "undo"),
    Route("/actie/{case}/{action}/agenda.ics", case_actions.held_calendar),
    Route("/mijn-acties", my_actions.show),
    form_route("/zaak/{case}/adres", case_mail.set_own_address, cases.case_again, "address"),
    form_route("/zaak/{case}/actie/{action}/adres", case_mail.set_address, case_actions.action_again, "address"),
    form_route("/zaak/{case}/actie/{action}/mail", case_mail.ask_mail, case_actions.action_again, "link"),
    form_route("/actie/{case}/{action}/mail", case_mail.held_mail, case_actions.held_again, "mail"),
    Route("/geen-mail/{case}/{whom}/{secret}", case_mail.show_stop),
    Route("/geen-mail/{case}/{whom}/{secret}", case_mail.stop, methods=["POST"]),
    Route("/agenda/{case}/{secret}.ics", case_feeds.feed),
    Route("/zaak/{case}/gesprek.ics", case_feeds.talk_file),
    Route("/zaak/{case}/overzicht", case_overview.show),
    Route("/zaak/{case}/berichten", case_messages.show),
    form_route("/zaak/{case}/berichten", case_messages.publish, case_messages.again, "new"),
    form_route(
        "/zaak/{case}/berichten/{message}/verbeteren", case_messages.correct, case_messages.again, case_messages.of_message
    ),
    form_route(
        "/zaak/{case}/berichten/{message}/intrekken", case_messages.withdraw, case_messages.again, case_messages.of_message
    ),
    Route("/zaak/{case}/berichten/{message}/{form}", case_messages.to_page),
    Route("/stand/{case}/{key}", status.show),
    Route("/stand/{case}/{key}/berichten.atom", status.atom),
    Route("/stand/{case}/{key}/dagen.ics", status.calendar),
    *(Route(path, cases.to_page) for path in FORMS_OF_CASES),
    Route("/zaak/{case}/verslag", reports.show_report),
    Route("/zaak/{case}/verslag/bekijk", reports.show_reading),
    form_route("/zaak/{case}/verslag/stand", reports.take_step, reports.again, "stage"),
    form_route("/zaak/{case}/verslag/lezers", reports.make_readers_link, reports.again, "readers"),
    form_route("/zaak/{case}/verslag/lezers/intrekken", reports.revoke_readers_link, reports.again, "readers"),
    Route("/zaak/{case}/verslag/rij/{row}", reports.show_row),
    form_route("/zaak/{case}/verslag/rij/{row}", reports.write_row, reports.row_again, "text"),
    form_route("/zaak/{case}/verslag/rij/{row}/bron", reports.follow_source, reports.row_again, "text"),
    form_route("/zaak/{case}/verslag/rij/{row}/opmerking", reports.add_comment, reports.row_again, "comment"),
    form_route("/zaak/{case}/verslag/rij/{row}/opmerking/weg", reports.remove_comment, reports.row_again, "comment"),
    Route("/zaak/{case}/verslag/openbaar", publishing.show_publishing),
    form_route("/zaak/{case}/verslag/openbaar", publishing.publish, publishing.again, "public"),
    Route("/zaak/{case}/verslag/openbaar/bekijk", publishing.show_candidate),
    form_route("/zaak/{case}/verslag/openbaar/weglakken", publishing.redact, publishing.again, publishing.of_words),
    form_route("/zaak/{case}/verslag/openbaar/naam", publishing.keep_name, publishing.again, "names"),
    form_route("/zaak/{case}/verslag/openbaar/namen", publishing.review_names, publishing.again, "names"),
    form_route("/zaak/{case}/verslag/openbaar/ingelicht", publishing.set_informed, publishing.again, "informed"),
    form_route("/zaak/{case}/verslag/openbaar/meekijker", publishing.make_checkers_link, publishing.again, "checker"),
    form_route("/zaak/{case}/verslag/openbaar/meekijker/intrekken", publishing.revoke_checkers_link, publishing.again, "checker"),
    form_route("/zaak/{case}/verslag/openbaar/intrekken", publishing.withdraw, publishing.again, "public"),
    *(Route(path, reports.to_report) for path in FORMS_OF_REPORTS),
    Route("/meekijken/{case}", publishing.show_checking),
    Route("/meekijken/{case}", publishing.unlock_checking, methods=["POST"]),
    form_route("/meekijken/{case}/akkoord", publishing.approve, publishing.checking_again, "approve"),
    form_route("/meekijken/{case}/opmerking", publishing.comment_checking, publishing.checking_again, "comment"),
    *(Route(path, publishing.to_checking) for path in FORMS_OF_CHECKING),
)
