# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What strangers can send costs work in proportion to its length, and no more: twice the text, at most three times the work.

Work is the processor time of this thread, the least of several runs, so that a loaded machine does not tell. What grows with the
square of its length takes four times the work, each time again.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest
from starlette.datastructures import FormData
from starlette.requests import Request, cookie_parser

from board.i18n import closest_language
from board.rendering import DIST
from board.script_forms import change, data_of
from server import content
from server.live.decoding import BadFrame, decode
from server.web.giving_back import typed_in
from server.web.guard import Guard
from server.web.site import PageError
from sessions.authoring.own_values import read_own_values
from sessions.authoring.script_toml import make_script, read_script
from sessions.authoring.toml import MAX_TOML_CHARACTERS
from sessions.material.problems import MAX_PROBLEMS
from sessions.material.typed import clean, clean_line
from sessions.material.words import normalise_code

MOST = 3.0
ROUNDS = 4
"""Tries to see the growth, each with a run more than the last. Only something that grows too fast fails them all."""
SHORT_S = 0.002
"""Work that is no work at its limit."""


def cost_s(work: Callable[[], object]) -> float:
    # What else is in memory by then is no part of the work, and the collector walks all of it.
    gc.disable()
    try:
        began = time.thread_time()
        work()
        return time.thread_time() - began
    finally:
        gc.enable()


def grows_too_fast(work: Callable[[int], object], at_most: int) -> str:
    """Empty, or by how much the work grew from half the limit to the limit in every round."""
    seen = []
    for runs in range(1, ROUNDS + 1):
        half = min(cost_s(lambda: work(at_most // 2)) for _ in range(runs))
        whole = min(cost_s(lambda: work(at_most)) for _ in range(runs))
        if whole < SHORT_S or whole <= MOST * half:
            return ""
        seen.append(f"{half * 1000:.1f} → {whole * 1000:.1f} ms")
    return ", ".join(seen)


def filled(text: str, length: int) -> str:
    """`text` again and again, `length` characters of it."""
    return (text * (length // len(text) + 1))[:length]


TOML: dict[str, Callable[[int], str]] = {
    "a key of many parts": lambda n: filled("a.", n) + "a = 1",
    "a key of many parts with spaces": lambda n: filled("a . ", n) + "a = 1",
    "a header of many parts": lambda n: "[" + filled("a.", n) + "a]",
    "an inline table of many parts": lambda n: "a = {" + filled("a.", n) + "a = 1}",
    "many steps": lambda n: "[[parts]]\n" + "[[parts.steps]]\n" * ((n - 10) // 16),
    "many keys": lambda n: "".join(f"a.b{number}=1\n" for number in range(n // 12)),
    "many unknown keys": lambda n: "".join(f"b{number}=1\n" for number in range(n // 12)),
    "many tools": lambda n: "[[parts]]\n[[parts.steps]]\ntools = [" + '"answers",' * ((n - 50) // 10) + "]",
    "many wrong sentences": lambda n: "prepare = [" + "1," * ((n - 20) // 2) + "]",
    "many steps in a list": lambda n: "parts=[{steps=[" + "{}," * ((n - 20) // 3) + "]}]",
    "many wrong parts": lambda n: "parts=[" + "1," * ((n - 9) // 2) + "]",
    "many values": lambda n: '[[values]]\nname="x"\n' * (n // 20),
    "a whole number": lambda n: "version = 0x" + "f" * (n - 20),
    "marks on a letter": lambda n: 'title = "a' + "\u0315\u0300" * ((n - 20) // 2) + '"',
    "marks on the letter of a name": lambda n: '[[values]]\nname = "a' + "\u0315\u0300" * ((n - 30) // 2) + '"',
    "quotation marks that never close": lambda n: 'a = """\n' + '\\"""\n' * ((n - 10) // 5),
    "lines that never close": lambda n: filled("a = '\n", n),
    "quotation marks": lambda n: "a = " + '"' * (n - 4),
    "backslashes": lambda n: 'a = "' + "\\" * (n - 5),
    "brackets": lambda n: "a = " + "[" * (n - 4),
    "braces": lambda n: filled("a = {b=", n),
    "brackets side by side": lambda n: "a = [" + ("[" * 14 + "]" * 14 + ",") * ((n - 6) // 29) + "]",
    "comments": lambda n: filled('#"""\n', n),
    "line ends": lambda n: filled("\r\n", n),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", TOML)
def test_a_script_or_own_values_in_a_file(kind: str) -> None:
    """[BND-03]"""
    # A quarter of the limit shows how it grows as well, and sooner.
    base = content.framework("waardenkader-2025")
    known = content.framework_ids()

    def read(length: int) -> None:
        text = TOML[kind](length)
        assert len(text) <= MAX_TOML_CHARACTERS
        for problems in (read_script(text, known), read_own_values(text, base, alone=False)):
            assert isinstance(problems, list)
            assert 0 < len(problems) <= MAX_PROBLEMS

    assert not grows_too_fast(read, MAX_TOML_CHARACTERS // 4)


FIELDS: dict[str, Callable[[int], str]] = {
    "minutes of many steps": lambda n: f"parts.{n // 100}.steps.{n % 100}.minutes",
    "titles of many steps": lambda n: f"parts.{n // 100}.steps.{n % 100}.title.nl",
    "tools of a step": lambda _: "parts.0.steps.0.tools",
    "tools of many steps": lambda n: f"parts.{n // 100}.steps.{n % 100}.tools",
    "sentences": lambda n: f"prepare.{n}.nl",
    "names of no meaning": lambda n: f"x{n}",
    "long names": lambda n: "parts." * 8 + str(n),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", FIELDS)
def test_a_script_in_a_form(kind: str) -> None:
    """[BND-03]"""

    def read(fields: int) -> None:
        data = data_of((FIELDS[kind](number), f"v{number}") for number in range(fields))
        change(data, "add:parts.0.steps.0")
        made = make_script(data, content.framework_ids())
        assert isinstance(made, list)
        assert len(made) <= MAX_PROBLEMS

    assert not grows_too_fast(read, 6000)


@pytest.mark.slow
def test_a_form_that_comes_back() -> None:
    """[BND-03]"""
    error = PageError(413, "too_long")
    sent = {fields: FormData([(f"f{number}", "x") for number in range(fields)]) for fields in (3000, 6000)}
    assert not grows_too_fast(lambda fields: typed_in("", error, sent[fields]), 6000)
    several = typed_in("", error, FormData([("a", "1"), ("b", "2"), ("a", "3")]))
    assert (several.values, several.ticked) == ({"a": "3", "b": "2"}, {"a": ["1", "3"], "b": ["2"]})


def cookies(header: str) -> dict[str, str]:
    """The cookies of a request as pages get them, behind the guard."""
    request = Request({"type": "http", "headers": [(b"cookie", header.encode())]})
    Guard.drop_quoted_cookies(request.scope)
    return cookie_parser(request.headers["cookie"])


SHORT: dict[str, Callable[[str], object]] = {
    "words": clean,
    "words at both ends": lambda text: clean(f"x{text}é"),
    "a line": clean_line,
    "a code": normalise_code,
    "languages": lambda header: closest_language(header, DIST / "locale"),
    "cookies": cookies,
}
PIECES = {
    "letters": "a",
    "spaces": " ",
    "fillers": "\u2800\u115f",
    "line ends": "\r\n",
    "marks": "\u0315\u0300",
    "letters that come apart into marks": "\u0f73\u0f71",
    "letters with a mark": "e\u0301",
    "jamo": "\u1100\u1161\u11a8",
    "halves of emoji": "\ud83d",
    "joined emoji": "👩\u200d",
    "commas": "a,",
    "weights": ";q=1,",
    "quotation marks and backslashes": 'a="\\a',
    "pairs": "a=b;",
}


@pytest.mark.parametrize("of", PIECES)
@pytest.mark.parametrize("kind", SHORT)
def test_a_text_in_a_form_or_a_header(kind: str, of: str) -> None:
    """[BND-03]"""
    text = PIECES[of] if kind != "cookies" else PIECES[of].encode("ascii", "replace").decode()
    assert not grows_too_fast(lambda length: SHORT[kind](filled(text, length)), 20_000)


def frame(byte: int, length: int) -> None:
    try:
        decode(bytes([byte]) * length)
    except BadFrame:
        return
    raise AssertionError("it is no frame")


@pytest.mark.parametrize("byte", [0x81, 0x91, 0xDC, 0xDE, 0xA1, 0xC1, 0xD9, 0x00])
def test_a_frame(byte: int) -> None:
    """[BND-03]"""
    assert not grows_too_fast(lambda length: frame(byte, length), 65_536)


def test_what_grows_far_too_fast_is_seen_on_a_busy_machine_too() -> None:
    def cube(length: int) -> None:
        for _ in range(length):
            for _ in range(length):
                for _ in range(length):
                    pass

    assert grows_too_fast(cube, 120)
