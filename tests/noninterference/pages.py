# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page, file and answer over HTTP, as bytes from a plain socket. The routes are the application's own, new ones too."""

from __future__ import annotations

import asyncio
import re
from functools import cache, reduce
from itertools import product
from typing import Any, cast
from unittest.mock import Mock
from urllib.parse import urlencode, urlsplit

from msgspec import Struct
from starlette.routing import Route

from server.app import make_app
from server.settings import Settings
from tests.noninterference.base import Past
from tests.noninterference.recording import Channel, mask_numbers, mask_response
from tests.patience import patient

HOST = "waardenbord.test"
"""The name by which everybody asks, so that addresses in pages do not hold the port."""
QUERIES = {"poster": ("?versie=nu", "?versie=1&papier=a1", "?versie=9")}
"""What is asked besides a path that has this word in it."""
OF_THE_PROCESS = ("/metrics",)
"""Counts a whole process and none of its sessions; its numbers are no viewer's."""
OF_EVERY_WORLD = {
    "script": ("codio-project-2025",),
    "what": ("tafelkaarten", "definities"),
    "foundation": ("democratie",),
    # Doors that are the same whatever there is behind them: no case has begun in these worlds.
    "case": ("nergens",),
    "organisation": ("nergens",),
    "member": ("nergens",),
    "phase": ("nu",),
    "listed": ("nergens",),
    "analysis": ("nergens",),
    "action": ("nergens",),
    "row": ("goal",),
    "version": ("1",),
    "number": ("1",),
    # A file of the fixed poster: the one that is text.
    "file": ("svg",),
    "whom": ("nergens",),
    "name": ("zaak-1",),
    "message": ("nergens",),
    "form": ("verbeteren",),
    "key": ("A" * 24,),
    "value": ("privacy",),
    "values": ("nergens",),
    "tension": ("privacy~transparantie",),
    "secret": ("A" * 24,),
}
"""What stands for the parts of paths that are the same in every workshop. Those of this one are told by its past."""
_ANSWER_WITHIN_S = 20.0
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


class Ask(Struct, frozen=True):
    """One request. `form` is posted when there is one."""

    path: str
    form: dict[str, str] | None = None


@cache
def paths() -> tuple[str, ...]:
    app = cast("Any", make_app(Settings(), Mock()))
    while not hasattr(app, "routes"):
        app = app._app  # what stands around the application: guards of headers and bodies
    routes = [route for route in app.routes if isinstance(route, Route)]
    return tuple(dict.fromkeys(route.path for route in routes if "GET" in (route.methods or ())))


def unknown_parameters() -> set[str]:
    """Parts of paths of which nobody has said here what they are in a world: behind them all is "not found"."""
    return {name for path in paths() for name in _PARAMETER.findall(path)} - {"code", "session", "hash", *OF_EVERY_WORLD}


def asks(past: Past) -> tuple[Ask, ...]:
    """Everything that can be asked of this workshop."""
    known = {"code": (past.code,), "session": (past.session_id,), "hash": (past.content_hash,), **OF_EVERY_WORLD}
    found: list[Ask] = []
    for path in paths():
        names = _PARAMETER.findall(path)
        more = [query for word, queries in QUERIES.items() if word in path for query in queries]
        for chosen in product(*(known.get(name, ("x",)) for name in names)):
            filled = reduce(lambda text, part: _PARAMETER.sub(part, text, count=1), chosen, path)
            found += [Ask(filled + query) for query in ("", *more)]
    doors = [f"/{door}/{past.session_id}" for door in ("regie", "scherm", "notulen", "casus")] + [f"/w/{past.code}/ik"]
    found += [Ask(door, {"key": "x" * 24}) for door in doors]
    return (*found, Ask("/meedoen", {"code": past.code}), Ask("/meedoen", {"code": "appel-appel-appel"}))


async def answer(base_url: str, ask: Ask, cookies: dict[str, str]) -> tuple[Channel, bytes]:
    """The whole response, without the clock's header, and whether it is a page or a file."""
    body = b"" if ask.form is None else urlencode(ask.form).encode()
    lines = [
        f"{'GET' if ask.form is None else 'POST'} {ask.path} HTTP/1.1",
        f"host: {HOST}",
        f"origin: http://{HOST}",
        "accept-language: nl",
        "connection: close",
    ]
    if cookies:
        lines.append("cookie: " + "; ".join(f"{name}={text}" for name, text in cookies.items()))
    if ask.form is not None:
        lines += ["content-type: application/x-www-form-urlencoded", f"content-length: {len(body)}"]
    async with asyncio.timeout(patient(_ANSWER_WITHIN_S)):
        data = await _sent(base_url, "\r\n".join([*lines, "", ""]).encode() + body)
        while data.startswith(b"HTTP/1.1 202"):
            # A file that is being made: how long that takes tells of the machine alone.
            await asyncio.sleep(0.05)
            data = await _sent(base_url, "\r\n".join([*lines, "", ""]).encode() + body)
    head = data.partition(b"\r\n\r\n")[0].lower()
    is_page = b"content-type: text/html" in head and b"content-disposition" not in head
    masked = mask_response(data)
    if ask.path in OF_THE_PROCESS:
        masked = mask_numbers(masked)
    return "page" if is_page else "export", f"{ask.path} {sorted(ask.form or {})}\n".encode() + masked


async def _sent(base_url: str, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(base_url).port)
    try:
        writer.write(request)
        return await reader.read()
    finally:
        writer.close()
        await writer.wait_closed()
