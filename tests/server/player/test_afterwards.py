# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the worked cases say of the time after the workshop fits what is asked then."""

from __future__ import annotations

import pytest

from organisation.dossier.questions import FOLLOW_UP, PROGRESS
from organisation.dossier.state import STATUSES
from organisation.report.rows import ROW_IDS
from server import content
from sessions.cases.case import Case

TOLD = [case for case in content.cases() if case.afterwards]


@pytest.mark.parametrize("case", TOLD, ids=lambda case: str(case.id))
def test_a_case_answers_every_question_with_states_and_rows_that_there_are(case: Case) -> None:
    told = case.afterwards
    assert told is not None
    assert len(told.answers) == len(FOLLOW_UP)
    assert all(len(check.answers) == len(PROGRESS) for check in told.checks)
    assert {check.status for check in told.checks} <= set(STATUSES)
    assert set(told.report) <= set(ROW_IDS)
    assert {check.moment for check in told.checks} == {1, 2}
