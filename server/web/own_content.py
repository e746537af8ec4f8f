# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an organisation keeps to open workshops with, for its members: sets of values and scripts, read by version, offered or
not. They are written in the forms of `own_values` and `scripts`, which keep them by `keep`.
"""

from collections.abc import Sequence
from typing import TypeVar

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import own_content_pages as pages
from board.keeping import Keeping
from organisation.members import commands as c
from organisation.members.policy import RIGHTS
from organisation.members.state import KeptScript, KeptValues
from server import access, content
from server.web.cases import rev_of
from server.web.forms import form_of, text_of, toml_file
from server.web.languages import language_of
from server.web.membership import Membership, member, membership, own
from server.web.organisations import ask_with
from server.web.site import PageError, see_other, site_of
from sessions.authoring.own_values import write_own_values
from sessions.authoring.script_toml import write_script
from sessions.material.framework import Framework
from sessions.model.codes import Refusal

Version = TypeVar("Version")
KEEP = "keep:"
"""How the buttons begin that keep what a form holds; behind it stands the id of an organisation."""


async def show(request: Request) -> Response:
    """GET …/eigen: the sets of values and the scripts of an organisation."""
    found = await member(request)
    page = await site_of(request).apart.run(
        lambda: pages.own_content_page(lang=language_of(request), seen=found.seen, base=base_framework())
    )
    return HTMLResponse(page)


async def show_values(request: Request) -> Response:
    """GET …/waarden/<values>: a set, its newest version or `?versie=<number>`."""
    found = await member(request)
    kept = _values(found, request.path_params["values"])
    page = pages.kept_values_page(
        lang=language_of(request),
        seen=found.seen,
        kept=kept,
        shown=_chosen(request, kept.versions, [each.own.version for each in kept.versions]),
        base=base_framework(),
        saved=request.query_params.get("bewaard") == "1",
        mark=access.new_secret(),
    )
    return HTMLResponse(page)


async def values_file(request: Request) -> Response:
    """GET …/waarden/<values>/bestand: the same as TOML."""
    kept = _values(await member(request), request.path_params["values"])
    shown = _chosen(request, kept.versions, [each.own.version for each in kept.versions])
    return toml_file(write_own_values(shown.own), shown.own.id)


async def offer_values(request: Request) -> Response:
    """POST …/waarden/<values>/aanbod: offered for new workshops, or no more."""
    values_id = request.path_params["values"]
    return await _offer(request, c.OfferValues(values_id, await _wants_offered(request)), f"waarden/{values_id}")


async def show_script(request: Request) -> Response:
    """GET …/draaiboeken/<script>: a script, its newest version or `?versie=<number>`."""
    found = await member(request)
    kept = _script(found, request.path_params["script"])
    page = pages.kept_script_page(
        lang=language_of(request),
        seen=found.seen,
        kept=kept,
        shown=_chosen(request, kept.versions, [each.script.version for each in kept.versions]),
        saved=request.query_params.get("bewaard") == "1",
        mark=access.new_secret(),
    )
    return HTMLResponse(page)


async def script_file(request: Request) -> Response:
    """GET …/draaiboeken/<script>/bestand: the same as TOML."""
    kept = _script(await member(request), request.path_params["script"])
    shown = _chosen(request, kept.versions, [each.script.version for each in kept.versions])
    return toml_file(write_script(shown.script), shown.script.id)


async def offer_script(request: Request) -> Response:
    """POST …/draaiboeken/<script>/aanbod: offered for new workshops, or no more."""
    script_id = request.path_params["script"]
    return await _offer(request, c.OfferScript(script_id, await _wants_offered(request)), f"draaiboeken/{script_id}")


async def to_page(request: Request) -> Response:
    """GET of an address that a form is sent to: the page with the form."""
    return see_other(request.url.path.removesuffix("/aanbod"))


async def keepers(request: Request, command: type[c.KeepValues | c.KeepScript]) -> list[tuple[str, str]]:
    """The organisations, id and name, in which this browser may keep something of this kind."""
    return [
        (found.organisation.id, found.organisation.name) for found in await own(request) if found.viewer.role in RIGHTS[command]
    ]


async def keeping_of(request: Request, form: FormData, command: type[c.KeepValues | c.KeepScript]) -> Keeping:
    """Where what a form holds can be kept, and where it is kept already."""
    ours = await keepers(request, command)
    of = text_of(form, "keep_of")
    # Who is no member any more keeps it as a new one, elsewhere.
    if not any(of == each for each, _ in ours):
        return Keeping(ours)
    return Keeping(ours, of, rev_of(form, "keep_version"))


async def kept_values_of(request: Request, wanted: str) -> tuple[KeptValues, Keeping]:
    """The set "<organisation>/<values>", to be changed. Raises PageError 404 for whoever may not, and when there is none."""
    found, values_id = await _writer(request, wanted, c.KeepValues)
    kept = found.organisation.values.get(values_id)
    if kept is None:
        raise PageError(404, "not_found")
    return kept, Keeping(await keepers(request, c.KeepValues), found.organisation.id, kept.latest.own.version)


async def kept_script_of(request: Request, wanted: str) -> tuple[KeptScript, Keeping]:
    """The same of a script."""
    found, script_id = await _writer(request, wanted, c.KeepScript)
    kept = found.organisation.scripts.get(script_id)
    if kept is None:
        raise PageError(404, "not_found")
    return kept, Keeping(await keepers(request, c.KeepScript), found.organisation.id, kept.latest.script.version)


async def keep(request: Request, organisation_id: str, command: c.KeepValues | c.KeepScript, mark: str) -> Refusal | None:
    """Keep a version; None when it is kept. Raises PageError 403 for whoever may not."""
    found = await membership(request, organisation_id)
    if found is None or found.viewer.role not in RIGHTS[type(command)]:
        raise PageError(403, "not_allowed")
    return await ask_with(request, found, command, mark)


def base_framework() -> Framework:
    """The framework whose foundations own values stand under: that of the script that is offered first."""
    return content.framework(content.scripts()[0].framework)


async def _writer(request: Request, wanted: str, command: type[c.KeepValues | c.KeepScript]) -> tuple[Membership, str]:
    organisation_id, _, its_id = wanted.partition("/")
    found = await membership(request, organisation_id)
    if found is None or found.viewer.role not in RIGHTS[command]:
        raise PageError(404, "not_found")
    return found, its_id


def _values(found: Membership, values_id: str) -> KeptValues:
    kept = next((each for each in found.seen.values if each.latest.own.id == values_id), None)
    if kept is None:
        raise PageError(404, "not_found")
    return kept


def _script(found: Membership, script_id: str) -> KeptScript:
    kept = next((each for each in found.seen.scripts if each.latest.script.id == script_id), None)
    if kept is None:
        raise PageError(404, "not_found")
    return kept


def _chosen(request: Request, versions: Sequence[Version], numbers: Sequence[int]) -> Version:
    """The version of the address, the newest without one. Raises PageError 404 when there is none."""
    wanted = request.query_params.get("versie", "")
    if not wanted:
        return versions[-1]
    found = next((version for version, number in zip(versions, numbers, strict=True) if str(number) == wanted), None)
    if found is None:
        raise PageError(404, "not_found")
    return found


async def _wants_offered(request: Request) -> bool:
    return text_of(await form_of(request), "is_offered") == "on"


async def _offer(request: Request, command: c.OfferValues | c.OfferScript, path: str) -> Response:
    found = await member(request)
    refusal = await ask_with(request, found, command, text_of(await form_of(request), "mark"))
    if refusal is not None:
        raise PageError(404 if refusal.code == "unknown_item" else 422, refusal.code)
    return see_other(f"/organisatie/{found.organisation.id}/{path}?bewaard=1")
