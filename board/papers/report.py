# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as a sequence of headings, texts, facts and tables: what its page shows, for every file that is made of it.

Of one `ReportContent` and of nothing else, so that what is not in it is in no file.
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from board.calendar_file import parse_day
from board.credits import worded
from board.dates import spoken, spoken_term
from board.papers.glyphs import Setting
from board.papers.typesetting import Attached, Paper
from board.rendering import macro
from organisation.dossier.case_file import CASE_NAME, REPORT_NAME, CaseFile, canonical_case
from organisation.report.content import (
    Block,
    ReportContent,
    ReportedAction,
    ReportedChoice,
    ReportedTension,
    ReportedValue,
    blocks,
    canonical_report,
    report_hash,
)
from organisation.report.words import by_principle, not_chosen, table_of, told_reasons
from sessions.material.text import sentences, unclosed

Part = dict[str, Any]
"""`kind` and what belongs to it: "heading" (`level`, `text`), "soft" (`text`), "text" (`lines`), "list" (`items`), "facts"
(`rows` of two), "table" (`header`, `widths` as parts of the width, `named`: the column whose cells name their rows, and `rows` of
cells). A cell has `text`, `more` (pairs of a label and words under it), and `foundation`, whose stamp stands before it, or none.
"""

_NO_DAY = "1970-01-01"
"""A file that keeps for years has a day; this one of a report that says none."""


class ReportFile(Struct, frozen=True):
    """A report to make a file of. With a `case` a PDF carries that too, beside the report itself."""

    content: ReportContent
    case: CaseFile | None = None


def report_paper(report: ReportFile) -> Paper:
    """What to set for the PDF."""
    content, ready = report.content, Setting()
    words = Words(content.language)
    parts = [as_set(part, ready) for part in report_parts(content)]
    data: dict[str, Any] = {
        "lang": content.language,
        "title_of_file": ready(words.said("title", content.title)),
        "author": ready(content.organisation) or "Waardenbord",
        "day": made_day(content),
        "over": ready(", ".join(part for part in (words.word("kind"), content.organisation) if part)),
        "title": ready(content.title),
        "stage": words.said("stage_name", content.stage),
        "version": words.said("version", content.version),
        "is_draft": content.stage == "draft",
        "facts": [[ready(name), ready(said)] for name, said in report_facts(content)],
        "parts": parts,
        "page_of": words.said("page_of", {"n": "{n}", "all": "{all}"}),
        "proof": [ready(words.said("proof", report_hash(content)))],
    }
    if ready.replaced:
        data["proof"] = [*data["proof"], ready(macro("poster_parts.html", "replaced", content.language, ready.replaced))]
    own = Attached(REPORT_NAME, words.word("attached"), canonical_report(content))
    case = report.case
    more = (Attached(CASE_NAME, words.word("attached_case"), canonical_case(case)),) if case else ()
    return Paper("report", data, layout="a4", form="pdf", attached=(own, *more))


def made_day(content: ReportContent) -> str:
    """The day that a file of a report says it is of (ISO 8601): when it was established, else when its poster was fixed."""
    if parse_day(content.day):
        return content.day
    return max((source.fixed_day for source in content.sources if parse_day(source.fixed_day)), default=_NO_DAY)


def report_facts(content: ReportContent) -> list[tuple[str, str]]:
    """What stands above the rows."""
    words = Words(content.language)
    facts = [
        (words.word("organisation"), content.organisation),
        (words.word("coordinator"), content.coordinator),
        (words.word("state"), f"{words.said('stage_name', content.stage)}, {words.said('version', content.version)}"),
        (words.word("day"), words.day(content.day)),
    ]
    return [(name, said) for name, said in facts if said]


def report_parts(content: ReportContent) -> list[Part]:
    """The rows with everything under them, and what the report was made from."""
    return list(_Parts(content).all())


class Words:
    """The words of a report's files in one language."""

    def __init__(self, lang: Any) -> None:
        self._lang = lang
        self._known: dict[tuple[str, object], str] = {}

    def said(self, name: str, value: object, template: str = "report_words.html") -> str:
        """What a macro says of a value; of keys it is asked once."""
        if not isinstance(value, str | int | None):
            return macro(template, name, self._lang, value)
        key = (template + name, value)
        if key not in self._known:
            self._known[key] = macro(template, name, self._lang, value)
        return self._known[key]

    def word(self, name: str) -> str:
        """A word of ours."""
        return self.said("word", name)

    def keyed(self, name: str, key: str | None) -> str:
        """The word for a key of the workshop; empty for none."""
        return self.said(name, key, "workshop_parts.html") if key else ""

    def day(self, iso: str) -> str:
        """A day as people say it."""
        return spoken(iso, self._lang)

    def credit(self, credit: Any) -> str:
        """Whose something is."""
        return macro("poster_parts.html", "credit", self._lang, worded(credit, self._lang))


class _Parts:
    def __init__(self, content: ReportContent) -> None:
        self._content = content
        self._words = Words(content.language)

    def all(self) -> Iterator[Part]:
        content, word = self._content, self._words.word
        for row in content.rows:
            yield titled(2, row.heading)
            yield {"kind": "soft", "text": " ".join(row.questions)}
            told = [*map(block_part, blocks(row.text))]
            told += {"values": self._values, "strategy": self._accents, "monitoring": self._weighing}.get(row.id, list)()
            yield from told or [{"kind": "soft", "text": word("no_accents" if row.id == "strategy" else "nothing")}]
            if row.id == "monitoring":
                yield from self._actions()
        yield titled(2, word("credit"))
        for source in content.sources:
            made = self._words.said("source", {"version": source.version, "day": self._words.day(source.fixed_day)})
            number = [self._words.said("source_hash", source.sha256)] if source.sha256 else []
            lines = [self._words.credit(source.framework), self._words.credit(source.script), made, *number]
            yield {"kind": "text", "lines": [line for line in lines if line]}
        yield {"kind": "text", "lines": [word("supplement")]}

    def _values(self) -> list[Part]:
        content = self._content
        told = [self._table_of_values()] if content.values else []
        for heading, values in (("why", content.values), ("also_chosen", content.also_chosen)):
            facts = [
                [
                    f"{self._named(value)}, {each.table}",
                    "\n".join(filter(None, (each.reason, *(f"• {said}" for said in each.said)))),
                ]
                for value in values
                for each in told_reasons(value.reasons, content)
            ]
            if facts:
                told.append(titled(3, self._words.word(heading)))
                told += [{"kind": "soft", "text": self._words.word("why_order")}] if heading == "why" else []
                told.append({"kind": "facts", "rows": facts})
        return told

    def _named(self, value: ReportedValue | ReportedChoice) -> str:
        """A value that is in no table of values tells its foundation itself."""
        of = self._words.keyed("foundation_name", value.foundation)
        return value.name if isinstance(value, ReportedValue) else f"{value.name} ({of})"

    def _table_of_values(self) -> Part:
        rows = [
            [
                cell(
                    value.name,
                    foundation=value.foundation,
                    more=[(said, "") for said in (value.principle, self._words.word("accent") if value.accent else "") if said],
                ),
                cell(self._words.keyed("foundation_name", value.foundation)),
                cell(
                    value.meaning or "–",
                    more=[(self._words.keyed("orientation_name", value.orientation), "")] if value.orientation else [],
                ),
            ]
            for value in self._content.values
        ]
        header = [self._words.word(name) for name in ("value", "foundation", "meaning")]
        return {"kind": "table", "header": header, "widths": [30, 17, 53], "named": 0, "rows": rows}

    def _accents(self) -> list[Part]:
        told: list[Part] = []
        accents = [[each.name, "\n".join(filter(None, (each.meaning, each.reason))) or "–"] for each in self._content.accents]
        if accents:
            told.append({"kind": "facts", "rows": accents})
        answers = [
            [
                ", ".join(filter(None, (each.name, table_of(each, self._content)))),
                sentences(self._words.keyed("role_name", each.role).capitalize(), each.why),
            ]
            for each in self._content.accent_answers
        ]
        if answers:
            told += [titled(3, self._words.word("accent_answers")), {"kind": "facts", "rows": answers}]
        return told

    def _weighing(self) -> list[Part]:
        content, word = self._content, self._words.word
        told: list[Part] = []
        if content.tensions:
            told.append(titled(3, word("tensions")))
        for tension in content.tensions:
            told += self._tension(tension)
        for heading, found in (
            ("set_aside", [(gone.name, gone.reason) for gone in content.set_aside if gone.table is None]),
            ("not_chosen", not_chosen(content)),
            ("wider", [(each.name, each.note) for each in content.wider]),
        ):
            if heading == "wider" and content.decision is not None:
                decided = self._words.keyed("decision_name", content.decision.outcome).capitalize()
                told.append(titled(3, word("decision")))
                told.append({"kind": "text", "lines": [sentences(decided, content.decision.reason)]})
            if found:
                told.append(titled(3, word(heading)))
                told.append({"kind": "list", "items": [": ".join(filter(None, each)) for each in found]})
        if content.follow_up:
            told.append(titled(3, word("follow_up")))
            told.append({"kind": "facts", "rows": [[said.question, said.answer] for said in content.follow_up]})
        return told

    def _tension(self, tension: ReportedTension) -> list[Part]:
        facts = [
            ("clash", tension.clash),
            ("affected", tension.affected),
            ("choice", tension.choice or self._words.word("open")),
            ("reason", tension.reason),
            ("decides", tension.decides),
            ("actions_for", "; ".join(map(unclosed, tension.actions))),
        ]
        *first, last = map(unclosed, tension.sides)
        title = self._words.said("both", {"one": ", ".join(first), "other": last})
        return [titled(4, title), {"kind": "facts", "rows": [[self._words.word(name), said] for name, said in facts if said]}]

    def _actions(self) -> list[Part]:
        heading = titled(3, self._words.word("actions"))
        if not self._content.actions:
            return [heading, {"kind": "text", "lines": [self._words.word("no_action")]}]
        header = [self._words.word(name) for name in ("number", "action", "holder", "monitor", "when", "state")]
        rows = [self._action(action) for action in self._content.actions]
        table = {"kind": "table", "header": header, "widths": [5, 36, 17, 16, 12, 14], "named": 1, "rows": rows}
        return [heading, table, *self._by_principle()]

    def _by_principle(self) -> list[Part]:
        told = by_principle(self._content)
        if not told:
            return []
        rows = [(principle, "; ".join(f"{each.number}. {each.action}" for each in actions)) for principle, actions in told]
        return [titled(3, self._words.word("by_principle")), {"kind": "facts", "rows": rows}]

    def _action(self, action: ReportedAction) -> list[Part]:
        words = self._words
        more = [
            ("foundation", words.keyed("foundation_name", action.foundation)),
            ("values", ", ".join(action.values)),
            ("principle", ", ".join(action.principles)),
            ("measures", ", ".join(action.measures)),
            ("level", words.keyed("level_name", action.level)),
            ("audience", action.audience),
            ("necessity", words.keyed("weight_name", action.necessity)),
            ("importance", words.keyed("weight_name", action.importance)),
            ("needs", action.needs),
            ("wider_note", (action.wider_note or words.said("yes_or_no", True, "workshop_parts.html")) if action.wider else ""),
        ]
        open_ = words.word("open")
        state = ": ".join(filter(None, (words.said("status_name", action.status, "case_parts.html"), action.reason)))
        return [
            cell(str(action.number)),
            cell(action.action, more=[(words.word(name), said) for name, said in more if said], foundation=action.foundation),
            cell(action.holder or open_),
            cell(action.monitor or open_),
            cell(spoken_term(action.term, action.due_day, self._content.language) or open_),
            cell(state),
        ]


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def titled(level: int, text: str) -> Part:
    """A heading; 1 is the title of the whole."""
    return {"kind": "heading", "level": level, "text": text}


def block_part(block: Block) -> Part:
    """A paragraph or a list of a text that somebody wrote."""
    return {"kind": "list", "items": list(block.lines)} if block.is_list else {"kind": "text", "lines": list(block.lines)}


def cell(text: str, *, more: Any = (), foundation: str | None = None) -> Part:
    """A cell of a table."""
    return {"text": text, "more": [list(each) for each in more], "foundation": foundation or ""}


def as_set(part: Part, ready: Setting) -> Part:
    """A part as the typesetter gets it."""
    return _measured(_ready(_lined(part), ready))


def _lined(part: Part) -> Part:
    """A part of which what is said of a fact is lines, of which each is made ready by itself."""
    return {**part, "rows": [[name, said.split("\n")] for name, said in part["rows"]]} if part["kind"] == "facts" else part


def _measured(part: Part) -> Part:
    """A part as it is set: of each cell of a table also how many letters its longest word has, since to look for long words there
    takes a third of the time that a large table takes.
    """
    if part["kind"] != "table":
        return part
    rows = [[_measured_cell(cell) for cell in row] for row in part["rows"]]
    return {**part, "rows": rows}


def _measured_cell(cell: dict[str, Any]) -> dict[str, Any]:
    more = " · ".join(": ".join(filter(None, each)) for each in cell["more"])
    return {**cell, "more": more, "longest": _longest(cell["text"]), "longest_more": _longest(more)}


def _longest(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _ready(thing: Any, ready: Setting) -> Any:
    """The same with every text ready to be set."""
    match thing:
        case str():
            return ready(thing)
        case list():
            return [_ready(each, ready) for each in thing]
        case dict():
            return {name: _ready(each, ready) for name, each in thing.items()}
        case _:
            return thing
