# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The server finds the shipped content in the package."""

import pytest

from server import content
from sessions.material.text import LANGUAGES


def test_all_content_is_read_once() -> None:
    assert content.load() is content.load()


def test_the_content_is_found_by_its_ids() -> None:
    assert [script.id for script in content.scripts()] == ["codio-project-2025", "codio-pad", "codio-2022"]
    script = content.script("codio-project-2025")
    assert content.framework(script.framework).id == "waardenkader-2025"
    assert content.case("camera").script == script.id
    assert [case.id for case in content.cases()] == ["camera", "apeldoorn", "arnhem", "utrecht"]
    assert {case.script for case in content.cases()} <= {script.id for script in content.scripts()}
    assert content.measures().known("audits")
    assert content.perspectives()[-1].id == "anders"


def test_the_join_words_are_there_as_lists_and_as_sets() -> None:
    assert [len(content.join_words(language)) for language in LANGUAGES] == [1024, 1024]
    assert content.join_word_sets() == tuple(set(content.join_words(language)) for language in LANGUAGES)


def test_content_that_is_not_shipped_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        content.framework("waardenkader-1900")
    with pytest.raises(KeyError):
        content.case("drone")
