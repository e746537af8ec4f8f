# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an organisation keeps to open workshops with, for its members: sets of values and scripts, read by version, offered or
not. They are written in the forms of `own_values` and `scripts`, which keep them by `keep`.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import own_content_pages as pages
from board.case_pages import Typed
from board.keeping import Keeping
from organisation.members import commands as c
from organisation.members.policy import RIGHTS
from organisation.members.state import KeptKind, KeptScript, KeptValues, ScriptVersion, ValuesVersion
from server import access, content
from server.web.cases import rev_of
from server.web.forms import form_of, not_offered, one_of, text_of, toml_file
from server.web.giving_back import FormRefused
from server.web.languages import language_of
from server.web.membership import Membership, member, membership, own, too_low
from server.web.organisations import ask_with
from server.web.site import PageError, see_other, site_of
from sessions.authoring.own_values import write_own_values
from sessions.authoring.script_toml import write_script
from sessions.material.framework import Framework
from sessions.model.codes import Refusal

Kept = TypeVar("Kept", KeptValues, KeptScript)
Version = TypeVar("Version", ValuesVersion, ScriptVersion)
_PATHS: dict[KeptKind, str] = {"values": "waarden", "scripts": "draaiboeken"}
KEEP = "keep:"
"""How the buttons begin that keep what a form holds; behind it stands the id of an organisation."""


async def show(request: Request) -> Response:
    """GET …/eigen: the sets of values and the scripts of an organisation."""
    found = await member(request)
    page = await site_of(request).apart.run(
        lambda: pages.own_content_page(
            lang=language_of(request),
            seen=found.seen,
            base=base_framework(),
            saved=request.query_params.get("bewaard") == "1",
        )
    )
    return HTMLResponse(page)


async def show_values(request: Request) -> Response:
    """GET …/waarden/<values>: a set, its newest version or `?versie=<number>`."""
    return HTMLResponse(await values_again(request))


async def values_again(request: Request, _typed: Typed | None = None) -> str:
    """The same, with a form that was not kept."""
    found = await member(request)
    kept = _kept_values(found, request.path_params["values"])
    return pages.kept_values_page(
        lang=language_of(request),
        seen=found.seen,
        kept=kept,
        shown=_chosen(request, kept.versions),
        base=base_framework(),
        saved=request.query_params.get("bewaard") == "1",
        mark=access.new_secret(),
    )


async def values_file(request: Request) -> Response:
    """GET …/waarden/<values>/bestand: the same as TOML."""
    shown = _chosen(request, _kept_values(await member(request), request.path_params["values"]).versions)
    return toml_file(write_own_values(shown.own), shown.own.id)


async def show_script(request: Request) -> Response:
    """GET …/draaiboeken/<script>: a script, its newest version or `?versie=<number>`."""
    return HTMLResponse(await script_again(request))


async def script_again(request: Request, _typed: Typed | None = None) -> str:
    """The same, with a form that was not kept."""
    found = await member(request)
    kept = _kept_script(found, request.path_params["script"])
    return pages.kept_script_page(
        lang=language_of(request),
        seen=found.seen,
        kept=kept,
        shown=_chosen(request, kept.versions),
        saved=request.query_params.get("bewaard") == "1",
        mark=access.new_secret(),
    )


async def script_file(request: Request) -> Response:
    """GET …/draaiboeken/<script>/bestand: the same as TOML."""
    shown = _chosen(request, _kept_script(await member(request), request.path_params["script"]).versions)
    return toml_file(write_script(shown.script), shown.script.id)


async def offer(request: Request) -> Response:
    """POST …/waarden/<values>/aanbod and …/draaiboeken/<script>/aanbod: offered for new workshops, or no more."""
    kind, its_id = _of_address(request)
    is_offered = one_of(await form_of(request), "is_offered", ("on",), "") == "on"
    command = c.OfferValues(its_id, is_offered) if kind == "values" else c.OfferScript(its_id, is_offered)
    return await _changed(request, command, f"{_PATHS[kind]}/{its_id}?bewaard=1")


async def drop(request: Request) -> Response:
    """POST …/waarden/<values>/weg and …/draaiboeken/<script>/weg: the version of the field `version` goes, which is not the
    newest, or all of it without one.
    """
    kind, its_id = _of_address(request)
    form = await form_of(request)
    version, typed = rev_of(form, "version"), text_of(form, "version")
    if typed and not version:
        # Nonsense is not all of it.
        raise not_offered("version")
    path = f"{_PATHS[kind]}/{its_id}?bewaard=1" if version else "eigen?bewaard=1"
    return await _changed(request, c.DropKept(kind, its_id, rev_of(form, "base_version"), version), path)


async def to_page(request: Request) -> Response:
    """GET of an address that a form is sent to: the page with the form."""
    return see_other(request.url.path.rpartition("/")[0])


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
    found, its_id = await _writer(request, wanted, c.KeepValues)
    return await _with_keeping(request, found, _kept_values(found, its_id), c.KeepValues)


async def kept_script_of(request: Request, wanted: str) -> tuple[KeptScript, Keeping]:
    """The same of a script."""
    found, its_id = await _writer(request, wanted, c.KeepScript)
    return await _with_keeping(request, found, _kept_script(found, its_id), c.KeepScript)


async def keep(request: Request, organisation_id: str, command: c.KeepValues | c.KeepScript, mark: str) -> Refusal | None:
    """Keep a version; None when it is kept. Raises PageError 403 for whoever may not."""
    found = await member(request, of=organisation_id)
    if found.viewer.role not in RIGHTS[type(command)]:
        raise too_low(found, RIGHTS[type(command)])
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


async def _with_keeping(
    request: Request, found: Membership, kept: Kept, command: type[c.KeepValues | c.KeepScript]
) -> tuple[Kept, Keeping]:
    return kept, Keeping(await keepers(request, command), found.organisation.id, kept.latest.thing.version)


def _kept_values(found: Membership, its_id: str) -> KeptValues:
    return _by_id(found.organisation.values, its_id)


def _kept_script(found: Membership, its_id: str) -> KeptScript:
    return _by_id(found.organisation.scripts, its_id)


def _by_id(kept: Mapping[str, Kept], its_id: str) -> Kept:
    """What an organisation keeps by an id. Raises PageError 404."""
    if its_id not in kept:
        raise PageError(404, "not_found")
    return kept[its_id]


def _chosen(request: Request, versions: Sequence[Version]) -> Version:
    """The version of the address, the newest without one. Raises PageError 404 when there is none."""
    wanted = request.query_params.get("versie", "")
    if not wanted:
        return versions[-1]
    found = next((each for each in versions if str(each.thing.version) == wanted), None)
    if found is None:
        raise PageError(404, "not_found")
    return found


def _of_address(request: Request) -> tuple[KeptKind, str]:
    """Which kind of thing the address is of, and its id."""
    values_id = request.path_params.get("values")
    return ("values", values_id) if values_id is not None else ("scripts", request.path_params["script"])


async def _changed(request: Request, command: c.OfferValues | c.OfferScript | c.DropKept, path: str) -> Response:
    found = await member(request)
    refusal = await ask_with(request, found, command, text_of(await form_of(request), "mark"))
    if refusal is not None:
        raise PageError(404, refusal.code) if refusal.code == "unknown_item" else FormRefused(refusal)
    return see_other(f"/organisatie/{found.organisation.id}/{path}")
