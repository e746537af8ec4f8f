# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Actions that belong to each other, for the regievoerder: lifted to the organisation, or told once more by a later workshop."""

from starlette.requests import Request
from starlette.responses import Response

from organisation.dossier import commands as c
from server.web.case_actions import action_of, coordinators_answer
from server.web.cases import ask, coordinated, rev_of
from server.web.forms import form_of, text_of


async def lift(request: Request) -> Response:
    """POST …/organisatie: the organisation takes it up too."""
    return await _linked(request, c.LiftAction(request.path_params["action"], rev_of(await form_of(request))))


async def lower(request: Request) -> Response:
    """POST …/project: not after all."""
    return await _linked(request, c.LowerAction(request.path_params["action"], rev_of(await form_of(request))))


async def join(request: Request) -> Response:
    """POST …/zelfde: it is another one of the case, told once more."""
    form = await form_of(request)
    return await _linked(request, c.JoinAction(request.path_params["action"], rev_of(form), text_of(form, "into_id")))


async def part(request: Request) -> Response:
    """POST …/ander: not after all."""
    return await _linked(request, c.PartAction(request.path_params["action"], rev_of(await form_of(request))))


async def _linked(request: Request, command: c.Command) -> Response:
    dossier = await coordinated(request)
    action = action_of(request, dossier)
    refusal = await ask(request, dossier, command)
    return coordinators_answer(dossier, action, refusal, "linked")
