# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""All actions whose links one browser holds: for whoever has several."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board.reach_pages import HeldHere, my_actions_page
from server.web.cases import cookie_id, holds
from server.web.languages import language_of
from server.web.site import site_of

MAX_CASES = 20
"""Of one browser; a list of more is no help to anybody."""
_NAMES = ("__Host-wb_action_", "wb_action_")
_HASH_CHARACTERS = 16


async def show(request: Request) -> Response:
    """GET /mijn-acties."""
    held = []
    for case_id in _cases(request):
        dossier = await site_of(request).dossiers.get(case_id)
        if dossier is not None:
            held += [HeldHere(dossier, action) for action in dossier.living]
    kept = [each for each in held if _is_held(request, each)]
    lang = kept[0].dossier.language if kept else language_of(request)
    return HTMLResponse(my_actions_page(lang=lang, held=sorted(kept, key=lambda each: each.day or "9999")))


def _cases(request: Request) -> list[str]:
    """The cases that the cookies of this browser are about."""
    found: dict[str, None] = {}
    for name in request.cookies:
        for prefix in _NAMES:
            case_id, _, rest = name.removeprefix(prefix).rpartition("_")
            if name.startswith(prefix) and case_id and len(rest) == _HASH_CHARACTERS:
                found[case_id] = None
    return list(found)[:MAX_CASES]


def _is_held(request: Request, here: HeldHere) -> bool:
    kept_id = cookie_id(here.dossier, here.action.id)
    # Most are not: no secret is compared for them.
    return any(f"{prefix}{kept_id}" in request.cookies for prefix in _NAMES) and holds(request, here.dossier, here.action.id)
