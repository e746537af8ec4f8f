# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The live board's words: every text in the client stands in a Dutch catalogue, and the catalogues hold nothing else."""

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

import board
from board.catalogues import SERVER_ONLY
from scripts.node import environment

BOARD = Path(board.__file__).parent
PROJECT = BOARD.parent
CLIENT = BOARD / "client"
DUTCH = BOARD / "locale" / "nl" / "LC_MESSAGES"

Message = str | tuple[str, ...]


WROTE = re.compile(r"(?<![=$\w])\{(?:\w+\.)+(?:reason|meaning|clash|action|actor|holder|monitor|consideration|affected)\}")
"""Words of people as they are, in an element and not in an attribute."""
ROLES = {"participant", "facilitator", "screen"}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[Message, set[str]]:
    """Every text of the client, with the parts of the client that say it: its core, a role, or the views that roles share."""
    # Babel reads no TSX and loses texts in it without a word: it gets the plain JavaScript that esbuild makes of each file.
    out = tmp_path_factory.mktemp("plain")
    sources = [str(path) for path in CLIENT.rglob("*.ts*") if path.name != "protocol.gen.ts"]
    # Nor does it look into template strings: those become calls.
    command = [str(PROJECT / "node_modules/.bin/esbuild"), *sources, "--jsx=automatic", "--charset=utf8"]
    command += ["--supported:template-literal=false"]
    command += [f"--outbase={CLIENT}", f"--outdir={out}"]
    subprocess.run(command, check=True, capture_output=True, env=environment(), cwd=PROJECT)
    found: dict[Message, set[str]] = {}
    for path in out.rglob("*.js"):
        folder, room, *_ = path.relative_to(out).parts
        for message in _texts(path.read_bytes()):
            found.setdefault(message, set()).add(room if room in ROLES else folder)
    return found


@pytest.fixture(scope="module")
def said(places: dict[Message, set[str]]) -> set[Message]:
    return set(places)


@pytest.fixture(scope="module")
def catalogues() -> dict[str, dict[Message, Message]]:
    """The catalogues of the client by their names."""
    found: dict[str, dict[Message, Message]] = {}
    for path in DUTCH.glob("*.po"):
        if path.stem not in SERVER_ONLY:
            with path.open("rb") as file:
                messages = [message for message in read_po(file, locale="nl") if message.id]
            found[path.stem] = {_plain(message.id): _plain(message.string) for message in messages}
    return found


@pytest.fixture(scope="module")
def translated(catalogues: dict[str, dict[Message, Message]]) -> dict[Message, Message]:
    return {message: dutch for catalogue in catalogues.values() for message, dutch in catalogue.items()}


def test_every_text_of_the_client_stands_in_a_dutch_catalogue(said: set[Message], translated: dict[Message, Message]) -> None:
    assert said - set(translated) == set()


def test_the_catalogues_hold_nothing_that_the_client_does_not_say(said: set[Message], translated: dict[Message, Message]) -> None:
    assert set(translated) - said == set()


def test_a_text_stands_in_one_catalogue_that_of_those_who_say_it(
    places: dict[Message, set[str]], catalogues: dict[str, dict[Message, Message]]
) -> None:
    stands = {message: [name for name, texts in sorted(catalogues.items()) if message in texts] for message in places}
    assert {message: found for message, found in stands.items() if found != [_home(places[message])]} == {}


def test_the_board_and_the_pages_say_the_same_thing_in_the_same_words(translated: dict[Message, Message]) -> None:
    with (DUTCH / "pages.po").open("rb") as file:
        pages = {_plain(message.id): _plain(message.string) for message in read_po(file, locale="nl") if message.id}
    both = pages.keys() & translated.keys()
    assert len(both) > 50
    assert [(message, pages[message], translated[message]) for message in both if pages[message] != translated[message]] == []


def test_no_translation_is_empty_or_loses_a_name_in_braces(translated: dict[Message, Message]) -> None:
    for message, dutch in translated.items():
        for form in (dutch,) if isinstance(dutch, str) else dutch:
            assert form
            # A singular may say "one" in words; every other form names what the English plural names.
            assert _names(form) <= _names(message if isinstance(message, str) else message[-1]), message


def test_no_letter_does_anything_by_itself() -> None:
    """[A11Y-05] A key of one sign is looked at together with Ctrl or Cmd, or where a film plays (the space bar)."""
    lone = []
    for path in sorted(CLIENT.rglob("*.ts*")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            asked = re.findall(r"""key(?:\.toLowerCase\(\))?\s*[!=]==\s*["'](.)["']""", line)
            if asked and "ctrlKey" not in line and "metaKey" not in line:
                lone.append(f"{path.name}:{number}: {asked}")
    assert lone == []


def test_what_people_wrote_stands_in_its_own_direction() -> None:
    """[BRD-31] Alone in an element that takes its direction from its words (`dir="auto"`), or isolated from what is beside it."""
    bare = []
    for path in sorted(CLIENT.rglob("*.tsx")):
        source = path.read_text(encoding="utf-8")
        for found in WROTE.finditer(source):
            element = source[: found.start()].rpartition("<")[2]
            if 'dir="auto"' not in element.partition(">")[0]:
                bare.append(f"{path.relative_to(CLIENT)}: {found[0].strip()}")
    assert bare == []


def _texts(javascript: bytes) -> Iterator[Message]:
    for _, message, _, _ in extract("javascript", BytesIO(javascript), keywords={"t": None, "tn": (1, 2)}):
        yield _plain(message)


def _home(parts: set[str]) -> str:
    """The catalogue of a text: the core's, the one of the only role that says it, or else that of the shared views."""
    if "core" in parts:
        return "core"
    return next(iter(parts)) if len(parts) == 1 else "views"


def _plain(message: str | list[str] | tuple[str, ...] | None) -> Message:
    return tuple(message) if isinstance(message, list | tuple) else message or ""


def _names(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}
