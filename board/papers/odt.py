# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as a text document with real headings, lists and tables, to write on in any office program."""

from board.papers.odf import packed
from board.papers.report import Words, made_day, report_facts, report_parts
from organisation.report.content import ReportContent, report_hash


def report_odt(content: ReportContent) -> bytes:
    """The file."""
    words, parts = Words(content.language), report_parts(content)
    tables = [tuple(part["widths"]) for part in parts if part["kind"] == "table"]
    return packed(
        "odt",
        content.language,
        title=words.said("title", content.title),
        day=made_day(content),
        heading=content.title,
        over=", ".join(part for part in (words.word("kind"), content.organisation) if part),
        facts=report_facts(content),
        parts=parts,
        tables=list(dict.fromkeys(tables)),
        proof=words.said("proof", report_hash(content)),
    )
