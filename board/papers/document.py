# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document of headings, texts, facts and tables as PDF, text document, spreadsheet and CSV: what a strategy and an analysis are
made into. It looks as a report does, and carries itself as data.
"""

from typing import Any

from msgspec import Struct

from board.papers.glyphs import FONTS, Setting
from board.papers.look import PLAIN, Look
from board.papers.odf import packed
from board.papers.report import Part, Words, as_set, block_part, cell, titled
from board.papers.typesetting import Attached, Paper, typeset
from board.rendering import macro
from board.spreadsheet import csv_file
from sessions.material.text import Language
from sessions.topics.canonical import sha256_hex

WORDS = "strategy_words.html"
NO_DAY = "1970-01-01"
"""A file that keeps for years has a day; this one of what says none."""

__all__ = ["NO_DAY", "WORDS", "Document", "Sheet", "block_part", "cell", "file_of", "titled"]


class Sheet(Struct, frozen=True):
    """The same as a table: one sheet. `columns` are headings with their widths in cm."""

    name: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str | int, ...], ...]


class Document(Struct, frozen=True, kw_only=True):
    """All that any file of it needs. `day` (ISO 8601) is what the file says it is of; `canonical` is the whole as data."""

    lang: Language
    title: str
    over: str
    organisation: str
    stage: str
    version: str
    is_draft: bool
    day: str
    facts: list[tuple[str, str]]
    parts: list[Part]
    sheet: Sheet
    data_name: str
    data_about: str
    canonical: str

    @property
    def title_of_file(self) -> str:
        """What the file says that it is called."""
        return ", ".join(part for part in (self.title, self.organisation) if part)


def file_of(document: Document, file: str, look: Look = PLAIN) -> bytes:
    """The file: `pdf`, `odt`, `ods` or `csv`. Raises NotSet when the typesetter refused."""
    match file:
        case "odt":
            return _odt(document, look)
        case "ods":
            return _ods(document, look)
        case "csv":
            rows = ([str(each) for each in row] for row in document.sheet.rows)
            return csv_file([name for name, _ in document.sheet.columns], rows)
        case _:
            return typeset(_paper(document), FONTS, look)


def _proof(document: Document) -> str:
    return Words(document.lang).said("proof", sha256_hex(document.canonical), WORDS)


def _paper(document: Document) -> Paper:
    ready, words = Setting(), Words(document.lang)
    data: dict[str, Any] = {
        "lang": document.lang,
        "title_of_file": ready(document.title_of_file),
        "author": ready(document.organisation) or "Waardenbord",
        "day": document.day,
        "over": ready(document.over),
        "title": ready(document.title),
        "stage": document.stage,
        "version": document.version,
        "is_draft": document.is_draft,
        "facts": [[ready(name), ready(said)] for name, said in document.facts],
        "parts": [as_set(part, ready) for part in document.parts],
        "page_of": words.said("page_of", {"n": "{n}", "all": "{all}"}),
        "proof": [ready(_proof(document))],
    }
    if ready.replaced:
        data["proof"] = [*data["proof"], ready(macro("poster_parts.html", "replaced", document.lang, ready.replaced))]
    own = Attached(document.data_name, document.data_about, document.canonical)
    return Paper("report", data, layout="a4", form="pdf", attached=(own,))


def _odt(document: Document, look: Look) -> bytes:
    tables = [tuple(part["widths"]) for part in document.parts if part["kind"] == "table"]
    return packed(
        "odt",
        document.lang,
        look=look,
        title=document.title_of_file,
        day=document.day,
        heading=document.title,
        over=document.over,
        facts=document.facts,
        parts=document.parts,
        tables=list(dict.fromkeys(tables)),
        proof=_proof(document),
    )


def _ods(document: Document, look: Look) -> bytes:
    sheet = document.sheet
    return packed(
        "ods",
        document.lang,
        look=look,
        title=document.title_of_file,
        day=document.day,
        sheet=sheet.name,
        header=[name for name, _ in sheet.columns],
        columns=[(width, False) for _, width in sheet.columns],
        kept_beside=1,
        rows=[[_typed(each) for each in row] for row in sheet.rows],
    )


def _typed(value: str | int) -> tuple[str, str]:
    if isinstance(value, int):
        return "number", str(value)
    return ("text", value) if value else ("empty", "")
