# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of CODIO Strategie."""

from starlette.routing import Route

from server.web import (
    strategy,
    strategy_actions,
    strategy_analyses,
    strategy_files,
    strategy_held,
    strategy_mail,
    strategy_values,
)
from server.web.giving_back import form_route
from server.web.strategy import for_writers
from server.web.strategy_files import KINDS

_OF = "/strategie/{organisation}"
_HELD = "/organisatieactie/{organisation}/{action}"

ROUTES: tuple[Route, ...] = (
    Route(_OF, strategy.show),
    Route(f"{_OF}/begin", strategy.to_page),
    Route(f"{_OF}/begin", strategy.begin, methods=["POST"]),
    Route(f"{_OF}/mensen", strategy.to_page),
    form_route(f"{_OF}/mensen", strategy.set_people, for_writers(strategy.overview), "people"),
    Route(f"{_OF}/stand", strategy.to_page),
    form_route(f"{_OF}/stand", strategy.take_step, for_writers(strategy.overview), "stage"),
    Route(f"{_OF}/fase/{{phase}}", strategy.show_phase),
    form_route(f"{_OF}/fase/{{phase}}", strategy.write_phase, for_writers(strategy.phase_page)),
    Route(f"{_OF}/lees", strategy.show_reading),
    Route(f"{_OF}/lees/{{version}}", strategy.show_version),
    Route(f"{_OF}/waarden", strategy_values.show),
    form_route(f"{_OF}/waarden", strategy_values.add, for_writers(strategy_values.list_page), "add"),
    Route(f"{_OF}/waarden/{{listed}}", strategy_values.show_one),
    form_route(f"{_OF}/waarden/{{listed}}", strategy_values.change, for_writers(strategy_values.value_page), "value"),
    Route(f"{_OF}/waarden/{{listed}}/weg", strategy_values.to_list),
    form_route(f"{_OF}/waarden/{{listed}}/weg", strategy_values.remove, for_writers(strategy_values.value_page), "remove"),
    Route(f"{_OF}/acties", strategy_actions.show),
    form_route(f"{_OF}/acties", strategy_actions.add, for_writers(strategy_actions.list_page), "add"),
    Route(f"{_OF}/acties/uit-projecten", strategy_actions.show_offered),
    form_route(f"{_OF}/acties/uit-projecten", strategy_actions.take_up, strategy_actions.offered_again),
    Route(f"{_OF}/acties/{{action}}", strategy_actions.show_one),
    form_route(f"{_OF}/acties/{{action}}", strategy_actions.change, for_writers(strategy_actions.action_page), "plan"),
    Route(f"{_OF}/acties/{{action}}/stand", strategy_actions.to_action),
    form_route(f"{_OF}/acties/{{action}}/stand", strategy_actions.report, for_writers(strategy_actions.action_page), "progress"),
    Route(f"{_OF}/acties/{{action}}/los", strategy_actions.to_action),
    form_route(f"{_OF}/acties/{{action}}/los", strategy_actions.unlink, for_writers(strategy_actions.action_page), "origins"),
    Route(f"{_OF}/acties/{{action}}/link", strategy_actions.to_action),
    form_route(f"{_OF}/acties/{{action}}/link", strategy_held.make_link, for_writers(strategy_actions.action_page), "link"),
    Route(f"{_OF}/acties/{{action}}/link/intrekken", strategy_actions.to_action),
    form_route(
        f"{_OF}/acties/{{action}}/link/intrekken", strategy_held.revoke_link, for_writers(strategy_actions.action_page), "link"
    ),
    Route(f"{_OF}/acties/{{action}}/adres", strategy_actions.to_action),
    form_route(f"{_OF}/acties/{{action}}/adres", strategy_mail.set_address, for_writers(strategy_actions.action_page), "address"),
    Route(f"{_OF}/acties/{{action}}/mail", strategy_actions.to_action),
    form_route(f"{_OF}/acties/{{action}}/mail", strategy_mail.ask_mail, for_writers(strategy_actions.action_page), "link"),
    Route("/organisatieactie/{organisation}/agenda/{secret}.ics", strategy_held.feed),
    Route(_HELD, strategy_held.show),
    Route(_HELD, strategy_held.unlock, methods=["POST"]),
    Route(f"{_HELD}/stand", strategy_held.to_page),
    form_route(f"{_HELD}/stand", strategy_held.report, strategy_held.again, "progress"),
    Route(f"{_HELD}/terug", strategy_held.to_page),
    form_route(f"{_HELD}/terug", strategy_held.take_back, strategy_held.again, "undo"),
    Route(f"{_HELD}/mail", strategy_held.to_page),
    form_route(f"{_HELD}/mail", strategy_mail.held_mail, strategy_held.again, "mail"),
    Route("/geen-mail/organisatie/{organisation}/{action}/{secret}", strategy_mail.show_stop),
    Route("/geen-mail/organisatie/{organisation}/{action}/{secret}", strategy_mail.stop, methods=["POST"]),
    Route(f"{_HELD}/agenda.ics", strategy_held.calendar),
    Route(f"{_OF}/analyse", strategy_analyses.show),
    form_route(f"{_OF}/analyse", strategy_analyses.begin, for_writers(strategy_analyses.list_page), "begin"),
    Route(f"{_OF}/analyse/{{analysis}}", strategy_analyses.show_one),
    form_route(f"{_OF}/analyse/{{analysis}}", strategy_analyses.write, strategy_analyses.again),
    Route(f"{_OF}/analyse/{{analysis}}/zaken", strategy_analyses.to_analysis),
    form_route(f"{_OF}/analyse/{{analysis}}/zaken", strategy_analyses.select, strategy_analyses.again, "cases"),
    Route(f"{_OF}/analyse/{{analysis}}/stand", strategy_analyses.to_analysis),
    form_route(
        f"{_OF}/analyse/{{analysis}}/stand", strategy_analyses.take_step, strategy_analyses.again, strategy_analyses.of_step
    ),
    Route(f"{_OF}/analyse/{{analysis}}/lees", strategy_analyses.show_reading),
    *(Route(f"{_OF}/analyse/{{analysis}}/analyse.{kind}", strategy_files.analysis_file, name=kind) for kind in KINDS),
    *(Route(f"{_OF}/lees/{{version}}/strategie.{kind}", strategy_files.strategy_file, name=kind) for kind in KINDS),
)
