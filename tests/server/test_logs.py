# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing that people typed, and nothing that opens a door, comes into a log line, however much is logged (PRIV-08)."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from websockets.exceptions import InvalidStatus

from server import access
from server.player.browser import PageMissing, join_workshop, open_workshop, unlock
from server.process import logs
from server.process.logs import formatter
from server.settings import LogFormat
from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from tests.running import running_server
from tests.server.house import Player, pack, raw_socket, value

CANARIES = ("kanarietitel", "kanarieorganisatie", "kanariecasus", "Kanarienaam", "kanariewaarom", "kanarieposter", "Kanariebo")


async def test_a_whole_workshop_leaves_no_trace_in_the_log(capfd: pytest.CaptureFixture[str]) -> None:
    with running_server(minute_ms=1500, WAARDENBORD_LOG_LEVEL="debug") as base_url:
        opened = await open_workshop(base_url, {"title": CANARIES[0], "organisation": CANARIES[1], "case_text": CANARIES[2]})
        person = await join_workshop(base_url, opened.code, CANARIES[3], "data")
        screen = await unlock(base_url, "scherm", opened.session_id, opened.screen_key)
        for door, key in (("scherm", opened.scribe_key), ("notulen", "x" * 24)):
            with contextlib.suppress(PageMissing):
                await unlock(base_url, door, opened.session_id, key)
        paths = (f"/w/{opened.code}", f"/w/{opened.code}/bord", f"/w/{opened.code}/poster", "/w/kanarie-kanarie-kanarie", "/%00")
        for path in paths:
            await person.get(path)
        async with Player(opened.facilitator, opened.session_id, "facilitator") as facilitator:
            async with Player(person, opened.session_id, "participant") as phone, Player(screen, opened.session_id, "screen"):
                await facilitator.go("A2b")
                await phone.add("n1", CANARIES[4])
                await phone.do(c.AddNote("n1", "r1", value(CANARIES[4] * 50), "democratie"))
                await phone.do(c.ChangeProfile(CANARIES[6]))
                await phone.send_raw(b"\xc1" + CANARIES[4].encode())
                await phone.send_raw(pack({"type": "do", "n": 9, "command": {"type": CANARIES[4]}}))
                await phone.settle()
            await facilitator.must(c.ShortenTimer("r1"))
            await facilitator.until(lambda: facilitator.run is not None and facilitator.run.opened_to == "table")
            await facilitator.go("A3")
            await facilitator.must(
                c.PutPosterEntry(
                    "v1", 0, PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning=CANARIES[5])
                )
            )
            await facilitator.must(c.TakeSnapshot())
            await facilitator.must(c.CloseWorkshop())
        with contextlib.suppress(InvalidStatus):
            async with raw_socket(base_url, f"/ws/{opened.session_id}/participant", origin="https://evil.example"):
                pass
        kept = (*person.cookies.values(), *opened.facilitator.cookies.values())
        secrets = [*filter(access.is_secret, kept), opened.screen_key, opened.scribe_key]
        assert len(secrets) == 4
    logged = capfd.readouterr().err
    assert all(set(json.loads(line)) >= {"time", "level", "logger", "process", "message"} for line in logged.splitlines())
    assert "DEBUG" in logged, "nothing was logged, so nothing was proven"
    for word in (*CANARIES, "kanarie-kanarie-kanarie", opened.code, *secrets):
        assert word.lower() not in logged.lower(), word
    assert "127.0.0.1" not in logged
    assert not re.search(r"\b\d{1,3}(\.\d{1,3}){3}\b", logged)


@pytest.fixture
def speaker() -> Iterator[logging.Logger]:
    """A logger that speaks to nobody but who listens to it alone."""
    logger = logging.getLogger("server.a_test")
    logger.propagate = False
    yield logger
    logger.propagate = True
    logger.handlers.clear()


def heard(speaker: logging.Logger, *, is_text: bool, colors: bool = False) -> io.StringIO:
    """What the speaker's lines look like."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter(is_text=is_text, colors=colors))
    speaker.handlers = [handler]
    return stream


def test_a_line_of_json_says_when_how_grave_who_which_process_and_what(speaker: logging.Logger) -> None:
    said = heard(speaker, is_text=False)
    speaker.warning("store unavailable: %s", "é\nlost")
    line = json.loads(said.getvalue())
    assert datetime.fromisoformat(line.pop("time")).utcoffset() == timedelta(0)
    assert line == {
        "level": "WARNING",
        "logger": "server.a_test",
        "process": os.getpid(),
        "message": "store unavailable: é\nlost",
    }
    assert said.getvalue().count("\n") == 1


@pytest.mark.parametrize(("is_text", "colors"), [(False, False), (True, False), (True, True)])
def test_a_failure_is_told_with_its_traceback_and_without_the_variables_in_it(
    speaker: logging.Logger, is_text: bool, colors: bool
) -> None:
    said = heard(speaker, is_text=is_text, colors=colors)
    note = "kanariewaarom"[:9] + "waarom"
    try:
        len(note).no_such_thing  # type: ignore[attr-defined]  # noqa: B018 # it is to fail here
    except AttributeError:
        speaker.exception("room failed; its state is read anew")
    assert "room failed; its state is read anew" in said.getvalue()
    assert "AttributeError" in said.getvalue()
    assert note not in said.getvalue()


@pytest.mark.parametrize("is_text", [False, True])
def test_what_a_library_hands_along_stays_out(speaker: logging.Logger, is_text: bool) -> None:
    said = heard(speaker, is_text=is_text)
    speaker.warning("connection open", extra={"websocket": "198.51.100.7", "color_message": "\x1b[1m198.51.100.7"})
    assert "connection open" in said.getvalue()
    assert "198.51.100.7" not in said.getvalue()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("form", "stream", "is_json"),
    [
        ("auto", io.StringIO, True),
        ("auto", Terminal, False),
        ("json", Terminal, True),
        ("text", io.StringIO, False),
    ],
)
def test_lines_are_json_unless_somebody_watches_or_it_is_set(
    form: LogFormat, stream: type[io.StringIO], is_json: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = logging.RootLogger(logging.WARNING)
    monkeypatch.setattr(logging, "root", root)
    monkeypatch.setattr(logging.Logger, "root", root)
    monkeypatch.setattr(logging, "captureWarnings", lambda *, capture: None)
    out = stream()
    logs.set_up("error", form, out)
    library = logging.Manager(root).getLogger("a.library")
    library.setLevel(logging.DEBUG)
    library.error("it is said")
    library.warning("it is too small a thing")
    line = out.getvalue()
    assert line.startswith("{") is is_json
    assert ("\x1b[" in line) is (stream is Terminal and not is_json)
    assert "it is said" in line
    assert "too small" not in line
