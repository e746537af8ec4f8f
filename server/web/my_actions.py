# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""All actions whose links one browser holds: for whoever has several."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board.reach_pages import my_actions_page
from organisation.dossier.seen import HeldAction, view
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import Viewer
from organisation.strategy.seen import view as task_view
from organisation.strategy.viewer import Viewer as Task
from server import access
from server.web.doors import cookie_id, is_viewer
from server.web.languages import language_of
from server.web.site import site_of
from server.web.strategy_held import holds, organisations_in

MAX_CASES = 20
"""Of one browser; a list of more is no help to anybody."""
_HASH_CHARACTERS = 16


async def show(request: Request) -> Response:
    """GET /mijn-acties."""
    held: list[HeldAction] = []
    for case_id in _cases(request):
        dossier = await site_of(request).dossiers.get(case_id)
        if dossier is not None:
            holders = [Viewer("holder", action.id) for action in dossier.living]
            seen = (view(dossier, who).held for who in holders if _is_held(request, dossier, who))
            held += [each for each in seen if each is not None]
    for organisation_id in organisations_in(request)[:MAX_CASES]:
        strategy = await site_of(request).strategies.get(organisation_id)
        if strategy is not None:
            tasks = (Task("holder", action_id) for action_id in strategy.actions)
            told = (task_view(strategy, who).held for who in tasks if holds(request, strategy, who))
            held += [each for each in told if each is not None]
    lang = held[0].language if held else language_of(request)
    return HTMLResponse(my_actions_page(lang=lang, held=sorted(held, key=lambda each: each.next_day or "9999")))


def _cases(request: Request) -> list[str]:
    """The cases that the cookies of this browser are about."""
    found: dict[str, None] = {}
    for kept_id in access.ids_in(request.cookies, "action"):
        case_id, _, rest = kept_id.rpartition("_")
        if case_id and len(rest) == _HASH_CHARACTERS:
            found[case_id] = None
    return list(found)[:MAX_CASES]


def _is_held(request: Request, dossier: Dossier, who: Viewer) -> bool:
    # Most are not: no secret is compared for them.
    held = access.secret_in(request.cookies, "action", cookie_id(dossier, who.action_id))
    return bool(held) and is_viewer(request, dossier, who)
