# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A browser's HTTP side, as far as our pages need it: GET, forms, cookies, no automatic redirects."""

import asyncio
import http.client
import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from msgspec import Struct


class Answer(Struct, frozen=True):
    """A response. `location` is the target of a redirect, empty otherwise; headers in lower case."""

    status: int
    body: str
    location: str
    headers: dict[str, str]


class File(Struct, frozen=True):
    """A response that is no page: its media type and its bytes."""

    status: int
    kind: str
    content: bytes


class Browser:
    """One person's browser with its own cookies. `base_url` is where the board stands, below a path or not; every path that is
    asked for, and `location`, is one of the board.
    """

    answer_within_s = 30.0
    """How long it waits for the server to go on."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")
        self.cookies: dict[str, str] = {}

    @property
    def below(self) -> str:
        """The path below which the board stands; empty at the root."""
        return urlsplit(self.base_url).path

    @property
    def origin(self) -> str:
        """Scheme, host and port of the board."""
        return self.base_url.removesuffix(self.below)

    @property
    def cookie_header(self) -> str:
        """The cookies, as a request carries them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def get(self, path: str) -> Answer:
        """GET a page."""
        return await asyncio.to_thread(self._request, "GET", path, None)

    async def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        return await asyncio.to_thread(self._request, "POST", path, fields)

    async def file(self, path: str) -> File:
        """GET whatever is at an address, byte for byte."""
        status, content, named = await asyncio.to_thread(self._exchange, "GET", path, None)
        return File(status, named.get("content-type", ""), content)

    def inside(self, path: str) -> str:
        """An address on a page as a path of the board."""
        return path.removeprefix(self.below) if path.startswith(f"{self.below}/") else path

    def _request(self, method: str, path: str, fields: dict[str, str] | None) -> Answer:
        status, content, named = self._exchange(method, path, fields)
        location = self.inside(urljoin(path, named.get("location", ""))) if "location" in named else ""
        return Answer(status, content.decode(), location, named)

    def _exchange(self, method: str, path: str, fields: dict[str, str] | None) -> tuple[int, bytes, dict[str, str]]:
        parts = urlsplit(self.base_url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self.answer_within_s)
        headers = {"cookie": self.cookie_header, "accept-language": "nl"}
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers |= {"content-type": "application/x-www-form-urlencoded", "origin": self.origin}
        try:
            connection.request(method, self.below + self.inside(path), body, headers)
            response = connection.getresponse()
            content = response.read()
            self._keep(response.headers.get_all("set-cookie") or [])
            return response.status, content, {name.lower(): value for name, value in response.headers.items()}
        finally:
            connection.close()

    def _keep(self, set_cookies: list[str]) -> None:
        for line in set_cookies:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value


class PageMissing(Exception):
    """The server answered otherwise than a workshop's page would: what was asked, and the status."""


class Opened(Struct, frozen=True):
    """A workshop that was just opened, as its links page tells: the facilitator's browser holds his cookie."""

    session_id: str
    code: str
    screen_key: str
    scribe_key: str
    facilitator: Browser


async def open_workshop(base_url: str, fields: dict[str, str]) -> Opened:
    """Fill in the form on /nieuw. Raises PageMissing when the server refuses it."""
    browser = Browser(base_url)
    answer = await browser.post("/nieuw", fields)
    if answer.status != 303:
        raise PageMissing(f"POST /nieuw: {answer.status}")
    links = await browser.get(answer.location)
    session_id = answer.location.split("/")[2]
    code = re.search(r"/w/([a-z-]+)", links.body)
    screen = re.search(rf"/scherm/{session_id}#([\w-]+)", links.body)
    scribe = re.search(rf"/notulen/{session_id}#([\w-]+)", links.body)
    if not (code and screen and scribe):
        raise PageMissing(f"GET {answer.location}: no links")
    return Opened(session_id, code[1], screen[1], scribe[1], browser)


async def join_workshop(base_url: str, code: str, name: str = "", perspective: str = "") -> Browser:
    """Join by code; the browser then holds the participant's cookie. Raises PageMissing when the server refuses."""
    browser = Browser(base_url)
    answer = await browser.post(f"/w/{code}", {"name": name, "perspective": perspective})
    if answer.status != 303:
        raise PageMissing(f"POST /w/{code}: {answer.status}")
    return browser


async def unlock(base_url: str, door: str, session_id: str, key: str) -> Browser:
    """Go through the door of a secret link. Raises PageMissing when the key does not fit."""
    return await open_link(base_url, f"/{door}/{session_id}#{key}")


async def open_link(base_url: str, link: str) -> Browser:
    """Open a secret link in a browser of its own. Raises PageMissing when its key does not fit."""
    browser = Browser(base_url)
    path, key = parts_of(link, base_url)
    answer = await browser.post(path, {"key": key})
    if answer.status != 303:
        raise PageMissing(f"POST {path}: {answer.status}")
    return browser


def parts_of(link: str, base_url: str) -> tuple[str, str]:
    """Where a secret link leads, without the server, and its key."""
    path, _, key = link.removeprefix(base_url.rstrip("/")).partition("#")
    return path, key
