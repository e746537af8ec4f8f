# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that a report is filled in with stand in the domain, those of pages in catalogues: one thing has one name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from board.i18n import translator
from board.rendering import DIST, macro
from organisation.dossier.reported import filled_in
from organisation.report import words
from sessions.material.text import LANGUAGES, Text
from sessions.model.items import CaseForm
from tests.organisation.dossier.test_decider import Case

NAMED: dict[str, Mapping[Any, Text]] = {"foundation_name": words.FOUNDATIONS, "decision_name": words.DECISIONS}
CATALOGUED: tuple[Mapping[Any, Text], ...] = (*NAMED.values(), words.ASSESSMENTS, words.PROACTIVITY, words.DATA_ORIGINS)


@pytest.mark.parametrize("name", NAMED)
def test_what_has_a_key_has_the_name_that_pages_give_it(name: str) -> None:
    """[REP-01]"""
    for key, text in NAMED[name].items():
        for lang in LANGUAGES:
            assert macro("workshop_parts.html", name, lang, key) == text.in_(lang)


def test_each_word_is_in_dutch_what_the_catalogue_makes_of_it() -> None:
    """[REP-01]"""
    dutch = translator("nl", DIST / "locale").gettext
    for table in CATALOGUED:
        for text in table.values():
            assert text.nl == dutch(text.en)


def test_a_row_names_the_facts_of_the_case_form_as_the_form_does() -> None:
    """[REP-01]"""
    dutch = translator("nl", DIST / "locale").gettext
    case = Case()
    form = CaseForm(data_used="beelden", data_origin="others", proactivity="high")
    told = replace(case.dossier.handed[0], case=form)
    lines = filled_in(replace(case.dossier, handed=(told,)), "technology").splitlines()
    names = ("Where the data come from", "How proactive the service is")
    assert [line.split(":")[0] for line in lines[1:]] == [f"- {dutch(name)}" for name in names]
