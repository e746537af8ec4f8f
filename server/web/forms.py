# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms: which are read, how many fields they may have, and texts that may come as a file. `bodies.py` bounds their bytes."""

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from typing import TypeVar

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from server.web.apart import Busy
from server.web.bodies import MAX_CASE_BYTES, MAX_LARGE_BYTES, OVER
from server.web.site import NOT_OFFERED, PageError, site_of
from sessions.material.problems import Problem

MAX_SMALL_FIELDS = 20
MAX_LARGE_FIELDS = 6_000
"""Sixty steps with all that can stand in them."""
MAX_FILES = 4
MAX_ESCAPES = 300_000
"""Percent signs in a large form: each costs some two hundred bytes while it is read. A script with one in every third place has
fewer."""
_LONG_HEADER = re.compile(rb"\ncontent-disposition:[^\n]{500}", re.IGNORECASE)
"""A header of a part names a field and a file. In a long one quotation marks take time that grows with its square."""
_MAX_TYPE_CHARACTERS = 200
_One = TypeVar("_One", bound=str)
_Nothing = TypeVar("_Nothing")
_CHARSETS = ("utf-8", "utf8")


async def form_of(request: Request) -> FormData:
    """The fields of a small form; no file is taken. Empty for what is no form. Raises PageError 415 for another character set,
    413 for one that is larger than it may be (`sent_form` still has it), HTTPException 400 for a form that cannot be read.
    """
    await refuse_over(request)
    _mark_as_read(request)
    _check_charset(request)
    form = await request.form(max_files=0, max_fields=MAX_SMALL_FIELDS, max_part_size=MAX_CASE_BYTES)
    request.state.sent_form = form
    return form


@asynccontextmanager
async def large_form_of(request: Request) -> AsyncIterator[FormData]:
    """The fields and files of a large form; files are gone afterwards. Its path is one of those that `bodies.py` lets be large.

    It is taken apart away from the boards, in its turn. Raises as `form_of`, and Busy.
    """
    form = await _large(request)
    try:
        yield form
    finally:
        await form.close()


async def sent_form(request: Request) -> FormData | None:
    """The form that came with a request, also when its handler did not come to it; None when none did, or it cannot be read. It
    is read once: what was refused as a form is not looked at again.
    """
    if hasattr(request.state, "sent_form"):
        known: FormData | None = request.state.sent_form
        return known
    try:
        body = await request.body()
        if _is_over(request):
            return await _large(request, MAX_SMALL_FIELDS)
        return await (form_of(request) if len(body) <= MAX_CASE_BYTES else _large(request))
    except (PageError, HTTPException, Busy, ClientDisconnect, RuntimeError):
        # The last is Starlette's word for a body that somebody else took.
        return None


async def refuse_over(request: Request) -> None:
    """Raise PageError 413 for a form that is larger than it may be; nothing for any other, which is not read. For a handler that
    reads its form late, or not at all.
    """
    if _is_over(request):
        await _large(request, MAX_SMALL_FIELDS)
        raise PageError(413, "too_long")


async def _large(request: Request, most_fields: int = MAX_LARGE_FIELDS) -> FormData:
    _mark_as_read(request)
    _check_charset(request)
    body = await request.body()
    if body.count(b"%") > MAX_ESCAPES or _LONG_HEADER.search(body):
        raise PageError(413, "too_long")
    form = await site_of(request).apart.run(_take_apart, request.headers, body, most_fields)
    request.state.sent_form = form
    return form


def _is_over(request: Request) -> bool:
    return getattr(request.state, OVER, False) is True


def _mark_as_read(request: Request) -> None:
    if not hasattr(request.state, "sent_form"):
        request.state.sent_form = None


def _take_apart(headers: Headers, body: bytes, most_fields: int) -> FormData:
    """The form in a body. It has a loop of its own, since Starlette's parsers wait for a stream."""

    async def pieces() -> AsyncGenerator[bytes, None]:
        yield body

    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "multipart/form-data":
            multipart = MultiPartParser(
                headers, pieces(), max_files=MAX_FILES, max_fields=most_fields, max_part_size=MAX_LARGE_BYTES
            )
            # In memory: a file that is spooled would need a thread of its own.
            multipart.spool_max_size = MAX_LARGE_BYTES + 1
            return asyncio.run(multipart.parse())
        if kind == "application/x-www-form-urlencoded":
            fields = FormParser(headers, pieces(), max_fields=most_fields, max_part_size=MAX_LARGE_BYTES)
            return asyncio.run(fields.parse())
    except MultiPartException as error:
        raise HTTPException(400, error.message) from error
    return FormData()


def _check_charset(request: Request) -> None:
    """Browsers send forms in UTF-8. Other character sets are a way to make us work: one of Python's takes time that grows with
    the square of the text (punycode), others make texts that cannot be stored (unicode_escape).
    """
    given = request.headers.get("content-type", "")
    parameters = [each.partition("=") for each in given[:_MAX_TYPE_CHARACTERS].lower().split(";")]
    charsets = [value.strip(' "') for name, _, value in parameters if name.strip() == "charset"]
    if len(given) > _MAX_TYPE_CHARACTERS or any(each not in _CHARSETS for each in charsets):
        raise PageError(415, "no_utf8")


def text_of(form: FormData, name: str) -> str:
    """A field's text without white space around it; empty when it was not sent."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def not_offered(field: str) -> PageError:
    """The answer to a choice that the page did not offer, or not any more."""
    return PageError(422, NOT_OFFERED, field=field)


def one_of(form: FormData, name: str, offered: Iterable[_One], nothing: _Nothing) -> _One | _Nothing:
    """What somebody chose of what the page offered; `nothing` when the field is empty, or was not sent. Raises PageError 422 for
    anything else: what no form of ours sends is taken for nothing that was meant.
    """
    typed = text_of(form, name)
    found = next((each for each in offered if each == typed), None)
    if typed and found is None:
        raise not_offered(name)
    return nothing if found is None else found


def some_of(form: FormData, name: str, offered: Collection[str]) -> tuple[str, ...]:
    """The same where several can be chosen, in the order in which they were sent."""
    typed = tuple(each for each in form.getlist(name) if isinstance(each, str) and each)
    if any(each not in offered for each in typed):
        raise not_offered(name)
    return typed


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
