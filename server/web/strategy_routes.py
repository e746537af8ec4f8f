# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of CODIO Strategie."""

from starlette.routing import Route

from server.web import strategy, strategy_actions, strategy_analyses, strategy_files, strategy_held, strategy_values
from server.web.strategy_files import KINDS

_OF = "/strategie/{organisation}"
_HELD = "/organisatieactie/{organisation}/{action}"

ROUTES: tuple[Route, ...] = (
    Route(_OF, strategy.show),
    Route(f"{_OF}/begin", strategy.to_page),
    Route(f"{_OF}/begin", strategy.begin, methods=["POST"]),
    Route(f"{_OF}/mensen", strategy.to_page),
    Route(f"{_OF}/mensen", strategy.set_people, methods=["POST"]),
    Route(f"{_OF}/stand", strategy.to_page),
    Route(f"{_OF}/stand", strategy.take_step, methods=["POST"]),
    Route(f"{_OF}/fase/{{phase}}", strategy.show_phase),
    Route(f"{_OF}/fase/{{phase}}", strategy.write_phase, methods=["POST"]),
    Route(f"{_OF}/lees", strategy.show_reading),
    Route(f"{_OF}/lees/{{version}}", strategy.show_version),
    Route(f"{_OF}/waarden", strategy_values.show),
    Route(f"{_OF}/waarden", strategy_values.add, methods=["POST"]),
    Route(f"{_OF}/waarden/{{listed}}", strategy_values.show_one),
    Route(f"{_OF}/waarden/{{listed}}", strategy_values.change, methods=["POST"]),
    Route(f"{_OF}/waarden/{{listed}}/weg", strategy_values.to_list),
    Route(f"{_OF}/waarden/{{listed}}/weg", strategy_values.remove, methods=["POST"]),
    Route(f"{_OF}/acties", strategy_actions.show),
    Route(f"{_OF}/acties", strategy_actions.add, methods=["POST"]),
    Route(f"{_OF}/acties/uit-projecten", strategy_actions.show_offered),
    Route(f"{_OF}/acties/uit-projecten", strategy_actions.take_up, methods=["POST"]),
    Route(f"{_OF}/acties/{{action}}", strategy_actions.show_one),
    Route(f"{_OF}/acties/{{action}}", strategy_actions.change, methods=["POST"]),
    Route(f"{_OF}/acties/{{action}}/stand", strategy_actions.to_action),
    Route(f"{_OF}/acties/{{action}}/stand", strategy_actions.report, methods=["POST"]),
    Route(f"{_OF}/acties/{{action}}/los", strategy_actions.to_action),
    Route(f"{_OF}/acties/{{action}}/los", strategy_actions.unlink, methods=["POST"]),
    Route(f"{_OF}/acties/{{action}}/link", strategy_actions.to_action),
    Route(f"{_OF}/acties/{{action}}/link", strategy_held.make_link, methods=["POST"]),
    Route(f"{_OF}/acties/{{action}}/link/intrekken", strategy_actions.to_action),
    Route(f"{_OF}/acties/{{action}}/link/intrekken", strategy_held.revoke_link, methods=["POST"]),
    Route("/organisatieactie/{organisation}/agenda/{secret}.ics", strategy_held.feed),
    Route(_HELD, strategy_held.show),
    Route(_HELD, strategy_held.unlock, methods=["POST"]),
    Route(f"{_HELD}/stand", strategy_held.to_page),
    Route(f"{_HELD}/stand", strategy_held.report, methods=["POST"]),
    Route(f"{_HELD}/terug", strategy_held.to_page),
    Route(f"{_HELD}/terug", strategy_held.take_back, methods=["POST"]),
    Route(f"{_HELD}/agenda.ics", strategy_held.calendar),
    Route(f"{_OF}/analyse", strategy_analyses.show),
    Route(f"{_OF}/analyse", strategy_analyses.begin, methods=["POST"]),
    Route(f"{_OF}/analyse/{{analysis}}", strategy_analyses.show_one),
    Route(f"{_OF}/analyse/{{analysis}}", strategy_analyses.write, methods=["POST"]),
    Route(f"{_OF}/analyse/{{analysis}}/zaken", strategy_analyses.to_analysis),
    Route(f"{_OF}/analyse/{{analysis}}/zaken", strategy_analyses.select, methods=["POST"]),
    Route(f"{_OF}/analyse/{{analysis}}/stand", strategy_analyses.to_analysis),
    Route(f"{_OF}/analyse/{{analysis}}/stand", strategy_analyses.take_step, methods=["POST"]),
    Route(f"{_OF}/analyse/{{analysis}}/lees", strategy_analyses.show_reading),
    *(Route(f"{_OF}/analyse/{{analysis}}/analyse.{kind}", strategy_files.analysis_file, name=kind) for kind in KINDS),
    *(Route(f"{_OF}/lees/{{version}}/strategie.{kind}", strategy_files.strategy_file, name=kind) for kind in KINDS),
)
