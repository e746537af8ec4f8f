# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said about values and a script wherever they stand."""

from __future__ import annotations

import msgspec
import pytest

from sessions.material.credit import Credit, framework_credit, script_credit
from sessions.material.framework import Source
from tests.sessions.shipped import FRAMEWORK, SCRIPTS


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Source("Kaart", "", ""), ("Kaart", "", "")),
        (Source("Kaart", "Team", "2026"), ("Kaart", "", "2026")),
        (Source("Handboek; Kaart", "Meijer; Team", "2025-01-31; "), ("Handboek; Kaart", "Meijer", "2025-01-31")),
        (Source("Handboek; Kaart", "Meijer; ", "; 2026"), ("Handboek; Kaart", "Meijer", "2026")),
        (Source(FRAMEWORK.title.nl, "Team", ""), ("", "", "")),
    ],
)
def test_a_credit_says_nothing_twice_and_nothing_empty(source: Source, said: tuple[str, str, str]) -> None:
    """[PST-17]"""
    own = msgspec.structs.replace(FRAMEWORK, source=source, owner="Team")
    assert framework_credit(own, "nl") == Credit(FRAMEWORK.title.nl, FRAMEWORK.version, "Team", *said)


def test_a_script_is_told_by_its_own_words_of_its_source() -> None:
    told = script_credit(SCRIPTS["codio-pad"], "en")
    assert (told.title, told.owner) == ("CODIO-PaD: proactive services", "")
    assert "geen auteurs en geen datum" in told.source
