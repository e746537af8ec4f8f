# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values of custom properties as a browser computes them: every `var()` replaced, and colours as `#RRGGBB`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tinycss2
from tinycss2 import color4

Node = Any
"""A piece of CSS as tinycss2 reads it. Which fields it has hangs on its `type`."""
MAX_VALUE_CHARS = 4000
"""Of one value with everything replaced. A list of typefaces has some hundred."""
MAX_DEEP = 40
"""So many names and functions may stand within one another."""
_SRGB = (
    (3.2409699419, -1.5373831776, -0.4986107603),
    (-0.9692436363, 1.8759675015, 0.0415550574),
    (0.0556300797, -0.2039769589, 1.0569715142),
)
"""From XYZ (D65) to linear sRGB: CSS Color 4, 10.2."""
_ALMOST = 0.002
"""So far outside of sRGB a channel may be for having been rounded."""


class NoValue(Exception):
    """A custom property has no value: it is nowhere set, refers to itself, or grows without end."""


class Values:
    """The custom properties of one element. `declared` maps each name to its value as written."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        self._declared = declared
        # None for those that have no value: what was looked for once is not looked for again.
        self._known: dict[str, str | None] = {}

    def of(self, name: str) -> str:
        """The value of `name`. Raises NoValue."""
        return self._of(name, ())

    def colour(self, name: str) -> str | None:
        """The colour that `name` gives, or None when it gives none that can be compared."""
        try:
            return colour(self.of(name))
        except NoValue:
            return None

    def _of(self, name: str, trail: tuple[str, ...]) -> str:
        if name not in self._known:
            if name in trail or name not in self._declared:
                raise NoValue(name)
            self._known[name] = self._found(name, trail)
        value = self._known[name]
        if value is None:
            raise NoValue(name)
        return value

    def _found(self, name: str, trail: tuple[str, ...]) -> str | None:
        try:
            value = self._replaced(tinycss2.parse_component_value_list(self._declared[name]), (*trail, name)).strip()
        except NoValue:
            return None
        return value if len(value) <= MAX_VALUE_CHARS else None

    def _replaced(self, nodes: Sequence[Node], trail: tuple[str, ...]) -> str:
        if len(trail) > MAX_DEEP:
            raise NoValue(trail[0])
        return "".join(self._one(node, trail) for node in nodes)

    def _one(self, node: Node, trail: tuple[str, ...]) -> str:
        if node.type != "function":
            return str(node.serialize())
        if node.lower_name != "var":
            return f"{node.name}({self._replaced(node.arguments, (*trail, ''))})"
        name, fallback = reference(node.arguments)
        try:
            return self._of(name, trail)
        except NoValue:
            if fallback is None:
                raise
            return self._replaced(fallback, trail)


def reference(arguments: Sequence[Node]) -> tuple[str, list[Node] | None]:
    """What stands within a `var()`: the name, and what is taken without it."""
    name, fallback = "", None
    for at, node in enumerate(arguments):
        if node.type == "ident" and not name:
            name = str(node.value)
        elif node.type == "literal" and node.value == ",":
            fallback = list(arguments[at + 1 :])
            break
    return name, fallback


def references(value: str) -> Iterator[str]:
    """Every name that a value asks for, in fallbacks too."""
    yield from _asked(tinycss2.parse_component_value_list(value))


def _asked(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if node.type == "function":
            if node.lower_name == "var":
                yield reference(node.arguments)[0]
            yield from _asked(node.arguments)
        elif node.type in ("() block", "[] block", "{} block"):
            yield from _asked(node.content)


def colour(text: str) -> str | None:
    """An opaque colour of sRGB as `#RRGGBB`: a name, a number, rgb(), hsl(), hwb(), oklab() or oklch(). None for any other."""
    parsed = color4.parse_color(text)
    if not isinstance(parsed, color4.Color):
        return None
    read: Any = parsed
    if read.alpha < 1:
        return None
    if read.space in ("srgb", "hsl", "hwb"):
        channels = tuple(read.to("srgb").coordinates)
    elif read.space in ("oklab", "oklch"):
        channels = _from_xyz(read.to("xyz-d65").coordinates)
    else:
        return None
    if not all(-_ALMOST <= channel <= 1 + _ALMOST for channel in channels):
        return None
    return "#" + "".join(f"{round(min(max(channel, 0), 1) * 255):02X}" for channel in channels)


def _from_xyz(xyz: Sequence[float]) -> tuple[float, ...]:
    linear = (sum(part * value for part, value in zip(row, xyz, strict=True)) for row in _SRGB)
    return tuple(12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055 for value in linear)
