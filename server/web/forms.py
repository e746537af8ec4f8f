# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Large forms: how much is read of them, and texts that may come as a file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from server.web.site import PageError
from sessions.fitting import Problem

MAX_FORM_BYTES = 2_000_000
"""A form with the longest script, a few times over."""
MAX_FORM_FIELDS = 6_000
"""Sixty steps with all that can stand in them."""


@asynccontextmanager
async def form_of(request: Request) -> AsyncIterator[FormData]:
    """The fields and files that were sent; files are gone afterwards. Raises PageError 411 without a length, 413 when it is too
    much to read.
    """
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        raise PageError(411, "invalid")
    if len(length) > len(str(MAX_FORM_BYTES)) or int(length) > MAX_FORM_BYTES:
        raise PageError(413, "too_long")
    async with request.form(max_files=4, max_fields=MAX_FORM_FIELDS, max_part_size=MAX_FORM_BYTES) as form:
        yield form


def text_of(form: FormData, name: str) -> str:
    """A field's text without white space around it; empty when it was not sent."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


async def text_or_file(form: FormData, text_field: str, file_field: str) -> tuple[str, str, list[Problem]]:
    """A text that was pasted, or that of the file that was chosen, with the file's name; a problem when it is no UTF-8."""
    upload = form.get(file_field)
    pasted = form.get(text_field)
    text = pasted.replace("\r\n", "\n") if isinstance(pasted, str) else ""
    if not isinstance(upload, UploadFile) or not upload.filename:
        return text, "", []
    raw = await upload.read()
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n"), upload.filename, []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return text, upload.filename, [Problem((), "not_utf8", line=line)]


def toml_file(text: str, name: str) -> Response:
    """A TOML file to keep. `name` is an id, so it is safe as the name of a file."""
    headers = {"content-disposition": f'attachment; filename="{name}.toml"'}
    return Response(text, media_type="application/toml; charset=utf-8", headers=headers)
