# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dutch in an English page: what stands there without saying that it is Dutch (WCAG 3.1.2)."""

import re
from html.parser import HTMLParser

_DUTCH = re.compile(
    r"\b(?:het|een|niet|geen|voor|zijn|wordt|worden|jullie|welke|deze|alle|waarden|zaak|zaken|maatregelen|nog|naar|bij)\b",
    re.IGNORECASE,
)
"""Words that no Dutch text of some length goes without, and that no English text has."""
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_UNSAID = frozenset(("script", "style", "textarea"))
"""What is no text of the page; what somebody typed in a field is his own."""
_READ_OUT = ("aria-label", "alt", "title", "placeholder")


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(page)

    @property
    def _is_english(self) -> bool:
        return bool(self._open) and self._open[-1][1] == "en" and self._open[-1][0] not in _UNSAID

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = given.get("lang") or (self._open[-1][1] if self._open else "")
        if lang == "en":
            self.said += [given[name] or "" for name in _READ_OUT if name in given]
        if tag not in _VOID:
            self._open.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _ in self._open) and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._is_english:
            self.said.append(data)


def dutch_in(page: str, *names: str) -> list[str]:
    """The texts of an English page that are Dutch and do not say so; `names` are those of
    organisations, which are in no language. Raises AssertionError for a page that is not in English.
    """
    assert '<html lang="en"' in page
    found = []
    for text in (" ".join(each.split()) for each in _Page(page).said):
        for name in names:
            text = text.replace(name, "")  # noqa: PLW2901 - what is left of it
        found += [text] if _DUTCH.search(text) else []
    return found
