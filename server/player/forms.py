# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms on pages, filled in as people do: what the page holds already stays, unless somebody writes something else."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

from server.player.browser import Answer, Browser, PageMissing

_UNSENT = {"button", "submit", "reset", "image", "file"}


class _Forms(HTMLParser):
    """All forms of a page: address (as it stands there) and fields with what they hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._fields: dict[str, str] | None = None
        self._text = ""
        self._choosing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._fields = {}
            self.found.append((given.get("action", ""), self._fields))
        elif self._fields is None or (not name and tag != "option"):
            return
        elif tag == "input" and given.get("type", "text") not in _UNSENT:
            if given.get("type") not in {"radio", "checkbox"} or "checked" in given:
                self._fields[name] = given.get("value", "on" if given.get("type") in {"radio", "checkbox"} else "")
        elif tag == "textarea":
            self._text = name
            self._fields[name] = ""
        elif tag == "select":
            self._choosing = name
        elif tag == "option" and self._choosing and ("selected" in given or self._choosing not in self._fields):
            self._fields[self._choosing] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
        elif tag == "textarea":
            self._text = ""
        elif tag == "select":
            self._choosing = ""

    def handle_data(self, data: str) -> None:
        if self._text and self._fields is not None:
            self._fields[self._text] += data


def fields_on(page: str, path: str, address: str, below: str = "") -> dict[str, str] | None:
    """What the first form of a page (at `path`) that is sent to `address` holds; None when there is none. The page is of a
    board that stands `below` a path.
    """
    parser = _Forms()
    parser.feed(page)
    return next((fields for action, fields in parser.found if urljoin(path, action.removeprefix(below) or path) == address), None)


def shown_on(page: str, field: str) -> str:
    """A link that a page shows to be copied. Raises PageMissing when it shows none under this id."""
    found = re.search(rf'id="{field}"[^>]*value="([^"]*)"', page)
    if found is None:
        raise PageMissing(f"the page shows no {field}")
    return unescape(found[1])


async def fill_in(browser: Browser, path: str, address: str, written: dict[str, str]) -> Answer:
    """Open a page, write in its form that goes to `address`, send it, and see that it was kept: the page that comes of it.

    Raises PageMissing when the page has no such form, or the form is refused.
    """
    page = await browser.get(path)
    fields = fields_on(page.body, path, address, browser.below)
    if page.status != 200 or fields is None:
        raise PageMissing(f"GET {path}: {page.status}, no form for {address}")
    answer = await browser.post(address, {**fields, **written})
    if answer.status not in (200, 303):
        raise PageMissing(f"POST {address}: {answer.status}")
    return await browser.get(answer.location.split("#")[0]) if answer.status == 303 else answer
