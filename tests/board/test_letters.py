# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the mails to whoever holds an action."""

from board.letters import Written, letter
from organisation.dossier.due_mails import Due
from tests.organisation.dossier.test_reaching import DAY, LOOK, case_with_mail


def text(due: Due, today: str) -> str:
    return letter(case_with_mail().dossier, due, Written("https://bord.example.nl", "k", "https://stop.example.nl", today)).text


def test_a_mail_about_a_day_that_goes_later_does_not_say_that_it_is_today() -> None:
    """[LIV-06]"""
    assert "Vandaag, 1 maart 2027, is de dag om naar je actie te kijken:" in text(LOOK, DAY)
    later = text(LOOK, "2027-03-02")
    assert "1 maart 2027 was de dag om naar je actie te kijken:" in later
    assert "andaag" not in later


def test_a_mail_with_a_link_names_the_day_of_the_action() -> None:
    """[LIV-02] It may be the only one before it."""
    assert "De dag om ernaar te kijken: 1 maart 2027." in text(Due("s1.a1", "link", "5"), "2027-02-24")
