# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one way in which a form is refused: with the page that it stands on, as it was sent, and a summary that says why and leads
to the field at fault. A handler raises `FormRefused`, or whatever else a form may run into; `gives_back` answers.

Where there is no such page any more, what was typed stands on the page that says what went wrong, to be copied (`words_of`).
"""

import functools
import re
from collections.abc import Awaitable, Callable

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from board.below import at
from board.case_pages import Typed
from board.refused_pages import again
from server.archive.archive import TooMany
from server.store import StoreError
from server.web.apart import Busy
from server.web.forms import refuse_over, sent_form
from server.web.languages import language_named, language_of
from server.web.site import PageError, site_of
from sessions.model.codes import Refusal

GIVEN_BACK = frozenset((409, 413, 422, 429, 503))
"""With these the form comes back. With others the page is not theirs to see, or is no more."""
MOST_AT_ONCE = 100_000
"""Characters of a page and of what was typed that are looked through on the event loop: some ten milliseconds. What is longer
takes a thread."""
FIELD = 100
"""As many characters a field costs, whatever stands in it."""
_LANGUAGE = re.compile(r'<html lang="([a-z]+)"')

Handler = Callable[[Request], Awaitable[Response]]
Page = Callable[[Request, Typed], Awaitable[str]]
Part = str | Callable[[Request, FormData], str]


class FormRefused(PageError):
    """What a form asks is not done: it comes back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(409 if refusal.code == "stale_rev" else 422, refusal.code, field=refusal.field)


class PartlyRefused(PageError):
    """Some of what a form asks is not done, for the reason of `error`; `typed` is what comes back of it."""

    def __init__(self, error: PageError, typed: Typed) -> None:
        super().__init__(error.status, error.code, retry_after_s=error.retry_after_s, field=error.field)
        self.typed = typed


def typed_in(part: str, error: PageError, form: FormData) -> Typed:
    """A form that was not kept, for the page on which it stands again."""
    ticked: dict[str, list[str]] = {}
    # `getlist` walks all fields for each name.
    for name, value in form.multi_items():
        if isinstance(value, str):
            ticked.setdefault(name, []).append(value)
    return Typed(part, error.code, error.field, {name: several[-1] for name, several in ticked.items()}, ticked)


def form_route(path: str, handler: Handler, page: Page, part: Part = "") -> Route:
    """The route of a form, which gives back what was typed: `page` draws the page that it stands on, of which it is `part`."""
    return Route(path, gives_back(page, part)(handler), methods=["POST"])


def gives_back(page: Page, part: Part = "") -> Callable[[Handler], Handler]:
    """Around the handler of a form: what it raises is answered with `page`, with the form as it was sent."""

    def around(handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def answered(request: Request) -> Response:
            try:
                # Before anything is done: some handlers ask nothing of their form.
                await refuse_over(request)
                return await handler(request)
            except (PageError, Busy, TooMany, StoreError) as error:
                told = _told(error)
                form = await sent_form(request) if told.status in GIVEN_BACK else None
                if form is None:
                    raise
                typed = told.typed if isinstance(told, PartlyRefused) else None
                typed = typed or typed_in(part if isinstance(part, str) else part(request, form), told, form)
                made = await _again(request, page, typed)
                if made is None:
                    raise
                return HTMLResponse(made, status_code=told.status, headers=told.headers)

        return answered

    return around


async def _again(request: Request, page: Page, typed: Typed) -> str | None:
    """The page with the form; None while that is not to be had. Raises PageError where somebody may not see it any more, but for
    a form of which nobody knows whether it was done.
    """
    try:
        drawn = await page(request, typed)
        named = _LANGUAGE.search(drawn)
        lang = (language_named(named[1]) if named else None) or language_of(request)
        look = functools.partial(again, drawn, at(request.url.path), typed, lang)
        size = len(drawn) + sum(map(len, typed.values.values())) + FIELD * len(typed.values)
        return look() if size <= MOST_AT_ONCE else await site_of(request).apart.run(look)
    except (Busy, TooMany, StoreError):
        return None
    except PageError:
        if typed.code != "unavailable":
            raise
        # It may be done, and have taken away what the page is of: sent again, it says what became of it.
        return None


def _told(error: PageError | Busy | TooMany | StoreError) -> PageError:
    if isinstance(error, PageError):
        return error
    return PageError(503, "unavailable" if isinstance(error, StoreError) else "busy")
