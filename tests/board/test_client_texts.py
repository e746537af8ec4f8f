# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The live board's words: every text in the client stands in a Dutch catalogue, and the catalogues hold nothing else."""

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

import board
from scripts.node import environment

BOARD = Path(board.__file__).parent
PROJECT = BOARD.parent
CLIENT = BOARD / "client"
DUTCH = BOARD / "locale" / "nl" / "LC_MESSAGES"

Message = str | tuple[str, ...]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> set[Message]:
    # Babel reads no TSX and loses texts in it without a word: it gets the plain JavaScript that esbuild makes of each file.
    out = tmp_path_factory.mktemp("plain")
    sources = [str(path) for path in CLIENT.rglob("*.ts*") if path.name != "protocol.gen.ts"]
    command = [str(PROJECT / "node_modules/.bin/esbuild"), *sources, "--jsx=automatic", "--charset=utf8", f"--outdir={out}"]
    subprocess.run(command, check=True, capture_output=True, env=environment(), cwd=PROJECT)
    return {message for path in out.rglob("*.js") for message in _texts(path.read_bytes())}


@pytest.fixture(scope="module")
def translated() -> dict[Message, Message]:
    found: dict[Message, Message] = {}
    for path in DUTCH.glob("*.po"):
        if path.stem != "pages":
            with path.open("rb") as file:
                found |= {_plain(message.id): _plain(message.string) for message in read_po(file, locale="nl") if message.id}
    return found


def test_every_text_of_the_client_stands_in_a_dutch_catalogue(said: set[Message], translated: dict[Message, Message]) -> None:
    assert said - set(translated) == set()


def test_the_catalogues_hold_nothing_that_the_client_does_not_say(said: set[Message], translated: dict[Message, Message]) -> None:
    assert set(translated) - said == set()


def test_no_translation_is_empty_or_loses_a_name_in_braces(translated: dict[Message, Message]) -> None:
    for message, dutch in translated.items():
        for form in (dutch,) if isinstance(dutch, str) else dutch:
            assert form
            # A singular may say "one" in words; every other form names what the English plural names.
            assert _names(form) <= _names(message if isinstance(message, str) else message[-1]), message


def _texts(javascript: bytes) -> Iterator[Message]:
    for _, message, _, _ in extract("javascript", BytesIO(javascript), keywords={"t": None, "tn": (1, 2)}):
        yield _plain(message)


def _plain(message: str | list[str] | tuple[str, ...] | None) -> Message:
    return tuple(message) if isinstance(message, list | tuple) else message or ""


def _names(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}
