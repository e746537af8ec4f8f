# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A strategy and an analysis as files: read by other means than those that made them, and with all that was written in them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from functools import cache

import msgspec
import pytest

from board.papers.making import Kind, job, make
from board.papers.schemas import schema
from organisation.dossier import commands as d
from organisation.dossier.state import ActionPlan
from organisation.strategy import commands as c
from organisation.strategy.analysis import analysis_content
from organisation.strategy.analysis_facts import QUESTION_IDS
from organisation.strategy.analysis_state import AnalysisContent, canonical_analysis
from organisation.strategy.analysis_tables import tables
from organisation.strategy.content import StrategyContent, canonical_strategy
from organisation.strategy.form import FIELD_IDS
from sessions.material.framework import ValueRef
from tests.board.papers.looking import attachments, failed_rules, off_the_page, over_each_other, tags, text_of
from tests.organisation.strategy.played import Played
from tests.organisation.strategy.test_analysis import facts_of, played_year, strategy


@cache
def strategy_content() -> StrategyContent:
    """A strategy in which everything is filled in."""
    played = Played()
    for field in FIELD_IDS:
        played.ok(c.WriteField(field, 0, f"Woorden bij {field.replace('.', ' ')};\n\n- eerste\n- tweede"))
    played.ok(c.SetChosen(0, "specific", "adapt"))
    played.lists("privacy", why="raadsvraag", meaning="kijkt niemand mee")
    played.lists(ValueRef("", "human_rights", "Menselijkheid"), why="loket", meaning="mens bereikbaar")
    played.lists("agility", chosen=False)
    played.ok(c.PlaceInstrument("iama", 0, "if_needed", "bij algoritmen"))
    played.ok(d.PutAction("a1", 0, ActionPlan(action="=Maak richtlijnen", holder="team ethiek", due_day="2027-03-01")))
    played.ok(c.SetAbout("a1", 0, "stakeholders", ("Privacy",)))
    played.ok(c.LinkOrigin("a1", "c1", "x", "Camerazaak", "Vraag bewoners"))
    played.establish()
    assert played.strategy.latest is not None
    return played.strategy.latest.content


@cache
def analysis() -> AnalysisContent:
    """An analysis with something in every table, and a conclusion at every question."""
    played = strategy()
    for question in QUESTION_IDS:
        played.ok(c.WriteConclusion("h1", question, 0, f"Conclusie over {question};"))
    return analysis_content(played.strategy, played.strategy.analyses["h1"], facts_of(played, played_year(3)))


def canonical_of(content: StrategyContent | AnalysisContent) -> str:
    return canonical_analysis(content) if isinstance(content, AnalysisContent) else canonical_strategy(content)


def said(content: StrategyContent | AnalysisContent) -> list[str]:
    """Words that every file of it has to say."""
    if isinstance(content, AnalysisContent):
        rows = [row for table in tables(content.facts, "nl") for row in table.rows]
        return [
            *(answer.text for answer in content.answers),
            *(row.label for row in rows),
            *(row.lines[0].case for row in rows if row.lines),
        ]
    fields = [f"Woorden bij {field.replace('.', ' ')};" for field in FIELD_IDS]
    more = [
        "raadsvraag",
        "kijkt niemand mee",
        "Menselijkheid",
        "mens bereikbaar",
        "Wendbaarheid",
        "bij algoritmen",
        "Maak richtlijnen",
    ]
    return [*fields, *more, "team ethiek", "Camerazaak", "Aanpassen"]


CONTENTS: dict[Kind, Callable[[], StrategyContent | AnalysisContent]] = {"strategy": strategy_content, "analysis": analysis}


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("kind", CONTENTS)
class TestFiles:
    def test_a_pdf_can_be_listened_to_and_kept_says_everything_and_carries_itself_as_data(self, kind: Kind) -> None:
        """[STR-10]"""
        content = CONTENTS[kind]()
        pdf = make(job(kind, "pdf", content))
        assert failed_rules(pdf) == []
        assert off_the_page(pdf) == []
        assert over_each_other(pdf, but="Concept" if kind == "analysis" else "Vastgesteld") == []
        text = flat(text_of(pdf))
        assert [words for words in said(content) if flat(words) not in text] == []
        canonical = canonical_of(content)
        assert list(attachments(pdf).values()) == [canonical.encode()]
        assert [name for name, _ in tags(pdf)].count("H1") == 1
        assert make(job(kind, "pdf", content)) == pdf

    @pytest.mark.parametrize("file", ["odt", "ods"])
    def test_office_files_say_everything_and_are_the_same_bytes_each_time(self, kind: Kind, file: str) -> None:
        """[STR-10]"""
        content = CONTENTS[kind]()
        packed = make(job(kind, file, content))
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            text = flat(re.sub(r"<[^>]+>", "", archive.read("content.xml").decode()))
        assert [words for words in said(content) if flat(words) not in text] == []
        assert make(job(kind, file, content)) == packed

    def test_a_table_for_any_program_says_everything_and_calculates_nothing(self, kind: Kind) -> None:
        """[STR-10]"""
        content = CONTENTS[kind]()
        text = make(job(kind, "csv", content)).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=";"))
        assert len({len(row) for row in rows}) == 1
        assert [words for words in said(content) if flat(words) not in flat(text)] == []
        assert not [cell for row in rows for cell in row if cell.startswith("=")]

    def test_its_data_have_a_published_shape_and_read_back(self, kind: Kind) -> None:
        """[STR-10]"""
        content = CONTENTS[kind]()
        canonical = canonical_of(content)
        assert msgspec.json.decode(canonical, type=type(content)) == content
        told = schema("analyse-1" if kind == "analysis" else "strategie-1")
        assert told is not None
        assert json.loads(told)["$schema"].startswith("https://json-schema.org/")


def test_the_numbers_of_a_table_are_the_lengths_of_its_lists() -> None:
    """[STR-08]"""
    found = tables(analysis().facts, "nl")
    assert {table.question for table in found} == set(QUESTION_IDS)
    for table in found:
        for row in table.rows:
            assert row.count == len(row.lines) <= table.total
    of_actions = next(table for table in found if table.id == "levels")
    assert sum(row.count for row in of_actions.rows) == of_actions.total == len(analysis().facts.actions)
    decided = next(table for table in found if table.id == "decisions")
    assert sum(row.count for row in decided.rows) == decided.total == len(analysis().facts.cases)
