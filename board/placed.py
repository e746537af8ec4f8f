# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lets every address in a template say where the board stands (`board.below`), while Jinja reads it.

An attribute that holds an address begins with words of the template or with an expression. Words that begin with a slash, and
every expression, go by `at`; whatever is written so that nobody sees where it begins is an error of the template. What people
wrote is no part of a template, so nothing of theirs is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_NAMES = r"href|src|srcset|action|formaction|poster|data-(?:[a-z]+-)*url|data-timelapse"
"""Attributes that hold an address, those that our scripts read too."""
_BEGIN = rf"""(?:(?<![\w-])(?:{_NAMES})="|http-equiv="refresh" content="\d+; url=)"""
_PATH = re.compile(rf"({_BEGIN})/(?!/)")
_OPEN = re.compile(rf"{_BEGIN}\Z")
_LOOSE = re.compile(rf"""\s((?:{_NAMES})\s*=\s*(?:["']\s*)?)""", re.IGNORECASE)
_STRICT = re.compile(rf'(?:{_NAMES})="')
_SAID = ("trans", "pluralize", "endtrans")


class Placed(Extension):
    """The filter stands in the environment as `at`."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template with `at` at each address."""
        tokens = list(stream)
        in_text, fields, is_open, closing = False, frozenset[str](), False, False
        for place, token in enumerate(tokens):
            if is_open and token.type != "variable_begin":
                # A comment is no token: then two pieces of text follow each other.
                self._wrong(stream, token, "an address begins with words or with an expression, not with a block or a comment")
            if token.type == "block_begin" and tokens[place + 1].value in _SAID:
                in_text = tokens[place + 1].value != "endtrans"
                fields = _placed_fields(tokens, place) if tokens[place + 1].value == "trans" else fields
            if token.type == "data":
                yield from self._words(stream, token, in_text=in_text)
            elif is_open and token.type == "variable_begin" and in_text:
                if tokens[place + 1].value not in fields:
                    self._wrong(stream, token, "say where it is before the text: {% trans address=(…)|at %}")
                yield token
            elif is_open and token.type == "variable_begin":
                yield token
                yield Token(token.lineno, "lparen", "(")
                closing = True
            elif closing and token.type == "variable_end":
                yield Token(token.lineno, "rparen", ")")
                yield from _filter(token.lineno)
                yield token
                closing = False
            else:
                yield token
            is_open = token.type == "data" and _OPEN.search(token.value) is not None

    def _words(self, stream: TokenStream, token: Token, *, in_text: bool) -> Iterator[Token]:
        if any(not _STRICT.fullmatch(said) for said in _LOOSE.findall(token.value)):
            self._wrong(stream, token, 'an address is written as href="…", without a space')
        first, *rest = _PATH.split(token.value)
        if rest and in_text:
            self._wrong(stream, token, "say where it is before the text: {% trans address='/…'|at %}")
        yield Token(token.lineno, "data", first)
        for begin, words in zip(rest[::2], rest[1::2], strict=True):
            yield Token(token.lineno, "data", begin)
            yield Token(token.lineno, "variable_begin", "{{")
            yield Token(token.lineno, "string", "/")
            yield from _filter(token.lineno)
            yield Token(token.lineno, "variable_end", "}}")
            yield Token(token.lineno, "data", words)

    @staticmethod
    def _wrong(stream: TokenStream, token: Token, said: str) -> None:
        raise TemplateSyntaxError(said, token.lineno, stream.name, stream.filename)


def _filter(lineno: int) -> Iterator[Token]:
    yield Token(lineno, "pipe", "|")
    yield Token(lineno, "name", "at")


def _placed_fields(tokens: list[Token], place: int) -> frozenset[str]:
    """The fields at the head of a text that go by `at`."""
    found: set[str] = set()
    name = ""
    for token, after in zip(tokens[place + 2 :], tokens[place + 3 :], strict=False):
        if token.type == "block_end":
            break
        if token.type == "name" and after.type == "assign":
            name = token.value
        if (token.type, after.value) == ("pipe", "at"):
            found.add(name)
    return frozenset(found)
