# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A half-yearly analysis as a file, of its content and nothing else."""

from collections.abc import Iterator

from board.calendar_file import parse_day
from board.papers.document import NO_DAY, WORDS, Document, Sheet, block_part, cell, file_of, titled
from board.papers.look import PLAIN, Look
from board.papers.report import Part, Words
from organisation.report.content import blocks
from organisation.strategy.analysis_state import AnalysisContent, canonical_analysis
from organisation.strategy.analysis_tables import FactTable, TableRow, tables, unit_name, unit_of
from organisation.strategy.bounds import FEW_CASES

ANALYSIS_NAME = "analyse.json"


def analysis_file(content: AnalysisContent, file: str, look: Look = PLAIN) -> bytes:
    """The analysis as `pdf`, `odt`, `ods` or `csv`."""
    return file_of(analysis_document(content), file, look)


def analysis_document(content: AnalysisContent) -> Document:
    """The analysis, told for any file."""
    return _Telling(content).document()


class _Telling:
    def __init__(self, content: AnalysisContent) -> None:
        self._content = content
        self._words = Words(content.language)
        self._tables = tables(content.facts, content.language)

    def _word(self, name: str) -> str:
        return self._words.said("word", name, WORDS)

    def document(self) -> Document:
        content, word, facts = self._content, self._word, self._content.facts
        period = f"{self._words.day(facts.from_day)} – {self._words.day(facts.to_day)}"
        told = [
            (word("organisation"), content.organisation),
            (word("period"), period),
            (word("cases"), str(len(facts.cases))),
            (word("as_of"), self._words.day(facts.as_of)),
            (word("for"), content.contact),
            (word("day"), self._words.day(content.day)),
        ]
        return Document(
            lang=content.language,
            title=word("analysis"),
            over=", ".join(filter(None, (content.organisation, period))),
            organisation=content.organisation,
            stage=word("established" if content.day else "draft"),
            version=self._words.said("version", content.version),
            is_draft=not content.day,
            day=content.day if parse_day(content.day) else NO_DAY,
            facts=[(name, said) for name, said in told if said],
            parts=list(self._parts()),
            sheet=Sheet(word("analysis"), self._columns(), tuple(self._rows())),
            data_name=ANALYSIS_NAME,
            data_about=word("analysis_data"),
            canonical=canonical_analysis(content),
        )

    def _parts(self) -> Iterator[Part]:
        content, facts = self._content, self._content.facts
        if len(facts.cases) < FEW_CASES:
            yield {"kind": "text", "lines": [self._word("few")]}
        for number, answer in enumerate(content.answers, start=1):
            yield titled(2, f"{number}. {answer.question}")
            yield from map(block_part, blocks(answer.text)) if answer.text else [{"kind": "soft", "text": self._word("nothing")}]
            for table in (each for each in self._tables if each.question == answer.id):
                yield titled(3, table.caption)
                yield self._table(table)
        yield titled(2, self._word("which_cases"))
        yield {"kind": "list", "items": [f"{case.title}, {self._words.day(case.day)}" for case in facts.cases]}
        if facts.left_out:
            yield {"kind": "text", "lines": [f"{self._word('left_out')}: {', '.join(facts.left_out)}"]}
        yield {"kind": "text", "lines": [self._word("no_score")]}

    def _table(self, table: FactTable) -> Part:
        unit = unit_of(table, self._content.language)
        header = [self._word("what"), self._words.said("of_all", {"total": table.total, "unit": unit}, WORDS), self._word("list")]
        rows = [[cell(self._label(row)), cell(str(row.count)), cell(_listed(row, " · ") or "–")] for row in table.rows]
        return {"kind": "table", "header": header, "widths": [32, 14, 54], "named": 0, "rows": rows}

    def _label(self, row: TableRow) -> str:
        return f"{row.label} ({self._word('accent')})" if row.accent else row.label

    def _columns(self) -> tuple[tuple[str, float], ...]:
        widths = {"question": 6.0, "table": 5.5, "what": 5.0, "number_of": 2.0, "of": 2.0, "unit": 2.5, "list": 12.0}
        return tuple((self._word(name), width) for name, width in widths.items())

    def _rows(self) -> Iterator[tuple[str | int, ...]]:
        for answer in self._content.answers:
            yield answer.question, self._word("concluded"), "", "", "", "", answer.text
            for table in (each for each in self._tables if each.question == answer.id):
                unit = unit_name(table, self._content.language)
                for row in table.rows:
                    yield answer.question, table.caption, self._label(row), row.count, table.total, unit, _listed(row)


def _listed(row: TableRow, between: str = "\n") -> str:
    return between.join(": ".join(filter(None, (line.case, line.said))) for line in row.lines)
