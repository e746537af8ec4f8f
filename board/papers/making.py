# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes any file that takes a while, of nothing but what is handed over: the same job gives the same bytes. Reading one is such a
job too: what it makes is what was found.
"""

import hashlib
from collections.abc import Callable
from typing import Any, Literal

import msgspec
from msgspec import Struct

from board.papers.action_table import ActionTable, action_table
from board.papers.analysis import analysis_file
from board.papers.glyphs import FONTS
from board.papers.look import PLAIN, Look
from board.papers.odt import report_odt
from board.papers.poster import FixedPoster, poster_paper
from board.papers.reading import Read, Sent, encoded, read_case
from board.papers.report import ReportFile, report_paper
from board.papers.strategy import strategy_file
from board.papers.typesetting import typeset
from board.rendering import read_template
from board.theme.house_style import in_force
from organisation.strategy.analysis_state import AnalysisContent
from organisation.strategy.content import StrategyContent
from sessions.material.text import LEADING

Kind = Literal["poster", "report", "actions", "strategy", "analysis", "reading"]


class Job(Struct, frozen=True):
    """A file to make: what it is of (`content`, as MessagePack of the kind's own struct), which one (`file`), and its look."""

    kind: Kind
    file: str
    content: bytes
    look: Look = PLAIN

    @property
    def key(self) -> str:
        """By which the same job is known again: SHA-256 (hex) over all of it."""
        return hashlib.sha256(msgspec.msgpack.encode(self)).hexdigest()


def job(kind: Kind, file: str, content: Struct) -> Job:
    """The job that makes this file in the house style that is in force."""
    return Job(kind, file, msgspec.msgpack.encode(content), in_force().look)


def prepare() -> None:
    """Read what most files are made with, so that a copy of this process need not."""
    import typst  # noqa: F401

    for template in _TEMPLATES:
        read_template(template, LEADING)


def make(job: Job) -> bytes:
    """The file. Raises NotSet when the typesetter refused."""
    kind, maker = _MAKERS[job.kind]
    return maker(msgspec.msgpack.decode(job.content, type=kind), job.file, job.look)


def _poster(content: FixedPoster, file: Any, look: Look) -> bytes:
    return typeset(poster_paper(content, file, look), FONTS, look)


def _report(content: ReportFile, file: str, look: Look) -> bytes:
    return report_odt(content.content, look) if file == "odt" else typeset(report_paper(content), FONTS, look)


def _reading(sent: Sent, _file: str, _look: Look) -> bytes:
    try:
        found = read_case(sent)
    except Exception:  # noqa: BLE001 - a library that reads what strangers send raises whatever it likes
        found = Read(problem="damaged")
    return encoded(found)


_TEMPLATES = (
    *("report_words.html", "strategy_words.html", "workshop_parts.html", "poster_parts.html", "case_parts.html"),
    *("odf_manifest.xml", "odf_meta.xml", "odt_content.xml", "odt_styles.xml", "ods_content.xml", "ods_styles.xml"),
)
"""Those of files, in the language of most workshops."""

_MAKERS: dict[Kind, tuple[Any, Callable[[Any, Any, Look], bytes]]] = {
    "poster": (FixedPoster, _poster),
    "report": (ReportFile, _report),
    "actions": (ActionTable, action_table),
    "strategy": (StrategyContent, strategy_file),
    "analysis": (AnalysisContent, analysis_file),
    "reading": (Sent, _reading),
}
