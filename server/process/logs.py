# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process's log, on standard error: one voice for our own modules and for every library.

Modules ask `logging` for their logger, as libraries do, and know nothing of this page. A line has the time (UTC), the level, who
speaks, the number of the process (several workers share one standard error) and the message. Nothing that people typed, no secret
and no address of theirs comes into a line (PRIV-08), hence two things are left out: `extra`, in which libraries hand whole
connections along, and the variables of a traceback.
"""

import json
import logging
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TextIO

from structlog.dev import ConsoleRenderer, plain_traceback
from structlog.processors import JSONRenderer, format_exc_info
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

from server.settings import LogFormat, LogLevel

EVERY_S = 60.0
"""How often a warning of one wording is logged, when strangers can make as many as they like."""


class Sparing(logging.Filter):
    """Lets a warning of one wording through once every EVERY_S, with how many there were since the last one."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._last: dict[str, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this one is logged."""
        if record.levelno != logging.WARNING:
            return True
        now = self._monotonic()
        at, left_out = self._last.get(str(record.msg), (-EVERY_S, 0))
        if now - at < EVERY_S:
            self._last[str(record.msg)] = (at, left_out + 1)
            return False
        self._last[str(record.msg)] = (now, 0)
        if left_out:
            record.msg = f"{record.msg} (and {left_out} more since the last time)"
        return True


def set_up(level: LogLevel, form: LogFormat, stream: TextIO | None = None) -> None:
    """Log to `stream`, by default standard error, what is at least this grave. Call once, before anything is logged.

    `form` "auto" is text for whoever watches a terminal, and else JSON, one object a line, for what collects logs.
    """
    stream = sys.stderr if stream is None else stream
    handler = logging.StreamHandler(stream)
    # On the handler too: a library's logger may have a level of its own, below this one.
    handler.setLevel(level.upper())
    is_text = form == "text" or (form == "auto" and stream.isatty())
    handler.setFormatter(formatter(is_text=is_text, colors=is_text and stream.isatty()))
    logging.basicConfig(level=level.upper(), handlers=[handler])
    # uvicorn says a line for every request that is none, and what a later version wrote may be asked for by anybody.
    for chatty in ("uvicorn.error", "server.live.replaying"):
        logging.getLogger(chatty).addFilter(Sparing())
    logging.captureWarnings(capture=True)


def formatter(*, is_text: bool, colors: bool = False) -> logging.Formatter:
    """What makes a line of a record. A line of text that tells of an exception is followed by its traceback."""
    # No other way to show a traceback than Python's own: structlog's first choice would print the variables, notes among them.
    as_text = ConsoleRenderer(
        colors=colors,
        level_styles={name.upper(): style for name, style in ConsoleRenderer.get_default_level_styles(colors).items()},
        sort_keys=False,
        timestamp_key="time",
        event_key="message",
        exception_formatter=plain_traceback,
    )
    as_json: list[Processor] = [format_exc_info, JSONRenderer(json.dumps, ensure_ascii=False)]
    return ProcessorFormatter(processors=[_facts, *([as_text] if is_text else as_json)])


def _facts(_logger: WrappedLogger, _name: str, line: EventDict) -> EventDict:
    """What a line says, in this order."""
    record: logging.LogRecord = line["_record"]
    facts: EventDict = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "process": record.process,
        "message": line["event"],
    }
    if record.name == "waardenbord.audit":
        # Of all other `extra` nothing is taken: libraries hand whole connections along.
        facts.update(getattr(record, "audit", {}))
    if line.get("exc_info"):
        facts["exc_info"] = line["exc_info"]
    return facts
