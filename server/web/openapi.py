# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`/openapi.json` and `/asyncapi.json`: what programs find here, made from the list of interfaces and the classes of the wire.

Served to everybody, also to pages of others, as the API Design Rules of the Dutch government ask (STD-02, STD-04).
"""

import json
import re
from functools import lru_cache
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from board.asyncapi import asyncapi
from board.below import below
from server import access
from server.web.accounts import HERE
from server.web.interfaces import API_VERSION, INTERFACES, JSON, PROBLEM, Door, Interface, Problem
from server.web.site import site_of
from sessions.model.viewer import HELD_ROLES

_HEADERS = {"access-control-allow-origin": "*", "cache-control": "public, max-age=3600"}
_REF = "#/components/schemas/{name}"
_ABOUT = (
    "What programs can read here. Pages and forms for people are not in it. Nothing here takes a key of its own: what is not "
    "public is opened by the cookie that a secret link leaves in a browser, or by a secret in the address. What goes wrong at an "
    "address of JSON is a problem (RFC 9457) with a `code`; elsewhere, and for a browser, it is a page."
)
_COOKIES: dict[Door, tuple[access.Kept, ...]] = {
    "workshop": HELD_ROLES,
    "case": ("case", "member", "account"),
    "reader": ("reader", "member", "account"),
    "holder": ("action",),
    "member": ("member", "account"),
    "task": ("task",),
}
"""Each of which opens a door; who reads what through it depends on the role, as on the pages."""
_KEPT: dict[access.Kept, tuple[str, str]] = {
    **{role: ("session", f"The link of a workshop: {role}") for role in HELD_ROLES},
    "case": ("case", "The link of a case"),
    "reader": ("case", "The link to read the report of a case"),
    "action": ("case", "The personal link of an action of a case; behind the id of the case stands that of the action"),
    "member": ("organisation", "The link of a member of an organisation"),
    "account": ("", "Who signed in with the account of his organisation; there is one"),
    "task": ("organisation", "The personal link of an action of an organisation; behind its id stands that of the action"),
}
"""Of each cookie of which id its name goes on with (empty for none), and who has it."""
_PARAMETERS = {
    "session": "Id of a workshop",
    "code": "The three words of a workshop",
    "case": "Id of a case",
    "organisation": "Id of an organisation",
    "action": "Id of an action",
    "secret": "A secret of an address that was given out",
    "key": "The key of a status page",
    "name": "Name and version, as zaak-1",
    "file": "Which file",
    "hash": "Hash of the content",
    "script": "Id of a script",
    "values": "Id of a set of values",
    "number": "Number, from 1",
    "version": "Number of the version",
    "analysis": "Number of the analysis",
    "role": "Whose board",
    "taal": "Language (ISO 639)",
    "q": "Words to search for",
    "sorteer": "Order",
    "pagina": "Number of the page",
    "alles": "The facet of which all choices are asked",
    "vanaf": "Where the file before this one ended",
    "versie": "Number of the fixed version, or nu",
    "waarde": "Id of a value; may stand there eight times",
    "routing": "Whether to send people to this worker",
}


async def show_openapi(request: Request) -> Response:
    """GET /openapi.json."""
    settings = site_of(request).settings
    return Response(openapi(settings.operator or "", settings.contact or "", below()), media_type=JSON, headers=_HEADERS)


async def show_asyncapi(_: Request) -> Response:
    """GET /asyncapi.json."""
    return Response(asyncapi(), media_type=JSON, headers=_HEADERS)


@lru_cache(maxsize=1)
def openapi(operator: str = "", contact: str = "", _below: str = "") -> bytes:
    """The description (OpenAPI 3.1), with whoever runs this server as its contact. Its cookies are called by where it stands."""
    shapes = [each.shape for each in INTERFACES if isinstance(each.shape, type)]
    told, schemas = msgspec.json.schema_components([*shapes, Problem], ref_template=_REF)
    of = dict(zip([*shapes, Problem], told, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for each in INTERFACES:
        paths.setdefault(each.path, {})[each.method] = _operation(each, of)
    info = {
        "title": "Waardenbord",
        "version": API_VERSION,
        "description": _ABOUT,
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        "contact": {"name": operator or "Waardenbord contributors", **({"email": contact} if contact else {})},
    }
    doors = {kept: _cookie(kept, *told) for kept, told in _KEPT.items()}
    document = {
        "openapi": "3.1.0",
        "info": info,
        # Beside this document, below whatever path the server stands.
        "servers": [{"url": "."}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": doors},
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _operation(each: Interface, of: dict[Any, Any]) -> dict[str, Any]:
    shape = each.shape if not isinstance(each.shape, type) else of[each.shape]
    content = {media: {"schema": shape} if shape is not None else {} for media in each.media}
    answers: dict[str, Any] = {"200": {"description": each.summary, "content": content}}
    if each.waits:
        answers["202"] = {"description": "It is being made: ask again in two seconds", "content": {"text/html": {}}}
    wrong = {PROBLEM: {"schema": of[Problem]}, "text/html": {}} if each.is_json else {"*/*": {}}
    answers["default"] = {"description": "What went wrong", "content": wrong}
    told: dict[str, Any] = {
        "operationId": _id(each),
        "summary": each.summary,
        "tags": [each.path.strip("/").partition("/")[0].partition(".")[0] or "well-known"],
        "parameters": [
            *(_parameter(name, "path") for name in re.findall(r"\{(\w+)\}", each.path)),
            *(_parameter(name, "query") for name in each.asks),
        ],
        "responses": answers,
        "security": [{kept: []} for kept in _COOKIES.get(each.door, ())],
    }
    if each.takes:
        told["requestBody"] = {"required": True, "content": {each.takes: {}}}
    return told


def _cookie(kept: access.Kept, goes_on: str, said: str) -> dict[str, str]:
    name = access.cookie_name(kept, "{" + goes_on + "}" if goes_on else HERE, https=True)
    about = f"{said}. Without https the name begins with wb_" + (", and what stands in braces is the id" if goes_on else "")
    return {"type": "apiKey", "in": "cookie", "name": name, "description": about}


def _id(each: Interface) -> str:
    return "_".join([each.method, *re.findall(r"\w+", each.path)])


def _parameter(name: str, where: str) -> dict[str, Any]:
    said = {"name": name, "in": where, "description": _PARAMETERS[name], "schema": {"type": "string"}}
    return {**said, "required": True} if where == "path" else said
