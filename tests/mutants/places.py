# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds a piece of the product or a test by its name alone, so that the bank stays as it is when modules move.

`Room._apply` is that method wherever its module stands. A name that several have needs more of what stands before it:
`notes.decide`, or `topics.notes.decide`. Names are functions, classes, methods, and what is assigned in a module or class, in
Python and TypeScript; of other languages a whole file, `append.lua`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

_T = TypeVar("_T")

NOT_PRODUCT = {"benchmarks", "dist", "node_modules", "scripts", "tests"}
PYTHON, TYPESCRIPT, WHOLE = (".py",), (".ts", ".tsx"), (".css", ".html", ".lua", ".typ")

_MODIFIERS = r"(?:(?:export|default|abstract|static|private|protected|readonly|override|async|get|set) )*"
_AT_TOP = re.compile(rf"{_MODIFIERS}(?:(class)|function\*?|const|let|interface|type|enum) ([\w$]+)")
_IN_CLASS = re.compile(rf"  {_MODIFIERS}(#?[\w$]+)(?:(?:<.*>)?\((?:.*[{{(])?|[?!]?(?:: .*| =.*|;))")


class Stale(Exception):
    """A name or text that does not fit the product any more; the text says where. Write it anew, or take the mutant out."""


class Place(Struct, frozen=True):
    """Lines of a file, `first` to before `end`, counted from 0. `name` is dotted, from the top of the project."""

    name: str
    path: Path
    first: int
    end: int


def find(name: str, tree: Path) -> Place:
    """The place with this name. Raises Stale when there is none, or when there are several: it then lists them."""
    if name.endswith(WHOLE):
        path = find_file(name, (each for each in product(tree) if each.suffix in WHOLE), tree)
        return Place(name, path, 0, len(_text(path).splitlines()))
    word = re.split(r"\.(?=[^.]*$)", name)[-1]
    known = (place for path in product(tree) if word in _text(path) for place in places(path, tree))
    return _the_one(name, {place.name: place for place in known if f".{place.name}".endswith(f".{name}")})


def find_file(name: str, files: Iterable[Path], tree: Path) -> Path:
    """The one of `files` whose path ends with this name. Raises Stale as `find` does."""
    named = {path.relative_to(tree).as_posix(): path for path in files}
    return _the_one(name, {other: path for other, path in named.items() if f"/{other}".endswith(f"/{name}")})


def find_test(test: str, tree: Path) -> str:
    """`file::name` with the whole path of its file, which stands somewhere below tests/."""
    file, mark, name = test.partition("::")
    return f"{find_file(file, _tests(tree), tree).relative_to(tree).as_posix()}{mark}{name}"


def _the_one(name: str, found: dict[str, _T]) -> _T:
    if not found:
        raise Stale(f"{name} is not there")
    if len(found) > 1:
        raise Stale(f"{name} may be {' or '.join(sorted(found))}: say more of its name")
    return next(iter(found.values()))


@cache
def product(tree: Path) -> tuple[Path, ...]:
    """The files that something can be named in."""
    return tuple(sorted(_below(tree, (*PYTHON, *TYPESCRIPT, *WHOLE))))


@cache
def _tests(tree: Path) -> tuple[Path, ...]:
    return tuple(path for path in (tree / "tests").rglob("*") if path.suffix in (*PYTHON, *TYPESCRIPT))


def _below(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir():
            if path.name not in NOT_PRODUCT and not path.name.startswith("."):
                yield from _below(path, suffixes)
        elif path.suffix in suffixes and ".gen." not in path.name:
            yield path


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def places(path: Path, tree: Path) -> tuple[Place, ...]:
    """Everything with a name in a file of Python or TypeScript."""
    base = ".".join(path.relative_to(tree).with_suffix("").parts)
    found = _of_python if path.suffix in PYTHON else _of_typescript if path.suffix in TYPESCRIPT else _of_nothing
    return tuple(Place(f"{base}.{name}", path, first, end) for name, first, end in found(_text(path)))


def _of_nothing(_: str) -> Iterator[tuple[str, int, int]]:
    return iter(())


def _of_python(text: str) -> Iterator[tuple[str, int, int]]:
    return _of_body(ast.parse(text).body, "")


def _of_body(body: list[ast.stmt], before: str) -> Iterator[tuple[str, int, int]]:
    for each in body:
        end = each.end_lineno or each.lineno
        match each:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                first = min([each.lineno, *(decorator.lineno for decorator in each.decorator_list)])
                yield f"{before}{each.name}", first - 1, end
                if isinstance(each, ast.ClassDef):
                    yield from _of_body(each.body, f"{before}{each.name}.")
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield f"{before}{name}", each.lineno - 1, end
            case _:
                pass


def _of_typescript(text: str) -> Iterator[tuple[str, int, int]]:
    """By its layout, which the style of the client keeps: what begins at the margin, and in a class two spaces from it."""
    lines = text.splitlines()
    of_class = ""
    for number, line in enumerate(lines):
        if at_top := _AT_TOP.match(line):
            of_class = at_top[2] if at_top[1] else ""
            yield at_top[2], number, _end(lines, number, 0)
        elif of_class and (in_class := _IN_CLASS.fullmatch(line)):
            yield f"{of_class}.{in_class[1]}", number, _end(lines, number, 2)


def _end(lines: list[str], first: int, indent: int) -> int:
    """Where what begins in line `first` is over: at the next line that stands as far from the margin, which may close it."""
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if not line.strip() or len(line) - len(line.lstrip()) > indent:
            continue
        if line.lstrip()[0] not in ")}]":
            return max(end for end in range(first + 1, number + 1) if lines[end - 1].strip())
        if not line.endswith(("{", "(", "[", "=>")):
            return number + 1
    return len(lines)
