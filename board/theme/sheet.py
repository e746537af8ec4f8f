# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The style sheet of a theme. It sets custom properties and brings typefaces, and nothing else: so it cannot break a page by its
place in the cascade, and the contrast that is computed of it is the contrast that people see.

What is served is written anew: the typefaces, and of the properties those that the board asks for. A whole theme of NL Design
System has thousands; a phone gets the hundred that it uses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches

import tinycss2
from msgspec import Struct

from board.theme.tokens import COLOUR, OURS, Tokens
from board.theme.values import Node, references

LAYER = "theme"
"""Declared in main.css, between `base` and all that is built on it."""
_ROOT = re.compile(r":root|html|\.[\w-]+-theme|(?::root|html)\.[\w-]+-theme")
"""Where a theme may set something: on the page as a whole. Themes of NL Design System have a class for it."""
_NAME = re.compile(r"--[\w-]+")
"""What is written as it is read: a name with escapes could end the rule that it stands in."""
MAX_NESTED = 20
"""So many brackets may stand within one another."""
_BLOCKS = ("() block", "[] block", "{} block")
_FORMAT = re.compile(r"[a-z0-9-]{1,20}")
_NO_COLOUR = "no opaque colour of sRGB that can be read; write #rrggbb, rgb(), hsl(), hwb() or oklch()."
_LEFT_OUT = ("charset",)
_FONT = "font-face"
_BROKEN = "a quote or a bracket stands open"
_DESCRIPTORS = re.compile(
    r"font-(?:family|style|weight|stretch|display|feature-settings|variation-settings)|src|unicode-range|size-adjust"
    r"|(?:ascent|descent|line-gap)-override"
)


class Face(Struct, frozen=True):
    """A typeface: its descriptors as written but for `src`, and the files with their formats (a format may be empty)."""

    descriptors: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]


class Sheet(Struct, frozen=True):
    """What a style sheet sets, the last one of a name; its typefaces; and what is wrong with it, a sentence each."""

    declared: dict[str, str]
    faces: tuple[Face, ...]
    problems: tuple[str, ...]


def read_sheet(text: str) -> Sheet:
    """Read a style sheet. Nothing is looked up yet: whether the names mean anything `checked` says."""
    reader = _SheetReader()
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        reader.rule(rule)
    return Sheet(reader.declared, tuple(reader.faces), tuple(reader.problems))


class _SheetReader:
    def __init__(self) -> None:
        self.declared: dict[str, str] = {}
        self.faces: list[Face] = []
        self.problems: list[str] = []

    def rule(self, rule: Node) -> None:
        if rule.type != "error" and _is_deep([*rule.prelude, *(rule.content or ())]):
            self._wrong(rule, f"more than {MAX_NESTED} brackets within one another")
        elif rule.type == "qualified-rule":
            self._block(rule)
        elif rule.type == "error":
            self._wrong(rule, f"cannot be read ({rule.message})")
        elif rule.lower_at_keyword == _FONT and rule.content is not None:
            self._face(rule)
        elif rule.lower_at_keyword == "media":
            self._wrong(rule, "@media: what differs in the dark and on the projector has names of its own, like --codio-dark-ink")
        elif rule.lower_at_keyword not in _LEFT_OUT:
            self._wrong(
                rule,
                f"@{rule.at_keyword}: a theme stands by itself, in a layer of its own; it has custom properties and @font-face",
            )

    def _wrong(self, node: Node, what: str) -> None:
        self.problems.append(f"line {node.source_line}: {what}.")

    def _block(self, rule: Node) -> None:
        selectors = [each.strip() for each in tinycss2.serialize(rule.prelude).split(",")]
        other = [each for each in selectors if not _ROOT.fullmatch(each)]
        if other:
            self._wrong(rule, f"{other[0]}: a theme sets custom properties on :root alone (or on a class that ends in -theme)")
            return
        for each in _declarations(rule.content):
            if each.type == "declaration" and each.name.startswith("--"):
                if each.important:
                    self._wrong(each, f"{each.name}: without !important")
                if _is_broken(each.value):
                    self._wrong(each, f"{each.name[:40]}: {_BROKEN}")
                    continue
                self.declared[each.name] = tinycss2.serialize(each.value).strip()
            elif each.type == "declaration":
                self._wrong(each, f"{each.name}: a theme sets custom properties, no others")
            else:
                self._wrong(each, "cannot be read as a custom property with its value")

    def _face(self, rule: Node) -> None:
        kept: list[tuple[str, str]] = []
        files: list[tuple[str, str]] = []
        for each in _declarations(rule.content):
            if each.type != "declaration" or not _DESCRIPTORS.fullmatch(each.lower_name):
                self._wrong(each, "this is no descriptor of @font-face")
            elif each.lower_name == "src":
                files = list(_sources(each.value))
            elif _is_broken(each.value):
                self._wrong(each, f"{each.name}: {_BROKEN}")
            else:
                kept.append((each.lower_name, tinycss2.serialize(each.value).strip()))
        if not files or "font-family" not in dict(kept):
            self._wrong(rule, "@font-face: it needs a font-family and a src with the url() of a file in the folder")
        self.faces.append(Face(tuple(kept), tuple(files)))


def _declarations(content: Sequence[Node]) -> list[Node]:
    return list(tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True))


def _sources(value: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """The files of a `src`, each with its format. What this computer may have by itself (`local()`) is left out."""
    address, form = "", ""
    for node in (*value, None):
        if node is None or (node.type == "literal" and node.value == ","):
            if address:
                yield address, form
            address, form = "", ""
        elif node.type == "url":
            address = str(node.value)
        elif node.type == "function" and node.lower_name == "url":
            address = "".join(str(each.value) for each in node.arguments if each.type == "string")
        elif node.type == "function" and node.lower_name == "format":
            told = "".join(str(each.value) for each in node.arguments if each.type in ("string", "ident"))
            form = told if _FORMAT.fullmatch(told) else ""


def checked(sheet: Sheet, tokens: Tokens) -> list[str]:
    """What is wrong with the names and values of a sheet, a sentence each."""
    problems = list(sheet.problems)
    for name in sheet.declared:
        if name.startswith(COLOUR):
            short = name.removeprefix(COLOUR)
            problems.append(f"{name} is computed: set {OURS}light-{short}, {OURS}dark-{short} or {OURS}projector-{short}.")
        elif name.startswith(OURS) and name not in tokens.public:
            near = get_close_matches(name, tokens.public, 1)
            problems.append(f"{name} is no token of the board{f'; {near[0]} is' if near else ''}.")
    used = asked_for(sheet, tokens)
    for name, value in used.items():
        nodes = tinycss2.parse_component_value_list(value)
        if not _NAME.fullmatch(name):
            problems.append(f"“{name[:40]}”: a name is of letters, digits, - and _.")
        if any(True for _ in addresses(nodes)):
            problems.append(f"{name}: a url() stands in @font-face alone.")
    for mode, colours in tokens.shown(sheet.declared).items():
        for name, found in colours.items():
            if found is None and name in tokens.colours:
                said = sheet.declared.get(f"{OURS}{mode}-{name}", "")
                what = f"{said} is" if said and "var(" not in said else "it comes out as"
                problems.append(f"{OURS}{mode}-{name}: {what} {_NO_COLOUR}")
    return problems


def addresses(nodes: Sequence[Node]) -> Iterator[str]:
    """What a piece of CSS fetches."""
    for node, _ in _flat(nodes):
        if node.type == "url":
            yield str(node.value)
        elif node.type == "function" and node.lower_name in ("url", "src", "image", "image-set", "-webkit-image-set"):
            yield "".join(str(each.value) for each in node.arguments if each.type in ("string", "url")) or node.lower_name
        elif node.type == "at-keyword" and node.lower_value == "import":
            yield "@import"


def _is_broken(value: Sequence[Node]) -> bool:
    return any(node.type == "error" for node, _ in _flat(value))


def _is_deep(nodes: Sequence[Node]) -> bool:
    return any(deep > MAX_NESTED for _, deep in _flat(nodes))


def _flat(nodes: Sequence[Node]) -> Iterator[tuple[Node, int]]:
    """Every node with in how many brackets it stands."""
    left: list[tuple[Node, int]] = [(node, 0) for node in nodes]
    while left:
        node, deep = left.pop()
        yield node, deep
        within = node.arguments if node.type == "function" else node.content if node.type in _BLOCKS else ()
        left += [(each, deep + 1) for each in within]


def asked_for(sheet: Sheet, tokens: Tokens) -> dict[str, str]:
    """Of all that a sheet sets what the board asks for, and what that asks for in turn."""
    used: dict[str, str] = {}
    left = [name for name in sheet.declared if name in tokens.asked]
    while left:
        name = left.pop()
        if name in sheet.declared and name not in used:
            used[name] = sheet.declared[name]
            left += references(used[name])
    return dict(sorted(used.items()))


def written(sheet: Sheet, tokens: Tokens, address: Callable[[str], str]) -> str:
    """The sheet that is served. `address` gives that of a file by its name in the folder."""
    faces = "".join(f"@font-face{{{_descriptors(face)};src:{_served(face, address)}}}" for face in sheet.faces)
    properties = ";".join(f"{name}:{value}" for name, value in asked_for(sheet, tokens).items())
    return f"@layer {LAYER}{{{faces}:root{{{properties}}}}}\n"


def _descriptors(face: Face) -> str:
    return ";".join(f"{name}:{value}" for name, value in face.descriptors)


def _served(face: Face, address: Callable[[str], str]) -> str:
    return ",".join(f"url({address(name)})" + (f' format("{form}")' if form else "") for name, form in face.files)
