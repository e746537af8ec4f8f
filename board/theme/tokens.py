# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tokens of the board, read from its own style sheet (static/css/base/tokens.css, of which the build keeps a copy).

A theme sets three kinds of names: colours (`--codio-light-ink`, `--codio-dark-ink`, `--codio-projector-ink`), what is the same
in every light (`--codio-radius-paper`), and those names of design systems that our own resolve through.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import tinycss2
from msgspec import Struct

from board.rendering import DIST
from board.theme.contrast import mixed
from board.theme.house_style import TOKENS
from board.theme.pairs import EDGE_SHARE, MODES, Mode
from board.theme.values import Node, Values, references
from sessions.material.framework import FOUNDATION_IDS

COLOUR = "--codio-color-"
OURS = "--codio-"
_FIXED = ("color-", "shadow-", "veil", "move", "room", "unfold", "ease")
"""What no theme sets: what is computed here from what it sets, and movement, of which people may want none."""
_PLACES: dict[str, Mode] = {
    ":root": "light",
    ':root[data-theme="dark"]': "dark",
    ":root .codio-screen, :root .codio-poster-page__paper": "projector",
}


class Tokens(Struct, frozen=True):
    """`declared` has per mode what our own sheet sets on the element that shows it, as written. `colours` are names without
    anything before them, `values` whole names. `asked` is every name that may be set from outside.
    """

    declared: dict[Mode, dict[str, str]]
    colours: tuple[str, ...]
    values: tuple[str, ...]
    asked: frozenset[str]

    @property
    def public(self) -> frozenset[str]:
        """The names of ours that a theme may set."""
        return frozenset((*(f"{OURS}{mode}-{name}" for mode in MODES for name in self.colours), *self.values))

    def shown(self, theme: dict[str, str]) -> dict[Mode, dict[str, str | None]]:
        """The colours that are seen with what a theme sets: per mode and name `#RRGGBB`, None for one that cannot be compared.
        The edges of notes are among them (`democratie-edge`).
        """
        return {mode: self._in(Values({**self.declared[mode], **theme})) for mode in MODES}

    def _in(self, values: Values) -> dict[str, str | None]:
        found = {name: values.colour(f"{COLOUR}{name}") for name in self.colours}
        for name in FOUNDATION_IDS:
            ink, paper = found[name], found["note"]
            found[f"{name}-edge"] = mixed(ink, paper, EDGE_SHARE) if ink and paper else None
        return found


@cache
def own_tokens(path: Path = DIST / TOKENS) -> Tokens:
    """The tokens of this build. Raises FileNotFoundError when nothing was built."""
    declared: dict[Mode, dict[str, str]] = {}
    for rule in tinycss2.parse_stylesheet(path.read_text(encoding="utf-8"), skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            place = _PLACES.get(" ".join(tinycss2.serialize(rule.prelude).split()))
            if place:
                declared[place] = _custom(rule.content)
    root = declared["light"]
    whole: dict[Mode, dict[str, str]] = {mode: {**root, **declared[mode]} for mode in MODES}
    asked = frozenset(name for each in whole.values() for value in each.values() for name in references(value))
    values = tuple(name for name in root if not name.removeprefix(OURS).startswith(_FIXED))
    return Tokens(
        declared=whole,
        colours=tuple(name.removeprefix(COLOUR) for name in root if name.startswith(COLOUR)),
        values=values,
        asked=frozenset((*(name for name in asked if name not in root), *values)),
    )


def _custom(content: list[Node]) -> dict[str, str]:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return {
        each.name: tinycss2.serialize(each.value).strip()
        for each in found
        if each.type == "declaration" and each.name.startswith("--")
    }
