# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A strategy as a file, of its content and nothing else."""

from collections.abc import Iterator

from board.calendar_file import parse_day
from board.dates import spoken_term
from board.papers.document import NO_DAY, WORDS, Document, Sheet, block_part, cell, file_of, titled
from board.papers.look import PLAIN, Look
from board.papers.report import Part, Words
from organisation.report.content import blocks
from organisation.strategy.content import (
    AgreedAction,
    ListedValue,
    StrategyContent,
    StrategyPhase,
    StrategyRow,
    canonical_strategy,
)
from sessions.material.text import sentences

STRATEGY_NAME = "strategie.json"


def strategy_file(content: StrategyContent, file: str, look: Look = PLAIN) -> bytes:
    """The strategy as `pdf`, `odt`, `ods` or `csv`."""
    return file_of(strategy_document(content), file, look)


def strategy_document(content: StrategyContent) -> Document:
    """The strategy, told for any file."""
    return _Telling(content).document()


class _Telling:
    def __init__(self, content: StrategyContent) -> None:
        self._content = content
        self._words = Words(content.language)

    def _word(self, name: str) -> str:
        return self._words.said("word", name, WORDS)

    def document(self) -> Document:
        content, word = self._content, self._word
        facts = [
            (word("organisation"), content.organisation),
            (word("owner"), content.owner),
            (word("mandate"), content.mandate),
            (word("administrator"), content.administrator),
            (word("contact"), content.contact),
            (word("day"), self._words.day(content.day)),
        ]
        return Document(
            lang=content.language,
            title=word("strategy"),
            over=content.organisation,
            organisation=content.organisation,
            stage=word("established" if content.day else "draft"),
            version=self._words.said("version", content.version),
            is_draft=not content.day,
            day=content.day if parse_day(content.day) else NO_DAY,
            facts=[(name, said) for name, said in facts if said],
            parts=list(self._parts()),
            sheet=Sheet(
                word("strategy"),
                ((word("phase"), 4.0), (word("row"), 5.0), (word("part"), 6.0), (word("text"), 14.0)),
                tuple(self._rows()),
            ),
            data_name=STRATEGY_NAME,
            data_about=word("strategy_data"),
            canonical=canonical_strategy(content),
        )

    def _parts(self) -> Iterator[Part]:
        content, word = self._content, self._word
        for number, phase in enumerate(content.phases, start=1):
            yield titled(2, self._phase(number, phase))
            for row in (each for each in content.rows if each.phase == phase.id):
                yield from self._row(row)
            if phase.id == "desired" and content.also_listed:
                yield titled(3, word("also_listed"))
                yield {
                    "kind": "list",
                    "items": [": ".join(filter(None, (v.name, self._why_listed(v)))) for v in content.also_listed],
                }
            if phase.id == "implementation" and content.governance_name:
                yield titled(3, word("governance"))
                yield {"kind": "text", "lines": [content.governance_name]}
            if phase.explored:
                yield titled(3, word("explored"))
                for part in phase.explored:
                    yield titled(4, part.heading)
                    yield from map(block_part, blocks(part.text))
        yield titled(2, word("credit"))
        yield {"kind": "text", "lines": [self._words.credit(content.form), self._words.credit(content.framework)]}
        yield {"kind": "text", "lines": [word("supplement")]}

    def _phase(self, number: int, phase: StrategyPhase) -> str:
        return self._words.said("phase", {"number": number, "name": phase.name}, WORDS)

    def _row(self, row: StrategyRow) -> Iterator[Part]:
        content = self._content
        yield titled(3, row.heading)
        yield {"kind": "soft", "text": " ".join(row.questions)}
        told: list[Part] = [{"kind": "text", "lines": [row.choice]}] if row.choice else []
        told += map(block_part, blocks(row.text))
        if row.id == "accents" and content.accents:
            told.append(self._accents(content.accents))
        for part in (each for each in row.parts if each.text):
            told += [titled(4, part.heading), *map(block_part, blocks(part.text))]
        if row.id == "measures" and content.actions:
            told += [titled(4, self._word("actions")), self._actions(content.actions)]
        if row.id == "projects" and content.instruments:
            rows = [[each.name, sentences(each.use, each.note)] for each in content.instruments]
            told += [titled(4, self._word("instruments")), {"kind": "facts", "rows": rows}]
        yield from told or [{"kind": "soft", "text": self._word("nothing")}]

    def _why_listed(self, value: ListedValue) -> str:
        return sentences(", ".join(value.reason_names), value.note)

    def _accents(self, accents: tuple[ListedValue, ...]) -> Part:
        rows = [
            [
                cell(value.name, foundation=value.foundation, more=[(said, "") for said in self._beside(value) if said]),
                cell(sentences(value.why, self._why_listed(value)) or "–"),
                cell(value.meaning or "–"),
            ]
            for value in accents
        ]
        header = [self._word(name) for name in ("value", "why", "meaning")]
        return {"kind": "table", "header": header, "widths": [28, 36, 36], "named": 0, "rows": rows}

    def _beside(self, value: ListedValue) -> tuple[str, str]:
        return value.principle, self._words.keyed("orientation_name", value.orientation)

    def _actions(self, actions: tuple[AgreedAction, ...]) -> Part:
        header = [self._word(name) for name in ("number", "action", "category", "holder", "when")]
        rows = [
            [
                cell(str(action.number)),
                cell(action.action, more=[(self._word(name), said) for name, said in self._about(action) if said]),
                cell(action.category or "–"),
                cell(action.holder or "–"),
                cell(self._when(action) or "–"),
            ]
            for action in actions
        ]
        return {"kind": "table", "header": header, "widths": [5, 41, 22, 18, 14], "named": 1, "rows": rows}

    def _when(self, action: AgreedAction) -> str:
        return spoken_term(action.term, action.due_day, self._content.language)

    def _about(self, action: AgreedAction) -> list[tuple[str, str]]:
        return [
            ("values", ", ".join(action.values)),
            ("monitor", action.monitor),
            ("needs", action.needs),
            ("from_projects", "; ".join(action.from_projects)),
        ]

    def _rows(self) -> Iterator[tuple[str | int, ...]]:
        """The whole as a table: whatever says something, each with where it stands."""
        content = self._content
        for number, phase in enumerate(content.phases, start=1):
            name = self._phase(number, phase)
            for part in phase.explored:
                yield name, self._word("explored"), part.heading, part.text
            for row in (each for each in content.rows if each.phase == phase.id):
                yield name, row.heading, "", "\n".join(filter(None, (row.choice, row.text)))
                for part in row.parts:
                    yield name, row.heading, part.heading, part.text
                if row.id == "accents":
                    for value in content.accents:
                        said = (value.principle, self._why_listed(value), value.why, value.meaning)
                        yield name, row.heading, value.name, "\n".join(filter(None, said))
                    for value in content.also_listed:
                        yield name, self._word("also_listed"), value.name, self._why_listed(value)
                if row.id == "measures":
                    for action in content.actions:
                        told = [action.category, action.holder, self._when(action), *(text for _, text in self._about(action))]
                        yield name, self._word("actions"), action.action, "\n".join(filter(None, told))
                if row.id == "projects":
                    for each in content.instruments:
                        yield name, self._word("instruments"), each.name, sentences(each.use, each.note)
            if phase.id == "implementation" and content.governance_name:
                yield name, self._word("governance"), "", content.governance_name
