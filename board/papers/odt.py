# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as a text document with real headings, lists and tables, to write on in any office program."""

from board.papers.look import PLAIN, Look
from board.papers.odf import packed
from board.papers.report import Part, Words, made_day, report_facts, report_parts
from organisation.report.content import ReportContent, report_hash


def report_odt(content: ReportContent, look: Look = PLAIN) -> bytes:
    """The file."""
    words, parts = Words(content.language), [_for_an_office(part) for part in report_parts(content)]
    tables = [tuple(part["widths"]) for part in parts if part["kind"] == "table"]
    return packed(
        "odt",
        content.language,
        look=look,
        title=words.said("title", content.title),
        day=made_day(content),
        heading=content.title,
        over=", ".join(part for part in (words.word("kind"), content.organisation) if part),
        facts=report_facts(content),
        parts=parts,
        tables=list(dict.fromkeys(tables)),
        proof=words.said("proof", report_hash(content)),
    )


_WIDTHS = {6: [4, 31, 21, 21, 11, 12]}
"""Of a table with so many columns, in hundredths: an office program without a dictionary breaks a word anywhere where it does not
fit, and "Communicatieadviseur" fits into these.
"""


def _for_an_office(part: Part) -> Part:
    return {**part, "widths": _WIDTHS.get(len(part["widths"]), part["widths"])} if part["kind"] == "table" else part
